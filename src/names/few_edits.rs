//! Whether two texts are few edits apart, told faster than how many.

/// Whether so many letters inserted, left out, replaced or exchanged with their neighbour turn
/// one text into the other: optimal string alignment, as `strsim::osa_distance` counts it.
///
/// Texts that begin alike are as far apart as what follows, so only where they part is there
/// anything to try, and the first try that ends well ends it.
pub fn few_edits(one: &[u8], other: &[u8], allowed: usize) -> bool {
    if allowed < one.len().abs_diff(other.len()) {
        return false;
    }
    let alike = one.iter().zip(other).take_while(|(x, y)| x == y).count();
    let (one, other) = (&one[alike..], &other[alike..]);
    let ([x, one_rest @ ..], [y, other_rest @ ..]) = (one, other) else {
        return true;
    };
    let Some(left) = allowed.checked_sub(1) else {
        return false;
    };
    let exchanged = || match (one_rest, other_rest) {
        ([w, one_rest @ ..], [z, other_rest @ ..]) if (x, w) == (z, y) => {
            few_edits(one_rest, other_rest, left)
        }
        _ => false,
    };
    few_edits(one_rest, other_rest, left)
        || few_edits(one_rest, other, left)
        || few_edits(one, other_rest, left)
        || exchanged()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(5_000))]
        #[test]
        fn says_what_the_distance_says(
            one in "[A-C]{0,8}",
            other in "[A-C]{0,8}",
            allowed in 0..4_usize,
        ) {
            let distance = strsim::osa_distance(&one, &other);
            let few = few_edits(one.as_bytes(), other.as_bytes(), allowed);
            prop_assert_eq!(few, distance <= allowed);
        }
    }
}
