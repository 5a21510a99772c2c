//! What officers said of the same case, or of the same passenger and entry, before tonight.

use super::phrases::moment;
use crate::domain::decision::{CarrierAction, Decision, MatchTruth, last_decisions};
use crate::inert::cut;
use crate::recommend::case::Case;
use crate::redress::{self, Salt};
use crate::schema::rows::CaseRow;
use crate::wording::words;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// One recorded decision, as the ledger has it.
#[derive(Clone, Debug, PartialEq)]
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
    pub about: About,
}

/// What the case said when it was decided on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct About {
    pub action: String,
    pub reason_codes: Vec<String>,
    pub list: Option<String>,
    pub entry_id: Option<String>,
    pub score_bits: Option<f64>,
    /// Both hidden by the salt.
    pub identity_digest: Option<String>,
    pub entry_digest: Option<String>,
    /// That salt is not the one that is here.
    pub salt_is_lost: bool,
}

/// The last word on each case, found by case and by pair.
#[derive(Default)]
pub(crate) struct Earlier<'a> {
    by_case: BTreeMap<&'a str, &'a Decided>,
    by_pair: BTreeMap<&'a (String, String, String), Vec<&'a Decided>>,
    /// By list and action: how many passengers were the listed person, and how many are known
    /// to have been or not.
    truths: BTreeMap<(&'a str, &'a str), (usize, usize)>,
    salt: Option<&'a Salt>,
}

/// Fewer known cases than these say nothing of the next.
const FEWEST_LIKE: usize = 20;

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
        let mut truths: BTreeMap<_, (usize, usize)> = BTreeMap::new();
        for &word in by_case.values() {
            let same = match word.match_truth {
                MatchTruth::SamePerson => 1,
                MatchTruth::DifferentPerson => 0,
                MatchTruth::Unknown => continue,
            };
            if let Some(list) = &word.about.list {
                let like = truths
                    .entry((list.as_str(), word.about.action.as_str()))
                    .or_default();
                *like = (like.0 + same, like.1 + 1);
            }
        }
        Earlier {
            by_case,
            by_pair,
            truths,
            salt,
        }
    }

    /// `Of 41 cases like it, 38 were the same person.`: of the same list and action, whose
    /// truth an officer established. None for a case without a listed person.
    pub(super) fn likeness(&self, row: &CaseRow) -> Option<String> {
        let list = row.list.as_deref()?;
        let known = self.truths.get(&(list, row.action.as_str()));
        let (same, all) = known.copied().unwrap_or_default();
        Some(if all < FEWEST_LIKE {
            "Too few like it to say how often.".to_owned()
        } else {
            let were = if same == 1 { "was" } else { "were" };
            format!("Of {all} cases like it, {same} {were} the same person.")
        })
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
        Self::identity_of(case).map(|bare| self.hidden(bare))
    }

    /// The passenger's digest, not hidden.
    pub(super) fn identity_of(case: &Case) -> Option<String> {
        redress::identity_digest(&case.passenger)
    }

    pub(super) fn salt(&self) -> Option<&'a Salt> {
        self.salt
    }

    /// As the ledger has it.
    fn hidden(&self, bare: String) -> String {
        match self.salt {
            Some(salt) => salt.hide(&bare),
            None => bare,
        }
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
pub(super) mod samples {
    use super::*;
    use crate::recommend::samples;
    use crate::schema::samples::case_row;

    /// An officer's word on the sample case.
    pub(crate) fn word(case_id: &str, at: &str, decision: &str) -> Decided {
        let row = case_row(case_id);
        let who = redress::identity_digest(&samples::passenger());
        Decided {
            run_id: "night-1".to_owned(),
            case_id: case_id.to_owned(),
            at: at.parse().unwrap(),
            officer: "Officer 12".to_owned(),
            decision: Decision::parse(decision).unwrap(),
            match_truth: MatchTruth::DifferentPerson,
            carrier_action: CarrierAction::Unknown,
            note: Some("photo seen".to_owned()),
            pair: who
                .clone()
                .map(|who| (who, "DEMO_LIST".to_owned(), "12345".to_owned())),
            about: About {
                action: row.action.as_str().to_owned(),
                reason_codes: row.reason_codes,
                list: row.list,
                entry_id: row.entry_id,
                score_bits: row.score_bits,
                identity_digest: who,
                entry_digest: Some(samples::hit().entry_digest),
                salt_is_lost: false,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::samples::word;
    use super::*;
    use crate::recommend::samples;
    use crate::schema::samples::case_row;

    #[test]
    fn like_cases_are_told_from_twenty_on() {
        let as_of = "2026-11-23T02:00:00Z".parse().unwrap();
        let told = |cases: usize| {
            let decided: Vec<Decided> = (0..cases)
                .map(|n| {
                    let mut word = word(&format!("C-{n}"), "2026-11-20T02:00:00Z", "concur");
                    if n % 4 == 0 {
                        word.match_truth = MatchTruth::SamePerson;
                    }
                    word
                })
                .collect();
            let mut row = case_row("C-99");
            let earlier = Earlier::new(&decided, None, as_of);
            let said = earlier.likeness(&row).unwrap();
            row.action = crate::recommend::Action::ContactGroup;
            assert!(earlier.likeness(&row).unwrap().starts_with("Too few"));
            row.list = None;
            assert_eq!(earlier.likeness(&row), None);
            said
        };
        assert!(told(19).starts_with("Too few"));
        assert_eq!(told(20), "Of 20 cases like it, 5 were the same person.");
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
