//! What to make, at any size.

use jiff::Timestamp;

/// What to make.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Passengers; rows are a few more, since some come twice.
    pub passengers: usize,
    pub entries: usize,
    pub lost_documents: usize,
    pub seed: u64,
    /// The flights leave in the 36 hours after it.
    pub as_of: Timestamp,
    /// Planted cases per passenger, 0 to 1.
    pub planted_rate: f64,
}

impl Plan {
    /// The bundled sample: every kind of case twice.
    pub fn sample(as_of: Timestamp) -> Self {
        Plan {
            passengers: 5_000,
            entries: 2_000,
            lost_documents: 1_000,
            seed: 1,
            as_of,
            planted_rate: Self::default_planted_rate(5_000),
        }
    }

    /// A hundred cases, so that each kind comes twice, in a night of up to a million; one
    /// in 10,000 beyond, near the real base rate; never more than one in 50.
    pub fn default_planted_rate(passengers: usize) -> f64 {
        (100.0 / passengers.max(1) as f64).clamp(1e-4, 0.02)
    }
}
