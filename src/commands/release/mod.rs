//! Carrier sheets for the cases that an officer concurred with, and for no others.

mod earlier_runs;

mod held;

mod order;

mod publish;

pub mod state;

mod report;

mod told;

use crate::cli::{self, Inputs};
use crate::commands::beside;
use crate::commands::checked;
use crate::commands::runs;
use crate::commands::ui::Ui;
use crate::commands::{Outcome, Surroundings};
use crate::error::{Error, Kind, Result};
use crate::files::{self, Lock};
use crate::ledger::salting::Salting;
use crate::ledger::{self, Row, salt};
use crate::render::release::{SheetCase, SheetContext, instruction, sheets};
use crate::schema::record::RunRecord;
use crate::schema::release::State;
use crate::schema::rows;
use crate::schema::rows::{CaseRow, PairRow};
use crate::schema::status::Status;
use crate::settings::Settings;
use crate::tables::parquet;
use earlier_runs::{EarlierRuns, has_departed};
use held::Fallen;
use jiff::Timestamp;
pub use publish::Releases;
use state::CaseState;
use std::collections::BTreeMap;

pub fn run(args: &cli::Release, surroundings: &Surroundings, ui: &Ui) -> Result<Outcome> {
    let folder = &args.run;
    let folder = files::canonical(folder)?;
    let (run, journal) = checked::run(&folder, "no carrier can be told of it")?;
    let settings = Settings::resolve(
        &Inputs {
            settings: args.settings.clone(),
            ..Inputs::default()
        },
        surroundings.now,
    )?;
    let _lock = Lock::take(&publish::folder_of(&folder))?;
    for error in files::remove_leftovers(&publish::folder_of(&folder))? {
        ui.warn(&format!("a killed release left it: {error}"));
    }
    let releases = Releases::read(&folder)?;
    checked::releases(&folder, &run.run_id, releases.records(), journal.as_ref())?;
    let out = folder.parent().unwrap_or(&folder);
    // What a kill kept out of the journal, before another release stands upon it.
    told::name(out, &run.run_id, releases.records(), surroundings.now)?;
    let cases = rows::read_cases(&folder.join("recommendations.parquet"))?;
    let parts = ledger::load_whole(out)?;
    let salting = Salting::new(&parts, salt::read(out)?);
    let ledger_head = parts.last().map(|part| part.digest.clone());
    let decisions: Vec<Row> = parts.into_iter().flat_map(|part| part.rows).collect();
    ui.step("decisions read", decisions.len() as u64);
    let words = state::last_words(&decisions);
    let judged = judge(&folder, &cases, &words, &salting, &releases)?;

    let as_of = as_of(&run, &folder)?;
    let (earlier_runs, mut unread) = EarlierRuns::read(&folder, &run, journal.as_ref())?;
    let fallen = Fallen::read(&runs::walk(out)?, &run);
    let gone = earlier_runs.gone(&run, &cases, &words, &fallen, as_of);
    unread.extend(gone.unread);
    unread.iter().for_each(|error| {
        ui.warn(&format!("what it told carriers is not known: {error}"));
    });
    report::standing(gone.standing, ui);
    let is_held = |one: &Judged| {
        let word = words.get(one.row.case_id.as_str());
        // The officer's own word on a case that is still one holds nothing up.
        let by_word =
            one.row.status != Status::Withdrawn && one.standing == CaseState::NotConcurred;
        one.has_ended() && !by_word && earlier_runs.is_held(one.row, word, &fallen)
    };
    let (held, judged): (Vec<Judged>, Vec<Judged>) = judged.into_iter().partition(is_held);
    report::held(held.len() + gone.held, &run, ui);
    let reported = reported(&judged, &gone.rows, &words, &releases, &earlier_runs);
    let (departed, reported): (Vec<SheetCase>, Vec<SheetCase>) = reported
        .into_iter()
        .partition(|one| has_departed(one.row.scheduled_departure, as_of));
    require_words(&reported, &words)?;
    let contacts = &settings.routing.contacts;
    let context = SheetContext {
        run_id: &run.run_id,
        contacts,
        directory: &settings.routing.directory,
        redress_text: &settings.output.redress_text,
    };
    let files = sheets(&reported, &context)?;
    ui.step("sheets made", files.len() as u64);
    let next = releases.next(
        &run,
        &reported,
        &files,
        ledger_head.as_deref(),
        surroundings.now,
    );
    report::held_back(&judged, departed.len(), ui);
    report::contacts(&reported, contacts, ui);
    match next {
        Some(record) => {
            report::changes(releases.newest(), &record, ui);
            let target = releases.publish(&files, record)?;
            ui.say(&format!("published {}", target.display()));
        }
        None => ui.say(match releases.newest() {
            Some(_) => "nothing changed since the last release; it stands",
            None => "no case of this run is concurred with: nothing was released",
        }),
    }
    // Also when nothing changed: the release before may have ended before it did this.
    beside::refresh(out, surroundings.now, ui);
    told::name(
        out,
        &run.run_id,
        Releases::read(&folder)?.records(),
        surroundings.now,
    )?;
    releases.remove_superseded()?;
    Ok(Outcome::Done)
}

/// A case with its standing.
struct Judged<'a> {
    row: &'a CaseRow,
    standing: CaseState,
}

fn judge<'a>(
    folder: &std::path::Path,
    cases: &'a [CaseRow],
    words: &BTreeMap<&str, &Row>,
    salting: &Salting,
    releases: &Releases,
) -> Result<Vec<Judged<'a>>> {
    let pairs: Vec<PairRow> = parquet::decode(&folder.join("pairs.parquet"))?;
    let best = pairs.iter().filter(|pair| pair.hit_rank == 1);
    let best: BTreeMap<&str, &PairRow> = best.map(|pair| (pair.case_id.as_str(), pair)).collect();
    let judged = cases.iter().map(|row| {
        let id = row.case_id.as_str();
        let last = words.get(id).copied();
        let standing = state::standing(row, best.get(id).copied(), last, salting);
        // What this run released over the same word was compared while the salt was here.
        let was_compared = last.is_some_and(|last| releases.released_over(id, last.decided_at));
        Judged {
            row,
            standing: match standing {
                CaseState::SaltMissing if was_compared => CaseState::Concurred,
                other => other,
            },
        }
    });
    Ok(judged.collect())
}

impl Judged<'_> {
    fn may_be_told(&self) -> bool {
        self.standing == CaseState::Concurred
            && self.row.status != Status::Withdrawn
            && instruction::may_be_released(self.row)
    }

    /// Whether a carrier who was told of it must be told that it ended. A case that changed
    /// ends when an officer says so, and a lost salt ends nothing: whether it is the same case
    /// is not known.
    fn has_ended(&self) -> bool {
        let is_open = self.row.status != Status::Withdrawn;
        let waits = matches!(
            self.standing,
            CaseState::SaltMissing | CaseState::ConcurredBefore
        );
        let unknown = waits && is_open && instruction::may_be_released(self.row);
        !unknown && !self.may_be_told()
    }
}

/// `gone` are cases of earlier runs that stand with carriers and are not in this run.
fn reported<'a>(
    judged: &[Judged<'a>],
    gone: &'a [CaseRow],
    words: &BTreeMap<&str, &Row>,
    releases: &Releases,
    earlier_runs: &EarlierRuns,
) -> Vec<SheetCase<'a>> {
    let reported = |row: &'a CaseRow, state| SheetCase {
        row,
        state,
        decided_at: words.get(row.case_id.as_str()).map(|last| last.decided_at),
    };
    let own = judged.iter().filter_map(|one| {
        let id = one.row.case_id.as_str();
        let newest = releases.newest();
        let before = newest.and_then(|record| record.state_of(id)).is_some();
        // Of a later run's sheet this one knows no more than that the last word is against it.
        let withdrawn = (before || earlier_runs.stands_from_earlier(id)) && one.has_ended()
            || earlier_runs.stands(id) && one.standing == CaseState::NotConcurred;
        match one.may_be_told() {
            true => Some(reported(one.row, State::Released)),
            false => withdrawn.then(|| reported(one.row, State::Withdrawn)),
        }
    });
    let gone = gone.iter().map(|row| reported(row, State::Withdrawn));
    own.chain(gone).collect()
}

/// Whoever was told of a case was told over a word. When none is there any more, the ledger
/// was lost: every denial would be withdrawn.
fn require_words(reported: &[SheetCase], words: &BTreeMap<&str, &Row>) -> Result<()> {
    let reported = reported.iter();
    let bare = reported.filter(|one| !words.contains_key(one.row.case_id.as_str()));
    match bare.count() {
        0 => Ok(()),
        count => {
            let what =
                format!("{count} cases that carriers were told of have no decision in the ledger");
            let hint = "restore the ledger from a backup; nothing was released or withdrawn";
            Err(Error::new(Kind::Data, what).hint(hint))
        }
    }
}

fn as_of(run: &RunRecord, folder: &std::path::Path) -> Result<Timestamp> {
    run.as_of.parse().map_err(|e| {
        let what = format!("{}: run.json: as_of is no moment", folder.display());
        Error::new(Kind::Data, what)
            .because(e)
            .hint("restore it from a backup, or run again")
    })
}
