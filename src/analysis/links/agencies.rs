//! How many rows of the night came from each booking agency: context of a case, by which nobody
//! is followed.

use foldhash::fast::FixedState;
use std::collections::HashMap;
use std::hash::BuildHasher;

/// By a hash of the agency, which is the same in every run. Two agencies that meet in one of 64
/// bits would be told as one, and nobody is a case or a link by it.
#[derive(Default)]
pub struct Agencies(HashMap<u64, u64>);

impl Agencies {
    pub fn add(&mut self, agency: &str) {
        *self.0.entry(hash(agency)).or_default() += 1;
    }

    /// With those of another part of the night.
    pub fn join(&mut self, other: Agencies) {
        #[expect(clippy::iter_over_hash_type, reason = "a sum has no order")]
        for (agency, rows) in other.0 {
            *self.0.entry(agency).or_default() += rows;
        }
    }

    pub fn rows(&self, agency: &str) -> u64 {
        self.0.get(&hash(agency)).copied().unwrap_or_default()
    }
}

fn hash(agency: &str) -> u64 {
    FixedState::default().hash_one(agency)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_night_count_as_the_whole() {
        let counted = |names: &[&str]| {
            let mut found = Agencies::default();
            names.iter().for_each(|name| found.add(name));
            found
        };
        let mut all = counted(&["A", "B", "A"]);
        all.join(counted(&["A", "C"]));
        assert_eq!(
            ["A", "B", "C", "D"].map(|name| all.rows(name)),
            [3, 1, 1, 0]
        );
    }
}
