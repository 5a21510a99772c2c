//! Signs that somebody wrote a name so that a machine reads another one.
//!
//! A note for a person, never points: a keyboard left in the wrong alphabet does the same.

use crate::names::lookalikes;
use crate::names::scripts::Script;
use unicode_normalization::UnicodeNormalization;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tampering {
    /// Letters of another script that look Latin, inside a word or as a word among Latin
    /// ones.
    MixedScripts,
    /// Characters that show nothing.
    HiddenCharacters,
    /// Digits between the letters of a word; at its end they are a number.
    DigitsInName,
}

/// The gravest sign in a written name.
pub fn tampering(text: &str) -> Option<Tampering> {
    if text.is_ascii() {
        return has_digits_inside(text).then_some(Tampering::DigitsInName);
    }
    let composed: String = text.nfkc().filter(|c| !is_hidden(*c)).collect();
    if mixes_scripts(&composed) {
        Some(Tampering::MixedScripts)
    } else if hides(text) {
        Some(Tampering::HiddenCharacters)
    } else {
        has_digits_inside(&composed).then_some(Tampering::DigitsInName)
    }
}

/// Zero width, direction marks, soft hyphens, fillers and tags: nothing to see.
pub fn is_hidden(c: char) -> bool {
    matches!(u32::from(c),
        0x00AD | 0x034F | 0x061C | 0x115F | 0x1160 | 0x17B4 | 0x17B5 | 0x180B..=0x180E
        | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F | 0x3164 | 0xFE00..=0xFE0F
        | 0xFEFF | 0xFFA0 | 0xE0000..=0xE0FFF)
}

/// Joiners and direction marks belong to the scripts that need them.
fn hides(text: &str) -> bool {
    let needs = |c| {
        matches!(
            Script::of_char(c),
            Script::Arabic | Script::Indic | Script::Hebrew
        )
    };
    let needed = text.chars().any(needs);
    text.chars()
        .any(|c| is_hidden(c) && !(needed && matches!(u32::from(c), 0x061C | 0x200C..=0x200F)))
}

fn mixes_scripts(text: &str) -> bool {
    let words = || text.split(|c: char| !c.is_alphanumeric());
    let latin = |word: &str| word.chars().any(|c| Script::of_char(c) == Script::Latin);
    let latin_beside = words().any(latin);
    let posing = |word: &str| {
        1 < word.chars().count() && latin_beside && lookalikes::all_by_shape(word).is_some()
    };
    words().any(|word| lookalikes::unmixed(word).is_some() || posing(word))
}

fn has_digits_inside(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let mut stems = words.map(|word| word.trim_end_matches(|c: char| c.is_ascii_digit()));
    stems.any(|stem| {
        let digits = stem.chars().filter(char::is_ascii_digit).count();
        0 < digits && 2 * digits <= stem.chars().count() && !is_ordinal(stem)
    })
}

/// `3RD` behind a surname.
pub fn is_ordinal(word: &str) -> bool {
    let rest = word.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < word.len() && ["ST", "ND", "RD", "TH"].contains(&rest.to_uppercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_tampering() {
        for (text, expect) in [
            ("SMITH", None),
            ("SМITH", Some(Tampering::MixedScripts)),
            ("РЕТЕ SMITH", Some(Tampering::MixedScripts)),
            ("Марк Иванов", None),
            ("Ивaнов", Some(Tampering::MixedScripts)),
            ("SMI\u{200b}TH", Some(Tampering::HiddenCharacters)),
            ("SMI\u{ad}TH", Some(Tampering::HiddenCharacters)),
            ("\u{202e}HTIMS", Some(Tampering::HiddenCharacters)),
            ("علی\u{200c}رضا", None),
            ("SMITH\u{200d}", Some(Tampering::HiddenCharacters)),
            ("J0HN", Some(Tampering::DigitsInName)),
            ("SMITH2", None),
            ("SMITH 3RD", None),
            ("Müller", None),
            ("ＳＭＩＴＨ", None),
        ] {
            assert_eq!(tampering(text), expect, "{text}");
        }
    }
}
