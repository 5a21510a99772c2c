//! Decisions that became counts still answer what a year's trends ask.

use super::{night, world};
use crate::common::World;
use preboard::ledger;
use preboard::ledger::chain;
use preboard::purged::{self, Event};

/// The tables that the ledger alone makes.
fn trends(world: &World) -> Vec<Vec<u8>> {
    let out = world.path("trends");
    let more = ["--out", out.to_str().unwrap()];
    world.trends("2026-01-01T00:00:00Z", &more).ok();
    let names = ["outcomes.parquet", "precision.csv", "timing.parquet"];
    names
        .map(|name| std::fs::read(out.join(name)).unwrap())
        .into()
}

#[test]
fn denied_boarding_of_a_year_is_the_same_when_its_decisions_are_counts() {
    let world = world("2006-11-24T06:00:00Z");
    let case = night(&world, "first", "2006-11-23T18:00:00Z");
    let again = night(&world, "second", "2006-11-24T00:00:00Z");
    assert_eq!(case, again);
    for (id, word) in [
        ("first", "2006-11-23T19:05:00Z,need_info,,,ask Walburga"),
        ("second", "2006-11-24T01:00:00Z,concur,,,"),
        (
            "second",
            "2006-11-25T01:00:00Z,concur,denied_boarding,same_person,",
        ),
    ] {
        world.review(id, &format!("{case},Officer 12,{word}")).ok();
    }
    let before = trends(&world);
    world.purge("2007-06-01T00:00:00Z", &[]).ok();
    let rows = world.decided();
    assert!(
        rows.iter()
            .all(|row| row.case_id == "M-000001-0001" && row.note.is_none())
    );
    assert_eq!(trends(&world), before);
    world.purge("2012-01-01T00:00:00Z", &[]).ok();
    let rows = world.decided();
    assert!(
        rows.iter()
            .all(|row| row.run_id == "(counted)" && row.officer == "(counted)")
    );
    assert_eq!(
        rows[2].scheduled_departure.to_string(),
        "2006-11-01T00:00:00Z"
    );
    assert_eq!(trends(&world), before);
    let outcomes = world.text("trends/outcomes.csv");
    assert!(
        outcomes.contains("2007,group,NEW_YORK,1,1,0,0,1,0,0,0,0,1,0,0\n"),
        "{outcomes}"
    );
    // Reviews and their chain go on behind a reduced ledger.
    let fresh = night(&world, "third", "2012-01-01T00:00:00Z");
    let word = format!("{fresh},A1,2012-01-01T01:00:00Z,concur,,,");
    world.review("third", &word).ok();
    let parts = ledger::load(&world.path("out")).unwrap();
    let links = chain::links(&parts);
    assert!(links.iter().all(|link| *link == chain::Link::Whole));
    let log = purged::read(&world.path("out")).unwrap();
    let reduced = log.iter().filter(|line| line.event == Event::LedgerReduced);
    assert_eq!(reduced.count(), 6, "three parts, twice");
}
