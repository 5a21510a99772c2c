//! New names for cases. A `case_id` is a digest of a name, a birth date and a flight, so who
//! guesses the passenger finds the case by it.

use crate::schema::rows::{CaseRow, SuppressedRow};
use std::collections::BTreeMap;

pub(super) struct Names(BTreeMap<String, String>);

impl Names {
    /// `M-0001` and so on in the order of the run, which is by departure. The suppressed
    /// follow, in the order of theirs.
    pub(super) fn new(cases: &[CaseRow], suppressed: &[SuppressedRow]) -> Names {
        let mut names = BTreeMap::new();
        let ids = cases.iter().map(|row| &row.case_id);
        let mut rest: Vec<&SuppressedRow> = suppressed.iter().collect();
        rest.sort_by_key(|row| (row.scheduled_departure, row.manifest_row));
        for id in ids.chain(rest.into_iter().map(|row| &row.case_id)) {
            let number = names.len() + 1;
            names
                .entry(id.clone())
                .or_insert_with(|| format!("M-{number:04}"));
        }
        Names(names)
    }

    pub(super) fn of(&self, case_id: &str) -> String {
        let name = self.0.get(case_id).cloned();
        name.unwrap_or_else(|| "M-".to_owned())
    }
}
