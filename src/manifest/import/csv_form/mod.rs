//! A flat file: one row per passenger, flight and document, columns named by a mapping.
//! Only the contract's columns are read.

mod days;

use crate::domain::placeholders;
use crate::domain::written::Order;
use crate::error::{Error, Kind, Result};
use crate::manifest::import::Ended;
use crate::manifest::import::contacts;
use crate::manifest::import::flight::StatedLeg;
use crate::manifest::import::passenger::{PersonType, StatedDocument, StatedPassenger};
use crate::manifest::import::rejects::{Code, Lost};
use crate::manifest::import::sink::Sink;
use crate::tables::charset::{self, Charset, is_implausible};
use crate::tables::csv_records::{Record, Records, delimiter_of};
use crate::tables::source::{alike as alike_names, missing_columns};
use days::Days;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Cursor, Read};
use std::path::Path;

/// Contract column to the names of the file's columns; several are joined by a blank, as
/// in `given_names=given+middle`.
pub type Mapping = BTreeMap<String, String>;

/// Columns that are read; the first five and the surname must be there.
const COLUMNS: [&str; 35] = [
    "flight_number",
    "departure_airport",
    "arrival_airport",
    "scheduled_departure",
    "surname",
    "carrier",
    "given_names",
    "scheduled_arrival",
    "passenger_ref",
    "booking_ref",
    "person_type",
    "birth_date",
    "sex",
    "nationality",
    "residence",
    "birth_country",
    "birth_place",
    "document_type",
    "document_number",
    "document_issuer",
    "document_expiry",
    "visa_number",
    "visa_issuer",
    "visa_expiry",
    "mrz",
    "redress_number",
    "known_traveller_number",
    "contact_phone",
    "contact_email",
    "payment_ref",
    "agency",
    "seat",
    "transit",
    "embarkation_airport",
    "debarkation_airport",
];

const REQUIRED: usize = 5;

/// A key that is no column of the contract would map nothing.
pub fn unknown_column(mapping: &Mapping) -> Option<&str> {
    let known = |key: &&String| !COLUMNS.contains(&key.as_str());
    mapping.keys().find(known).map(String::as_str)
}

/// How one flat file is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    pub mapping: Mapping,
    /// Between columns; found in the first line where it is not said.
    pub delimiter: Option<u8>,
    /// Of text that is not UTF-8; Latin-1 where it is not said, and only if it can be.
    pub charset: Option<Charset>,
    /// Of days in figures.
    pub order: Option<Order>,
    /// Names of the columns, for a file without a header.
    pub columns: Vec<String>,
}

/// Positions of the file's columns for every contract column.
struct Header<'f> {
    positions: BTreeMap<&'static str, Vec<usize>>,
    fields: usize,
    form: &'f Form,
}

/// Reads one file to its end, or to where it breaks off; a bad row never stops it.
pub fn read(path: &Path, input: impl Read, form: &Form, sink: &mut Sink) -> Result<Ended> {
    let mut input = BufReader::new(input);
    let first = match first_line(&mut input) {
        Ok(first) => first,
        Err(e) => return Ok(Ended { row: 1, by: Err(e) }),
    };
    let delimiter = form.delimiter.unwrap_or_else(|| delimiter_of(&first));
    let mut records = Records::new(Cursor::new(first).chain(input), delimiter);
    let mut row = 0;
    let names = match form.columns.is_empty() {
        false => form.columns.clone(),
        true => {
            row = 1;
            match records.next_record() {
                Ok(Some(Record::Cells(cells))) => cells.iter().map(|cell| text(cell)).collect(),
                Ok(Some(Record::Broken) | None) => Vec::new(),
                Err(e) => return Ok(Ended { row, by: Err(e) }),
            }
        }
    };
    let header = Header::of(path, &names, form, sink)?;
    records.expect(header.fields);
    let by = loop {
        let record = match records.next_record() {
            Ok(Some(record)) if !sink.has_failed() => record,
            Ok(_) => break Ok(()),
            Err(e) => break Err(e),
        };
        row += 1;
        match record {
            Record::Cells(cells) => take(path, &header, &cells, row, sink)?,
            Record::Broken => {
                let why = "a quote that is not closed: this row is lost, and no other";
                sink.refuse(row, "", Code::WrongFieldCount, why);
            }
        }
    };
    Ok(Ended { row, by })
}

/// At most so many bytes: what has no line end is no flat file.
fn first_line(input: &mut impl BufRead) -> std::io::Result<Vec<u8>> {
    const LONGEST: u64 = 64 * 1024;
    let mut line = Vec::new();
    input.take(LONGEST).read_until(b'\n', &mut line)?;
    Ok(line)
}

impl<'f> Header<'f> {
    fn of(path: &Path, names: &[String], form: &'f Form, sink: &mut Sink) -> Result<Header<'f>> {
        let mut positions = BTreeMap::new();
        let mut missing = Vec::new();
        for (number, column) in COLUMNS.into_iter().enumerate() {
            let mapped = form.mapping.get(column);
            let wanted = mapped.map_or(column, String::as_str);
            let parts = wanted.split('+').map(str::trim);
            let found = parts.map(|name| position(path, names, name, sink));
            let all: Option<Vec<usize>> = found.collect::<Result<Vec<_>>>()?.into_iter().collect();
            match all {
                Some(all) => drop(positions.insert(column, all)),
                None if mapped.is_some() || number < REQUIRED => missing.push((column, wanted)),
                None => {}
            }
        }
        match missing.first() {
            Some((column, _)) => Err(absent(path, column, &missing)),
            None => Ok(Header {
                positions,
                fields: names.len(),
                form,
            }),
        }
    }

    fn get(&self, record: &[String], column: &str) -> Option<String> {
        let positions = self.positions.get(column)?;
        let values = positions.iter().filter_map(|at| record.get(*at));
        let values: Vec<&str> = values
            .map(String::as_str)
            .filter(|value| !value.is_empty())
            .collect();
        Some(values.join(" ")).filter(|value| !value.is_empty())
    }
}

/// By its name, or by the one that differs in nothing but case and separators, which is said.
fn position(path: &Path, names: &[String], name: &str, sink: &mut Sink) -> Result<Option<usize>> {
    if let Some(at) = names.iter().position(|known| known == name) {
        return Ok(Some(at));
    }
    let alike = names.iter().enumerate();
    let alike: Vec<_> = alike
        .filter(|(_, known)| alike_names(known, name))
        .collect();
    match alike.as_slice() {
        [] => Ok(None),
        [(at, known)] => {
            sink.note(format!("column {known} is read as {name}"));
            Ok(Some(*at))
        }
        [(_, one), (_, other), ..] => {
            let what = format!(
                "{}: columns {one} and {other} are both {name}",
                path.display()
            );
            let hint = format!("say which is meant: --column {name}=ITS_NAME");
            Err(Error::new(Kind::Data, what).hint(hint))
        }
    }
}

/// All at once: whoever maps one looks for the others too.
fn absent(path: &Path, first: &str, missing: &[(&str, &str)]) -> Error {
    let names = missing.iter().map(|(_, wanted)| *wanted);
    let what = missing_columns(names).unwrap_or_default();
    Error::new(Kind::Data, format!("{}: {what}", path.display())).hint(format!(
        "name the file's own column: --column {first}=ITS_NAME"
    ))
}

/// UTF-8, else Latin-1 with the signs that Windows adds; a byte order mark before the first name is none of it.
fn text(bytes: &[u8]) -> String {
    let text = std::str::from_utf8(bytes).map_or_else(|_| charset::western(bytes), str::to_owned);
    let text: String = text.trim_start_matches('\u{feff}').trim().to_owned();
    text.chars()
        .map(|c| match c {
            '\n' => c,
            // Of another character set: it must be seen as such.
            '\u{80}'..='\u{9f}' => c,
            c if c.is_control() => ' ',
            c => c,
        })
        .collect()
}

/// What nobody writes was written in another character set: read on, it would be other people.
fn refuse_implausible(path: &Path, record: &[String], row: u64) -> Result<()> {
    if !record.iter().any(|cell| is_implausible(cell)) {
        return Ok(());
    }
    let what = format!(
        "{}: row {row} holds text that is neither UTF-8 nor Latin-1, or is twice encoded",
        path.display()
    );
    let hint = "say what it is: --encoding windows-1251, iso-8859-2, utf-16le or another";
    Err(Error::new(Kind::Data, what).hint(hint))
}

fn take(path: &Path, header: &Header, cells: &[Vec<u8>], row: u64, sink: &mut Sink) -> Result<()> {
    let mut record: Vec<String> = cells.iter().map(|cell| text(cell)).collect();
    // Without a header there may be blank columns at the end that nobody names.
    let is_blank = |cells: &[String]| cells.iter().all(String::is_empty);
    let spare = record.get(header.fields..).is_some_and(is_blank);
    if !header.form.columns.is_empty() && spare {
        record.truncate(header.fields);
    }
    if record.len() != header.fields {
        let why = "another number of fields than the header has";
        sink.refuse(row, "", Code::WrongFieldCount, why);
        return Ok(());
    }
    if header.form.charset.is_none() {
        refuse_implausible(path, &record, row)?;
    }
    let days = Days::of(header.form.order);
    let named = |column: &str| header.get(&record, column);
    let get = |column: &str| {
        let stated = named(column).filter(|text| !placeholders::is_absent(text));
        stated.map(|text| days.written(column, text))
    };
    let flight = match sink.flight(&leg(&get, &days), row) {
        Ok(flight) => flight,
        Err((column, code, why)) => {
            sink.refuse(row, column, code, why);
            if days.in_doubt().next().is_some() {
                sink.note(
                    "days in figures are in unknown order: say it, as in --date-order dmy"
                        .to_owned(),
                );
            }
            return Ok(());
        }
    };
    let mut passenger = passenger(&get, row);
    let name = |column: &str| named(column).unwrap_or_default();
    (passenger.surname, passenger.given_names) =
        placeholders::names(name("surname"), name("given_names"));
    sink.passenger(&passenger, &[flight], "surname");
    for column in days.in_doubt() {
        let why = "day and month in unknown order (--date-order says it): only the year is kept";
        sink.reject(Lost::Value, row, column, Code::BadTimestamp, why);
    }
    Ok(())
}

fn leg(get: &dyn Fn(&str) -> Option<String>, days: &Days) -> StatedLeg {
    let moment = |column: &'static str| get(column).and_then(|text| days.moment(column, &text));
    let arrives = moment("scheduled_arrival");
    StatedLeg {
        carrier: get("carrier"),
        number: get("flight_number"),
        from: get("departure_airport"),
        to: get("arrival_airport"),
        departs: moment("scheduled_departure"),
        arrival_unread: arrives.is_none() && get("scheduled_arrival").is_some(),
        arrives,
        arrives_by_clock: false,
    }
}

fn passenger(get: &dyn Fn(&str) -> Option<String>, row: u64) -> StatedPassenger {
    let kind = get("person_type").unwrap_or_default().to_lowercase();
    let crew = matches!(kind.as_str(), "crew" | "fm" | "ddt");
    let infant = matches!(kind.as_str(), "infant" | "in" | "inf");
    let transit = get("transit").unwrap_or_default().to_lowercase();
    StatedPassenger {
        at: row,
        surname: get("surname").unwrap_or_default(),
        given_names: get("given_names").unwrap_or_default(),
        person_type: match (crew, infant) {
            (true, _) => PersonType::Crew,
            (_, true) => PersonType::Infant,
            _ => PersonType::Passenger,
        },
        transit: matches!(kind.as_str(), "ddt" | "ddu")
            || matches!(transit.as_str(), "true" | "1" | "y" | "yes"),
        birth_date: get("birth_date"),
        sex: get("sex"),
        nationality: get("nationality"),
        residence: get("residence"),
        birth_country: get("birth_country"),
        birth_place: get("birth_place"),
        passenger_ref: get("passenger_ref"),
        booking_ref: get("booking_ref"),
        redress_number: get("redress_number"),
        known_traveller_number: get("known_traveller_number"),
        contact_phone: get("contact_phone").map(|text| contacts::phone(&text).unwrap_or(text)),
        contact_email: get("contact_email").map(|text| contacts::email(&text).unwrap_or(text)),
        payment_ref: get("payment_ref"),
        agency: get("agency"),
        seat: get("seat"),
        documents: documents(get),
        embarkation: get("embarkation_airport"),
        debarkation: get("debarkation_airport"),
        ..StatedPassenger::default()
    }
}

fn documents(get: &dyn Fn(&str) -> Option<String>) -> Vec<StatedDocument> {
    let own = StatedDocument {
        kind: get("document_type"),
        number: get("document_number"),
        issuer: get("document_issuer"),
        expiry: get("document_expiry"),
        mrz: get("mrz"),
    };
    let visa = StatedDocument {
        kind: Some("V".to_owned()),
        number: get("visa_number"),
        issuer: get("visa_issuer"),
        expiry: get("visa_expiry"),
        mrz: None,
    };
    let shown = |document: &StatedDocument| document.number.is_some() || document.mrz.is_some();
    [own, visa].into_iter().filter(shown).collect()
}
