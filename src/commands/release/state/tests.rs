//! Every last word, and what it lets be told.

use super::*;
use crate::ledger::Part;
use crate::ledger::words::{CarrierAction, MatchTruth};
use crate::redress::Salt;
use crate::schema::samples;
use jiff::Timestamp;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// An officer's word on the sample case in the run that made it.
fn word(case: &CaseRow, decision: Decision, minute: i64) -> Row {
    let departure = case.scheduled_departure;
    Row {
        run_id: case.run_id.clone(),
        case_id: case.case_id.clone(),
        as_of: departure,
        decided_at: at("2026-11-23T02:00:00Z") + jiff::SignedDuration::from_mins(minute),
        recorded_at: departure,
        officer: "Officer 12".to_owned(),
        decision,
        carrier_action: CarrierAction::Unknown,
        match_truth: MatchTruth::Unknown,
        note: None,
        carrier: case.carrier.clone(),
        flight_number: case.flight_number.clone(),
        departure_airport: case.departure_airport.clone(),
        arrival_airport: case.arrival_airport.clone(),
        scheduled_departure: departure,
        group: case.group.clone(),
        action: case.action.as_str().to_owned(),
        reason_codes: case.reason_codes.clone(),
        list: case.list.clone(),
        entry_id: case.entry_id.clone(),
        category: case.category.clone(),
        score_bits: case.score_bits,
        identity_digest: salt().map(|salt| salt.hide("who")),
        entry_digest: salt().map(|salt| salt.hide("entry")),
    }
}

fn salt() -> Option<Salt> {
    Some(Salt::new([3; Salt::LENGTH]))
}

fn pair(case: &CaseRow) -> PairRow {
    PairRow {
        run_id: case.run_id.clone(),
        case_id: case.case_id.clone(),
        hit_rank: 1,
        list: "DEMO_LIST".to_owned(),
        entry_id: "12345".to_owned(),
        entry_digest: "entry".to_owned(),
        identity_digest: Some("who".to_owned()),
    }
}

fn of(case: &CaseRow, pair: &PairRow, words: &[Row]) -> CaseState {
    let last = last_words(words).get(case.case_id.as_str()).copied();
    standing(case, Some(pair), last, &Salting::new(&[], salt()))
}

#[test]
fn the_last_word_counts_whatever_the_order_of_recording() {
    let case = samples::case_row("C-1");
    let concur = |minute| word(&case, Decision::Concur, minute);
    let not = |minute| word(&case, Decision::NotConcur, minute);
    let info = |minute| word(&case, Decision::NeedInfo, minute);
    for (words, expect) in [
        (vec![], CaseState::Undecided),
        (vec![concur(1)], CaseState::Concurred),
        (vec![not(1)], CaseState::NotConcurred),
        (vec![concur(1), not(2)], CaseState::NotConcurred),
        (vec![not(2), concur(1)], CaseState::NotConcurred),
        (vec![not(1), concur(2)], CaseState::Concurred),
        (vec![concur(1), info(2)], CaseState::NotConcurred),
        // Of one moment: hold back.
        (vec![concur(1), not(1)], CaseState::NotConcurred),
        (vec![not(1), concur(1)], CaseState::NotConcurred),
    ] {
        assert_eq!(of(&case, &pair(&case), &words), expect, "{words:?}");
    }
}

/// What another run's concurrence was about, changed in one thing.
type Change = fn(&mut CaseRow, &mut PairRow, &mut Row);

#[test]
fn a_word_of_another_run_holds_only_for_the_same_news() {
    let changes: [(Change, CaseState); 9] = [
        (|_, _, _| (), CaseState::Concurred),
        (|case, _, _| case.score_bits = None, CaseState::Concurred),
        (
            |case, _, _| case.score_bits = case.score_bits.map(|bits| bits - 1.0),
            CaseState::ConcurredBefore,
        ),
        (
            |case, _, _| case.reason_codes.clear(),
            CaseState::ConcurredBefore,
        ),
        (
            |_, _, word| word.action = "contact_group".to_owned(),
            CaseState::ConcurredBefore,
        ),
        (
            |case, _, _| case.entry_id = Some("8".to_owned()),
            CaseState::ConcurredBefore,
        ),
        (
            |_, pair, _| pair.identity_digest = Some("another document".to_owned()),
            CaseState::ConcurredBefore,
        ),
        (
            |_, pair, _| pair.entry_digest = "changed".to_owned(),
            CaseState::ConcurredBefore,
        ),
        (
            |_, _, word| word.decision = Decision::NotConcur,
            CaseState::NotConcurred,
        ),
    ];
    for (number, (change, expect)) in changes.into_iter().enumerate() {
        let mut case = samples::case_row("C-1");
        let mut pair = pair(&case);
        let mut word = word(&case, Decision::Concur, 1);
        word.run_id = "the run before".to_owned();
        change(&mut case, &mut pair, &mut word);
        assert_eq!(of(&case, &pair, &[word]), expect, "change {number}");
    }
}

#[test]
fn namesakes_are_decided_anew_in_each_run() {
    let case = samples::case_row("C-1-2");
    let mut word = word(&case, Decision::Concur, 1);
    assert_eq!(
        of(&case, &pair(&case), std::slice::from_ref(&word)),
        CaseState::Concurred
    );
    word.run_id = "the run before".to_owned();
    assert_eq!(of(&case, &pair(&case), &[word]), CaseState::ConcurredBefore);
}

#[test]
fn a_lost_salt_is_told_apart_from_a_change() {
    let case = samples::case_row("C-1");
    let mut word = word(&case, Decision::Concur, 1);
    let of = |word: &Row, run: &str, salt: Option<Salt>| {
        let word = Row {
            run_id: run.to_owned(),
            ..word.clone()
        };
        let part = Part {
            path: "x".into(),
            digest: String::new(),
            previous: None,
            salt: self::salt().map(|salt| salt.id()),
            held: true,
            rows: vec![word.clone()],
        };
        let salting = Salting::new(&[part], salt);
        standing(&case, Some(&pair(&case)), Some(&word), &salting)
    };
    for (salt, expect) in [
        (self::salt(), CaseState::Concurred),
        (None, CaseState::SaltMissing),
        (Some(Salt::new([9; Salt::LENGTH])), CaseState::SaltMissing),
    ] {
        assert_eq!(of(&word, "the run before", salt.clone()), expect);
        // A word on this very run needs no digest.
        assert_eq!(of(&word, &case.run_id, salt), CaseState::Concurred);
    }
    word.action = "contact_group".to_owned();
    assert_eq!(
        of(&word, "the run before", None),
        CaseState::ConcurredBefore
    );
}
