//! Every list parser against damaged files: seeded mutations of the samples.
//!
//! `PREBOARD_MUTATIONS=100000 cargo test --test library mutated_lists` runs longer. The targets under
//! `fuzz/` go through the same door with coverage, where cargo-fuzz is at hand.

#[path = "../../src/tables/workbook.rs"]
mod workbook;

use crate::common::sample;
use crate::mutations_asked;
use preboard::watchlist::csv_form::{self, Form};
use preboard::watchlist::import::{Imported, refuse_nobody};
use preboard::watchlist::{
    csl, dfat, eu, ftm, interpol, ofac, opensanctions, seco, sema, senzing, uk, un,
};
use preboard::{Kind, Result};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::path::Path;

type Import = fn(&Path) -> Result<Imported>;

const PARSERS: [(&str, Import); 16] = [
    ("un.xml", |path| un::import(path, None)),
    ("eu_current.xml", |path| eu::import(path, None)),
    ("eu_old.xml", |path| eu::import(path, None)),
    ("uk.csv", |path| uk::import(path, None)),
    ("uk.xml", |path| uk::import_xml(path, None)),
    ("csl.csv", |path| csl::import(path, None)),
    ("people.ftm.json", |path| ftm::import(path, None)),
    ("targets.simple.csv", |path| {
        opensanctions::import(path, None)
    }),
    ("flat.csv", |path| {
        csv_form::import(path, &Form::default(), None)
    }),
    ("sema.xml", |path| sema::import(path, None)),
    ("seco.xml", |path| seco::import(path, None)),
    ("senzing.jsonl", |path| senzing::import(path, None)),
    ("interpol.json", |path| interpol::import(path, None)),
    ("ofac_forms/sdn.xml", |path| ofac::import_xml(path, None)),
    ("ofac_forms/sdn_advanced.xml", |path| {
        ofac::import_advanced(path, None)
    }),
    ("ofac/sdn.csv", |path| ofac::import(path, None)),
];

/// What breaks parsers: ends of things, other things' beginnings, and bytes of no encoding.
const TOKENS: [&[u8]; 20] = [
    b"<",
    b">",
    b"</",
    b"/>",
    b"&",
    b"&amp;",
    b"&#0;",
    b"&#x110000;",
    b"<![CDATA[",
    b"]]>",
    b"<!DOCTYPE a [",
    b"<!--",
    b"\"",
    b"\"\"",
    b"\n",
    b",",
    b";",
    b"{\"id\":",
    b"\xff\xfe",
    b"\xe9\x87",
];

#[test]
fn no_mutation_of_a_sample_makes_a_parser_panic_or_lose_count() {
    let samples = sample("watchlist");
    let rounds = mutations_asked().unwrap_or(150);
    let folder = tempfile::tempdir().unwrap();
    for (number, (name, import)) in PARSERS.into_iter().enumerate() {
        let whole = std::fs::read(samples.join(name)).unwrap();
        let path = folder.path().join(Path::new(name).file_name().unwrap());
        if name.starts_with("ofac/") {
            std::fs::copy(samples.join("ofac/alt.csv"), folder.path().join("alt.csv")).unwrap();
        }
        let mut rng = ChaCha8Rng::seed_from_u64(number as u64);
        let (mut read, mut refused) = (0, 0);
        for _ in 0..rounds {
            std::fs::write(&path, mutated(&whole, &mut rng)).unwrap();
            // A list of nobody is refused by the command.
            let imported = import(&path)
                .and_then(|imported| refuse_nobody(&path, &imported).map(|()| imported));
            match imported {
                Ok(imported) => {
                    assert!(imported.adds_up(), "{name}");
                    let named = imported.entries.iter().all(|entry| !entry.names.is_empty());
                    assert!(named, "{name}");
                    read += 1;
                }
                Err(error) => {
                    assert!(
                        matches!(error.kind, Kind::Data | Kind::NoInput),
                        "{name}: {error}"
                    );
                    refused += 1;
                }
            }
        }
        assert!(
            0 < read && 0 < refused,
            "{name}: the mutations reach nothing: {read} {refused}"
        );
    }
}

fn mutated(sample: &[u8], rng: &mut ChaCha8Rng) -> Vec<u8> {
    let mut bytes = sample.to_vec();
    for _ in 0..rng.random_range(1..=4) {
        let at = rng.random_range(0..=bytes.len());
        let span = rng.random_range(0..=40).min(bytes.len() - at);
        match rng.random_range(0..6) {
            0 if at < bytes.len() => bytes[at] = rng.random(),
            1 => drop(bytes.drain(at..at + span)),
            2 => {
                let copy = bytes[at..at + span].to_vec();
                bytes.splice(at..at, copy);
            }
            3 => bytes.truncate(at),
            _ => {
                let token = TOKENS[rng.random_range(0..TOKENS.len())];
                bytes.splice(at..at, token.iter().copied());
            }
        }
    }
    bytes
}

/// Rows of a spreadsheet are mutated inside of a workbook that is whole, and the workbook itself.
#[test]
fn no_mutation_of_a_workbook_makes_its_parser_panic_or_lose_count() {
    use workbook::Cell::{Number, Shared, Text};
    let rows = [
        ["Reference", "Name", "Type", "Date of Birth"]
            .map(Text)
            .to_vec(),
        vec![
            Number(1.0),
            Text("Jo SPECIMEN"),
            Text("Individual"),
            Text("a) 1970 b) 5 Feb. 1971"),
        ],
        vec![
            Text("1a"),
            Shared("Little Jo"),
            Text("Individual"),
            Number(1971.0),
        ],
        vec![Number(2.0), Text("Sample"), Text("Entity")],
    ];
    let (sheet, shared) = workbook::sheet(&rows);
    let whole = workbook::packed(&sheet, &shared);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.xlsx");
    let mut rng = ChaCha8Rng::seed_from_u64(99);
    let (mut read, mut refused) = (0, 0);
    for round in 0..mutations_asked().unwrap_or(300) {
        let bytes = match round % 2 {
            0 => mutated(&whole, &mut rng),
            _ => {
                let rows = mutated(sheet.as_bytes(), &mut rng);
                workbook::packed(&String::from_utf8_lossy(&rows), &shared)
            }
        };
        std::fs::write(&path, bytes).unwrap();
        match dfat::import(&path, None) {
            Ok(imported) => {
                assert!(imported.adds_up());
                read += 1;
            }
            Err(error) => {
                assert_eq!(error.kind, Kind::Data, "{error}");
                refused += 1;
            }
        }
    }
    assert!(0 < read && 0 < refused, "{read} {refused}");
}
