//! Whether an officer still has to decide on a case.
//!
//! The safe direction of error is to ask again: a word about other news, another entry or
//! another document than tonight's is no decision on tonight's case. The rule is that of
//! `preboard release`, which tells no carrier of a case that stands as undecided here.

use super::Item;
use super::earlier::{Decided, Earlier};
use crate::domain::decision::Decision;
use crate::recommend::case::Case;
use crate::schema::rows::CaseRow;
use crate::schema::status::Status;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    Undecided,
    /// An officer asked for more.
    NeedInfo,
    /// Decided on, and another case since.
    ChangedSince,
    Concurred,
    NotConcurred,
}

impl State {
    pub(super) fn of(item: &Item, earlier: &Earlier) -> State {
        let Some(word) = earlier.of_case(&item.row.case_id) else {
            return State::Undecided;
        };
        let decided = match word.decision {
            Decision::NeedInfo => return State::NeedInfo,
            Decision::Concur => State::Concurred,
            Decision::NotConcur => State::NotConcurred,
        };
        let row = item.row;
        let changed = word.run_id != row.run_id
            && (row.status == Status::Changed
                || !is_same_news(row, word)
                || item
                    .case
                    .is_some_and(|case| !is_same_pair(case, word, earlier)));
        if changed {
            State::ChangedSince
        } else {
            decided
        }
    }

    pub(super) fn is_open(self) -> bool {
        match self {
            State::Undecided | State::NeedInfo | State::ChangedSince => true,
            State::Concurred | State::NotConcurred => false,
        }
    }

    /// As the page's script knows it.
    pub(super) fn code(self) -> &'static str {
        match self {
            State::Undecided | State::ChangedSince => "open",
            State::NeedInfo => Decision::NeedInfo.as_str(),
            State::Concurred => Decision::Concur.as_str(),
            State::NotConcurred => Decision::NotConcur.as_str(),
        }
    }

    /// What an officer should know of it before deciding; empty when nobody spoke yet.
    pub(super) fn tag(self) -> &'static str {
        match self {
            State::NeedInfo => "waits for information",
            State::ChangedSince => "changed since its decision",
            State::Undecided | State::Concurred | State::NotConcurred => "",
        }
    }
}

fn is_same_news(row: &CaseRow, word: &Decided) -> bool {
    row.action.as_str() == word.about.action
        && row.reason_codes == word.about.reason_codes
        && (&row.list, &row.entry_id) == (&word.about.list, &word.about.entry_id)
        // Namesakes of one flight may change places from run to run.
        && row.case_id.matches('-').count() < 2
}

/// Whether passenger and entry are the same to the digest. A finding alone has no pair.
fn is_same_pair(case: &Case, word: &Decided, earlier: &Earlier) -> bool {
    let Some(hit) = case.recommendation.hits.first() else {
        return true;
    };
    let about = &word.about;
    earlier.hidden_identity(case) == about.identity_digest
        && Some(earlier.hidden(&hit.entry_digest)) == about.entry_digest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recommend::samples;
    use crate::redress::{self, Salt};
    use crate::render::briefing::earlier::samples::word;
    use crate::schema::samples::case_row;

    fn state(change: impl FnOnce(&mut CaseRow, &mut Decided)) -> State {
        let case = samples::case();
        let mut row = case_row("C-1");
        row.run_id = "night-2".to_owned();
        row.status = Status::Unchanged;
        let mut decided = word("C-1", "2026-11-22T02:00:00Z", "concur");
        change(&mut row, &mut decided);
        let decided = [decided];
        let as_of = "2026-11-23T02:00:00Z".parse().unwrap();
        let earlier = Earlier::new(&decided, None, as_of);
        let item = Item {
            row: &row,
            case: Some(&case),
            before: None,
        };
        State::of(&item, &earlier)
    }

    #[test]
    fn a_word_holds_while_it_is_about_the_same() {
        assert_eq!(state(|_, _| ()), State::Concurred);
        assert_eq!(
            state(|_, word| word.decision = Decision::NotConcur),
            State::NotConcurred
        );
        assert_eq!(
            state(|_, word| word.decision = Decision::NeedInfo),
            State::NeedInfo
        );
        assert_eq!(
            state(|row, _| row.case_id = "C-2".to_owned()),
            State::Undecided
        );
        let open = [State::Undecided, State::NeedInfo, State::ChangedSince];
        assert!(open.into_iter().all(State::is_open));
    }

    #[test]
    fn whatever_changed_since_asks_again() {
        let changes: [fn(&mut CaseRow, &mut Decided); 6] = [
            |row, _| row.status = Status::Changed,
            |row, _| row.action = crate::recommend::Action::ContactGroup,
            |row, _| row.reason_codes.clear(),
            |row, _| row.entry_id = None,
            |_, word| word.about.identity_digest = Some("another".to_owned()),
            |_, word| word.about.entry_digest = Some("another".to_owned()),
        ];
        for (at, change) in changes.into_iter().enumerate() {
            assert_eq!(state(change), State::ChangedSince, "change {at}");
        }
        let of_this_run = state(|row, _| {
            row.run_id = "night-1".to_owned();
            row.status = Status::Changed;
        });
        assert_eq!(of_this_run, State::Concurred);
    }

    #[test]
    fn without_the_salt_a_word_is_of_nobody_that_is_known() {
        let salt = Salt::new([7; Salt::LENGTH]);
        let hidden = state(|_, word| {
            let who = redress::identity_digest(&samples::passenger()).unwrap();
            word.about.identity_digest = Some(salt.hide(&who));
        });
        assert_eq!(hidden, State::ChangedSince);
    }
}
