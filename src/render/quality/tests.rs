//! The page is whole, foreign text does nothing in it, and flags say what they must.

use super::*;
use crate::analysis::evaluate::{self, Found, Lines, Outcome};
use crate::domain::points::Points;
use crate::recommend::samples;

/// Every element that opens closes, in order; enough for what is made here.
pub(crate) fn assert_well_formed(text: &str) {
    let mut open: Vec<&str> = Vec::new();
    for part in text.split('<').skip(1) {
        let (tag, after) = part.split_once('>').unwrap();
        assert!(!after.contains('>'), "a bare > in {part}");
        let name = tag.split([' ', '/']).find(|word| !word.is_empty()).unwrap();
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "{part}");
        } else if !tag.ends_with('/') {
            assert_eq!(tag.matches('"').count() % 2, 0, "{part}");
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

fn outcome(group: &str, total: i32, listed: bool) -> Outcome {
    let found = Some(Found {
        total: Points(total),
        rank: 1,
        action: None,
    });
    Outcome {
        group: Some(group.to_owned()),
        truth: found.filter(|_| listed),
        wrong: found.filter(|_| !listed),
    }
}

/// Half of group B is missed, all of A found; C has too few people.
fn report(hostile: &str) -> Report {
    let pairs = (0..300).map(|n| match n {
        0..200 => outcome("A", 500 + n, true),
        200..290 => outcome(hostile, if n % 2 == 0 { 600 } else { -1000 }, true),
        _ => outcome("C", 600, true),
    });
    let population = (0..2000).map(|n| outcome("A", -1100 + n / 2, false));
    let lines = Lines {
        review: Points(-200),
        recommend: Points(600),
        lowest: Points(-1100),
        share_listed: 1.0 / 7_600.0,
    };
    evaluate::report(
        &pairs.collect::<Vec<_>>(),
        &population.collect::<Vec<_>>(),
        lines,
    )
}

fn made_of() -> Provenance {
    Provenance {
        command: "preboard evaluate --pairs '<b>'".to_owned(),
        as_of: "2026-11-23T18:00:00Z".parse().unwrap(),
        settings_digest: "5e77".to_owned(),
        rarity_digest: "4a41".to_owned(),
        lists: vec![ListRecord {
            list: "DEMO".to_owned(),
            digest: "1157".to_owned(),
            entries: 3,
            list_date: None,
        }],
        queries: vec![("pairs.parquet".to_owned(), "9a14".to_owned())],
    }
}

fn example(name: &str) -> Example {
    Example {
        query_id: name.to_owned(),
        group: Some(name.to_owned()),
        surname: name.to_owned(),
        given_names: name.to_owned(),
        hit: Hit {
            entry_name: name.to_owned(),
            ..samples::hit()
        },
    }
}

fn drawings(page: &str) -> Vec<&str> {
    let parts = page.split("<svg").skip(1);
    let whole = parts.map(|part| part.split_once("</svg>").unwrap().0);
    whole.collect()
}

#[test]
fn hostile_names_do_nothing_and_nothing_is_fetched() {
    let hostile = "\"'><script>alert(1)</script><img src=x>\u{202E}";
    let examples = [example(hostile)];
    let mut report = report(hostile);
    report.capacity = Some(evaluate::capacity::of(Vec::new(), 300, 10));
    let page = page(&report, &examples, &examples, &made_of()).unwrap();
    let lists = evaluate::self_screen::by_list(&[outcome(hostile, 300, false)], Points(-1100));
    let own = self_page(&lists, &examples, &made_of()).unwrap();
    for page in [page, own] {
        for bad in [
            "<script", "<img", "<b>", "http://", "https://", "\u{202E}", "<link", "url(", "@import",
        ] {
            assert!(!page.contains(bad), "{bad:?}");
        }
        assert!(page.contains("default-src 'none'") && page.contains("&#60;script&#62;"));
        assert!(!drawings(&page).is_empty());
        for drawing in drawings(&page) {
            assert_well_formed(&format!("<svg{drawing}</svg>"));
        }
    }
}

#[test]
fn a_group_that_is_found_less_is_flagged_and_a_small_one_is_not_shown() {
    let page = page(&report("B"), &[], &[], &made_of()).unwrap();
    for line in [
        "B: recall is under the mean by points: 35.0 at 1 % false alerts, 35.0 at 0.1 % false alerts and 35.0 at the review line",
        "<td class=\"num flagged\">-35.0<small>flagged</small></td>",
        "<th scope=\"row\">C</th><td class=\"num\">10</td><td class=\"num\">0</td><td class=\"num\">too few</td>",
        "(review line)",
        "(recommend line)",
        "SHA-256 1157",
        "5e77",
        "4a41",
        "9a14",
        "23 Nov 2026 18:00 UTC",
    ] {
        assert!(page.contains(line), "{line}\nnot in\n{page}");
    }
}

#[test]
fn an_empty_measurement_is_a_page_too() {
    let lines = Lines {
        review: Points(-200),
        recommend: Points(600),
        lowest: Points(-1100),
        share_listed: 1.0 / 7_600.0,
    };
    let page = page(&evaluate::report(&[], &[], lines), &[], &[], &made_of()).unwrap();
    assert!(page.contains("No line can be drawn") && !page.contains("NaN"));
}
