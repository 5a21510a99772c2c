//! What an assessment is made of.

use super::gathered::Gathered;
use crate::analysis::warning::counts::{Counts, Week};
use crate::analysis::warning::cuts::Cut;
use crate::analysis::warning::signals::Walked;
use crate::ledger;
use crate::schema::traffic::TrafficRow;
use crate::schema::warning::PathwayRow;
use crate::settings::Settings;

/// Everything that was read and asked.
#[derive(Clone)]
pub struct Known<'a> {
    pub settings: &'a Settings,
    pub counts: &'a Counts,
    pub cuts: &'a [Cut],
    pub walked: &'a Walked,
    pub pathways: Vec<PathwayRow>,
    /// Each flight once, of all weeks.
    pub traffic: &'a [TrafficRow],
    pub gathered: &'a Gathered,
    pub decisions: &'a [ledger::Row],
    pub span: (Week, Week),
    pub publish: bool,
}
