//! What came out of one file.

use crate::manifest::hours::Hours;
use crate::manifest::import::passenger::{PersonType, StatedPassenger};
use crate::manifest::import::rejects::{Code, Lost, Reject};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// Carrier, number, airport of departure, departure.
pub type FlightKey = (String, String, String, Timestamp);

/// People = passengers + crew + infants + those refused.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub messages: u64,
    pub messages_refused: u64,
    pub flights: BTreeSet<FlightKey>,
    /// Of the flights whose times claim to be UTC.
    pub hours: Hours,
    pub people: u64,
    pub refused: u64,
    pub passengers: u64,
    pub crew: u64,
    pub infants: u64,
    /// Of those kept.
    pub transit: u64,
    pub rows: u64,
    /// The file breaks off, in a message or compressed: what stood behind is lost.
    pub damaged: bool,
    /// Nothing of the file could be used.
    pub refused_whole: bool,
    /// People whom the other parts of a split message announce, and that are not there.
    pub never_came: u64,
    pub rejects: BTreeMap<(Code, Lost), u64>,
}

impl Counts {
    pub(super) fn passenger(&mut self, passenger: &StatedPassenger) {
        self.people += 1;
        self.transit += u64::from(passenger.transit);
        match passenger.person_type {
            PersonType::Passenger => self.passengers += 1,
            PersonType::Crew => self.crew += 1,
            PersonType::Infant => self.infants += 1,
        }
    }

    pub(super) fn note(&mut self, reject: &Reject) {
        *self.rejects.entry((reject.code, reject.lost)).or_default() += 1;
        match reject.lost {
            Lost::Message if reject.code == Code::CutShort => self.damaged = true,
            // What came of it is kept; who did not come is counted apart.
            Lost::Message if reject.code == Code::PartMissing => {}
            Lost::Message => self.messages_refused += 1,
            Lost::Row => self.refused += 1,
            Lost::File => self.damaged = true,
            Lost::Value | Lost::Nothing => {}
        }
    }

    /// Nobody is lost in silence.
    pub fn adds_up(&self) -> bool {
        self.people == self.passengers + self.crew + self.infants + self.refused
    }

    pub fn add(&mut self, other: &Counts) {
        self.messages += other.messages;
        self.messages_refused += other.messages_refused;
        self.flights.extend(other.flights.iter().cloned());
        self.hours.join(other.hours);
        self.people += other.people;
        self.refused += other.refused;
        self.passengers += other.passengers;
        self.crew += other.crew;
        self.infants += other.infants;
        self.transit += other.transit;
        self.rows += other.rows;
        self.damaged |= other.damaged;
        self.refused_whole |= other.refused_whole;
        self.never_came += other.never_came;
        for (key, count) in &other.rejects {
            *self.rejects.entry(*key).or_default() += count;
        }
    }
}

/// `3 messages, 2 flights, 31 passengers, 8 crew; 2 refused (no_usable_name 2)`.
impl std::fmt::Display for Counts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut said = Vec::new();
        let mut say = |count: u64, one: &str, many: &str| {
            if 0 < count {
                said.push(format!("{count} {}", if count == 1 { one } else { many }));
            }
        };
        say(self.messages, "message", "messages");
        say(self.messages_refused, "of them refused", "of them refused");
        say(self.flights.len() as u64, "flight", "flights");
        say(self.passengers, "passenger", "passengers");
        say(self.crew, "crew member", "crew members");
        say(self.infants, "infant", "infants");
        say(self.transit, "in transit", "in transit");
        say(self.refused, "passenger refused", "passengers refused");
        let nothing = said.is_empty();
        write!(
            f,
            "{}",
            if nothing {
                "nothing".to_owned()
            } else {
                said.join(", ")
            }
        )?;
        let rejects = self.rejects.iter();
        let words: Vec<String> = rejects
            .map(|((code, lost), count)| format!("{} {count} {}", code.as_str(), lost.as_str()))
            .collect();
        if !words.is_empty() {
            write!(f, " ({})", words.join(", "))?;
        }
        Ok(())
    }
}
