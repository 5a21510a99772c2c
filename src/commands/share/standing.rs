//! Who stands with which partner: told of, and not called back since.

use super::due::{self, Key};
use super::kept::Shares;
use crate::ledger::Row;
use crate::schema::share::{Deed, SharedPerson};
use std::collections::{BTreeMap, BTreeSet};

/// One person whom one partner has.
pub struct Standing<'a> {
    pub partner: &'a str,
    /// The newest share that told of the person.
    pub share: u64,
    pub format: &'a str,
    pub encrypted: bool,
    pub person: &'a SharedPerson,
}

/// By partner and id.
pub fn all(shares: &Shares) -> Vec<Standing<'_>> {
    let mut known: BTreeMap<(&str, &str), Standing> = BTreeMap::new();
    for record in &shares.records {
        for person in &record.people {
            let key = (record.partner.as_str(), person.shared_id.as_str());
            match record.deed {
                Deed::Share => drop(known.insert(
                    key,
                    Standing {
                        partner: &record.partner,
                        share: record.number,
                        format: &record.format,
                        encrypted: record.encrypted,
                        person,
                    },
                )),
                Deed::Recall => drop(known.remove(&key)),
            }
        }
    }
    known.into_values().collect()
}

/// The entries that they are about.
pub fn keys(standing: &[Standing]) -> BTreeSet<Key> {
    let keys = standing.iter().map(|one| {
        let person = one.person;
        person.list.clone().zip(person.entry_id.clone())
    });
    keys.flatten().collect()
}

/// Those of whom an officer's last word is against it, which is all that the ledger can tell.
pub fn against(shares: &Shares, words: &[Row]) -> usize {
    let against = due::against(words);
    let standing = all(shares).into_iter();
    standing
        .filter(|one| against.contains(&one.person.case_id))
        .count()
}
