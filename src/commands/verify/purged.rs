//! What retention says that it took away. Whoever can write the log can add a line to it: a
//! purged run is told as such, and never as untouched.

use crate::commands::verify::of_files;
use crate::commands::verify::report::{Report, State};
use crate::error::Result;
use crate::files::{digest_of_bytes, is_plain_file, is_there};
use crate::journal::Journal;
use crate::output::purged::{self, Event, Purged};
use crate::schema::record::RunRecord;
use std::collections::BTreeSet;
use std::path::Path;

pub(super) struct Log(Vec<Purged>);

impl Log {
    /// A line that cannot be read excuses nothing, nor does a link or a pipe, nor one that the
    /// journal does not name.
    pub(super) fn read(out: &Path, journal: Option<&Journal>, report: &mut Report) -> Result<Log> {
        let path = out.join(purged::FILE);
        if is_there(&path)? && !is_plain_file(&path)? {
            report.add(purged::FILE, State::Changed, of_files::NOT_FOLLOWED);
            return Ok(Log(Vec::new()));
        }
        let lines = purged::text_lines(out)?;
        let lines = match journal {
            Some(journal) => named(&lines, journal, report),
            None => lines.iter().map(Vec::as_slice).collect(),
        };
        let read = lines.into_iter().map(serde_json::from_slice);
        Ok(Log(read.flatten().collect()))
    }

    /// What became of the run that was sealed with this digest: of one that was masked and
    /// purged years later, the last deed.
    pub(super) fn of_run(&self, audit_digest: &str) -> Option<String> {
        let mut digest = audit_digest;
        let mut last = None;
        for line in self
            .0
            .iter()
            .filter(|line| line.event != Event::LedgerReduced)
        {
            // Also what a killed purge said of the same digest, and the next one again.
            if line.audit_digest == digest || line.audit_digest == audit_digest {
                last = Some(line);
                digest = line.new_digest.as_deref().unwrap_or(digest);
            }
        }
        let line = last?;
        let deed = match line.event {
            Event::RunPurged | Event::LedgerReduced => "purged",
            Event::RunMasked => "masked",
            Event::PurgeFailed => "purged, but not to its end,",
        };
        let Purged { run_id, policy, .. } = line;
        let day = day_of(&line.purged_at);
        Some(format!(
            "the run before it, {run_id}, was {deed} on {day} by policy: {policy}"
        ))
    }

    pub(super) fn of_masked(&self, record: &RunRecord) -> Option<String> {
        let mut lines = self.0.iter();
        let line = lines.find(|line| line.new_digest.as_ref() == Some(&record.audit_digest))?;
        let day = day_of(&line.purged_at);
        Some(format!("masked on {day} by policy: {}", line.policy))
    }

    /// Says so when a part of the ledger was reduced, however often, to one that is `there`.
    /// A purge that was killed leaves lines of what never came to stand.
    pub(super) fn of_part(&self, digest: &str, there: impl Fn(&str) -> bool) -> Option<String> {
        let mut reached = BTreeSet::from([digest]);
        let mut last = None;
        for line in &self.0 {
            let new = line.new_digest.as_deref();
            let reduced = line.event == Event::LedgerReduced;
            if let Some(new) =
                new.filter(|_| reduced && reached.contains(line.audit_digest.as_str()))
            {
                reached.insert(new);
                last = there(new).then_some(line).or(last);
            }
        }
        let line = last?;
        Some(format!(
            "the last part that the run read was reduced on {} by policy: {}",
            day_of(&line.purged_at),
            line.policy
        ))
    }
}

/// The lines that the journal names, those of before it among them.
fn named<'a>(lines: &'a [Vec<u8>], journal: &Journal, report: &mut Report) -> Vec<&'a [u8]> {
    let mut named: Vec<&[u8]> = Vec::new();
    let before = journal.begun().map_or((0, ""), |begun| {
        (begun.purged_lines as usize, begun.purged_digest.as_str())
    });
    let (old, new) = lines.split_at(before.0.min(lines.len()));
    let text: Vec<u8> = old
        .iter()
        .flat_map(|line| [line, &b"\n"[..]].concat())
        .collect();
    if old.is_empty() && before.0 == 0 || digest_of_bytes(&text) == before.1 {
        named.extend(old.iter().map(Vec::as_slice));
    } else {
        let note = "the lines of before the journal began are not as they were";
        report.add(purged::FILE, State::Changed, note);
    }
    let known: BTreeSet<&str> = journal.purges().map(|purge| purge.line.as_str()).collect();
    let mut found = BTreeSet::new();
    for (number, line) in (before.0 + 1..).zip(new) {
        let digest = digest_of_bytes(line);
        match known.contains(digest.as_str()) {
            true => named.push(line),
            false => {
                let note = "the journal does not name it: it excuses nothing";
                report.add(
                    &format!("{}: line {number}", purged::FILE),
                    State::NotCovered,
                    note,
                );
            }
        }
        found.insert(digest);
    }
    let gone = known
        .iter()
        .filter(|digest| !found.contains(**digest))
        .count();
    let of_before: BTreeSet<String> = old.iter().map(|line| digest_of_bytes(line)).collect();
    let gone = gone
        - known
            .iter()
            .filter(|digest| of_before.contains(**digest))
            .count();
    if 0 < gone {
        let note = format!("{gone} lines that the journal names are not here");
        report.add(purged::FILE, State::Missing, &note);
    }
    named
}

fn day_of(moment: &str) -> &str {
    moment.split('T').next().unwrap_or(moment)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(event: Event, old: &str, new: Option<&str>) -> Purged {
        Purged {
            event,
            run_id: "night".to_owned(),
            audit_digest: old.to_owned(),
            purged_at: "2027-05-24T00:00:01Z".to_owned(),
            policy: "six_months".to_owned(),
            new_digest: new.map(str::to_owned),
            part: None,
            as_of: None,
            passengers: 0,
            cases: 0,
        }
    }

    #[test]
    fn a_part_is_followed_through_its_reductions_and_a_run_to_its_last_deed() {
        let log = Log(vec![
            line(Event::LedgerReduced, "a", Some("b")),
            line(Event::LedgerReduced, "x", Some("y")),
            line(Event::LedgerReduced, "b", Some("d")),
            line(Event::LedgerReduced, "b", Some("c")),
            line(Event::RunMasked, "r", Some("m")),
            line(Event::RunPurged, "m", None),
            line(Event::RunMasked, "q", Some("q")),
        ]);
        let is_recorded = |digest, there: &str| log.of_part(digest, |now| now == there).is_some();
        assert!(is_recorded("a", "c") && is_recorded("b", "c") && is_recorded("a", "d"));
        assert!(!is_recorded("a", "y") && !is_recorded("c", "c") && !is_recorded("a", "a"));
        assert!(
            log.of_run("q")
                .unwrap()
                .contains("was masked on 2027-05-24 by policy")
        );
        assert!(log.of_run("r").unwrap().contains("was purged on"));
        assert!(log.of_run("m").unwrap().contains("was purged on"));
        assert_eq!(log.of_run("a"), None);
    }
}
