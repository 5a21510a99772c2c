//! Labelled queries and people on no list: what `evaluate` measures with.
//!
//! A value that cannot be read counts as missing, as it does on a manifest.

use crate::domain::codes::{DocumentType, Sex};
use crate::domain::date::PartialDate;
use crate::domain::document::Document;
use crate::domain::passenger::Passenger;
use crate::domain::states;
use crate::error::{Error, Kind, Result};
use crate::schema::dictionary::{ColumnDoc, Direction, TableDoc, plain};
use crate::tables::read::{Day, Days, Text};
use crate::tables::row::FIRST;
use crate::tables::source::{Batches, Source, Wanted};
use arrow_array::RecordBatch;
use jiff::Timestamp;
use std::path::Path;

/// One person to screen, with the truth about them.
pub struct Query {
    pub id: String,
    pub person: Passenger,
    /// The true entry; `None` for a person on no list.
    pub entry_id: Option<String>,
    /// A name origin or a kind of variation, for figures by group.
    pub group: Option<String>,
}

const TEXT: [&str; 11] = [
    "query_id",
    "passenger_ref",
    "surname",
    "given_names",
    "full_name",
    "sex",
    "nationality",
    "document_number",
    "document_issuer",
    "entry_id",
    "group",
];

/// For the data dictionary.
pub fn describe() -> TableDoc {
    let mut columns: Vec<ColumnDoc> = TEXT.iter().map(|name| column(name)).collect();
    let kind = "date, or ISO text";
    columns.push(plain(
        "birth_date",
        kind,
        false,
        "May be partial in text: `1970`, `1970-03`.",
    ));
    TableDoc {
        name: "evaluate_pairs".to_owned(),
        file: "`preboard evaluate --pairs` and `--population`: Parquet".to_owned(),
        direction: Direction::Input,
        version: FIRST.to_owned(),
        about:
            "People whose entry is known, or who are on no list. `surname` or `full_name` must be \
                there. A population may be a manifest."
                .to_owned(),
        columns,
    }
}

fn column(name: &str) -> ColumnDoc {
    let meaning = match name {
        "query_id" => "Of the person; `passenger_ref` or the row's number where it is missing.",
        "passenger_ref" => "Stands in for `query_id`.",
        "surname" | "given_names" => "In any script.",
        "full_name" => "A name in one field, where the two are missing.",
        "sex" => "`M`, `F`, `X` or `U`.",
        "nationality" | "document_issuer" => "ISO 3166-1 alpha-3, or a code of ICAO 9303.",
        "document_number" => "Of a passport.",
        "entry_id" => "The true entry; null for a person on no list.",
        "group" => "A name origin or a kind of variation, for figures by group.",
        _ => "",
    };
    plain(name, "text", false, meaning)
}

/// Reads a file of queries, or of a population.
pub fn read(path: &Path, now: Timestamp) -> Result<Vec<Query>> {
    let mut source = Source::open(path)?;
    let mut present = Vec::new();
    for column in TEXT {
        // A column without any value may have any type.
        let empty = source
            .schema()
            .field_with_name(column)
            .is_ok_and(|field| !field.data_type().is_string());
        if !empty && source.check(column, Wanted::Text, false)? {
            present.push(column);
        }
    }
    if !(present.contains(&"surname") || present.contains(&"full_name")) {
        let what = format!("{}: no column surname or full_name", path.display());
        return Err(Error::new(Kind::Data, what).hint("name the people, then evaluate again"));
    }
    if source.check("birth_date", Wanted::Day, false)? {
        present.push("birth_date");
    }
    queries(source.read(&present)?, now)
}

fn queries(batches: Batches, now: Timestamp) -> Result<Vec<Query>> {
    let mut queries = Vec::new();
    for batch in batches {
        let batch = batch?;
        for row in 0..batch.num_rows() {
            queries.push(query(&batch, row, queries.len(), now));
        }
    }
    Ok(queries)
}

fn query(batch: &RecordBatch, row: usize, number: usize, now: Timestamp) -> Query {
    let text = |column| Text::of(batch, column).owned(row);
    let id = text("query_id").or_else(|| text("passenger_ref"));
    // A whole name stands in one field, the other being empty.
    let (surname, given) = match (text("surname"), text("given_names")) {
        (None, None) => (text("full_name"), None),
        parts => parts,
    };
    let (surname, given) = (surname.unwrap_or_default(), given.unwrap_or_default());
    let mut person = Passenger::of_name(surname, given, now);
    person.birth_date = birth_date(Days::of(batch, "birth_date").get(row));
    person.sex = text("sex").as_deref().and_then(Sex::parse);
    person.nationality = text("nationality").as_deref().and_then(states::stated);
    person.documents = text("document_number")
        .map(|number| Document {
            kind: Some(DocumentType::Passport),
            number,
            issuer: text("document_issuer").as_deref().and_then(states::stated),
            expiry: None,
            mrz: None,
        })
        .into_iter()
        .collect();
    Query {
        id: id.unwrap_or_else(|| format!("row {}", number + 1)),
        person,
        entry_id: text("entry_id"),
        group: text("group"),
    }
}

fn birth_date(day: Day) -> Option<PartialDate> {
    match day {
        Day::Date(date) => Some(PartialDate::full(date)),
        Day::Text(text) => PartialDate::parse_iso(text),
        Day::Missing => None,
    }
}

impl Query {
    /// Leaves the name and nothing else.
    pub fn keep_name_only(&mut self) {
        let person = &mut self.person;
        let names = (
            std::mem::take(&mut person.surname),
            std::mem::take(&mut person.given_names),
        );
        *person = Passenger::of_name(names.0, names.1, person.flight.scheduled_departure);
    }
}
