//! The newest run: its groups, and what somebody should know of it before acting on it.

use super::{GroupState, grouped, utc};
use crate::inert::shown;
use crate::routing::UNROUTED;
use crate::schema::record::RunRecord;

pub(super) struct Group {
    pub(super) name: String,
    pub(super) page: Option<String>,
    /// `22 undecided of 31`.
    pub(super) counts: String,
    pub(super) then: String,
}

/// By the next departure that waits for somebody, those without one last.
pub(super) fn groups(groups: &[GroupState]) -> Vec<Group> {
    let mut sorted: Vec<&GroupState> = groups.iter().collect();
    sorted.sort_by_key(|group| (group.departs.is_none(), group.departs, &group.folder));
    let groups = sorted.into_iter().map(|group| Group {
        name: shown(&group.name),
        page: group.page.clone(),
        counts: counts(group),
        then: match (group.departs, group.page.is_some()) {
            (_, false) => "its page is encrypted or masked".to_owned(),
            (Some(at), true) => format!("next departure {} UTC", utc(at)),
            (None, true) if group.name == UNROUTED && group.cases == 0 => {
                "every case has a group".to_owned()
            }
            (None, true) => "nobody waits".to_owned(),
        },
    });
    groups.collect()
}

fn counts(group: &GroupState) -> String {
    let cases = grouped(group.cases as u64);
    match (group.cases, group.undecided) {
        (0, _) => "no case".to_owned(),
        (_, Some(undecided)) => format!("{} undecided of {cases}", grouped(undecided as u64)),
        (_, None) => format!("{cases} cases"),
    }
}

/// Each a sentence; counts of rows and cases alone.
pub(super) fn warnings(record: &RunRecord) -> Vec<String> {
    let counts = &record.counts;
    let some = |count: u64, what: &str| (0 < count).then(|| format!("{what}: {}.", grouped(count)));
    let unread = record.previous_run_unread.as_ref();
    let warnings = [
        some(
            counts.quarantined,
            "Manifest rows not screened, since they could not be read",
        ),
        some(counts.unrouted, "Cases without a liaison group"),
        some(
            counts.not_screened_tonight,
            "Cases of the run before that stand, since their flights have no row in this one",
        ),
        unread.map(|_| "Nothing was compared: the run before could not be read.".to_owned()),
        some(
            record.feed_faults.len() as u64,
            "Document numbers on so many travellers that the feed must be wrong",
        ),
    ];
    let said = record.warnings.iter().map(|warning| shown(&warning.text));
    let counted = warnings.into_iter().flatten();
    counted.chain(said.map(|text| format!("{text}."))).collect()
}
