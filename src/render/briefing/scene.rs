//! What the parts of one group's page look at.

use super::earlier::Earlier;
use super::phrases::has_left;
use super::state;
use super::{Contents, Item, RunFacts};
use crate::recommend::named;
use crate::routing::Contact;
use crate::schema::decided::DecisionState;
use crate::schema::rows::{CaseRow, LinkRow};
use crate::schema::status::Status;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Cards on one page. A card takes about 8 kB, so a page of all of them stays near 3 MB and
/// opens on a phone; a night that holds more for one group has a line for each.
pub const MOST_CARDS: usize = 300;

pub(super) struct Scene<'a> {
    pub(super) run: &'a RunFacts<'a>,
    pub(super) contact: Option<&'a Contact>,
    pub(super) cut_off_minutes: i64,
    /// The run's, by case.
    pub(super) rows: &'a BTreeMap<&'a str, &'a CaseRow>,
    pub(super) links: &'a [LinkRow],
    pub(super) earlier: &'a Earlier<'a>,
    /// Of the open cases, by id.
    pub(super) states: BTreeMap<&'a str, DecisionState>,
    /// Ids of the cases that have a card.
    pub(super) with_card: BTreeSet<&'a str>,
    /// As much of each id of the run as names its case.
    short_ids: BTreeMap<&'a str, &'a str>,
    /// Nothing is new where everything is: a first night.
    pub(super) all_new: bool,
}

impl<'a> Scene<'a> {
    pub(super) fn new(
        open: &[&Item<'a>],
        contents: &'a Contents,
        earlier: &'a Earlier<'a>,
        contact: Option<&'a Contact>,
        run: &'a RunFacts,
    ) -> Scene<'a> {
        let own = contact.and_then(|contact| contact.cutoff_minutes);
        let states = open.iter().map(|item| {
            let id = item.row.case_id.as_str();
            (id, state::of(item, earlier))
        });
        let states: BTreeMap<&str, DecisionState> = states.collect();
        let mut ranked: Vec<&&Item> = open.iter().collect();
        ranked.sort_by_cached_key(|item| {
            let row = item.row;
            (
                has_left(row),
                !states[row.case_id.as_str()].is_undecided(),
                Reverse(row.priority),
                row.scheduled_departure,
                &row.case_id,
            )
        });
        let chosen = ranked.into_iter().take(MOST_CARDS);
        Scene {
            run,
            contact,
            cut_off_minutes: own.unwrap_or(run.cut_off_minutes),
            rows: contents.rows,
            links: contents.links,
            earlier,
            with_card: chosen.map(|item| item.row.case_id.as_str()).collect(),
            states,
            short_ids: named::shortened(contents.rows.keys().copied()),
            all_new: open.iter().all(|item| item.row.status == Status::New),
        }
    }

    /// Whether the flight leaves from an airport that the group watches first.
    pub(super) fn is_designated(&self, row: &CaseRow) -> bool {
        let contact = self.contact.into_iter();
        let mut airports = contact.flat_map(|contact| &contact.designated_airports);
        airports.any(|airport| *airport == row.departure_airport)
    }

    /// As it is typed after `--case`.
    pub(super) fn short_id<'b>(&'b self, row: &'b CaseRow) -> &'b str {
        let known = self.short_ids.get(row.case_id.as_str());
        known.copied().unwrap_or(&row.case_id)
    }

    pub(super) fn has_card(&self, item: &Item) -> bool {
        self.with_card.contains(item.row.case_id.as_str())
    }

    /// Of an open case.
    pub(super) fn state(&self, item: &Item) -> DecisionState {
        let known = self.states.get(item.row.case_id.as_str());
        known.copied().unwrap_or(DecisionState::Undecided)
    }
}
