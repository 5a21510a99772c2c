use super::*;
use crate::schema::samples::{case_row, link};

const HOSTILE: &str = "<script>alert(1)</script>\u{202e}\u{1b}[2J\" onload=\"x";

fn gathered<'a>(
    run: &'a RunRecord,
    cases: &'a [CaseRow],
    links: &'a [LinkRow],
    evidence: &'a [EvidenceRow],
    handling: &'a Handling,
) -> Gathered<'a> {
    Gathered {
        run,
        cases: cases.iter().collect(),
        evidence,
        links,
        said: vec![Said {
            case_id: "C-1".to_owned(),
            at: Timestamp::UNIX_EPOCH,
            officer: HOSTILE.to_owned(),
            decision: Decision::Concur,
            match_truth: MatchTruth::Unknown,
            carrier_action: CarrierAction::Unknown,
            note: Some(HOSTILE.to_owned()),
        }],
        ledger_head: None,
        handling,
        network_id: Some(HOSTILE.to_owned()),
        author: HOSTILE.to_owned(),
        redress: HOSTILE.to_owned(),
    }
}

fn evidence() -> Vec<EvidenceRow> {
    let row = |rank, kind: &str, level: &str, points| EvidenceRow {
        case_id: "C-1".to_owned(),
        run_id: "run-1".to_owned(),
        hit_rank: rank,
        list: (0 < rank).then(|| HOSTILE.to_owned()),
        entry_id: (0 < rank).then(|| HOSTILE.to_owned()),
        entry_name: Some(HOSTILE.to_owned()),
        kind: kind.to_owned(),
        level: level.to_owned(),
        passenger_value: Some(HOSTILE.to_owned()),
        entry_value: Some(HOSTILE.to_owned()),
        points,
        note: Some(format!("{HOSTILE}. Check: {HOSTILE} Ground: {HOSTILE}.")),
    };
    vec![
        row(0, "document", "document_expired", 0.0),
        row(1, "prior", "base_rate", -21.0),
        row(1, "name", "equal", 18.0),
        row(1, "birth_date", "contradiction", -6.0),
        row(1, "aura", "odd", 1.0),
        row(1, "list_says", "associate", 0.0),
        row(1, "list_says", "reliability", 0.0),
    ]
}

fn hostile() -> PackageRecord {
    let case = CaseRow {
        surname: HOSTILE.to_owned(),
        given_names: Some(HOSTILE.to_owned()),
        birth_date: Some(HOSTILE.to_owned()),
        sex: Some(HOSTILE.to_owned()),
        nationality: Some(HOSTILE.to_owned()),
        document_number: Some(HOSTILE.to_owned()),
        document_issuer: Some(HOSTILE.to_owned()),
        booking_ref: Some(HOSTILE.to_owned()),
        category: Some(HOSTILE.to_owned()),
        manifest_file: HOSTILE.to_owned(),
        hits: 1,
        ..case_row("C-1")
    };
    let links = vec![
        LinkRow {
            other_passenger_row: format!("{HOSTILE}:18"),
            relation: HOSTILE.to_owned(),
            ..link("C-1")
        },
        LinkRow {
            other_passenger_row: format!("{HOSTILE}:19"),
            other_case_id: Some(HOSTILE.to_owned()),
            ..link("C-1")
        },
    ];
    let run = RunRecord {
        run_id: HOSTILE.to_owned(),
        as_of: HOSTILE.to_owned(),
        ..RunRecord::default()
    };
    let handling = Handling::default();
    let cases = [case];
    let evidence = evidence();
    content(&gathered(&run, &cases, &links, &evidence, &handling))
}

#[test]
fn what_came_with_the_data_acts_nowhere_on_the_page() {
    let mut record = hostile();
    record.people[0].role = Some(Role::Unknown);
    record.people[0].role_reason = Some(HOSTILE.to_owned());
    record.sealed_by = Some(HOSTILE.to_owned());
    record.sealed_at = Some(HOSTILE.to_owned());
    let page = page(&record).unwrap();
    for bad in ["<script", "\u{202e}", "\u{1b}", "onload=\"x"] {
        assert!(!page.contains(bad), "{bad:?}");
    }
    assert!(page.contains("&#60;script"), "it is shown");
    assert!(page.contains("script-src") || page.contains("default-src 'none'"));
}

#[test]
fn every_sentence_that_states_something_has_a_source_that_is_listed() {
    let record = hostile();
    let known: BTreeSet<&str> = record.sources.iter().map(|one| one.mark.as_str()).collect();
    assert_eq!(record.people.len(), 2);
    for person in &record.people {
        let stating = [
            &person.who,
            &person.speaks_for,
            &person.speaks_against,
            &person.travel,
            &person.documents,
            &person.decisions,
            &person.clears,
        ];
        for sentence in stating.into_iter().flatten() {
            assert!(!sentence.marks.is_empty(), "{}", sentence.text);
            assert!(
                sentence
                    .marks
                    .iter()
                    .all(|mark| known.contains(mark.as_str())),
                "{sentence:?}"
            );
        }
    }
}

#[test]
fn the_strictest_source_is_the_packages_handling() {
    let handling = |of: &[(&str, u8, &str)]| Handling {
        of: of
            .iter()
            .map(|(name, rank, words)| ((*name).to_owned(), (*rank, (*words).to_owned())))
            .collect(),
    };
    let run = RunRecord::default();
    let cases = [CaseRow {
        hits: 1,
        ..case_row("C-1")
    }];
    let rows: Vec<EvidenceRow> = evidence()
        .into_iter()
        .map(|row| EvidenceRow {
            list: row.list.map(|_| "LIST".to_owned()),
            ..row
        })
        .collect();
    let banner = |of: &[(&str, u8, &str)]| {
        let handling = handling(of);
        content(&gathered(&run, &cases, &[], &rows, &handling)).handling
    };
    let both = [("manifest", 1, "TLP:GREEN"), ("LIST", 2, "TLP:AMBER")];
    assert_eq!(banner(&both), "TLP:AMBER");
    assert_eq!(banner(&both[..1]), "TLP:RED", "a source without one");
}
