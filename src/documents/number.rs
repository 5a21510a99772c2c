//! Document numbers as they may be compared.

use crate::documents::mrz::check_digit;

/// Upper-case letters and digits only: spaces, `<`, `-` and case carry no meaning.
/// Shorter than four characters, or all one character, is filler and not a number.
pub fn normalise(text: &str) -> Option<String> {
    let number = signs(text);
    let first = number.chars().next()?;
    let filler = number.len() < 4 || number.chars().all(|c| c == first);
    (!filler).then_some(number)
}

/// The same of any text: the ends of a range may look like fillers.
pub fn signs(text: &str) -> String {
    let signs = text.chars().filter(char::is_ascii_alphanumeric);
    signs.map(|c| c.to_ascii_uppercase()).collect()
}

/// One form for numbers that people and scanners confuse (O/0, I/1, S/5, B/8, Z/2, G/6).
pub fn confusable_form(number: &str) -> String {
    let plain = |c| match c {
        'O' => '0',
        'I' => '1',
        'S' => '5',
        'B' => '8',
        'Z' => '2',
        'G' => '6',
        other => other,
    };
    number.chars().map(plain).collect()
}

/// The number without a check digit glued to its end, as when somebody typed what stands in
/// the machine-readable zone. One number in ten ends so by chance, so this only ever
/// compares with a number that is known.
pub fn without_check_digit(number: &str) -> Option<&str> {
    let (head, last) = number.split_at_checked(number.len().checked_sub(1)?)?;
    (4 <= head.len() && last.starts_with(check_digit(head))).then_some(head)
}

/// Keys under which two numbers one edit apart always meet: the number itself and each
/// of its forms with one character left out.
pub fn one_edit_keys(number: &str) -> Vec<String> {
    let mut keys = vec![number.to_owned()];
    for at in 0..number.len() {
        // Normalised numbers are ASCII, so every byte is a character.
        let key = format!("{}{}", &number[..at], &number[at + 1..]);
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_compared_without_their_dress() {
        for (text, expect) in [
            ("ab 123-45<", Some("AB12345")),
            ("000000000", None),
            ("A1", None),
            ("", None),
            ("№ 7741-52", Some("774152")),
        ] {
            assert_eq!(normalise(text).as_deref(), expect, "{text}");
        }
        assert_eq!(confusable_form("OISB2G"), confusable_form("015826"));
    }

    #[test]
    fn a_glued_check_digit_comes_off() {
        assert_eq!(without_check_digit("L898902C36"), Some("L898902C3"));
        for other in ["L898902C4", "L898902C37", "1", "", "É"] {
            assert_eq!(without_check_digit(other), None, "{other}");
        }
    }

    #[test]
    fn numbers_one_edit_apart_share_a_key() {
        for (one, other) in [("AB123", "AB124"), ("AB123", "AB1234"), ("AB123", "BA123")] {
            let meets = one_edit_keys(one)
                .iter()
                .any(|key| one_edit_keys(other).contains(key));
            assert!(meets, "{one} {other}");
        }
    }
}
