//! Reads invented messages for the tests of both readers.

use crate::manifest::import::counts::Counts;
use crate::manifest::import::envelope::{self, Message};
use crate::manifest::import::flight::Times;
use crate::manifest::import::row::ImportedRow;
use crate::manifest::import::sink::Sink;

pub(crate) struct Read {
    pub(crate) rows: Vec<ImportedRow>,
    pub(crate) counts: Counts,
    /// `code lost column`, in order.
    pub(crate) rejects: Vec<String>,
}

/// The segments as one interchange of one message, each ended by an apostrophe.
pub(crate) fn message(kind: &str, segments: &[&str]) -> String {
    let body: Vec<String> = segments
        .iter()
        .map(|segment| format!("{segment}'\n"))
        .collect();
    let count = segments.len() + 2;
    format!(
        "UNB+A'UNH+1+{kind}:D:05B:UN:IATA'\n{}UNT+{count}+1'UNZ+1+1'",
        body.concat()
    )
}

pub(crate) fn read(message: Message, text: &[u8]) -> Read {
    let mut rows = Vec::new();
    let mut keep = |batch: &[ImportedRow]| {
        rows.extend_from_slice(batch);
        Ok(())
    };
    let mut sink = Sink::new(Times::Local, &mut keep);
    sink.start_file();
    envelope::read(text, message, &mut sink).by.unwrap();
    let (mut counts, rejects) = sink.finish().unwrap();
    let counts = counts.remove(0);
    assert!(counts.adds_up(), "{counts}");
    Read {
        rows,
        counts,
        rejects: rejects
            .iter()
            .map(|r| format!("{} {} {}", r.code.as_str(), r.lost.as_str(), r.column))
            .collect(),
    }
}

/// `SURNAME/GIVEN type XX1 AAA-BBB P:NUMBER:ISSUER:EXPIRY`, `-` for what is absent.
pub(crate) fn brief(row: &ImportedRow) -> String {
    let text = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
    let row = &row.manifest;
    let expiry = row.document_expiry.map(|date| date.to_string());
    format!(
        "{}/{} {} {}{} {}-{} {}:{}:{}:{}",
        text(&row.surname),
        text(&row.given_names),
        text(&row.person_type),
        text(&row.carrier),
        text(&row.flight_number),
        text(&row.departure_airport),
        text(&row.arrival_airport),
        text(&row.document_type),
        text(&row.document_number),
        text(&row.document_issuer),
        text(&expiry),
    )
}
