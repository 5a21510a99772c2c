//! Any script to upper-case ASCII words.

use any_ascii::any_ascii_char;
use unicode_normalization::UnicodeNormalization;

/// Words of a name, each with one or two spellings: the plain one (`MULLER`) and, where
/// ICAO Doc 9303-3 spells a letter with two, that one too (`MUELLER`).
pub fn words(text: &str) -> Vec<Vec<String>> {
    let composed: String = text.nfkc().collect();
    composed
        .split(|c: char| !(c.is_alphabetic() || is_mark(c) || is_glue(c)))
        .map(spellings)
        .filter(|forms| !forms.is_empty())
        .collect()
}

/// Apostrophes and soft signs join what they stand between: `O'GRADY` is `OGRADY`, as
/// the machine-readable zone writes it.
fn is_glue(c: char) -> bool {
    matches!(
        c,
        '\'' | '’' | '‘' | '`' | '´' | 'ʼ' | 'ʻ' | 'ʹ' | 'ʿ' | 'ʾ' | '\u{200d}' | '\u{200c}'
    )
}

/// Vowel signs and other marks belong to the letter before them.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

fn spellings(word: &str) -> Vec<String> {
    let plain = ascii(word, |_| None);
    if plain.is_empty() {
        return Vec::new();
    }
    let icao = ascii(word, icao_spelling);
    if icao == plain {
        vec![plain]
    } else {
        vec![plain, icao]
    }
}

fn ascii(word: &str, special: impl Fn(char) -> Option<&'static str>) -> String {
    let spelled = word
        .chars()
        .filter(|&c| !is_glue(c))
        .map(|c| special(c).unwrap_or(any_ascii_char(c)));
    spelled
        .collect::<String>()
        .chars()
        .filter(char::is_ascii_alphabetic)
        .map(|c| c.to_ascii_uppercase())
        .collect()
}

/// ICAO Doc 9303-3, section 6A: the letters whose recommended form is longer than the
/// letter without its mark.
fn icao_spelling(c: char) -> Option<&'static str> {
    match c {
        'Ä' | 'ä' => Some("AE"),
        'Ö' | 'ö' | 'Ø' | 'ø' => Some("OE"),
        'Ü' | 'ü' => Some("UE"),
        'Å' | 'å' => Some("AA"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        words(text)
            .iter()
            .map(|forms| forms.join("/"))
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn words_in_any_script_become_ascii() {
        for (text, expect) in [
            (
                "Müller-Lüdenscheidt",
                "MULLER/MUELLER LUDENSCHEIDT/LUEDENSCHEIDT",
            ),
            ("o'grady", "OGRADY"),
            ("O GRADY", "O GRADY"),
            ("D’Angelo  jr.", "DANGELO JR"),
            ("Юлия", "YULIYA"),
            ("Παπαδόπουλος", "PAPADOPOYLOS"),
            ("Strauß", "STRAUSS"),
            ("e\u{301}te\u{301}", "ETE"),
            ("- . 12", ""),
        ] {
            assert_eq!(folded(text), expect, "{text}");
        }
    }

    #[test]
    fn folding_twice_changes_nothing() {
        for text in ["Søren Ærø", "محمد", "Nguyễn Thị", "Łukasz"] {
            let once = folded(text).replace('/', " ");
            assert_eq!(folded(&once), once, "{text}");
        }
    }
}
