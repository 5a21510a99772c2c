//! `preboard watchlist diff`: what a new day of a list adds, withdraws and changes.

use crate::analysis::lists::diff::{Change, ChangeKind, diff};
use crate::cli;
use crate::commands::ui::Ui;
use crate::commands::{Outcome, print};
use crate::error::{Error, Kind, Result};
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
    print(&as_csv(&changes)?);
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

fn as_csv(changes: &[Change]) -> Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let header = ["change", "list", "entry_id", "fields", "entry_name"].map(str::to_owned);
    for record in std::iter::once(header).chain(changes.iter().map(record)) {
        writer.write_record(record).map_err(|e| unwritten(&e))?;
    }
    writer.into_inner().map_err(|e| unwritten(&e))
}

fn record(change: &Change) -> [String; 5] {
    let fields = change.fields.iter();
    let fields = fields.map(|field| format!("{} +{} -{}", field.field, field.added, field.gone));
    [
        change.kind.as_str().to_owned(),
        change.entry.list.clone(),
        change.entry.entry_id.clone(),
        fields.collect::<Vec<_>>().join("; "),
        change.entry.display_name(),
    ]
}

/// Writing to memory fails only by a defect.
fn unwritten(cause: &dyn std::fmt::Display) -> Error {
    Error::new(Kind::Bug, "cannot make the rows of the changes").because(cause)
}
