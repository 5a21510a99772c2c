//! How many passengers of a manifest get any finding about their documents, whatever the
//! settings ask for.
//!
//! cargo bench --bench clean -- MANIFEST [LOST_DOCUMENTS.parquet]
//!
//! Against the manifest of `preboard generate --planted-rate 0` no finding is decisive.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measurement by hand"
)]

use preboard::manifest::{self, schema::Config};
use preboard::{Collector, Settings, validity, watchlist};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

const AS_OF: &str = "2026-11-23T18:00:00Z";

fn main() {
    let mut words = std::env::args().skip(1).filter(|word| word != "--bench");
    let Some(path) = words.next().map(PathBuf::from) else {
        println!("clean: name a manifest of `preboard generate`; see benches/clean.rs");
        return;
    };
    let settings = Settings::without_file(&Default::default(), AS_OF.parse().unwrap()).unwrap();
    let policy = settings.policy;
    let lost: Vec<PathBuf> = words.map(PathBuf::from).collect();
    let (_, lost) = watchlist::read_lost_all(&lost).unwrap();
    let manifests = manifest::open(&[path], &Config::default()).unwrap();
    let day = jiff::civil::date(2026, 11, 23);

    let mut collector = Collector::with_passengers(manifests.rows() as usize);
    for batch in manifests.stream(day).unwrap() {
        let travellers = batch.unwrap().passengers.good;
        travellers.iter().for_each(|one| collector.visit(one));
    }
    let across = collector.finish(&policy.documents);

    let (mut passengers, mut with_any, mut decisive) = (0, 0, 0);
    let mut by_kind = BTreeMap::new();
    for batch in manifests.stream(day).unwrap() {
        for one in batch.unwrap().passengers.good {
            let own = validity::faults(&one, &lost, &policy.documents);
            let found = own.iter().chain(across.of(one.row()));
            let faults: Vec<_> = found.map(|(_, fault)| fault).collect();
            passengers += 1;
            with_any += u64::from(!faults.is_empty());
            let limits = policy.limits(&one);
            let asks = |fault| policy.judge_fault(fault, limits)?.action;
            decisive += u64::from(faults.iter().any(|fault| asks(fault).is_some()));
            let kinds: BTreeSet<_> = faults.iter().map(|fault| fault.kind().as_str()).collect();
            for kind in kinds {
                *by_kind.entry(kind).or_insert(0_u64) += 1;
            }
        }
    }
    println!(
        "{passengers} passengers: {with_any} with any finding, {decisive} with a decisive one"
    );
    for (kind, count) in by_kind {
        println!("{count:>9}  {kind}");
    }
}
