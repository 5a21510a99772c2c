//! What the parts of one group's page look at.

use super::earlier::Earlier;
use super::{Contents, Item, RunFacts};
use crate::routing::Contact;
use crate::schema::rows::{CaseRow, LinkRow};
use crate::schema::status::Status;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Cards on one page. A card takes about 8 kB, so a page of all of them stays near 3 MB and
/// opens on a phone; a night that holds more for one group has a line in the table for each.
pub const MOST_CARDS: usize = 300;

pub(super) struct Scene<'a> {
    pub(super) run: &'a RunFacts<'a>,
    pub(super) contact: Option<&'a Contact>,
    pub(super) cut_off_minutes: i64,
    /// The run's, by case.
    pub(super) rows: &'a BTreeMap<&'a str, &'a CaseRow>,
    pub(super) links: &'a [LinkRow],
    pub(super) earlier: &'a Earlier<'a>,
    /// Ids of the cases that have a card.
    pub(super) with_card: BTreeSet<&'a str>,
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
        let mut ranked: Vec<&&Item> = open.iter().collect();
        ranked.sort_by_cached_key(|item| {
            let row = item.row;
            (
                row.status == Status::Unchanged,
                Reverse(row.priority),
                row.minutes_to_departure < 0,
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
        }
    }

    /// Whether the flight leaves from an airport that the group watches first.
    pub(super) fn is_designated(&self, row: &CaseRow) -> bool {
        let contact = self.contact.into_iter();
        let mut airports = contact.flat_map(|contact| &contact.designated_airports);
        airports.any(|airport| *airport == row.departure_airport)
    }
}
