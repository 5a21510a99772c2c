//! How unlikely it is that one spelling stands where another is meant.
//!
//! A weighted edit distance: the cheapest way from one token to the other by changes whose
//! costs are measured on spellings of one name (`edits.tsv`). Vowels, doubled letters and
//! the choices of transliteration are cheap, other letters dear. May take two names for
//! spellings of one; what that is worth depends on how rare the spelling is.

use crate::domain::points::Points;

/// Beyond this two tokens are no spellings of one name: no token is worth so many bits.
pub const MOST: Points = Points(1300);

/// Two neighbouring letters change places: one token in fifty, at one of some six places
/// (-log2(1 / 300)).
const TRANSPOSED: i32 = 820;

/// The first letter is mistaken half as often as any other: it is what people check.
const FIRST_LETTER: i32 = 100;

/// The longest text that one change replaces.
const LONGEST: usize = 5;

const LETTERS: usize = 26;

/// Cells of the table for two tokens of usual length, kept off the heap.
const SMALL: usize = 16 * 16;

/// The table of changes, both directions.
pub struct Edits {
    substitute: Vec<i32>,
    gap: [i32; LETTERS],
    /// Longer changes by the last letters of their two texts.
    longer: Vec<Vec<Change>>,
}

struct Change {
    one: Ending,
    other: Ending,
    cost: i32,
}

/// The last letters of a text, the last one lowest.
type Letters = u64;

/// A text that another may end with.
struct Ending {
    letters: Letters,
    /// Of the letters that it looks at.
    mask: Letters,
    len: usize,
}

impl Ending {
    fn new(text: &[u8]) -> Ending {
        Ending {
            letters: ending(text),
            mask: (1 << (8 * text.len())) - 1,
            len: text.len(),
        }
    }

    fn ends(&self, letters: Letters) -> bool {
        letters & self.mask == self.letters
    }
}

/// As many as one change replaces.
fn ending(text: &[u8]) -> Letters {
    let letters = &text[text.len().saturating_sub(LONGEST)..];
    letters
        .iter()
        .fold(0, |all, &letter| all << 8 | Letters::from(letter))
}

/// What the table does not hold.
const UNSEEN: i32 = MOST.0;

impl Edits {
    pub fn bundled() -> Edits {
        Edits::parse(BUNDLED)
    }

    pub fn bundled_text() -> &'static str {
        BUNDLED
    }

    /// Reads `text<TAB>text<TAB>hundredths of a bit` lines of A to Z; `-` is nothing.
    pub fn parse(table: &str) -> Edits {
        let mut edits = Edits {
            substitute: vec![UNSEEN; LETTERS * LETTERS],
            gap: [UNSEEN; LETTERS],
            longer: (0..LETTERS * LETTERS).map(|_| Vec::new()).collect(),
        };
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let fields: Vec<&str> = line.split('\t').collect();
            if let [one, other, cost] = fields[..]
                && let Ok(cost) = cost.trim().parse()
            {
                edits.insert(one.as_bytes(), other.as_bytes(), cost);
                edits.insert(other.as_bytes(), one.as_bytes(), cost);
            }
        }
        edits
    }

    fn insert(&mut self, one: &[u8], other: &[u8], cost: i32) {
        match (one, other) {
            (b"-", [letter]) | ([letter], b"-") => self.gap[index(*letter)] = cost,
            ([one], [other]) => self.substitute[pair(*one, *other)] = cost,
            ([.., last], [.., other_last]) => self.longer[pair(*last, *other_last)].push(Change {
                one: Ending::new(one),
                other: Ending::new(other),
                cost,
            }),
            _ => {}
        }
    }

    /// The cheapest total, when it is below [`MOST`]. Symmetric; tokens of A to Z only.
    pub fn cost(&self, one: &str, other: &str) -> Option<Points> {
        let (one, other) = (one.as_bytes(), other.as_bytes());
        let letters = |text: &[u8]| text.iter().all(u8::is_ascii_uppercase);
        if !letters(one) || !letters(other) || LONGEST < one.len().abs_diff(other.len()) {
            return None;
        }
        let total = self.cheapest(one, other);
        (total < MOST.0).then_some(Points(total))
    }

    fn cheapest(&self, one: &[u8], other: &[u8]) -> i32 {
        let width = other.len() + 1;
        let mut small = [UNSEEN; SMALL];
        let mut large = Vec::new();
        let best = match (one.len() + 1) * width {
            cells if cells <= SMALL => &mut small[..cells],
            cells => {
                large.resize(cells, UNSEEN);
                &mut large[..]
            }
        };
        best[0] = 0;
        // The least of each of the last rows: no change reaches back further.
        let mut least = [UNSEEN; LONGEST];
        for i in 0..=one.len() {
            let mut row = UNSEEN;
            for j in i.saturating_sub(LONGEST)..=(i + LONGEST).min(other.len()) {
                if (i, j) != (0, 0) {
                    best[i * width + j] = self.step(&one[..i], &other[..j], best, width);
                }
                row = row.min(best[i * width + j]);
            }
            least[i % LONGEST] = row;
            if least.iter().all(|&row| UNSEEN <= row) {
                return UNSEEN;
            }
        }
        best[best.len() - 1]
    }

    /// The cheapest way to two beginnings, by the last change made.
    fn step(&self, one: &[u8], other: &[u8], best: &[i32], width: usize) -> i32 {
        let (i, j) = (one.len(), other.len());
        let from = |a: usize, b: usize| best[(i - a) * width + j - b];
        let at_start = |a: usize, b: usize| if a == i || b == j { FIRST_LETTER } else { 0 };
        let (mut least, last) = match (one, other) {
            ([.., x], [.., y]) if x == y => (from(1, 1), Some((*x, *y))),
            ([.., x], [.., y]) => {
                let cost = self.substitute[pair(*x, *y)] + at_start(1, 1);
                (from(1, 1) + cost, Some((*x, *y)))
            }
            _ => (UNSEEN, None),
        };
        if let [.., x] = one {
            least = least.min(from(1, 0) + self.gap[index(*x)] + at_start(1, usize::MAX));
        }
        if let [.., y] = other {
            least = least.min(from(0, 1) + self.gap[index(*y)] + at_start(usize::MAX, 1));
        }
        let Some((x, y)) = last else { return least };
        if let ([.., w, _], [.., z, _]) = (one, other)
            && (x, *w) == (*z, y)
            && x != y
        {
            least = least.min(from(2, 2) + TRANSPOSED + at_start(2, 2));
        }
        let (letters, other_letters) = (ending(one), ending(other));
        for change in &self.longer[pair(x, y)] {
            if change.one.ends(letters) && change.other.ends(other_letters) {
                least = least.min(from(change.one.len, change.other.len) + change.cost);
            }
        }
        least
    }
}

fn index(letter: u8) -> usize {
    usize::from(letter - b'A')
}

fn pair(one: u8, other: u8) -> usize {
    index(one) * LETTERS + index(other)
}

const BUNDLED: &str = include_str!("edits.tsv");

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_of_one_name_are_nearer_than_other_names() {
        let edits = Edits::bundled();
        let cost = |one, other| edits.cost(one, other).unwrap_or(MOST);
        assert_eq!(cost("IVANOV", "IVANOV"), Points::ZERO);
        for (near, far) in [
            (("MOHAMMED", "MUHAMMAD"), ("MOHAMMED", "MAHMOUD")),
            (("YULIYA", "IULIIA"), ("YULIYA", "YURIYA")),
            (("ZAWAHIRI", "DHAWAHIRI"), ("ZAWAHIRI", "KAWAKIRI")),
            (("QADHAFI", "QADDAFI"), ("QADHAFI", "KARAMI")),
            (("HUSSEIN", "HOUSSEIN"), ("HUSSEIN", "HASSAN")),
            (("MARTIN", "MRATIN"), ("MARTIN", "MARKIN")),
        ] {
            let (near_cost, far_cost) = (cost(near.0, near.1), cost(far.0, far.1));
            assert!(
                near_cost < far_cost,
                "{near:?} {near_cost:?} {far:?} {far_cost:?}"
            );
        }
        assert_eq!(edits.cost("RUDDOCK", "RATKO"), None);
    }

    proptest! {
        #[test]
        fn the_cost_is_symmetric_and_zero_for_equals_only(one in "[A-Z]{1,9}", other in "[A-Z]{1,9}") {
            let edits = Edits::bundled();
            prop_assert_eq!(edits.cost(&one, &other), edits.cost(&other, &one));
            prop_assert_eq!(edits.cost(&one, &other) == Some(Points::ZERO), one == other);
        }
    }
}
