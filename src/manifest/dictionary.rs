//! What a manifest's columns mean, for the data dictionary.

use super::schema::{CONTRACT, KNOWN_UNUSED};
use crate::schema::dictionary::{ColumnDoc, Direction, TableDoc, plain};
use crate::tables::source::Wanted;
use crate::tables::version;

pub fn describe() -> TableDoc {
    let read = CONTRACT.iter().map(|(name, wanted, required)| {
        let kind = match wanted {
            Wanted::Text => "text",
            Wanted::Label => "text, or whole numbers",
            Wanted::Day => "date, a timestamp at midnight, or text: `1970-03-05`, `1970-03`, `1970`, `YYMMDD`, and what can be read in one way alone",
            Wanted::Moment => "timestamp, UTC",
            Wanted::TextList => "list of text",
            Wanted::StructList => "list of struct{type?, number?, issuer?, expiry?, mrz?}",
        };
        column(name, kind, *required)
    });
    let unused = KNOWN_UNUSED.iter().map(|name| column(name, "any", false));
    TableDoc {
        name: "manifest".to_owned(),
        file: "[inputs] manifests: Parquet, a file, a folder or a glob".to_owned(),
        direction: Direction::Input,
        version: version::MANIFESTS.to_owned(),
        about: "One row per passenger, flight segment and document, or one row with a list of \
                documents. Other columns are passed over and named in run.json; \
                `[manifest.columns]` maps foreign names, and a name that differs in nothing but \
                case and separators is taken and said. Strings may be of any of Arrow's text \
                types or bare bytes of UTF-8, timestamps of any unit, pages in any packing but \
                LZO."
            .to_owned(),
        columns: read.chain(unused).collect(),
    }
}

fn column(name: &str, kind: &str, required: bool) -> ColumnDoc {
    let meaning = MEANINGS.iter().find(|(known, _)| *known == name);
    let column = plain(
        name,
        kind,
        required,
        meaning.map_or("", |(_, meaning)| meaning),
    );
    match name {
        "person_type" => column.of(&["passenger", "crew", "infant"]),
        "sex" => column.of(&["M", "F", "X", "U"]),
        _ => column,
    }
}

const MEANINGS: [(&str, &str); 35] = [
    (
        "carrier",
        "IATA or ICAO designator of the operating carrier.",
    ),
    ("flight_number", "Without the carrier."),
    ("departure_airport", "IATA."),
    ("arrival_airport", "IATA."),
    (
        "scheduled_departure",
        "Of the flight; a row without one is in quarantine.",
    ),
    (
        "surname",
        "In any script; null where the whole name stands in `given_names`.",
    ),
    (
        "given_names",
        "In any script; the column must be there, its values may be null.",
    ),
    ("scheduled_arrival", "Of the flight."),
    (
        "passenger_ref",
        "The carrier's own; rows of one flight that share it are one passenger.",
    ),
    ("booking_ref", "PNR locator."),
    ("person_type", "Crew are screened as passengers are."),
    (
        "birth_date",
        "Two-digit years mean the latest century that is not after `as_of`.",
    ),
    ("sex", "As on the document."),
    (
        "nationality",
        "ISO 3166-1 alpha-3, or a code of ICAO 9303 such as `D`.",
    ),
    ("residence", "As nationality."),
    ("birth_country", "As nationality."),
    ("birth_place", "A town, as written."),
    (
        "document_type",
        "`P` passport, `V` visa, `I` identity card, `A` and others of ICAO 9303.",
    ),
    ("document_number", "Of the travel document."),
    ("document_issuer", "As nationality."),
    ("document_expiry", "Of the travel document."),
    ("visa_number", "Of a visa beside the document."),
    ("visa_issuer", "As nationality."),
    ("visa_expiry", "Of the visa."),
    (
        "mrz",
        "The machine-readable zone, its lines joined by a line feed.",
    ),
    ("documents", "Instead of the columns of one document."),
    (
        "redress_number",
        "Of the traveller, as in the redress file.",
    ),
    ("known_traveller_number", "Of the traveller."),
    (
        "contact_phone",
        "Only links travellers of one booking; may be hashed. Is in no output.",
    ),
    (
        "contact_email",
        "Only links travellers of one booking; may be hashed. Is in no output.",
    ),
    (
        "payment_ref",
        "Only links travellers of one booking; may be hashed. Is in no output.",
    ),
    (
        "agency",
        "Context of a case alone: how many rows the same one booked. Is in no output.",
    ),
    ("seat", "Known and not read."),
    ("checked_in", "Known and not read."),
    ("boarded", "Known and not read."),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_that_is_known_has_its_meaning_and_no_other() {
        let described: Vec<String> = describe().columns.into_iter().map(|c| c.name).collect();
        let known: Vec<&str> = MEANINGS.iter().map(|(name, _)| *name).collect();
        assert_eq!(described, known);
    }
}
