//! The page says what an officer needs, and nothing foreign acts in it.

use super::*;
use crate::recommend::Action;
use crate::recommend::samples::{self, case_of};
use crate::schema::of_case;
use crate::schema::samples as row_samples;
use crate::schema::status::Status;
use std::sync::Arc;

static NO_ROWS: BTreeMap<&str, &CaseRow> = BTreeMap::new();

static NO_CONTACTS: BTreeMap<String, Contact> = BTreeMap::new();

fn run() -> RunFacts<'static> {
    RunFacts {
        run_id: "run-1",
        as_of: "2026-11-23T02:00:00Z".parse().unwrap(),
        lists: vec![ListFact {
            names: vec!["DEMO_LIST".to_owned()],
            entries: 3,
            date: Some(jiff::civil::date(2026, 11, 20)),
        }],
        redress_text: "Write to redress & review.",
        cut_off_minutes: 180,
        contacts: &NO_CONTACTS,
        salt: None,
        previous_unread: None,
        warnings: Vec::new(),
        decided: Some(Vec::new()),
    }
}

fn row_of(case: &Case, status: Status) -> CaseRow {
    of_case::row(case, "run-1", status, &["manifest/a.parquet".to_owned()])
}

/// A page of one group, with everything else at rest.
fn rendered<'a>(
    group: &'a str,
    items: &'a [Item<'a>],
    change: impl FnOnce(&mut Contents<'a>),
) -> String {
    let run = run();
    let mut contents = Contents {
        group,
        items,
        rows: &NO_ROWS,
        links: &[],
        suppressed: &[],
        unscreened: 0,
        unrouted: 0,
        not_screened: 0,
    };
    change(&mut contents);
    page(&contents, &Earlier::default(), &run).unwrap()
}

fn item<'a>(row: &'a CaseRow, case: Option<&'a Case>) -> Item<'a> {
    Item {
        row,
        case,
        before: None,
    }
}

fn page_of(case: &Case, status: Status) -> String {
    let row = row_of(case, status);
    let links = [row_samples::link("C-1")];
    let items = [item(&row, Some(case))];
    rendered("EAST", &items, |contents| contents.links = &links)
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
            "<p class=\"when\">Departs in 2 h 35 min <strong class=\"tag\">☎ inside cut-off: phone</strong></p>",
            "Inside cut-off, phone: 1 within 3 h of departure",
            "XX 123 CDG to JFK, 23 Nov 2026 04:35 UTC (05:35 at CDG)",
            "<h3>SPECIMEN, IVAN <span class=\"tag\">NEW</span></h3>",
            "<p class=\"action\">Recommend denial of boarding: a named officer decides</p>",
            "<dt>Birth date</dt><dd>1970-03-05</dd>",
            "<dt>Document</dt><dd>Passport AB123456 of FRA</dd>",
            "<p class=\"sentence\">Same surname, given names and birth date as DEMO_LIST entry 12345",
            "<li>Name: list petrovich: only the list has it (-1.00 bits).</li>",
            "the list has Minsk",
            "<li>Passport AB123456 of FRA is reported stolen (2025-03-02) (8 CFR 273.3(b), holder rightful)</li>",
            "<td class=\"value\">1970-03-05</td><td class=\"value\">1970-03-05</td><td><span class=\"sign\" aria-hidden=\"true\">=</span> <strong>agrees</strong>: <span class=\"soft\">the same</span></td><td class=\"num\">+14.50",
            "<span class=\"sign\" aria-hidden=\"true\">?</span> <strong>missing</strong>",
            "In all: probability over 99.9 %",
            "<li>same booking: row manifest/a.parquet:18</li>",
            "<li>DEMO_LIST entry 12345 (2026-11-20, 3 days old): Demo authority; smuggler; listed for: demonstration. <strong>Handling:</strong> liaison officers only.</li>",
            "None on this case or this pair.",
            "Case C-1. Delete by 2027-05-23. Redress: Write to redress &#38; review.",
            "<strong>1</strong> new",
            "<li>DEMO_LIST (3 entries, 2026-11-20, 3 days old)</li>",
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
    hit.evidence[2] = samples::line("name", "misspelt", ("<b>x", "<b>y"), 100);
    let mut case = case_of(vec![hit], vec![]);
    case.passenger.surname = "<script>alert('x')</script>\u{202E}".to_owned();
    Arc::make_mut(&mut case.passenger.flight).carrier = "\u{1b}<b>".to_owned();
    case.recommendation.case_id = "\"><b>".to_owned();
    let page = page_of(&case, Status::Changed);
    assert_says(
        &page,
        &[
            "&#60;script&#62;alert(&#39;x&#39;)&#60;/script&#62;",
            "&#60;B&#62;<mark>X</mark>",
            "CHANGED",
            "default-src 'none'",
        ],
    );
    for bad in [
        "<img",
        "<b>",
        "http:",
        "https:",
        "\u{1b}",
        "\u{202E}",
        "<link",
        "url(",
        "unsafe-inline",
        "onerror=alert(1)>\"",
    ] {
        assert!(!page.contains(bad), "{bad:?}");
    }
    assert_eq!(page.matches("<script").count(), 1, "the page's own");
}

#[test]
fn companions_are_told_by_what_they_share_and_cases_come_first() {
    let case = samples::case();
    let row = row_of(&case, Status::New);
    let mut own = row_of(&case, Status::New);
    own.case_id = "C-3".to_owned();
    own.booking_ref = Some("ZZZ999".to_owned());
    let mut namesake = own.clone();
    namesake.case_id = "C-4".to_owned();
    namesake.document_number = Some("ZZ".to_owned());
    let mut leg = row_of(&case, Status::New);
    leg.case_id = "C-5".to_owned();
    // Withdrawn rows have no card, and are known all the same.
    let others = [&row, &own, &namesake, &leg];
    let items = others.map(|row| item(row, (row.case_id == "C-1").then_some(&case)));
    let rows = others.map(|row| (row.case_id.as_str(), row));
    let rows = BTreeMap::from(rows);
    let link = |relation: &str, row: &str, case_id: Option<&str>| {
        let mut link = row_samples::link("C-1");
        link.relation = relation.to_owned();
        link.other_passenger_row = row.to_owned();
        link.other_case_id = case_id.map(str::to_owned);
        link
    };
    let links = vec![
        row_samples::link("C-0"),
        link("same_payment", "a:18", None),
        link("same_contact", "a:18", None),
        link("same_contact", "a:18", None),
        link("same_booking", "a:19", Some("C-2")),
        link("same_booking", "a:20", Some("C-2")),
        link("same_document", "a:21", Some("C-3")),
        link("same_contact", "a:22", Some("C-4")),
        link("same_booking", "a:23", Some("C-5")),
        row_samples::link("C-9"),
    ];
    assert_says(
        &rendered("EAST", &items, |contents| {
            contents.links = &links;
            contents.rows = &rows;
        }),
        &[
            "<li>same booking: C-2, C-2</li>",
            "<li>the same passenger&#39;s other booking: C-3</li>",
            "<li>same contact: C-4</li>",
            "<li>the same passenger&#39;s other flight in this booking: C-5</li>",
            "<li>same contact and same payment: row a:18</li>",
        ],
    );
    let links: Vec<LinkRow> = (10..30)
        .map(|n| link("same_booking", &format!("a:{n}"), None))
        .collect();
    let coach = rendered("EAST", &items, |contents| contents.links = &links);
    assert_says(&coach, &["More passengers in links.parquet: 12"]);
}

#[test]
fn a_group_without_cases_is_told_so() {
    let page = rendered("EAST", &[], |contents| contents.unscreened = 2);
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
    assert!(!page.contains("phone</strong>"));
}

#[test]
fn the_second_run_is_a_page_and_not_a_book() {
    let case = |id: &str| {
        let mut case = samples::case();
        case.recommendation.case_id = id.to_owned();
        case
    };
    let cases = ["C-same", "C-moved", "C-gone"].map(case);
    let [same, moved, gone] = &cases;
    let rows = [
        row_of(same, Status::Unchanged),
        row_of(moved, Status::Changed),
        row_of(gone, Status::Withdrawn),
    ];
    let mut before = rows[1].clone();
    before.action = Action::ContactGroup;
    let items = [
        item(&rows[0], Some(same)),
        Item {
            before: Some(&before),
            ..item(&rows[1], Some(moved))
        },
        item(&rows[2], None),
    ];
    let page = rendered("EAST", &items, |_| ());
    assert_says(
        &page,
        &[
            "<strong>Changed since the last run:</strong> was: Possible match.",
            "Unchanged since the last run: 1",
            "Withdrawn since the last run: 1",
            "<td>C-gone</td>",
        ],
    );
    let at = |text: &str| page.find(text).unwrap();
    let order = [
        at("<article id=\"C-moved\""),
        at("<details id=\"unchanged-cards\""),
        at("<article id=\"C-same\""),
        at("id=\"withdrawn\""),
    ];
    assert!(order.is_sorted(), "{order:?}");
    assert_eq!(
        page.matches("<article").count(),
        2,
        "a withdrawn case has no card"
    );
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
    let hits = vec![samples::hit(), second.clone(), second.clone(), second];
    let mut case = case_of(hits, vec![]);
    case.passenger.birth_date = None;
    case.minutes_to_departure = -10;
    let page = page_of(&case, Status::Unchanged);
    assert_says(
        &page,
        &[
            "<summary>Other hit 2: DEMO_LIST 777",
            "Weaker hits in evidence.parquet: 1.",
            "No more is asked because only an alias that the list itself calls weak matches.",
            "1 case lacks a birth date on the manifest.",
            "Departed 10 min ago",
            "Every flight with a case has left.",
            "<strong>0</strong> unchanged",
            "<strong>0</strong> Recommend denial",
            "<strong>1 case of a flight that has departed</strong>",
            "Flights that have departed: 1",
            "<td>Tell port of arrival (recommend denial)</td>",
            "<p class=\"action\">The flight has left, too late to recommend denial",
            "so tell the port of arrival (JFK) to compare",
            "What the port of arrival can check to clear it",
        ],
    );
    assert!(!page.contains("inside cut-off: phone</strong>"));
    assert!(!page.contains("class=\"tag\">NEW"));
}

#[test]
fn departed_cases_stand_behind_the_open_ones_and_apart() {
    let mut left = samples::case();
    left.recommendation.case_id = "C-left".to_owned();
    left.minutes_to_departure = -10;
    let waiting = samples::case();
    let rows = [row_of(&left, Status::New), row_of(&waiting, Status::New)];
    let items = [item(&rows[0], Some(&left)), item(&rows[1], Some(&waiting))];
    let page = rendered("EAST", &items, |_| ());
    assert_says(
        &page,
        &[
            "<strong>1</strong> new",
            "<strong>1</strong> Recommend denial",
        ],
    );
    let at = |text: &str| page.find(text).unwrap();
    let order = [
        at("<article id=\"C-1\""),
        at("<h2 id=\"departed\">"),
        at("<article id=\"C-left\""),
    ];
    assert!(order.is_sorted(), "{order:?}");
    let links = page.matches("href=\"#C-left\"").count();
    assert_eq!(links, 1, "not from what departs next");
}

#[test]
fn without_a_listed_person_no_match_is_told() {
    let mut finding = samples::stolen();
    finding.action = Some(Action::ContactGroup);
    let page = page_of(&case_of(vec![], vec![finding]), Status::New);
    assert_says(
        &page,
        &[
            "<strong>0</strong> Possible match",
            "<strong>1</strong> Ask the airline",
            "<p class=\"action\">Ask the airline: the group looks at it",
            "<option value=\"Ask the airline\">",
        ],
    );
}

#[test]
fn cases_without_a_group_are_loud_on_every_page() {
    let case = samples::case();
    let row = row_of(&case, Status::New);
    let items = [item(&row, Some(&case))];
    let own = rendered("unrouted", &items, |contents| contents.unrouted = 1);
    assert_says(&own, &["No group receives these cases"]);
    let other = rendered("EAST", &[], |contents| contents.unrouted = 1);
    assert_says(
        &other,
        &[
            "Cases of this run without a group: 1",
            "groups/unrouted/briefing.html",
        ],
    );
    for quiet in [
        rendered("unrouted", &[], |_| ()),
        rendered("EAST", &[], |_| ()),
    ] {
        assert!(!quiet.contains("class=\"alarm\""));
        let routed = quiet.contains("Every case of this run was routed to a group.");
        assert_eq!(routed, quiet.contains("Briefing for unrouted"));
    }
}

#[test]
fn a_groups_contact_cut_off_and_designated_airports_are_its_own() {
    let case = samples::case();
    let row = row_of(&case, Status::New);
    let contact = Contact {
        phone: "+1 555 0100".to_owned(),
        cutoff_minutes: Some(60),
        designated_airports: vec!["CDG".to_owned()],
        ..Contact::default()
    };
    let contacts = BTreeMap::from([("EAST".to_owned(), contact)]);
    let items = [item(&row, Some(&case))];
    let contents = |group| Contents {
        group,
        items: &items,
        rows: &NO_ROWS,
        links: &[],
        suppressed: &[],
        unscreened: 0,
        unrouted: 0,
        not_screened: 0,
    };
    let run = RunFacts {
        contacts: &contacts,
        ..run()
    };
    let page_for = |group| page(&contents(group), &Earlier::default(), &run).unwrap();
    let east = page_for("EAST");
    assert_says(
        &east,
        &["Phone: <strong>+1 555 0100</strong>", "designated airport"],
    );
    assert!(
        !east.contains("inside cut-off: phone</strong>"),
        "2 h 35 min are left"
    );
    assert!(!east.contains("No phone or mail"));
    let west = page_for("WEST");
    assert_says(
        &west,
        &[
            "inside cut-off: phone</strong>",
            "No phone or mail of this group",
        ],
    );
}

#[test]
fn suppressed_hits_are_listed_with_who_cleared_them_and_until_when() {
    let passenger = samples::passenger();
    let hit = |ground, reference: &str| crate::schema::suppressed::SuppressedHit {
        passenger: passenger.clone(),
        suppressed: crate::redress::Suppressed {
            hit: samples::hit(),
            identity_digest: None,
            ground,
            reference: reference.to_owned(),
            cleared_at: "2026-11-01T00:00:00Z".parse().unwrap(),
            cleared_until: "2027-11-01T00:00:00Z".parse().unwrap(),
        },
        group: "EAST".to_owned(),
    };
    let files = ["a.parquet".to_owned()];
    let rows = [
        hit(crate::redress::Ground::Decision, "night-0/C-0"),
        hit(crate::redress::Ground::RedressNumber, "redress.csv:2"),
    ]
    .map(|hit| hit.row("run-1", &files));
    let suppressed: Vec<&SuppressedRow> = rows.iter().collect();
    let run = RunFacts {
        decided: Some(vec![Decided {
            run_id: "night-0".to_owned(),
            case_id: "C-0".to_owned(),
            at: "2026-11-01T00:00:00Z".parse().unwrap(),
            officer: "Officer 12".to_owned(),
            decision: crate::domain::decision::Decision::NotConcur,
            match_truth: crate::domain::decision::MatchTruth::DifferentPerson,
            carrier_action: crate::domain::decision::CarrierAction::Boarded,
            note: None,
            pair: None,
        }]),
        ..run()
    };
    let contents = Contents {
        group: "EAST",
        items: &[],
        rows: &NO_ROWS,
        links: &[],
        suppressed: &suppressed,
        unscreened: 0,
        unrouted: 0,
        not_screened: 0,
    };
    let page = page(&contents, &Earlier::default(), &run).unwrap();
    assert_says(
        &page,
        &[
            "Suppressed hits: 2",
            "<th scope=\"row\">a.parquet:17</th><td>DEMO_LIST 12345</td><td>Officer 12, decision night-0/C-0</td><td>2027-11-01</td>",
            "<td>redress number, redress.csv:2</td>",
        ],
    );
    assert!(
        !page.contains("SPECIMEN, IVAN"),
        "a cleared passenger is not named"
    );
}

#[test]
fn a_page_of_thousands_has_a_line_for_each_and_a_card_for_the_first() {
    let cases: Vec<Case> = (0..MOST_CARDS + 50)
        .map(|n| {
            let mut case = samples::case();
            case.recommendation.case_id = format!("C-{n}");
            // The last ones are the most urgent.
            case.recommendation.priority = n as i32;
            case
        })
        .collect();
    let rows: Vec<CaseRow> = cases.iter().map(|case| row_of(case, Status::New)).collect();
    let pairs = rows.iter().zip(&cases);
    let items: Vec<Item> = pairs.map(|(row, case)| item(row, Some(case))).collect();
    let page = rendered("EAST", &items, |_| ());
    assert_eq!(page.matches("<article").count(), MOST_CARDS);
    assert_eq!(page.matches("<tr data-f").count(), cases.len());
    assert_says(
        &page,
        &["300 of 350 cases have a card", "<article id=\"C-349\""],
    );
    assert!(!page.contains("<article id=\"C-49\""));
    assert!(!page.contains("href=\"#C-49\""), "no link leads nowhere");
}
