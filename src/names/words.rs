//! Short lists of words that nearly every name is asked against, and is not in.

/// A list with the first letters that its words of each length have: most questions end
/// there.
pub struct Words<const N: usize> {
    words: [&'static str; N],
    firsts: [u32; LENGTHS],
}

/// Words from this length on stand in one class.
const LENGTHS: usize = 16;

impl<const N: usize> Words<N> {
    pub const fn new(words: [&'static str; N]) -> Words<N> {
        let mut firsts = [0; LENGTHS];
        let mut at = 0;
        while at < N {
            let bytes = words[at].as_bytes();
            firsts[class(bytes.len())] |= letter(bytes[0]);
            at += 1;
        }
        Words { words, firsts }
    }

    pub fn contains(&self, word: &str) -> bool {
        let Some(&first) = word.as_bytes().first() else {
            return false;
        };
        self.firsts[class(word.len())] & letter(first) != 0 && self.words.contains(&word)
    }
}

const fn class(len: usize) -> usize {
    if len < LENGTHS { len } else { LENGTHS - 1 }
}

/// A bit for a letter; other signs share them.
const fn letter(byte: u8) -> u32 {
    1 << (byte & 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: Words<4> = Words::new(["MR", "MISS", "NOT", "ANEXTRAORDINARILYLONGWORD"]);

    #[test]
    fn holds_its_words_and_no_others() {
        for word in WORDS.words {
            assert!(WORDS.contains(word), "{word}");
        }
        for word in [
            "",
            "M",
            "MS",
            "MRS",
            "MASS",
            "NO",
            "ANEXTRAORDINARILYLONGNAME",
            "É",
        ] {
            assert!(!WORDS.contains(word), "{word}");
        }
    }
}
