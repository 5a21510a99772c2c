//! The ledger and the redress files become the pairs that are cleared tonight.

use crate::commands::ui::Ui;
use crate::error::Result;
use crate::files::{digest_of_bytes, digest_of_file, while_unchanged};
use crate::ledger::salting::Salting;
use crate::ledger::{self, Part, Row, redress_file, salt, verdicts};
use crate::redress::{Cleared, Salt, Verdict};
use crate::settings::Settings;
use std::path::Path;

/// Cleared pairs, one digest of all they were read from, and that of the ledger's last part.
#[derive(Default)]
pub struct Redress {
    pub cleared: Cleared,
    /// The ledger, for what officers said before, all digests hidden by the salt; none when
    /// it could not be read.
    pub rows: Option<Vec<Row>>,
    /// What their digests can be compared with.
    pub salting: Salting,
    pub digest: Option<String>,
    pub ledger_head: Option<String>,
}

pub fn load(settings: &Settings, ui: &Ui) -> Result<Redress> {
    // A damaged part may hold the word that opens a pair again. So it clears nobody, and the
    // night goes on with cases too many.
    let ledger = Ledger::read(&settings.output.folder);
    let is_read = ledger.is_ok();
    let ledger = ledger.unwrap_or_else(|error| {
        ui.warn(&format!("no decision clears a pair tonight: {error}"));
        Ledger::default()
    });
    let mut words = ledger.words(ui);
    let rows = is_read.then(|| ledger.rows());
    let Ledger { parts, salt } = ledger;
    let salting = Salting::new(&parts, salt.clone());
    let mut digests: Vec<String> = parts.iter().map(|part| part.digest.clone()).collect();
    let ledger_head = digests.last().cloned();
    for path in &settings.inputs.redress {
        let read = || Ok((redress_file::read(path)?, digest_of_file(path)?));
        let (grants, digest) = while_unchanged(&[path], read)?;
        grants.warnings.iter().for_each(|warning| ui.warn(warning));
        words.extend(grants.verdicts.into_iter().map(|word| match &salt {
            Some(salt) => word.hidden(salt),
            None => word,
        }));
        digests.push(digest);
    }
    let digest = digest_of_bytes(digests.join("\n").as_bytes());
    Ok(Redress {
        digest: (!digests.is_empty()).then_some(digest),
        ledger_head,
        rows,
        salting,
        cleared: Cleared::new(words, salt, settings.redress, settings.as_of),
    })
}

/// Decisions of earlier nights; none before the first review.
#[derive(Default)]
struct Ledger {
    parts: Vec<Part>,
    salt: Option<Salt>,
}

impl Ledger {
    fn read(out: &Path) -> Result<Ledger> {
        Ok(Ledger {
            parts: ledger::load_whole(out)?,
            salt: salt::read(out)?,
        })
    }

    /// Rows under another salt keep digests that equal none of tonight's.
    fn rows(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        for part in &self.parts {
            let bare = self.salt.as_ref().filter(|_| part.salt.is_none());
            rows.extend(part.rows.iter().cloned().map(|row| Row {
                identity_digest: match (row.identity_digest, bare) {
                    (Some(digest), Some(salt)) => Some(salt.hide(&digest)),
                    (digest, _) => digest,
                },
                ..row
            }));
        }
        rows
    }

    fn words(&self, ui: &Ui) -> Vec<Verdict> {
        let found = verdicts::of(&self.parts, self.salt.as_ref());
        if 0 < found.unreadable + found.overtaken {
            ui.warn(&format!(
                "{} decisions that cleared a pair clear none: the salt they were recorded with is gone from the ledger; {} of before clear none either: restore ledger/salt from a backup",
                found.unreadable, found.overtaken
            ));
        }
        found.in_force
    }
}
