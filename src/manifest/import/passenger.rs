//! One passenger as a source declares them: checked, then rows of the manifest.

use crate::domain::codes::{Country, Sex};
use crate::domain::states;
use crate::manifest::import::dates;
use crate::manifest::import::flight::Flight;
use crate::manifest::import::names;
use crate::manifest::import::row::ImportedRow;
use crate::manifest::row::ManifestRow;
use jiff::civil::Date;
use sha2::{Digest, Sha256};

/// Text as the source has it; blank is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatedPassenger {
    /// Segment or row that declares them.
    pub at: u64,
    pub surname: String,
    pub given_names: String,
    pub person_type: PersonType,
    pub transit: bool,
    pub birth_date: Option<String>,
    pub sex: Option<String>,
    pub nationality: Option<String>,
    pub residence: Option<String>,
    pub birth_country: Option<String>,
    pub birth_place: Option<String>,
    pub passenger_ref: Option<String>,
    pub booking_ref: Option<String>,
    pub redress_number: Option<String>,
    pub known_traveller_number: Option<String>,
    pub contact_phone: Option<String>,
    pub contact_email: Option<String>,
    pub payment_ref: Option<String>,
    pub agency: Option<String>,
    pub seat: Option<String>,
    pub documents: Vec<StatedDocument>,
    /// Where this passenger boards and leaves, which may be beyond the flight.
    pub embarkation: Option<String>,
    pub debarkation: Option<String>,
    /// The other name the source has for them: see [`ImportedRow::reservation_surname`].
    pub reservation: Option<(String, String)>,
    pub itinerary: Option<String>,
    /// Columns whose value the source does not state in so many words.
    pub inferred: Vec<&'static str>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum PersonType {
    #[default]
    Passenger,
    Crew,
    Infant,
}

impl PersonType {
    pub fn as_str(self) -> &'static str {
        match self {
            PersonType::Passenger => "passenger",
            PersonType::Crew => "crew",
            PersonType::Infant => "infant",
        }
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatedDocument {
    pub kind: Option<String>,
    pub number: Option<String>,
    pub issuer: Option<String>,
    pub expiry: Option<String>,
    pub mrz: Option<String>,
}

/// Reads values one by one and notes those that cannot be read.
struct Reading {
    inferred: Vec<&'static str>,
    unreadable: Vec<&'static str>,
}

impl StatedPassenger {
    /// One row for each document; the columns that could not be read come beside them.
    pub fn rows(&self, flight: &Flight) -> (Vec<ImportedRow>, Vec<&'static str>) {
        let mut reading = Reading {
            inferred: [&self.inferred[..], &flight.inferred].concat(),
            unreadable: Vec::new(),
        };
        let person = self.person(flight, &mut reading);
        let none = [StatedDocument::default()];
        let documents = match self.documents.as_slice() {
            [] => &none[..],
            some => some,
        };
        let mut rows = Vec::new();
        for (surname, given_names) in self.names() {
            let person = ManifestRow {
                surname: text(surname),
                given_names: text(given_names),
                ..person.clone()
            };
            let row = |document| self.row(&person, document, flight, &mut reading);
            rows.extend(documents.iter().map(row));
        }
        reading.unreadable.sort_unstable();
        reading.unreadable.dedup();
        (rows, reading.unreadable)
    }

    fn person(&self, flight: &Flight, reading: &mut Reading) -> ManifestRow {
        ManifestRow {
            carrier: Some(flight.carrier.clone()),
            flight_number: Some(flight.number.clone()),
            departure_airport: Some(flight.from.clone()),
            arrival_airport: Some(flight.to.clone()),
            scheduled_departure: Some(flight.departs),
            scheduled_arrival: flight.arrives,
            passenger_ref: self.reference(reading),
            booking_ref: self.booking_ref.clone(),
            person_type: Some(self.person_type.as_str().to_owned()),
            birth_date: reading.value("birth_date", &self.birth_date, dates::birth),
            sex: reading.value("sex", &self.sex, sex),
            nationality: reading.country("nationality", &self.nationality),
            residence: reading.country("residence", &self.residence),
            birth_country: reading.country("birth_country", &self.birth_country),
            birth_place: self.birth_place.clone(),
            redress_number: self.redress_number.clone(),
            known_traveller_number: self.known_traveller_number.clone(),
            contact_phone: self.contact_phone.clone(),
            contact_email: self.contact_email.clone(),
            payment_ref: self.payment_ref.clone(),
            agency: self.agency.clone(),
            seat: self.seat.clone(),
            ..ManifestRow::default()
        }
    }

    /// The name to screen; and the booking's too where it may be another person's: who
    /// books as one and shows the papers of another is looked for under both.
    fn names(&self) -> Vec<(&str, &str)> {
        let own = (self.surname.as_str(), self.given_names.as_str());
        let booked = self.reservation.as_ref();
        let booked = booked.map(|(surname, given)| (surname.as_str(), given.as_str()));
        let other = booked.filter(|(surname, given)| {
            names::unusable(surname, given).is_none() && !names::may_be_one(own, (surname, given))
        });
        std::iter::once(own).chain(other).collect()
    }

    /// Several documents of one passenger must find together again. Without a reference
    /// of any kind one is made from the person alone, so that it is the same tomorrow.
    fn reference(&self, reading: &mut Reading) -> Option<String> {
        let known = self.passenger_ref.is_some() || self.booking_ref.is_some();
        if known || self.documents.len() < 2 {
            return self.passenger_ref.clone();
        }
        reading.inferred.push("passenger_ref");
        let birth = self.birth_date.as_deref().unwrap_or_default();
        let first = self.documents[0].number.as_deref().unwrap_or_default();
        let person = [&self.surname, &self.given_names, birth, first].join("\u{1f}");
        Some(short_digest(&person))
    }

    fn row(
        &self,
        person: &ManifestRow,
        document: &StatedDocument,
        flight: &Flight,
        reading: &mut Reading,
    ) -> ImportedRow {
        let mut own = Reading {
            inferred: Vec::new(),
            unreadable: Vec::new(),
        };
        let day = flight.departs_clock.date();
        let expiry = own.value("document_expiry", &document.expiry, |text| {
            dates::expiry(text, day)
        });
        let century = expiry.is_some_and(|(_, inferred)| inferred);
        let row = ManifestRow {
            document_type: document.kind.clone(),
            document_number: document.number.clone(),
            document_issuer: own.country("document_issuer", &document.issuer),
            document_expiry: expiry.map(|(date, _): (Date, bool)| date),
            mrz: document.mrz.clone(),
            ..person.clone()
        };
        let mut inferred = [&reading.inferred[..], &own.inferred].concat();
        inferred.extend(century.then_some("document_expiry"));
        inferred.sort_unstable();
        inferred.dedup();
        reading.unreadable.extend(own.unreadable);
        let (reservation_surname, reservation_given_names) = self.reservation.clone().unzip();
        ImportedRow {
            manifest: row,
            source: 0,
            source_message: None,
            source_row: self.at,
            transit: Some(self.transit),
            embarkation_airport: self.embarkation.clone(),
            debarkation_airport: self.debarkation.clone(),
            local_departure: Some(flight.departs_clock.to_string()),
            local_arrival: flight.arrives_clock.map(|clock| clock.to_string()),
            itinerary: self.itinerary.clone(),
            reservation_surname,
            reservation_given_names,
            inferred,
        }
    }
}

impl Reading {
    fn value<T>(
        &mut self,
        column: &'static str,
        text: &Option<String>,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let text = text.as_deref()?;
        let read = parse(text);
        if read.is_none() && !is_unknown(text) {
            self.unreadable.push(column);
        }
        read
    }

    /// As written when it is a code of three letters, or of one (`D`).
    fn country(&mut self, column: &'static str, text: &Option<String>) -> Option<String> {
        let code = |text: &str| Country::parse(text).map(|_| text.to_owned());
        let read = |text: &str| states::stated(text).map(|state| state.to_string());
        let other = text.as_deref().filter(|text| code(text).is_none());
        if let Some(state) = other.and_then(read) {
            self.inferred.push(column);
            return Some(state);
        }
        self.value(column, text, code)
    }
}

/// Values that say in so many words that nothing is known.
fn is_unknown(text: &str) -> bool {
    const UNKNOWN: [&str; 10] = [
        "U", "UN", "UNK", "XXX", "ZZZ", "XXA", "XXB", "XXC", "000000", "00000000",
    ];
    UNKNOWN.iter().any(|word| word.eq_ignore_ascii_case(text))
}

/// `MI` and `FI` are infants in a booking.
fn sex(text: &str) -> Option<String> {
    let plain = match text {
        "MI" => "M",
        "FI" => "F",
        other => other,
    };
    Sex::parse(plain).map(|sex| sex.code().to_owned())
}

fn text(value: &str) -> Option<String> {
    Some(value.to_owned()).filter(|value| !value.is_empty())
}

/// Sixteen hexadecimal digits that name a value without showing it.
pub fn short_digest(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    digest[..8]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
