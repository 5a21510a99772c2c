//! The appendix of a run: hits that redress keeps from being cases. They are counted and
//! listed, never lost, and name the passenger by manifest row alone.

use crate::domain::passenger::Passenger;
use crate::recommend::identity;
use crate::redress::Suppressed;
use crate::schema::rows::SuppressedRow;

/// One suppressed hit with its passenger.
#[derive(Clone, Debug, PartialEq)]
pub struct SuppressedHit {
    pub passenger: Passenger,
    pub suppressed: Suppressed,
    pub group: String,
}

impl SuppressedHit {
    /// `files` are the run's manifests, in the order of the row references.
    pub fn row(&self, run_id: &str, files: &[String]) -> SuppressedRow {
        let SuppressedHit {
            passenger,
            suppressed,
            group,
        } = self;
        let hit = &suppressed.hit;
        let flight = &passenger.flight;
        let place = passenger.row();
        let cause = format!("{}:{}", hit.list, hit.entry_id);
        SuppressedRow {
            run_id: run_id.to_owned(),
            case_id: identity::case_id(passenger, &cause),
            group: group.clone(),
            action: hit.action,
            list: hit.list.clone(),
            entry_id: hit.entry_id.clone(),
            score_bits: hit.total.bits(),
            ground: suppressed.ground.as_str().to_owned(),
            reference: suppressed.reference.clone(),
            cleared_at: suppressed.cleared_at,
            cleared_until: suppressed.cleared_until,
            carrier: flight.carrier.clone(),
            flight_number: flight.number.clone(),
            departure_airport: flight.departure_airport.clone(),
            scheduled_departure: flight.scheduled_departure,
            manifest_file: files.get(place.file as usize).cloned().unwrap_or_default(),
            manifest_row: i64::try_from(place.row).unwrap_or(i64::MAX),
            entry_digest: hit.entry_digest.clone(),
            note: None,
        }
    }
}
