//! Names of messages: which are none, and whether two are of one person. What a name
//! means is left to screening, which reads titles, fillers and swapped fields.

use crate::manifest::import::rejects::Code;
use crate::names::tokens::{Token, of_passenger};

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
    none.then_some((Code::NoUsableName, "the name holds no letter"))
}

/// Whether the name of a booking and that of a document may be one: each word of the
/// shorter is in the longer, cut off or written together as may be. When in doubt they
/// are two, and both are screened.
pub fn may_be_one(one: (&str, &str), other: (&str, &str)) -> bool {
    let [one, other] = [one, other].map(|(surname, given)| of_passenger(surname, given));
    let (short, long) = if one.len() <= other.len() {
        (&one, &other)
    } else {
        (&other, &one)
    };
    let run = |tokens: &[Token]| -> String { tokens.iter().map(barest).collect() };
    let (joined_short, joined_long) = (run(short), run(long));
    let found = |token: &Token| long.iter().any(|known| fit(token, known));
    !short.is_empty() && (starts(&joined_long, &joined_short) || short.iter().all(found))
}

/// Whether the names are the same but for titles and where they are parted.
pub fn are_one(one: (&str, &str), other: (&str, &str)) -> bool {
    let run = |(surname, given): (&str, &str)| -> String {
        of_passenger(surname, given).iter().map(barest).collect()
    };
    run(one) == run(other)
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
    LONG_ENOUGH <= one.len().min(other.len()) && strsim::osa_distance(one, other) <= 1
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
            (("", ""), ("ROE", "JANE"), false),
        ] {
            assert_eq!(may_be_one(one, other), expect, "{one:?} {other:?}");
        }
    }
}
