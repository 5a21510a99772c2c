//! The fuzz targets' door without a nightly compiler: samples with seeded damage. The number
//! of mutations is small here; `PREBOARD_MUTATIONS=1000000 cargo test --test library
//! mutated_messages` makes it a fuzz run.

use crate::common::{sample, shared};
use crate::mutations_asked;
use preboard::manifest::import::Format;
use preboard::manifest::import::csv_form::Form;
use preboard::manifest::import::envelope::Message;
use preboard::manifest::import::flight::Times;
use preboard::manifest::import::probe::probe;
use preboard::manifest::import::read;
use preboard::manifest::import::row::ImportedRow;
use preboard::manifest::import::sink::Sink;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::path::{Path, PathBuf};

const DEFAULT: u64 = 2_000;

/// Pieces that mean something to a parser.
const PIECES: [&str; 26] = [
    "'",
    "+",
    ":",
    "?",
    "UNA:+.? '",
    "UNB+",
    "UNH+1+PAXLST'",
    "UNT+1'",
    "NAD+FL+++",
    "DOC+P+",
    "LOC+91+",
    "DTM+36:",
    "TDT+20+",
    "SRC'",
    "TIF+",
    "TVL+",
    "SSR+DOCS:::::::::/",
    "ABI'",
    "\r\n",
    "\u{2019}\n",
    "\u{feff}",
    "\x1f\u{8b}",
    "99",
    "é",
    "\u{10ffff}",
    "\0",
];

fn samples(folder: &str, extension: &str) -> Vec<Vec<u8>> {
    let public = shared(&format!("manifests/{folder}"));
    let folders = [sample("messages")].into_iter().chain(public);
    let mut files: Vec<PathBuf> = folders
        .flat_map(|folder| std::fs::read_dir(folder).unwrap())
        .map(|item| item.unwrap().path())
        .filter(|path| path.is_file())
        .filter(|path| (path.extension().unwrap_or_default() == "csv") == (extension == "csv"))
        .collect();
    files.sort();
    let read = files.iter().map(|path| std::fs::read(path).unwrap());
    // Long files teach a mutation little and take its time.
    read.map(|bytes| bytes[..bytes.len().min(8_000)].to_vec())
        .collect()
}

fn mutate(rng: &mut ChaCha8Rng, samples: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = samples[rng.random_range(0..samples.len())].clone();
    for _ in 0..rng.random_range(1..8) {
        let at = rng.random_range(0..=bytes.len());
        let end = (at + rng.random_range(0..40)).min(bytes.len());
        match rng.random_range(0..5) {
            0 => drop(bytes.drain(at..end)),
            1 => {
                let piece = PIECES[rng.random_range(0..PIECES.len())];
                bytes.splice(at..at, piece.bytes());
            }
            2 => {
                let copy = bytes[at..end].to_vec();
                bytes.splice(at..at, copy);
            }
            3 => bytes[at..end]
                .iter_mut()
                .for_each(|byte| *byte = rng.random()),
            _ => {
                let other = &samples[rng.random_range(0..samples.len())];
                let from = rng.random_range(0..=other.len());
                bytes.truncate(at);
                bytes.extend_from_slice(&other[from..]);
            }
        }
    }
    bytes
}

/// Whether rows came out of the bytes, and whether any were refused.
fn reached(format: &Format, bytes: &[u8]) -> (bool, bool) {
    let mut rows = 0;
    let mut count = |batch: &[ImportedRow]| {
        rows += batch.len();
        Ok(())
    };
    let mut sink = Sink::new(Times::Local, &mut count);
    sink.start_file();
    let whole = read(Path::new("mutated"), bytes, format, &mut sink);
    let (_, rejects) = sink.finish().unwrap();
    (0 < rows, whole.is_err() || !rejects.is_empty())
}

fn run(format: &Format, samples: &[Vec<u8>]) {
    let (mut good, mut bad) = (0_u64, 0_u64);
    let count = mutations_asked().unwrap_or(DEFAULT);
    for seed in 0..count {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        // Printed by the test's failure: the seed is the way back to the bytes.
        let bytes = mutate(&mut rng, samples);
        let held = std::panic::catch_unwind(|| probe(format, &bytes));
        assert!(held.is_ok(), "seed {seed} of {format:?}");
        let (rows, rejects) = reached(format, &bytes);
        good += u64::from(rows);
        bad += u64::from(rejects);
    }
    // Damage that stops every file at its first byte would test nothing behind it.
    assert!(
        count < 40 * good && count < 40 * bad,
        "{format:?}: {good} {bad}"
    );
}

#[test]
fn damaged_passenger_lists() {
    run(
        &Format::Messages(Message::Paxlst),
        &samples("paxlst", "edi"),
    );
}

#[test]
fn damaged_bookings() {
    run(
        &Format::Messages(Message::Pnrgov),
        &samples("pnrgov", "edi"),
    );
}

#[test]
fn damaged_flat_files() {
    let header = "carrier,flight_number,departure_airport,arrival_airport,scheduled_departure,\
surname,given_names,birth_date,document_number,document_expiry\n";
    let rows = "XX,101,CDG,JFK,2026-11-24T14:00,DOE,\"JO, ANN\",1980-01-02,1234567,20301231\n\
XX,102,CDG,JFK,2611241400,ROE,JANE,800102,7654321,31DEC30\n";
    // The other files have headers of their own and are refused at once: most damage shall lie
    // behind a header that is good.
    let contract = format!("{header}{}", rows.repeat(10)).into_bytes();
    let mut samples = samples("", "csv");
    samples.extend([contract.clone(), contract.clone(), contract]);
    run(&Format::Csv(Form::default()), &samples);
}
