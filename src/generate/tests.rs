//! The sample as a whole.

use super::*;
use crate::domain::airports::local_date;
use crate::domain::codes::Country;
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

fn plan() -> Plan {
    Plan::sample("2026-11-23T18:00:00Z".parse().unwrap())
}

fn all_rows(world: &World) -> Vec<Placed> {
    world.manifest().collect()
}

#[test]
fn the_same_plan_gives_the_same_values() {
    let (one, two) = (world(&plan()), world(&plan()));
    assert!(one.entries().eq(two.entries()));
    assert!(one.lost_documents().eq(two.lost_documents()));
    assert!(one.manifest().eq(two.manifest()));
    let other = world(&Plan { seed: 2, ..plan() });
    assert!(!one.entries().eq(other.entries()));
    assert!(!one.manifest().eq(other.manifest()));
}

#[test]
fn a_flight_comes_out_the_same_alone() {
    let world = world(&plan());
    let alone = world.flight_rows(7);
    let before: usize = (0..7).map(|flight| world.flight_rows(flight).len()).sum();
    let together: Vec<MadeRow> = world
        .manifest()
        .skip(before)
        .take(alone.len())
        .map(|placed| (placed.values, placed.planted))
        .collect();
    assert_eq!(alone, together);
}

#[test]
fn sizes_are_what_was_asked_for() {
    for (passengers, entries, lost_documents) in
        [(0, 0, 0), (1, 1, 1), (300, 7, 12), (5000, 2000, 1000)]
    {
        let rate = Plan::default_planted_rate(passengers);
        let plan = Plan {
            passengers,
            entries,
            lost_documents,
            planted_rate: rate,
            ..plan()
        };
        let world = world(&plan);
        assert_eq!(world.entries().count(), entries);
        assert_eq!(world.lost_documents().count(), lost_documents);
        let rows = all_rows(&world).len();
        assert!(
            rows >= passengers && rows <= passengers + passengers / 50 + 10,
            "{passengers} {rows}"
        );
    }
}

#[test]
fn every_kind_is_planted_twice_in_the_sample() {
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    for truth in all_rows(&world(&plan())).iter().filter_map(Placed::truth) {
        *found.entry(truth.kind).or_default() += 1;
    }
    for kind in Kind::ALL {
        assert!(
            found.get(kind.as_str()).copied().unwrap_or(0) >= 2,
            "{kind:?} {found:?}"
        );
    }
}

#[test]
fn truth_points_at_rows_and_at_entries_that_exist() {
    let world = world(&plan());
    let rows = all_rows(&world);
    let ids: BTreeSet<String> = world.entries().map(|entry| entry.entry_id).collect();
    assert_eq!(ids.len(), plan().entries);
    for (at, placed) in rows.iter().enumerate() {
        assert_eq!((placed.part, placed.row), (1, at as u64 + 1));
        let Some(truth) = placed.truth() else {
            continue;
        };
        assert_eq!(truth.manifest_file, "manifest/part-0001.parquet");
        assert_eq!(
            truth.entry_id.is_some(),
            placed.planted.as_ref().unwrap().kind.is_the_listed_person()
        );
        assert!(truth.entry_id.is_none_or(|id| ids.contains(&id)));
    }
}

#[test]
fn the_list_holds_invented_people_in_canonical_form() {
    let world = world(&plan());
    let mut in_force = 0;
    for entry in world.entries() {
        assert!(entry.list.starts_with("SYN_"), "{}", entry.list);
        assert_eq!(entry.authority, "Preboard sample");
        assert!(!entry.names.is_empty() && entry.names.len() <= 7);
        assert!(!entry.display_name().trim().is_empty());
        in_force += usize::from(entry.in_force_on(day_of(plan().as_of)));
    }
    assert!((1850..1990).contains(&in_force), "{in_force}");
    let forms: BTreeSet<&str> = world
        .entries()
        .map(|entry| match entry.birth_dates.first() {
            None => "none",
            Some(crate::domain::date::ListedBirth::Known(_)) => "known",
            Some(crate::domain::date::ListedBirth::Circa(_)) => "circa",
            Some(crate::domain::date::ListedBirth::Years(..)) => "years",
        })
        .collect();
    assert_eq!(forms.len(), 4);
}

#[test]
fn planted_rows_are_what_their_kind_says() {
    let world = world(&plan());
    let entries: Vec<_> = world.entries().collect();
    let entry = |id: &Option<String>| {
        entries
            .iter()
            .find(|entry| Some(&entry.entry_id) == id.as_ref())
            .unwrap()
    };
    for placed in all_rows(&world) {
        let Some(planted) = &placed.planted else {
            continue;
        };
        let row = &placed.values;
        let departure = row.scheduled_departure.map(day_of);
        match planted.kind {
            Kind::Exact => {
                let entry = entry(&planted.entry_id);
                assert_eq!(entry.names[0].surname, row.surname);
                assert!(entry.in_force_on(day_of(plan().as_of)));
            }
            Kind::WithdrawnEntry => {
                assert!(!entry(&planted.entry_id).in_force_on(day_of(plan().as_of)))
            }
            Kind::Protected => assert_eq!(entry(&planted.entry_id).category, "trafficking_victim"),
            Kind::Alias => assert_eq!(entry(&planted.entry_id).names[1].surname, row.surname),
            Kind::WeakAlias => assert_eq!(entry(&planted.entry_id).names[1].full, row.surname),
            Kind::DocumentOnly => {
                let listed = &entry(&planted.entry_id).documents[0];
                assert_eq!(Some(&listed.number), row.document_number.as_ref());
                assert_eq!(
                    listed.issuer,
                    Country::parse(row.document_issuer.as_ref().unwrap())
                );
                assert_ne!(entry(&planted.entry_id).names[0].surname, row.surname);
            }
            Kind::ExpiredDocument => assert!(row.document_expiry < departure),
            Kind::ExpiresBeforeArrival => {
                let local = |moment: Option<Timestamp>, airport: &Option<String>| {
                    Some(local_date(moment?, airport.as_ref()?))
                };
                let leaves = local(row.scheduled_departure, &row.departure_airport);
                assert_eq!(row.document_expiry, leaves);
                assert!(leaves < local(row.scheduled_arrival, &row.arrival_airport));
            }
            Kind::NoDocument => assert_eq!(row.document_number, None),
            Kind::MrzCheckDigit | Kind::MrzFieldConflict => assert!(row.mrz.is_some()),
            Kind::LostDocument => assert!(
                world
                    .lost_documents()
                    .any(|lost| Some(&lost.number) == row.document_number.as_ref())
            ),
            Kind::StolenBlankRange => assert!(world.lost_documents().any(|range| {
                let number = row.document_number.as_ref().unwrap();
                let last = range.number_to.as_ref();
                range.number <= *number && last.is_some_and(|last| number <= last)
            })),
            _ => {}
        }
    }
}

#[test]
fn rows_that_belong_in_quarantine_lack_something_required_and_others_do_not() {
    let code = |text: &Option<String>| {
        text.as_ref()
            .is_some_and(|code| code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase()))
    };
    let word = |text: &Option<String>| {
        text.as_ref()
            .is_some_and(|text| text.chars().any(char::is_alphanumeric))
    };
    let name = |text: &Option<String>| {
        text.as_ref()
            .is_some_and(|text| text.chars().any(char::is_alphabetic))
    };
    for placed in all_rows(&world(&plan())) {
        let row = &placed.values;
        let whole = word(&row.carrier)
            && row.scheduled_departure.is_some()
            && code(&row.departure_airport)
            && code(&row.arrival_airport)
            && (name(&row.surname) || name(&row.given_names));
        let labelled = placed
            .planted
            .is_some_and(|planted| planted.kind == Kind::Quarantine);
        assert_eq!(whole, !labelled, "row {}", placed.row);
    }
}

#[test]
fn contacts_lead_nowhere() {
    for placed in all_rows(&world(&plan())) {
        let email = placed.values.contact_email.unwrap_or_default();
        assert!(email.is_empty() || email.ends_with(".example"), "{email}");
    }
}

#[test]
fn a_larger_night_has_a_long_tail_of_surnames() {
    let plan = Plan {
        passengers: 20_000,
        entries: 0,
        lost_documents: 0,
        ..plan()
    };
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for placed in world(&plan).manifest() {
        *seen
            .entry(placed.values.surname.unwrap_or_default())
            .or_default() += 1;
    }
    assert!(seen.len() > 5000, "{}", seen.len());
    assert!(seen.values().max().is_some_and(|most| *most > 60));
}
