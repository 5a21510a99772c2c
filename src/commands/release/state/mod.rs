//! Whether an officer's last word lets a carrier be told of a case.
//!
//! The safe direction of error is to hold a sheet back: whatever is in doubt asks the officer
//! again.

use crate::domain::decision::last_decisions;
use crate::ledger::Row;
use crate::ledger::salting::Salting;
use crate::ledger::words::Decision;
use crate::schema::rows::{CaseRow, PairRow};
use crate::schema::standing::{self, Pair, Since};
use std::collections::BTreeMap;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseState {
    Concurred,
    /// Concurred with in another run, over other news, odds, another entry or another document.
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

pub fn standing(
    case: &CaseRow,
    pair: Option<&PairRow>,
    last: Option<&Row>,
    salting: &Salting,
) -> CaseState {
    let Some(last) = last else {
        return CaseState::Undecided;
    };
    let (pair, word) = (pair.map(Pair::of), salting.word(last));
    match last.decision {
        Decision::NotConcur | Decision::NeedInfo => CaseState::NotConcurred,
        Decision::Concur => match standing::since(case, pair, &word, salting.salt.as_ref()) {
            Since::Same => CaseState::Concurred,
            Since::Changed => CaseState::ConcurredBefore,
            Since::SaltMissing => CaseState::SaltMissing,
        },
    }
}

#[cfg(test)]
mod tests;
