//! A share with its uncertainty.

use serde::Serialize;

/// A counted share with the 95 % interval of Wilson (1927), which stays inside 0 to 1 and
/// is honest for small counts.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Share {
    pub share: f64,
    pub low: f64,
    pub high: f64,
}

/// Two-sided 95 % of the normal distribution.
const Z: f64 = 1.959_964;

pub fn share(count: usize, of: usize) -> Share {
    if of == 0 {
        return Share {
            share: 0.0,
            low: 0.0,
            high: 1.0,
        };
    }
    let n = of as f64;
    let p = count as f64 / n;
    let middle = p + Z * Z / (2.0 * n);
    let spread = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
    let scale = 1.0 + Z * Z / n;
    Share {
        share: p,
        // Exact at the ends, where rounding leaves a trace.
        low: if count == 0 {
            0.0
        } else {
            ((middle - spread) / scale).max(0.0)
        },
        high: if count == of {
            1.0
        } else {
            ((middle + spread) / scale).min(1.0)
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wilson_intervals_of_known_counts() {
        let of = |count, n| {
            let found = share(count, n);
            (
                (found.low * 1000.0).round() as i32,
                (found.high * 1000.0).round() as i32,
            )
        };
        // Newcombe (1998), table I, method 3.
        assert_eq!(of(81, 263), (255, 366));
        assert_eq!(of(15, 148), (62, 160));
        assert_eq!(of(0, 20), (0, 161));
        assert_eq!(of(1, 29), (6, 172));
    }
}
