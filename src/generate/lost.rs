//! Documents reported lost, stolen, revoked, invalid; and ranges of stolen blanks.

use crate::domain::codes::{Country, DocumentType};
use crate::domain::document::{LostDocument, LostStatus};
use crate::generate::countries;
use crate::generate::people::day_of;
use crate::generate::rng::{Use, chance, fill, pick, pick_weighted, stream};
use jiff::{Timestamp, ToSpan};
use rand::Rng;
use rand_chacha::ChaCha8Rng;

/// Every so many records one is a range.
const RANGE_EVERY: usize = 10;
/// Issuing states number blanks in boxes.
const BLANKS: u32 = 250;

/// A single document to plant, by turns; `None` if the file holds none.
pub(crate) fn single_for(round: usize, count: usize) -> Option<usize> {
    planted(round, count, 3)
}

/// A range to plant, by turns; `None` if the file holds none.
pub(crate) fn range_for(round: usize, count: usize) -> Option<usize> {
    planted(round, count, RANGE_EVERY - 1)
}

fn planted(round: usize, count: usize, place: usize) -> Option<usize> {
    let tens = (count / RANGE_EVERY).max(1);
    let index = (round % tens) * RANGE_EVERY + place;
    (index < count).then_some(index)
}

/// A number inside the range.
pub(crate) fn inside(rng: &mut ChaCha8Rng, range: &LostDocument) -> String {
    let (letters, digits) = range.number.split_at(range.number.len() - DIGITS);
    let first: u32 = digits.parse().unwrap_or(0);
    format!("{letters}{:0DIGITS$}", first + rng.random_range(1..BLANKS))
}

const DIGITS: usize = 6;

/// The same whether or not the others are made.
pub(crate) fn document(seed: u64, index: usize, as_of: Timestamp) -> LostDocument {
    let mut rng = stream(seed, Use::LostDocument, index);
    let rng = &mut rng;
    let state = pick(rng, countries::all());
    let issuer = Country::parse(state.code).expect("the table's test reads every code");
    let reported = day_of(as_of).saturating_sub(rng.random_range(1..2500).days());
    let is_range = index % RANGE_EVERY == RANGE_EVERY - 1;
    let (number, number_to) = if is_range {
        let letters = fill(rng, "AA");
        let first = rng.random_range(0..3999) * BLANKS;
        let last = first + BLANKS;
        (
            format!("{letters}{first:0DIGITS$}"),
            Some(format!("{letters}{last:0DIGITS$}")),
        )
    } else {
        (fill(rng, state.passport), None)
    };
    let single = [
        (LostStatus::Lost, 46),
        (LostStatus::Stolen, 34),
        (LostStatus::Revoked, 12),
        (LostStatus::Invalid, 8),
    ];
    LostDocument {
        number,
        number_to,
        issuer,
        kind: chance(rng, 90.0).then_some(DocumentType::Passport),
        status: if is_range {
            LostStatus::StolenBlank
        } else {
            pick_weighted(rng, &single)
        },
        reported_on: chance(rng, 92.0).then_some(reported),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_occurs_and_only_blanks_are_ranges() {
        let as_of = "2026-11-23T18:00:00Z".parse().unwrap();
        let found: Vec<_> = (0..1000).map(|index| document(1, index, as_of)).collect();
        let reported = LostStatus::ALL
            .into_iter()
            .filter(|status| !status.is_return());
        for status in reported {
            assert!(found.iter().any(|row| row.status == status), "{status:?}");
        }
        for row in &found {
            let blank = row.status == LostStatus::StolenBlank;
            assert_eq!(row.number_to.is_some(), blank);
            if let Some(last) = &row.number_to {
                let number = inside(&mut stream(1, Use::Case, 1), row);
                assert!(row.number < number && number < *last, "{number}");
            }
        }
    }

    #[test]
    fn a_small_file_may_have_none_to_plant() {
        assert_eq!(range_for(0, 9), None);
        assert_eq!(range_for(7, 10), Some(9));
        assert_eq!(single_for(0, 2), None);
        assert_eq!(single_for(1, 25), Some(13));
    }
}
