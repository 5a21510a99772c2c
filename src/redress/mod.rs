//! Redress: which hits are on a pair of passenger and entry known to be two people.
//!
//! A hit too many costs a phone call, a hit suppressed in error costs the night: whatever is
//! in doubt (an entry that changed, another document, no document, a later word to the
//! contrary) opens the pair again.

mod digest;

mod salt;

pub use digest::{entry_digest, identity_digest, redress_digest};
pub use salt::Salt;

use crate::domain::passenger::Passenger;
use crate::recommend::Hit;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The operator's rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RedressRules {
    /// Days of 24 hours from the decision or grant; 0 clears nobody.
    pub cleared_for_days: i64,
}

/// Who says that a pair is, or is not, one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ground {
    /// An officer, by `preboard review`.
    Decision,
    /// The redress file, by the number on the manifest.
    RedressNumber,
}

impl Ground {
    pub const ALL: [Ground; 2] = [Ground::Decision, Ground::RedressNumber];

    pub fn as_str(self) -> &'static str {
        match self {
            Ground::Decision => "decision",
            Ground::RedressNumber => "redress_number",
        }
    }
}

/// One word on one pair. InParallel digests are hidden by the salt, when there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// [`identity_digest`], or [`redress_digest`] when a number says it.
    pub who: String,
    pub list: String,
    pub entry_id: String,
    /// Of the entry as it stood then.
    pub entry_digest: String,
    pub at: Timestamp,
    pub different_person: bool,
    pub ground: Ground,
    /// Where it is written: `run_id/case_id`, or `file:row`.
    pub reference: String,
}

/// The last word on every pair, at one moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cleared {
    /// By who, list and entry.
    latest: BTreeMap<(String, String, String), Verdict>,
    salt: Option<Salt>,
    as_of: Timestamp,
    lasts: SignedDuration,
}

/// A hit that makes no case, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppressed {
    pub hit: Hit,
    pub ground: Ground,
    pub reference: String,
    pub cleared_at: Timestamp,
    pub cleared_until: Timestamp,
}

impl Cleared {
    /// Words later than `as_of` are not yet spoken: an old night runs again as it was.
    pub fn new(
        verdicts: impl IntoIterator<Item = Verdict>,
        salt: Option<Salt>,
        rules: RedressRules,
        as_of: Timestamp,
    ) -> Cleared {
        let mut latest: BTreeMap<_, Verdict> = BTreeMap::new();
        for verdict in verdicts.into_iter().filter(|verdict| verdict.at <= as_of) {
            let key = (
                verdict.who.clone(),
                verdict.list.clone(),
                verdict.entry_id.clone(),
            );
            match latest.get(&key) {
                Some(known) if weight(&verdict) <= weight(known) => (),
                Some(_) | None => drop(latest.insert(key, verdict)),
            }
        }
        Cleared {
            latest,
            salt,
            as_of,
            lasts: SignedDuration::from_hours(24 * rules.cleared_for_days),
        }
    }

    /// Hits that stand, and those that a word in force suppresses.
    pub fn part(&self, passenger: &Passenger, hits: Vec<Hit>) -> (Vec<Hit>, Vec<Suppressed>) {
        let (mut open, mut suppressed) = (Vec::new(), Vec::new());
        if self.latest.is_empty() || hits.is_empty() {
            return (hits, suppressed);
        }
        let identity = identity_digest(passenger);
        let number = passenger.redress_number.as_deref();
        let redress = number.and_then(|number| {
            let birth = passenger.birth_date?;
            redress_digest(number, &passenger.surname, &passenger.given_names, birth)
        });
        let whos = identity.iter().chain(&redress);
        let whos: Vec<String> = whos.map(|who| self.hidden(who)).collect();
        for hit in hits {
            match self.in_force(&whos, &hit) {
                Some((verdict, until)) => suppressed.push(Suppressed {
                    hit,
                    ground: verdict.ground,
                    reference: verdict.reference.clone(),
                    cleared_at: verdict.at,
                    cleared_until: until,
                }),
                None => open.push(hit),
            }
        }
        (open, suppressed)
    }

    /// Whether a word in force says that whoever bears this identity is not this entry, by list and
    /// id, as the entry stood.
    pub fn clears(&self, identity: &str, (list, id): (&str, &str), entry_digest: &str) -> bool {
        let key = (self.hidden(identity), list.to_owned(), id.to_owned());
        self.latest.get(&key).is_some_and(|word| {
            let until = word.at.checked_add(self.lasts).unwrap_or(word.at);
            let same_entry = word.entry_digest == self.hidden(entry_digest);
            word.different_person && same_entry && self.as_of < until
        })
    }

    fn hidden(&self, digest: &str) -> String {
        let salt = self.salt.as_ref();
        salt.map_or_else(|| digest.to_owned(), |salt| salt.hide(digest))
    }

    /// The last word of all on the pair, if it clears the entry as it stands tonight.
    fn in_force(&self, whos: &[String], hit: &Hit) -> Option<(&Verdict, Timestamp)> {
        let words = whos.iter().filter_map(|who| {
            let key = (who.clone(), hit.list.clone(), hit.entry_id.clone());
            self.latest.get(&key)
        });
        let last = words.max_by_key(|verdict| weight(verdict))?;
        // Beyond the calendar is beyond any line that settings allow.
        let until = last.at.checked_add(self.lasts).unwrap_or(last.at);
        let same_entry = last.entry_digest == self.hidden(&hit.entry_digest);
        (last.different_person && same_entry && self.as_of < until).then_some((last, until))
    }
}

impl Verdict {
    /// The same word, its digests hidden.
    pub fn hidden(self, salt: &Salt) -> Verdict {
        Verdict {
            who: salt.hide(&self.who),
            entry_digest: salt.hide(&self.entry_digest),
            ..self
        }
    }
}

/// Of two words of one moment, the one that keeps the pair open counts.
fn weight(verdict: &Verdict) -> impl Ord + use<> {
    (verdict.at, !verdict.different_person, verdict.ground)
}

#[cfg(test)]
mod tests;
