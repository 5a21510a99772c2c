//! What each table counts, on nights that are small enough to be counted by hand. Random nights
//! are counted a second time by `scripts/second_opinion` (`tests/library/second_opinion.rs`).

use super::economy::economy;
use super::exposure::{Level, exposed, series, weeks};
use super::outcomes::outcomes;
use super::pathways::pathways;
use crate::domain::decision::{CarrierAction, Decision, MatchTruth};
use crate::ledger;
use crate::schema::rows::CaseRow;
use crate::schema::samples::case_row;
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
