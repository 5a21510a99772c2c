//! Links and networks: what they show, and that no case is one by them.

use crate::common::{AS_OF, Night, Said, World, entry, row};
use preboard::generate::{self, Plan};
use preboard::manifest::row::ManifestRow;
use preboard::watchlist::lost;
use preboard::{CaseRow, LinkRow, NetworkRow, Status};
use std::collections::{BTreeMap, BTreeSet};

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

/// Two listed people who book apart and share no more than a card with somebody between them, a
/// listed family in one booking, and an agency whose telephone forty strangers have.
fn world() -> World {
    let mut rows = vec![
        row("ZUMARINOV", "BORISLAV", "1970-03-05"),
        row("BETWEEN", "OTTO", "1981-01-02"),
        row("QADRIYOV", "TIMUR", "1955-06-07"),
        row("VELTRUSKY", "MILOS", "1962-04-03"),
        row("VELTRUSKY", "JANA", "1964-05-04"),
        row("BEYOND", "IDA", "1990-09-09"),
    ];
    for (at, booking) in ["AAA111", "BBB222", "CCC333", "DDD444", "DDD444", "EEE555"]
        .iter()
        .enumerate()
    {
        rows[at].booking_ref = some(booking);
    }
    rows[0].payment_ref = some("CARD-1");
    rows[1].payment_ref = some("CARD-1");
    rows[1].contact_phone = some("+49301111111");
    rows[2].contact_phone = some("+49301111111");
    rows[1].contact_email = some("ida@example.org");
    rows[5].contact_email = some("ida@example.org");
    rows[3].contact_phone = some("+49309999999");
    for stranger in 0..40_u8 {
        let name: String = [b'A' + stranger % 26, b'A' + stranger / 26]
            .map(char::from)
            .iter()
            .collect();
        let mut other = row(&format!("STRANGER{name}"), "PAT", "1975-02-01");
        other.contact_phone = some("+49309999999");
        rows.push(other);
    }
    let listed = [
        entry("E1", "ZUMARINOV", "Borislav", "1970-03-05"),
        entry("E2", "QADRIYOV", "Timur", "1955-06-07"),
        entry("E3", "VELTRUSKY", "Milos", "1962-04-03"),
        entry("E4", "VELTRUSKY", "Jana", "1964-05-04"),
    ];
    World::of(&rows, &listed)
}

fn links(night: &Night) -> Vec<LinkRow> {
    night.rows("links.parquet")
}

#[test]
fn links_say_how_far_how_strong_and_by_how_many() {
    let world = world();
    let night = world.night("night");
    let ids = night.case_ids();
    let of = |surname: &str| -> Vec<LinkRow> {
        let own = links(&night).into_iter();
        own.filter(|link| link.case_id == ids[surname]).collect()
    };
    let zumarinov = of("ZUMARINOV");
    let told: Vec<_> = zumarinov
        .iter()
        .map(|link| {
            (
                link.step,
                link.kind.as_str(),
                link.sharers,
                link.other_case_id.is_some(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (Some(1), "payment", Some(2), false),
            (Some(2), "contact", Some(2), true),
            (Some(2), "contact", Some(2), false),
        ]
    );
    // One of 45 others: 5.49 bits.
    assert!(
        zumarinov
            .iter()
            .all(|link| link.strength_bits == Some(5.49))
    );
    assert!(
        zumarinov[1..]
            .iter()
            .all(|link| link.via_passenger_row == Some(zumarinov[0].other_passenger_row.clone()))
    );
    // Forty-one share the telephone: one line, and nobody is followed by it.
    let all = links(&night);
    let agency: Vec<_> = all.iter().filter(|link| link.sharers == Some(41)).collect();
    assert_eq!(agency.len(), 1);
    assert_eq!(
        (agency[0].other_passenger_row.as_str(), agency[0].step),
        ("", Some(1))
    );
    assert!(!night.briefing("NEW_YORK").contains("STRANGER"));
    assert_eq!(night.record().counts.links_left_out, 0);
}

#[test]
fn cases_that_book_apart_are_a_network_and_a_family_is_none() {
    let world = world();
    let first = world.night("first");
    let networks: Vec<NetworkRow> = first.rows("networks.parquet");
    let ids = first.case_ids();
    let [network] = networks.as_slice() else {
        panic!("{networks:?}");
    };
    let mut expect = vec![ids["ZUMARINOV"].clone(), ids["QADRIYOV"].clone()];
    expect.sort();
    assert_eq!(network.case_ids, expect);
    assert_eq!((network.people, network.cases, network.rank), (3, 2, 1));
    assert_eq!(network.kinds, ["contact", "payment"]);
    assert_eq!(
        (network.standing.as_str(), network.category.as_ref()),
        ("unconfirmed", None)
    );
    // An officer's word is known to the next night, which calls it by the same name.
    world.decide("first", &[(&ids["QADRIYOV"], "19:00", "concur")]);
    let again: Vec<NetworkRow> = world
        .night_at("second", "2026-11-23T22:00:00Z")
        .rows("networks.parquet");
    assert_eq!(again[0].network_id, network.network_id);
    assert_eq!(
        (again[0].standing.as_str(), again[0].concurred),
        ("confirmed", 1)
    );
    assert_eq!(again[0].category.as_deref(), Some("smuggling"));
}

/// What is asked of the officers, by the passenger's row. Findings about bookings may change
/// where bookings do.
fn asked(night: &Night) -> BTreeMap<i64, (String, Option<f64>, i32, Vec<String>)> {
    let about_bookings = ["duplicate_booking", "itinerary_impossible"];
    let cases = night
        .cases()
        .into_iter()
        .filter(|case| case.status != Status::Withdrawn);
    let plain = |case: &CaseRow| {
        let mut reasons = case.reason_codes.iter();
        !reasons.any(|reason| about_bookings.contains(&reason.as_str()))
    };
    let of = |case: CaseRow| {
        let told = (
            case.action.as_str().to_owned(),
            case.score_bits,
            case.priority,
            case.reason_codes,
        );
        (case.manifest_row, told)
    };
    cases.filter(plain).map(of).collect()
}

/// Nothing that two people share, and a booking of each person's own.
fn apart(rows: &mut [ManifestRow]) {
    let mut own: BTreeMap<String, usize> = BTreeMap::new();
    for row in rows {
        row.contact_phone = None;
        row.contact_email = None;
        row.payment_ref = None;
        row.agency = None;
        let person = format!(
            "{:?} {:?} {:?} {:?}",
            row.surname, row.given_names, row.birth_date, row.booking_ref
        );
        let next = own.len();
        let number = *own.entry(person).or_insert(next);
        row.booking_ref = row.booking_ref.as_ref().map(|_| format!("P{number:06}"));
    }
}

/// Association carries zero bits: whoever is linked to whom, every case stays what it is.
#[test]
fn without_anything_that_links_every_case_is_the_same() {
    let mut linked = 0;
    for seed in [3, 11, 18, 57] {
        let plan = Plan {
            seed,
            passengers: 1_200,
            entries: 400,
            planted_rate: 0.05,
            ..Plan::sample(AS_OF.parse().unwrap())
        };
        let made = generate::world(&plan);
        let world = World::empty();
        world.settings("[run]\nquarantine_ceiling = 0.5\n");
        world.list(&made.entries().collect::<Vec<_>>());
        lost::write(&world.path("lost.parquet"), made.lost_documents()).unwrap();
        let mut rows: Vec<ManifestRow> = made.manifest().map(|placed| placed.values).collect();
        let night = |id: &str, rows: &[ManifestRow]| {
            world.manifest(rows);
            let mut run = world.run();
            run.args(["--run-id", id])
                .arg("--lost-documents")
                .arg(world.path("lost.parquet"));
            Said::of(&mut run).ok();
            world.published_run(id)
        };
        let with = night("with", &rows);
        apart(&mut rows);
        let without = night("without", &rows);
        let (before, after) = (asked(&with), asked(&without));
        assert!(before.len() > 20, "{}", before.len());
        let both: BTreeSet<&i64> = before.keys().chain(after.keys()).collect();
        for row in both {
            // A finding about a booking may be in one of the nights alone.
            if let (Some(one), Some(other)) = (before.get(row), after.get(row)) {
                assert_eq!(one, other, "seed {seed}, row {row}");
            }
        }
        let count = |night: &Night| {
            let ties = links(night).into_iter();
            let ties = ties.filter(|link| link.kind != "document" && link.strength_bits.is_some());
            ties.count()
        };
        linked += count(&with);
        // Documents stay, and some of them are shared.
        assert_eq!(count(&without), 0, "what links is gone");
    }
    assert!(linked > 100, "{linked}");
}
