//! Letters and digits that stand for a letter of the same shape.
//!
//! A word that mixes Latin with Cyrillic or Greek letters of Latin shape is read by shape;
//! a digit inside a word as the letter it looks like. A word all in one script is never
//! changed here: МАРК is a name in Cyrillic.

use crate::names::scripts::Script;

/// Latin letters, then the Cyrillic and the Greek letters of their shape.
const SHAPES: [(char, &str); 30] = [
    ('A', "АΑ"),
    ('B', "ВΒ"),
    ('C', "СϹ"),
    ('E', "ЕΕ"),
    ('H', "НΗ"),
    ('I', "ІΙӀ"),
    ('J', "Ј"),
    ('K', "КΚ"),
    ('M', "МΜ"),
    ('N', "Ν"),
    ('O', "ОΟ"),
    ('P', "РΡ"),
    ('S', "Ѕ"),
    ('T', "ТΤ"),
    ('V', "Ѵ"),
    ('X', "ХΧ"),
    ('Y', "УΥҮ"),
    ('Z', "Ζ"),
    ('a', "аα"),
    ('c', "сϲ"),
    ('e', "е"),
    ('h', "һ"),
    ('i', "іι"),
    ('j', "ј"),
    ('k', "кκ"),
    ('o', "оο"),
    ('p', "рρ"),
    ('s', "ѕ"),
    ('x', "х"),
    ('y', "у"),
];

/// The word in one script, when it mixes Latin with another that looks alike: Latin by
/// shape if that takes every letter, else the other script (Ивaнов with a Latin A).
pub fn unmixed(word: &str) -> Option<String> {
    let of = |script| move |c: char| Script::of_char(c) == script;
    let has = |script| word.chars().any(of(script));
    let other = [Script::Cyrillic, Script::Greek]
        .into_iter()
        .find(|&script| has(script))
        .filter(|_| has(Script::Latin))?;
    let latin = |c| match of(other)(c) {
        true => to_latin(c),
        false => Some(c),
    };
    let foreign = |c| match of(Script::Latin)(c) {
        true => from_latin(c, other),
        false => Some(c),
    };
    let by_shape: Option<String> = word.chars().map(latin).collect();
    by_shape.or_else(|| word.chars().map(foreign).collect())
}

/// The word by shape, when every letter of it has a Latin look-alike.
pub fn all_by_shape(word: &str) -> Option<String> {
    word.chars().map(to_latin).collect()
}

fn to_latin(c: char) -> Option<char> {
    let known = SHAPES.iter().find(|(_, shapes)| shapes.contains(c));
    known.map(|(latin, _)| *latin)
}

fn from_latin(c: char, script: Script) -> Option<char> {
    let (_, shapes) = SHAPES.iter().find(|(latin, _)| *latin == c)?;
    shapes
        .chars()
        .find(|&shape| Script::of_char(shape) == script)
}

/// Readings of a word with digits inside, the likeliest first; the word itself when it has
/// none, nothing when it has more digits than letters.
///
/// Digits at the end are more often a number (`SMITH2`) than a letter, so the word without
/// them comes first; elsewhere they are letters (`5MITH`, `J0HN`). 1 is I or L.
pub fn without_digits(word: &str) -> Vec<String> {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    if digits == 0 {
        return vec![word.to_owned()];
    }
    if word.chars().count() < 2 * digits {
        return Vec::new();
    }
    let read = |one| {
        word.chars()
            .map(|c| letter_like(c, one))
            .collect::<String>()
    };
    let (as_i, as_l) = (read('I'), read('L'));
    let mut readings = vec![as_i];
    if word.contains('1') {
        readings.push(as_l);
    }
    if word.ends_with(|c: char| c.is_ascii_digit()) {
        readings.insert(
            0,
            word.trim_matches(|c: char| c.is_ascii_digit()).to_owned(),
        );
    }
    readings
}

fn letter_like(digit: char, one: char) -> char {
    match digit {
        '0' => 'O',
        '1' => one,
        '2' => 'Z',
        '3' => 'E',
        '4' => 'A',
        '5' => 'S',
        '6' | '9' => 'G',
        '7' => 'T',
        '8' => 'B',
        _ => digit,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mixed_words_are_read_by_shape() {
        for (word, expect) in [
            ("SМITH", Some("SMITH")),   // Cyrillic М
            ("Pеtrоv", Some("Petrov")), // Cyrillic е, о
            ("ΝIKOS", Some("NIKOS")),   // Greek Ν
            ("Ивaнoв", Some("Иванов")), // Latin a, o
            ("Smith", None),
            ("Марк", None),
        ] {
            assert_eq!(unmixed(word).as_deref(), expect, "{word}");
        }
        assert_eq!(all_by_shape("РЕТЕ").as_deref(), Some("PETE"));
        assert_eq!(all_by_shape("ИВАН"), None);
    }

    #[test]
    fn digits_are_read_as_letters() {
        for (word, expect) in [
            ("J0HN", "JOHN"),
            ("5MITH", "SMITH"),
            ("A1I", "AII ALI"),
            ("8RY4N", "BRYAN"),
            ("6E0R6E", "GEORGE"),
            ("SMITH2", "SMITH SMITHZ"),
            ("747", ""),
            ("A123", ""),
            ("ANNA", "ANNA"),
        ] {
            assert_eq!(without_digits(word).join(" "), expect, "{word}");
        }
    }
}
