//! Document numbers as they may be compared.

use crate::documents::mrz::check_digit;
use crate::domain::placeholders;
use foldhash::fast::FixedState;
use std::hash::BuildHasher;

/// Upper-case letters and digits only: spaces, `<`, `-` and case carry no meaning.
/// Shorter than four characters, all one character, or a row of digits as they stand on a
/// keyboard is filler and not a number.
pub fn normalise(text: &str) -> Option<String> {
    let number = signs(text);
    let first = number.chars().next()?;
    let alike = || number.chars().all(|c| c == first);
    let filler = number.len() < 4 || alike() || placeholders::is_number(&number);
    (!filler).then_some(number)
}

/// What stands for a number and is none, so that a feed that is full of it can be told.
pub fn stand_in(text: &str) -> Option<String> {
    Some(signs(text)).filter(|number| placeholders::is_number(number))
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

/// Keys of which two numbers always share one that are equal, one edit apart, or equal but
/// for look-alikes: digests of the number, of its forms with one character left out, and of
/// its plain form. Others may share one too, by a chance of 2^-64.
pub fn near_keys(number: &str, give: &mut dyn FnMut(u64)) {
    let digest = |tag: u8, text: &[u8]| FixedState::default().hash_one((tag, text));
    give(digest(0, number.as_bytes()));
    give(digest(1, confusable_form(number).as_bytes()));
    let mut shorter = Vec::with_capacity(number.len());
    for at in 0..number.len() {
        shorter.clear();
        // Normalised numbers are ASCII, so every byte is a character.
        shorter.extend_from_slice(&number.as_bytes()[..at]);
        shorter.extend_from_slice(&number.as_bytes()[at + 1..]);
        give(digest(0, &shorter));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_compared_without_their_dress() {
        for (text, expect) in [
            ("ab 123-45<", Some("AB12345")),
            ("000000000", None),
            ("123456789", None),
            ("not available", None),
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
    fn near_numbers_share_a_key() {
        let keys = |number: &str| {
            let mut keys = Vec::new();
            near_keys(number, &mut |key| keys.push(key));
            keys
        };
        let meet = |one, other| keys(one).iter().any(|key| keys(other).contains(key));
        for (one, other) in [
            ("AB123", "AB123"),
            ("AB123", "AB124"),
            ("AB123", "AB1234"),
            ("AB123", "BA123"),
            ("OISB2G", "015826"),
        ] {
            assert!(meet(one, other), "{one} {other}");
        }
        assert!(!meet("AB123", "AC124"));
    }
}
