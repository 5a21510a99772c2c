//! When a cleared pair stays cleared, and all that opens it again.

use super::*;
use crate::domain::background::Background;
use crate::domain::codes::{Country, DocumentType};
use crate::domain::date::PartialDate;
use crate::domain::document::Document;
use crate::domain::points::Points;
use crate::recommend::Action;

const DAYS: RedressRules = RedressRules {
    cleared_for_days: 10,
};

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn document(number: &str) -> Document {
    Document {
        kind: Some(DocumentType::Passport),
        number: number.to_owned(),
        issuer: Country::parse("FRA"),
        expiry: None,
        mrz: None,
    }
}

fn traveller() -> Passenger {
    let now = at("2026-11-23T18:00:00Z");
    let mut passenger = Passenger::of_name("ZUMARINOV".to_owned(), "BORIS".to_owned(), now);
    passenger.birth_date = PartialDate::parse_iso("1970-03-05");
    passenger.documents = vec![document("AB123456")];
    passenger.redress_number = Some("7654321".to_owned());
    passenger
}

fn hit() -> Hit {
    Hit {
        list: "TEST".to_owned(),
        authority: "Test".to_owned(),
        entry_id: "7".to_owned(),
        entry_digest: "as it was".to_owned(),
        entry_name: String::new(),
        primary_name: String::new(),
        category: "smuggling".to_owned(),
        listed_reason: None,
        handling: None,
        background: Background::default(),
        reasons: Vec::new(),
        action: Action::ContactGroup,
        total: Points(500),
        evidence: Vec::new(),
    }
}

fn decision(moment: &str, different_person: bool) -> Verdict {
    Verdict {
        who: identity_digest(&traveller()).unwrap(),
        list: "TEST".to_owned(),
        entry_id: "7".to_owned(),
        entry_digest: "as it was".to_owned(),
        at: at(moment),
        different_person,
        ground: Ground::Decision,
        reference: "night/C-1".to_owned(),
    }
}

fn grant(moment: &str) -> Verdict {
    let birth = traveller().birth_date.unwrap();
    Verdict {
        who: redress_digest("7654321", "Zumarinov", "Boris", birth).unwrap(),
        ground: Ground::RedressNumber,
        ..decision(moment, true)
    }
}

fn suppresses(verdicts: &[Verdict], now: &str, passenger: &Passenger, hit: Hit) -> bool {
    let salt = Salt::new([7; Salt::LENGTH]);
    let hidden = verdicts.iter().map(|verdict| verdict.clone().hidden(&salt));
    let hidden: Vec<Verdict> = hidden.collect();
    let answer = [(verdicts.to_vec(), None), (hidden, Some(salt))].map(|(verdicts, salt)| {
        let cleared = Cleared::new(verdicts, salt, DAYS, at(now));
        let (open, suppressed) = cleared.part(passenger, vec![hit.clone()]);
        assert_eq!(open.len() + suppressed.len(), 1, "a hit is never lost");
        open.is_empty()
    });
    assert_eq!(answer[0], answer[1], "a salt changes no answer");
    answer[0]
}

#[test]
fn under_another_salt_nothing_clears() {
    let (one, two) = (Salt::new([1; 32]), Salt::new([2; 32]));
    let verdict = decision("2026-11-23T19:00:00Z", true).hidden(&one);
    for (salt, expect) in [(Some(one), true), (Some(two), false), (None, false)] {
        let cleared = Cleared::new([verdict.clone()], salt, DAYS, at("2026-11-24T02:00:00Z"));
        let (open, _) = cleared.part(&traveller(), vec![hit()]);
        assert_eq!(open.is_empty(), expect);
    }
}

#[test]
fn a_pair_is_cleared_until_it_expires_and_only_by_the_last_word() {
    let different = decision("2026-11-23T19:00:00Z", true);
    let same = |moment| decision(moment, false);
    let given = grant("2026-11-23T00:00:00Z");
    let next = "2026-11-24T02:00:00Z";
    for (verdicts, now, expect) in [
        (vec![], next, false),
        (vec![different.clone()], next, true),
        (vec![different.clone()], "2026-12-03T18:59:59Z", true),
        (vec![different.clone()], "2026-12-03T19:00:00Z", false),
        // Not yet spoken.
        (vec![different.clone()], "2026-11-23T18:59:59Z", false),
        (
            vec![different.clone(), same("2026-11-24T01:00:00Z")],
            next,
            false,
        ),
        (
            vec![different.clone(), same("2026-11-23T18:00:00Z")],
            next,
            true,
        ),
        // Of one moment: the pair stays open.
        (vec![same("2026-11-23T19:00:00Z"), different], next, false),
        (vec![given.clone()], next, true),
        (vec![given.clone()], "2026-12-03T00:00:00Z", false),
        (vec![given, same("2026-11-24T01:00:00Z")], next, false),
    ] {
        let answer = suppresses(&verdicts, now, &traveller(), hit());
        assert_eq!(answer, expect, "{verdicts:?} at {now}");
    }
}

/// A change of the passenger or hit, and whether a decision and a redress number still
/// clear them.
type Change = (fn(&mut Passenger, &mut Hit), bool, bool);

#[test]
fn whatever_changes_opens_the_pair_again() {
    let changes: [Change; 12] = [
        (|_, _| (), true, true),
        (|p, _| p.surname = " zumarinov".to_owned(), true, true),
        (|_, h| h.entry_digest = "changed".to_owned(), false, false),
        (|_, h| h.entry_id = "8".to_owned(), false, false),
        (|_, h| h.list = "OTHER".to_owned(), false, false),
        // The number is the proof of identity, whatever the passport.
        (|p, _| p.documents = vec![document("AB999999")], false, true),
        (|p, _| p.documents.push(document("AB999999")), false, true),
        (|p, _| p.documents.clear(), false, true),
        (|p, _| p.redress_number = None, true, false),
        (
            |p, _| p.redress_number = Some("1234567".to_owned()),
            true,
            false,
        ),
        (|p, _| p.given_names = "IVAN".to_owned(), false, false),
        (|p, _| p.birth_date = None, false, false),
    ];
    for (number, (change, by_decision, by_number)) in changes.into_iter().enumerate() {
        let (mut passenger, mut hit) = (traveller(), hit());
        change(&mut passenger, &mut hit);
        let now = "2026-11-24T02:00:00Z";
        for (verdict, expect) in [
            (decision("2026-11-23T19:00:00Z", true), by_decision),
            (grant("2026-11-23T00:00:00Z"), by_number),
        ] {
            let answer = suppresses(&[verdict], now, &passenger, hit.clone());
            assert_eq!(answer, expect, "change {number}");
        }
    }
}

#[test]
fn without_a_document_there_is_no_identity_to_clear() {
    let mut passenger = traveller();
    passenger.documents = vec![document("000000")];
    assert_eq!(identity_digest(&passenger), None);
}
