//! A law on whole numbers that is known by how each weight stands to the one before. What the
//! weights sum to is summed and not looked up: no difference of great logarithms loses digits.

/// A weight beyond which all are made smaller.
const GREAT: f64 = 1e200;

/// `P(X >= from)` where `X` is from `low` to `high` and `ratio(k)` is `weight(k + 1) / weight(k)`.
pub(super) fn upper_tail(low: u64, high: u64, from: u64, ratio: impl Fn(u64) -> f64) -> f64 {
    if from <= low {
        return 1.0;
    }
    if high < from {
        return 0.0;
    }
    let (mut weight, mut below, mut above) = (1.0, 0.0, 0.0);
    for k in low..=high {
        match k < from {
            true => below += weight,
            false => above += weight,
        }
        if k < high {
            weight *= ratio(k);
        }
        if GREAT < weight {
            weight /= GREAT;
            below /= GREAT;
            above /= GREAT;
        }
    }
    above / (below + above)
}
