//! The ledger and the redress files become the pairs that are cleared tonight.

use crate::commands::ui::Ui;
use crate::error::Result;
use crate::files::{digest_of_bytes, digest_of_file};
use crate::ledger::{self, Row, redress_file};
use crate::redress::{Cleared, Verdict};
use crate::settings::Settings;
use std::path::PathBuf;

/// Cleared pairs, and one digest of all they were read from.
#[derive(Default)]
pub struct Redress {
    pub cleared: Cleared,
    /// The ledger, for what officers said before; none when it could not be read.
    pub rows: Option<Vec<Row>>,
    pub digest: Option<String>,
}

pub fn load(settings: &Settings, ui: &Ui) -> Result<Redress> {
    let out = &settings.output.folder;
    let rows = decided(settings, ui);
    let known = rows.iter().flatten();
    let mut verdicts: Vec<Verdict> = known.filter_map(Row::verdict).collect();
    for path in &settings.inputs.redress {
        let grants = redress_file::read(path)?;
        grants.warnings.iter().for_each(|warning| ui.warn(warning));
        verdicts.extend(grants.verdicts);
    }
    let files = ledger::parts(out)?
        .into_iter()
        .chain(settings.inputs.redress.iter().cloned());
    Ok(Redress {
        cleared: Cleared::new(verdicts, settings.redress, settings.as_of),
        rows,
        digest: digest_of(files)?,
    })
}

/// A damaged part may hold the word that opens a pair again. So it clears nobody, and the
/// night goes on with cases too many.
fn decided(settings: &Settings, ui: &Ui) -> Option<Vec<Row>> {
    match ledger::read(&settings.output.folder) {
        Ok(rows) => Some(rows),
        Err(error) => {
            ui.warn(&format!("no decision clears a pair tonight: {error}"));
            None
        }
    }
}

fn digest_of(files: impl Iterator<Item = PathBuf>) -> Result<Option<String>> {
    let digests = files.map(|path| digest_of_file(&path));
    let text = digests.collect::<Result<Vec<String>>>()?.join("\n");
    Ok((!text.is_empty()).then(|| digest_of_bytes(text.as_bytes())))
}
