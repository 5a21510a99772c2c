//! How fast reported documents load and are looked up, and what memory they take.
//!
//! cargo bench --bench lost -- LOST_DOCUMENTS.parquet --rows N
//!
//! The file is one of `preboard generate --lost-documents N` with its default seed and this
//! moment; half of the lookups are of its rows, each of which must be found.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measurement by hand"
)]

use preboard::generate::{self, Plan};
use preboard::{LostIndex, watchlist};
use std::path::PathBuf;
use std::time::Instant;

const LOOKUPS: usize = 2_000_000;
const AS_OF: &str = "2026-11-23T18:00:00Z";

fn main() {
    let mut words = std::env::args().skip(1).filter(|word| word != "--bench");
    let Some(path) = words.next().map(PathBuf::from) else {
        println!("lost: name a file of `preboard generate`; see benches/lost.rs");
        return;
    };
    let rows: usize = words.nth(1).map_or(1_000, |rows| rows.parse().unwrap());
    let start = Instant::now();
    let (_, index) = watchlist::read_lost_all(&[path]).unwrap();
    println!(
        "{} rows in {:.1} s",
        index.rows(),
        start.elapsed().as_secs_f64()
    );
    println!(
        "{:.3} GiB of rows",
        index.bytes() as f64 / f64::from(1 << 30)
    );
    println!("{}", resident());
    measure(&index, rows);
}

fn measure(index: &LostIndex, rows: usize) {
    let world = generate::world(&Plan {
        passengers: 0,
        entries: 0,
        lost_documents: rows,
        ..Plan::sample(AS_OF.parse().unwrap())
    });
    let stored: Vec<_> = (0..LOOKUPS / 2)
        .map(|at| world.lost_document((at as u128 * 7_919 % rows as u128) as usize))
        .collect();
    let start = Instant::now();
    let mut found = 0;
    let mut strangers = 0;
    for (at, document) in stored.iter().enumerate() {
        let known = index.find(document.issuer, document.kind, &document.number);
        found += usize::from(known.is_some());
        // Ten signs with a letter last: no pattern of the generator.
        let unknown = format!("{:09}Q", at * 997);
        strangers += usize::from(index.find(document.issuer, None, &unknown[1..]).is_some());
    }
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "{:.2} million lookups a second on one core: {found} of {} stored found, {strangers} of as many unknown",
        LOOKUPS as f64 / seconds / 1e6,
        stored.len(),
    );
    assert_eq!(found, stored.len());
    assert_eq!(strangers, 0);
}

/// Of this process, as Linux counts it.
fn resident() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let lines = status
        .lines()
        .filter(|line| line.starts_with("VmHWM") || line.starts_with("VmRSS"));
    lines.collect::<Vec<_>>().join(", ")
}
