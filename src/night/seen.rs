//! What the first reading saw of the manifests: who stands on them and how much could be read,
//! before anybody is screened.

use crate::domain::batch::Batch;
use crate::domain::parsed::RejectCode;
use crate::domain::passenger::Flight;
use crate::domain::values::Values;
use crate::schema::record::Counts;
use std::collections::BTreeMap;
use std::sync::Arc;

#[derive(Default)]
pub struct Seen {
    /// Rows, passengers and quarantine; nobody is a case yet.
    pub counts: Counts,
    pub values: Values,
    pub by_carrier: BTreeMap<String, u64>,
    /// Of a row that a defect of ours keeps from being read.
    pub has_bug: bool,
}

impl Seen {
    pub fn add(&mut self, batch: &Batch) {
        let Batch {
            passengers,
            rows_read,
            values,
        } = batch;
        self.counts.rows_read += rows_read;
        self.counts.passengers += passengers.good.len() as u64;
        self.values.join(values.clone());
        for reject in &passengers.rejects {
            self.counts.quarantined += 1;
            let reason = reject.code.as_str().to_owned();
            *self.counts.quarantined_by_reason.entry(reason).or_default() += 1;
            self.has_bug |= reject.code == RejectCode::InternalError;
        }
        // Passengers of one flight come one after the other and share it.
        let flights = passengers
            .good
            .chunk_by(|one, other| Arc::ptr_eq(&one.flight, &other.flight));
        for passengers in flights {
            self.add_flight(&passengers[0].flight, passengers.len() as u64);
        }
    }

    fn add_flight(&mut self, flight: &Flight, passengers: u64) {
        match self.by_carrier.get_mut(&flight.carrier) {
            Some(known) => *known += passengers,
            None => {
                self.by_carrier.insert(flight.carrier.clone(), passengers);
            }
        }
    }
}
