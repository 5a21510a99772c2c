//! Latin letters with marks: without the mark, as ICAO Doc 9303-3 (section 6A) spells them
//! for the machine-readable zone, and as English speakers write what they hear.
//!
//! The readings change a whole word at once: a word of two umlauts spelt by two rules is
//! left to the spelling costs.

use super::{letters, spelled};

pub fn readings(word: &str) -> Vec<String> {
    let plain = letters(word);
    if word.is_ascii() {
        return std::iter::once(plain.clone())
            .chain(without_escapes(&plain))
            .collect();
    }
    vec![plain, spelled(word, icao), spelled(word, heard)]
}

/// The letters whose recommended form is longer than the letter without its mark.
fn icao(c: char) -> Option<&'static str> {
    match c {
        'Ä' | 'ä' | 'Æ' | 'æ' => Some("AE"),
        'Ö' | 'ö' | 'Ø' | 'ø' | 'Œ' | 'œ' => Some("OE"),
        'Ü' | 'ü' => Some("UE"),
        'Å' | 'å' => Some("AA"),
        'Ð' | 'ð' | 'Đ' | 'đ' => Some("D"),
        'Þ' | 'þ' => Some("TH"),
        'ẞ' | 'ß' => Some("SS"),
        _ => None,
    }
}

/// ŞAHİN is SHAHIN, ŠEŠELJ is SHESHELJ, ÇELİK is CHELIK, ĐINĐIĆ is DJINDJICH.
fn heard(c: char) -> Option<&'static str> {
    match c {
        'Ş' | 'ş' | 'Š' | 'š' | 'Ș' | 'ș' => Some("SH"),
        'Ç' | 'ç' | 'Č' | 'č' | 'Ć' | 'ć' => Some("CH"),
        'Ž' | 'ž' => Some("ZH"),
        'Đ' | 'đ' => Some("DJ"),
        _ => None,
    }
}

/// ICAO also permits NXX for Ñ and UXX for Ü: an X that nobody is called by.
fn without_escapes(word: &str) -> Option<String> {
    let escaped = word.contains("NXX") || word.contains("UXX");
    escaped.then(|| word.replace("NXX", "N").replace("UXX", "U"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_have_each_scheme() {
        for (word, expect) in [
            ("SMITH", "SMITH"),
            ("Lüdenscheidt", "LUDENSCHEIDT LUEDENSCHEIDT LUDENSCHEIDT"),
            ("Åse", "ASE AASE ASE"),
            ("Søren", "SOREN SOEREN SOREN"),
            ("Strauß", "STRAUSS STRAUSS STRAUSS"),
            ("Þór", "THOR THOR THOR"),
            ("Łukasz", "LUKASZ LUKASZ LUKASZ"),
            ("Işık", "ISIK ISIK ISHIK"),
            ("Çelik", "CELIK CELIK CHELIK"),
            ("Đorđe", "DORDE DORDE DJORDJE"),
            ("Nguyễn", "NGUYEN NGUYEN NGUYEN"),
            ("Muñoz", "MUNOZ MUNOZ MUNOZ"),
            ("MUNXXOZ", "MUNXXOZ MUNOZ"),
        ] {
            assert_eq!(readings(word).join(" "), expect, "{word}");
        }
    }
}
