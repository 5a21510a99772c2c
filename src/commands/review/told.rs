//! What an officer must know of the words that were just recorded: that one does not count, that
//! one replaces another officer's, that a carrier was told otherwise.

use super::handed::Handed;
use crate::commands::release::Releases;
use crate::commands::release::state::last_words;
use crate::commands::share::{Shares, say_due, standing};
use crate::commands::ui::Ui;
use crate::error::Result;
use crate::journal;
use crate::ledger::Row;
use crate::ledger::decisions::Stated;
use crate::ledger::words::{Decision, weight};
use crate::schema::release::State;
use std::collections::BTreeMap;
use std::path::Path;

/// Words that are older than the last one in the ledger: they are kept and do not count.
pub(super) fn late(stated: &[Stated], recorded: &[Row], handed: &Handed) -> Vec<String> {
    let last = last_words(recorded);
    let late = stated.iter().filter_map(|stated| {
        let last = last.get(stated.case_id.as_str())?;
        (stated.decided_at < last.decided_at).then(|| {
            let place = handed.place(stated.place, "decided_at");
            let (word, at) = (last.decision.as_str(), last.decided_at);
            format!("{place}: recorded, but not the last word on the case: {word} of {at} counts")
        })
    });
    late.collect()
}

/// Words that count instead of what another officer said, in the order they were handed in. The
/// officer is not named: what is said here goes to logs too.
pub(super) fn replaced(rows: &[Row], recorded: &[Row]) -> Vec<String> {
    let mut last: BTreeMap<&str, &Row> = last_words(recorded);
    let mut lines = Vec::new();
    for row in rows {
        let before = last.get(row.case_id.as_str()).copied();
        let counts = before.is_none_or(|before| {
            weight(before.decided_at, before.decision) <= weight(row.decided_at, row.decision)
        });
        if !counts {
            continue;
        }
        if let Some(before) = before.filter(|before| before.officer != row.officer) {
            let (case, word) = (&row.case_id, row.decision.as_str());
            let (old, at) = (before.decision.as_str(), before.decided_at);
            lines.push(format!(
                "{case}: {word} replaces another officer's {old} of {at}"
            ));
        }
        last.insert(&row.case_id, row);
    }
    lines
}

/// A carrier acts on what it was told: a last word against it must reach it.
pub(super) fn tell_of_released(
    rows: &[Row],
    recorded: &[Row],
    folder: &Path,
    ui: &Ui,
) -> Result<()> {
    let releases = Releases::read(folder)?;
    let Some(newest) = releases.newest() else {
        return Ok(());
    };
    let before = last_words(recorded);
    let now = last_words(rows).into_values().filter(|row| {
        let before = before.get(row.case_id.as_str());
        before.is_none_or(|before| before.decided_at <= row.decided_at)
    });
    let against = now.filter(|row| row.decision != Decision::Concur);
    let released = against.filter(|row| newest.state_of(&row.case_id) == Some(State::Released));
    let count = released.count();
    if 0 < count {
        ui.warn(&format!(
            "{count} of these cases are on a carrier's sheet: run `preboard release` again, so that the carrier is told"
        ));
    }
    Ok(())
}

/// A partner acts on what it was told too. What cannot be read keeps no word from being recorded.
pub(super) fn tell_of_shared(rows: &[Row], recorded: &[Row], out: &Path, ui: &Ui) {
    let count = || {
        let Some(journal) = journal::read::read(out)? else {
            return Ok(0);
        };
        let shares = Shares::read(out, &journal)?;
        Ok(standing::against(&shares, &[recorded, rows].concat()))
    };
    let counted: Result<usize> = count();
    match counted {
        Ok(count) => say_due(count, out, ui),
        Err(error) => ui.warn(&format!(
            "whether anybody is to be called back is unknown: {error}"
        )),
    }
}
