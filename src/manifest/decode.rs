//! One manifest row to a passenger, or to quarantine.
//!
//! What is required and wrong sends the row to quarantine. What is optional and wrong
//! counts as missing, so that the passenger is still screened.

use crate::documents::{mrz, number};
use crate::domain::codes::{Country, DocumentType, Sex};
use crate::domain::date::PartialDate;
use crate::domain::document::Document;
use crate::domain::ids::RowRef;
use crate::domain::parsed::{Reject, RejectCode};
use crate::domain::passenger::{Flight, FromZone, Passenger, PersonType};
use crate::domain::placeholders;
use crate::domain::states;
use crate::domain::values::{Column, Values};
use crate::domain::written::Written;
use crate::manifest::schema::ManifestColumns;
use crate::tables::charset::is_garbled_name;
use crate::tables::limits::Limits;
use crate::tables::read::{Day, Days, Lists, Moment, Moments, Text, longest_of};
use arrow_array::cast::AsArray;
use arrow_array::{Array, RecordBatch, StructArray};
use jiff::Timestamp;
use jiff::civil::Date;
use std::sync::Arc;

/// The columns of one batch, found once.
pub struct RowColumns<'a> {
    carrier: Text<'a>,
    flight_number: Text<'a>,
    departure_airport: Text<'a>,
    arrival_airport: Text<'a>,
    scheduled_departure: Moments<'a>,
    scheduled_arrival: Moments<'a>,
    surname: Text<'a>,
    given_names: Text<'a>,
    passenger_ref: Text<'a>,
    booking_ref: Text<'a>,
    person_type: Text<'a>,
    birth_date: Days<'a>,
    sex: Text<'a>,
    nationality: Text<'a>,
    residence: Text<'a>,
    birth_country: Text<'a>,
    birth_place: Text<'a>,
    document_type: Text<'a>,
    document_number: Text<'a>,
    document_issuer: Text<'a>,
    document_expiry: Days<'a>,
    visa_number: Text<'a>,
    visa_issuer: Text<'a>,
    visa_expiry: Days<'a>,
    mrz: Text<'a>,
    documents: Lists<'a>,
    redress_number: Text<'a>,
    known_traveller_number: Text<'a>,
    limits: &'a Limits,
    /// Columns in which some value is longer than it may be: mostly none.
    too_long: Vec<(&'static str, Text<'a>)>,
    documents_too_long: bool,
}

pub struct Decoder {
    /// Decides the century of `YYMMDD`.
    today: Date,
    /// Of the row before: those of one flight mostly come one after the other, and share it.
    last_flight: Option<Arc<Flight>>,
}

impl<'a> RowColumns<'a> {
    pub fn of(
        batch: &'a RecordBatch,
        columns: &ManifestColumns,
        limits: &'a Limits,
    ) -> RowColumns<'a> {
        let mut too_long = Vec::new();
        let mut text = |column: &'static str| {
            let text = Text::of(batch, columns.name(column));
            if limits.text_bytes < text.longest() {
                too_long.push((column, text));
            }
            text
        };
        let documents = Lists::of(batch, columns.name("documents"));
        let days = |column| Days::of(batch, columns.name(column));
        let moments = |column| Moments::of(batch, columns.name(column));
        RowColumns {
            carrier: text("carrier"),
            flight_number: text("flight_number"),
            departure_airport: text("departure_airport"),
            arrival_airport: text("arrival_airport"),
            surname: text("surname"),
            given_names: text("given_names"),
            passenger_ref: text("passenger_ref"),
            booking_ref: text("booking_ref"),
            person_type: text("person_type"),
            sex: text("sex"),
            nationality: text("nationality"),
            residence: text("residence"),
            birth_country: text("birth_country"),
            birth_place: text("birth_place"),
            document_type: text("document_type"),
            document_number: text("document_number"),
            document_issuer: text("document_issuer"),
            visa_number: text("visa_number"),
            visa_issuer: text("visa_issuer"),
            mrz: text("mrz"),
            redress_number: text("redress_number"),
            known_traveller_number: text("known_traveller_number"),
            scheduled_departure: moments("scheduled_departure"),
            scheduled_arrival: moments("scheduled_arrival"),
            birth_date: days("birth_date"),
            document_expiry: days("document_expiry"),
            visa_expiry: days("visa_expiry"),
            documents_too_long: limits.text_bytes < documents.longest(),
            documents,
            limits,
            too_long,
        }
    }
}

impl RowColumns<'_> {
    /// A name of ten million letters is no name, and takes a minute to compare with a list.
    fn refuse_too_long(&self, row: usize, at: RowRef) -> Result<(), Reject> {
        let most = self.limits.text_bytes;
        let too_long = |text: &Text| text.get(row).is_some_and(|value| most < value.len());
        let mut columns = self.too_long.iter();
        let column = columns
            .find(|(_, text)| too_long(text))
            .map(|named| named.0);
        let in_documents = || {
            let items = self.documents.get(row).filter(|_| self.documents_too_long);
            let long = items.is_some_and(|items| most < longest_of(items.as_struct()));
            long.then_some("documents")
        };
        match column.or_else(in_documents) {
            None => Ok(()),
            Some(column) => {
                let message = format!("is longer than limits.text_bytes = {most}");
                Err(reject(at, column, RejectCode::ValueTooLong, &message))
            }
        }
    }
}

impl Decoder {
    pub fn new(today: Date) -> Decoder {
        Decoder {
            today,
            last_flight: None,
        }
    }

    fn flight(
        &mut self,
        reader: &RowColumns,
        row: usize,
        at: RowRef,
    ) -> Result<Arc<Flight>, Reject> {
        let stated = Stated::of(reader, row, at)?;
        let last = self.last_flight.as_ref().filter(|last| stated.is(last));
        let flight = last.map_or_else(|| Arc::new(stated.flight()), Arc::clone);
        self.last_flight = Some(Arc::clone(&flight));
        Ok(flight)
    }

    pub fn passenger(
        &mut self,
        reader: &RowColumns,
        row: usize,
        at: RowRef,
        values: &mut Values,
    ) -> Result<Passenger, Reject> {
        reader.refuse_too_long(row, at)?;
        let flight = self.flight(reader, row, at)?;
        let name = |part: Text| part.owned(row).unwrap_or_default();
        let names = (name(reader.surname), name(reader.given_names));
        let (surname, given_names) = placeholders::names(names.0, names.1);
        if !surname
            .chars()
            .chain(given_names.chars())
            .any(char::is_alphabetic)
        {
            let message = "neither surname nor given_names holds a letter";
            return Err(reject(at, "surname", RejectCode::NoUsableName, message));
        }
        if is_garbled_name(&surname) || is_garbled_name(&given_names) {
            let message = "is text of another character set: its letters are lost";
            return Err(reject(at, "surname", RejectCode::NoUsableName, message));
        }
        let mut optional = Optional {
            reader,
            row,
            at,
            values,
            today: self.today,
        };
        let mut passenger = Passenger {
            rows: vec![at],
            flight,
            passenger_ref: reader.passenger_ref.stated_owned(row),
            booking_ref: reader.booking_ref.stated_owned(row),
            person_type: optional
                .parsed((Column::PersonType, reader.person_type), person_type)
                .unwrap_or(PersonType::Passenger),
            surname,
            given_names,
            birth_date: self.birth_date(&mut optional),
            sex: optional.parsed_or_unknown((Column::Sex, reader.sex), Sex::parse, &["U"]),
            nationality: optional.country((Column::Nationality, reader.nationality)),
            residence: optional.country((Column::Residence, reader.residence)),
            birth_country: optional.country((Column::BirthCountry, reader.birth_country)),
            birth_place: reader.birth_place.stated_owned(row),
            documents: self.documents(&mut optional),
            redress_number: reader.redress_number.stated_owned(row),
            known_traveller_number: reader.known_traveller_number.stated_owned(row),
            from_zone: FromZone::default(),
        };
        mrz::fill_holder(&mut passenger, self.today);
        Ok(passenger)
    }

    fn documents(&self, optional: &mut Optional) -> Vec<Document> {
        let mut documents = optional.documents();
        for document in &mut documents {
            let is_read = mrz::fill(document, self.today);
            if let Some(zone) = &document.mrz {
                optional.count(Column::Mrz, is_read, || zone.clone());
            }
        }
        documents
    }

    fn birth_date(&self, optional: &mut Optional) -> Option<PartialDate> {
        let day = optional.reader.birth_date.get(optional.row);
        let (date, is_whole) = match day {
            Day::Missing => return None,
            Day::Date(date) => (Some(PartialDate::full(date)), true),
            Day::Text(text) => birth_text(text, self.today),
        };
        let born = date.filter(|date| date.may_be_a_birth(self.today));
        optional.count(Column::BirthDate, is_whole && born.is_some(), || {
            written(day)
        });
        born
    }
}

/// And whether all of it was read: of `05/04/1961` nobody knows the month, and the year is kept.
fn birth_text(text: &str, today: Date) -> (Option<PartialDate>, bool) {
    if let Some(date) = PartialDate::parse_birth(text, today) {
        return (Some(date), true);
    }
    match Written::read(text, None) {
        Written::Day(day) => (day.of_birth(today), true),
        Written::Ambiguous(day) => (day.of_birth(today), false),
        Written::Nothing => (None, false),
    }
}

/// As the file has it.
fn written(day: Day) -> String {
    match day {
        Day::Date(date) => date.to_string(),
        Day::Text(text) => text.to_owned(),
        Day::Missing => String::new(),
    }
}

/// What a row states of its flight, before anything is copied.
struct Stated<'a> {
    carrier: &'a str,
    number: &'a str,
    departure_airport: &'a str,
    arrival_airport: &'a str,
    scheduled_departure: Timestamp,
    scheduled_arrival: Option<Timestamp>,
}

impl<'a> Stated<'a> {
    fn of(reader: &RowColumns<'a>, row: usize, at: RowRef) -> Result<Stated<'a>, Reject> {
        let required = |column: &'static str, values: Text<'a>| {
            let missing = "required value is missing";
            let value = values.get(row);
            value.ok_or_else(|| reject(at, column, RejectCode::MissingValue, missing))
        };
        let airport = |column: &'static str, values: Text<'a>| {
            let code = required(column, values)?;
            let is_code = code.len() == 3 && code.bytes().all(|b| b.is_ascii_alphabetic());
            let none = "is no three-letter airport code";
            is_code
                .then_some(code)
                .ok_or_else(|| reject(at, column, RejectCode::BadAirport, none))
        };
        Ok(Stated {
            carrier: required("carrier", reader.carrier)?,
            number: required("flight_number", reader.flight_number)?,
            departure_airport: airport("departure_airport", reader.departure_airport)?,
            arrival_airport: airport("arrival_airport", reader.arrival_airport)?,
            scheduled_departure: departure(reader, row, at)?,
            scheduled_arrival: match reader.scheduled_arrival.get(row) {
                Moment::At(moment) => Some(moment),
                Moment::Missing | Moment::Absurd => None,
            },
        })
    }

    fn is(&self, flight: &Flight) -> bool {
        flight.scheduled_departure == self.scheduled_departure
            && flight.scheduled_arrival == self.scheduled_arrival
            && flight.number == self.number
            && flight.carrier == self.carrier
            && flight
                .departure_airport
                .eq_ignore_ascii_case(self.departure_airport)
            && flight
                .arrival_airport
                .eq_ignore_ascii_case(self.arrival_airport)
    }

    fn flight(&self) -> Flight {
        Flight {
            carrier: self.carrier.to_owned(),
            number: self.number.to_owned(),
            departure_airport: self.departure_airport.to_ascii_uppercase(),
            arrival_airport: self.arrival_airport.to_ascii_uppercase(),
            scheduled_departure: self.scheduled_departure,
            scheduled_arrival: self.scheduled_arrival,
        }
    }
}

fn departure(reader: &RowColumns, row: usize, at: RowRef) -> Result<Timestamp, Reject> {
    let column = "scheduled_departure";
    match reader.scheduled_departure.get(row) {
        Moment::At(moment) if is_sensible(moment) => Ok(moment),
        Moment::Missing => Err(reject(
            at,
            column,
            RejectCode::MissingValue,
            "required value is missing",
        )),
        Moment::At(moment) if is_of_another_unit(moment) => Err(reject(
            at,
            column,
            RejectCode::BadTimestamp,
            "lies near 1970, and a thousand times as far from it would be this century: whoever wrote \
             the file mistook its unit of time",
        )),
        Moment::At(_) | Moment::Absurd => Err(reject(
            at,
            column,
            RejectCode::BadTimestamp,
            "lies outside the years 1990 to 2200",
        )),
    }
}

/// Microseconds that were written where milliseconds stand, or the like: some writers of INT96 do.
/// Nothing is mended by a guess.
fn is_of_another_unit(moment: Timestamp) -> bool {
    let later = moment.as_second().checked_mul(1_000);
    let later = later.and_then(|seconds| Timestamp::from_second(seconds).ok());
    later.is_some_and(is_sensible)
}

pub(super) fn is_sensible(moment: Timestamp) -> bool {
    const FIRST: i64 = 631_152_000; // 1990-01-01T00:00:00Z
    const LAST: i64 = 7_258_118_400; // 2200-01-01T00:00:00Z
    FIRST <= moment.as_second() && moment.as_second() < LAST
}

fn reject(row: RowRef, column: &'static str, code: RejectCode, message: &str) -> Reject {
    Reject {
        row,
        column,
        code,
        message: message.to_owned(),
    }
}

fn person_type(text: &str) -> Option<PersonType> {
    const WORDS: [(&str, PersonType); 3] = [
        ("passenger", PersonType::Passenger),
        ("crew", PersonType::Crew),
        ("infant", PersonType::Infant),
    ];
    let mut words = WORDS.iter();
    let known = words.find(|(word, _)| word.eq_ignore_ascii_case(text));
    known.map(|(_, kind)| *kind)
}

/// Codes for a state that is not known, or for people without one.
const UNKNOWN_STATES: [&str; 6] = ["XXX", "UNK", "ZZZ", "XXA", "XXB", "XXC"];

/// A column with its contract name, for what is counted of it.
type Named<'a> = (Column, Text<'a>);

/// Optional values of one row; what cannot be read is counted and missing.
struct Optional<'r, 'a> {
    reader: &'r RowColumns<'a>,
    row: usize,
    at: RowRef,
    values: &'r mut Values,
    today: Date,
}

impl Optional<'_, '_> {
    fn count(&mut self, column: Column, is_read: bool, text: impl Fn() -> String) {
        self.values.count(column, self.at, is_read, text);
    }

    fn counted<T>(&mut self, column: Column, text: &str, value: Option<T>) -> Option<T> {
        self.count(column, value.is_some(), || text.to_owned());
        value
    }

    /// A filler is kept as it came, and matches nothing.
    fn count_number(&mut self, column: Column, text: Option<&str>) {
        if let Some(text) = text {
            let is_read = number::normalise(text).is_some();
            let is_none = placeholders::is_absent(text) || number::stand_in(text).is_some();
            // Who writes that there is none has written something that can be read.
            self.count(column, is_read || is_none, || text.to_owned());
        }
    }

    fn parsed<T>(
        &mut self,
        (column, values): Named<'_>,
        parse: fn(&str) -> Option<T>,
    ) -> Option<T> {
        let text = values.stated(self.row)?;
        self.counted(column, text, parse(text))
    }

    /// Some codes say in so many words that the value is not known.
    fn parsed_or_unknown<T>(
        &mut self,
        (column, values): Named<'_>,
        parse: fn(&str) -> Option<T>,
        unknown: &[&str],
    ) -> Option<T> {
        let text = values.stated(self.row)?;
        self.parsed_text(column, text, parse, unknown)
    }

    fn parsed_text<T>(
        &mut self,
        column: Column,
        text: &str,
        parse: fn(&str) -> Option<T>,
        unknown: &[&str],
    ) -> Option<T> {
        if unknown.iter().any(|word| word.eq_ignore_ascii_case(text)) {
            return None;
        }
        self.counted(column, text, parse(text))
    }

    fn country(&mut self, column: Named<'_>) -> Option<Country> {
        self.parsed_or_unknown(column, states::stated, &UNKNOWN_STATES)
    }

    fn expiry(&mut self, column: Column, day: Day) -> Option<Date> {
        let date = match day {
            Day::Missing => None,
            Day::Date(date) => self.counted(column, "", Some(date)),
            Day::Text(text) => {
                let day = || Written::read(text, None).certain();
                let near = || day().and_then(|day| day.near(self.today));
                let date = text.parse().ok().or_else(near);
                self.counted(column, text, date)
            }
        };
        // A card without an end of validity says so by a year that nothing reaches.
        date.filter(|date| !placeholders::has_no_end(date.year()))
    }

    /// The row's own document, its visa, and those of the list; repeats are merged.
    fn documents(&mut self) -> Vec<Document> {
        let own = self.own_document();
        let visa = self.visa();
        let mut documents: Vec<Document> = own.into_iter().chain(visa).collect();
        let Some(items) = self.reader.documents.get(self.row) else {
            return documents;
        };
        let record = items.as_struct();
        for item in 0..items.len() {
            if self.reader.limits.documents <= documents.len() {
                // Nobody has so many; the passenger is screened with these.
                (item..items.len())
                    .for_each(|_| self.count(Column::ListedSurplus, false, String::new));
                break;
            }
            self.count(Column::ListedSurplus, true, String::new);
            let document = self.listed_document(record, item);
            documents.extend(document.filter(|document| !documents.contains(document)));
        }
        documents
    }

    fn own_document(&mut self) -> Option<Document> {
        let mrz = self.reader.mrz.stated_owned(self.row);
        let number = self.reader.document_number.owned(self.row);
        self.count_number(Column::DocumentNumber, number.as_deref());
        let kind = self.parsed(
            (Column::DocumentType, self.reader.document_type),
            DocumentType::parse,
        );
        let issuer = self.country((Column::DocumentIssuer, self.reader.document_issuer));
        let expiry = self.reader.document_expiry.get(self.row);
        let expiry = self.expiry(Column::DocumentExpiry, expiry);
        // A zone without fields is still a document; its number is inside.
        let some = number.is_some() || mrz.is_some();
        let number = number.unwrap_or_default();
        some.then_some(Document {
            kind,
            number,
            issuer,
            expiry,
            mrz,
        })
    }

    fn visa(&mut self) -> Option<Document> {
        let number = self.reader.visa_number.stated_owned(self.row)?;
        let expiry = self.reader.visa_expiry.get(self.row);
        Some(Document {
            kind: Some(DocumentType::Visa),
            number,
            issuer: self.country((Column::VisaIssuer, self.reader.visa_issuer)),
            expiry: self.expiry(Column::VisaExpiry, expiry),
            mrz: None,
        })
    }

    fn listed_document(&mut self, record: &StructArray, item: usize) -> Option<Document> {
        let text = |field| Text::of_field(record, field).stated(item);
        let number = Text::of_field(record, "number").get(item);
        let mrz = text("mrz").map(str::to_owned);
        if number.is_none() && mrz.is_none() {
            return None;
        }
        self.count_number(Column::ListedNumber, number);
        let issuer = text("issuer").and_then(|text| {
            self.parsed_text(Column::ListedIssuer, text, states::stated, &UNKNOWN_STATES)
        });
        let expiry = Days::of_field(record, "expiry").get(item);
        Some(Document {
            kind: text("type").and_then(|text| {
                self.parsed_text(Column::ListedType, text, DocumentType::parse, &[])
            }),
            number: number.unwrap_or_default().to_owned(),
            issuer,
            expiry: self.expiry(Column::ListedExpiry, expiry),
            mrz,
        })
    }
}
