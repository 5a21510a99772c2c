//! What the page cannot know: an absent value must never read as a cleared one.

use super::desks;
use super::phrases::has_left;
use super::{Contents, RunFacts};
use crate::inert::cut;
use crate::routing::UNROUTED;
use crate::schema::rows::CaseRow;
use crate::wording::text::counted;
use crate::wording::text::listed;
use std::collections::BTreeSet;

/// Desks without a phone that are named.
const MOST_DESKS: usize = 8;

/// Sentences, the run's own gaps first.
pub(super) fn of_page(open: &[&CaseRow], contents: &Contents, run: &RunFacts) -> Vec<String> {
    let quarantine = (contents.unscreened > 0).then(|| {
        let rows = counted(contents.unscreened, "manifest row", "manifest rows");
        format!("{rows} of this run could not be screened (see quarantine.parquet); this group's passengers may be among them.")
    });
    let not_compared = run.previous_unread.as_ref().map(|folder| {
        format!("The run before this one ({}) cannot be read: what is new or changed is not known, and nothing is marked as withdrawn.", cut(folder))
    });
    let standing = (contents.not_screened > 0).then(|| {
        let cases = counted(contents.not_screened, "case", "cases");
        format!("{cases} of the run before were not screened tonight, because the manifests hold no row of their flights: they stand as they were, and are not on this page.")
    });
    let no_list = run
        .lists
        .is_empty()
        .then(|| "No watchlist was read: only documents were checked.".to_owned());
    let no_ledger = run
        .decided
        .is_none()
        .then(|| "The ledger could not be read: earlier decisions are not shown.".to_owned());
    let contact = run.contacts.get(contents.group);
    let reachable = contact.is_some_and(|one| !one.phone.is_empty() || !one.email.is_empty());
    let no_contact = (!reachable && contents.group != UNROUTED).then(|| {
        "No phone or mail of this group is set (routing.contacts in the settings).".to_owned()
    });
    let no_desk = no_desk(open, run);
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
            let cases = counted(cases, "case lacks", "cases lack");
            format!("{cases} {what} on the manifest.")
        });
    let always = "No photograph, fingerprint or seat was compared: only names, dates, documents and places as written.";
    not_compared
        .into_iter()
        .chain(standing)
        .chain(no_list)
        .chain(no_ledger)
        .chain(quarantine)
        .chain(no_contact)
        .chain(no_desk)
        .chain(lacking)
        .chain([always.to_owned()])
        .collect()
}

/// Carriers of waiting cases that nobody could phone from this page.
fn no_desk(open: &[&CaseRow], run: &RunFacts) -> Option<String> {
    let waiting = open.iter().filter(|row| !has_left(row));
    let without = waiting.filter(|row| desks::of_flight(run.directory, row).is_none());
    let without: BTreeSet<String> = without
        .map(|row| cut(&format!("{} at {}", row.carrier, row.departure_airport)))
        .collect();
    if without.is_empty() {
        return None;
    }
    let named: Vec<String> = without.iter().take(MOST_DESKS).cloned().collect();
    let more = match without.len() - named.len() {
        0 => String::new(),
        more => format!(", and {more} more"),
    };
    Some(format!(
        "No phone is set for {}{more} (routing.directory in the settings).",
        listed(&named)
    ))
}

fn count(open: &[&CaseRow], lacks: impl Fn(&CaseRow) -> bool) -> usize {
    open.iter().filter(|row| lacks(row)).count()
}
