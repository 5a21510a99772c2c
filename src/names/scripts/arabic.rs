//! Arabic and Persian: the press spelling of known names, else consonants with likely
//! vowels, the Persian V, and ICAO Doc 9303-3 letter for letter with its X escapes.
//!
//! Short vowels are not written, so an unknown name is a guess; it may be wrong by a vowel
//! or a doubled letter, and then finds less than it should.

use super::vowels::{ARABIC, Letter, OTHERS, filled};
use super::{known, only_letters};

pub fn words(word: &str) -> Vec<Vec<String>> {
    let word: String = word.chars().filter(|c| !is_sign(*c)).map(unified).collect();
    if let Some(forms) = known::forms(&word) {
        return vec![with_icao(forms, &word)];
    }
    if let Some(rest) = word.strip_prefix("عبدال") {
        let servant = names(rest).into_iter().map(|name| format!("ABDUL{name}"));
        return vec![with_icao(servant.collect(), &word)];
    }
    match word
        .strip_prefix("ال")
        .filter(|rest| 3 <= rest.chars().count())
    {
        Some(rest) => vec![vec!["AL".to_owned()], with_icao(names(rest), rest)],
        None => vec![with_icao(names(&word), &word)],
    }
}

/// Readings without the letter-for-letter one.
fn names(word: &str) -> Vec<String> {
    known::forms(word).unwrap_or_else(|| vec![read(word, false), read(word, true)])
}

/// MRZ readers of a passport without a Latin name give this.
fn with_icao(mut forms: Vec<String>, word: &str) -> Vec<String> {
    forms.dedup();
    forms.truncate(super::MOST - 1);
    forms.push(icao(word));
    forms
}

/// Vowel signs, the lengthening stroke and invisible joiners.
fn is_sign(c: char) -> bool {
    matches!(
        c,
        '\u{640}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{200C}' | '\u{200D}'
    )
}

/// Persian and Urdu forms of one letter.
fn unified(c: char) -> char {
    match c {
        'ی' | 'ى' | 'ے' => 'ي',
        'ک' => 'ك',
        'ہ' | 'ھ' | 'ۀ' | 'ە' => 'ه',
        'أ' | 'إ' | 'ٱ' => 'ا',
        _ => c,
    }
}

fn read(word: &str, persian: bool) -> String {
    let letters: Vec<char> = word.chars().collect();
    let numbered = letters.iter().enumerate();
    let sounds: Vec<Letter> = numbered
        .filter_map(|(at, &letter)| sound(letter, at, &letters, persian))
        .collect();
    only_letters(&filled(&sounds, if persian { OTHERS } else { ARABIC }))
}

fn sound(letter: char, at: usize, letters: &[char], persian: bool) -> Option<Letter> {
    let last = at + 1 == letters.len();
    let is_vowel = |c: Option<&char>| c.is_some_and(|c| matches!(c, 'ا' | 'آ' | 'و' | 'ي'));
    let glide = at == 0 || is_vowel(letters.get(at + 1)) || letters.get(at - 1) == Some(&'ا');
    Some(match letter {
        'ا' | 'آ' | 'ع' => Letter::Vowel("A"),
        'ة' => Letter::Vowel("A"),
        'ه' if last => Letter::Vowel(if persian { "EH" } else { "AH" }),
        'ي' if glide => Letter::Consonant("Y"),
        'ي' | 'ئ' => Letter::Vowel("I"),
        'و' if glide => Letter::Consonant(if persian { "V" } else { "W" }),
        'و' | 'ؤ' => Letter::Vowel(if persian { "O" } else { "U" }),
        'ء' => return None,
        _ => Letter::Consonant(consonant(letter, persian)?),
    })
}

fn consonant(letter: char, persian: bool) -> Option<&'static str> {
    Some(match letter {
        'ب' => "B",
        'پ' => "P",
        'ت' | 'ط' | 'ٹ' => "T",
        'ث' => {
            if persian {
                "S"
            } else {
                "TH"
            }
        }
        'ج' => "J",
        'چ' => "CH",
        'ح' | 'ه' => "H",
        'خ' => "KH",
        'د' | 'ڈ' => "D",
        'ذ' | 'ض' | 'ظ' | 'ز' if persian => "Z",
        'ذ' => "DH",
        'ض' => "D",
        'ظ' | 'ز' => "Z",
        'ر' | 'ڑ' => "R",
        'ژ' => "ZH",
        'س' | 'ص' => "S",
        'ش' => "SH",
        'غ' => "GH",
        'ف' => "F",
        'ق' => {
            if persian {
                "GH"
            } else {
                "Q"
            }
        }
        'ك' => "K",
        'گ' => "G",
        'ل' => "L",
        'م' => "M",
        'ن' | 'ں' => "N",
        _ => return None,
    })
}

fn icao(word: &str) -> String {
    let mut text = String::new();
    let mut letters = word.chars().peekable();
    while let Some(letter) = letters.next() {
        let last = letters.peek().is_none();
        text.push_str(match letter {
            'آ' => "XAA",
            'ئ' => "XI",
            'ؤ' => "U",
            'ء' => "XE",
            'ة' if last => "XAH",
            'ة' => "XTA",
            'ث' => "XTH",
            'ح' => "XH",
            'خ' => "XKH",
            'ذ' => "XDH",
            'ش' => "XSH",
            'ص' => "XSS",
            'ض' => "XDZ",
            'ط' => "XTT",
            'ظ' => "XZZ",
            'ع' => "E",
            'غ' => "G",
            'و' => "W",
            'ي' => "Y",
            'چ' => "XC",
            'ژ' => "XJ",
            'گ' => "XGG",
            'ا' => "A",
            _ => consonant(letter, false).unwrap_or(""),
        });
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_names_compounds_and_guesses() {
        for (word, expect) in [
            ("محمد", "MOHAMMED/MUHAMMAD/MXHMD"),
            ("عبدالله", "ABDULLAH/ABDOLLAH/EBDALLH"),
            ("عبدالرشيد", "ABDULRASHID/ABDULRASHEED/EBDALRXSHYD"),
            ("الخطيب", "AL KHATIB/XKHXTTYB"),
            ("صالحي", "SALIHI/SALHI/XSSALXHY"),
        ] {
            let shown: Vec<String> = words(word).iter().map(|forms| forms.join("/")).collect();
            assert_eq!(shown.join(" "), expect, "{word}");
        }
    }
}
