//! Names of messages: which are none, and whether two are of one person. What a name
//! means is left to screening, which reads titles, fillers and swapped fields.

use crate::manifest::import::rejects::Code;
use crate::names::tokens::{Token, of_passenger};
use crate::tables::charset::is_garbled_name;

/// Why nobody could look for this name.
pub fn unusable(surname: &str, given_names: &str) -> Option<(Code, &'static str)> {
    // A booking for people still to be named: TBA A, TBA B.
    let held = ["TBA", "NNAME", "NONAME"].contains(&surname.to_ascii_uppercase().as_str())
        && given_names.chars().count() <= 1;
    if held {
        return Some((Code::Placeholder, "a seat for nobody yet"));
    }
    let letters = surname.chars().chain(given_names.chars());
    let none = !letters.clone().any(char::is_alphabetic);
    if none {
        return Some((Code::NoUsableName, "the name holds no letter"));
    }
    let why = "the name is what text of another character set leaves: its letters are lost";
    let garbled = is_garbled_name(surname) || is_garbled_name(given_names);
    garbled.then_some((Code::Garbled, why))
}

/// A name as it is compared, read once: in a booking each is compared with all others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    words: Vec<Token>,
    /// All of them, without titles that are glued to them.
    joined: String,
}

impl Name {
    pub fn of(surname: &str, given_names: &str) -> Name {
        let words = of_passenger(surname, given_names);
        Name {
            joined: words.iter().map(barest).collect(),
            words,
        }
    }

    /// Whether the name of a booking and that of a document may be one: each word of the
    /// shorter is in the longer, cut off or written together as may be. When in doubt they
    /// are two, and both are screened.
    pub fn may_be(&self, other: &Name) -> bool {
        let (short, long) = match self.words.len() <= other.words.len() {
            true => (self, other),
            false => (other, self),
        };
        !short.words.is_empty()
            && (starts(&long.joined, &short.joined) || each_fits_its_own(&short.words, &long.words))
    }

    /// Whether the names are the same but for titles and where they are parted.
    pub fn is(&self, other: &Name) -> bool {
        self.joined == other.joined
    }
}

/// The same of two that are compared but once.
pub fn may_be_one(one: (&str, &str), other: (&str, &str)) -> bool {
    Name::of(one.0, one.1).may_be(&Name::of(other.0, other.1))
}

/// Whether each word fits another word of the longer name. Both of JONES JO fit the JO of anybody
/// who is called so; the same words are paired first.
fn each_fits_its_own(short: &[Token], long: &[Token]) -> bool {
    let mut free: Vec<&Token> = long.iter().collect();
    let mut pair = |token: &Token, fits: fn(&Token, &Token) -> bool| {
        let own = free.iter().position(|known| fits(token, known));
        own.map(|at| free.remove(at)).is_some()
    };
    let rest: Vec<&Token> = short.iter().filter(|token| !pair(token, same)).collect();
    rest.into_iter().all(|token| pair(token, fit))
}

fn same(one: &Token, other: &Token) -> bool {
    one.forms.iter().any(|form| other.forms.contains(form))
}

/// Without the title that is glued to it, where there is one.
fn barest(token: &Token) -> &str {
    let forms = token.forms.iter().map(String::as_str);
    forms.min_by_key(|form| form.len()).unwrap_or_default()
}

fn fit(one: &Token, other: &Token) -> bool {
    let mut forms = one.forms.iter();
    forms.any(|form| {
        let mut known = other.forms.iter();
        known.any(|known| starts(form, known) || slips(form, known))
    })
}

/// One is the other, or its beginning; a single letter is an initial.
fn starts(one: &str, other: &str) -> bool {
    !one.is_empty() && !other.is_empty() && (one.starts_with(other) || other.starts_with(one))
}

/// A slip of one letter in a word long enough, which screening reads through.
fn slips(one: &str, other: &str) -> bool {
    const LONG_ENOUGH: usize = 4;
    LONG_ENOUGH <= one.len().min(other.len())
        && may_slip(one.as_bytes(), other.as_bytes())
        && strsim::osa_distance(one, other) <= 1
}

/// One slip leaves the beginning or the end as it was: most words are told apart by it.
fn may_slip(one: &[u8], other: &[u8]) -> bool {
    if !one.is_ascii() || !other.is_ascii() {
        return true;
    }
    let third = one.len().min(other.len()) / 3;
    let (ends, others) = (&one[one.len() - third..], &other[other.len() - third..]);
    let is_near = one.len().abs_diff(other.len()) <= 1;
    is_near && (one[..third] == other[..third] || ends == others)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_none() {
        for (surname, given, expect) in [
            ("TBA", "C", Some(Code::Placeholder)),
            ("TBA", "", Some(Code::Placeholder)),
            ("TBA", "JOHN", None),
            ("", "", Some(Code::NoUsableName)),
            ("-", "123", Some(Code::NoUsableName)),
            ("MADONNA", "", None),
            ("Öàðãàíàåâ", "JO", Some(Code::Garbled)),
            ("DOE", "Èâàíà", Some(Code::Garbled)),
            ("MÜLLER-LÜDENSCHEIDT", "ZOÉ", None),
        ] {
            assert_eq!(
                unusable(surname, given).map(|(code, _)| code),
                expect,
                "{surname}"
            );
        }
    }

    #[test]
    fn a_bookings_name_and_a_documents() {
        for (one, other, expect) in [
            (
                ("SMITHJR", "JOHNMR"),
                ("SMITHJR", "MRJONATHON ROBERT"),
                false,
            ),
            (("WAYNE", "JOHNMR"), ("WAYNE", "JOHNALVA"), true),
            (("LOBB", "MOLLYMRS"), ("LOBB", "MOLLYMRS ZARA"), true),
            (
                ("VANDENBERG", "KEVINMICHAELMR"),
                ("VANDENBERG", "KEVIN MICHAEL"),
                true,
            ),
            (
                ("TESTSURNAMEONE", "TESTNAMEONE MRS"),
                ("TESTSUR NAMEONE", "TESTNAMEONE"),
                true,
            ),
            (("PARK", "SEJOONMR"), ("PARK", "SE JOON"), true),
            (("LUNST", "DOMINIC"), ("LUNT", "DOMINIC ELLIOT"), true),
            (("DOE", "JANE"), ("ROE", "JANE"), false),
            (("JONES", "JO"), ("SMITH", "JO"), false),
            (("SMITH", "JO"), ("JO", "SMITHMR"), true),
            (("", ""), ("ROE", "JANE"), false),
        ] {
            assert_eq!(may_be_one(one, other), expect, "{one:?} {other:?}");
        }
    }
}
