//! A flat file: one row per passenger, flight and document, columns named by a mapping.
//! Only the contract's columns are read.

use crate::error::{Error, Kind, Result};
use crate::manifest::import::Ended;
use crate::manifest::import::contacts;
use crate::manifest::import::dates;
use crate::manifest::import::flight::StatedLeg;
use crate::manifest::import::passenger::{PersonType, StatedDocument, StatedPassenger};
use crate::manifest::import::rejects::Code;
use crate::manifest::import::sink::Sink;
use crate::tables::source::missing_columns;
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

/// Positions of the file's columns for every contract column.
struct Header {
    positions: BTreeMap<&'static str, Vec<usize>>,
    fields: usize,
}

/// Reads one file to its end, or to where it breaks off; a bad row never stops it.
pub fn read(path: &Path, input: impl Read, mapping: &Mapping, sink: &mut Sink) -> Result<Ended> {
    let mut input = BufReader::new(input);
    let first = match first_line(&mut input) {
        Ok(first) => first,
        Err(e) => return Ok(Ended { row: 1, by: Err(e) }),
    };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(&first))
        .flexible(true)
        .from_reader(Cursor::new(first).chain(input));
    let names = reader.byte_headers().map_err(|e| failed(path, &e))?.clone();
    let header = Header::of(path, &names, mapping)?;
    let mut record = csv::ByteRecord::new();
    let mut row = 1;
    let by = loop {
        match reader.read_byte_record(&mut record) {
            Ok(true) if !sink.has_failed() => row += 1,
            Ok(_) => break Ok(()),
            Err(e) => break Err(e),
        }
        take(&header, &record, row, sink);
    };
    match by.map_err(csv::Error::into_kind) {
        Ok(()) => Ok(Ended { row, by: Ok(()) }),
        Err(csv::ErrorKind::Io(e)) => Ok(Ended { row, by: Err(e) }),
        Err(other) => Err(crate::files::read_failed(path, &format!("{other:?}"))),
    }
}

fn failed(path: &Path, cause: &csv::Error) -> Error {
    crate::files::read_failed(path, cause)
}

/// At most so many bytes: what has no line end is no flat file.
fn first_line(input: &mut impl BufRead) -> std::io::Result<Vec<u8>> {
    const LONGEST: u64 = 64 * 1024;
    let mut line = Vec::new();
    input.take(LONGEST).read_until(b'\n', &mut line)?;
    Ok(line)
}

/// Of comma, semicolon and tab, the one that the first line has most of.
fn delimiter(line: &[u8]) -> u8 {
    let count = |mark: u8| line.iter().filter(|byte| **byte == mark).count();
    let marks = [b'\t', b';', b','];
    marks
        .into_iter()
        .max_by_key(|mark| count(*mark))
        .unwrap_or(b',')
}

impl Header {
    fn of(path: &Path, names: &csv::ByteRecord, mapping: &Mapping) -> Result<Header> {
        let names: Vec<String> = names.iter().map(text).collect();
        let mut positions = BTreeMap::new();
        let mut missing = Vec::new();
        for (number, column) in COLUMNS.into_iter().enumerate() {
            let mapped = mapping.get(column);
            let wanted = mapped.map_or(column, String::as_str);
            let parts = wanted.split('+').map(str::trim);
            let found: Vec<Option<usize>> = parts
                .map(|name| names.iter().position(|known| known == name))
                .collect();
            let all: Option<Vec<usize>> = found.into_iter().collect();
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
            }),
        }
    }

    fn get(&self, record: &csv::ByteRecord, column: &str) -> Option<String> {
        let positions = self.positions.get(column)?;
        let values = positions.iter().filter_map(|at| record.get(*at)).map(text);
        let values: Vec<String> = values.filter(|value| !value.is_empty()).collect();
        Some(values.join(" ")).filter(|value| !value.is_empty())
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

/// UTF-8, else Latin-1; a byte order mark before the first name is none of it.
fn text(bytes: &[u8]) -> String {
    let latin = || bytes.iter().copied().map(char::from).collect();
    let text = std::str::from_utf8(bytes).map_or_else(|_| latin(), str::to_owned);
    let text: String = text.trim_start_matches('\u{feff}').trim().to_owned();
    text.chars()
        .map(|c| if c.is_control() && c != '\n' { ' ' } else { c })
        .collect()
}

fn take(header: &Header, record: &csv::ByteRecord, row: u64, sink: &mut Sink) {
    if record.len() != header.fields {
        let why = "another number of fields than the header has";
        return sink.refuse(row, "", Code::WrongFieldCount, why);
    }
    let get = |column: &str| header.get(record, column);
    let flight = match sink.flight(&leg(&get), row) {
        Ok(flight) => flight,
        Err((column, code, why)) => return sink.refuse(row, column, code, why),
    };
    sink.passenger(&passenger(&get, row), &[flight], "surname");
}

fn leg(get: &dyn Fn(&str) -> Option<String>) -> StatedLeg {
    let moment = |column: &str| get(column).and_then(|text| dates::free(&text));
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
        // Written out in one field.
        mrz: get("mrz").map(|text| text.replace("\\n", "\n")),
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
