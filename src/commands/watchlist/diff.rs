//! `preboard watchlist diff`: what a new day of a list adds, withdraws and changes.

use crate::analysis::lists::diff::{Change, ChangeKind, diff};
use crate::cli;
use crate::commands::ui::Ui;
use crate::commands::{Outcome, stdout};
use crate::error::Result;
use crate::schema::lists::ChangeLine;
use crate::watchlist::read;
use std::collections::BTreeMap;

/// Prints one CSV row for each change; the counts go to standard error.
pub(super) fn run(args: &cli::Diff, ui: &Ui) -> Result<Outcome> {
    let (old, new) = (read::read(&args.old)?, read::read(&args.new)?);
    ui.step(
        "entries read",
        (old.entries.len() + new.entries.len()) as u64,
    );
    let changes = diff(&old.entries, &new.entries);
    stdout::table(&changes.iter().map(line).collect::<Vec<_>>())?;
    let count = |kind| changes.iter().filter(|change| change.kind == kind).count();
    ui.say(&format!(
        "{} entries, then {}: {} added, {} withdrawn, {} changed",
        old.entries.len(),
        new.entries.len(),
        count(ChangeKind::Added),
        count(ChangeKind::Withdrawn),
        count(ChangeKind::Changed),
    ));
    let mut fields: BTreeMap<&str, (u64, usize, usize)> = BTreeMap::new();
    for field in changes.iter().flat_map(|change| &change.fields) {
        let (entries, added, gone) = fields.entry(field.field).or_default();
        *entries += 1;
        *added += field.added;
        *gone += field.gone;
    }
    for (field, (entries, added, gone)) in fields {
        ui.say(&format!(
            "{field}: {entries} entries changed, {added} values added, {gone} gone"
        ));
    }
    Ok(Outcome::Done)
}

fn line(change: &Change) -> ChangeLine {
    let fields = change.fields.iter();
    let fields = fields.map(|field| format!("{} +{} -{}", field.field, field.added, field.gone));
    ChangeLine {
        change: change.kind.as_str().to_owned(),
        list: change.entry.list.clone(),
        entry_id: change.entry.entry_id.clone(),
        fields: fields.collect::<Vec<_>>().join("; "),
        entry_name: change.entry.display_name(),
    }
}
