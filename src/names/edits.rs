//! How unlikely it is that one spelling stands where another is meant.
//!
//! A weighted edit distance: the cheapest way from one token to the other by changes whose
//! costs are measured on spellings of one name (`edits.tsv`). Vowels, doubled letters and
//! the choices of transliteration are cheap, other letters dear. May take two names for
//! spellings of one; what that is worth depends on how rare the spelling is.

use crate::domain::points::Points;

/// Beyond this two tokens are no spellings of one name: no token is worth so many bits.
pub const MOST: Points = Points(2000);

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
    /// Longer changes by the first letters of their two texts.
    longer: Vec<Vec<Change>>,
}

struct Change {
    one: Beginning,
    other: Beginning,
    cost: i32,
}

/// The first letters of a text, the first one lowest.
type Letters = u64;

/// A text that another may begin with.
struct Beginning {
    letters: Letters,
    /// Of the letters that it looks at.
    mask: Letters,
    len: usize,
}

impl Beginning {
    fn new(text: &[u8]) -> Beginning {
        Beginning {
            letters: beginning(text),
            mask: (1 << (8 * text.len())) - 1,
            len: text.len(),
        }
    }

    fn begins(&self, letters: Letters) -> bool {
        letters & self.mask == self.letters
    }
}

/// As many as one change replaces.
fn beginning(text: &[u8]) -> Letters {
    let letters = &text[..text.len().min(LONGEST)];
    let later_first = letters.iter().rev();
    later_first.fold(0, |all, &letter| all << 8 | Letters::from(letter))
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
            ([first, ..], [other_first, ..]) => {
                self.longer[pair(*first, *other_first)].push(Change {
                    one: Beginning::new(one),
                    other: Beginning::new(other),
                    cost,
                })
            }
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
        for i in 0..=one.len() {
            for j in i.saturating_sub(LONGEST)..=(i + LONGEST).min(other.len()) {
                let here = best[i * width + j];
                // Most ways are too dear after a change or two.
                if here < UNSEEN {
                    self.go_on(&one[i..], &other[j..], (i == 0, j == 0), |a, b, cost| {
                        let there = &mut best[(i + a) * width + j + b];
                        *there = (*there).min(here + cost);
                    });
                }
            }
        }
        best[best.len() - 1]
    }

    /// Gives every change that two remainders may begin with: how many letters of each it
    /// takes, and its cost.
    fn go_on(
        &self,
        one: &[u8],
        other: &[u8],
        (at_start, other_at_start): (bool, bool),
        mut give: impl FnMut(usize, usize, i32),
    ) {
        let first_letter = |is: bool| if is { FIRST_LETTER } else { 0 };
        let either = first_letter(at_start || other_at_start);
        if let [x, ..] = one {
            give(1, 0, self.gap[index(*x)] + first_letter(at_start));
        }
        if let [y, ..] = other {
            give(0, 1, self.gap[index(*y)] + first_letter(other_at_start));
        }
        let ([x, one_rest @ ..], [y, other_rest @ ..]) = (one, other) else {
            return;
        };
        if x == y {
            give(1, 1, 0);
        } else {
            give(1, 1, self.substitute[pair(*x, *y)] + either);
            if let ([w, ..], [z, ..]) = (one_rest, other_rest)
                && (x, w) == (z, y)
            {
                give(2, 2, TRANSPOSED + either);
            }
        }
        let (letters, other_letters) = (beginning(one), beginning(other));
        for change in &self.longer[pair(*x, *y)] {
            if change.one.begins(letters) && change.other.begins(other_letters) {
                give(change.one.len, change.other.len, change.cost);
            }
        }
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
