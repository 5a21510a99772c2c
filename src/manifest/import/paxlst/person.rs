//! NAD with its group: one person, and each DOC with its own.

use crate::manifest::import::contacts;
use crate::manifest::import::edifact::Segment;
use crate::manifest::import::passenger::{PersonType, StatedDocument, StatedPassenger};

/// More documents than anyone carries are a broken message.
const MOST_DOCUMENTS: usize = 16;

pub(super) struct Person {
    passenger: StatedPassenger,
    /// LOC and DTM after a DOC are the document's.
    in_document: bool,
    /// Segments of documents beyond [`MOST_DOCUMENTS`].
    pub(super) surplus: Vec<u64>,
}

impl Person {
    /// `None` for a name that is no passenger's: the sender's, an agent's.
    pub(super) fn of(segment: &Segment) -> Option<Person> {
        let (person_type, transit) = match segment.get(0, 0)? {
            "FL" => (PersonType::Passenger, false),
            "FM" => (PersonType::Crew, false),
            "DDU" => (PersonType::Passenger, true),
            "DDT" => (PersonType::Crew, true),
            _ => return None,
        };
        // Some write the whole name into the element in front of its own.
        let own = (0..=4).any(|part| segment.get(3, part).is_some());
        let element = if own { 3 } else { 2 };
        let given = (1..=4).filter_map(|part| segment.get(element, part));
        let given: Vec<&str> = given.collect();
        let passenger = StatedPassenger {
            at: segment.number,
            surname: segment.get(element, 0).unwrap_or_default().to_owned(),
            given_names: given.join(" "),
            person_type,
            transit,
            ..StatedPassenger::default()
        };
        Some(Person {
            passenger,
            in_document: false,
            surplus: Vec::new(),
        })
    }

    pub(super) fn segment(&mut self, segment: &Segment) {
        match segment.tag.as_str() {
            "ATT" if segment.is(0, 0, "2") => set(&mut self.passenger.sex, segment.get(2, 0)),
            "NAT" => set(&mut self.passenger.nationality, segment.get(1, 0)),
            "DTM" => self.date(segment),
            "LOC" => self.place(segment),
            "RFF" if !self.in_document => self.reference(segment),
            "COM" => self.contact(segment),
            "DOC" => self.document(segment),
            _ => {}
        }
    }

    pub(super) fn finish(self) -> StatedPassenger {
        self.passenger
    }

    fn date(&mut self, segment: &Segment) {
        match segment.get(0, 0) {
            Some("329") => set(&mut self.passenger.birth_date, segment.get(0, 1)),
            Some("36") => {
                if let Some(document) = self.open_document() {
                    set(&mut document.expiry, segment.get(0, 1));
                }
            }
            _ => {}
        }
    }

    fn place(&mut self, segment: &Segment) {
        let code = segment.get(1, 0);
        match segment.get(0, 0) {
            Some("91") => {
                if let Some(document) = self.open_document() {
                    set(&mut document.issuer, code);
                }
            }
            Some("174") => set(&mut self.passenger.residence, code),
            Some("178") => set(&mut self.passenger.embarkation, code),
            Some("179") => set(&mut self.passenger.debarkation, code),
            Some("180") => {
                set(&mut self.passenger.birth_country, code);
                set(&mut self.passenger.birth_place, segment.get(1, 3));
            }
            _ => {}
        }
    }

    /// AVF the booking, ABO the carrier's reference of the person, SEA the seat, AEA the
    /// number a government gave them for travel: in the USA the redress number. It counts
    /// only where the operator's redress file knows it.
    fn reference(&mut self, segment: &Segment) {
        let into = match segment.get(0, 0) {
            Some("AVF") => &mut self.passenger.booking_ref,
            Some("ABO") => &mut self.passenger.passenger_ref,
            Some("SEA") => &mut self.passenger.seat,
            Some("AEA") => &mut self.passenger.redress_number,
            _ => return,
        };
        set(into, segment.get(0, 1));
    }

    fn contact(&mut self, segment: &Segment) {
        let text = segment.get(0, 0).unwrap_or_default();
        match segment.get(0, 1) {
            Some("EM") => set(
                &mut self.passenger.contact_email,
                contacts::email(text).as_deref(),
            ),
            Some("TE" | "AL") => {
                set(
                    &mut self.passenger.contact_phone,
                    contacts::phone(text).as_deref(),
                );
            }
            _ => {}
        }
    }

    /// `DOC+P:110:111+YY3478621G`; the type may be blank.
    fn document(&mut self, segment: &Segment) {
        self.in_document = true;
        let documents = &mut self.passenger.documents;
        if documents.len() < MOST_DOCUMENTS {
            documents.push(StatedDocument {
                kind: segment.get(0, 0).map(str::to_owned),
                number: segment.get(1, 0).map(str::to_owned),
                ..StatedDocument::default()
            });
        } else {
            // What follows is about that one, and about none that is kept.
            self.in_document = false;
            self.surplus.push(segment.number);
        }
    }

    fn open_document(&mut self) -> Option<&mut StatedDocument> {
        let open = self.in_document;
        self.passenger.documents.last_mut().filter(|_| open)
    }
}

/// The first value stands.
fn set(into: &mut Option<String>, value: Option<&str>) {
    if into.is_none() {
        *into = value.map(str::to_owned);
    }
}
