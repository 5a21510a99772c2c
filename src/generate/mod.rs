//! Sample data that looks real and is all invented: manifests, a watchlist, lost
//! documents, and the truth about what was planted.
//!
//! Pure and seeded: the same [`Plan`] gives the same values on every machine, at any size,
//! and each flight can be made alone. Nothing is written here. The truth errs on one
//! side: it names every planted case, but an ordinary passenger may resemble a listed
//! person by chance, as in life, and that is not labelled.

mod bookings;
mod countries;
mod dirt;
mod distort;
mod entries;
mod feed;
mod flights;
mod kinds;
mod latin;
mod listed;
mod lost;
mod mrz;
mod names;
mod numbers;
mod part;
mod people;
mod plan;
mod plant;
mod pools;
mod rng;
mod schedule;
pub mod season;
mod variants;

pub mod weeks;

pub use kinds::{Expect, Kind};
pub use part::{MAX_ROWS_PER_PART, Manifest, Placed, Truth, part_name};
pub use plan::Plan;

use crate::documents::lost::{LostBuilder, LostIndex, LostRow};
use crate::domain::document::LostDocument;
use crate::domain::entry::Entry;
use crate::domain::passenger::Flight;
use crate::generate::dirt::Soiled;
use crate::generate::people::{Person, day_of};
use crate::generate::rng::{Use, stream};
use crate::generate::schedule::{Case, Schedule};
use crate::manifest::row::ManifestRow;

/// What was planted in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planted {
    /// The listed person who travels; `None` for kinds that involve none, and for people
    /// who merely resemble one.
    pub entry_id: Option<String>,
    pub kind: Kind,
}

/// A row and what was planted in it.
pub type MadeRow = (ManifestRow, Option<Planted>);

/// The plan of a night. Listed people, manifest rows and lost documents are made as they are
/// asked for: there may be a hundred million.
#[derive(Clone, Debug)]
pub struct World {
    /// Sorted by departure.
    pub flights: Vec<Flight>,
    plan: Plan,
    schedule: Schedule,
}

pub fn world(plan: &Plan) -> World {
    let flights = flights::flights(plan);
    let schedule = schedule::schedule(plan, &flights);
    World {
        flights,
        plan: plan.clone(),
        schedule,
    }
}

impl World {
    pub fn entries(&self) -> impl Iterator<Item = Entry> {
        (0..self.plan.entries).map(|index| self.entry(index))
    }

    /// The same whether or not the others are made.
    pub fn entry(&self, index: usize) -> Entry {
        let person = self.listed_person(index);
        let made_for = self.made_for(index);
        entries::entry(self.plan.seed, index, &person, made_for, self.plan.as_of)
    }

    pub fn lost_documents(&self) -> impl Iterator<Item = LostDocument> {
        let plan = &self.plan;
        (0..plan.lost_documents).map(|index| self.lost_document(index))
    }

    /// The same whether or not the others are made.
    pub fn lost_document(&self, index: usize) -> LostDocument {
        lost::document(self.plan.seed, index, self.plan.as_of)
    }

    /// By which whoever is clean is kept from bearing a reported number by chance.
    pub(crate) fn reported(&self) -> LostIndex {
        let mut reported = LostBuilder::with_rows(self.plan.lost_documents);
        for document in self.lost_documents() {
            reported.add(&LostRow::from(&document));
        }
        reported.finish()
    }

    /// Every row of the night, flight after flight, placed in files.
    pub fn manifest(&self) -> Manifest<'_> {
        Manifest::new(self)
    }

    /// The rows of one flight; the same whether or not the others are made.
    pub fn flight_rows(&self, flight: usize) -> Vec<MadeRow> {
        let cases = self.cases_of(flight);
        let seats = flights::seats(&self.plan, self.flights.len(), flight).len();
        let bookings = self.ordinary_bookings(flight, seats.saturating_sub(cases.len()));
        let mut made = Vec::with_capacity(seats + 8);
        let mut waiting = cases.iter().enumerate().peekable();
        let count = bookings.len();
        for (at, booking) in bookings.into_iter().enumerate() {
            // Cases stand between the bookings, evenly.
            while let Some((number, case)) =
                waiting.next_if(|(number, _)| number * count <= at * cases.len())
            {
                let clean: Vec<ManifestRow> = booking.iter().map(|(row, _)| row.clone()).collect();
                made.extend(self.planted_rows(case, booking_id(flight, count + number), &clean));
            }
            made.extend(booking);
        }
        for (number, case) in waiting {
            made.extend(self.planted_rows(case, booking_id(flight, count + number), &[]));
        }
        made
    }

    fn ordinary_bookings(&self, flight: usize, travellers: usize) -> Vec<Vec<MadeRow>> {
        let mut rng = stream(self.plan.seed, Use::Bookings, flight);
        let mut bookings = Vec::new();
        let mut room = travellers;
        while room > 0 {
            let id = booking_id(flight, bookings.len());
            let rows = bookings::rows(&mut rng, &self.flights[flight], id, room);
            room -= rows.len();
            let soiled = rows.into_iter().flat_map(|row| soiled(&mut rng, row));
            bookings.push(soiled.collect());
        }
        bookings
    }

    fn planted_rows(
        &self,
        case: &Case,
        booking_id: usize,
        neighbours: &[ManifestRow],
    ) -> Vec<MadeRow> {
        let mut rows = plant::rows(self, case, booking_id);
        if plant::joins_neighbour(self, case) {
            plant::join_neighbour(&mut rows, neighbours);
        }
        let listed = case.entry.filter(|_| case.kind.is_the_listed_person());
        let planted = Planted {
            entry_id: listed.map(|at| self.entry(at).entry_id),
            kind: case.kind,
        };
        rows.into_iter()
            .map(|row| (row, Some(planted.clone())))
            .collect()
    }

    fn cases_of(&self, flight: usize) -> &[Case] {
        let cases = &self.schedule.cases;
        let from = cases.partition_point(|case| case.flight < flight);
        let to = cases.partition_point(|case| case.flight <= flight);
        &cases[from..to]
    }

    fn listed_person(&self, index: usize) -> Person {
        let today = day_of(self.plan.as_of);
        listed::person(self.plan.seed, index, self.made_for(index), today)
    }

    fn made_for(&self, entry: usize) -> Option<(Kind, usize)> {
        let reserved = &self.schedule.reserved;
        let at = reserved
            .binary_search_by_key(&entry, |made| made.entry)
            .ok()?;
        Some((reserved[at].kind, reserved[at].round))
    }
}

/// Dirt on an ordinary row; a row that comes twice becomes two.
fn soiled(rng: &mut rand_chacha::ChaCha8Rng, mut row: ManifestRow) -> Vec<MadeRow> {
    match dirt::soil(rng, &mut row) {
        Soiled::No | Soiled::Unreadable => vec![(row, None)],
        Soiled::Unusable => {
            let planted = Planted {
                entry_id: None,
                kind: Kind::Quarantine,
            };
            vec![(row, Some(planted))]
        }
        Soiled::Twice => vec![(row.clone(), None), (row, None)],
    }
}

/// Unique in the night: a flight has fewer than 1,024 bookings.
fn booking_id(flight: usize, booking: usize) -> usize {
    flight * 1024 + booking
}

#[cfg(test)]
mod tests;
