//! Carrier sheets for the cases that an officer concurred with, and for no others.

mod publish;

pub mod standing;

use crate::cli::{self, Inputs};
use crate::commands::ui::Ui;
use crate::commands::{Outcome, Surroundings};
use crate::error::{Error, Result};
use crate::files::Lock;
use crate::ledger::{self, Row, chain, salt};
use crate::output::parquet;
use crate::output::record::RunRecord;
use crate::output::release::record::{ReleaseRecord, State};
use crate::output::release::{Frame, Told, instruction, sheets};
use crate::output::status::Status;
use crate::output::tables::{CaseRow, PairRow};
use crate::settings::Settings;
pub use publish::Releases;
use standing::Standing;
use std::collections::{BTreeMap, BTreeSet};

pub fn run(args: &cli::Release, around: &Surroundings, ui: &Ui) -> Result<Outcome> {
    let folder = &args.run;
    let folder = std::fs::canonicalize(folder).map_err(|e| Error::cannot_read(folder, &e))?;
    let run = RunRecord::read(&folder.join("run.json"))?;
    let run = run.unmasked(&folder, "no carrier can be told of it")?;
    run.require_untouched(&folder, &["recommendations.parquet", "pairs.parquet"])?;
    let settings = Settings::resolve(
        &Inputs {
            config: args.config.clone(),
            ..Inputs::default()
        },
        around.now,
    )?;
    let _lock = Lock::take(&publish::folder_of(&folder))?;
    let releases = Releases::read(&folder)?;
    let cases = parquet::read_cases(&folder.join("recommendations.parquet"))?;
    let out = folder.parent().unwrap_or(&folder);
    let parts = ledger::load(out)?;
    chain::require_whole(&parts)?;
    let decisions: Vec<Row> = parts.into_iter().flat_map(|part| part.rows).collect();
    let words = standing::last_words(&decisions);
    let judged = judge(&folder, &cases, &words, salt::read(out)?.as_ref())?;

    let (elsewhere, unread) = publish::released_elsewhere(&folder)?;
    unread.iter().for_each(|error| {
        ui.warn(&format!("what it told carriers is not known: {error}"));
    });
    let told = told(&judged, &words, &releases, &elsewhere);
    let contacts = &settings.routing.contacts;
    let frame = Frame {
        run_id: &run.run_id,
        contacts,
        redress_text: &settings.output.redress_text,
    };
    let files = sheets(&told, &frame)?;
    let next = releases.next(&run, &told, &files, around.now);
    tell_held_back(&judged, ui);
    tell_contacts(&told, contacts, ui);
    match next {
        Some(record) => {
            tell_changes(releases.newest(), &record, ui);
            let target = releases.publish(&files, record)?;
            ui.say(&format!("published {}", target.display()));
        }
        None => ui.say(match releases.newest() {
            Some(_) => "nothing changed since the last release; it stands",
            None => "no case of this run is concurred with: nothing was released",
        }),
    }
    releases.remove_superseded()?;
    Ok(Outcome::Done)
}

/// A case with its standing.
struct Judged<'a> {
    row: &'a CaseRow,
    standing: Standing,
}

fn judge<'a>(
    folder: &std::path::Path,
    cases: &'a [CaseRow],
    words: &BTreeMap<&str, &Row>,
    salt: Option<&crate::redress::Salt>,
) -> Result<Vec<Judged<'a>>> {
    let pairs: Vec<PairRow> = parquet::decode(&folder.join("pairs.parquet"))?;
    let best = pairs.iter().filter(|pair| pair.hit_rank == 1);
    let best: BTreeMap<&str, &PairRow> = best.map(|pair| (pair.case_id.as_str(), pair)).collect();
    let judged = cases.iter().map(|row| {
        let id = row.case_id.as_str();
        let last = words.get(id).copied();
        Judged {
            row,
            standing: standing::standing(row, best.get(id).copied(), last, salt),
        }
    });
    Ok(judged.collect())
}

impl Judged<'_> {
    fn may_be_told(&self) -> bool {
        self.standing == Standing::Concurred
            && self.row.status != Status::Withdrawn
            && instruction::may_be_released(self.row)
    }

    /// Whether a carrier that another run's sheet told must be told that it ended.
    fn ends_elsewhere(&self) -> bool {
        self.row.status == Status::Withdrawn || self.standing == Standing::NotConcurred
    }
}

fn told<'a>(
    judged: &[Judged<'a>],
    words: &BTreeMap<&str, &Row>,
    releases: &Releases,
    elsewhere: &BTreeSet<String>,
) -> Vec<Told<'a>> {
    let told = judged.iter().filter_map(|one| {
        let id = one.row.case_id.as_str();
        let before = releases
            .newest()
            .and_then(|record| record.state_of(id))
            .is_some();
        let withdrawn = before || (elsewhere.contains(id) && one.ends_elsewhere());
        let state = match one.may_be_told() {
            true => State::Released,
            false if withdrawn => State::Withdrawn,
            false => return None,
        };
        Some(Told {
            row: one.row,
            state,
            decided_at: words.get(id).map(|last| last.decided_at),
        })
    });
    told.collect()
}

fn tell_held_back(judged: &[Judged], ui: &Ui) {
    let open = || {
        let open = judged.iter();
        open.filter(|one| one.row.status != Status::Withdrawn)
    };
    let with = |standing| open().filter(|one| one.standing == standing).count();
    let welfare = open().filter(|one| {
        one.standing == Standing::Concurred && !instruction::may_be_released(one.row)
    });
    for (count, why) in [
        (with(Standing::Undecided), "undecided"),
        (with(Standing::NotConcurred), "not concurred with"),
        (
            with(Standing::ConcurredBefore),
            "concurred with in another run and changed since: decide again",
        ),
        (
            welfare.count(),
            "protected people, of whom no carrier reads: the group speaks for them itself",
        ),
    ] {
        if 0 < count {
            ui.say(&format!("not on a sheet: {count} {why}"));
        }
    }
}

fn tell_contacts(told: &[Told], contacts: &BTreeMap<String, crate::routing::Contact>, ui: &Ui) {
    let groups: BTreeSet<&str> = told.iter().map(|one| one.row.group.as_str()).collect();
    for group in groups {
        let phone = contacts.get(group).map(|contact| contact.phone.as_str());
        if phone.unwrap_or("").is_empty() {
            ui.warn(&format!(
                "no phone is set for {group}: its sheets cannot say whom to call; set routing.contacts.{group}.phone"
            ));
        }
    }
}

/// What differs from the release before, case by case.
fn tell_changes(before: Option<&ReleaseRecord>, now: &ReleaseRecord, ui: &Ui) {
    let count = |state| now.cases.iter().filter(|case| case.state == state).count();
    ui.say(&format!(
        "release {}: {} cases for carriers, {} withdrawn",
        now.number,
        count(State::Released),
        count(State::Withdrawn)
    ));
    for case in &now.cases {
        let earlier = before.and_then(|record| record.state_of(&case.case_id));
        let word = match (earlier, case.state) {
            (None, State::Released) => "added",
            (Some(State::Withdrawn), State::Released) => "released again",
            (Some(State::Released) | None, State::Withdrawn) => "withdrawn",
            (Some(State::Released), State::Released)
            | (Some(State::Withdrawn), State::Withdrawn) => continue,
        };
        ui.say(&format!("  {} {word}", case.case_id));
    }
}
