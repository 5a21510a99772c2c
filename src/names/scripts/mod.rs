//! A written word of any script as a small set of readings in A to Z, the plain one first.
//!
//! Each script gives at most [`MOST`] readings, because every reading becomes an item that
//! is compared. A reading that nobody would use costs a little time; one that is left out
//! cannot be found again.

pub mod arabic;

pub mod cyrillic;

pub mod greek;

pub mod han;

pub mod hebrew;

pub mod indic;

pub mod kana;

pub mod known;

pub mod latin;

pub mod vowels;

use any_ascii::any_ascii_char;

/// Readings of one word, at most.
pub const MOST: usize = 4;

/// A closed set: what is not named here is read letter by letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    Latin,
    Greek,
    Cyrillic,
    Hebrew,
    Arabic,
    Indic,
    Kana,
    /// Chinese characters and Hangul: one syllable a sign.
    Syllables,
    Other,
}

impl Script {
    pub fn of_char(c: char) -> Script {
        match u32::from(c) {
            0x0041..=0x024F | 0x1E00..=0x1EFF => Script::Latin,
            0x0370..=0x03FF | 0x1F00..=0x1FFF => Script::Greek,
            0x0400..=0x052F => Script::Cyrillic,
            0x0590..=0x05FF => Script::Hebrew,
            0x0600..=0x06FF | 0x0750..=0x077F | 0x08A0..=0x08FF => Script::Arabic,
            0x0900..=0x0D7F => Script::Indic,
            0x3040..=0x30FF => Script::Kana,
            0x3005 | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xAC00..=0xD7AF | 0x20000..=0x2FA1F => {
                Script::Syllables
            }
            _ => Script::Other,
        }
    }

    /// Of the first letter that has one.
    fn of_word(word: &str) -> Script {
        let mut scripts = word.chars().map(Script::of_char);
        scripts
            .find(|script| *script != Script::Other)
            .unwrap_or(Script::Other)
    }
}

/// Words of one written word: several where a script writes a name without spaces, or an
/// article as part of the word.
pub fn words(word: &str) -> Vec<Vec<String>> {
    let words = match Script::of_word(word) {
        Script::Latin => vec![latin::readings(word)],
        Script::Greek => vec![greek::readings(word)],
        Script::Cyrillic => vec![cyrillic::readings(word)],
        Script::Hebrew => vec![hebrew::readings(word)],
        Script::Arabic => arabic::words(word),
        Script::Indic => vec![vec![indic::reading(word)]],
        Script::Kana => vec![kana::readings(word)],
        Script::Syllables => han::words(word),
        Script::Other => vec![vec![letters(word)]],
    };
    let kept = words.into_iter().map(distinct);
    kept.filter(|readings| !readings.is_empty()).collect()
}

/// A to Z of a text, letter by letter.
pub fn letters(text: &str) -> String {
    match text.is_ascii() {
        true => only_letters(text),
        false => spelled(text, |_| None),
    }
}

/// The same with a script's own spelling of some letters.
fn spelled(text: &str, own: impl Fn(char) -> Option<&'static str>) -> String {
    let spelled = text.chars().map(|c| own(c).unwrap_or(any_ascii_char(c)));
    only_letters(&spelled.collect::<String>())
}

fn only_letters(text: &str) -> String {
    let letters = text.chars().filter(char::is_ascii_alphabetic);
    letters.map(|c| c.to_ascii_uppercase()).collect()
}

fn distinct(readings: Vec<String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for reading in readings {
        if !reading.is_empty() && !kept.contains(&reading) && kept.len() < MOST {
            kept.push(reading);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_every_script_have_few_readings() {
        for (word, expect) in [
            ("Müller", "MULLER/MUELLER"),
            ("Юлия", "YULIYA/IULIIA/JULIJA/YULYIA"),
            ("Χαράλαμπος", "CHARALAMPOS/HARALABOS/KHARALAMPOS"),
            ("محمد", "MOHAMMED/MUHAMMAD/MXHMD"),
            ("王小明", "WANG XIAO MING"),
            ("한", "HAN"),
            ("さとう", "SATOU/SATO"),
            ("अमित", "AMIT"),
            ("მამუკა", "MAMUKA"),
            ("", ""),
        ] {
            let shown: Vec<String> = words(word).iter().map(|forms| forms.join("/")).collect();
            assert_eq!(shown.join(" "), expect, "{word}");
        }
    }
}
