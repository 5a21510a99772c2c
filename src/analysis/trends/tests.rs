//! The counts by hand, and what small numbers must not say.

use super::case::{RecordedDecision, fold};
use super::measures::Kind;
use super::nights::{Left, Night, Open};
use super::slices::Dimension;
use super::*;
use crate::domain::decision::{CarrierAction, Decision, MatchTruth};
use jiff::SignedDuration;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// Made twelve hours before departure, settled one hour later, denied and right.
fn word(id: &str, departure: &str) -> RecordedDecision {
    let departure = at(departure);
    let made_at = departure - SignedDuration::from_hours(12);
    RecordedDecision {
        case_id: id.to_owned(),
        made_at,
        decided_at: made_at + SignedDuration::from_hours(1),
        decision: Decision::Concur,
        carrier_action: CarrierAction::DeniedBoarding,
        truth: MatchTruth::SamePerson,
        departure,
        carrier: "XX".to_owned(),
        group: "MIAMI".to_owned(),
        action: "recommend_denial".to_owned(),
        category: Some("smuggling".to_owned()),
        list: Some("A".to_owned()),
        reasons: vec!["listed_person".to_owned(), "weak_alias_cap".to_owned()],
    }
}

fn many(
    count: usize,
    departure: &str,
    change: fn(usize, &mut RecordedDecision),
) -> Vec<RecordedDecision> {
    let words = (0..count).map(|number| {
        let mut word = word(&format!("C-{departure}-{number}"), departure);
        change(number, &mut word);
        word
    });
    words.collect()
}

fn assessed(words: Vec<RecordedDecision>, nights: &[Night]) -> Trends {
    let as_of = at("2026-11-23T00:00:00Z");
    assess(&fold(words), nights, Span::default(), as_of)
}

#[test]
fn only_the_last_word_counts_and_the_first_settling_one_gives_the_time() {
    let asked = RecordedDecision {
        decision: Decision::NeedInfo,
        decided_at: at("2007-01-01T00:30:00Z"),
        ..word("C-1", "2007-01-01T12:00:00Z")
    };
    let settled = word("C-1", "2007-01-01T12:00:00Z");
    let corrected = RecordedDecision {
        carrier_action: CarrierAction::Boarded,
        decided_at: at("2008-03-01T00:00:00Z"),
        ..settled.clone()
    };
    // As a backup may give them: the last word first.
    let cases = fold([corrected, asked, settled]);
    assert_eq!(cases.len(), 1);
    assert_eq!(cases[0].minutes_to_decision(), Some(60));
    assert!(cases[0].settled_before_departure());
    let trends = assess(&cases, &[], Span::default(), at("2026-01-01T00:00:00Z"));
    let all = &trends.outcomes[0];
    assert_eq!(
        (all.year, all.dimension),
        (FiscalYear(2007), Dimension::All)
    );
    assert_eq!(
        (
            all.tally.cases,
            all.tally.boarded,
            all.tally.denied_boarding
        ),
        (1, 1, 0)
    );
}

#[test]
fn denied_boarding_by_fiscal_year_and_group_is_one_row() {
    let mut words = many(419, "2006-10-01T00:00:00Z", |number, word| {
        word.group = ["HONOLULU", "MIAMI", "NEW_YORK"][number % 3].to_owned();
    });
    words.extend(many(5, "2006-09-30T23:59:00Z", |_, _| ()));
    let trends = assessed(words, &[]);
    let denied = |dimension, value: &str, year| {
        let rows = trends.outcomes.iter().filter(|row| {
            (row.dimension, row.value.as_str(), row.year) == (dimension, value, FiscalYear(year))
        });
        rows.map(|row| row.tally.denied_boarding)
            .collect::<Vec<_>>()
    };
    assert_eq!(denied(Dimension::All, "all", 2007), [419]);
    assert_eq!(denied(Dimension::Group, "HONOLULU", 2007), [140]);
    assert_eq!(denied(Dimension::Group, "NEW_YORK", 2007), [139]);
    assert_eq!(denied(Dimension::Group, "MIAMI", 2006), [5]);
    assert_eq!(trends.years(), [FiscalYear(2006), FiscalYear(2007)]);
    // Each family of outcomes sums to the cases, and each dimension but reasons to all.
    for year in trends.years() {
        let of = |dimension| {
            let rows = trends.outcomes.iter();
            let rows = rows.filter(move |row| (row.year, row.dimension) == (year, dimension));
            rows.map(|row| row.tally.cases).sum::<usize>()
        };
        let all = of(Dimension::All);
        assert!(
            Dimension::ALL[..6]
                .iter()
                .all(|dimension| of(*dimension) == all)
        );
        assert_eq!(of(Dimension::Reason), 2 * all);
    }
}

#[test]
fn precision_is_of_established_matches_and_small_ones_have_no_share() {
    let mut words = many(20, "2026-01-01T00:00:00Z", |number, word| {
        word.truth = match number {
            0..6 => MatchTruth::SamePerson,
            6..12 => MatchTruth::DifferentPerson,
            _ => MatchTruth::Unknown,
        };
    });
    words.extend(many(9, "2026-01-02T00:00:00Z", |_, word| {
        word.list = Some("B".to_owned());
    }));
    words.extend(many(30, "2026-01-03T00:00:00Z", |_, word| word.list = None));
    let trends = assessed(words, &[]);
    let of = |value: &str| {
        let mut rows = trends.precision.iter();
        rows.find(|row| row.value == value).unwrap()
    };
    let a = of("A");
    assert_eq!((a.same_person, a.different_person, a.unknown), (6, 6, 8));
    let share = a.share.unwrap();
    // Wilson, 6 of 12.
    assert_eq!((share.share, (share.low * 1000.0).round()), (0.5, 254.0));
    assert_eq!((of("B").same_person, of("B").share), (9, None));
    // Fifteen of twenty-one, and none of the documents alone.
    let rule = of("listed_person");
    assert_eq!((rule.same_person, rule.different_person), (15, 6));
}

#[test]
fn quantiles_are_nearest_ranks_and_need_ten_cases() {
    let slow = |number: usize, word: &mut RecordedDecision| {
        word.decided_at = word.made_at + SignedDuration::from_mins(10 * (number as i64 + 1));
    };
    let trends = assessed(many(10, "2026-01-01T00:00:00Z", slow), &[]);
    let all = &trends.timing[0];
    assert_eq!((all.settled, all.before_departure), (10, 10));
    assert_eq!((all.median, all.p90), (Some(50), Some(90)));
    let trends = assessed(many(9, "2026-01-01T00:00:00Z", slow), &[]);
    assert_eq!(
        (trends.timing[0].settled, trends.timing[0].median),
        (9, None)
    );
    let late = |number: usize, word: &mut RecordedDecision| {
        word.decision = [Decision::Concur, Decision::NeedInfo][number % 2];
        word.decided_at = word.departure + SignedDuration::from_secs(1);
    };
    let trends = assessed(many(10, "2026-01-01T00:00:00Z", late), &[]);
    assert_eq!(
        (trends.timing[0].settled, trends.timing[0].before_departure),
        (5, 0)
    );
}

#[test]
fn a_measure_stands_beside_the_first_whole_year_and_a_part_year_says_so() {
    let mut words = many(3, "2023-03-01T00:00:00Z", |_, _| ());
    words.extend(many(40, "2023-12-01T00:00:00Z", |_, _| ()));
    words.extend(many(20, "2024-12-01T00:00:00Z", |number, word| {
        if number < 5 {
            word.carrier_action = CarrierAction::Boarded;
        }
    }));
    words.extend(many(4, "2026-10-03T00:00:00Z", |_, _| ()));
    let night = |as_of: &str, passengers| Night {
        as_of: at(as_of),
        passengers,
        ..Night::default()
    };
    // One day ran twice: the larger run counts.
    let nights = [
        night("2024-12-01T01:00:00Z", 900_000),
        night("2024-12-01T05:00:00Z", 1_000_000),
        night("2024-12-02T01:00:00Z", 500_000),
    ];
    let trends = assessed(words, &nights);
    let of = |year, kind| {
        let mut rows = trends.measures.iter();
        rows.find(|row| (row.year, row.kind) == (FiscalYear(year), kind))
            .unwrap()
            .clone()
    };
    let denied = of(2025, Kind::DeniedBoarding);
    assert_eq!(denied.value, Some(15.0));
    // 2023 began in March, so 2024 is the first whole year.
    assert_eq!(denied.baseline, Some((FiscalYear(2024), 40.0)));
    assert!(of(2023, Kind::DeniedBoarding).partial);
    assert!(!denied.partial && of(2027, Kind::DeniedBoarding).partial);
    let compliance = of(2025, Kind::CarrierCompliance);
    assert_eq!((compliance.value, compliance.of), (Some(0.75), 20));
    assert!(compliance.interval.unwrap().0 < 0.75);
    assert_eq!(
        of(2025, Kind::ScreenedPerRecommendation).value,
        Some(75_000.0)
    );
    assert_eq!(of(2024, Kind::ScreenedPerRecommendation).value, None);
    assert_eq!(of(2027, Kind::CarrierCompliance).value, None);
    assert_eq!(of(2027, Kind::NoBoardRecommendations).value, Some(4.0));
}

#[test]
fn a_case_of_several_nights_is_undecided_once_and_masked_nights_say_nothing() {
    let open = |id: &str| Open {
        case_id: id.to_owned(),
        group: "MIAMI".to_owned(),
        departure: at("2026-01-01T00:00:00Z"),
    };
    let decided = many(1, "2026-01-01T00:00:00Z", |_, _| ());
    let known = decided[0].case_id.clone();
    let nights = [
        Night {
            cases: vec![open("C-1"), open(&known)],
            ..Night::default()
        },
        Night {
            cases: vec![open("C-1")],
            ..Night::default()
        },
        Night {
            left: Left::Masked,
            ..Night::default()
        },
    ];
    let trends = assessed(decided, &nights);
    assert_eq!((trends.nights, trends.masked_nights), (3, 1));
    let row = &trends.undecided[0];
    assert_eq!((row.cases, row.without_decision), (2, 1));
}

#[test]
fn an_empty_ledger_and_an_empty_span_are_assessed_too() {
    let empty = assessed(Vec::new(), &[]);
    assert_eq!(empty, Trends::default());
    let cases = fold(many(3, "2026-01-01T00:00:00Z", |_, _| ()));
    let span = |from: &str, to: &str| Span {
        from: Some(from.parse().unwrap()),
        to: Some(to.parse().unwrap()),
    };
    let as_of = at("2026-11-23T00:00:00Z");
    let within = |from, to| assess(&cases, &[], span(from, to), as_of).decided;
    assert_eq!(within("2026-01-01", "2026-01-01"), 3);
    assert_eq!(within("2026-01-02", "2026-01-03"), 0);
}
