//! A reading of a few columns of the night, on all threads: what must be known of all rows
//! before any passenger is whole.

use crate::analysis::links::agencies::Agencies;
use crate::analysis::links::hashes::{HashedRows, KeyHashes};
use crate::error::Result;
use crate::exec::Exec;
use crate::manifest::hours::{Flights, Hours};
use crate::manifest::join::{self, Repeats};
use crate::manifest::links;
use crate::manifest::{Manifests, Unit};
use jiff::Timestamp;
use std::collections::BTreeSet;

pub struct Survey {
    /// Which passengers have several rows.
    pub(super) repeats: Repeats,
    /// When the flights of the night depart, by the UTC that the manifests claim.
    pub hours: Hours,
    /// Flights that have rows, by `flight_day`.
    pub flights: BTreeSet<String>,
    /// Carrier and airport of departure of each.
    pub desks: BTreeSet<(String, String)>,
    /// When each of them departs, ascending.
    pub departures: Vec<Timestamp>,
    /// What every row may share with others.
    pub links: KeyHashes,
    /// Rows by booking agency.
    pub agencies: Agencies,
}

/// Of one unit.
struct Part {
    repeats: Vec<u64>,
    flights: Flights,
    links: HashedRows,
    agencies: Agencies,
}

impl Manifests {
    pub fn survey(&self, exec: &Exec) -> Result<Survey> {
        let mut repeats = Vec::with_capacity(self.rows() as usize);
        let mut flights = Flights::default();
        let mut links = Vec::new();
        let mut agencies = Agencies::default();
        for part in exec.try_map(&self.units(), |unit| self.survey_of(unit))? {
            repeats.extend(part.repeats);
            flights.join(part.flights);
            links.push(part.links);
            agencies.join(part.agencies);
        }
        Ok(Survey {
            repeats: Repeats::of(repeats),
            hours: flights.hours(),
            departures: flights.departures(),
            flights: flights.days(),
            desks: flights.desks(),
            links: KeyHashes::of(links),
            agencies,
        })
    }

    fn survey_of(&self, unit: &Unit) -> Result<Part> {
        let columns = &self.files[unit.file].columns;
        let wanted = [&join::KEY_COLUMNS[..], &links::COLUMNS].concat();
        let (mut repeats, mut flights) = (Vec::new(), Flights::default());
        let mut hashed = Vec::with_capacity(unit.rows as usize);
        let mut agencies = Agencies::default();
        for batch in self.read_unit(unit, &columns.names(&wanted))? {
            let batch = batch?;
            join::hash_rows(&batch, columns, &mut repeats);
            flights.add_rows(&batch, columns);
            links::hash_rows(&batch, columns, &mut hashed, &mut agencies);
        }
        Ok(Part {
            repeats,
            flights,
            links: HashedRows {
                from: unit.row(0),
                rows: hashed,
            },
            agencies,
        })
    }
}
