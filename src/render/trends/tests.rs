//! The page is whole, and foreign text does nothing in it.

use super::*;
use crate::analysis::trends::case::{RecordedDecision, fold};
use crate::analysis::trends::{Span, Trends, assess};
use crate::domain::decision::{CarrierAction, Decision, MatchTruth};
use crate::render::quality::tests::assert_well_formed;

pub(crate) fn made_of() -> MadeOf {
    MadeOf {
        command: "preboard trends --from '<b>'".to_owned(),
        as_of: "2026-11-23T18:00:00Z".parse().unwrap(),
        ledger: "output/ledger".to_owned(),
        parts: 1,
        words: 12,
    }
}

pub(crate) fn trends(hostile: &str) -> Trends {
    let words = (0..12).map(|number| RecordedDecision {
        case_id: format!("C-{number}"),
        made_at: "2007-01-01T00:00:00Z".parse().unwrap(),
        decided_at: "2007-01-01T02:35:00Z".parse().unwrap(),
        decision: Decision::Concur,
        carrier_action: CarrierAction::DeniedBoarding,
        truth: MatchTruth::SamePerson,
        departure: "2007-01-01T12:00:00Z".parse().unwrap(),
        carrier: hostile.to_owned(),
        group: hostile.to_owned(),
        action: "recommend_denial".to_owned(),
        category: Some(hostile.to_owned()),
        list: Some(hostile.to_owned()),
        reasons: vec![hostile.to_owned()],
    });
    let as_of = "2026-11-23T18:00:00Z".parse().unwrap();
    assess(&fold(words), &[], Span::default(), as_of)
}

#[test]
fn hostile_text_does_nothing_and_nothing_is_fetched() {
    let hostile = "=\"'><script>alert(1)</script><img src=x>\u{202E}";
    let trends = trends(hostile);
    let text = page(&trends, &made_of()).unwrap();
    for bad in [
        "<script", "<img", "<b>", "http://", "https://", "\u{202E}", "<link", "url(", "@import",
    ] {
        assert!(!text.contains(bad), "{bad:?}");
    }
    assert!(text.contains("default-src 'none'"));
    let drawing = text.split_once("<svg").unwrap().1;
    let drawing = drawing.split_once("</svg>").unwrap().0;
    assert_well_formed(&format!("<svg{drawing}</svg>"));
}

#[test]
fn the_page_says_what_a_reader_takes_away() {
    let text = page(&trends("MIAMI"), &made_of()).unwrap();
    for words in [
        "12 decided cases with departures from 2007-01-01 to 2007-01-01.",
        "<th scope=\"row\">FY 2007, MIAMI</th><td class=\"num\">12</td><td class=\"num\">12</td>",
        "2 h 35 min",
        "Median time from case to decision",
        // Wilson for 12 of 12.
        "75.8 % to 100 %",
        "GAO-17-216",
        "no higher rate",
    ] {
        assert!(text.contains(words), "{words}\nnot in\n{text}");
    }
}
