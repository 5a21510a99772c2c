//! The page an officer opens at night: one file, no network, no script.

use crate::error::{Error, Kind, Result};
use crate::output::case::Case;
use crate::output::sentence;
use crate::output::status::Status;
use crate::output::tables::{CaseRow, EvidenceRow, LinkRow};
use crate::output::text::{shown, span};
use crate::recommend::Action;
use askama::Template;

/// What every page of a run says of the run.
pub struct RunFacts<'a> {
    pub run_id: &'a str,
    pub as_of: String,
    pub lists: Vec<String>,
    pub redress_text: &'a str,
    pub cut_off_minutes: i64,
}

/// One case as the page shows it.
pub struct Card {
    pub row: CaseRow,
    pub evidence: Vec<EvidenceRow>,
    pub links: Vec<LinkRow>,
    pub clears: Vec<String>,
    pub handling: Vec<String>,
    pub office: String,
    pub urgent: bool,
}

impl Card {
    pub fn of(case: &Case, row: CaseRow, links: &[LinkRow], cut_off_minutes: i64) -> Card {
        let hits = case.recommendation.hits.iter();
        Card {
            urgent: row.minutes_to_departure < cut_off_minutes,
            evidence: case.evidence(),
            links: links
                .iter()
                .filter(|link| link.case_id == row.case_id)
                .cloned()
                .collect(),
            clears: sentence::what_clears(case),
            handling: hits.filter_map(|hit| hit.handling.clone()).collect(),
            office: case.recommendation.office.clone().unwrap_or_default(),
            row,
        }
    }

    fn name(&self) -> String {
        let given = self
            .row
            .given_names
            .as_deref()
            .unwrap_or("(no given names)");
        shown(&format!("{}, {given}", self.row.surname))
    }

    fn flight(&self) -> String {
        let row = &self.row;
        let route = format!("{} to {}", row.departure_airport, row.arrival_airport);
        shown(&format!("{}{} {route}", row.carrier, row.flight_number))
    }

    fn time_left(&self) -> String {
        span(self.row.minutes_to_departure)
    }

    fn action(&self) -> &'static str {
        action_words(self.row.action)
    }

    fn news(&self) -> &'static str {
        match self.row.status {
            Status::New => "NEW",
            Status::Changed => "CHANGED",
            Status::Unchanged => "as before",
            Status::Withdrawn => "WITHDRAWN",
        }
    }

    fn fact(&self, value: &Option<String>) -> String {
        value
            .as_deref()
            .map_or_else(|| "not given".to_owned(), shown)
    }

    fn probability(&self) -> String {
        self.row
            .probability
            .map_or_else(String::new, |p| format!("{:.1} %", p * 100.0))
    }
}

pub fn action_words(action: Action) -> &'static str {
    match action {
        Action::RecommendDenial => "Recommend denial of boarding (a named officer decides)",
        Action::VerifyDocument => "Verify the document",
        Action::ContactGroup => "Possible match: make contact",
        Action::WelfareReferral => "Welfare referral only",
    }
}

#[derive(Template)]
#[template(path = "briefing.html")]
struct Page<'a> {
    group: &'a str,
    run: &'a RunFacts<'a>,
    cards: &'a [Card],
    withdrawn: &'a [CaseRow],
    counts: Vec<(&'static str, usize)>,
    fresh: usize,
    urgent: usize,
}

pub fn render(
    group: &str,
    run: &RunFacts,
    cards: &[Card],
    withdrawn: &[CaseRow],
) -> Result<String> {
    let count = |action| {
        cards
            .iter()
            .filter(|card| card.row.action == action)
            .count()
    };
    let is_news = |card: &&Card| matches!(card.row.status, Status::New | Status::Changed);
    let page = Page {
        group,
        run,
        cards,
        withdrawn,
        counts: Action::ALL
            .map(|action| (action_words(action), count(action)))
            .to_vec(),
        fresh: cards.iter().filter(is_news).count(),
        urgent: cards.iter().filter(|card| card.urgent).count(),
    };
    page.render()
        .map_err(|e| Error::new(Kind::Bug, "the briefing cannot be rendered").because(e))
}
