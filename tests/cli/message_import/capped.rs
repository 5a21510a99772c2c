//! More than is read of one booking, person or message is told, and whoever it names is a
//! passenger all the same.

use super::{import_to, refused};
use jiff::civil::date;
use preboard::manifest::{self, schema::Config};
use std::collections::BTreeSet;
use tempfile::TempDir;

/// Beyond the 2,048 passengers and documents of a booking.
const MANY: usize = 2_051;

/// A name that is like no other number's: names that may be one are taken for one.
fn name(number: usize) -> String {
    let mut mixed = number as u64 + 1;
    let letters = (0..10).map(|_| {
        mixed = mixed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        char::from(b'A' + (mixed >> 40) as u8 % 26)
    });
    letters.collect()
}

struct Imported {
    /// Surnames of those who are screened.
    passengers: BTreeSet<String>,
    documents: usize,
    too_many: usize,
}

fn imported(format: &str, text: &str) -> Imported {
    let folder: TempDir = tempfile::tempdir().unwrap();
    let (source, output) = (folder.path().join("m.edi"), folder.path().join("m.parquet"));
    std::fs::write(&source, text).unwrap();
    import_to(&output, format, &source, &[]).ok();
    let rejects = refused(&output);
    let manifests = manifest::open(&[output], &Config::default()).unwrap();
    let batches = manifests.stream(date(2026, 11, 23)).unwrap();
    let passengers = batches.flat_map(|batch| batch.unwrap().passengers.good);
    let passengers: Vec<_> = passengers.collect();
    Imported {
        documents: passengers.iter().map(|one| one.documents.len()).sum(),
        passengers: passengers.into_iter().map(|one| one.surname).collect(),
        too_many: rejects
            .lines()
            .filter(|line| line.contains(",too_many,"))
            .count(),
    }
}

fn booking(segments: &str) -> Imported {
    let head = "UNB+IATA:1+XX++261124:0300+2'UNH+1+PNRGOV:13:1:IA+2'MSG+:22'ORG+XX:CDG'\
                TVL+241126:1400:241126:1630+CDG+JFK+XX+101'EQN+1'SRC'RCI+XX:QQ7788'";
    let count = 8 + segments.matches('\'').count();
    imported("pnrgov", &format!("{head}{segments}UNT+{count}+1'UNZ+1+2'"))
}

fn people(names: impl Iterator<Item = usize>) -> BTreeSet<String> {
    names.map(name).collect()
}

#[test]
fn passengers_of_a_booking() {
    let segments: String = (0..MANY)
        .map(|number| format!("TIF+{}+JO:A:{number}'", name(number)))
        .collect();
    let read = booking(&segments);
    assert!(
        read.passengers == people(0..MANY),
        "{}",
        read.passengers.len()
    );
    assert_eq!(read.too_many, 3);
}

/// Some of them are named by their document alone.
#[test]
fn documents_of_a_booking() {
    let document = |number: usize| {
        let name = name(number);
        format!("SSR+DOCS:HK:1:XX:::::/P/UTO/L{number}/UTO/05MAR70/M/15APR28/{name}/JO'")
    };
    let segments: String = (0..MANY).map(document).collect();
    let read = booking(&format!("TIF+{}+JO:A:1'{segments}", name(0)));
    assert!(
        read.passengers == people(0..MANY),
        "{}",
        read.passengers.len()
    );
    assert_eq!((read.documents, read.too_many), (MANY, 3));
}

#[test]
fn visas_of_one_passenger() {
    let visa = |number: usize| format!("SSR+DOCO:HK:1:XX:::::/UTO/V/V{number}/UTO/01JAN26/USA'");
    let visas: String = (0..19).map(visa).collect();
    let read = booking(&format!("TIF+{}+JO:A:1'{visas}", name(0)));
    assert_eq!(read.passengers, people(0..1));
    assert_eq!((read.documents, read.too_many), (16, 3));
}

fn list(transports: &str, people: &str) -> Imported {
    let head = "UNB+UNOA:4+XX:ZZ+GOV:ZZ+261124:0300+1'UNH+1+PAXLST:D:05B:UN:IATA'BGM+745'";
    let count = 3 + [transports, people].concat().matches('\'').count();
    let text = format!("{head}{transports}{people}UNT+{count}+1'UNZ+1+1'");
    imported("paxlst", &text)
}

fn flight(number: usize) -> String {
    format!("TDT+20+XX{number:03}+++XX'LOC+125+CDG'DTM+189:2611241400:201'LOC+87+JFK'")
}

#[test]
fn documents_of_one_person() {
    let documents: String = (0..19).map(|number| format!("DOC+P+L{number}'")).collect();
    let person = format!("NAD+FL+++{}:JO'DTM+329:700305'{documents}", name(0));
    let read = list(&flight(1), &person);
    assert_eq!(read.passengers, people(0..1));
    assert_eq!((read.documents, read.too_many), (16, 3));
}

#[test]
fn flights_of_one_message() {
    let flights: String = (1..=67).map(flight).collect();
    let read = list(
        &flights,
        &format!("NAD+FL+++{}:JO'DTM+329:700305'", name(0)),
    );
    assert_eq!(read.passengers, people(0..1));
    assert_eq!(read.too_many, 3);
}
