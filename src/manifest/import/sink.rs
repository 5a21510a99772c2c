//! Where parsers put what they find: rows go on in batches, rejects and counts stay.

use crate::error::Result;
use crate::manifest::import::counts::{Counts, FlightKey};
use crate::manifest::import::flight::{Flight, NoLeg, StatedLeg, Times};
use crate::manifest::import::names;
use crate::manifest::import::passenger::StatedPassenger;
use crate::manifest::import::rejects::{Code, Lost, Reject};
use crate::manifest::import::row::ImportedRow;
use crate::manifest::import::splits::{Held, Part, Splits};
use std::collections::BTreeSet;

/// Rows held before they are handed on.
const BATCH: usize = 8192;

/// Takes full batches; a failure ends the import.
pub type Handler<'a> = dyn FnMut(&[ImportedRow]) -> Result<()> + 'a;

pub struct Sink<'a> {
    handler: &'a mut Handler<'a>,
    pub times: Times,
    rows: Vec<ImportedRow>,
    pub rejects: Vec<Reject>,
    /// Of each file.
    pub counts: Vec<Counts>,
    file: u32,
    message: Option<u64>,
    failed: Result<()>,
    /// What is to be said of the sources as a whole, each once.
    notes: BTreeSet<String>,
    /// Interchanges that call themselves a test are read.
    pub reads_tests: bool,
    /// The interchange that is being read calls itself one.
    pub is_test: bool,
    /// The message that is being read is this part of one.
    part: Option<Part>,
    splits: Splits,
}

impl<'a> Sink<'a> {
    pub fn new(times: Times, handler: &'a mut Handler<'a>) -> Sink<'a> {
        Sink {
            handler,
            times,
            rows: Vec::new(),
            rejects: Vec::new(),
            counts: Vec::new(),
            file: 0,
            message: None,
            failed: Ok(()),
            notes: BTreeSet::new(),
            reads_tests: false,
            is_test: false,
            part: None,
            splits: Splits::default(),
        }
    }

    pub fn note(&mut self, note: String) {
        self.notes.insert(note);
    }

    pub fn notes(&self) -> Vec<String> {
        self.notes.iter().cloned().collect()
    }

    pub fn start_file(&mut self) {
        self.file = self.counts.len() as u32;
        self.counts.push(Counts::default());
        self.message = None;
    }

    pub fn start_message(&mut self) {
        let counts = self.count();
        counts.messages += 1;
        self.message = Some(counts.messages);
    }

    /// Of a message that comes in parts.
    pub fn start_part(&mut self, part: Option<Part>) {
        self.part = part;
    }

    /// What a message held and announced. Of one in parts that is told when all have come.
    pub fn people_of_message(&mut self, people: u64, announced: Option<u64>, at: u64) {
        if let Some(part) = self.part.take() {
            let held = Held {
                people,
                announced,
                file: self.file,
                row: at,
            };
            self.splits.add(part, held);
        } else if announced.is_some_and(|announced| announced != people) {
            let why = "the message announces another number of passengers than it holds";
            self.reject(Lost::Nothing, at, "CNT", Code::CountDiffers, why);
        }
    }

    /// What of messages in parts never came.
    pub fn tell_splits(&mut self) {
        for lost in self.splits.incomplete() {
            self.note(lost.words());
            self.file = lost.file;
            let why = "a part of this split message is missing, or people whom it announces";
            self.reject(Lost::Message, lost.row, "UNH", Code::PartMissing, why);
            self.count().never_came += lost.never_came;
        }
    }

    pub fn end_message(&mut self) {
        self.message = None;
        self.part = None;
    }

    /// Of the file that is being read.
    pub fn count(&mut self) -> &mut Counts {
        if self.counts.is_empty() {
            self.counts.push(Counts::default());
        }
        &mut self.counts[self.file as usize]
    }

    pub fn reject(
        &mut self,
        lost: Lost,
        row: u64,
        column: &'static str,
        code: Code,
        why: &'static str,
    ) {
        let reject = Reject {
            file: self.file,
            message: self.message,
            row,
            column,
            code,
            lost,
            why,
        };
        self.count().note(&reject);
        self.rejects.push(reject);
    }

    /// Of a file of which nothing can be used.
    pub fn refuse_file(&mut self) {
        let why = "this file cannot be used as what was asked for; nothing of it is read";
        self.reject(Lost::File, 1, "", Code::RefusedWhole, why);
        let counts = self.count();
        (counts.damaged, counts.refused_whole) = (false, true);
    }

    /// The flight of a leg; what is wrong with it stands at `row`.
    pub fn flight(&mut self, leg: &StatedLeg, row: u64) -> std::result::Result<Flight, NoLeg> {
        let flight = leg.resolve(self.times)?;
        let key: FlightKey = (
            flight.carrier.clone(),
            flight.number.clone(),
            flight.from.clone(),
            flight.departs,
        );
        let new = self.count().flights.insert(key);
        if new && flight.claims_utc {
            self.count().hours.add(flight.departs, &flight.from);
        }
        if new && flight.zone_unknown {
            let why =
                "the zone of the airport of arrival is not known: its clock was taken for UTC";
            self.reject(Lost::Nothing, row, "flight", Code::UnknownZone, why);
        }
        if flight.arrival_unread {
            let why = "no date and time; the flight is kept without it";
            let column = "scheduled_arrival";
            self.reject(Lost::Value, row, column, Code::BadTimestamp, why);
        }
        Ok(flight)
    }

    /// A passenger who cannot be a row: counted and told, like every other.
    pub fn refuse(&mut self, at: u64, column: &'static str, code: Code, why: &'static str) {
        self.count().people += 1;
        self.reject(Lost::Row, at, column, code, why);
    }

    /// Checks the passenger and hands on their rows, for each of their flights.
    pub fn passenger(
        &mut self,
        passenger: &StatedPassenger,
        flights: &[Flight],
        column: &'static str,
    ) {
        if let Some((code, why)) = names::unusable(&passenger.surname, &passenger.given_names) {
            return self.refuse(passenger.at, column, code, why);
        }
        if flights.is_empty() {
            let why = "the message has no flight that can be used";
            return self.refuse(passenger.at, column, Code::NoFlight, why);
        }
        self.count().passenger(passenger);
        for flight in flights {
            let (rows, unreadable) = passenger.rows(flight);
            for column in unreadable {
                let why = "not a value of this kind; the passenger is kept without it";
                self.reject(Lost::Value, passenger.at, column, Code::BadValue, why);
            }
            self.add(rows);
        }
    }

    fn add(&mut self, rows: Vec<ImportedRow>) {
        self.count().rows += rows.len() as u64;
        for mut row in rows {
            row.source = self.file;
            row.source_message = self.message;
            self.rows.push(row);
        }
        if BATCH <= self.rows.len() {
            self.flush();
        }
    }

    fn flush(&mut self) {
        if self.failed.is_ok() && !self.rows.is_empty() {
            self.failed = (self.handler)(&self.rows);
        }
        self.rows.clear();
    }

    /// Whether going on makes sense: the disk may be full.
    pub fn has_failed(&self) -> bool {
        self.failed.is_err()
    }

    /// Hands on the last rows.
    pub fn finish(mut self) -> Result<(Vec<Counts>, Vec<Reject>)> {
        self.flush();
        self.failed.map(|()| (self.counts, self.rejects))
    }
}
