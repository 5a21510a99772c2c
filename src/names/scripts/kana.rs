//! Japanese syllables, with long vowels as typed and as passports write them.
//!
//! Kanji within such a word are read as Chinese, which is wrong for nearly all of them.

use super::letters;

pub fn readings(word: &str) -> Vec<String> {
    let typed = letters(word);
    let short = typed
        .replace("OU", "O")
        .replace("OO", "O")
        .replace("UU", "U");
    let before_lips = |text: &str| {
        text.replace("NB", "MB")
            .replace("NM", "MM")
            .replace("NP", "MP")
    };
    let heard = before_lips(&short);
    vec![typed, short, heard]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_vowels_are_short_in_passports() {
        assert_eq!(readings("おおの"), ["OONO", "ONO", "ONO"]);
        assert_eq!(readings("ほんま"), ["HONMA", "HONMA", "HOMMA"]);
        assert_eq!(readings("たなか"), ["TANAKA", "TANAKA", "TANAKA"]);
    }
}
