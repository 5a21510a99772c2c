//! Any script to upper-case ASCII words, each a small set of readings.

use crate::names::lookalikes;
use crate::names::scripts::{self, Script};
use crate::names::tampering::{is_hidden, is_ordinal};
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// Words of a name, each with its readings, the plain one first: `MULLER` and `MUELLER`.
pub fn words(text: &str) -> Vec<Vec<String>> {
    let visible = visible(text);
    let latin_beside = visible.chars().any(|c| Script::of_char(c) == Script::Latin);
    let parts = visible.split(|c: char| !(c.is_alphanumeric() || is_mark(c) || is_glue(c)));
    parts
        .filter(|part| part.contains(char::is_alphabetic) && !is_ordinal(part))
        .flat_map(|part| match is_plain(part) {
            true => scripts::words(part),
            false => words_of(part, latin_beside),
        })
        .collect()
}

/// Composed, in usual width, and without what shows nothing.
fn visible(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    // An acute accent of its own would become a space and a mark.
    let joined = text.chars().filter(|c| !is_glue(*c));
    Cow::Owned(joined.nfkc().filter(|c| !is_hidden(*c)).collect())
}

/// Apostrophes and soft signs join what they stand between: `O'GRADY` is `OGRADY`, as
/// the machine-readable zone writes it.
fn is_glue(c: char) -> bool {
    matches!(
        c,
        '\'' | '"' | '’' | '‘' | '‛' | '`' | '´' | 'ʼ' | 'ʻ' | 'ʹ' | 'ʿ' | 'ʾ' | '′' | '＇'
    )
}

/// Vowel signs and other marks belong to the letter before them.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// Most words of most nights: nothing to join, and no letter that poses as another.
fn is_plain(part: &str) -> bool {
    part.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn words_of(part: &str, latin_beside: bool) -> Vec<Vec<String>> {
    let glued: String = part.chars().filter(|c| !is_glue(*c)).collect();
    let word = lookalikes::unmixed(&glued).unwrap_or(glued);
    let mut readings = lookalikes::without_digits(&word).into_iter();
    let Some(first) = readings.next() else {
        return Vec::new();
    };
    let mut words = scripts::words(&first);
    // A word all of look-alikes among Latin ones: РЕТЕ is RETE and PETE.
    let posing = lookalikes::all_by_shape(&word).filter(|_| latin_beside);
    if let [forms] = words.as_mut_slice() {
        let more = posing.into_iter().chain(readings);
        let more = more.flat_map(|word| scripts::words(&word)).flatten();
        for form in more.take(scripts::MOST) {
            if !forms.contains(&form) {
                forms.push(form);
            }
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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
            ("O´GRADY O‛HARA", "OGRADY OHARA"),
            ("D’Angelo  jr.", "DANGELO JR"),
            ("ANNA‐LENA BERG–HOLM", "ANNA LENA BERG HOLM"),
            ("SMITH_JOHN", "SMITH JOHN"),
            ("Юлия", "YULIYA/IULIIA/JULIJA/YULYIA"),
            ("Παπαδόπουλος", "PAPADOPOULOS"),
            ("عبد الله", "ABD/EBD ALLAH/ALLH"),
            ("Strauß", "STRAUSS"),
            ("e\u{301}te\u{301}", "ETE"),
            ("ＳＭＩＴＨ", "SMITH"),
            ("SMI\u{200b}TH JO\u{ad}HN", "SMITH JOHN"),
            ("SМITH РЕТЕ", "SMITH RETE/PETE"),
            ("J0HN SM1TH", "JOHN SMITH/SMLTH"),
            ("SMITH 3RD", "SMITH"),
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

    proptest! {
        #[test]
        fn the_short_way_of_plain_words_leads_to_the_same(word in "[A-Za-z]{1,12}|[NUX]{1,9}") {
            prop_assert!(is_plain(&word));
            for latin_beside in [true, false] {
                prop_assert_eq!(words_of(&word, latin_beside), scripts::words(&word));
            }
        }
    }
}
