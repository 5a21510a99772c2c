//! From every word on a case to the last one.

use crate::domain::decision::{CarrierAction, Decision, MatchTruth, weight};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// One recorded decision, with what is counted of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedDecision {
    pub case_id: String,
    /// Of the run that was reviewed.
    pub made_at: Timestamp,
    pub decided_at: Timestamp,
    pub decision: Decision,
    pub carrier_action: CarrierAction,
    pub truth: MatchTruth,
    pub departure: Timestamp,
    pub carrier: String,
    pub group: String,
    pub action: String,
    pub category: Option<String>,
    /// Of the best hit; none when a document alone made the case.
    pub list: Option<String>,
    pub reasons: Vec<String>,
}

/// One case: the last word on it, and when it was first decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    pub last: RecordedDecision,
    /// The earliest reviewed run that held it.
    pub made_at: Timestamp,
    /// The first word that settled it, whatever was corrected later; `need_info` settles
    /// nothing.
    pub settled_at: Option<Timestamp>,
}

impl Case {
    /// From the case to its first settling word. A clock that runs ahead gives no time.
    pub fn minutes_to_decision(&self) -> Option<i64> {
        let seconds = self.settled_at?.as_second() - self.made_at.as_second();
        Some(seconds.max(0) / 60)
    }

    pub fn settled_before_departure(&self) -> bool {
        let settled = self.settled_at;
        settled.is_some_and(|settled| settled <= self.last.departure)
    }
}

/// `words` in the order of recording; which is the last, `domain::decision` says.
pub fn fold(words: impl IntoIterator<Item = RecordedDecision>) -> Vec<Case> {
    let mut cases: BTreeMap<String, Case> = BTreeMap::new();
    for word in words {
        let settles = word.decision != Decision::NeedInfo;
        let settled_at = settles.then_some(word.decided_at);
        match cases.get_mut(&word.case_id) {
            None => {
                let case = Case {
                    made_at: word.made_at,
                    settled_at,
                    last: word,
                };
                cases.insert(case.last.case_id.clone(), case);
            }
            Some(case) => {
                case.made_at = case.made_at.min(word.made_at);
                case.settled_at = case.settled_at.into_iter().chain(settled_at).min();
                let known = weight(case.last.decided_at, case.last.decision);
                if known <= weight(word.decided_at, word.decision) {
                    case.last = word;
                }
            }
        }
    }
    cases.into_values().collect()
}
