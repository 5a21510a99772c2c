//! Invented people: who travels, and who is listed.

use preboard::manifest::row::ManifestRow;
use preboard::{Entry, ListedBirth, ListedName, NameKind};

/// The moment of a night. Its flight departs twelve hours later.
pub const AS_OF: &str = "2026-11-23T18:00:00Z";

/// The passengers of an ordinary world: the first is listed, the others are not.
pub fn passengers() -> [ManifestRow; 3] {
    [
        row("ZUMARINOV", "BORISLAV", "1970-03-05"),
        row("SMITH", "ANNA", "1980-01-02"),
        row("NGUYEN", "MINH", "1991-07-30"),
    ]
}

/// The list of an ordinary world; the second does not travel.
pub fn listed() -> [Entry; 2] {
    [
        entry("7", "ZUMARINOV", "Borislav", "1970-03-05"),
        entry("8", "QADRIYOV", "Timur", "1955"),
    ]
}

pub fn row(surname: &str, given: &str, birth: &str) -> ManifestRow {
    ManifestRow {
        carrier: text("XX"),
        flight_number: text("101"),
        departure_airport: text("CDG"),
        arrival_airport: text("JFK"),
        scheduled_departure: Some("2026-11-24T06:00:00Z".parse().unwrap()),
        surname: text(surname),
        given_names: text(given),
        birth_date: text(birth),
        document_type: text("P"),
        document_number: text(&number_of(surname, given)),
        document_issuer: text("FRA"),
        ..ManifestRow::default()
    }
}

pub fn entry(id: &str, surname: &str, given: &str, birth: &str) -> Entry {
    Entry {
        entry_id: id.to_owned(),
        list: "TEST".to_owned(),
        authority: "Test".to_owned(),
        category: "smuggling".to_owned(),
        names: vec![ListedName {
            kind: NameKind::Primary,
            full: None,
            surname: text(surname),
            given_names: text(given),
            script: None,
        }],
        birth_dates: ListedBirth::parse(birth).into_iter().collect(),
        ..Entry::default()
    }
}

fn text(text: &str) -> Option<String> {
    Some(text.to_owned()).filter(|text| !text.is_empty())
}

/// Each person's own: a number on two people would be a finding.
fn number_of(surname: &str, given: &str) -> String {
    let sum = |sum: u32, byte: u8| (sum * 31 + u32::from(byte)) % 10_000_000;
    let bytes = surname.bytes().chain([b' ']).chain(given.bytes());
    format!("AB{:07}", bytes.fold(0, sum))
}
