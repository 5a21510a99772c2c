//! How unlikely a sequence of letters is to be anybody's name: the worth of a spelling that
//! no source has.
//!
//! A slip makes spellings that nobody bears, and sharing one of those with a listed name is
//! strong evidence; but an unseen token may also be a name our sources lack, so what a pair
//! is worth in the end has a ceiling (`weights.name.most_per_token`).

use crate::domain::points::Points;

const LETTERS: usize = 26;
/// Before the first letter and behind the last.
const EDGE: usize = LETTERS;

/// Costs of each letter after each other, from the distinct tokens of the rarity table.
pub struct Letters {
    costs: Vec<i32>,
}

impl Letters {
    pub fn bundled() -> Letters {
        Letters::parse(BUNDLED)
    }

    pub fn bundled_text() -> &'static str {
        BUNDLED
    }

    /// Reads one row a letter, `-` for the edge: the letter, then 27 hundredths of a bit for
    /// A to Z and the edge.
    pub fn parse(table: &str) -> Letters {
        let mut costs = vec![UNSEEN; (LETTERS + 1) * (LETTERS + 1)];
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split('\t');
            let row = fields.next().map_or(EDGE, index);
            for (column, cost) in fields.take(LETTERS + 1).enumerate() {
                costs[row * (LETTERS + 1) + column] = cost.trim().parse().unwrap_or(UNSEEN);
            }
        }
        Letters { costs }
    }

    pub fn rarity(&self, token: &str) -> Points {
        let letters = token.bytes().filter(u8::is_ascii_uppercase);
        let mut before = EDGE;
        let mut sum = 0;
        for letter in letters.map(|b| usize::from(b - b'A')).chain([EDGE]) {
            sum += self.costs[before * (LETTERS + 1) + letter];
            before = letter;
        }
        Points(sum)
    }
}

const UNSEEN: i32 = 1300;

fn index(text: &str) -> usize {
    match text.as_bytes() {
        [letter @ b'A'..=b'Z'] => usize::from(letter - b'A'),
        _ => EDGE,
    }
}

const BUNDLED: &str = include_str!("letters.tsv");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_likelier_than_noise_and_short_ones_than_long() {
        let letters = Letters::bundled();
        assert!(letters.rarity("MARINA") < letters.rarity("MXRQNA"));
        assert!(letters.rarity("ALI") < letters.rarity("ALIYEVSKI"));
        assert!(Points(800) < letters.rarity("ALI"));
    }
}
