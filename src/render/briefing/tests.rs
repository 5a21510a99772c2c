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
        door_minutes: 15,
        run_every_minutes: 240,
        directory: &[],
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
fn a_card_is_three_lines_and_unfolds() {
    let page = page_of(&samples::case(), Status::New);
    assert_says(
        &page,
        &[
            "<html lang=\"en\" data-run=\"run-1\" data-group=\"EAST\" data-made=\"2026-11-23T02:00:00Z\" data-next=\"2026-11-23T06:00:00Z\" data-cutoff=\"180\" data-door=\"15\">",
            "Run of <b>23 Nov 2026 02:00 UTC</b>",
            "Next run due 23 Nov 2026 06:00 UTC.",
            "data-until=\"2026-11-23T04:20:00Z\">Door 23 Nov 04:20</p>",
            "Departs 23 Nov 04:35 UTC (05:35 at CDG)",
            "SPECIMEN, IVAN</h4><span>5 Mar 1970, M, passport <span class=\"id\">AB123456</span> FRA</span>",
            "<b class=\"act\">■ Recommend denial.</b> Same surname, given names and birth date as DEMO_LIST entry 12345",
            "<dt>Against:</dt> <dd>The list also has PETROVICH. Not compared: document and place of birth.",
            "<dt>Clears:</dt> <dd>Not born in Minsk, no PETROVICH in the passport, or",
            "<summary>Evidence +17.5 bits, about 190,000 to 1. Too few like it to say how often.</summary>",
            "<b>Recommend denial of boarding: a named officer decides.</b> Same surname",
            "<dt>What speaks against it</dt><dd>Name: list petrovich: only the list has it (-1.00 bits).",
            "the list has Minsk",
            "Passport AB123456 of FRA is reported stolen (2025-03-02) (8 CFR 273.3(b), holder rightful).",
            "<td class=\"value\">1970-03-05</td><td class=\"value\">1970-03-05</td><td><span class=\"sign\" aria-hidden=\"true\">=</span> <b>agrees</b>: <span class=\"soft\">the same</span></td><td class=\"num\">+14.50",
            "Without bits: document (one side lacks it), nationality (one side lacks it, passenger FRA) and place of birth (one side lacks it, list Minsk).",
            "In all: about 190,000 to 1",
            "same booking: row manifest/a.parquet:18",
            "DEMO_LIST entry 12345 (2026-11-20, 3 days old): Demo authority; smuggler; listed for: demonstration. <b>Handling:</b> liaison officers only.",
            "None on this case or this pair.",
            "<dt>Delete by</dt><dd>2027-05-23</dd>",
            "<p>Redress: Write to redress &#38; review.</p>",
            "1 new, 0 changed",
            "<li>DEMO_LIST (3 entries, 2026-11-20, 3 days old)</li>",
            "Recommendations only. No one is denied boarding by this list",
        ],
    );
    let card = page.find("<article").unwrap();
    let fold = page[card..].find("<details>").unwrap();
    for folded in ["In all:", "Earlier decisions", "Handling"] {
        assert!(!page[card..card + fold].contains(folded), "{folded}");
    }
    assert_eq!(page.matches("Write to redress").count(), 1, "once a page");
    assert!(!page.contains("<span class=\"tag\">new"), "all of them are");
}

#[test]
fn nothing_that_is_printed_becomes_false_with_time() {
    for minutes in [20, 155, -10] {
        let mut case = samples::case();
        case.minutes_to_departure = minutes;
        let page = page_of(&case, Status::New);
        let script = page.find("<script>").unwrap();
        let style = page.find("</style>").unwrap();
        let printed = &page[style..script];
        for counted in [
            "in 20 min",
            "in 2 h",
            " ago",
            "inside cut-off",
            "Departs in",
        ] {
            assert!(!printed.contains(counted), "{counted}");
        }
    }
}

#[test]
fn foreign_text_is_escaped_and_nothing_is_fetched_or_run() {
    let mut hit = samples::hit();
    hit.entry_name = "\"><img src=x onerror=alert(1)>".to_owned();
    hit.handling = Some("</article><script>".to_owned());
    hit.evidence[2] = samples::line("name", "misspelt", ("<i>x", "<i>y"), 100);
    let mut case = case_of(vec![hit], vec![]);
    case.passenger.surname = "<script>alert('x')</script>\u{202E}".to_owned();
    Arc::make_mut(&mut case.passenger.flight).carrier = "\u{1b}<i>".to_owned();
    case.recommendation.case_id = "\"><i>".to_owned();
    let page = page_of(&case, Status::Changed);
    assert_says(
        &page,
        &[
            "&#60;script&#62;alert(&#39;x&#39;)&#60;/script&#62;",
            "&#60;I&#62;<mark>X</mark>",
            "<span class=\"tag\">changed</span>",
            "default-src 'none'",
        ],
    );
    for bad in [
        "<img",
        "<i>",
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
            "same booking: C-2, C-2 (context",
            "the same passenger&#39;s other booking: C-3 (",
            "same contact: C-4 (",
            "the same passenger&#39;s other flight in this booking: C-5 (",
            "same contact and same payment: row a:18 (",
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
}

/// A page whose ledger holds these words.
fn page_with(items: &[Item], decided: &[Decided]) -> String {
    let run = run();
    let contents = Contents {
        group: "EAST",
        items,
        rows: &NO_ROWS,
        links: &[],
        suppressed: &[],
        unscreened: 0,
        unrouted: 0,
        not_screened: 0,
    };
    let earlier = Earlier::new(decided, None, run.as_of);
    page(&contents, &earlier, &run).unwrap()
}

fn case_named(id: &str) -> Case {
    let mut case = samples::case();
    case.recommendation.case_id = id.to_owned();
    case
}

#[test]
fn what_is_undecided_stands_above_until_somebody_decides() {
    let ids = [
        "C-same", "C-moved", "C-info", "C-yes", "C-no", "C-gone", "C-told",
    ];
    let cases = ids.map(case_named);
    let status = [
        Status::Unchanged,
        Status::Changed,
        Status::Unchanged,
        Status::Unchanged,
        Status::Unchanged,
        Status::Withdrawn,
        Status::Withdrawn,
    ];
    let rows: Vec<CaseRow> = cases
        .iter()
        .zip(status)
        .map(|(case, one)| row_of(case, one))
        .collect();
    let mut before = rows[1].clone();
    before.action = Action::ContactGroup;
    let items: Vec<Item> = rows
        .iter()
        .zip(&cases)
        .map(|(row, case)| Item {
            before: (row.case_id == "C-moved").then_some(&before),
            ..item(row, (row.status != Status::Withdrawn).then_some(case))
        })
        .collect();
    let word =
        |id: &str, decision: &str| earlier::samples::word(id, "2026-11-22T02:00:00Z", decision);
    let mut moved = word("C-moved", "concur");
    moved.about.action = before.action.as_str().to_owned();
    let decided = [
        moved,
        word("C-info", "need_info"),
        word("C-yes", "concur"),
        word("C-no", "not_concur"),
        word("C-told", "concur"),
    ];
    let page = page_with(&items, &decided);
    assert_says(
        &page,
        &[
            "<span class=\"big\" id=\"open\">3 undecided</span>",
            "1 to call back, 1 concurred, 1 not concurred",
            "Undecided, by departure: 3",
            "0 new, 1 changed, 4 unchanged, 2 withdrawn.",
            "<b>Changed since the last run:</b> was: Possible match.",
            "<span class=\"tag\">changed since its decision</span>",
            "<span class=\"tag\">waits for information</span>",
            "Decided: 2",
            "Call back: 1",
            "Withdrawn since the last run: 1",
            "<td class=\"id\">C-gone</td>",
        ],
    );
    let at = |text: &str| page.find(text).unwrap_or_else(|| panic!("{text}"));
    let order = [
        at("id=\"call-back\""),
        at("<h2 id=\"cases-title\""),
        at("id=\"C-same\""),
        at("<details class=\"folded\" id=\"decided-cards\""),
        at("id=\"C-yes\" tabindex"),
        at("id=\"withdrawn\""),
    ];
    assert!(order.is_sorted(), "{order:?}");
    let fold = at("<details class=\"folded\"");
    for (id, above) in [
        ("C-same", true),
        ("C-moved", true),
        ("C-info", true),
        ("C-yes", false),
        ("C-no", false),
    ] {
        assert_eq!(at(&format!("id=\"{id}\" tabindex")) < fold, above, "{id}");
    }
    assert_eq!(
        page.matches("<article").count(),
        5,
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
            "<dt>Weaker hits</dt><dd>1 in evidence.parquet",
            "No more is asked because only an alias that the list itself calls weak matches.",
            "1 case lacks a birth date on the manifest.",
            "Every flight with a case had left when this page was made.",
            "0 new, 0 changed, 0 unchanged, 0 withdrawn. Departed, in none of these numbers",
            "<span class=\"tag\">weak alias only</span>",
            "Flights that have departed: 1",
            "<td>Tell port of arrival (recommend denial)</td>",
            "<b>The flight has left, too late to recommend denial",
            "so tell the port of arrival (JFK) to read",
            "What the port of arrival can check to clear it",
        ],
    );
    assert!(!page.contains("class=\"strip\""));
    assert!(!page.contains("class=\"tag\">new"));
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
    assert_says(&page, &["1 new, 0 changed", "Recommend denial: 1."]);
    let at = |text: &str| page.find(text).unwrap();
    let order = [
        at("id=\"C-1\" tabindex"),
        at("<h2 id=\"departed\">"),
        at("id=\"C-left\" tabindex"),
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
            "Ask the airline: 1.",
            "<b class=\"act\">● Ask the airline.</b> Passport AB123456",
            "<b>Ask the airline: the group looks at it",
            "<option value=\"Ask the airline\">",
        ],
    );
    assert!(!page.contains("Possible match: "));
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
        &[
            "Group: <a class=\"tel\" href=\"tel:+15550100\">+1 555 0100</a>",
            "<span class=\"tag\">designated airport</span>",
            "data-cutoff=\"60\"",
            "Within 1 h of departure",
        ],
    );
    assert!(!east.contains("No phone or mail"));
    let west = page_for("WEST");
    assert_says(
        &west,
        &["data-cutoff=\"180\"", "No phone or mail of this group"],
    );
}

#[test]
fn the_carriers_desk_is_on_the_flight_or_said_to_be_missing() {
    let case = samples::case();
    let row = row_of(&case, Status::New);
    let items = [item(&row, Some(&case))];
    let without = rendered("EAST", &items, |_| ());
    assert_says(
        &without,
        &[
            "no phone is set",
            "No phone is set for XX at CDG (routing.directory in the settings).",
        ],
    );
    let directory = [Desk {
        carrier: "XX".to_owned(),
        station: "CDG".to_owned(),
        phone: "+33 1 555 <b>".to_owned(),
        hours: "24 h, gate desk".to_owned(),
    }];
    let contents = Contents {
        group: "EAST",
        items: &items,
        rows: &NO_ROWS,
        links: &[],
        suppressed: &[],
        unscreened: 0,
        unrouted: 0,
        not_screened: 0,
    };
    let run = RunFacts {
        directory: &directory,
        ..run()
    };
    let page = page(&contents, &Earlier::default(), &run).unwrap();
    let link = "<a class=\"tel\" href=\"tel:+331555\">+33 1 555 &#60;b&#62;</a> <span class=\"soft small\">24 h, gate desk</span>";
    assert_eq!(
        page.matches(link).count(),
        2,
        "in the strip and on the flight"
    );
    assert!(!page.contains("no phone is set") && !page.contains("No phone is set"));
}

#[test]
fn protected_people_are_marked_to_be_left_off_paper_and_counted() {
    let mut cases = ["C-open", "C-left", "C-gone"].map(case_named);
    for case in &mut cases {
        case.recommendation.action = Action::WelfareReferral;
    }
    cases[1].minutes_to_departure = -5;
    let status = [Status::New, Status::New, Status::Withdrawn];
    let rows = cases
        .iter()
        .zip(status)
        .map(|(case, one)| row_of(case, one));
    let rows: Vec<CaseRow> = rows.collect();
    let items = [
        item(&rows[0], Some(&cases[0])),
        item(&rows[1], Some(&cases[1])),
        item(&rows[2], None),
    ];
    let page = rendered("EAST", &items, |_| ());
    assert_says(
        &page,
        &[
            "<article class=\"case welfare_referral care\" id=\"C-open\"",
            "<tr class=\"care\" data-case=\"C-left\"",
            "<tr class=\"care\"><td",
            "Left off this paper: 3 protected people.",
        ],
    );
    assert!(assets::STYLE.contains(".care, noscript"));
}

#[test]
fn a_name_in_another_script_shows_its_latin_reading_first() {
    let mut case = samples::case();
    case.passenger.surname = "Петров".to_owned();
    case.passenger.given_names = "Юлия".to_owned();
    assert_says(
        &page_of(&case, Status::New),
        &["PETROV, YULIYA <small><bdi>Петров, Юлия</bdi></small></h4>"],
    );
}

#[test]
fn a_page_that_is_never_due_again_says_no_next_run() {
    let run = RunFacts {
        run_every_minutes: 0,
        ..run()
    };
    let contents = Contents {
        group: "EAST",
        items: &[],
        rows: &NO_ROWS,
        links: &[],
        suppressed: &[],
        unscreened: 0,
        unrouted: 0,
        not_screened: 0,
    };
    let page = page(&contents, &Earlier::default(), &run).unwrap();
    assert!(page.contains("data-next=\"\"") && !page.contains("Next run due"));
}

#[test]
fn suppressed_hits_are_listed_with_who_cleared_them_and_until_when() {
    let passenger = samples::passenger();
    let hit = |ground, reference: &str| crate::schema::suppressed::SuppressedHit {
        passenger: passenger.clone(),
        suppressed: crate::redress::Suppressed {
            hit: samples::hit(),
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
            about: About::default(),
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
    assert_eq!(page.matches("<li data-case").count(), 50);
    assert_says(
        &page,
        &[
            "300 of 350 cases have a card",
            "choose one to decide on it here",
            "preboard review RUN --case CASE",
            "350 undecided",
            "id=\"C-349\" tabindex",
        ],
    );
    assert!(!page.contains("id=\"C-49\" tabindex"));
    assert!(page.contains("<li data-case=\"C-49\""));
    // Decided on the line: another person is a contradiction there too.
    assert_eq!(page.matches(" data-entry><span><b>").count(), 50);
    assert!(!page.contains("href=\"#C-49\""), "no link leads nowhere");
}

/// As the browser shows it and as it is read out: every row of the table is a node, and every
/// node a row.
#[test]
fn the_picture_of_links_has_the_rows_of_its_table() {
    let case = samples::case();
    let own = row_of(&case, Status::New);
    let items = [item(&own, Some(&case))];
    let mut links = Vec::new();
    for at in 10..80 {
        let mut link = row_samples::link(&own.case_id);
        link.other_passenger_row = format!("a:{at}");
        links.push(link);
    }
    let mut behind = row_samples::link(&own.case_id);
    behind.other_passenger_row = "a:90".to_owned();
    (behind.step, behind.via_passenger_row) = (Some(2), Some("a:12".to_owned()));
    let mut agency = row_samples::link(&own.case_id);
    agency.other_passenger_row = String::new();
    agency.relation = "same_contact".to_owned();
    agency.sharers = Some(4_000);
    links.extend([behind, agency]);
    let page = rendered("EAST", &items, |contents| contents.links = &links);
    assert_says(
        &page,
        &[
            "same contact: shared by 4000 people, not followed",
            "links.parquet: 11",
        ],
    );
    let rows = page.matches("<td>same booking, derived</td>").count();
    assert_eq!((rows, page.matches("role=\"listitem\"").count()), (60, 60));
    links.retain(|link| !(20..80).any(|at| link.other_passenger_row == format!("a:{at}")));
    let page = rendered("EAST", &items, |contents| contents.links = &links);
    assert_says(&page, &["by way of 3"]);
    assert_eq!(page.matches("role=\"listitem\"").count(), 11);
    links.clear();
    let page = rendered("EAST", &items, |contents| contents.links = &links);
    assert!(!page.contains("class=\"chart net\""));
}
