//! The tables that can be asked by name.

use crate::commands::query::of_runs::{Chosen, personal};
use crate::commands::ui::Ui;
use crate::error::Result;
use crate::frames::read;
use crate::frames::sql::{Asked, Loaded};
use crate::ledger;
use crate::output::traffic;
use crate::schema::networks::NetworkRow;
use crate::schema::personal::is_personal;
use crate::schema::rows::{CaseRow, EvidenceRow, LinkRow, QuarantineRow};
use crate::schema::runs::{self, RunRow};
use crate::schema::traffic::{TrafficRow, newest};
use crate::tables::row::{Column, Table};

/// One of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Published {
    Cases,
    Evidence,
    Links,
    Networks,
    Quarantine,
    Traffic,
    Decisions,
    Runs,
}

impl Published {
    pub const ALL: [Published; 8] = [
        Published::Cases,
        Published::Evidence,
        Published::Links,
        Published::Networks,
        Published::Quarantine,
        Published::Traffic,
        Published::Decisions,
        Published::Runs,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Published::Cases => "cases",
            Published::Evidence => "evidence",
            Published::Links => "links",
            Published::Networks => "networks",
            Published::Quarantine => "quarantine",
            Published::Traffic => "traffic",
            Published::Decisions => "decisions",
            Published::Runs => "runs",
        }
    }

    pub fn columns(self) -> &'static [Column] {
        match self {
            Published::Cases => CaseRow::COLUMNS,
            Published::Evidence => EvidenceRow::COLUMNS,
            Published::Links => LinkRow::COLUMNS,
            Published::Networks => NetworkRow::COLUMNS,
            Published::Quarantine => QuarantineRow::COLUMNS,
            Published::Traffic => TrafficRow::COLUMNS,
            Published::Decisions => ledger::Row::COLUMNS,
            Published::Runs => RunRow::COLUMNS,
        }
    }

    /// Its rows, with the columns that identify nobody and those that the question names.
    pub fn load(self, chosen: &Chosen, asked: &Asked, ui: &Ui) -> Result<Loaded> {
        let wanted = |column: &str| !is_personal(column) || asked.names(column);
        match self {
            Published::Cases => chosen.stacked::<CaseRow>(CASES, &wanted, ui),
            Published::Evidence => chosen.stacked::<EvidenceRow>("evidence.parquet", &wanted, ui),
            Published::Links => chosen.stacked::<LinkRow>("links.parquet", &wanted, ui),
            Published::Networks => chosen.stacked::<NetworkRow>("networks.parquet", &wanted, ui),
            Published::Quarantine => {
                chosen.stacked::<QuarantineRow>("quarantine.parquet", &wanted, ui)
            }
            Published::Traffic if chosen.one => {
                chosen.stacked::<TrafficRow>(traffic::TABLE, &wanted, ui)
            }
            Published::Traffic => of_rows(&kept_traffic(chosen, ui)?, &wanted),
            Published::Decisions => of_rows(&decisions(chosen)?, &wanted),
            Published::Runs => {
                let rows = chosen.runs.iter().map(|run| runs::row(&run.record));
                of_rows(&rows.collect::<Vec<_>>(), &wanted)
            }
        }
    }
}

const CASES: &str = "recommendations.parquet";

fn of_rows<T: Table>(rows: &[T], wanted: &dyn Fn(&str) -> bool) -> Result<Loaded> {
    Ok(Loaded {
        rows: read::rows(rows, wanted)?,
        personal: personal::<T>(),
    })
}

/// Of all runs, also those that are gone: each flight of each day once.
fn kept_traffic(chosen: &Chosen, ui: &Ui) -> Result<Vec<TrafficRow>> {
    let runs = traffic::load(&chosen.out)?;
    if runs.is_empty() {
        let folder = chosen.out.join(traffic::FOLDER);
        let folder = folder.display();
        ui.say(&format!(
            "{folder} holds no run's traffic yet; --run asks that of one run"
        ));
    }
    Ok(newest(&runs).into_iter().cloned().collect())
}

/// In the order of recording.
fn decisions(chosen: &Chosen) -> Result<Vec<ledger::Row>> {
    let mut rows = ledger::read(&chosen.out)?;
    if let (true, Some(run)) = (chosen.one, chosen.runs.first()) {
        rows.retain(|row| row.run_id == run.record.run_id);
    }
    Ok(rows)
}
