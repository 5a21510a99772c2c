//! Evidence in hundredths of a bit.

use serde::{Deserialize, Serialize};

/// Hundredths of a bit of evidence. Integers, so that sums are exact, ordered and equal
/// on every machine. Settings and outputs write bits.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize,
)]
#[serde(try_from = "f64", into = "f64")]
pub struct Points(pub i32);

impl Points {
    pub const ZERO: Points = Points(0);

    /// Rounds half away from zero.
    pub fn from_bits(bits: f64) -> Self {
        Points((bits * 100.0).round() as i32)
    }

    pub fn bits(self) -> f64 {
        f64::from(self.0) / 100.0
    }

    /// 2^bits / (1 + 2^bits): the chance that this is the listed person, if the prior and
    /// the weights hold.
    pub fn probability(self) -> f64 {
        1.0 / (1.0 + (-self.bits()).exp2())
    }
}

impl TryFrom<f64> for Points {
    type Error = String;

    /// Beyond 64 bits a weight is a typing mistake, not evidence.
    fn try_from(bits: f64) -> Result<Self, String> {
        if (-64.0..=64.0).contains(&bits) {
            Ok(Points::from_bits(bits))
        } else {
            Err(format!("{bits} bits is outside -64 to 64"))
        }
    }
}

impl From<Points> for f64 {
    fn from(points: Points) -> f64 {
        points.bits()
    }
}

impl std::ops::Add for Points {
    type Output = Points;
    fn add(self, other: Points) -> Points {
        Points(self.0.saturating_add(other.0))
    }
}

impl std::ops::AddAssign for Points {
    fn add_assign(&mut self, other: Points) {
        *self = *self + other;
    }
}

impl std::ops::Sub for Points {
    type Output = Points;
    fn sub(self, other: Points) -> Points {
        Points(self.0.saturating_sub(other.0))
    }
}

impl std::ops::Neg for Points {
    type Output = Points;
    fn neg(self) -> Points {
        Points(-self.0)
    }
}

impl std::iter::Sum for Points {
    fn sum<I: Iterator<Item = Points>>(items: I) -> Points {
        items.fold(Points::ZERO, |sum, item| sum + item)
    }
}
