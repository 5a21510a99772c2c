//! The page as a whole: what stands on it, and in which order.

use super::assets;
use super::card::Card;
use super::charts::{self, Chart};
use super::cleared::Cleared;
use super::desks::Phone;
use super::earlier::Earlier;
use super::flights::{self, FlightView};
use super::gaps;
use super::lines::{Line, Withdrawn};
use super::marks::{Choice, Filter};
use super::phrases::{SHORT_ACTIONS, has_left, is_protected, moment, short_action};
use super::scene::Scene;
use super::{Contents, Item, RunFacts};
use crate::files::folder_name;
use crate::inert::cut;
use crate::inert::{clipped, shown};
use crate::routing::{Contact, UNROUTED};
use crate::schema::decided::DecisionState;
use crate::schema::rows::CaseRow;
use crate::schema::status::Status;
use crate::wording::text::span;
use crate::wording::words;
use askama::Template;
use jiff::{SignedDuration, Timestamp};

#[derive(Template)]
#[template(path = "briefing/page.html", whitespace = "minimize")]
pub(super) struct Page {
    style: &'static str,
    script: &'static str,
    csp: String,
    group: String,
    /// Of the group's folder, for the names of files that the page exports.
    folder: String,
    is_unrouted: bool,
    /// Open cases of the run that have no group, told to every other group.
    unrouted: usize,
    run_id: String,
    as_of: String,
    made_at: String,
    /// When the run after this one is due, as it is read and as the script compares it; empty
    /// when nobody says.
    next_run: String,
    next_run_at: String,
    lists: Vec<String>,
    phone: Option<Phone>,
    warnings: Vec<String>,
    /// Label and value, known ones only.
    contact: Vec<(&'static str, String)>,
    counts: Vec<(&'static str, usize)>,
    new: usize,
    changed: usize,
    unchanged: usize,
    cut_off_minutes: i64,
    cut_off: String,
    door_minutes: i64,
    door: String,
    by_flight: Vec<Choice>,
    by_action: Vec<Choice>,
    by_reason: Vec<Choice>,
    /// Flights with undecided cases; the first of them stand in the strip.
    flights: Vec<FlightView>,
    flights_behind: usize,
    cases_behind: usize,
    /// Cases that wait.
    undecided: usize,
    concurred: usize,
    not_concurred: usize,
    decided_lines: Vec<Line>,
    decided_cards: Vec<Card>,
    /// Cases that nobody can act on before departure any more, whatever their status.
    departed_lines: Vec<Line>,
    departed_cards: Vec<Card>,
    /// Open ones, departed or not.
    cases: usize,
    /// Cases that have a line and no card.
    without_card: usize,
    call_back: Vec<Withdrawn>,
    withdrawn: Vec<Withdrawn>,
    /// People who stand on no paper.
    protected: usize,
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
        let filter = Filter::new(&open, run.as_of);

        let (departed, waiting): (Vec<&Item>, Vec<&Item>) =
            open.iter().partition(|item| has_left(item.row));
        let (undecided, decided): (Vec<&Item>, Vec<&Item>) = waiting
            .iter()
            .partition(|item| scene.state(item).is_undecided());
        let flights = flights::of_open(&undecided, &filter, &scene);
        let (flights_behind, cases_behind) = flights::behind_strip(&flights);
        let marks = |item: &Item| filter.marks(item, scene.state(item));
        let lines = |items: &[&Item]| -> Vec<Line> {
            let items = items.iter();
            items
                .map(|item| Line::new(item, marks(item), &scene))
                .collect()
        };
        let cards = |items: &[&Item]| -> Vec<Card> {
            let items = items.iter().filter(|item| scene.has_card(item));
            items
                .filter_map(|item| Some(Card::new(item, item.case?, marks(item), &scene)))
                .collect()
        };
        let gone = contents.items.iter();
        let gone = gone.filter(|item| item.row.status == Status::Withdrawn);
        let gone = gone.map(|item| Withdrawn::new(item, &scene));
        let (call_back, withdrawn) = gone.partition(|one| one.call_back);
        let rows: Vec<&CaseRow> = open.iter().map(|item| item.row).collect();
        let of_status = |status| {
            let waiting = waiting.iter();
            waiting.filter(|item| item.row.status == status).count()
        };
        let of_state = |state| {
            let decided = decided.iter();
            decided.filter(|item| scene.state(item) == state).count()
        };
        let words_of = run.decided.as_deref().unwrap_or(&[]);
        let next_run = next_run(run);
        Page {
            style: assets::STYLE,
            script: assets::SCRIPT,
            csp: assets::content_security_policy(),
            group: cut(&words::plain(contents.group)),
            folder: cut(&folder_name(contents.group)),
            is_unrouted: contents.group == UNROUTED,
            unrouted: contents.unrouted,
            run_id: cut(run.run_id),
            as_of: moment(run.as_of),
            made_at: run.as_of.to_string(),
            next_run: next_run.map(moment).unwrap_or_default(),
            next_run_at: next_run.map(|at| at.to_string()).unwrap_or_default(),
            lists: run.lists.iter().map(|list| list.words(run.as_of)).collect(),
            phone: contact.and_then(phone_of),
            warnings: run
                .warnings
                .iter()
                .map(|text| clipped(text, WARNING_LETTERS))
                .collect(),
            contact: contact.map(contact_lines).unwrap_or_default(),
            counts: SHORT_ACTIONS
                .map(|action| {
                    let asking = undecided.iter();
                    let asking = asking.filter(|item| short_action(item.row) == action);
                    (action, asking.count())
                })
                .into(),
            new: of_status(Status::New),
            changed: of_status(Status::Changed),
            unchanged: of_status(Status::Unchanged),
            cut_off_minutes: scene.cut_off_minutes,
            cut_off: span_words(scene.cut_off_minutes),
            door_minutes: run.door_minutes,
            door: span_words(run.door_minutes),
            flights,
            flights_behind,
            cases_behind,
            undecided: undecided.len(),
            concurred: of_state(DecisionState::Concurred),
            not_concurred: of_state(DecisionState::NotConcurred),
            decided_lines: lines(&decided),
            decided_cards: cards(&decided),
            departed_lines: lines(&departed),
            departed_cards: cards(&departed),
            cases: open.len(),
            without_card: open.len() - scene.with_card.len(),
            call_back,
            withdrawn,
            protected: contents
                .items
                .iter()
                .filter(|item| is_protected(item.row))
                .count(),
            scores: charts::scores(&rows),
            hours: charts::hours(&rows),
            cleared: Cleared::new(contents.suppressed, words_of, run.as_of),
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

fn next_run(run: &RunFacts) -> Option<Timestamp> {
    let every = (0 < run.run_every_minutes).then_some(run.run_every_minutes)?;
    run.as_of.checked_add(SignedDuration::from_mins(every)).ok()
}

/// `3 h`.
fn span_words(minutes: i64) -> String {
    span(minutes).trim_start_matches("in ").to_owned()
}

fn phone_of(contact: &Contact) -> Option<Phone> {
    (!contact.phone.is_empty()).then(|| Phone::new(&contact.phone, &contact.hours))
}

fn contact_lines(contact: &Contact) -> Vec<(&'static str, String)> {
    let airports = contact.designated_airports.join(", ");
    let lines = [
        ("Mail", &contact.email),
        ("Hours", &contact.hours),
        ("Designated airports", &airports),
    ];
    let known = lines.into_iter().filter(|(_, value)| !value.is_empty());
    known.map(|(label, value)| (label, shown(value))).collect()
}
