//! Where two written values differ, letter by letter, for an eye that has seconds.

/// A stretch of a value. One without text that differs is a gap: the other side has
/// letters here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    pub(crate) text: String,
    pub(crate) differs: bool,
}

/// Longer values are marked whole: nobody compares them letter by letter.
const MOST_LETTERS: usize = 64;

/// InParallel values in stretches that, put together, are the values again. Of all alignments
/// with the fewest changes the one that keeps letters side by side; case is no difference.
pub(crate) fn compared(own: &str, listed: &str) -> (Vec<Stretch>, Vec<Stretch>) {
    let (a, b) = (letters(own), letters(listed));
    if a.len().max(b.len()) > MOST_LETTERS {
        let differs = a != b;
        return (whole(own, differs), whole(listed, differs));
    }
    let cost = costs(&a, &b);
    let (mut i, mut j) = (a.len(), b.len());
    // From the end backwards, then turned round.
    let (mut left, mut right) = (Vec::new(), Vec::new());
    while i > 0 || j > 0 {
        let here = cost[i][j];
        let equal = i > 0 && j > 0 && same(a[i - 1], b[j - 1]);
        if i > 0 && j > 0 && cost[i - 1][j - 1] + usize::from(!equal) == here {
            (i, j) = (i - 1, j - 1);
            left.push((Some(a[i]), !equal));
            right.push((Some(b[j]), !equal));
        } else if i > 0 && cost[i - 1][j] + 1 == here {
            i -= 1;
            left.push((Some(a[i]), true));
            right.push((None, true));
        } else {
            j -= 1;
            left.push((None, true));
            right.push((Some(b[j]), true));
        }
    }
    (stretches(left), stretches(right))
}

/// A value of which nothing is marked, or everything.
pub(crate) fn whole(text: &str, differs: bool) -> Vec<Stretch> {
    if text.is_empty() {
        return Vec::new();
    }
    vec![Stretch {
        text: text.to_owned(),
        differs,
    }]
}

fn letters(text: &str) -> Vec<char> {
    text.chars().collect()
}

fn same(a: char, b: char) -> bool {
    a == b || a.to_lowercase().eq(b.to_lowercase())
}

/// `cost[i][j]`: the fewest changes from the first i letters to the first j.
fn costs(a: &[char], b: &[char]) -> Vec<Vec<usize>> {
    let mut cost = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            cost[i][j] = match (i, j) {
                (0, j) => j,
                (i, 0) => i,
                (i, j) => {
                    let changed = usize::from(!same(a[i - 1], b[j - 1]));
                    let kept = cost[i - 1][j - 1] + changed;
                    kept.min(cost[i - 1][j] + 1).min(cost[i][j - 1] + 1)
                }
            };
        }
    }
    cost
}

fn stretches(backwards: Vec<(Option<char>, bool)>) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = Vec::new();
    for (letter, differs) in backwards.into_iter().rev() {
        match found.last_mut() {
            Some(last) if last.differs == differs => last.text.extend(letter),
            Some(_) | None => found.push(Stretch {
                text: letter.map(String::from).unwrap_or_default(),
                differs,
            }),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Marked letters in brackets.
    fn drawn(stretches: &[Stretch]) -> String {
        let draw = |one: &Stretch| match one.differs {
            true => format!("[{}]", one.text),
            false => one.text.clone(),
        };
        stretches.iter().map(draw).collect()
    }

    #[test]
    fn the_letters_that_differ_are_marked_on_both_sides() {
        for (own, listed, left, right) in [
            ("IVAN", "IVAN", "IVAN", "IVAN"),
            ("IVAN", "ivan", "IVAN", "ivan"),
            ("ZAWAHRI", "ZAWAHIRI", "ZAWAH[]RI", "ZAWAH[I]RI"),
            ("YULIYA", "IULIIA", "[Y]ULI[Y]A", "[I]ULI[I]A"),
            ("AB123456", "A8123456", "A[B]123456", "A[8]123456"),
            (
                "1970-03-05",
                "1970-05-03",
                "1970-0[3]-0[5]",
                "1970-0[5]-0[3]",
            ),
            ("", "X", "[]", "[X]"),
            ("", "", "", ""),
            ("JOHN", "JONATHAN", "JO[]H[]N", "JO[NAT]H[A]N"),
            ("ÜNAL", "UNAL", "[Ü]NAL", "[U]NAL"),
        ] {
            let (a, b) = compared(own, listed);
            assert_eq!((drawn(&a).as_str(), drawn(&b).as_str()), (left, right));
        }
    }

    #[test]
    fn a_long_value_is_marked_whole() {
        let long = "A".repeat(MOST_LETTERS + 1);
        let (a, b) = compared(&long, "A");
        assert_eq!((a, b), (whole(&long, true), whole("A", true)));
        assert_eq!(compared(&long, &long).0, whole(&long, false));
    }

    proptest! {
        #[test]
        fn stretches_are_the_values_again_and_alike_where_unmarked(own in "[A-E]{0,12}", listed in "[A-E]{0,12}") {
            let (a, b) = compared(&own, &listed);
            let text = |side: &[Stretch], marked: bool| -> String {
                side.iter().filter(|one| marked || !one.differs).map(|one| one.text.as_str()).collect()
            };
            prop_assert_eq!(text(&a, true), own.clone());
            prop_assert_eq!(text(&b, true), listed.clone());
            prop_assert_eq!(text(&a, false), text(&b, false));
            let marked = a.iter().chain(&b).any(|one| one.differs);
            prop_assert_eq!(marked, own != listed);
        }
    }
}
