//! A name as a short row of tokens with roles.

use crate::domain::entry::ListedName;
use crate::names::words::Words;
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

const PARTICLES: Words<52> = Words::new([
    "AL", "EL", "UL", "AD", "AR", "AS", "AZ", "BIN", "BEN", "IBN", "BINT", "BINTI", "ABU", "DE",
    "LA", "LAS", "LOS", "DEL", "DELA", "DA", "DO", "DOS", "DAS", "DI", "DU", "DES", "LE", "VAN",
    "VON", "DER", "DEN", "TEN", "TER", "ZU", "ZUR", "Y", "E", "I", "ABD", "ABDUL", "ABDEL",
    "ABDAL", "ABDOUL", "UR", "UD", "AN", "OULD", "WULD", "OUM", "UMM", "IBNU", "ABOU",
]);

/// A passenger's name. Several words in one field, the other being empty, are a whole name,
/// unless a filler or a slash between them tells the surname.
pub fn of_passenger(surname: &str, given_names: &str) -> Vec<Token> {
    let (surname, given_names) = parted(surname, given_names);
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

/// `SMITH<<JOHN<PAUL` of a machine-readable zone and `SMITH/JOHN MR` of a booking, when the
/// other field says nothing.
fn parted<'a>(surname: &'a str, given_names: &'a str) -> (&'a str, &'a str) {
    let marked = |field: &str| field.contains("<<") || field.contains('/');
    if !marked(surname) && !marked(given_names) {
        return (surname, given_names);
    }
    let whole = match (is_blank(surname), is_blank(given_names)) {
        (false, true) => surname,
        (true, false) => given_names,
        _ => return (surname, given_names),
    };
    let whole = without_zone_head(whole);
    let parts = whole.split_once("<<").or_else(|| whole.split_once('/'));
    match parts {
        Some((first, rest)) if !is_blank(first) && !is_blank(rest) => {
            // Bookings number their passengers: `1SMITH/JOHN`.
            (first.trim_start_matches(|c: char| c.is_ascii_digit()), rest)
        }
        _ => (surname, given_names),
    }
}

/// Says nothing, or only that there is nothing to say.
fn is_blank(field: &str) -> bool {
    let words = fold::words(field);
    words.iter().all(|forms| titles::is_placeholder(&forms[0]))
}

/// `P<UTO` before the surname: kind of document and issuing state.
fn without_zone_head(name: &str) -> &str {
    let head = name.get(..5).is_some_and(|head| {
        let bytes = head.as_bytes();
        let kind = matches!(bytes[0], b'P' | b'V' | b'I' | b'A' | b'C') && bytes[1] == b'<';
        let state = bytes[2..].iter();
        kind && state.copied().all(|b| b.is_ascii_uppercase() || b == b'<')
    });
    if head && name.contains("<<") {
        &name[5..]
    } else {
        name
    }
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
    let whole: String = words.iter().map(|forms| forms[0].as_str()).collect();
    if titles::is_placeholder(&whole) || (role == Role::Given && only_address(&words)) {
        return Vec::new();
    }
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
            forms: with_title_readings(forms, role == Role::Family),
            field,
        })
        .collect()
}

fn is_particle(word: &str, role: Role) -> bool {
    // A passenger called BEN has a given name.
    PARTICLES.contains(word) && !(role == Role::Given && word == "BEN")
}

/// `MR` alone where given names should stand.
fn only_address(words: &[Vec<String>]) -> bool {
    let mut words = words.iter();
    words.all(|forms| titles::is_form_of_address(&forms[0]))
}

fn with_title_readings(mut forms: Vec<String>, in_surname: bool) -> Vec<String> {
    for reading in titles::without_glued_title(&forms[0].clone(), in_surname) {
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
            ("SMITH", "MR", "SMITH:f"),
            ("SMITH", "NO FIRST NAME", "SMITH:f"),
            ("SINGLENAME", "SUKARNO", "SUKARNO:g"),
            ("SMITH<<JOHN<PAUL<<<", "", "SMITH:f JOHN:g PAUL:g"),
            ("", "SMITH<<JOHN", "SMITH:f JOHN:g"),
            (
                "P<UTOERIKSSON<<ANNA<MARIA<<<<",
                "FNU",
                "ERIKSSON:f ANNA:g MARIA:g",
            ),
            ("SMITH/JOHN PAUL MR", "", "SMITH:f JOHN:g PAUL:g"),
            ("1SMITH/JOHNMR", "-", "SMITH:f JOHNMR/JOHN:g"),
            ("SMITH/JONES", "ANNA", "SMITH:f JONES:f ANNA:g"),
            ("ADAMS", "ALEKSANDR", "ADAMS:f ALEKSANDR:g"),
            ("SMI\u{200b}TH", "J0HN", "SMITH:f JOHN:g"),
            ("王", "小明", "WANG:f XIAO:g MING:g"),
            ("الخطيب", "علی", "AL:p KHATIB/XKHXTTYB:f ALI/ELY:g"),
            ("", "", ""),
        ] {
            assert_eq!(show(surname, given), expect, "{surname}/{given}");
        }
    }
}
