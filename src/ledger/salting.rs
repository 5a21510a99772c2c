//! What digests of the ledger can be compared with, and a row as the word that it is.

use crate::ledger::{Part, Row};
use crate::redress::Salt;
use crate::schema::standing::Word;
use jiff::Timestamp;
use std::collections::BTreeSet;

#[derive(Default)]
pub struct Salting {
    pub salt: Option<Salt>,
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

    pub fn is_lost(&self, row: &Row) -> bool {
        self.lost.contains(&(row.case_id.clone(), row.decided_at))
    }

    pub fn word<'a>(&self, row: &'a Row) -> Word<'a> {
        Word {
            run_id: &row.run_id,
            decision: row.decision,
            action: &row.action,
            reason_codes: &row.reason_codes,
            list: row.list.as_deref(),
            entry_id: row.entry_id.as_deref(),
            score_bits: row.score_bits,
            identity_digest: row.identity_digest.as_deref(),
            entry_digest: row.entry_digest.as_deref(),
            salt_is_lost: self.is_lost(row),
        }
    }
}
