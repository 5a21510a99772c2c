//! What the operator reads of a release: whom no sheet has, and what changed for carriers.

use super::Judged;
use super::state::CaseState;
use crate::commands::ui::Ui;
use crate::render::release::{SheetCase, instruction};
use crate::schema::record::RunRecord;
use crate::schema::release::{ReleaseRecord, State};
use crate::schema::status::Status;
use crate::wording::text::counted;
use std::collections::{BTreeMap, BTreeSet};

/// A short or foreign feed says nothing of what carriers hold.
pub(super) fn standing(cases: usize, ui: &Ui) {
    if 0 < cases {
        ui.warn(&format!(
            "{cases} released cases of earlier runs stand: this run had no row of their flights; screen a whole feed, or decide not_concur to withdraw one"
        ));
    }
}

/// A list that shrank says nothing of whoever stood on it.
pub(super) fn held(cases: usize, run: &RunRecord, ui: &Ui) {
    let fallen = run.fallen_lists.iter();
    let fallen: Vec<&str> = fallen.map(|one| one.list.as_str()).collect();
    let lists = match fallen.is_empty() {
        true => "a list that fell in a run before".to_owned(),
        false => format!("lists that fell: {}", fallen.join(", ")),
    };
    if 0 < cases {
        ui.warn(&format!(
            "{cases} withdrawals wait for an officer: they come from {lists}; the cases stand with carriers until the last word on each is not_concur"
        ));
    }
}

pub(super) fn held_back(judged: &[Judged], departed: usize, ui: &Ui) {
    let open = || {
        let open = judged.iter();
        open.filter(|one| one.row.status != Status::Withdrawn)
    };
    let with = |standing| open().filter(|one| one.standing == standing).count();
    let welfare = open().filter(|one| {
        one.standing == CaseState::Concurred && !instruction::may_be_released(one.row)
    });
    for (count, why) in [
        (with(CaseState::Undecided), "undecided"),
        (with(CaseState::NotConcurred), "not concurred with"),
        (
            with(CaseState::ConcurredBefore),
            "concurred with in another run and changed since: decide again",
        ),
        (
            with(CaseState::SaltMissing),
            "concurred with in another run, and the salt they were recorded with is missing: restore ledger/salt from a backup, or decide again",
        ),
        (
            welfare.count(),
            "protected people, of whom no carrier reads: the group speaks for them itself",
        ),
        (departed, "whose flight has departed by the run's as_of"),
    ] {
        if 0 < count {
            ui.say(&format!("not on a sheet: {count} {why}"));
        }
    }
}

pub(super) fn contacts(
    reported: &[SheetCase],
    contacts: &BTreeMap<String, crate::routing::Contact>,
    ui: &Ui,
) {
    let groups: BTreeSet<&str> = reported.iter().map(|one| one.row.group.as_str()).collect();
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
pub(super) fn changes(before: Option<&ReleaseRecord>, now: &ReleaseRecord, ui: &Ui) {
    let count = |state| now.cases.iter().filter(|case| case.state == state).count();
    ui.say(&format!(
        "release {}: {} for carriers, {} withdrawn",
        now.number,
        counted(count(State::Released), "case", "cases"),
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
