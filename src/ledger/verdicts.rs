//! What the ledger says of pairs, all of it hidden by the salt of this installation.
//!
//! A word that cannot be compared may be the one that opens a pair again, so it takes every
//! earlier word out of force: what is in doubt clears nobody.

use crate::ledger::{Part, Row};
use crate::redress::{Salt, Verdict};
use jiff::Timestamp;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdicts {
    pub in_force: Vec<Verdict>,
    /// Clearing words hidden by a salt that is not here.
    pub unreadable: usize,
    /// Clearing words that could be compared, but for a later word, clearing or not, that
    /// could not.
    pub overtaken: usize,
}

/// `salt` is the one of this installation. Bare digests of older parts are hidden by it.
pub fn of(parts: &[Part], salt: Option<&Salt>) -> Verdicts {
    let mut found = Verdicts::default();
    let mut last_unreadable: Option<Timestamp> = None;
    for part in parts {
        let words = part.rows.iter().filter_map(Row::verdict);
        match (part.salt.as_ref(), salt) {
            (None, None) => found.in_force.extend(words),
            (None, Some(salt)) => found.in_force.extend(words.map(|word| word.hidden(salt))),
            (Some(id), Some(salt)) if *id == salt.id() => found.in_force.extend(words),
            (Some(_), _) => {
                for word in words {
                    found.unreadable += usize::from(word.different_person);
                    last_unreadable = last_unreadable.max(Some(word.at));
                }
            }
        }
    }
    let clearing = |words: &[Verdict]| words.iter().filter(|word| word.different_person).count();
    let read = clearing(&found.in_force);
    found
        .in_force
        .retain(|word| last_unreadable.is_none_or(|last| last < word.at));
    found.overtaken = read - clearing(&found.in_force);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::tests::row;
    use crate::ledger::words::MatchTruth;

    fn part(salt: Option<&Salt>, hour: i64) -> Part {
        let mut row = row("C-1");
        row.decided_at += jiff::SignedDuration::from_hours(hour);
        let hide = |digest: Option<String>| {
            digest.map(|digest| salt.map_or_else(|| digest.clone(), |salt| salt.hide(&digest)))
        };
        row.identity_digest = hide(row.identity_digest.take());
        row.entry_digest = hide(row.entry_digest.take());
        Part {
            path: "x".into(),
            digest: String::new(),
            previous: None,
            salt: salt.map(Salt::id),
            held: true,
            rows: vec![row],
        }
    }

    #[test]
    fn bare_and_hidden_words_are_one_and_a_lost_salt_ends_what_was_before() {
        let (own, lost) = (Salt::new([1; 32]), Salt::new([2; 32]));
        let counts = |parts: &[Part], salt: Option<&Salt>| {
            let found = of(parts, salt);
            (found.in_force.len(), found.unreadable, found.overtaken)
        };
        let both = [part(None, 0), part(Some(&own), 1)];
        assert_eq!(counts(&both, Some(&own)), (2, 0, 0));
        let found = of(&both, Some(&own));
        assert_eq!(found.in_force[0].who, found.in_force[1].who);
        assert_eq!(counts(&both[..1], None), (1, 0, 0));
        // The bare word was spoken before one that nobody can read.
        assert_eq!(counts(&both, None), (0, 1, 1));
        let later = [part(Some(&lost), 0), part(Some(&own), 1)];
        assert_eq!(counts(&later, Some(&own)), (1, 1, 0));
        // A word that cleared nobody is not counted, and takes earlier ones out of force.
        let mut against = part(Some(&lost), 1);
        against.rows[0].match_truth = MatchTruth::SamePerson;
        assert_eq!(counts(&[part(None, 0), against], None), (0, 0, 1));
    }
}
