//! A name as a short row of tokens with roles.

use crate::domain::entry::ListedName;
use crate::names::{fold, titles};

/// Which part of the name a token was written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    Given,
    Family,
    /// `AL`, `DE`, `VAN`: joined, split or dropped at will, so it neither earns nor costs.
    Particle,
    /// `SHEIKH`, `HAFIZ`: a rank to some, a name to others, so it may earn and never costs.
    Honour,
    /// The name came as one string.
    Unknown,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The spellings it may be read as; never empty, the plain one first.
    pub forms: Vec<String>,
    pub role: Role,
    /// Tokens join only with neighbours of the same field.
    pub field: u8,
}

/// Tokens beyond this are not compared. The alignment is exponential in it, and no name
/// in the OFAC list or the sample messages has more.
pub const MAX_TOKENS: usize = 10;

const PARTICLES: [&str; 52] = [
    "AL", "EL", "UL", "AD", "AR", "AS", "AZ", "BIN", "BEN", "IBN", "BINT", "BINTI", "ABU", "DE",
    "LA", "LAS", "LOS", "DEL", "DELA", "DA", "DO", "DOS", "DAS", "DI", "DU", "DES", "LE", "VAN",
    "VON", "DER", "DEN", "TEN", "TER", "ZU", "ZUR", "Y", "E", "I", "ABD", "ABDUL", "ABDEL",
    "ABDAL", "ABDOUL", "UR", "UD", "AN", "OULD", "WULD", "OUM", "UMM", "IBNU", "ABOU",
];

/// A traveller's name. Several words in one field, the other being empty, are a whole name.
pub fn of_passenger(surname: &str, given_names: &str) -> Vec<Token> {
    let mut tokens = of_fields(&[(surname, Role::Family), (given_names, Role::Given)]);
    let mut content = tokens.iter().filter(|token| is_content(token));
    let first = content.next().map(|token| token.field);
    let whole = content.next().is_some() && tokens.iter().all(|token| Some(token.field) == first);
    if whole {
        let content = tokens
            .iter_mut()
            .filter(|token| token.role != Role::Particle);
        content.for_each(|token| token.role = Role::Unknown);
    }
    tokens
}

fn is_content(token: &Token) -> bool {
    !matches!(token.role, Role::Particle | Role::Honour)
}

/// A listed name: its parts when the list gives them, else the whole.
pub fn of_listed(name: &ListedName) -> Vec<Token> {
    match (&name.surname, &name.given_names, &name.full) {
        (None, None, Some(full)) => of_fields(&[(full, Role::Unknown)]),
        (surname, given, _) => of_fields(&[
            (surname.as_deref().unwrap_or(""), Role::Family),
            (given.as_deref().unwrap_or(""), Role::Given),
        ]),
    }
}

fn of_fields(fields: &[(&str, Role)]) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    for (number, &(text, role)) in fields.iter().enumerate() {
        for token in field_tokens(text, role, number as u8) {
            let repeated = tokens.iter().any(|known| known.forms[0] == token.forms[0]);
            if !repeated && tokens.len() < MAX_TOKENS {
                tokens.push(token);
            }
        }
    }
    tokens
}

fn field_tokens(text: &str, role: Role, field: u8) -> Vec<Token> {
    let mut words = fold::words(text);
    words.retain(|forms| !titles::is_placeholder(&forms[0]));
    // A field that is nothing but a title or particles is somebody's real name: `LE`, `DO`.
    keep_some(&mut words, |forms| !titles::is_title_or_suffix(&forms[0]));
    let minor = |word: &str| is_particle(word, role) || titles::is_honorific(word);
    let only_minor = words.iter().all(|forms| minor(&forms[0]));
    let role_of = |word: &str| match word {
        _ if only_minor => role,
        word if is_particle(word, role) => Role::Particle,
        word if titles::is_honorific(word) => Role::Honour,
        _ => role,
    };
    words
        .into_iter()
        .map(|forms| Token {
            role: role_of(&forms[0]),
            forms: with_title_readings(forms),
            field,
        })
        .collect()
}

fn is_particle(word: &str, role: Role) -> bool {
    // A traveller called BEN has a given name.
    PARTICLES.contains(&word) && !(role == Role::Given && word == "BEN")
}

fn with_title_readings(mut forms: Vec<String>) -> Vec<String> {
    for reading in titles::without_glued_title(&forms[0].clone()) {
        if !forms.iter().any(|form| form == reading) {
            forms.push(reading.to_owned());
        }
    }
    forms
}

fn keep_some<T>(items: &mut Vec<T>, keep: impl Fn(&T) -> bool) {
    if items.iter().any(&keep) {
        items.retain(keep);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(surname: &str, given: &str) -> String {
        let show_one = |token: &Token| {
            let role = match token.role {
                Role::Given => "g",
                Role::Family => "f",
                Role::Particle => "p",
                Role::Honour => "h",
                Role::Unknown => "u",
            };
            format!("{}:{role}", token.forms.join("/"))
        };
        of_passenger(surname, given)
            .iter()
            .map(show_one)
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn names_as_seen_in_real_feeds() {
        for (surname, given, expect) in [
            ("AL-ZUMAR", "Mohammed", "AL:p ZUMAR:f MOHAMMED:g"),
            ("SMITH", "CHARLESMR", "SMITH:f CHARLESMR/CHARLES:g"),
            ("SMITH", "MR JOHN", "SMITH:f JOHN:g"),
            ("SUKARNO", "FNU", "SUKARNO:f"),
            ("SUKARNO", ".", "SUKARNO:f"),
            ("LE", "VAN DUC", "LE:f VAN:p DUC:g"),
            ("SMITH", "BEN", "SMITH:f BEN:g"),
            ("MISS", "ANNA", "MISS:f ANNA:g"),
            ("ALI", "ALI AHMED", "ALI:f AHMED:g"),
            (
                "NOORZAI",
                "Haji Hafiz Bashir",
                "NOORZAI:f HAJI:h HAFIZ:h BASHIR:g",
            ),
            ("SHEIKH", "Ali", "SHEIKH:f ALI:g"),
            ("JOHN SMITH", "", "JOHN:u SMITH:u"),
            ("JOHN SMITH", "FNU", "JOHN:u SMITH:u"),
            ("", "", ""),
        ] {
            assert_eq!(show(surname, given), expect, "{surname}/{given}");
        }
    }
}
