//! Writes manifests in the contract's columns: what the generator and importers use.

use crate::error::Result;
use crate::manifest::row::ManifestRow;
use crate::tables::write::{self as tables, Columns};
use std::path::Path;

/// Writes one file; complete or absent.
pub fn write(path: &Path, rows: &[ManifestRow]) -> Result<()> {
    let mut columns = Columns::default();
    add_columns(&mut columns, rows.len(), |row| &rows[row]);
    tables::write(path, &columns.finish(), &[])
}

/// Every column of the contract that a row can fill, in its order.
pub fn add_columns<'a>(
    columns: &mut Columns,
    count: usize,
    row: impl Fn(usize) -> &'a ManifestRow,
) {
    let rows = || (0..count).map(&row);
    for (name, get) in TEXT_BEFORE_TIMES {
        columns.text(name, rows().map(get));
    }
    columns
        .moments(
            "scheduled_departure",
            rows().map(|row| row.scheduled_departure),
        )
        .moments("scheduled_arrival", rows().map(|row| row.scheduled_arrival));
    for (name, get) in TEXT {
        columns.text(name, rows().map(get));
    }
    columns.dates("document_expiry", rows().map(|row| row.document_expiry));
    for (name, get) in TEXT_AFTER_EXPIRY {
        columns.text(name, rows().map(get));
    }
}

type Getter = fn(&ManifestRow) -> Option<&String>;

const TEXT_BEFORE_TIMES: [(&str, Getter); 4] = [
    ("carrier", |row| row.carrier.as_ref()),
    ("flight_number", |row| row.flight_number.as_ref()),
    ("departure_airport", |row| row.departure_airport.as_ref()),
    ("arrival_airport", |row| row.arrival_airport.as_ref()),
];

const TEXT: [(&str, Getter); 14] = [
    ("surname", |row| row.surname.as_ref()),
    ("given_names", |row| row.given_names.as_ref()),
    ("passenger_ref", |row| row.passenger_ref.as_ref()),
    ("booking_ref", |row| row.booking_ref.as_ref()),
    ("person_type", |row| row.person_type.as_ref()),
    ("birth_date", |row| row.birth_date.as_ref()),
    ("sex", |row| row.sex.as_ref()),
    ("nationality", |row| row.nationality.as_ref()),
    ("residence", |row| row.residence.as_ref()),
    ("birth_country", |row| row.birth_country.as_ref()),
    ("birth_place", |row| row.birth_place.as_ref()),
    ("document_type", |row| row.document_type.as_ref()),
    ("document_number", |row| row.document_number.as_ref()),
    ("document_issuer", |row| row.document_issuer.as_ref()),
];

const TEXT_AFTER_EXPIRY: [(&str, Getter); 8] = [
    ("mrz", |row| row.mrz.as_ref()),
    ("redress_number", |row| row.redress_number.as_ref()),
    ("known_traveller_number", |row| {
        row.known_traveller_number.as_ref()
    }),
    ("contact_phone", |row| row.contact_phone.as_ref()),
    ("contact_email", |row| row.contact_email.as_ref()),
    ("payment_ref", |row| row.payment_ref.as_ref()),
    ("agency", |row| row.agency.as_ref()),
    ("seat", |row| row.seat.as_ref()),
];
