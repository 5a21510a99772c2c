//! A case in three lines: why, what speaks against it, what would clear it.
//!
//! Shorter than the sentence and the lists of [`crate::wording::against`] and
//! [`crate::wording::clears`], and made of the same parts, so that they cannot say more.

use crate::recommend::case::Case;
use crate::recommend::{Hit, Level, Reason};
use crate::wording::standing::Standing;
use crate::wording::text::listed;
use crate::wording::{against, agreement, clears, sentence, words};

/// What agrees and with whom, and what is wrong with documents; what differs stands in
/// [`against`].
pub(crate) fn why(case: &Case) -> String {
    format!("{}.", sentence::grounds(case))
}

/// What differs, then what was not compared; never empty.
pub(crate) fn speaks_against(case: &Case) -> String {
    let best = case.recommendation.hits.first();
    let differs = best.map(|hit| agreement::of_hit(hit).but());
    let differs = differs.filter(|but| !but.is_empty());
    let differs = differs.map(|but| format!("{}.", words::capitalised(&but)));
    let near = best.filter(|hit| against::has_near_document(hit));
    let near = near.map(|_| "The document numbers are near, not the same.".to_owned());
    let companion = against::of_companion(case).map(str::to_owned);
    let missing = best.map(not_compared).filter(|kinds| !kinds.is_empty());
    let missing = missing.map(|kinds| format!("Not compared: {}.", listed(&kinds)));
    let doubts = against::of_findings(case).into_iter().map(str::to_owned);
    let differs = companion.into_iter().chain(differs);
    let parts = differs.chain(near).chain(missing).chain(doubts);
    let parts: Vec<String> = parts.collect();
    if parts.is_empty() {
        return "Nothing found.".to_owned();
    }
    parts.join(" ")
}

/// `Not born in Minsk, or no PETROVICH in the passport.`
pub(crate) fn clears_it(case: &Case) -> String {
    let checks = clears::in_short(case);
    match checks.as_slice() {
        [] => "Nothing that a passport shows: leave it to the officer.".to_owned(),
        [one] => format!("{}.", words::capitalised(one)),
        [most @ .., last] => {
            let all = format!("{}, or {last}.", most.join(", "));
            words::capitalised(&all)
        }
    }
}

/// What is not usual about a case, in a word or two each.
pub(crate) fn limits(case: &Case) -> Vec<&'static str> {
    let reasons = case.recommendation.reasons.iter();
    reasons
        .filter_map(|reason| match reason {
            Reason::TravelsWith => Some("companion"),
            Reason::MinorCap => Some("may be a minor"),
            Reason::WeakAliasCap => Some("weak alias only"),
            Reason::ProtectedCategory => Some("protected"),
            Reason::NameOnlyCap => Some("name only"),
            Reason::ContradictionCap => Some("names contradict"),
            Reason::ListedPerson
            | Reason::ListedDocument
            | Reason::PossibleMatch
            | Reason::Document(_) => None,
        })
        .collect()
}

fn not_compared(hit: &Hit) -> Vec<String> {
    let missing = hit.evidence.iter();
    let missing = missing.filter(|line| Standing::of(line) == Standing::Missing);
    let told = missing.filter(|line| match line.level {
        // No ground to stop anybody, so no gap either.
        Level::Nationality(_) | Level::Sex(_) | Level::Prior => false,
        Level::Name(_) | Level::BirthDate(_) | Level::Document(_) | Level::BirthPlace(_) => true,
    });
    told.map(|line| words::kind(line.level).to_lowercase())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recommend::samples::{self, case_of};

    #[test]
    fn three_lines_say_why_what_against_and_what_clears() {
        let case = samples::case();
        assert_eq!(
            why(&case),
            "Same surname, given names and birth date as DEMO_LIST entry 12345 (SPECIMEN, Ivan Petrovich); also passport AB123456 of FRA is reported stolen (2025-03-02)."
        );
        assert_eq!(
            speaks_against(&case),
            "The list also has PETROVICH. Not compared: document and place of birth. The holder may be the rightful owner who found the document again, or the number is mistyped."
        );
        assert_eq!(
            clears_it(&case),
            "Not born in Minsk, no PETROVICH in the passport, or another number in hand, or the issuer confirms the holder."
        );
        assert!(limits(&case).is_empty());
    }

    #[test]
    fn silence_is_said() {
        let mut hit = samples::hit();
        hit.evidence.retain(|line| line.level == Level::Prior);
        hit.reasons.push(Reason::MinorCap);
        let case = case_of(vec![hit], vec![]);
        assert_eq!(speaks_against(&case), "Nothing found.");
        assert!(clears_it(&case).starts_with("Nothing that a passport shows"));
        assert_eq!(limits(&case), ["may be a minor"]);
    }
}
