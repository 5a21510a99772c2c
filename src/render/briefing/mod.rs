//! One page per liaison group, for the officer who must phone an airline at 02:00.
//!
//! `templates/briefing/` is the layout and escapes every value; the views here are its
//! words. The page is one file that needs no network and acts on nothing; its one script
//! counts down, filters, and keeps an officer's decisions until they are exported. Without it
//! everything can be read, and nothing that stands there becomes false with time.

pub(super) mod assets;

mod card;

mod changes;

mod charts;

mod cleared;

mod companions;

mod desks;

mod earlier;

mod flights;

mod gaps;

mod lines;

mod marks;

mod page;

mod scene;

mod sources;

mod state;

pub(super) mod phrases;

pub(super) mod picture;

mod waterfall;

pub(crate) use earlier::Earlier;
pub use earlier::{About, Decided};
pub use scene::MOST_CARDS;
pub use sources::ListFact;

use crate::error::{Error, Kind, Result};
use crate::recommend::case::Case;
use crate::redress::Salt;
use crate::routing::Contact;
use crate::routing::directory::Desk;
use crate::schema::rows::{CaseRow, LinkRow, SuppressedRow};
use askama::Template;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// What every page of a run says of the run.
pub struct RunFacts<'a> {
    pub run_id: &'a str,
    pub as_of: Timestamp,
    pub lists: Vec<ListFact>,
    pub redress_text: &'a str,
    /// Before departure: inside it, mail comes too late. A group's contact may have its own.
    pub cut_off_minutes: i64,
    /// Before departure: when the door closes.
    pub door_minutes: i64,
    /// From this run to the next; 0 when nobody says.
    pub run_every_minutes: i64,
    pub contacts: &'a BTreeMap<String, Contact>,
    /// Whom to phone at the carriers.
    pub directory: &'a [Desk],
    /// Hides the digests of `decided`.
    pub salt: Option<Salt>,
    /// The folder of the run before, when it cannot be read.
    pub previous_unread: Option<String>,
    /// Why this may not be the night: they stand at the top of every page.
    pub warnings: Vec<String>,
    /// The ledger; none when it could not be read.
    pub decided: Option<Vec<Decided>>,
}

/// A published row with the case behind it; a withdrawn row has none. `before` is its row
/// of the previous run.
#[derive(Clone, Copy)]
pub(crate) struct Item<'a> {
    pub row: &'a CaseRow,
    pub case: Option<&'a Case>,
    pub before: Option<&'a CaseRow>,
}

/// What goes on one group's page.
pub(crate) struct Contents<'a> {
    pub group: &'a str,
    /// The group's, in the published order.
    pub items: &'a [Item<'a>],
    /// The run's, by case: a companion may be the same person on another flight.
    pub rows: &'a BTreeMap<&'a str, &'a CaseRow>,
    /// The run's, sorted by case.
    pub links: &'a [LinkRow],
    /// The group's hits on cleared pairs.
    pub suppressed: &'a [&'a SuppressedRow],
    /// Of the run: rows in quarantine, which may have been for any group.
    pub unscreened: usize,
    /// Of the run: open cases of the run before whose flight has no row tonight.
    pub not_screened: usize,
    /// Of the run: open cases that no group's table names.
    pub unrouted: usize,
}

pub(crate) fn page(contents: &Contents, earlier: &Earlier, run: &RunFacts) -> Result<String> {
    page::Page::new(contents, earlier, run)
        .render()
        .map_err(|e| {
            Error::new(Kind::Bug, "cannot render a briefing")
                .because(e)
                .hint("nothing was published; report this defect")
        })
}

#[cfg(test)]
mod tests;
