//! PAXLST, the passenger and crew list of UN/EDIFACT (WCO, IATA and ICAO guide), in the
//! directories from D.02B on: the segments read here are the same in all of them.
//!
//! Read: TDT LOC DTM of the flight, and of each person NAD ATT DTM LOC NAT RFF COM DOC.
//! Never read: FTX (free text, baggage), MEA, GEI, EMP, and the sender's name and number.

mod legs;

mod person;

#[cfg(test)]
mod tests;

use crate::manifest::import::edifact::Segment;
use crate::manifest::import::flight::Flight;
use crate::manifest::import::rejects::{Code, Lost};
use crate::manifest::import::sink::Sink;
use legs::Legs;
use person::Person;

/// One message, read segment by segment.
#[derive(Default)]
pub struct Paxlst {
    legs: Legs,
    /// Once the first person came.
    flights: Option<Vec<Flight>>,
    /// Legs that are no flight: from and to, as stated.
    failed: Vec<(Option<String>, Option<String>)>,
    in_transport: bool,
    person: Option<Person>,
    people: u64,
    announced: Option<u64>,
    /// The list names people who do not fly.
    cancels: bool,
}

impl Paxlst {
    pub fn segment(&mut self, segment: &Segment, sink: &mut Sink) {
        match segment.tag.as_str() {
            "BGM" => self.begin(segment, sink),
            "TDT" => {
                self.in_transport = true;
                let taken = self.legs.start(segment);
                self.surplus(taken, segment, sink);
            }
            "NAD" => self.name(segment, sink),
            "CNT" => self.total(segment),
            _ if self.in_transport => {
                let taken = self.legs.segment(segment);
                self.surplus(taken, segment, sink);
            }
            _ => {
                if let Some(person) = &mut self.person {
                    person.segment(segment);
                }
            }
        }
    }

    /// A flight or a stop that is not read may be that of somebody: it is told.
    fn surplus(&self, taken: bool, segment: &Segment, sink: &mut Sink) {
        if !taken {
            let why = "beyond 64 flights of one message, or stops of one flight: not read";
            sink.reject(Lost::Value, segment.number, "TDT", Code::TooMany, why);
        }
    }

    /// The last person, and whether everyone came.
    pub fn end(&mut self, at: u64, sink: &mut Sink) {
        self.finish_person(sink);
        if self.flights.is_none() {
            self.resolve_flights(at, sink);
        }
        sink.people_of_message(self.people, self.announced, at);
    }

    /// `BGM+745+XR`: the second element says what the list changes.
    fn begin(&mut self, segment: &Segment, sink: &mut Sink) {
        // Reservation cancelled, party reduced, flight closed with these not on board.
        const OFF_THE_FLIGHT: [&str; 3] = ["XR", "RP", "CLNB"];
        let function = segment.get(1, 0).unwrap_or_default();
        if OFF_THE_FLIGHT.contains(&function) {
            self.cancels = true;
            let why = "the message lists people who are not on the flight";
            sink.reject(Lost::Message, segment.number, "BGM", Code::Cancelled, why);
        }
    }

    fn name(&mut self, segment: &Segment, sink: &mut Sink) {
        self.finish_person(sink);
        self.in_transport = false;
        let Some(person) = Person::of(segment) else {
            return;
        };
        self.people += 1;
        if self.flights.is_none() {
            self.resolve_flights(segment.number, sink);
        }
        if segment.garbled {
            let why = "bytes that are no letters, each marked as U+FFFD";
            sink.reject(Lost::Nothing, segment.number, "NAD", Code::Garbled, why);
        }
        self.person = Some(person);
    }

    /// The flights are told before the first person. Without any the message is refused,
    /// and every person of it has a line of its own.
    fn resolve_flights(&mut self, at: u64, sink: &mut Sink) {
        let mut flights = Vec::new();
        let mut wrong = Vec::new();
        for (leg, row) in self.legs.all() {
            match sink.flight(&leg, row) {
                Ok(flight) => flights.push(flight),
                Err(reason) => {
                    wrong.push((reason, row));
                    self.failed.push((leg.from, leg.to));
                }
            }
        }
        if flights.is_empty() && wrong.is_empty() {
            let why = "no flight with two airports in TDT and LOC";
            sink.reject(Lost::Message, at, "TDT", Code::NoFlight, why);
        }
        // A message is refused once, whatever the number of its legs.
        let mut lost = match flights.is_empty() {
            true => Lost::Message,
            false => Lost::Value,
        };
        for ((column, code, why), row) in wrong {
            sink.reject(lost, row, column, code, why);
            lost = Lost::Value;
        }
        self.flights = Some(flights);
    }

    fn finish_person(&mut self, sink: &mut Sink) {
        let Some(person) = self.person.take() else {
            return;
        };
        for at in &person.surplus {
            let why = "beyond 16 documents of one passenger: screened without it";
            sink.reject(Lost::Value, *at, "DOC", Code::TooMany, why);
        }
        let passenger = person.finish();
        if self.cancels {
            let why = "on a list of people who are not on the flight";
            return sink.refuse(passenger.at, "NAD", Code::Cancelled, why);
        }
        let flights = self.flights.as_deref().unwrap_or_default();
        let boards = passenger.embarkation.as_deref();
        let leaves = passenger.debarkation.as_deref();
        if !flights.is_empty() && legs::only_on(&self.failed, flights, boards, leaves) {
            let why = "flies a leg of the message that is no flight that can be used";
            return sink.refuse(passenger.at, "NAD", Code::NoFlight, why);
        }
        let flown = legs::flown(flights, boards, leaves);
        sink.passenger(&passenger, flown, "NAD");
    }

    /// `CNT+42:136`, of passengers, and `CNT+41:8`, of crew; some write `CNT+41+8`.
    fn total(&mut self, segment: &Segment) {
        let number = segment.get(0, 1).or(segment.get(1, 0));
        if matches!(segment.get(0, 0), Some("41" | "42")) {
            let number: Option<u64> = number.and_then(|text| text.parse().ok());
            self.announced = Some(self.announced.unwrap_or(0) + number.unwrap_or(0));
        }
    }
}
