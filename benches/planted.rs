//! Whether the indexes find, on a great night, every planted passenger whom comparing with
//! everyone on the list finds.
//!
//! cargo bench --bench planted -- [PASSENGERS ENTRIES PLANTED_RATE]
//!
//! Only the planted rows are screened: comparing one passenger with two million people takes
//! about a second.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measurement by hand"
)]

use preboard::generate::{self, Plan};
use preboard::manifest::{self, schema::Config};
use preboard::{LostIndex, Rarity, Screener, Settings};
use std::time::Instant;

const AS_OF: &str = "2026-11-23T18:00:00Z";

fn main() {
    let words = std::env::args().skip(1);
    let numbers: Vec<f64> = words.filter_map(|word| word.parse().ok()).collect();
    let [passengers, entries, rate] = numbers[..] else {
        println!("planted: name passengers, entries and a rate; see benches/planted.rs");
        return;
    };
    let world = generate::world(&Plan {
        passengers: passengers as usize,
        entries: entries as usize,
        planted_rate: rate,
        ..Plan::sample(AS_OF.parse().unwrap())
    });
    let planted = world.manifest().filter(|placed| placed.planted.is_some());
    let rows: Vec<_> = planted.map(|placed| placed.values).collect();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("manifest.parquet");
    manifest::write::write(&path, &rows).unwrap();

    let settings = Settings::without_file(&Default::default(), AS_OF.parse().unwrap()).unwrap();
    let day = jiff::civil::date(2026, 11, 23);
    let screener = Screener::new(
        world.entries().collect(),
        LostIndex::default(),
        Rarity::bundled(),
        settings.weights,
        settings.policy,
        day,
    );
    let manifests = manifest::open(&[path], &Config::default()).unwrap();
    let batches = manifests.stream(day).unwrap();
    let (mut passengers, mut found, mut differ) = (0, 0, 0);
    let (mut fast, mut slow) = (0.0, 0.0);
    for passenger in batches.flat_map(|batch| batch.unwrap().passengers.good) {
        let start = Instant::now();
        let by_index = screener.screen(&passenger);
        fast += start.elapsed().as_secs_f64();
        let start = Instant::now();
        let by_all = screener.screen_all(&passenger);
        slow += start.elapsed().as_secs_f64();
        passengers += 1;
        found += u64::from(by_all.as_ref().is_some_and(|case| !case.hits.is_empty()));
        differ += u64::from(by_all != by_index);
    }
    println!(
        "{passengers} planted passengers against {} people: comparing with everyone finds {found}, \
         the indexes differ for {differ}; {fast:.1} s instead of {slow:.1} s",
        screener.entries()
    );
}
