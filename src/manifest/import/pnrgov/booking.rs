//! SRC to the next SRC: one booking with its passengers, held until it is whole, since a
//! document may come before or far behind the person it belongs to.

use crate::manifest::import::edifact::Segment;
use crate::manifest::import::flight::Flight;
use crate::manifest::import::names::Name;
use crate::manifest::import::passenger::StatedPassenger;
use crate::manifest::import::pnrgov::contact::Contacts;
use crate::manifest::import::pnrgov::docs::{self, Docs, Other};
use crate::manifest::import::pnrgov::guest::Guest;
use crate::manifest::import::pnrgov::itinerary;
use crate::manifest::import::pnrgov::payment::Card;
use crate::manifest::import::rejects::{Code, Lost};
use crate::manifest::import::sink::Sink;

/// What the segments that follow speak of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Section {
    /// The booking and its passengers.
    #[default]
    Reservation,
    /// From the first TVL on: legs, seats, check-in.
    Itinerary,
    /// From ABI on: what was changed, and removed. Not read.
    History,
}

/// Documents find their holders among so many passengers of a booking; the largest groups have
/// some hundreds. Of further ones the name is read and screened, and a line says so.
const MOST: usize = 2048;

/// Visas of one passenger.
const MOST_VISAS: usize = 16;

#[derive(Default)]
pub(super) struct Booking {
    section: Section,
    locator: Option<String>,
    agency: Option<String>,
    contacts: Contacts,
    card: Option<Card>,
    guests: Vec<Guest>,
    /// Those beyond [`MOST`], by their names alone.
    surplus: Vec<Guest>,
    /// Position of the passenger whose TIF came last, in the reservation alone.
    current: Option<usize>,
    docs: Vec<Docs>,
    /// Seats with the leg and the passenger's reference.
    seats: Vec<(String, String, String, String)>,
    legs: Vec<String>,
    /// The next TVL is a hotel or a car.
    other_service: bool,
    /// Legs that are cancelled, of those that are there and of those that were.
    off: usize,
    off_before: usize,
    /// Some leg is held, whatever became of others.
    holds: bool,
}

impl Booking {
    pub(super) fn segment(&mut self, segment: &Segment, sink: &mut Sink) {
        if matches!(segment.tag.as_str(), "ABI" | "SAC") {
            self.section = Section::History;
        }
        if segment.tag == "RPI" {
            self.status(segment);
        }
        if self.section == Section::History {
            return;
        }
        match segment.tag.as_str() {
            "RCI" => set(&mut self.locator, segment.get(0, 1)),
            "ORG" => set(&mut self.agency, segment.get(1, 0)),
            "TIF" => self.name(segment, sink),
            "REF" => {
                if let Some(guest) = self.current() {
                    set(&mut guest.passenger_ref, segment.get(0, 1));
                }
            }
            "ADD" | "IFT" if self.section == Section::Reservation => self.contacts().read(segment),
            "FOP" => self.payment(segment),
            "SSR" => self.service(segment, sink),
            "MSG" => self.other_service = segment.get(0, 0).is_some(),
            "TVL" => self.leg(segment),
            _ => {}
        }
    }

    /// `RPI+1+HX`: of a leg, also of one that stands in the history alone.
    fn status(&mut self, segment: &Segment) {
        const OFF: [&str; 7] = ["HX", "XX", "XL", "XR", "UC", "UN", "NO"];
        let status = segment.get(1, 0).unwrap_or_default();
        let is_off = OFF.contains(&status);
        match (self.section, is_off) {
            (Section::Itinerary, true) => self.off += 1,
            (Section::Itinerary, false) => self.holds = true,
            (Section::History, true) => self.off_before += 1,
            (Section::History, false) | (Section::Reservation, _) => {}
        }
    }

    /// Whether every leg that the booking has is cancelled: nobody of it is on the flight.
    pub(super) fn is_cancelled(&self) -> bool {
        let off = match self.legs.len() {
            0 => 0 < self.off + self.off_before,
            legs => legs <= self.off,
        };
        off && !self.holds
    }

    /// Whether an RCI begins another booking, whose SRC is lost: in a booking it stands
    /// before the names. Of a leg it may be the carrier's own locator.
    pub(super) fn is_over(&self, rci: &Segment) -> bool {
        let after = match self.section {
            Section::Reservation => !self.guests.is_empty(),
            Section::Itinerary => false,
            Section::History => true,
        };
        let own = self.locator.as_deref();
        after && rci.get(0, 1).is_some_and(|locator| own != Some(locator))
    }

    /// In the itinerary a name is one that checked in: mostly of a known passenger.
    fn name(&mut self, segment: &Segment, sink: &mut Sink) {
        let Some(mut guest) = Guest::of(segment) else {
            return;
        };
        if segment.garbled {
            let why = "bytes that are no letters, each marked as U+FFFD";
            sink.reject(Lost::Nothing, segment.number, "TIF", Code::Garbled, why);
        }
        if self.section == Section::Itinerary {
            if self.guests.iter().any(|known| known.is_again(&guest)) {
                return;
            }
            guest.inferred = true;
        }
        let reservation = self.section == Section::Reservation;
        let room = self.guests.len() < MOST;
        self.current = Some(self.guests.len()).filter(|_| reservation && room);
        if room {
            self.guests.push(guest);
        } else {
            let why =
                "beyond 2048 passengers of one booking: read without what else is said of them";
            sink.reject(Lost::Value, segment.number, "TIF", Code::TooMany, why);
            self.surplus.push(guest);
        }
    }

    fn current(&mut self) -> Option<&mut Guest> {
        self.guests.get_mut(self.current?)
    }

    /// Before the first name they are the booking's.
    fn contacts(&mut self) -> &mut Contacts {
        match self.current {
            Some(at) => &mut self.guests[at].contacts,
            None => &mut self.contacts,
        }
    }

    fn payment(&mut self, segment: &Segment) {
        let card = Card::of(segment);
        match self.current() {
            Some(guest) => guest.card = guest.card.take().or(card),
            None => self.card = self.card.take().or(card),
        }
    }

    /// No other code is looked at: see the module's heading.
    fn service(&mut self, segment: &Segment, sink: &mut Sink) {
        match segment.get(0, 0) {
            Some("DOCS") => self.document(docs::docs(segment, self.current), segment, sink),
            Some("INFT") => {
                if let Some(docs) = docs::infant(segment) {
                    self.document(docs, segment, sink);
                }
            }
            Some("DOCO") => self.other_document(segment, sink),
            Some("DOCA") => {
                if let Some(country) = docs::residence(segment)
                    && let Some(guest) = self.attached(segment)
                {
                    set(&mut guest.residence, Some(&country));
                }
            }
            Some(kind @ ("CTCE" | "CTCM")) => match self.attached(segment) {
                Some(guest) => guest.contacts.read_ssr(segment, kind),
                None => self.contacts.read_ssr(segment, kind),
            },
            Some("SEAT") if self.seats.len() < MOST => self.seat(segment),
            _ => {}
        }
    }

    /// One that is too many may be all that names somebody, so it is read as a passenger more.
    fn document(&mut self, docs: Docs, segment: &Segment, sink: &mut Sink) {
        if self.docs.len() < MOST {
            return self.docs.push(docs);
        }
        let why = "beyond 2048 documents of one booking: each that has a name is read as one more passenger";
        sink.reject(Lost::Value, segment.number, "SSR", Code::TooMany, why);
        if !docs.surname.is_empty() {
            self.surplus.push(Guest::with_document(docs));
        }
    }

    /// By reference, else the passenger under whose name it stands.
    fn attached(&mut self, segment: &Segment) -> Option<&mut Guest> {
        let reference = docs::attached_to(segment);
        let by_reference = reference.and_then(|reference| self.by_reference(&reference));
        self.guests.get_mut(by_reference.or(self.current)?)
    }

    fn by_reference(&self, reference: &str) -> Option<usize> {
        let has = |guest: &Guest| guest.reference.as_deref() == Some(reference);
        self.guests.iter().position(has)
    }

    fn other_document(&mut self, segment: &Segment, sink: &mut Sink) {
        let Some(document) = docs::other(segment) else {
            return;
        };
        let Some(guest) = self.attached(segment) else {
            return;
        };
        match document {
            Other::Visa(visa) if guest.visas.len() < MOST_VISAS => guest.visas.push(visa),
            Other::Visa(_) => {
                let why = "beyond 16 visas of one passenger: not read";
                sink.reject(Lost::Value, segment.number, "SSR", Code::TooMany, why);
            }
            Other::Redress(number) => set(&mut guest.redress_number, Some(&number)),
            Other::KnownTraveller(number) => {
                set(&mut guest.known_traveller_number, Some(&number));
            }
        }
    }

    /// `SSR+SEAT:HK:2:DL:::LHR:JFK+15A::1+15B::2`.
    fn seat(&mut self, segment: &Segment) {
        let (Some(from), Some(to)) = (segment.get(0, 6), segment.get(0, 7)) else {
            return;
        };
        for element in 1..segment.elements.len().min(MOST) {
            let seat = segment.get(element, 0).filter(|seat| is_seat(seat));
            if let (Some(seat), Some(reference)) = (seat, segment.get(element, 2)) {
                let seat = [from, to, reference, seat].map(str::to_owned);
                self.seats.push(seat.into());
            }
        }
    }

    fn leg(&mut self, segment: &Segment) {
        self.section = Section::Itinerary;
        self.current = None;
        if std::mem::take(&mut self.other_service) || MOST <= self.legs.len() {
            return;
        }
        self.legs
            .extend(itinerary::in_words(&itinerary::leg(segment)));
    }

    /// Everyone of the booking, on the message's flight.
    pub(super) fn passengers(mut self, flight: Option<&Flight>) -> Vec<StatedPassenger> {
        for docs in std::mem::take(&mut self.docs) {
            self.attach(docs);
        }
        let itinerary = Some(self.legs.join("; ")).filter(|text| !text.is_empty());
        let guests = self.guests.iter().chain(&self.surplus);
        guests
            .map(|guest| {
                let mut passenger = guest.passenger();
                let card = guest.card.as_ref().or(self.card.as_ref());
                passenger.payment_ref = card.and_then(|card| card.reference(flight));
                passenger.booking_ref.clone_from(&self.locator);
                passenger.agency.clone_from(&self.agency);
                passenger.itinerary.clone_from(&itinerary);
                set(&mut passenger.contact_phone, self.contacts.phone.as_deref());
                set(&mut passenger.contact_email, self.contacts.email.as_deref());
                set(&mut passenger.seat, self.seat_of(guest, flight));
                passenger
            })
            .collect()
    }

    fn seat_of(&self, guest: &Guest, flight: Option<&Flight>) -> Option<&str> {
        let (flight, reference) = (flight?, guest.reference.as_ref()?);
        let mut seats = self.seats.iter();
        let own = seats.find(|(from, to, whose, _)| {
            (from, to, whose) == (&flight.from, &flight.to, reference)
        });
        own.map(|(.., seat)| seat.as_str())
    }

    /// By reference, else the name it stands under.
    fn pointed(&self, docs: &Docs) -> Option<usize> {
        let reference = docs.reference.as_deref();
        let by_reference = reference.and_then(|reference| self.by_reference(reference));
        by_reference.or(docs.under)
    }

    fn holder(&self, docs: &Docs) -> Option<usize> {
        let name = Name::of(&docs.surname, &docs.given_names);
        let named = |guest: &&Guest| guest.may_be(&name);
        let exact = |guest: &&Guest| guest.is_called(&name);
        let kind = |guest: &&Guest| guest.infant == docs.infant && !guest.is_told_apart(docs);
        let pointed = self.pointed(docs);
        let theirs = pointed.and_then(|at| self.guests.get(at)).filter(kind);
        // Most are told apart by the name, which is the cheaper question.
        let other = |fits: &dyn Fn(&&Guest) -> bool| {
            let mut guests = self.guests.iter();
            guests.find(|guest| fits(guest) && kind(guest))
        };
        let guest = theirs
            .filter(exact)
            .or_else(|| other(&|guest| guest.docs.is_empty() && exact(guest)))
            .or_else(|| theirs.filter(|guest| named(guest) || guest.is_nobody()))
            .or_else(|| other(&named))?;
        self.guests.iter().position(|other| other.at == guest.at)
    }

    /// The passenger it points at when their names are one; else another of exactly that
    /// name who has no document yet, the one it points at if the names may be one, any who
    /// may be. A seat for nobody yet is theirs whose document points at it. A person whom
    /// nobody else names is one more passenger: two who are merged lose one of them, one
    /// who is told twice is only looked for twice.
    fn attach(&mut self, docs: Docs) {
        let holder = if docs.surname.is_empty() {
            self.pointed(&docs)
        } else {
            self.holder(&docs)
        };
        match holder {
            Some(at) => self.guests[at].docs.push(docs),
            None if docs.surname.is_empty() => {}
            None => {
                let guest = Guest::with_document(docs);
                match self.guests.len() < MOST {
                    true => self.guests.push(guest),
                    false => self.surplus.push(guest),
                }
            }
        }
    }
}

/// `15A`, `039G`; `XXX` is a seat still to be given.
fn is_seat(text: &str) -> bool {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_uppercase());
    let letters = text.len() - digits.len();
    letters == 1 && (1..=3).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
}

/// The first value stands.
fn set(into: &mut Option<String>, value: Option<&str>) {
    if into.is_none() {
        *into = value.map(str::to_owned);
    }
}
