//! One page per liaison group, for the officer who must phone an airline at 02:00.
//!
//! `templates/briefing.html` is the layout and escapes every value; the views here are
//! its words. The page needs no network and runs no script.

mod card;

mod gaps;

use crate::error::{Error, Kind, Result};
use crate::output::case::Case;
use crate::output::status::Status;
use crate::output::tables::{CaseRow, LinkRow};
use crate::output::text::{shown, span};
use crate::output::words;
use crate::recommend::Action;
use askama::Template;
use card::Card;
use jiff::Timestamp;

/// What every page of a run says of the run.
pub struct RunFacts<'a> {
    pub run_id: &'a str,
    /// RFC 3339.
    pub as_of: String,
    /// One line per watchlist: its name, size and date.
    pub lists: Vec<String>,
    pub redress_text: &'a str,
    /// Before departure: inside it, mail comes too late.
    pub cut_off_minutes: i64,
}

/// A published row with the case behind it; a withdrawn row has none.
#[derive(Clone, Copy)]
pub(crate) struct Item<'a> {
    pub row: &'a CaseRow,
    pub case: Option<&'a Case>,
}

/// One group's page. `items` are the group's, in the published order; `unscreened` counts
/// the run's rows in quarantine, which may have been for any group.
pub(crate) fn page(
    group: &str,
    items: &[Item],
    links: &[LinkRow],
    unscreened: usize,
    run: &RunFacts,
) -> Result<String> {
    Page::new(group, items, links, unscreened, run)
        .render()
        .map_err(|e| {
            Error::new(Kind::Bug, "cannot render a briefing")
                .because(e)
                .hint("nothing was published; report this defect")
        })
}

#[derive(Template)]
#[template(path = "briefing.html")]
struct Page {
    group: String,
    group_words: String,
    run_id: String,
    as_of: String,
    lists: Vec<String>,
    counts: Vec<(String, usize)>,
    new: usize,
    changed: usize,
    unchanged: usize,
    cut_off: String,
    /// Departures inside the cut-off that have not left.
    urgent: Vec<TocLine>,
    contents: Vec<TocLine>,
    cards: Vec<Card>,
    withdrawn: Vec<WithdrawnView>,
    unscreened: usize,
    gaps: Vec<String>,
    redress_text: String,
}

struct TocLine {
    case_id: String,
    when: String,
    departure: String,
    flight: String,
    person: String,
    action: &'static str,
    status: &'static str,
}

struct WithdrawnView {
    case_id: String,
    departure: String,
    flight: String,
    person: String,
    was: &'static str,
}

impl Page {
    fn new(
        group: &str,
        items: &[Item],
        links: &[LinkRow],
        unscreened: usize,
        run: &RunFacts,
    ) -> Page {
        let open: Vec<&Item> = items.iter().filter(|item| item.case.is_some()).collect();
        let with = |status| open.iter().filter(|item| item.row.status == status).count();
        let asking = |action| open.iter().filter(|item| item.row.action == action).count();
        let counts = Action::ALL.map(|action| (words::action(action).to_owned(), asking(action)));
        let urgent = open
            .iter()
            .filter(|item| is_urgent(item.row, run.cut_off_minutes));
        let cards = open
            .iter()
            .filter_map(|item| Some(Card::new(item.row, item.case?, links, run)));
        let gone = items
            .iter()
            .filter(|item| item.row.status == Status::Withdrawn);
        Page {
            group: shown(group),
            group_words: shown(&words::plain(group)),
            run_id: shown(run.run_id),
            as_of: run.as_of.parse().map_or_else(|_| shown(&run.as_of), moment),
            lists: run.lists.iter().map(|list| shown(list)).collect(),
            counts: counts.into(),
            new: with(Status::New),
            changed: with(Status::Changed),
            unchanged: with(Status::Unchanged),
            cut_off: span(run.cut_off_minutes)
                .trim_start_matches("in ")
                .to_owned(),
            urgent: urgent.map(|item| TocLine::new(item.row)).collect(),
            contents: open.iter().map(|item| TocLine::new(item.row)).collect(),
            cards: cards.collect(),
            withdrawn: gone.map(|item| WithdrawnView::new(item.row)).collect(),
            unscreened,
            gaps: gaps::of_page(&open, unscreened, run),
            redress_text: shown(run.redress_text),
        }
    }
}

fn is_urgent(row: &CaseRow, cut_off_minutes: i64) -> bool {
    0 <= row.minutes_to_departure && row.minutes_to_departure <= cut_off_minutes
}

impl TocLine {
    fn new(row: &CaseRow) -> TocLine {
        TocLine {
            case_id: shown(&row.case_id),
            when: departs(row.minutes_to_departure),
            departure: day_and_hour(row.scheduled_departure),
            flight: flight(row),
            person: person(row),
            action: short_action(row.action),
            status: row.status.as_str(),
        }
    }
}

impl WithdrawnView {
    fn new(row: &CaseRow) -> WithdrawnView {
        WithdrawnView {
            case_id: shown(&row.case_id),
            departure: day_and_hour(row.scheduled_departure),
            flight: flight(row),
            person: person(row),
            was: short_action(row.action),
        }
    }
}

fn short_action(action: Action) -> &'static str {
    match action {
        Action::RecommendDenial => "Recommend denial",
        Action::VerifyDocument => "Verify document",
        Action::ContactGroup => "Possible match",
        Action::WelfareReferral => "Welfare referral",
    }
}

/// `Departs in 2 h 35 min`.
fn departs(minutes: i64) -> String {
    let verb = if minutes < 0 { "Departed" } else { "Departs" };
    format!("{verb} {}", span(minutes))
}

/// `23 Nov 2026 04:35 UTC`.
fn moment(at: Timestamp) -> String {
    at.strftime("%d %b %Y %H:%M UTC").to_string()
}

/// `23 Nov 04:35`, in tables: the page says once that times are UTC.
fn day_and_hour(at: Timestamp) -> String {
    at.strftime("%d %b %H:%M").to_string()
}

fn flight(row: &CaseRow) -> String {
    let CaseRow {
        carrier,
        flight_number,
        departure_airport,
        arrival_airport,
        ..
    } = row;
    shown(&format!(
        "{carrier} {flight_number} {departure_airport} to {arrival_airport}"
    ))
}

fn person(row: &CaseRow) -> String {
    match &row.given_names {
        Some(given) => shown(&format!("{}, {given}", row.surname)),
        None => shown(&row.surname),
    }
}

#[cfg(test)]
mod tests;
