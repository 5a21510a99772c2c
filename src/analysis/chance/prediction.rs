//! Gamma-Poisson prediction: what counts to expect of a rate that is itself not known exactly.

/// A term so small beside the sum that those behind it change nothing.
const NOTHING: f64 = 1e-18;

const GREAT: f64 = 1e200;

/// `P(X >= from)` of a count of this mean whose rate is a gamma law of the shape `shape`:
/// the negative binomial one, of the variance `mean + mean^2 / shape`.
pub fn gamma_poisson(mean: f64, shape: f64, from: u64) -> f64 {
    if from == 0 {
        return 1.0;
    }
    if mean <= 0.0 {
        return 0.0;
    }
    let share = mean / (shape + mean);
    let ratio = |k: u64| (shape + k as f64) / (k + 1) as f64 * share;
    let (mut weight, mut below) = (1.0, 0.0);
    // The logarithm of what the weights are to be multiplied by.
    let mut unit = -shape * (mean / shape).ln_1p();
    for k in 0..from {
        below += weight;
        weight *= ratio(k);
        if GREAT < weight {
            weight /= GREAT;
            below /= GREAT;
            unit += GREAT.ln();
        }
    }
    if (from as f64) <= mean {
        return (1.0 - below * unit.exp()).clamp(0.0, 1.0);
    }
    let (mut above, mut k) = (0.0, from);
    while weight > NOTHING * above {
        above += weight;
        weight *= ratio(k);
        k += 1;
    }
    (above.ln() + unit).exp().min(1.0)
}
