//! Greek by ELOT 743 (passports), as it is heard (press), and with the older KH.

use super::only_letters;

pub fn readings(word: &str) -> Vec<String> {
    let plain = without_marks(word);
    let elot = only_letters(&spelled(&plain, false));
    let heard = only_letters(&spelled(&plain, true));
    let older = only_letters(&spelled(&plain.replace('χ', "KH"), false));
    vec![elot, heard, older]
}

/// Lower case, without accents; a diaeresis stays apart, so that ΑΪ is no diphthong.
fn without_marks(word: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let marks = |c: &char| !unicode_normalization::char::is_combining_mark(*c) || *c == '\u{308}';
    let lower = word.to_lowercase();
    lower.nfd().filter(marks).collect()
}

fn spelled(word: &str, heard: bool) -> String {
    let letters: Vec<char> = word.chars().collect();
    let mut text = String::new();
    let mut at = 0;
    while at < letters.len() {
        let next = letters.get(at + 1).copied();
        let after = letters.get(at + 2).copied();
        let first = at == 0;
        let (latin, taken) = pair(letters[at], next, after, first, heard)
            .map_or_else(|| (single(letters[at], heard), 1), |latin| (latin, 2));
        match latin {
            "" => text.push_str(any_ascii::any_ascii_char(letters[at])),
            latin => text.push_str(latin),
        }
        at += taken;
    }
    text
}

/// Two letters with a reading of their own.
fn pair(
    letter: char,
    next: Option<char>,
    after: Option<char>,
    first: bool,
    heard: bool,
) -> Option<&'static str> {
    let soft = after.is_some_and(|c| "αεηιουωβγδζλμνρ".contains(c));
    match (letter, next?) {
        ('ο', 'υ') => Some("OU"),
        ('α', 'υ') => Some(if soft { "AV" } else { "AF" }),
        ('ε', 'υ') => Some(if soft { "EV" } else { "EF" }),
        ('μ', 'π') => Some(if first || heard { "B" } else { "MP" }),
        ('ν', 'τ') => Some(if heard && first { "D" } else { "NT" }),
        ('γ', 'γ') => Some("NG"),
        ('γ', 'κ') => Some(if heard && first { "G" } else { "GK" }),
        ('γ', 'χ') => Some(if heard { "NH" } else { "NCH" }),
        ('γ', 'ξ') => Some("NX"),
        ('τ', 'ζ') => Some("TZ"),
        _ => None,
    }
}

/// Empty for what any_ascii reads well.
fn single(letter: char, heard: bool) -> &'static str {
    match letter {
        'χ' => {
            if heard {
                "H"
            } else {
                "CH"
            }
        }
        'η' => "I",
        'υ' => {
            if heard {
                "I"
            } else {
                "Y"
            }
        }
        'β' => "V",
        'θ' => "TH",
        'φ' => "F",
        'ψ' => "PS",
        'ξ' => "X",
        'ω' => "O",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passport_and_press_spellings() {
        for (word, expect) in [
            ("Παπαδόπουλος", "PAPADOPOULOS PAPADOPOULOS"),
            ("Ευαγγελία", "EVANGELIA EVANGELIA"),
            ("ΕΥΤΥΧΙΑ", "EFTYCHIA EFTIHIA"),
            ("Μπάμπης", "BAMPIS BABIS"),
            ("Ντίνος", "NTINOS DINOS"),
            ("Γκίκας", "GKIKAS GIKAS"),
            ("Αλέξανδρος", "ALEXANDROS ALEXANDROS"),
            ("Σταύρος", "STAVROS STAVROS"),
            ("Μαΐου", "MAIOU MAIOU"),
        ] {
            assert_eq!(readings(word)[..2].join(" "), expect, "{word}");
        }
    }
}
