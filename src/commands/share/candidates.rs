//! Whom a share is about: the people of a sealed package, or cases that an officer concurred with.

use super::due::Present;
use crate::cli::share::Share;
use crate::commands::review::night::Night;
use crate::commands::ui::Ui;
use crate::commands::{checked, decided, package, runs};
use crate::error::{Error, Kind, Result};
use crate::files;
use crate::inert::shown;
use crate::journal::Journal;
use crate::render::release::instruction::may_be_released;
use crate::schema::decided::DecisionState;
use crate::schema::package::Role;
use crate::schema::record::RunRecord;
use crate::schema::rows::{CaseRow, PairRow};
use crate::settings::Settings;
use crate::sharing::judge::Subject;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::collections::BTreeMap;
use std::path::Path;

/// A case that may be told of, if rules let it.
pub(super) struct Candidate {
    pub(super) case: CaseRow,
    pub(super) until: Option<Date>,
    pub(super) subject: Subject,
}

/// A case with what somebody says of it.
struct Asked {
    case_id: String,
    role: Role,
    until: Option<Date>,
}

pub(super) fn read(
    args: &Share,
    settings: &Settings,
    out: &Path,
    journal: &Journal,
    ui: &Ui,
) -> Result<Vec<Candidate>> {
    let (folder, asked) = match &args.package {
        Some(id) => of_package(id, out, journal)?,
        None => of_cases(args, out, ui)?,
    };
    let (record, _) = checked::run(&folder, "nothing of it can be shared")?;
    let night = Night::read(&folder, "nothing of it can be shared")?;
    let keys = night.cases.iter().filter_map(|case| {
        let is_asked = asked.iter().any(|one| one.case_id == case.case_id);
        let key = (case.list.clone()?, case.entry_id.clone()?);
        is_asked.then_some(key)
    });
    let present = Present::read(settings, out, keys.collect(), ui)?;
    let cases: BTreeMap<&str, &CaseRow> = night
        .cases
        .iter()
        .map(|case| (case.case_id.as_str(), case))
        .collect();
    let candidates = asked.into_iter().filter_map(|asked| {
        let case = cases.get(asked.case_id.as_str())?;
        let pair = night.pairs.get(&asked.case_id);
        Some(candidate(asked, case, pair, &record, &present))
    });
    Ok(candidates.collect())
}

fn candidate(
    asked: Asked,
    case: &CaseRow,
    pair: Option<&PairRow>,
    record: &RunRecord,
    present: &Present,
) -> Candidate {
    let ended = present.why(case, pair, asked.until);
    let as_of: Option<Timestamp> = record.as_of.parse().ok();
    Candidate {
        subject: Subject {
            role: asked.role,
            is_protected: !may_be_released(case),
            category: case.category.clone(),
            manifest_date: as_of.map(|at| at.to_zoned(TimeZone::UTC).date()),
            lists: present.lists_of(case, record),
            ended: ended.map(|reason| reason.as_str()),
        },
        until: asked.until,
        case: case.clone(),
    }
}

/// Roles and dates are those of whoever wrote it and whoever sealed it.
fn of_package(id: &str, out: &Path, journal: &Journal) -> Result<(std::path::PathBuf, Vec<Asked>)> {
    let record = package::kept::sealed(out, id, Some(journal))?;
    let people = record.people.iter().filter_map(|person| {
        Some(Asked {
            case_id: person.case_id.clone()?,
            role: person.role?,
            until: person.until,
        })
    });
    let people = people.collect();
    let folder = out.join(&record.run_id);
    if !files::is_there(&folder)? {
        let what = format!("the run of {} is gone", shown(id));
        return Err(Error::new(Kind::Data, what).hint("its period is over (docs/retention.md)"));
    }
    Ok((folder, people))
}

/// An officer's own word stands for the role, and the run's promise for the date.
fn of_cases(args: &Share, out: &Path, ui: &Ui) -> Result<(std::path::PathBuf, Vec<Asked>)> {
    let folder = match &args.run {
        Some(run) => files::canonical(run)?,
        None => files::canonical(&runs::newest(out, ui)?)?,
    };
    let night = Night::read(&folder, "nothing of it can be shared")?;
    let ids = args.cases.iter().map(|typed| {
        let case = runs::case_named(typed, &night.cases, &folder)?;
        Ok(case.case_id.clone())
    });
    let ids: Vec<String> = ids.collect::<Result<_>>()?;
    let mut asked = Vec::new();
    for one in decided::all(night)? {
        if !ids.contains(&one.case.case_id) {
            continue;
        }
        if one.state != DecisionState::Concurred {
            let what = format!("no officer concurred with {}", shown(&one.case.case_id));
            let hint = "`preboard review` records a decision; a sealed package stands for one too";
            return Err(Error::new(Kind::Usage, what).hint(hint));
        }
        asked.push(Asked {
            role: Role::Subject,
            until: Some(one.case.retention_until),
            case_id: one.case.case_id,
        });
    }
    Ok((folder, asked))
}
