//! What each table counts, on nights that are small enough to be counted by hand. Random nights
//! are counted a second time by `scripts/second_opinion` (`tests/library/second_opinion.rs`).

use super::baselines::baselines;
use super::economy::economy;
use super::exposure::{Level, exposed, series, weeks};
use super::hubs::hubs;
use super::networks::networks;
use super::outcomes::outcomes;
use super::pathways::pathways;
use super::ratings::ratings;
use super::schemes::{document_series, faults, payments};
use crate::domain::decision::{CarrierAction, Decision, MatchTruth};
use crate::ledger;
use crate::schema::networks::NetworkRow;
use crate::schema::rows::{CaseRow, EvidenceRow, LinkRow};
use crate::schema::samples::{case_row, link};
use crate::schema::status::Status;
use crate::schema::traffic::TrafficRow;
use jiff::Timestamp;
use jiff::civil::date;

/// Passengers and cases on a leg of a journey.
fn leg(day: i8, route: (&str, &str), journey: &str, passengers: i64, cases: i64) -> TrafficRow {
    TrafficRow {
        run_id: "night".to_owned(),
        as_of: Timestamp::UNIX_EPOCH,
        departure_day: date(2026, 11, day),
        departure_hour: None,
        carrier: "XX".to_owned(),
        flight_number: "101".to_owned(),
        departure_airport: route.0.to_owned(),
        arrival_airport: route.1.to_owned(),
        journey: journey.to_owned(),
        action: None,
        category: (cases > 0).then(|| "terrorism".to_owned()),
        reason_class: (cases > 0).then(|| "listed_person".to_owned()),
        passengers,
        cases,
        new_cases: Some(cases),
    }
}

/// Two weeks: the 22nd is a Sunday.
fn traffic() -> Vec<TrafficRow> {
    vec![
        leg(22, ("GRU", "LIS"), "GRU-LIS-JFK", 1_000, 0),
        leg(22, ("LIS", "JFK"), "GRU-LIS-JFK", 990, 0),
        leg(22, ("LIS", "JFK"), "GRU-LIS-JFK", 10, 10),
        leg(23, ("LIS", "JFK"), "LIS-JFK", 500, 0),
        leg(23, ("LIS", "JFK"), "other", 7, 0),
    ]
}

#[test]
fn weeks_begin_on_monday_and_sum_up() {
    let weeks = weeks(&traffic()).unwrap();
    let told: Vec<_> = weeks
        .iter()
        .map(|row| (row.week, row.passengers, row.cases))
        .collect();
    assert_eq!(
        told,
        [
            (date(2026, 11, 16), 2_000, 10),
            (date(2026, 11, 23), 507, 0)
        ]
    );
    assert_eq!(weeks[0].cases_per_10_000, Some(50.0));
    let mut unknown = traffic();
    unknown[2].new_cases = None;
    let weeks = super::exposure::weeks(&unknown).unwrap();
    assert_eq!((weeks[0].new_cases, weeks[1].new_cases), (None, Some(0)));
}

#[test]
fn a_series_stands_beside_all_who_flew_there_and_a_journey_beside_its_first_leg() {
    let expect = [
        (Level::Hub, "LIS", 1_000),
        (Level::Arrival, "JFK", 1_000),
        (Level::Route, "LIS-JFK", 1_000),
        (Level::Journey, "GRU-LIS-JFK", 1_000),
    ];
    for (level, place, passengers) in expect {
        let series = series(&traffic(), level).unwrap();
        assert_eq!(series.len(), 1, "{level:?}");
        assert_eq!(
            (series[0].place.as_str(), series[0].passengers),
            (place, passengers)
        );
        assert_eq!((series[0].cases, series[0].week), (10, date(2026, 11, 16)));
    }
    let exposed = exposed(&traffic(), Level::Journey).unwrap();
    let told: Vec<_> = exposed
        .iter()
        .map(|row| (row.place.as_str(), row.passengers))
        .collect();
    assert_eq!(
        told,
        [("GRU-LIS-JFK", 1_000), ("LIS-JFK", 500), ("other", 7)]
    );
}

#[test]
fn a_pathway_has_the_passengers_of_its_first_leg_and_the_cases_of_all() {
    let paths = pathways(&traffic()).unwrap();
    let told = paths
        .iter()
        .map(|row| (row.journey.as_str(), row.passengers, row.cases));
    let told: Vec<_> = told.collect();
    assert_eq!(
        told,
        [
            ("GRU-LIS-JFK", 1_000, 10),
            ("LIS-JFK", 500, 0),
            ("other", 7, 0)
        ]
    );
    assert_eq!(
        (paths[0].weeks, paths[0].cases_per_10_000),
        (1, Some(100.0))
    );
}

fn word(case: &str, minute: i64, decision: Decision, truth: MatchTruth) -> ledger::Row {
    let at = Timestamp::from_second(60 * minute).unwrap();
    ledger::Row {
        run_id: "night".to_owned(),
        case_id: case.to_owned(),
        as_of: Timestamp::UNIX_EPOCH,
        decided_at: at,
        recorded_at: at,
        officer: "1".to_owned(),
        decision,
        carrier_action: CarrierAction::DeniedBoarding,
        match_truth: truth,
        note: None,
        carrier: "XX".to_owned(),
        flight_number: "101".to_owned(),
        departure_airport: "LIS".to_owned(),
        arrival_airport: "JFK".to_owned(),
        scheduled_departure: at,
        group: "NEW_YORK".to_owned(),
        action: "deny_boarding".to_owned(),
        reason_codes: Vec::new(),
        list: Some("OWN".to_owned()),
        entry_id: None,
        category: None,
        score_bits: None,
        identity_digest: None,
        entry_digest: None,
    }
}

#[test]
fn the_last_word_on_a_case_is_counted_once_in_each_dimension() {
    let words = [
        word("C-1", 1, Decision::NeedInfo, MatchTruth::Unknown),
        word("C-1", 2, Decision::Concur, MatchTruth::SamePerson),
        word("C-2", 1, Decision::NotConcur, MatchTruth::DifferentPerson),
    ];
    let told = outcomes(&words).unwrap();
    assert_eq!(told.len(), 6);
    for row in &told {
        let counts = (row.decided, row.concur, row.not_concur, row.need_info);
        assert_eq!(counts, (2, 1, 1, 0), "{}", row.dimension);
        assert_eq!((row.same_person, row.different_person), (1, 1));
    }
    let category = told.iter().find(|row| row.dimension == "category").unwrap();
    assert_eq!(category.value, None);
    assert_eq!(outcomes(&[]).unwrap(), []);
}

#[test]
fn a_hit_counts_once_whatever_runs_saw_it_and_is_confirmed_by_its_last_word() {
    let case = |id: &str, run: &str, list: Option<&str>, status| CaseRow {
        run_id: run.to_owned(),
        list: list.map(str::to_owned),
        status,
        ..case_row(id)
    };
    let cases = [
        case("C-1", "a", Some("OWN"), Status::New),
        case("C-1", "b", Some("OWN"), Status::Unchanged),
        case("C-2", "b", Some("OWN"), Status::New),
        case("C-3", "b", None, Status::New),
        case("C-4", "b", Some("OWN"), Status::Withdrawn),
        case("M-0001", "a", Some("UN"), Status::New),
        case("M-0001", "b", Some("UN"), Status::New),
    ];
    let words = [
        word("C-1", 1, Decision::Concur, MatchTruth::SamePerson),
        word("C-2", 1, Decision::NotConcur, MatchTruth::DifferentPerson),
    ];
    let told = economy(&traffic(), &cases, &words).unwrap();
    let told: Vec<_> = told
        .iter()
        .map(|row| {
            (
                row.list.as_str(),
                row.hits,
                row.decided,
                row.confirmed,
                row.acted_on,
            )
        })
        .collect();
    let expect = [
        ("OWN", 2, 2, 1, 1),
        ("UN", 2, 0, 0, 0),
        ("all", 5, 2, 1, 1),
        ("documents", 1, 0, 0, 0),
    ];
    assert_eq!(told, expect);
    let none = economy(&traffic(), &[], &[]).unwrap();
    assert_eq!(
        (none[0].list.as_str(), none[0].passengers, none[0].hits),
        ("all", 2_507, 0)
    );
}

#[test]
fn hubs_have_all_who_departed_and_faults_only_what_is_no_match() {
    let mut traffic = traffic();
    let fault = TrafficRow {
        reason_class: Some("document_expired".to_owned()),
        category: None,
        ..leg(22, ("LIS", "JFK"), "LIS-JFK", 3, 3)
    };
    traffic.push(fault);
    let told = hubs(&traffic).unwrap();
    let told: Vec<_> = told
        .iter()
        .map(|row| (row.hub.as_str(), row.weeks, row.passengers, row.cases))
        .collect();
    assert_eq!(told, [("GRU", 1, 1_000, 0), ("LIS", 2, 1_510, 13)]);
    let told = faults(&traffic).unwrap();
    let told: Vec<_> = told
        .iter()
        .map(|row| {
            let place = (row.station.as_str(), row.kind.as_str());
            (place, row.cases, row.passengers)
        })
        .collect();
    assert_eq!(told, [(("LIS", "document_expired"), 3, 1_510)]);
}

#[test]
fn a_series_is_three_numbers_of_one_block_in_two_bookings() {
    let case = |id: &str, number: &str, booking: Option<&str>| CaseRow {
        document_number: Some(number.to_owned()),
        document_issuer: Some("XXA".to_owned()),
        document_type: Some("P".to_owned()),
        booking_ref: booking.map(str::to_owned),
        ..case_row(id)
    };
    let family = [
        case("C-1", "AB1234501", Some("ONE")),
        case("C-2", "AB1234502", Some("ONE")),
        case("C-3", "AB1234503", Some("ONE")),
    ];
    assert_eq!(document_series(&family).unwrap(), [], "one booking");
    let mut cases = family.to_vec();
    // The same number again, and one of another block, make it no greater.
    cases.push(case("C-4", "AB1234503", Some("TWO")));
    cases.push(case("C-5", "AB1234603", Some("TWO")));
    let told = document_series(&cases).unwrap();
    let told: Vec<_> = told
        .iter()
        .map(|row| (row.series, row.documents, row.bookings, row.stations))
        .collect();
    assert_eq!(told, [(1, 3, 2, 1)]);
    let apart = [
        case("C-1", "AB1234501", None),
        case("C-2", "AB1234502", None),
        case("C-3", "AB1234599", None),
    ];
    assert_eq!(document_series(&apart).unwrap()[0].bookings, 3);
    let short = apart.map(|case| CaseRow {
        document_number: case.document_number.map(|number| number[4..].to_owned()),
        ..case
    });
    assert_eq!(document_series(&short).unwrap(), []);
}

#[test]
fn a_payment_counts_where_two_bookings_of_it_have_cases_and_once_for_all_nights() {
    let case = |id: &str, run: &str, booking: &str| CaseRow {
        run_id: run.to_owned(),
        booking_ref: Some(booking.to_owned()),
        ..case_row(id)
    };
    let paid = |id: &str, run: &str, value: &str, sharers| LinkRow {
        run_id: run.to_owned(),
        kind: "payment".to_owned(),
        value_digest: value.to_owned(),
        sharers: Some(sharers),
        ..link(id)
    };
    let cases = [
        case("C-1", "a", "ONE"),
        case("C-2", "a", "TWO"),
        case("C-1", "b", "ONE"),
        case("C-2", "b", "TWO"),
        case("C-3", "b", "SIX"),
    ];
    let links = [
        paid("C-1", "a", "L1", 4),
        paid("C-2", "a", "L1", 4),
        paid("C-1", "b", "L7", 6),
        paid("C-2", "b", "L7", 6),
        paid("C-3", "b", "L8", 9),
    ];
    let told = payments(&links, &cases).unwrap();
    let told: Vec<_> = told
        .iter()
        .map(|row| (row.payment, row.people, row.cases, row.bookings))
        .collect();
    assert_eq!(told, [(1, Some(6), 2, 2)], "the newer night tells it");
}

#[test]
fn networks_stand_by_band_and_words_that_came_later_count() {
    let network = |id: &str, cases: &[&str]| NetworkRow {
        run_id: "a".to_owned(),
        network_id: id.to_owned(),
        rank: 1,
        standing: "unconfirmed".to_owned(),
        category: None,
        concurred: 0,
        pathways: 1,
        nights: 2,
        last_seen: None,
        cases: 1,
        case_ids: cases.iter().map(|id| (*id).to_owned()).collect(),
        earlier_case_ids: vec![format!("{id}-before")],
        people: 3,
        kinds: Vec::new(),
        shared_values: Vec::new(),
        bridges: Vec::new(),
    };
    let of = |case: &str, category: &str| ledger::Row {
        category: Some(category.to_owned()),
        ..word(case, 1, Decision::Concur, MatchTruth::SamePerson)
    };
    let seen = [
        network("N-1", &["C-1"]),
        network("N-9", &["C-7", "C-8", "C-9"]),
        network("N-2", &["C-2"]),
        // As a later night saw it.
        network("N-2", &["C-2", "C-3"]),
    ];
    let words = [
        of("C-1", "fraud"),
        of("C-2", "fraud"),
        of("C-3", "terrorism"),
    ];
    let severities = [("fraud".to_owned(), 20), ("terrorism".to_owned(), 99)].into();
    let told = networks(&seen, &words, &severities).unwrap();
    let told: Vec<_> = told
        .iter()
        .map(|row| {
            let band = (row.rank, row.band.as_str(), row.network_id.as_str());
            (band, row.category.as_deref(), row.concurred, row.cases)
        })
        .collect();
    let expect = [
        ((1, "two_or_more_concurred", "N-2"), Some("terrorism"), 2, 3),
        ((2, "one_concurred", "N-1"), Some("fraud"), 1, 2),
        ((3, "unconfirmed", "N-9"), None, 0, 4),
    ];
    assert_eq!(told, expect, "the greatest group is last: nobody agreed");
}

#[test]
fn outcomes_stand_beside_the_year_before_and_few_have_no_share() {
    let at = |case: &str, day: i8, decision| ledger::Row {
        scheduled_departure: format!("2026-11-{day:02}T12:00:00Z").parse().unwrap(),
        action: "recommend_denial".to_owned(),
        ..word(case, 30, decision, MatchTruth::SamePerson)
    };
    let mut words: Vec<_> = (0..12)
        .map(|n| at(&format!("C-{n}"), 24, Decision::Concur))
        .collect();
    words.push(at("C-99", 24, Decision::NotConcur));
    words.push(at("C-50", 3, Decision::Concur));
    let span = (date(2026, 11, 23), date(2026, 11, 30));
    let before = (date(2026, 10, 1), date(2026, 11, 23));
    let open = economy(&traffic(), &[], &[]).unwrap();
    let told = baselines(&words, (span, before), (&open, &open)).unwrap();
    let of = |measure: &str| told.iter().find(|row| row.measure == measure).unwrap();
    let concurred = of("concurred");
    assert_eq!((concurred.count, concurred.of), (Some(12), 13));
    assert!(concurred.low < concurred.share && concurred.share < concurred.high);
    assert_eq!(
        (concurred.baseline_count, concurred.baseline_of),
        (Some(1), 1)
    );
    assert_eq!(concurred.baseline_share, None, "of one case");
    assert_eq!(of("carrier_followed").count, Some(12));
    assert_eq!(of("decided_before_departure").count, Some(13));
    assert_eq!(of("minutes_to_decision").count, Some(30));
    assert_eq!(of("never_decided").count, Some(0));
}

#[test]
fn ratings_are_of_lists_that_state_them() {
    let said = |case: &str, level: &str, value: &str| EvidenceRow {
        case_id: case.to_owned(),
        run_id: "a".to_owned(),
        hit_rank: 1,
        list: Some("OWN".to_owned()),
        entry_id: None,
        entry_name: None,
        kind: "list_says".to_owned(),
        level: level.to_owned(),
        passenger_value: None,
        entry_value: Some(value.to_owned()),
        points: 0.0,
        note: None,
    };
    let rows = [
        said("C-1", "reliability", "B2"),
        said("C-1", "reliability", "B2"),
        said("C-2", "reliability", "B2"),
        said("C-2", "associate", "linked to X"),
    ];
    let told = ratings(&rows).unwrap();
    assert_eq!(told.len(), 1);
    assert_eq!((told[0].rating.as_str(), told[0].cases), ("B2", 2));
}
