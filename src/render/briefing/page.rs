//! The page as a whole: what stands on it, and in which order.

use super::assets;
use super::card::Card;
use super::charts::{self, Chart};
use super::cleared::Cleared;
use super::departures::{self, Departure};
use super::earlier::Earlier;
use super::gaps;
use super::lines::{Line, Withdrawn};
use super::marks::{Choice, Filter};
use super::phrases::{SHORT_ACTIONS, has_left, moment, short_action};
use super::scene::Scene;
use super::{Contents, Item, RunFacts};
use crate::inert::cut;
use crate::inert::{clipped, shown};
use crate::routing::{Contact, UNROUTED};
use crate::schema::rows::CaseRow;
use crate::schema::status::Status;
use crate::wording::text::span;
use crate::wording::words;
use askama::Template;

#[derive(Template)]
#[template(path = "briefing/page.html", whitespace = "minimize")]
pub(super) struct Page {
    style: &'static str,
    script: &'static str,
    csp: String,
    group: String,
    is_unrouted: bool,
    /// Open cases of the run that have no group, told to every other group.
    unrouted: usize,
    run_id: String,
    as_of: String,
    lists: Vec<String>,
    warnings: Vec<String>,
    /// Label and value, known ones only.
    contact: Vec<(&'static str, String)>,
    counts: Vec<(&'static str, usize)>,
    new: usize,
    changed: usize,
    unchanged: usize,
    cut_off: String,
    /// Cases inside the cut-off.
    urgent: usize,
    departures: Vec<Departure>,
    /// The next ones behind it.
    later: Vec<Departure>,
    by_flight: Vec<Choice>,
    by_action: Vec<Choice>,
    by_reason: Vec<Choice>,
    /// New and changed cases, then those that are as they were.
    lines: Vec<Line>,
    unchanged_lines: Vec<Line>,
    cards: Vec<Card>,
    unchanged_cards: Vec<Card>,
    /// Cases that nobody can act on before departure any more, whatever their status.
    departed_lines: Vec<Line>,
    departed_cards: Vec<Card>,
    /// Open ones, departed or not.
    cases: usize,
    /// Cases that have a line and no card.
    without_card: usize,
    withdrawn: Vec<Withdrawn>,
    scores: Option<Chart>,
    hours: Option<Chart>,
    cleared: Cleared,
    unscreened: usize,
    gaps: Vec<String>,
    redress_text: String,
}

/// Letters of one warning: names of lists and columns come from outside.
const WARNING_LETTERS: usize = 400;

/// Letters of the operator's redress text.
const REDRESS_LETTERS: usize = 600;

impl Page {
    pub(super) fn new(contents: &Contents, earlier: &Earlier, run: &RunFacts) -> Page {
        let contact = run.contacts.get(contents.group);
        let open = waiting_first(contents.items);
        let scene = Scene::new(&open, contents, earlier, contact, run);
        let filter = Filter::new(&open);
        let (departures, later) = departures::next(&open, &scene);

        let (departed, waiting): (Vec<&Item>, Vec<&Item>) =
            open.iter().partition(|item| has_left(item.row));
        let (unchanged, news): (Vec<&Item>, Vec<&Item>) = waiting
            .iter()
            .partition(|item| item.row.status == Status::Unchanged);
        let lines = |items: &[&Item]| -> Vec<Line> {
            let items = items.iter();
            items
                .map(|item| Line::new(item, filter.marks(item), &scene))
                .collect()
        };
        let cards = |items: &[&Item]| -> Vec<Card> {
            let has_card = |item: &&&Item| scene.with_card.contains(item.row.case_id.as_str());
            let items = items.iter().filter(has_card);
            items
                .filter_map(|item| Some(Card::new(item, item.case?, filter.marks(item), &scene)))
                .collect()
        };
        let gone = contents.items.iter();
        let gone = gone.filter(|item| item.row.status == Status::Withdrawn);
        let rows: Vec<&CaseRow> = open.iter().map(|item| item.row).collect();
        let count = |status| news.iter().filter(|item| item.row.status == status).count();
        let decided = run.decided.as_deref().unwrap_or(&[]);
        Page {
            style: assets::STYLE,
            script: assets::SCRIPT,
            csp: assets::content_security_policy(),
            group: cut(&words::plain(contents.group)),
            is_unrouted: contents.group == UNROUTED,
            unrouted: contents.unrouted,
            run_id: cut(run.run_id),
            as_of: moment(run.as_of),
            lists: run.lists.iter().map(|list| list.words(run.as_of)).collect(),
            warnings: run.warnings.iter().map(|text| clipped(text, WARNING_LETTERS)).collect(),
            contact: contact.map(contact_lines).unwrap_or_default(),
            counts: SHORT_ACTIONS
                .map(|action| {
                    let asking = waiting.iter();
                    let asking = asking.filter(|item| short_action(item.row) == action);
                    (action, asking.count())
                })
                .into(),
            new: count(Status::New),
            changed: count(Status::Changed),
            unchanged: unchanged.len(),
            cut_off: span(scene.cut_off_minutes)
                .trim_start_matches("in ")
                .to_owned(),
            urgent: departures
                .iter()
                .map(|one| one.cases.len() + one.more)
                .sum(),
            departures,
            later,
            lines: lines(&news),
            unchanged_lines: lines(&unchanged),
            cards: cards(&news),
            unchanged_cards: cards(&unchanged),
            departed_lines: lines(&departed),
            departed_cards: cards(&departed),
            cases: open.len(),
            without_card: open.len() - scene.with_card.len(),
            withdrawn: gone.map(|item| Withdrawn::new(item, &scene)).collect(),
            scores: charts::scores(&rows),
            hours: charts::hours(&rows),
            cleared: Cleared::new(contents.suppressed, decided),
            unscreened: contents.unscreened,
            gaps: gaps::of_page(&rows, contents, run),
            redress_text: clipped(run.redress_text, REDRESS_LETTERS),
            by_flight: filter.by_flight,
            by_action: filter.by_action,
            by_reason: filter.by_reason,
        }
    }
}

/// Open cases in the published order, those whose flight has left behind the others.
fn waiting_first<'a>(items: &'a [Item<'a>]) -> Vec<&'a Item<'a>> {
    let mut open: Vec<&Item> = items.iter().filter(|item| item.case.is_some()).collect();
    // Stable: the published order holds within either half.
    open.sort_by_key(|item| has_left(item.row));
    open
}

fn contact_lines(contact: &Contact) -> Vec<(&'static str, String)> {
    let airports = contact.designated_airports.join(", ");
    let lines = [
        ("Phone", &contact.phone),
        ("Mail", &contact.email),
        ("Hours", &contact.hours),
        ("Designated airports", &airports),
    ];
    let known = lines.into_iter().filter(|(_, value)| !value.is_empty());
    known.map(|(label, value)| (label, shown(value))).collect()
}
