//! Rows that no passenger can be read from, and values that cannot be understood.

use crate::generate::rng::{chance, pick};
use crate::manifest::row::ManifestRow;
use rand::Rng;
use rand_chacha::ChaCha8Rng;

/// Percent of ordinary rows.
const UNUSABLE: f64 = 0.3;
const UNREADABLE: f64 = 0.15;
const TWICE: f64 = 0.05;

/// What happened to a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Soiled {
    No,
    /// A required value is gone: the row belongs in quarantine.
    Unusable,
    /// An optional value makes no sense: the row is read without it.
    Unreadable,
    /// The same row comes again.
    Twice,
}

pub(crate) fn soil(rng: &mut ChaCha8Rng, row: &mut ManifestRow) -> Soiled {
    if chance(rng, UNUSABLE) {
        spoil_required(rng, row);
        Soiled::Unusable
    } else if chance(rng, UNREADABLE) {
        spoil_optional(rng, row);
        Soiled::Unreadable
    } else if chance(rng, TWICE) {
        Soiled::Twice
    } else {
        Soiled::No
    }
}

fn spoil_required(rng: &mut ChaCha8Rng, row: &mut ManifestRow) {
    match rng.random_range(0..5) {
        0 => row.carrier = Some(" ".to_owned()),
        1 => row.scheduled_departure = None,
        2 => row.departure_airport = Some((*pick(rng, &["J1K", "", "LONDON", "??"])).to_owned()),
        3 => row.arrival_airport = None,
        _ => {
            row.surname = Some((*pick(rng, &["-", ".", "", "12345"])).to_owned());
            row.given_names = Some((*pick(rng, &[".", "", "--"])).to_owned());
        }
    }
}

fn spoil_optional(rng: &mut ChaCha8Rng, row: &mut ManifestRow) {
    match rng.random_range(0..4) {
        0 => {
            let date = *pick(rng, &["31/02/1980", "1980-13-45", "UNKNOWN", "0000-00-00"]);
            row.birth_date = Some(date.to_owned());
        }
        1 => row.sex = Some("?".to_owned()),
        2 => row.nationality = Some("??".to_owned()),
        _ => row.document_issuer = Some("1".to_owned()),
    }
}
