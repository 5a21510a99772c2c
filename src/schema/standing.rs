//! Where a case stands with the officers: one rule for every list of cases, every page and
//! count, and for what carriers are told.
//!
//! The safe direction of error is to ask again: a word about other news, another entry, another
//! document or other odds than now is no decision on the case as it is now.

use crate::domain::decision::Decision;
use crate::redress::Salt;
use crate::schema::decided::DecisionState;
use crate::schema::rows::{CaseRow, PairRow};
use crate::schema::status::Status;

/// What a total may move by since a decision, in bits. A whole bit doubles or halves the odds
/// that the officer weighed. Less is no change: totals move by hundredths whenever a table of
/// rarities or a weight does, and a case that asked again each night would be waved through.
/// What crosses a line of the policy changes the action, and asks again whatever it moved by.
const SAME_ODDS: f64 = 1.0;

/// The last word on a case, and what the case said then.
#[derive(Clone, Copy, Debug)]
pub struct Word<'a> {
    pub run_id: &'a str,
    pub decision: Decision,
    pub action: &'a str,
    pub reason_codes: &'a [String],
    pub list: Option<&'a str>,
    pub entry_id: Option<&'a str>,
    /// None of a case without an entry, and where an earlier version recorded the word.
    pub score_bits: Option<f64>,
    /// Both hidden by the salt.
    pub identity_digest: Option<&'a str>,
    pub entry_digest: Option<&'a str>,
    /// The salt that hides them is not here: nobody can tell of whom they are.
    pub salt_is_lost: bool,
}

/// Passenger and entry of the best hit as they are now, not hidden.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'a> {
    pub identity_digest: Option<&'a str>,
    pub entry_digest: &'a str,
}

impl<'a> Pair<'a> {
    pub fn of(row: &'a PairRow) -> Pair<'a> {
        Pair {
            identity_digest: row.identity_digest.as_deref(),
            entry_digest: &row.entry_digest,
        }
    }
}

/// Whether a word is about the case as it is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    Same,
    /// Spoken in another run, over other news, odds, another entry or another document.
    Changed,
    /// Spoken in another run, and the salt that would tell of whom is not here.
    SaltMissing,
}

/// `pair` is that of the case's best hit. The comparison is with the word and never with the
/// run before: what changed once waits in every run until somebody decides.
pub fn since(case: &CaseRow, pair: Option<Pair>, word: &Word, salt: Option<&Salt>) -> Since {
    if word.run_id == case.run_id {
        Since::Same
    } else if !is_same_news(case, word) {
        Since::Changed
    } else if word.salt_is_lost {
        Since::SaltMissing
    } else if is_same_pair(pair, word, salt) {
        Since::Same
    } else {
        Since::Changed
    }
}

/// Of a case of a run, and the last word on it.
pub fn state_of(
    case: &CaseRow,
    pair: Option<Pair>,
    word: Option<&Word>,
    salt: Option<&Salt>,
) -> DecisionState {
    if case.status == Status::Withdrawn {
        return DecisionState::Withdrawn;
    }
    let Some(word) = word else {
        return DecisionState::Undecided;
    };
    match (word.decision, since(case, pair, word, salt)) {
        (Decision::NeedInfo, _) => DecisionState::NeedInfo,
        (Decision::Concur | Decision::NotConcur, Since::Changed) => DecisionState::Changed,
        (Decision::Concur | Decision::NotConcur, Since::SaltMissing) => DecisionState::InDoubt,
        (Decision::Concur, Since::Same) => DecisionState::Concurred,
        (Decision::NotConcur, Since::Same) => DecisionState::NotConcurred,
    }
}

fn is_same_news(case: &CaseRow, word: &Word) -> bool {
    case.action.as_str() == word.action
        && case.reason_codes == word.reason_codes
        && (case.list.as_deref(), case.entry_id.as_deref()) == (word.list, word.entry_id)
        && is_as_likely(case.score_bits, word.score_bits)
        // Namesakes of one flight may change places from run to run.
        && !is_namesake(&case.case_id)
}

/// What was not recorded says nothing.
fn is_as_likely(now: Option<f64>, then: Option<f64>) -> bool {
    match (now, then) {
        (Some(now), Some(then)) => (now - then).abs() < SAME_ODDS,
        (None, _) | (_, None) => true,
    }
}

/// Whether passenger and entry are the same to the digest. A finding alone has no pair.
fn is_same_pair(pair: Option<Pair>, word: &Word, salt: Option<&Salt>) -> bool {
    let hidden = |digest: &str| match salt {
        Some(salt) => salt.hide(digest),
        None => digest.to_owned(),
    };
    let identity = pair.and_then(|pair| pair.identity_digest).map(hidden);
    let entry = pair.map(|pair| hidden(pair.entry_digest));
    identity.as_deref() == word.identity_digest && entry.as_deref() == word.entry_digest
}

/// `C-0123456789abcdef-2`.
fn is_namesake(case_id: &str) -> bool {
    1 < case_id.matches('-').count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recommend::Action;
    use crate::schema::samples::case_row;

    /// The sample case in a later run than that of the word on it, one of them changed.
    fn state(change: impl FnOnce(&mut CaseRow, &mut Word)) -> DecisionState {
        let then = case_row("C-1");
        let mut now = then.clone();
        now.run_id = "night-2".to_owned();
        let mut word = Word {
            run_id: "night-1",
            decision: Decision::Concur,
            action: then.action.as_str(),
            reason_codes: &then.reason_codes,
            list: then.list.as_deref(),
            entry_id: then.entry_id.as_deref(),
            score_bits: then.score_bits,
            identity_digest: Some("who"),
            entry_digest: Some("entry"),
            salt_is_lost: false,
        };
        change(&mut now, &mut word);
        let pair = Pair {
            identity_digest: Some("who"),
            entry_digest: "entry",
        };
        state_of(&now, Some(pair), Some(&word), None)
    }

    #[test]
    fn a_word_holds_while_it_is_about_the_same() {
        assert_eq!(state(|_, _| ()), DecisionState::Concurred);
        for (decision, expect) in [
            (Decision::NotConcur, DecisionState::NotConcurred),
            (Decision::NeedInfo, DecisionState::NeedInfo),
        ] {
            assert_eq!(state(|_, word| word.decision = decision), expect);
        }
        let withdrawn = state(|row, _| row.status = Status::Withdrawn);
        assert_eq!(withdrawn, DecisionState::Withdrawn);
        assert_eq!(
            state_of(&case_row("C-1"), None, None, None),
            DecisionState::Undecided
        );
    }

    /// The status tells of the run before, and so for one run only.
    #[test]
    fn what_the_run_before_said_is_nothing_to_it() {
        for status in [
            Status::New,
            Status::Changed,
            Status::Unchanged,
            Status::Unknown,
        ] {
            assert_eq!(
                state(|row, _| row.status = status),
                DecisionState::Concurred
            );
            let moved = state(|row, word| {
                row.status = status;
                word.score_bits = word.score_bits.map(|bits| bits + SAME_ODDS);
            });
            assert_eq!(moved, DecisionState::Changed);
        }
    }

    #[test]
    fn whatever_changed_since_asks_again() {
        let changes: [fn(&mut CaseRow, &mut Word); 9] = [
            |row, _| row.action = Action::ContactGroup,
            |row, _| row.reason_codes.clear(),
            |row, _| row.list = None,
            |row, _| row.entry_id = None,
            |row, _| row.case_id = "C-1-2".to_owned(),
            |row, _| row.score_bits = row.score_bits.map(|bits| bits + SAME_ODDS),
            |row, _| row.score_bits = row.score_bits.map(|bits| bits - SAME_ODDS),
            |_, word| word.identity_digest = Some("another"),
            |_, word| word.entry_digest = None,
        ];
        for (at, change) in changes.into_iter().enumerate() {
            assert_eq!(state(change), DecisionState::Changed, "change {at}");
            let of_this_run = state(|row, word| {
                change(row, word);
                row.run_id = word.run_id.to_owned();
            });
            assert_eq!(of_this_run, DecisionState::Concurred, "change {at}");
        }
    }

    #[test]
    fn odds_that_moved_by_less_than_double_are_the_same() {
        for moved in [-0.99, -0.01, 0.01, 0.99] {
            let state = state(|row, _| row.score_bits = row.score_bits.map(|bits| bits + moved));
            assert_eq!(state, DecisionState::Concurred, "{moved}");
        }
        let unknown = state(|_, word| word.score_bits = None);
        assert_eq!(unknown, DecisionState::Concurred, "recorded before scores");
    }

    #[test]
    fn a_lost_salt_is_told_apart_from_a_change() {
        let lost = state(|_, word| word.salt_is_lost = true);
        assert_eq!(lost, DecisionState::InDoubt);
        let changed = state(|row, word| {
            word.salt_is_lost = true;
            row.reason_codes.clear();
        });
        assert_eq!(changed, DecisionState::Changed);
        let salt = Salt::new([7; Salt::LENGTH]);
        let case = case_row("C-1");
        let word = Word {
            run_id: "night-1",
            decision: Decision::Concur,
            action: case.action.as_str(),
            reason_codes: &case.reason_codes,
            list: case.list.as_deref(),
            entry_id: case.entry_id.as_deref(),
            score_bits: None,
            identity_digest: None,
            entry_digest: Some(&salt.hide("entry")),
            salt_is_lost: false,
        };
        let pair = Pair {
            identity_digest: None,
            entry_digest: "entry",
        };
        assert_eq!(since(&case, Some(pair), &word, Some(&salt)), Since::Same);
        assert_eq!(since(&case, Some(pair), &word, None), Since::Changed);
    }
}
