//! What a night's time goes into: preparing names, looking for related tokens, and screening
//! passengers with them.

#![allow(clippy::unwrap_used, reason = "a bench fails by panicking")]

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use preboard::generate::{self, Plan, World};
use preboard::{
    Entry, Lexicon, LostIndex, Passenger, Rarity, Relations, Screener, Settings, Vocabulary,
    manifest, tokens, work,
};
use std::hint::black_box;

const AS_OF: &str = "2026-11-23T18:00:00Z";

fn names(criterion: &mut Criterion) {
    let travellers = travellers(&world());
    let mut group = criterion.benchmark_group("names");
    group.throughput(Throughput::Elements(travellers.len() as u64));
    group.bench_function("tokens of passengers", |bencher| {
        let tokens = |one: &Passenger| tokens::of_passenger(&one.surname, &one.given_names).len();
        bencher.iter(|| travellers.iter().map(tokens).sum::<usize>());
    });
    group.finish();
}

/// Against the tokens of a list, as each distinct token of a night is asked once.
fn relatives(criterion: &mut Criterion) {
    let world = world();
    let mut vocabulary = Vocabulary::default();
    for name in world.entries().flat_map(|entry| entry.names) {
        for token in tokens::of_listed(&name) {
            vocabulary.number_of(&token.forms[0]);
        }
    }
    let now = AS_OF.parse().unwrap();
    let settings = Settings::without_file(&Default::default(), now).unwrap();
    let relations = Relations::bundled(settings.weights.name.relation);
    let lexicon = Lexicon::new(vocabulary, &work::in_turn);
    let mut asked = Vocabulary::default();
    for one in travellers(&world) {
        for token in tokens::of_passenger(&one.surname, &one.given_names) {
            asked.number_of(&token.forms[0]);
        }
    }
    let asked: Vec<&str> = (0..asked.len() as u32).map(|n| asked.token(n)).collect();
    let mut group = criterion.benchmark_group("relatives");
    group.throughput(Throughput::Elements(asked.len() as u64));
    group.bench_function("related listed tokens", |bencher| {
        let found = |token: &&str| lexicon.related(token, &relations).len();
        bencher.iter(|| asked.iter().map(found).sum::<usize>());
    });
    group.finish();
}

fn screening(criterion: &mut Criterion) {
    let world = world();
    let travellers = travellers(&world);
    let entries: Vec<Entry> = world.entries().collect();
    let screener = screener(entries.clone());
    let mut group = criterion.benchmark_group("screening");
    group.sample_size(20);
    group.throughput(Throughput::Elements(entries.len() as u64));
    group.bench_function("prepare the list", |bencher| {
        let entries = || entries.clone();
        bencher.iter_batched(entries, self::screener, BatchSize::LargeInput);
    });
    group.throughput(Throughput::Elements(travellers.len() as u64));
    group.bench_function("screen passengers", |bencher| {
        let cases = || travellers.iter().filter_map(|one| screener.screen(one));
        bencher.iter(|| black_box(cases().count()));
    });
    group.finish();
}

fn world() -> World {
    generate::world(&Plan {
        passengers: 1_000,
        ..Plan::sample(AS_OF.parse().unwrap())
    })
}

/// Through a file, as they come at night.
fn travellers(world: &World) -> Vec<Passenger> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("manifest.parquet");
    let rows: Vec<_> = world.manifest().map(|placed| placed.values).collect();
    manifest::write::write(&path, &rows).unwrap();
    let manifests = manifest::open(&[path], &manifest::schema::Config::default()).unwrap();
    let batches = manifests.stream(jiff::civil::date(2026, 11, 23));
    let travellers = batches
        .unwrap()
        .flat_map(|batch| batch.unwrap().passengers.good);
    travellers.collect()
}

fn screener(entries: Vec<Entry>) -> Screener {
    let now = AS_OF.parse().unwrap();
    let settings = Settings::without_file(&Default::default(), now).unwrap();
    let day = jiff::civil::date(2026, 11, 23);
    let rarity = Rarity::bundled();
    Screener::new(
        entries,
        LostIndex::default(),
        rarity,
        settings.weights,
        settings.policy,
        day,
    )
}

criterion_group!(benches, names, relatives, screening);
criterion_main!(benches);
