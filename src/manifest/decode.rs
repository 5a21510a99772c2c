//! One manifest row to a traveller, or to quarantine.
//!
//! What is required and wrong sends the row to quarantine. What is optional and wrong
//! counts as missing, so that the traveller is still screened.

use crate::documents::mrz;
use crate::domain::codes::{Country, DocumentType, Sex};
use crate::domain::date::PartialDate;
use crate::domain::document::Document;
use crate::domain::ids::RowRef;
use crate::domain::parsed::{Reject, RejectCode};
use crate::domain::passenger::{Flight, Passenger, PersonType};
use crate::manifest::schema::Columns;
use crate::tables::read::{Day, Days, Lists, Moment, Moments, Text};
use arrow_array::cast::AsArray;
use arrow_array::{Array, RecordBatch, StructArray};
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The columns of one batch, by the contract's names.
pub struct BatchReader<'a> {
    batch: &'a RecordBatch,
    columns: &'a Columns,
}

/// Optional values that could not be read, by column.
pub type Unreadable = BTreeMap<&'static str, u64>;

pub struct Decoder {
    /// Decides the century of `YYMMDD`.
    pub today: Date,
}

impl<'a> BatchReader<'a> {
    pub fn new(batch: &'a RecordBatch, columns: &'a Columns) -> BatchReader<'a> {
        BatchReader { batch, columns }
    }

    pub fn text(&self, column: &str, row: usize) -> Option<&'a str> {
        Text::of(self.batch, self.columns.name(column)).get(row)
    }

    fn owned(&self, column: &str, row: usize) -> Option<String> {
        self.text(column, row).map(str::to_owned)
    }

    fn days(&self, column: &str) -> Days<'a> {
        Days::of(self.batch, self.columns.name(column))
    }

    pub fn moment(&self, column: &str, row: usize) -> Moment {
        Moments::of(self.batch, self.columns.name(column)).get(row)
    }
}

impl Decoder {
    pub fn passenger(
        &self,
        reader: &BatchReader,
        row: usize,
        at: RowRef,
        unreadable: &mut Unreadable,
    ) -> Result<Passenger, Reject> {
        let flight = flight(reader, row, at)?;
        let surname = reader.owned("surname", row).unwrap_or_default();
        let given_names = reader.owned("given_names", row).unwrap_or_default();
        if !surname
            .chars()
            .chain(given_names.chars())
            .any(char::is_alphabetic)
        {
            let message = "neither surname nor given_names holds a letter";
            return Err(reject(at, "surname", RejectCode::NoUsableName, message));
        }
        let mut optional = Optional {
            reader,
            row,
            unreadable,
        };
        Ok(Passenger {
            rows: vec![at],
            flight,
            passenger_ref: reader.owned("passenger_ref", row),
            booking_ref: reader.owned("booking_ref", row),
            person_type: optional
                .parsed("person_type", person_type)
                .unwrap_or(PersonType::Passenger),
            surname,
            given_names,
            birth_date: self.birth_date(&mut optional),
            sex: optional.parsed_or_unknown("sex", Sex::parse, &["U"]),
            nationality: optional.country("nationality"),
            residence: optional.country("residence"),
            birth_country: optional.country("birth_country"),
            birth_place: reader.owned("birth_place", row),
            documents: self.documents(&mut optional),
            redress_number: reader.owned("redress_number", row),
            known_traveller_number: reader.owned("known_traveller_number", row),
        })
    }

    fn documents(&self, optional: &mut Optional) -> Vec<Document> {
        let mut documents = optional.documents();
        for document in &mut documents {
            mrz::fill(document, self.today);
        }
        documents
    }

    fn birth_date(&self, optional: &mut Optional) -> Option<PartialDate> {
        let date = match optional.reader.days("birth_date").get(optional.row) {
            Day::Missing => return None,
            Day::Date(date) => Some(PartialDate::full(date)),
            Day::Text(text) => self.birth_text(text),
        };
        // Beyond these years stand placeholders. Within them a birth after departure is kept:
        // it is a fault of the document that a desk can see, and no evidence.
        let years = 1890..=self.today.year() + 100;
        let born = date.filter(|date| years.contains(&date.year));
        optional.counted("birth_date", born)
    }

    fn birth_text(&self, text: &str) -> Option<PartialDate> {
        PartialDate::parse_iso(text)
            .or_else(|| PartialDate::parse_birth_yymmdd(text, self.today))
            .or_else(|| compact_date(text).map(PartialDate::full))
    }
}

/// `YYYYMMDD`.
fn compact_date(text: &str) -> Option<Date> {
    let digits = text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit());
    if !digits {
        return None;
    }
    let number = |range: std::ops::Range<usize>| text[range].parse::<i16>().ok();
    Date::new(number(0..4)?, number(4..6)? as i8, number(6..8)? as i8).ok()
}

fn flight(reader: &BatchReader, row: usize, at: RowRef) -> Result<Flight, Reject> {
    let required = |column: &'static str| {
        let value = reader.text(column, row);
        value.ok_or_else(|| {
            reject(
                at,
                column,
                RejectCode::MissingValue,
                "required value is missing",
            )
        })
    };
    let airport = |column: &'static str| {
        let code = required(column)?;
        let is_code = code.len() == 3 && code.bytes().all(|b| b.is_ascii_alphabetic());
        let bad = || {
            reject(
                at,
                column,
                RejectCode::BadAirport,
                "is no three-letter airport code",
            )
        };
        is_code.then(|| code.to_ascii_uppercase()).ok_or_else(bad)
    };
    Ok(Flight {
        carrier: required("carrier")?.to_owned(),
        number: required("flight_number")?.to_owned(),
        departure_airport: airport("departure_airport")?,
        arrival_airport: airport("arrival_airport")?,
        scheduled_departure: departure(reader, row, at)?,
        scheduled_arrival: match reader.moment("scheduled_arrival", row) {
            Moment::At(moment) => Some(moment),
            Moment::Missing | Moment::Absurd => None,
        },
    })
}

fn departure(reader: &BatchReader, row: usize, at: RowRef) -> Result<Timestamp, Reject> {
    let column = "scheduled_departure";
    match reader.moment(column, row) {
        Moment::At(moment) if is_sensible(moment) => Ok(moment),
        Moment::Missing => Err(reject(
            at,
            column,
            RejectCode::MissingValue,
            "required value is missing",
        )),
        Moment::At(_) | Moment::Absurd => Err(reject(
            at,
            column,
            RejectCode::BadTimestamp,
            "lies outside the years 1990 to 2200",
        )),
    }
}

fn is_sensible(moment: Timestamp) -> bool {
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
    match text.to_ascii_lowercase().as_str() {
        "passenger" => Some(PersonType::Passenger),
        "crew" => Some(PersonType::Crew),
        "infant" => Some(PersonType::Infant),
        _ => None,
    }
}

/// Optional values of one row; what cannot be read is counted and missing.
struct Optional<'r, 'a> {
    reader: &'r BatchReader<'a>,
    row: usize,
    unreadable: &'r mut Unreadable,
}

impl Optional<'_, '_> {
    fn counted<T>(&mut self, column: &'static str, value: Option<T>) -> Option<T> {
        if value.is_none() {
            *self.unreadable.entry(column).or_default() += 1;
        }
        value
    }

    fn parsed<T>(&mut self, column: &'static str, parse: fn(&str) -> Option<T>) -> Option<T> {
        let text = self.reader.text(column, self.row)?;
        self.counted(column, parse(text))
    }

    /// Some codes say in so many words that the value is not known.
    fn parsed_or_unknown<T>(
        &mut self,
        column: &'static str,
        parse: fn(&str) -> Option<T>,
        unknown: &[&str],
    ) -> Option<T> {
        let text = self.reader.text(column, self.row)?;
        if unknown.iter().any(|word| word.eq_ignore_ascii_case(text)) {
            return None;
        }
        self.counted(column, parse(text))
    }

    fn country(&mut self, column: &'static str) -> Option<Country> {
        self.parsed_or_unknown(
            column,
            Country::parse,
            &["XXX", "UNK", "ZZZ", "XXA", "XXB", "XXC"],
        )
    }

    fn expiry(&mut self, column: &'static str, day: Day) -> Option<Date> {
        match day {
            Day::Missing => None,
            Day::Date(date) => Some(date),
            Day::Text(text) => {
                let date = text.parse().ok().or_else(|| compact_date(text));
                self.counted(column, date)
            }
        }
    }

    /// The row's own document, its visa, and those of the list; repeats are merged.
    fn documents(&mut self) -> Vec<Document> {
        let own = self.own_document();
        let visa = self.visa();
        let mut documents: Vec<Document> = own.into_iter().chain(visa).collect();
        for document in self.listed_documents() {
            if !documents.contains(&document) {
                documents.push(document);
            }
        }
        documents
    }

    fn own_document(&mut self) -> Option<Document> {
        let mrz = self.reader.owned("mrz", self.row);
        let number = self.reader.owned("document_number", self.row);
        let kind = self.parsed("document_type", DocumentType::parse);
        let issuer = self.country("document_issuer");
        let expiry = self.reader.days("document_expiry").get(self.row);
        let expiry = self.expiry("document_expiry", expiry);
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
        let number = self.reader.owned("visa_number", self.row)?;
        let expiry = self.reader.days("visa_expiry").get(self.row);
        Some(Document {
            kind: Some(DocumentType::Visa),
            number,
            issuer: self.country("visa_issuer"),
            expiry: self.expiry("visa_expiry", expiry),
            mrz: None,
        })
    }

    fn listed_documents(&mut self) -> Vec<Document> {
        let lists = Lists::of(self.reader.batch, self.reader.columns.name("documents"));
        let Some(items) = lists.get(self.row) else {
            return Vec::new();
        };
        let record = items.as_struct();
        (0..items.len())
            .filter_map(|item| self.listed_document(record, item))
            .collect()
    }

    fn listed_document(&mut self, record: &StructArray, item: usize) -> Option<Document> {
        let text = |field| Text::of_field(record, field).get(item);
        let number = text("number");
        let mrz = text("mrz").map(str::to_owned);
        if number.is_none() && mrz.is_none() {
            return None;
        }
        let issuer = text("issuer").and_then(Country::parse);
        let expiry = Days::of_field(record, "expiry").get(item);
        Some(Document {
            kind: text("type").and_then(DocumentType::parse),
            number: number.unwrap_or_default().to_owned(),
            issuer,
            expiry: self.expiry("documents.expiry", expiry),
            mrz,
        })
    }
}
