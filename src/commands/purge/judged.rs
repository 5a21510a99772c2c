//! One run, and what the policy asks of it.

use crate::analysis::retention::{Fate, Ground, Kept, RetentionPolicy, fate};
use crate::commands::runs::Run;
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
    /// Why it cannot be judged: it stays.
    pub(super) fault: Option<String>,
}

impl Judged {
    pub(super) fn read(run: Run, hold: &[String]) -> Judged {
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
            fault: None,
        };
        match cases {
            Ok(cases) => {
                judged.retention_until = cases.iter().map(|case| case.retention_until).max();
                let ids = cases.into_iter().map(|case| case.case_id);
                judged.cases = ids.filter(|_| !masked).collect();
            }
            Err(error) => judged.fault = Some(format!("a run with damaged tables: {error}")),
        }
        let as_of = &judged.run.record.as_of;
        if as_of.parse::<Timestamp>().is_err() {
            judged.fault = Some("a run whose as_of is no moment: nobody knows its age".to_owned());
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
        if self.fault.is_some() {
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
    pub(super) fn require_untouched(&self) -> std::result::Result<(), String> {
        let folder = &self.run.folder;
        let record = &self.run.record;
        let whole = record::file_is_intact(&folder.join("run.json"), &record.audit_digest);
        let outputs = record.outputs.iter();
        let outputs: Vec<&str> = outputs.map(|output| output.path.as_str()).collect();
        let outcome = record.require_untouched(folder, &outputs).and(whole);
        match outcome {
            Ok(true) => Ok(()),
            Ok(false) => Err("a run is not masked: run.json is not as it was sealed".to_owned()),
            Err(error) => Err(format!("a run is not masked: {error}")),
        }
    }
}
