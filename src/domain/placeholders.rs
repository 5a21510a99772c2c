//! Words and numbers that stand where a value should and say that there is none. One list for
//! manifests and lists, whatever their format: such a value is absent, matches nothing and
//! contradicts nothing.

/// What databases, spreadsheets and desks write for nothing. `NA` is not among them: it is
/// Namibia, and a surname.
const WORDS: [&str; 24] = [
    "NULL",
    "(NULL)",
    "<NULL>",
    "\\N",
    "NONE",
    "NIL",
    "N/A",
    "#N/A",
    "N.A.",
    "NAN",
    "NAT",
    "<NA>",
    "UNDEFINED",
    "UNKNOWN",
    "UNKNWN",
    "NOT KNOWN",
    "NOT AVAILABLE",
    "NOT APPLICABLE",
    "NOT PROVIDED",
    "PENDING",
    "TBA",
    "TBD",
    "TBC",
    "MISSING",
];

/// Whether a text says nothing: one of the words in any case, or nothing but dashes and marks.
pub fn is_absent(text: &str) -> bool {
    let text = text.trim();
    let word = || WORDS.iter().any(|word| word.eq_ignore_ascii_case(text));
    text.bytes().all(|sign| b"-?.*_#".contains(&sign)) || word()
}

/// A name in two parts, without what stands for a missing one. `Null` is a surname too: it is
/// one where given names stand beside it.
pub fn names(surname: String, given_names: String) -> (String, String) {
    match (is_absent(&surname), is_absent(&given_names)) {
        (true, true) => (String::new(), String::new()),
        (false, true) => (surname, String::new()),
        (true, false) | (false, false) => (surname, given_names),
    }
}

/// Whether a document number, in capitals and digits alone, is a stand-in: a row of eight or more
/// digits as they stand on a keyboard, or a word. Shorter rows are numbers that somebody has.
pub fn is_number(number: &str) -> bool {
    const ROWS: [&str; 3] = ["01234567890123456789", "9876543210987654321", "ABCDEFGHIJ"];
    let row = || ROWS.iter().any(|row| row.contains(number));
    (8 <= number.len() && row()) || is_word(number)
}

/// The words as they are when only their letters are left.
fn is_word(letters: &str) -> bool {
    let plain = |word: &str| {
        let signs = word.chars().filter(char::is_ascii_alphanumeric);
        signs.eq(letters.chars())
    };
    4 <= letters.len() && WORDS.iter().any(|word| plain(word))
}

/// A day of expiry in a year that no document reaches says that it has none.
pub fn has_no_end(year: i16) -> bool {
    const NEVER: i16 = 2999;
    NEVER <= year
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stand_ins_are_told_from_values() {
        for text in [
            "NULL", "none", " N/A ", "\\N", "-", "--", "NaT", "", "#N/A", "(null)",
        ] {
            assert!(is_absent(text), "{text}");
        }
        for text in ["NA", "D", "XXX", "NULLENS", "C4X7T91K2", "0", "U"] {
            assert!(!is_absent(text), "{text}");
        }
        for number in [
            "123456789",
            "12345678",
            "0123456789",
            "987654321",
            "UNKNOWN",
            "PENDING",
        ] {
            assert!(is_number(number), "{number}");
        }
        for number in ["1234567", "123456780", "C01234567", "NONE1", "X1234567"] {
            assert!(!is_number(number), "{number}");
        }
        assert!(has_no_end(9999) && !has_no_end(2076));
    }

    #[test]
    fn null_is_a_surname_beside_given_names_and_no_given_name() {
        let read = |surname: &str, given: &str| names(surname.to_owned(), given.to_owned());
        assert_eq!(
            read("Null", "Jennifer"),
            ("Null".to_owned(), "Jennifer".to_owned())
        );
        assert_eq!(read("Muster", "NULL"), ("Muster".to_owned(), String::new()));
        assert_eq!(read("NULL", "UNKNOWN"), (String::new(), String::new()));
    }
}
