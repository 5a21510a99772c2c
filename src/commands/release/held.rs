//! Withdrawals that wait: a case that is gone because its list shrank is no case that ended.
//!
//! A carrier is told to stand down only when an officer says so (`not_concur`), or when a run
//! has the case again and it ends with no list fallen.

use super::order::{Order, order};
use crate::commands::runs::Runs;
use crate::documents::fault::FaultKind;
use crate::ledger::Row;
use crate::ledger::words::Decision;
use crate::recommend::Action;
use crate::schema::record::RunRecord;
use crate::schema::record::lists::LOST_DOCUMENTS;
use crate::schema::rows::CaseRow;
use crate::schema::status::Status;
use std::collections::BTreeSet;

/// Lists that fell, by run up to the one that is released.
pub(super) struct Fallen(Vec<(Order, BTreeSet<String>)>);

impl Fallen {
    pub(super) fn read(runs: &Runs, run: &RunRecord) -> Fallen {
        let own = order(run);
        let before = runs.read.iter().map(|one| &one.record);
        let until = before.filter(|record| order(record) <= own);
        let fallen = until.map(|record| {
            let lists = record.fallen_lists.iter();
            (order(record), lists.map(|one| one.list.clone()).collect())
        });
        Fallen(fallen.collect())
    }

    /// Whether the withdrawal of a case that carriers were told of by the run `told` waits.
    pub(super) fn holds(&self, row: &CaseRow, told: Order, word: Option<&&Row>) -> bool {
        let ended = word.is_some_and(|word| word.decision == Decision::NotConcur);
        // Whoever is protected comes off carriers' sheets at once, whatever a list lost.
        let is_protected = row.action == Action::WelfareReferral;
        let since = self.0.iter().filter(|(order, _)| told < *order);
        let mut fallen = since.flat_map(|(_, lists)| lists);
        !ended && !is_protected && fallen.any(|list| rests_on(row, list))
    }
}

/// A row that is still a case asks less than it did; by which list it asked more, it does not say.
fn rests_on(row: &CaseRow, list: &str) -> bool {
    let by_document = row
        .reason_codes
        .iter()
        .any(|code| code == FaultKind::DocumentLostStolenRevoked.as_str());
    row.status != Status::Withdrawn
        || row.list.as_deref() == Some(list)
        || by_document && list == LOST_DOCUMENTS
}
