//! One run, and what the policy asks of it.

use crate::analysis::retention::{Fate, Ground, Kept, RetentionPolicy, fate};
use crate::commands::runs::Run;
use crate::commands::ui::Ui;
use crate::schema::record;
use crate::schema::rows;
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// What happens to a run whose period is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Delete,
    Mask,
    /// Its period is over, and it stays.
    Hold,
}

/// A run with what the policy asks of it.
pub(super) struct Judged {
    pub(super) run: Run,
    /// The folder's name.
    pub(super) name: String,
    pub(super) held: bool,
    /// Ids, unless it is masked.
    pub(super) cases: BTreeSet<String>,
    retention_until: Option<Date>,
    /// Its tables are damaged: it stays.
    pub(super) unreadable: bool,
}

impl Judged {
    pub(super) fn read(run: Run, hold: &[String], ui: &Ui) -> Judged {
        let name = run.folder.file_name().unwrap_or_default();
        let name = name.to_string_lossy().into_owned();
        let held = hold.contains(&name) || hold.contains(&run.record.run_id);
        let cases = rows::read_cases(&run.folder.join("recommendations.parquet"));
        let masked = run.record.masked_at.is_some();
        let mut judged = Judged {
            run,
            name,
            held,
            cases: BTreeSet::new(),
            retention_until: None,
            unreadable: false,
        };
        match cases {
            Ok(cases) => {
                judged.retention_until = cases.iter().map(|case| case.retention_until).max();
                let ids = cases.into_iter().map(|case| case.case_id);
                judged.cases = ids.filter(|_| !masked).collect();
            }
            Err(error) => {
                ui.warn(&format!("a run stays as it is: {error}"));
                judged.unreadable = true;
            }
        }
        judged
    }

    pub(super) fn step(
        &self,
        policy: &RetentionPolicy,
        asked: &[String],
        now: Timestamp,
    ) -> Option<(Step, String)> {
        let as_of = self.run.record.as_of.parse().ok()?;
        if self.unreadable {
            return None;
        }
        let masked = self.run.record.masked_at.is_some();
        let kept = Kept {
            as_of,
            retention_until: self.retention_until,
            masked,
            held: self.held,
        };
        let asked = asked.contains(&self.name) && !masked;
        let preset = &policy.preset;
        match fate(&kept, policy, now) {
            Fate::Delete(Ground::Period) => Some((
                Step::Delete,
                format!("{preset}: deleted {:#} after {as_of}", policy.delete),
            )),
            Fate::Delete(Ground::Promised) => {
                let until = self.retention_until?;
                Some((
                    Step::Delete,
                    format!("{preset}: every case was to be kept until {until} or less"),
                ))
            }
            Fate::Mask => {
                let after = policy.mask?;
                Some((
                    Step::Mask,
                    format!("{preset}: masked {after:#} after {as_of}"),
                ))
            }
            Fate::Held => Some((
                Step::Hold,
                "its period is over, but retention.hold names it".to_owned(),
            )),
            Fate::Stay if asked => Some((Step::Mask, "asked for by --mask".to_owned())),
            Fate::Stay => None,
        }
    }

    /// Masking seals a run anew, and so would hide that somebody changed it before.
    pub(super) fn is_untouched(&self, ui: &Ui) -> bool {
        let folder = &self.run.folder;
        let record = &self.run.record;
        let whole = record::file_is_intact(&folder.join("run.json"), &record.audit_digest);
        let outputs = record.outputs.iter();
        let outputs: Vec<&str> = outputs.map(|output| output.path.as_str()).collect();
        let outcome = record.require_untouched(folder, &outputs).and(whole);
        match outcome {
            Ok(true) => true,
            Ok(false) => {
                let folder = folder.display();
                ui.warn(&format!(
                    "a run is not masked: {folder}/run.json is not as it was sealed"
                ));
                false
            }
            Err(error) => {
                ui.warn(&format!("a run is not masked: {error}"));
                false
            }
        }
    }
}
