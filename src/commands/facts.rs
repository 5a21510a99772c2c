//! What the briefings of a run say of the run itself.

use crate::commands::load::Loaded;
use crate::commands::redress::Redress;
use crate::ledger;
use crate::ledger::salting::Salting;
use crate::render::briefing::{About, Decided, RunFacts};
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
        door_minutes: settings.output.door_minutes,
        run_every_minutes: settings.output.run_every_minutes,
        contacts: &settings.routing.contacts,
        directory: &settings.routing.directory,
        salt: redress.salting.salt.clone(),
        previous_unread: None,
        warnings: Vec::new(),
        decided: rows.map(|rows| {
            let rows = rows.iter();
            rows.map(|row| decided(row, &redress.salting)).collect()
        }),
    }
}

/// The ledger's row as pages show it: they do not know the ledger.
fn decided(row: &ledger::Row, salting: &Salting) -> Decided {
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
        about: About {
            action: row.action.clone(),
            reason_codes: row.reason_codes.clone(),
            list: row.list.clone(),
            entry_id: row.entry_id.clone(),
            score_bits: row.score_bits,
            identity_digest: row.identity_digest.clone(),
            entry_digest: row.entry_digest.clone(),
            salt_is_lost: salting.is_lost(row),
        },
    }
}
