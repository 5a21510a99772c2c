//! `preboard share --recall`: whoever was told of somebody who is nobody to share any more is told
//! so, under the same ids.

use super::due::Present;
use super::standing::{self, Standing};
use super::write::{self, Written};
use super::{Shares, encryptable};
use crate::cli::share::Share;
use crate::commands::ui::Ui;
use crate::commands::{Outcome, Surroundings, runs, stdout};
use crate::error::{Error, Kind, Result};
use crate::journal::Journal;
use crate::schema::rows::{self, CaseRow, PairRow};
use crate::schema::share::{Deed, RecallLine, RecallReason, SharedPerson};
use crate::settings::Settings;
use crate::sharing::agreements::{Agreements, Format};
use crate::sharing::outgoing::{Body, Head};
use crate::tables::parquet;
use crate::wording::text::counted;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

pub(super) fn run(
    args: &Share,
    settings: &Settings,
    agreements: &Agreements,
    (journal, shares): (&Journal, &Shares),
    surroundings: &Surroundings,
    ui: &Ui,
) -> Result<Outcome> {
    let out = crate::files::canonical(&settings.output.folder)?;
    let standing = standing::all(shares);
    let keys = standing::keys(&standing);
    let present = Present::read(settings, &out, keys, ui)?;
    let due = due(&standing, &present, &out)?;
    if args.dry_run {
        let lines = due.iter().map(|(one, reason)| RecallLine {
            partner: one.partner.to_owned(),
            shared_id: one.person.shared_id.clone(),
            share: i64::try_from(one.share).unwrap_or(i64::MAX),
            reason: reason.as_str().to_owned(),
        });
        stdout::table(&lines.collect::<Vec<_>>())?;
        ui.say(&format!("dry run: {} due", recalls(due.len())));
        return Ok(Outcome::Done);
    }
    if due.is_empty() {
        ui.say("nobody who was shared is to be called back");
        return Ok(Outcome::Done);
    }
    let mut by_partner: BTreeMap<(&str, &str), Vec<&(&Standing, RecallReason)>> = BTreeMap::new();
    for one in &due {
        let key = (one.0.partner, one.0.format);
        by_partner.entry(key).or_default().push(one);
    }
    // Before the first is told: what went out encrypted is not called back in clear.
    for ((partner, _), people) in &by_partner {
        let agreement = agreements.partners.get(*partner);
        match agreement {
            Some(agreement) => encryptable(partner, agreement)?,
            None if people.iter().any(|(one, _)| one.encrypted) => {
                let what = format!("the key of {partner} is gone with its agreement");
                return Err(Error::new(Kind::Config, what)
                    .hint("put the agreement back until everybody is called back from it"));
            }
            None => (),
        }
    }
    let made_at = surroundings.now.to_string();
    for (number, ((partner, format), people)) in (shares.next(journal)..).zip(&by_partner) {
        let head = Head {
            house: journal.id(),
            number,
            partner,
            made_at: &made_at,
        };
        let ids: Vec<String> = people
            .iter()
            .map(|(one, _)| one.person.shared_id.clone())
            .collect();
        let none = Vec::new();
        let agreement = agreements.partners.get(*partner);
        let people = people.iter().map(|(one, reason)| SharedPerson {
            reason: Some(*reason),
            ..one.person.clone()
        });
        let written = Written {
            deed: Deed::Recall,
            officer: args.officer.as_deref().unwrap_or_default(),
            package_id: None,
            format: match *format {
                "misp" => Format::Misp,
                _ => Format::Ftm,
            },
            keys: agreement.map_or(&none, |one| &one.keys),
            people: people.collect(),
            fields: BTreeMap::new(),
            held: BTreeMap::new(),
        };
        let target = write::publish(&out, &Body::Retracted(&ids), &head, written)?;
        ui.say(&format!(
            "{} called back from {partner}: send {}",
            counted(ids.len(), "person", "people"),
            target.display()
        ));
    }
    Ok(Outcome::Done)
}

fn recalls(count: usize) -> String {
    counted(count, "recall", "recalls")
}

/// Whose reason has come, in the order of partners and ids.
pub fn due<'a>(
    standing: &'a [Standing<'a>],
    present: &Present,
    out: &Path,
) -> Result<Vec<(&'a Standing<'a>, RecallReason)>> {
    let runs: BTreeSet<&str> = standing
        .iter()
        .map(|one| one.person.run_id.as_str())
        .collect();
    let mut cases: BTreeMap<String, CaseRow> = BTreeMap::new();
    let mut pairs: BTreeMap<String, PairRow> = BTreeMap::new();
    for run in runs::walk(out)?.read {
        // A masked run names nobody: its shares end with it.
        if !runs.contains(run.record.run_id.as_str()) || run.record.masked_at.is_some() {
            continue;
        }
        let tables = ["recommendations.parquet", "pairs.parquet"];
        run.record.require_untouched(&run.folder, &tables)?;
        let read = rows::read_cases(&run.folder.join(tables[0]))?;
        cases.extend(
            read.into_iter()
                .map(|case| (key(&case.run_id, &case.case_id), case)),
        );
        let read: Vec<PairRow> = parquet::decode(&run.folder.join(tables[1]))?;
        let best = read.into_iter().filter(|pair| pair.hit_rank == 1);
        let run_id = &run.record.run_id;
        pairs.extend(best.map(|pair| (key(run_id, &pair.case_id), pair)));
    }
    let due = standing.iter().filter_map(|one| {
        let person = one.person;
        let key = key(&person.run_id, &person.case_id);
        let reason = match cases.get(&key) {
            Some(case) => present.why(case, pairs.get(&key), person.until),
            // Whom nobody here can look up any more nobody should have.
            None => Some(RecallReason::Expired),
        };
        Some((one, reason?))
    });
    Ok(due.collect())
}

fn key(run_id: &str, case_id: &str) -> String {
    format!("{run_id}/{case_id}")
}
