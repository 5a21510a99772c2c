//! Whether an officer's last word lets a carrier be told of a case.
//!
//! The safe direction of error is to hold a sheet back: whatever is in doubt asks the officer
//! again.

use crate::domain::decision::last_decisions;
use crate::ledger::words::Decision;
use crate::ledger::{Part, Row};
use crate::redress::Salt;
use crate::schema::rows::{CaseRow, PairRow};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseState {
    Concurred,
    /// Concurred with in another run, over other news, another entry or another document.
    ConcurredBefore,
    /// Concurred with in another run, and the salt that would tell of whom is not here.
    SaltMissing,
    /// The last word is another.
    NotConcurred,
    Undecided,
}

/// Of the ledger's rows.
pub fn last_words(rows: &[Row]) -> BTreeMap<&str, &Row> {
    last_decisions(rows, |row| (&row.case_id, row.decided_at, row.decision))
}

/// What digests of the ledger can be compared with.
pub struct Salting {
    salt: Option<Salt>,
    /// Case and moment of the decisions that were recorded with a salt that is not here.
    lost: BTreeSet<(String, Timestamp)>,
}

impl Salting {
    pub fn new(parts: &[Part], salt: Option<Salt>) -> Salting {
        let here = salt.as_ref().map(Salt::id);
        let lost = parts
            .iter()
            .filter(|part| part.salt.is_some() && part.salt != here);
        let lost = lost
            .flat_map(|part| &part.rows)
            .filter(|row| row.identity_digest.is_some() || row.entry_digest.is_some());
        Salting {
            lost: lost
                .map(|row| (row.case_id.clone(), row.decided_at))
                .collect(),
            salt,
        }
    }

    fn is_lost(&self, row: &Row) -> bool {
        self.lost.contains(&(row.case_id.clone(), row.decided_at))
    }
}

/// Whether a word is about the case as it is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    Same,
    /// Spoken in another run, over other news, another entry or another document.
    Changed,
    /// Spoken in another run, and the salt that would tell of whom is not here.
    SaltMissing,
}

/// `pair` is that of the case's best hit in this run.
pub fn since(case: &CaseRow, pair: Option<&PairRow>, last: &Row, salting: &Salting) -> Since {
    if last.run_id == case.run_id {
        Since::Same
    } else if !is_same_news(case, last) {
        Since::Changed
    } else if salting.is_lost(last) {
        Since::SaltMissing
    } else if is_same_pair(pair, last, salting.salt.as_ref()) {
        Since::Same
    } else {
        Since::Changed
    }
}

pub fn standing(
    case: &CaseRow,
    pair: Option<&PairRow>,
    last: Option<&Row>,
    salting: &Salting,
) -> CaseState {
    let Some(last) = last else {
        return CaseState::Undecided;
    };
    match last.decision {
        Decision::NotConcur | Decision::NeedInfo => CaseState::NotConcurred,
        Decision::Concur => match since(case, pair, last, salting) {
            Since::Same => CaseState::Concurred,
            Since::Changed => CaseState::ConcurredBefore,
            Since::SaltMissing => CaseState::SaltMissing,
        },
    }
}

/// Whether what was decided on is what the case says now.
fn is_same_news(case: &CaseRow, last: &Row) -> bool {
    case.action.as_str() == last.action
        && case.reason_codes == last.reason_codes
        && (&case.list, &case.entry_id) == (&last.list, &last.entry_id)
        // Namesakes of one flight may change places from run to run.
        && !is_namesake(&case.case_id)
}

/// Whether passenger and entry are the same to the digest.
fn is_same_pair(pair: Option<&PairRow>, last: &Row, salt: Option<&Salt>) -> bool {
    let hidden = |digest: Option<&String>| match (digest, salt) {
        (Some(digest), Some(salt)) => Some(salt.hide(digest)),
        (digest, _) => digest.cloned(),
    };
    let identity = pair.and_then(|pair| pair.identity_digest.as_ref());
    let entry = pair.map(|pair| &pair.entry_digest);
    hidden(identity) == last.identity_digest && hidden(entry) == last.entry_digest
}

/// `C-0123456789abcdef-2`.
fn is_namesake(case_id: &str) -> bool {
    1 < case_id.matches('-').count()
}

#[cfg(test)]
mod tests;
