//! The page says what an officer needs, and nothing foreign acts in it.

use super::*;
use crate::output::samples::{self, case_of};

fn run() -> RunFacts<'static> {
    RunFacts {
        run_id: "run-1",
        as_of: "2026-11-23T02:00:00Z".to_owned(),
        lists: vec!["DEMO_LIST (3 entries, 2026-11-20)".to_owned()],
        redress_text: "Write to redress & review.",
        cut_off_minutes: CUT_OFF_MINUTES,
    }
}

const CUT_OFF_MINUTES: i64 = 180;

fn row_of(case: &Case, status: Status) -> CaseRow {
    case.row("run-1", status, &["manifest/a.parquet".to_owned()])
}

fn page_of(case: &Case, status: Status) -> String {
    let row = row_of(case, status);
    let items = [Item {
        row: &row,
        case: Some(case),
    }];
    page("EAST", &items, &[samples::link("C-1")], 0, &run()).unwrap()
}

fn assert_says(page: &str, lines: &[&str]) {
    for line in lines {
        assert!(page.contains(line), "{line}\nnot in\n{page}");
    }
}

#[test]
fn a_card_says_what_who_why_and_what_clears_it() {
    let page = page_of(&samples::case(), Status::New);
    assert_says(
        &page,
        &[
            "<html lang=\"en\">",
            "<p class=\"when\">Departs in 2 h 35 min: phone, do not mail</p>",
            "Phone, do not mail: 1 within 3 h of departure",
            "XX 123 CDG to JFK, 23 Nov 2026 04:35 UTC",
            "<h3>SPECIMEN, IVAN <span class=\"tag\">NEW</span></h3>",
            "<p class=\"action\">Recommend denial of boarding: a named officer decides</p>",
            "<dt>Birth date</dt><dd>1970-03-05</dd>",
            "<dt>Document</dt><dd>Passport AB123456 of FRA</dd>",
            "<p class=\"sentence\">Same surname, given names and birth date as DEMO_LIST entry 12345",
            "the list has Minsk",
            "<li>Passport AB123456 of FRA is reported stolen (2025-03-02) (8 CFR 273.3(b), holder rightful)</li>",
            "<tr><th scope=\"row\">Birth date</th><td class=\"value\">1970-03-05</td><td class=\"value\">1970-03-05</td><td>the same</td><td class=\"num\">+14.50</td>",
            "<span class=\"against\" style=\"width: calc(100% / 2)\">",
            "In all: probability over 99.9 %",
            "<li>same booking: row manifest/a.parquet:18</li>",
            "<strong>Handling:</strong> liaison officers only",
            "Case C-1. Delete by 2027-05-23. Redress: Write to redress &#38; review.",
            "<strong>1 new</strong> and <strong>0 changed</strong>",
            "<li>DEMO_LIST (3 entries, 2026-11-20)</li>",
            "as of 23 Nov 2026 02:00 UTC",
            "Recommendations only.</strong> No one is denied boarding by this list",
        ],
    );
    assert!(!page.contains("Seat"), "what is unknown is left out");
}

#[test]
fn foreign_text_is_escaped_and_nothing_is_fetched_or_run() {
    let mut hit = samples::hit();
    hit.entry_name = "\"><img src=x onerror=alert(1)>".to_owned();
    hit.handling = Some("</article><script>".to_owned());
    let mut case = case_of(vec![hit], vec![]);
    case.passenger.surname = "<script>alert('x')</script>\u{202E}".to_owned();
    case.passenger.flight.carrier = "\u{1b}<b>".to_owned();
    let page = page_of(&case, Status::Changed);
    assert!(
        page.contains("&#60;script&#62;alert(&#39;x&#39;)&#60;/script&#62;"),
        "{page}"
    );
    for bad in [
        "<script", "<img", "<b>", "http://", "https://", "\u{1b}", "\u{202E}", "<link", "url(",
    ] {
        assert!(!page.contains(bad), "{bad:?}");
    }
    assert_says(&page, &["CHANGED", "default-src 'none'"]);
}

#[test]
fn another_traveller_is_named_once_with_all_that_is_shared() {
    let case = samples::case();
    let row = row_of(&case, Status::New);
    let items = [Item {
        row: &row,
        case: Some(&case),
    }];
    let mut links = ["same_payment", "same_contact", "same_contact"].map(|relation| {
        let mut link = samples::link("C-1");
        link.relation = relation.to_owned();
        link
    });
    let page_with = |links: &[LinkRow]| page("NEW_YORK", &items, links, 0, &run()).unwrap();
    let text = page_with(&links);
    assert_says(
        &text,
        &[
            "<h1>Briefing for NEW YORK</h1>",
            "<li>same contact and same payment: row manifest/a.parquet:18</li>",
        ],
    );
    links[0].other_case_id = Some("C-2".to_owned());
    assert_says(
        &page_with(&links[..1]),
        &["row manifest/a.parquet:18, case C-2"],
    );
}

#[test]
fn a_group_without_cases_is_told_so() {
    let page = page("EAST", &[], &[], 2, &run()).unwrap();
    assert_says(
        &page,
        &[
            "No cases for this group tonight.",
            "Recommendations only.",
            "2 manifest rows of this run could not be screened",
            "2 of the run's manifest rows could not be screened.",
        ],
    );
    assert!(!page.contains("<article"));
    assert!(!page.contains("phone, do not mail"));
}

#[test]
fn withdrawn_cases_stand_at_the_end_and_count_as_no_case() {
    let row = row_of(&samples::case(), Status::Withdrawn);
    let items = [Item {
        row: &row,
        case: None,
    }];
    let page = page("EAST", &items, &[], 0, &run()).unwrap();
    assert_says(
        &page,
        &[
            "No cases for this group tonight.",
            "Withdrawn since the last run",
            "<td>C-1</td>",
        ],
    );
    assert!(!page.contains("<article"));
}

#[test]
fn other_hits_limits_and_gaps_are_shown() {
    let mut second = samples::hit();
    second.entry_id = "777".to_owned();
    second.reasons = vec![
        crate::recommend::Reason::PossibleMatch,
        crate::recommend::Reason::WeakAliasCap,
    ];
    second.action = Action::ContactGroup;
    let mut case = case_of(vec![samples::hit(), second], vec![]);
    case.passenger.birth_date = None;
    case.minutes_to_departure = -10;
    let page = page_of(&case, Status::Unchanged);
    assert_says(
        &page,
        &[
            "<summary>Other hit 2: DEMO_LIST 777",
            "Held down because only an alias that the list itself calls weak matches.",
            "1 case lacks a birth date on the manifest.",
            "Departed 10 min ago",
        ],
    );
    assert!(!page.contains("phone, do not mail"));
    assert!(!page.contains("class=\"tag\""));
}

#[test]
fn only_flights_that_wait_inside_the_cut_off_are_urgent() {
    let mut row = samples::case_row("C-1");
    for (minutes, expect) in [(-1, false), (0, true), (180, true), (181, false)] {
        row.minutes_to_departure = minutes;
        assert_eq!(is_urgent(&row, CUT_OFF_MINUTES), expect, "{minutes}");
    }
}
