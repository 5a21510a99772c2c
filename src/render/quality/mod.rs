//! The quality report: one HTML file that needs no network and runs no script.
//!
//! `templates/quality.html` is the layout and escapes every value; each section is one file
//! here. Drawings are made by pure functions and escaped in `svg.rs`.

mod headline;

mod recall_chart;

mod groups;

mod parity;

mod calibration;

mod sweep;

mod capacity;

mod self_lists;

mod examples;

mod provenance;

use crate::analysis::evaluate::Report;
use crate::analysis::evaluate::self_screen::OfList;
use crate::error::{Error, Kind, Result};
use crate::inert::shown;
use crate::recommend::Hit;
use crate::render::drawing::view::{Section, Tile};
use crate::schema::record::ListRecord;
use askama::Template;
use jiff::Timestamp;
pub use parity::flags as parity_flags;
use std::collections::BTreeMap;

/// What a reader needs to measure the same again.
pub struct Provenance {
    pub command: String,
    pub as_of: Timestamp,
    pub settings_digest: String,
    pub rarity_digest: String,
    pub lists: Vec<ListRecord>,
    /// Path and digest of each file of queries.
    pub queries: Vec<(String, String)>,
}

/// One person, and the hit that makes them worth looking at.
pub struct Example {
    pub query_id: String,
    pub group: Option<String>,
    pub surname: String,
    pub given_names: String,
    pub hit: Hit,
}

/// Listed people and others.
pub fn page(
    report: &Report,
    misses: &[Example],
    alarms: &[Example],
    made_of: &Provenance,
) -> Result<String> {
    let sections = [
        Some(recall_chart::section(report)),
        groups::section(report),
        parity::section(report),
        calibration::section(report),
        Some(sweep::section(report)),
        report.capacity.as_ref().map(capacity::section),
        Some(examples::misses(misses)),
        Some(examples::alarms(alarms)),
        Some(provenance::section(made_of)),
    ];
    render(Page {
        title: "Match quality",
        as_of: moment(made_of.as_of),
        lead: headline::lead(report),
        tiles: headline::tiles(report),
        sections: sections.into_iter().flatten().collect(),
    })
}

/// Lists against themselves.
pub fn self_page(
    lists: &BTreeMap<String, OfList>,
    alarms: &[Example],
    made_of: &Provenance,
) -> Result<String> {
    render(Page {
        title: "List against itself",
        as_of: moment(made_of.as_of),
        lead: self_lists::lead(lists),
        tiles: Vec::new(),
        sections: vec![
            self_lists::section(lists),
            self_lists::sweep(lists),
            examples::self_alarms(alarms),
            provenance::section(made_of),
        ],
    })
}

/// Every report's page.
#[derive(Template)]
#[template(path = "quality.html")]
pub(in crate::render) struct Page {
    pub(in crate::render) title: &'static str,
    pub(in crate::render) as_of: String,
    pub(in crate::render) lead: String,
    pub(in crate::render) tiles: Vec<Tile>,
    pub(in crate::render) sections: Vec<Section>,
}

pub(in crate::render) fn render(page: Page) -> Result<String> {
    page.render().map_err(|e| {
        Error::new(Kind::Bug, "cannot render the report")
            .because(e)
            .hint("report this defect; the figures are also in the other forms")
    })
}

pub(in crate::render) fn moment(at: Timestamp) -> String {
    shown(&at.strftime("%d %b %Y %H:%M UTC").to_string())
}

#[cfg(test)]
pub(crate) mod tests;
