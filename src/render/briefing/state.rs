//! Whether an officer still has to decide on a case, by the rule of `schema::standing`, and how
//! the page says so. Words later than the run are not yet spoken.

use super::Item;
use super::earlier::{Decided, Earlier};
use crate::domain::decision::Decision;
use crate::schema::decided::DecisionState;
use crate::schema::standing::{self, Pair, Word};

pub(super) fn of(item: &Item, earlier: &Earlier) -> DecisionState {
    let row = item.row;
    let Some(word) = earlier.of_case(&row.case_id) else {
        return standing::state_of(row, None, None, earlier.salt());
    };
    let case = item.case.into_iter();
    let hit = case.flat_map(|case| &case.recommendation.hits).next();
    let identity = item.case.and_then(Earlier::identity_of);
    let pair = hit.map(|hit| Pair {
        identity_digest: identity.as_deref(),
        entry_digest: &hit.entry_digest,
    });
    standing::state_of(row, pair, Some(&word_of(word)), earlier.salt())
}

fn word_of(word: &Decided) -> Word<'_> {
    let about = &word.about;
    Word {
        run_id: &word.run_id,
        decision: word.decision,
        action: &about.action,
        reason_codes: &about.reason_codes,
        list: about.list.as_deref(),
        entry_id: about.entry_id.as_deref(),
        score_bits: about.score_bits,
        identity_digest: about.identity_digest.as_deref(),
        entry_digest: about.entry_digest.as_deref(),
        salt_is_lost: about.salt_is_lost,
    }
}

/// As the page's script knows it.
pub(super) fn code(state: DecisionState) -> &'static str {
    match state {
        DecisionState::Undecided | DecisionState::Changed | DecisionState::InDoubt => "open",
        DecisionState::NeedInfo => Decision::NeedInfo.as_str(),
        DecisionState::Concurred => Decision::Concur.as_str(),
        DecisionState::NotConcurred => Decision::NotConcur.as_str(),
        DecisionState::Withdrawn => "withdrawn",
    }
}

/// What an officer should know of it before deciding; empty when nobody spoke yet.
pub(super) fn tag(state: DecisionState) -> &'static str {
    match state {
        DecisionState::NeedInfo => "waits for information",
        DecisionState::Changed => "changed since its decision",
        DecisionState::InDoubt => "decided before, nobody can tell of whom",
        DecisionState::Undecided
        | DecisionState::Concurred
        | DecisionState::NotConcurred
        | DecisionState::Withdrawn => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recommend::samples;
    use crate::redress::{self, Salt};
    use crate::render::briefing::earlier::samples::word;
    use crate::schema::rows::CaseRow;
    use crate::schema::samples::case_row;

    /// Of the sample case, decided on in the run before.
    fn state(
        salt: Option<&Salt>,
        change: impl FnOnce(&mut CaseRow, &mut Decided),
    ) -> DecisionState {
        let case = samples::case();
        let mut row = case_row("C-1");
        row.run_id = "night-2".to_owned();
        let mut decided = word("C-1", "2026-11-22T02:00:00Z", "concur");
        change(&mut row, &mut decided);
        let decided = [decided];
        let as_of = "2026-11-23T02:00:00Z".parse().unwrap();
        let earlier = Earlier::new(&decided, salt, as_of);
        let item = Item {
            row: &row,
            case: Some(&case),
            before: None,
        };
        of(&item, &earlier)
    }

    #[test]
    fn a_word_is_held_against_the_case_behind_the_row() {
        assert_eq!(state(None, |_, _| ()), DecisionState::Concurred);
        let later = state(None, |_, word| {
            word.at = "2026-11-24T02:00:00Z".parse().unwrap();
        });
        assert_eq!(later, DecisionState::Undecided);
        let changes: [fn(&mut CaseRow, &mut Decided); 4] = [
            |row, _| row.reason_codes.clear(),
            |row, _| row.score_bits = row.score_bits.map(|bits| bits + 1.5),
            |_, word| word.about.identity_digest = Some("another".to_owned()),
            |_, word| word.about.entry_digest = Some("another".to_owned()),
        ];
        for (at, change) in changes.into_iter().enumerate() {
            assert_eq!(state(None, change), DecisionState::Changed, "change {at}");
        }
        let lost = state(None, |_, word| word.about.salt_is_lost = true);
        assert_eq!(lost, DecisionState::InDoubt);
        assert_eq!(code(lost), "open");
    }

    #[test]
    fn digests_are_compared_as_the_ledger_hides_them() {
        let salt = Salt::new([7; Salt::LENGTH]);
        let hide = |word: &mut Decided| {
            let who = redress::identity_digest(&samples::passenger()).unwrap();
            word.about.identity_digest = Some(salt.hide(&who));
            word.about.entry_digest = Some(salt.hide(&samples::hit().entry_digest));
        };
        let hidden = state(Some(&salt), |_, word| hide(word));
        assert_eq!(hidden, DecisionState::Concurred);
        assert_eq!(state(None, |_, word| hide(word)), DecisionState::Changed);
    }
}
