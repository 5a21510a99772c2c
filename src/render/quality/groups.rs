//! Recall and false alerts of each group at the review line.

use crate::analysis::evaluate::Report;
use crate::analysis::evaluate::groups::Group;
use crate::analysis::evaluate::parity::FEWEST;
use crate::inert::shown;
use crate::render::drawing::view::{Cell, Row, Section, Table, grouped, percent, share_cell};

/// Nothing where no one has a group.
pub(super) fn section(report: &Report) -> Option<Section> {
    let rows = report.by_group.iter().map(|(name, group)| row(name, group));
    let table = Table {
        caption: "At the review line, and recall at the thresholds that 1 %, 0.1 % and 0.01 % false alerts of all people set".to_owned(),
        heads: vec![
            "Group", "Listed", "On no list", "Recall", "False alerts", "Recall at 1 %", "0.1 %", "0.01 %",
        ],
        rows: rows.collect(),
        folded: false,
    };
    (!report.by_group.is_empty()).then(|| Section {
        id: "groups",
        title: "By group".to_owned(),
        text: vec![format!(
            "Shares with their 95 % intervals (Wilson). Cells that rest on fewer than {FEWEST} people are not shown."
        )],
        tables: vec![table],
        ..Section::default()
    })
}

fn row(name: &str, group: &Group) -> Row {
    let large = FEWEST <= group.pairs;
    let recall = |rate: &str| -> Cell {
        let recall = group.recall_at_far.get(rate).filter(|_| large);
        recall
            .map_or_else(String::new, |recall| percent(*recall))
            .into()
    };
    Row {
        name: shown(name),
        cells: vec![
            grouped(group.pairs).into(),
            grouped(group.population).into(),
            share_cell(Some(group.recall).filter(|_| large)),
            share_cell(Some(group.false_alert_rate).filter(|_| FEWEST <= group.population)),
            recall("1e-2"),
            recall("1e-3"),
            recall("1e-4"),
        ],
        marked: false,
    }
}
