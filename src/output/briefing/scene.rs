//! What the parts of one group's page look at.

use super::earlier::Earlier;
use super::{Item, RunFacts};
use crate::output::status::Status;
use crate::output::tables::LinkRow;
use jiff::Timestamp;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Cards on one page. A card takes about 8 kB, so a page of all of them stays near 3 MB and
/// opens on a phone; a night that holds more for one group has a line in the table for each.
pub const MOST_CARDS: usize = 300;

pub(super) struct Scene<'a> {
    pub(super) run: &'a RunFacts<'a>,
    pub(super) as_of: Timestamp,
    pub(super) cut_off_minutes: i64,
    pub(super) links: &'a [LinkRow],
    pub(super) earlier: &'a Earlier<'a>,
    /// Ids of the cases that have a card.
    pub(super) with_card: BTreeSet<&'a str>,
}

impl<'a> Scene<'a> {
    /// `links` are sorted by case.
    pub(super) fn new(
        open: &[&Item<'a>],
        links: &'a [LinkRow],
        earlier: &'a Earlier<'a>,
        cut_off_minutes: i64,
        run: &'a RunFacts,
    ) -> Scene<'a> {
        let as_of = run.as_of;
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
            as_of,
            cut_off_minutes,
            links,
            earlier,
            with_card: chosen.map(|item| item.row.case_id.as_str()).collect(),
        }
    }
}
