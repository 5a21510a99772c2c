//! What the page says of made-up tables, inside of the group and outside.

use super::*;
use crate::schema::assessment::{
    BANDS, BandRow, BaselineRow, DimensionRow, EconomyRow, ExplanationRow, FaultRow, GapRow,
    HubRow, PlotRow, PublishedRow, SourceRow, WeekRow,
};
use crate::schema::warning::{PathwayRow, SignalRow, monday, week_of};
use jiff::civil::date;
use std::collections::BTreeMap;

const HOSTILE: &str = "\"'><script>alert(1)</script><img src=x>\u{202E}";

fn signal(place: &str, cases: i64) -> SignalRow {
    SignalRow {
        week: date(2026, 11, 16),
        class: "signal".to_owned(),
        standing: Some("new".to_owned()),
        since_week: date(2026, 11, 16),
        level: "route".to_owned(),
        place: place.to_owned(),
        category: Some("smuggling".to_owned()),
        reason_class: "listed_person".to_owned(),
        compared_with: "past_and_others".to_owned(),
        window_weeks: 4,
        cases,
        expected: 4.7,
        passengers: 4_000,
        base_weeks: 52,
        base_cases: 61,
        base_passengers: 52_000,
        rate_ratio: Some(4.9),
        ratio_low: Some(2.8),
        ratio_high: Some(8.4),
        dispersion: 1.2,
        probability: 1e-7,
        adjusted: 1e-4,
        recurrence_weeks: 900.0,
        smallest_flagged: Some(14),
    }
}

fn pathway(place: &str, cases: i64, low: f64) -> PathwayRow {
    PathwayRow {
        rank: 1,
        level: "route".to_owned(),
        place: place.to_owned(),
        category: Some("smuggling".to_owned()),
        reason_class: "listed_person".to_owned(),
        cases,
        passengers: 51_100,
        rate: low + 1.0,
        low,
        high: low + 3.0,
    }
}

fn plot() -> Vec<PlotRow> {
    let weeks = (0..20).map(|week| PlotRow {
        plot: 1,
        level: "route".to_owned(),
        place: "GUA-IAH".to_owned(),
        category: Some("smuggling".to_owned()),
        reason_class: "listed_person".to_owned(),
        week: monday(week_of(date(2026, 7, 6)) + week),
        part: if week < 3 {
            "before_change"
        } else if week < 16 {
            "base"
        } else {
            "window"
        }
        .to_owned(),
        cases: if week < 16 { 1 } else { 6 },
        passengers: 1_000,
        expected: Some(1.2),
        smallest_flagged: Some(8),
        changed: week == 3,
    });
    weeks.collect()
}

fn economy(list: &str, hits: i64) -> EconomyRow {
    EconomyRow {
        list: list.to_owned(),
        passengers: 1_702_440,
        hits,
        decided: hits / 2,
        confirmed: hits / 4,
        acted_on: hits / 5,
        hits_per_10_000: Some(hits as f64 / 170.2),
        confirmed_per_10_000: Some(0.3),
        acted_on_per_10_000: Some(0.2),
    }
}

/// Of names that may be hostile.
pub(crate) fn tables(name: &str) -> Tables {
    let mut tables = Tables {
        signals: vec![signal("GUA-IAH", 23)],
        pathways: vec![
            pathway("GUA-IAH", 64, 4.0),
            pathway(&format!("LIM-{name}"), 7, 0.5),
        ],
        weeks: vec![WeekRow {
            week: date(2026, 11, 16),
            passengers: 1_702_440,
            cases: 654,
            new_cases: Some(600),
            cases_per_10_000: Some(3.8),
        }],
        plots: plot(),
        hubs: vec![HubRow {
            hub: "GUA".to_owned(),
            weeks: 52,
            passengers: 225_600,
            cases: 64,
            new_cases: None,
            cases_per_10_000: Some(2.8),
        }],
        networks: vec![
            BandRow {
                rank: 1,
                band: BANDS[0].to_owned(),
                network_id: format!("N-{name}"),
                category: Some("smuggling".to_owned()),
                concurred: 2,
                cases: 5,
                pathways: 1,
                nights: 6,
                last_seen: Some(date(2026, 11, 19)),
                kinds: vec!["payment".to_owned()],
            },
            BandRow {
                rank: 2,
                band: BANDS[2].to_owned(),
                network_id: "N-2".to_owned(),
                category: None,
                concurred: 0,
                cases: 11,
                pathways: 3,
                nights: 5,
                last_seen: None,
                kinds: Vec::new(),
            },
        ],
        faults: ["GUA", name, "LIM"]
            .into_iter()
            .zip([4, 31, 25])
            .map(|(station, cases)| FaultRow {
                station: station.to_owned(),
                kind: "document_expired".to_owned(),
                cases,
                new_cases: Some(cases),
                passengers: 90_000,
                cases_per_10_000: Some(0.5),
            })
            .collect(),
        baselines: vec![BaselineRow {
            measure: "concurred".to_owned(),
            count: Some(90),
            of: 96,
            share: Some(0.9375),
            low: Some(0.87),
            high: Some(0.97),
            baseline_count: Some(800),
            baseline_of: 900,
            baseline_share: Some(0.889),
        }],
        economy: vec![
            economy("all", 654),
            economy("documents", 150),
            economy(name, 460),
            economy("SYN_SMALL", 4),
            economy("SYN_THIRD", 40),
        ],
        explanations: vec![ExplanationRow {
            level: "route".to_owned(),
            place: "GUA-IAH".to_owned(),
            category: Some("smuggling".to_owned()),
            reason_class: "listed_person".to_owned(),
            could_be: "traffic".to_owned(),
            asked: "Passengers are part of the test.".to_owned(),
            found: "No.".to_owned(),
        }],
        gaps: vec![GapRow {
            gap: "never_decided".to_owned(),
            count: 6,
            of: Some(654),
            says: "6 of 654 cases have no officer's word.".to_owned(),
        }],
        sources: vec![SourceRow {
            source: "S1".to_owned(),
            name: name.to_owned(),
            dated: Some("2026-11-01".to_owned()),
            count: 1_240,
            digest: Some("9f3c0011aa22bb33cc44".to_owned()),
            reliability: "B2".to_owned(),
            handling: "these groups".to_owned(),
            carries: vec!["J1".to_owned()],
        }],
        ..Tables::default()
    };
    tables.comparison = comparison(&tables.economy);
    tables.judgements = judgements(&tables, &known(false));
    tables
}

fn known(publish: bool) -> Known {
    Known {
        traffic: "S1".to_owned(),
        decisions: "S1".to_owned(),
        findings: "S1".to_owned(),
        lists: BTreeMap::new(),
        of_list: BTreeMap::new(),
        changed: Vec::new(),
        publish,
    }
}

fn html(tables: &Tables, publish: bool) -> String {
    let made_of = MadeOf {
        as_of: "2026-11-23T06:00:00Z".parse().unwrap(),
        command: "preboard assess".to_owned(),
        settings_digest: "5be1".to_owned(),
        runs: 7,
        first_run: Some("first".to_owned()),
        last_run: Some("last".to_owned()),
    };
    page(&assessed(tables, &made_of, publish)).unwrap()
}

fn assessed<'a>(tables: &'a Tables, made_of: &'a MadeOf, publish: bool) -> Assessed<'a> {
    let end = week_of(date(2026, 11, 23));
    Assessed {
        tables,
        span: (end - 1, end),
        asked: 522,
        made_of,
        publish,
    }
}

#[test]
fn every_section_is_there_and_says_what_the_tables_say() {
    let page = html(&tables("SYN_LIST"), false);
    let sections = [
        ("key", "Key judgements"),
        ("changed", "What changed"),
        ("paths", "Hubs and pathways"),
        ("nets", "Networks by band"),
        ("schemes", "Schemes"),
        ("out", "Outcomes against the baseline"),
        ("econ", "Hit economy"),
        ("alt", "Other explanations"),
        ("gaps", "Gaps"),
        ("method", "Method and its false alarms"),
        ("src", "Sources"),
    ];
    let mut at = 0;
    for (id, title) in sections {
        let head = format!("<h2 id=\"{id}\">{title}</h2>");
        let found = page[at..].find(&head);
        at += found.unwrap_or_else(|| panic!("{head} is not there, or before another"));
    }
    for words in [
        "It is <span class=\"lw\">very likely</span> (95 %) that the rise of smuggling, listed person at the route GUA to IAH is more than chance",
        "Confidence: moderate. 23 cases in 4 weeks to 22 Nov 2026, 4.7 expected from 52 weeks before; its own past and all other places both say so.",
        "4.9 (2.8 to 8.4)",
        "17 years",
        "A: two concurred or more",
        "Unconfirmed",
        "Bundestag paper 21/2365",
        "1,702,440 passengers screened in 1 of 1 weeks; 654 cases",
        "lists or rules changed",
        "Made by: preboard assess",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    // A word and a confidence never stand in one sentence (ICD 203).
    let sentences = page.split(". ");
    assert!(
        !sentences
            .clone()
            .any(|one| one.contains("class=\"lw\"") && one.contains("Confidence:"))
    );
    assert_eq!(
        page.matches("<svg").count(),
        4,
        "scale, weeks, arcs, comparison"
    );
}

#[test]
fn the_list_with_most_false_hits_is_judged_by_what_officers_established() {
    let judged = |same: i64, different: i64| {
        let mut own = tables("SYN_LIST");
        own.signals.clear();
        own.outcomes = vec![DimensionRow {
            dimension: "list".to_owned(),
            value: Some("SYN_LIST".to_owned()),
            decided: same + different,
            concur: same,
            not_concur: different,
            need_info: 0,
            same_person: same,
            different_person: different,
            denied_boarding: 0,
            rebooked: 0,
            boarded: 0,
            no_show: 0,
        }];
        let rows = judgements(&own, &known(false)).into_iter();
        let of_list = rows.filter(|row| row.statement.contains("SYN_LIST"));
        let told = of_list.map(|row| (row.statement, row.probability.unwrap()));
        told.collect::<Vec<_>>().pop()
    };
    let (statement, percent) = judged(2, 18).unwrap();
    assert!(
        statement.ends_with("are somebody else") && percent == 95,
        "{statement}"
    );
    let (statement, percent) = judged(11, 9).unwrap();
    assert!(statement.ends_with("are the listed person"), "{statement}");
    // P(Beta(12, 10) > 1/2), by scipy.
    assert_eq!(percent, 67);
    assert_eq!(judged(5, 4), None, "of nine nothing is said");
}

#[test]
fn foreign_text_does_nothing_on_the_page() {
    let mut hostile = tables(HOSTILE);
    hostile.signals[0].place = format!("{HOSTILE}-JFK");
    hostile.signals[0].category = Some(HOSTILE.to_owned());
    hostile.pathways[0].place = format!("{HOSTILE}-{HOSTILE}");
    hostile.judgements = judgements(&hostile, &known(false));
    for publish in [false, true] {
        let page = html(&hostile, publish);
        assert!(
            !page.contains("<script") && !page.contains("<img"),
            "{page}"
        );
        assert!(!page.contains('\u{202E}'));
        assert!(page.contains("script-src") || page.contains("default-src 'none'"));
    }
}

#[test]
fn the_same_tables_give_the_same_page() {
    let own = tables("SYN_LIST");
    assert_eq!(html(&own, false), html(&own.clone(), false));
}

#[test]
fn what_may_leave_tells_no_count_of_cases_under_ten() {
    let mut own = tables("SYN_LIST");
    own.signals.push(signal("LIM-MIA", 7));
    own.judgements = judgements(&own, &known(true));
    let made_of = MadeOf::default();
    let rows = published_rows(&assessed(&own, &made_of, true));
    let value = |section: &str, row: &str, column: &str| {
        let of = |one: &&PublishedRow| {
            one.section == section && one.row.contains(row) && one.column == column
        };
        rows.iter().find(of).map(|one| one.value.clone())
    };
    let is = |section, row, column, expect: &str| {
        let found = value(section, row, column);
        assert_eq!(found.as_deref(), Some(expect), "{section} {row} {column}");
    };
    is("changed", "Route LIM to MIA", "Cases", "<10 in 4 weeks");
    is("changed", "Route LIM to MIA", "Expected", "not released");
    is("changed", "Route GUA to IAH", "Cases", "23 in 4 weeks");
    is("paths", "1. Route GUA to IAH", "Cases", "64");
    is("paths", "2. Route LIM to", "Cases", "<10");
    is(
        "paths",
        "2. Route LIM to",
        "Cases in 10,000",
        "not released",
    );
    is("econ", "SYN_SMALL", "Hits", "<10");
    is("econ", "SYN_THIRD", "Hits", "held back");
    is("econ", "All", "Hits", "654");
    is("schemes", "GUA", "Cases", "<10");
    is("schemes", "LIM", "Cases", "held back");
    is("schemes", "SYN_LIST", "Cases", "31");
    is("nets", "A: two", "Networks", "<10");
    assert_eq!(value("econ", "Documents", "Hits"), None, "known by station");
    assert_eq!(
        value("paths", "GUA", "Weeks"),
        None,
        "hubs are sums of routes"
    );
    let page = html(&own, true);
    for told in [
        "7 cases in",
        "654 cases",
        "6 of 654",
        "Decided",
        "N-SYN_LIST",
    ] {
        assert!(!page.contains(told), "{told}");
    }
    assert!(page.contains("For release."));
}

#[test]
fn nothing_at_all_is_a_page_too() {
    let mut none = Tables::default();
    none.judgements = judgements(&none, &known(false));
    none.comparison = comparison(&none.economy);
    let page = html(&none, false);
    for words in [
        "No series rose more than chance explains",
        "Confidence: low.",
        "No route or journey had a new case",
        "No network was seen",
        "No case of the span has an officer",
        "No signal stands",
    ] {
        assert!(page.contains(words), "{words}");
    }
    assert!(!page.contains("NaN") && !page.contains("inf "));
}
