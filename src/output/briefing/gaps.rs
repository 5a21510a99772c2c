//! What the page cannot know: an absent value must never read as a cleared one.

use super::{Item, RunFacts};
use crate::output::tables::CaseRow;

/// Sentences, the run's own gaps first.
pub(super) fn of_page(open: &[&Item], unscreened: usize, run: &RunFacts) -> Vec<String> {
    let quarantine = (unscreened > 0).then(|| {
        let rows = if unscreened == 1 { "row" } else { "rows" };
        format!("{unscreened} manifest {rows} of this run could not be screened (see quarantine.parquet); this group's travellers may be among them.")
    });
    let no_list = run
        .lists
        .is_empty()
        .then(|| "No watchlist was read: only documents were checked.".to_owned());
    let lacking = [
        ("a birth date", count(open, |row| row.birth_date.is_none())),
        ("sex", count(open, |row| row.sex.is_none())),
        (
            "a nationality",
            count(open, |row| row.nationality.is_none()),
        ),
        (
            "a document number",
            count(open, |row| row.document_number.is_none()),
        ),
        (
            "a document expiry",
            count(open, |row| row.document_expiry.is_none()),
        ),
    ];
    let lacking = lacking
        .into_iter()
        .filter(|(_, cases)| *cases > 0)
        .map(|(what, cases)| {
            let noun = if cases == 1 {
                "case lacks"
            } else {
                "cases lack"
            };
            format!("{cases} {noun} {what} on the manifest.")
        });
    let always = "No photograph, fingerprint or seat was compared: only names, dates, documents and places as written.";
    no_list
        .into_iter()
        .chain(quarantine)
        .chain(lacking)
        .chain([always.to_owned()])
        .collect()
}

fn count(open: &[&Item], lacks: impl Fn(&CaseRow) -> bool) -> usize {
    open.iter().filter(|item| lacks(item.row)).count()
}
