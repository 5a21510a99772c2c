//! What the briefings of a run say of the run itself.

use crate::commands::load::Loaded;
use crate::commands::redress::Redress;
use crate::ledger;
use crate::render::briefing::{Decided, RunFacts};
use crate::settings::Settings;

pub fn of_run<'a>(
    run_id: &'a str,
    settings: &'a Settings,
    loaded: &Loaded,
    redress: &Redress,
) -> RunFacts<'a> {
    let rows = redress.rows.as_ref();
    RunFacts {
        run_id,
        as_of: settings.as_of,
        lists: loaded.facts.clone(),
        redress_text: &settings.output.redress_text,
        cut_off_minutes: settings.output.cut_off_minutes,
        contacts: &settings.routing.contacts,
        salt: redress.salt.clone(),
        previous_unread: None,
        warnings: Vec::new(),
        decided: rows.map(|rows| rows.iter().map(decided).collect()),
    }
}

/// The ledger's row as pages show it: they do not know the ledger.
fn decided(row: &ledger::Row) -> Decided {
    let pair = || {
        Some((
            row.identity_digest.clone()?,
            row.list.clone()?,
            row.entry_id.clone()?,
        ))
    };
    Decided {
        run_id: row.run_id.clone(),
        case_id: row.case_id.clone(),
        at: row.decided_at,
        officer: row.officer.clone(),
        decision: row.decision,
        match_truth: row.match_truth,
        carrier_action: row.carrier_action,
        note: row.note.clone(),
        pair: pair(),
    }
}
