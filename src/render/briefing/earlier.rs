//! What officers said of the same case, or of the same passenger and entry, before tonight.

use super::phrases::moment;
use crate::domain::decision::{CarrierAction, Decision, MatchTruth, last_decisions};
use crate::inert::cut;
use crate::recommend::case::Case;
use crate::redress::{self, Salt};
use crate::wording::words;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// One recorded decision, as the ledger has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    pub run_id: String,
    pub case_id: String,
    pub at: Timestamp,
    pub officer: String,
    pub decision: Decision,
    pub match_truth: MatchTruth,
    pub carrier_action: CarrierAction,
    pub note: Option<String>,
    /// Digest of the passenger (hidden by the salt), list and entry, when the case had them.
    pub pair: Option<(String, String, String)>,
}

/// The last word on each case, found by case and by pair.
#[derive(Default)]
pub(crate) struct Earlier<'a> {
    by_case: BTreeMap<&'a str, &'a Decided>,
    by_pair: BTreeMap<&'a (String, String, String), Vec<&'a Decided>>,
    salt: Option<&'a Salt>,
}

/// Words shown on a card; the ledger holds them all.
const MOST_WORDS: usize = 4;

impl<'a> Earlier<'a> {
    /// Words later than `as_of` are not yet spoken: an old night runs again as it was.
    pub(crate) fn new(
        decided: &'a [Decided],
        salt: Option<&'a Salt>,
        as_of: Timestamp,
    ) -> Earlier<'a> {
        let spoken = decided.iter().filter(|word| word.at <= as_of);
        let by_case = last_decisions(spoken, |word| (&word.case_id, word.at, word.decision));
        let mut by_pair: BTreeMap<_, Vec<&Decided>> = BTreeMap::new();
        for &word in by_case.values() {
            if let Some(pair) = &word.pair {
                by_pair.entry(pair).or_default().push(word);
            }
        }
        Earlier {
            by_case,
            by_pair,
            salt,
        }
    }

    pub(super) fn of_case(&self, case_id: &str) -> Option<&'a Decided> {
        self.by_case.get(case_id).copied()
    }

    /// On this case, and on other cases of the same passenger and entry; newest first.
    fn all(&self, case: &Case) -> Vec<&'a Decided> {
        let found = &case.recommendation;
        let mut words: Vec<&Decided> = self.of_case(&found.case_id).into_iter().collect();
        if let Some(who) = self.identity(case) {
            for hit in &found.hits {
                let pair = (who.clone(), hit.list.clone(), hit.entry_id.clone());
                words.extend(self.by_pair.get(&pair).into_iter().flatten());
            }
        }
        words.sort_by_key(|word| (std::cmp::Reverse(word.at), &word.case_id));
        words.dedup();
        words
    }

    /// Digests cost: none is made where nothing was ever decided.
    fn identity(&self, case: &Case) -> Option<String> {
        if self.by_pair.is_empty() {
            return None;
        }
        let bare = redress::identity_digest(&case.passenger)?;
        Some(
            self.salt
                .map_or_else(|| bare.clone(), |salt| salt.hide(&bare)),
        )
    }

    pub(super) fn words(&self, case: &Case) -> Vec<String> {
        let all = self.all(case);
        let own = &case.recommendation.case_id;
        let mut lines: Vec<String> = all
            .iter()
            .take(MOST_WORDS)
            .map(|word| sentence(word, own))
            .collect();
        if let Some(more) = all.len().checked_sub(MOST_WORDS).filter(|more| 0 < *more) {
            lines.push(format!("{more} more in the ledger."));
        }
        lines
    }

    /// A few words for tables; empty when nobody decided on this case.
    pub(super) fn short(&self, case_id: &str) -> String {
        self.of_case(case_id).map_or_else(String::new, |word| {
            format!(
                "{} ({})",
                words::plain(word.decision.as_str()),
                cut(&word.officer)
            )
        })
    }
}

fn sentence(word: &Decided, own: &str) -> String {
    let about = if word.case_id == own {
        "this case".to_owned()
    } else {
        format!("case {}, the same passenger and entry", cut(&word.case_id))
    };
    let known = |label: &str, value: &str| match value {
        "unknown" => String::new(),
        value => format!(", {label} {}", words::plain(value)),
    };
    let note = word.note.as_deref().filter(|note| !note.is_empty());
    let note = note.map_or_else(String::new, |note| format!(" Note: {}", cut(note)));
    format!(
        "{}, {} on {about} (run {}): {}{}{}.{note}",
        moment(word.at),
        cut(&word.officer),
        cut(&word.run_id),
        words::plain(word.decision.as_str()),
        known("match:", word.match_truth.as_str()),
        known("carrier:", word.carrier_action.as_str()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recommend::samples;

    fn word(case_id: &str, at: &str, decision: &str) -> Decided {
        Decided {
            run_id: "night-1".to_owned(),
            case_id: case_id.to_owned(),
            at: at.parse().unwrap(),
            officer: "Officer 12".to_owned(),
            decision: Decision::parse(decision).unwrap(),
            match_truth: MatchTruth::DifferentPerson,
            carrier_action: CarrierAction::Unknown,
            note: Some("photo seen".to_owned()),
            pair: redress::identity_digest(&samples::passenger())
                .map(|who| (who, "DEMO_LIST".to_owned(), "12345".to_owned())),
        }
    }

    #[test]
    fn the_last_word_on_the_case_and_on_the_pair_is_told_newest_first() {
        let as_of = "2026-11-23T02:00:00Z".parse().unwrap();
        let mut stranger = word("C-7", "2026-11-20T02:00:00Z", "concur");
        stranger.pair = Some(("x".to_owned(), "DEMO_LIST".to_owned(), "12345".to_owned()));
        let decided = [
            word("C-1", "2026-11-22T02:00:00Z", "not_concur"),
            word("C-1", "2026-11-21T02:00:00Z", "need_info"),
            word("C-0", "2026-11-19T02:00:00Z", "concur"),
            word("C-1", "2026-11-24T02:00:00Z", "concur"),
            stranger,
        ];
        let salt = Salt::new([1; Salt::LENGTH]);
        let earlier = Earlier::new(&decided, None, as_of);
        let hidden: Vec<Decided> = decided
            .iter()
            .cloned()
            .map(|mut word| {
                let pair = word.pair.take();
                word.pair = pair.map(|(who, list, entry)| (salt.hide(&who), list, entry));
                word
            })
            .collect();
        assert_eq!(
            Earlier::new(&hidden, Some(&salt), as_of).words(&samples::case()),
            earlier.words(&samples::case())
        );
        assert_eq!(
            earlier.words(&samples::case()),
            [
                "22 Nov 2026 02:00 UTC, Officer 12 on this case (run night-1): not concur, match: different person. Note: photo seen",
                "19 Nov 2026 02:00 UTC, Officer 12 on case C-0, the same passenger and entry (run night-1): concur, match: different person. Note: photo seen",
            ]
        );
        assert_eq!(earlier.short("C-1"), "not concur (Officer 12)");
        assert_eq!(earlier.short("C-2"), "");
    }

    #[test]
    fn many_words_are_counted_not_printed() {
        let as_of = "2026-11-23T02:00:00Z".parse().unwrap();
        let decided: Vec<Decided> = (0..9)
            .map(|n| word(&format!("C-{n}"), "2026-11-20T02:00:00Z", "concur"))
            .collect();
        let words = Earlier::new(&decided, None, as_of).words(&samples::case());
        assert_eq!(words.len(), MOST_WORDS + 1);
        assert_eq!(words[MOST_WORDS], "5 more in the ledger.");
    }
}
