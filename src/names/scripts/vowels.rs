//! Short vowels for scripts that do not write them: a guess by the shape of syllables.
//!
//! KH-L-long A-D has its consonants right and its vowels likely enough that the spelling
//! costs do the rest. Common names do not come here: `native.tsv` has them.

/// A written letter: a consonant, or a vowel that is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letter {
    Consonant(&'static str),
    Vowel(&'static str),
}

/// The vowel between two consonants behind a long vowel: within the word, and at its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BehindLong {
    pub within: &'static str,
    pub last: &'static str,
}

/// SALIHI, KHALID.
pub const ARABIC: BehindLong = BehindLong {
    within: "I",
    last: "I",
};

/// PARSA, KHALED.
pub const OTHERS: BehindLong = BehindLong {
    within: "",
    last: "E",
};

/// Fills in A where two consonants begin a syllable, and the given vowel behind long ones.
pub fn filled(letters: &[Letter], behind_long: BehindLong) -> String {
    let mut text = String::new();
    for (at, letter) in letters.iter().enumerate() {
        match letter {
            Letter::Vowel(vowel) => text.push_str(vowel),
            Letter::Consonant(consonant) => {
                text.push_str(consonant);
                text.push_str(between(letters, at, behind_long));
            }
        }
    }
    text
}

/// The vowel behind the consonant at `at`, when none is written.
fn between(letters: &[Letter], at: usize, behind_long: BehindLong) -> &'static str {
    let consonant = |at: usize| matches!(letters.get(at), Some(Letter::Consonant(_)));
    let last = at + 1 == letters.len();
    if last || !consonant(at + 1) {
        return "";
    }
    let run = (0..at)
        .rev()
        .take_while(|&before| consonant(before))
        .count();
    let after_vowel = at > run;
    let before_last = at + 2 == letters.len();
    match (after_vowel, run) {
        // A vowel that begins the word is short, any other that is written is long.
        (true, 0) if before_last && 1 < at => behind_long.last,
        (true, 0) if 1 < at => behind_long.within,
        // A consonant closes the syllable of the vowel before it.
        (true, run) if run % 2 == 0 => "",
        (true, _) => "A",
        // Three consonants without a vowel: HASAN.
        (false, 1) if before_last => "A",
        (false, run) if run % 2 == 0 => "A",
        (false, _) => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> String {
        let letters: Vec<Letter> = text
            .chars()
            .map(|c| match c {
                'A' => Letter::Vowel("A"),
                'I' => Letter::Vowel("I"),
                'U' => Letter::Vowel("U"),
                'H' => Letter::Consonant("H"),
                'K' => Letter::Consonant("K"),
                'L' => Letter::Consonant("L"),
                'M' => Letter::Consonant("M"),
                'N' => Letter::Consonant("N"),
                'R' => Letter::Consonant("R"),
                'S' => Letter::Consonant("S"),
                'T' => Letter::Consonant("T"),
                _ => Letter::Consonant("D"),
            })
            .collect();
        filled(&letters, ARABIC)
    }

    #[test]
    fn shapes_of_names() {
        for (written, expect) in [
            ("HSN", "HASAN"),
            ("RHMN", "RAHMAN"),
            ("KALD", "KALID"),
            ("AHMD", "AHMAD"),
            ("MHMUD", "MAHMUD"),
            ("KTIB", "KATID"),
            ("SLMAN", "SALMAN"),
            ("SALHI", "SALIHI"),
            ("NASR", "NASIR"),
            ("ANSARI", "ANSARI"),
            ("M", "M"),
        ] {
            assert_eq!(of(written), expect, "{written}");
        }
    }
}
