//! Hebrew: the usual spelling of known names, else consonants with likely vowels; B or V,
//! P or F, O or U are two readings. Pointed text is read without its points.

use super::vowels::{Letter, OTHERS, filled};
use super::{known, only_letters};

pub fn readings(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().filter(|c| ('א'..='ת').contains(c)).collect();
    let bare: String = letters.iter().collect();
    known::forms(&bare).unwrap_or_else(|| vec![read(&letters, false), read(&letters, true)])
}

fn read(letters: &[char], soft: bool) -> String {
    let numbered = letters.iter().enumerate();
    let sounds: Vec<Letter> = numbered
        .filter_map(|(at, &letter)| sound(letter, at, letters.len(), soft))
        .collect();
    only_letters(&filled(&sounds, OTHERS))
}

fn sound(letter: char, at: usize, len: usize, soft: bool) -> Option<Letter> {
    let (first, last) = (at == 0, at + 1 == len);
    Some(match letter {
        'א' | 'ע' => Letter::Vowel("A"),
        'ה' if last => Letter::Vowel("AH"),
        'י' if first => Letter::Consonant("Y"),
        'י' => Letter::Vowel("I"),
        'ו' if first => Letter::Consonant("V"),
        'ו' => Letter::Vowel(if soft { "U" } else { "O" }),
        'ב' => Letter::Consonant(if soft { "V" } else { "B" }),
        'פ' => Letter::Consonant(if soft { "F" } else { "P" }),
        _ => Letter::Consonant(consonant(letter)?),
    })
}

fn consonant(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ג' => "G",
        'ד' => "D",
        'ה' => "H",
        'ז' => "Z",
        'ח' => "CH",
        'ט' | 'ת' => "T",
        'כ' | 'ק' => "K",
        'ך' => "CH",
        'ל' => "L",
        'מ' | 'ם' => "M",
        'נ' | 'ן' => "N",
        'ס' => "S",
        'ף' => "F",
        'צ' | 'ץ' => "TZ",
        'ר' => "R",
        'ש' => "SH",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_names_and_guesses() {
        for (word, expect) in [
            ("משה", "MOSHE"),
            ("כהן", "COHEN/KOHEN"),
            ("ברק", "BARAK/VARAK"),
            ("פרח", "PARACH/FARACH"),
        ] {
            assert_eq!(readings(word).join("/"), expect, "{word}");
        }
    }
}
