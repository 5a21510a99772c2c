//! Scripts of India, which share one order of letters: a consonant carries an A unless a
//! vowel sign, a killer or the end of the word follows. Hindi drops more of them than is
//! known here (MOHAN, but also KAMALA for KAMLA).

use super::only_letters;

pub fn reading(word: &str) -> String {
    let letters: Vec<char> = word.chars().collect();
    let mut text = String::new();
    for (at, &letter) in letters.iter().enumerate() {
        text.push_str(match place(letter) {
            0x36 | 0x37 => "SH",
            _ => any_ascii::any_ascii_char(letter),
        });
        let next = letters.get(at + 1).copied();
        if is_consonant(letter) && next.is_some_and(keeps_vowel) {
            text.push('A');
        }
    }
    only_letters(&text)
}

/// Place of a letter in its script's block; all blocks follow one plan.
fn place(c: char) -> u32 {
    u32::from(c) & 0x7F
}

fn is_consonant(c: char) -> bool {
    matches!(place(c), 0x15..=0x39 | 0x58..=0x5F)
}

/// No vowel sign, no killer, no dot that changes the consonant.
fn keeps_vowel(next: char) -> bool {
    !matches!(place(next), 0x3C..=0x4D)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vowel_that_is_not_written() {
        for (word, expect) in [
            ("अमित", "AMIT"),
            ("कुमार", "KUMAR"),
            ("मोहन", "MOHAN"),
            ("शर्मा", "SHARMA"),
            ("नरेन्द्र", "NARENDR"),
            ("রহমান", "RAHAMAN"),
        ] {
            assert_eq!(reading(word), expect, "{word}");
        }
    }
}
