//! What a carrier's desk is told to do, in one plain instruction.
//!
//! A carrier learns the class of the reason and no more: that the liaison group asks, or
//! which fault its own document check would find. Never a list, entry, score, category, or
//! another passenger. The safe direction of error is to say too little: the group answers
//! the phone.

use crate::recommend::{Action, FaultKind, Reason};
use crate::schema::rows::CaseRow;

/// The class of a reason that is no document fault.
const LIAISON_GROUP: &str = "liaison_group";

/// Whether a carrier may be told of the case at all. A welfare referral protects a person
/// from those who may stand beside them: it goes by the group's own voice, never on paper.
pub fn may_be_released(row: &CaseRow) -> bool {
    match row.action {
        Action::RecommendDenial | Action::VerifyDocument | Action::ContactGroup => {
            !has(row, Reason::ProtectedCategory)
        }
        Action::WelfareReferral => false,
    }
}

/// The instruction, then what to check on the document, each a sentence.
pub fn instruction(row: &CaseRow) -> String {
    let mut checks: Vec<&str> = faults(row).filter_map(check).collect();
    if checks.is_empty() && row.action == Action::VerifyDocument {
        checks.push("Compare its number and photo with the holder, and look for alteration.");
    }
    let sentences = [lead(row)].into_iter().chain(checks).chain(care(row));
    sentences.collect::<Vec<_>>().join(" ")
}

/// `liaison_group` when anything but a document speaks, and the codes of document faults.
pub fn reason_class(row: &CaseRow) -> Vec<String> {
    let matched = [
        Reason::ListedPerson,
        Reason::ListedDocument,
        Reason::PossibleMatch,
        Reason::TravelsWith,
    ];
    let group = matched.into_iter().any(|reason| has(row, reason)) || faults(row).next().is_none();
    let group = group.then(|| LIAISON_GROUP.to_owned());
    let faults = faults(row).map(|kind| kind.as_str().to_owned());
    group.into_iter().chain(faults).collect()
}

fn lead(row: &CaseRow) -> &'static str {
    match row.action {
        Action::RecommendDenial => {
            "The liaison group recommends that this passenger is not boarded: phone the group first; the decision to board is yours."
        }
        Action::VerifyDocument => {
            "The liaison group asks you to verify the document before boarding, and to phone with what you find."
        }
        Action::ContactGroup => {
            "Phone the liaison group before boarding, and refuse nobody on this sheet alone."
        }
        // `may_be_released` lets none through; said so that nobody is refused by it.
        Action::WelfareReferral => "Do not refuse boarding. Phone the liaison group.",
    }
}

/// Gravest first. Codes that are new to this version are not told.
fn faults(row: &CaseRow) -> impl Iterator<Item = FaultKind> + '_ {
    let kinds = FaultKind::ALL.into_iter();
    kinds.filter(|kind| row.reason_codes.iter().any(|code| code == kind.as_str()))
}

/// `None` for what only informs: it is no ground to hold anybody.
fn check(kind: FaultKind) -> Option<&'static str> {
    match kind {
        FaultKind::DocumentLostStolenRevoked => Some(
            "The document is reported lost, stolen or revoked: compare number, photo and holder; the holder may be its rightful owner.",
        ),
        FaultKind::DocumentExpired => {
            Some("The document has expired by the data sent: read its date of expiry.")
        }
        FaultKind::DocumentExpiresBeforeArrival => {
            Some("The document expires before arrival by the data sent: read its date of expiry.")
        }
        FaultKind::MrzCheckDigit => Some(
            "A check digit of the machine-readable zone is wrong: swipe it again, and look for alteration when it fails again.",
        ),
        FaultKind::MrzFieldConflict => Some(
            "The machine-readable zone and the data sent disagree: compare the zone with the printed page.",
        ),
        FaultKind::SpecimenDocument => {
            Some("The document bears a code kept for specimens: look at the document in hand.")
        }
        FaultKind::DocumentDatesImpossible => {
            Some("Dates of the document contradict each other: read birth date and expiry.")
        }
        FaultKind::DocumentValidityTooLong => {
            Some("The document is valid for longer than such documents are: read its dates.")
        }
        FaultKind::TravelAuthorityExpired => {
            Some("The visa has expired by the data sent: ask for a valid one or another authority.")
        }
        FaultKind::DocumentShared => Some(
            "The document number comes more than once: compare number and photo with the holder.",
        ),
        FaultKind::ItineraryImpossible => {
            Some("The bookings cannot all be flown: ask which one is, and refuse nobody for it.")
        }
        FaultKind::NoDocument => {
            Some("No document was sent: ask for a valid one and send its data again.")
        }
        FaultKind::TravelAuthorityMissing => {
            Some("No visa was sent: ask for one or another authority, and send its data.")
        }
        FaultKind::PersonSeveralDocuments
        | FaultKind::DuplicateBooking
        | FaultKind::Codeshare
        | FaultKind::MandatoryElementMissing
        | FaultKind::MrzMalformed => None,
    }
}

/// The desk sees the birth date; what it must hear is how to go about it.
fn care(row: &CaseRow) -> Option<&'static str> {
    has(row, Reason::MinorCap).then_some(
        "The passenger may be a minor: speak with the accompanying adult, and leave no child alone.",
    )
}

fn has(row: &CaseRow, reason: Reason) -> bool {
    row.reason_codes.iter().any(|code| code == reason.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::samples::case_row;

    fn row(action: Action, codes: &[&str]) -> CaseRow {
        CaseRow {
            action,
            reason_codes: codes.iter().map(|code| (*code).to_owned()).collect(),
            ..case_row("C-1")
        }
    }

    #[test]
    fn the_class_is_told_and_nothing_beyond_it() {
        for (action, codes, says, class) in [
            (
                Action::RecommendDenial,
                &["listed_person", "document_expired"][..],
                "has expired",
                &["liaison_group", "document_expired"][..],
            ),
            (
                Action::VerifyDocument,
                &["possible_match", "listed_document"],
                "Compare its number and photo",
                &["liaison_group"],
            ),
            (
                Action::VerifyDocument,
                &["document_lost_stolen_revoked", "mrz_malformed"],
                "rightful owner",
                &["document_lost_stolen_revoked", "mrz_malformed"],
            ),
            (
                Action::ContactGroup,
                &["possible_match", "minor_cap"],
                "accompanying adult",
                &["liaison_group"],
            ),
            (
                Action::ContactGroup,
                &["a_code_of_tomorrow"],
                "refuse nobody",
                &["liaison_group"],
            ),
        ] {
            let row = row(action, codes);
            let said = instruction(&row);
            assert!(said.contains(says), "{said}");
            assert_eq!(reason_class(&row), class);
            assert!(may_be_released(&row));
            for secret in [
                "list ", "DEMO", "12345", "entry", "match", "score", "smuggl", "tomorrow",
            ] {
                assert!(!said.contains(secret), "{secret}: {said}");
            }
        }
    }

    #[test]
    fn protected_people_are_on_no_sheet() {
        for row in [
            row(
                Action::WelfareReferral,
                &["listed_person", "protected_category"],
            ),
            row(
                Action::ContactGroup,
                &["possible_match", "protected_category"],
            ),
            row(Action::WelfareReferral, &[]),
        ] {
            assert!(!may_be_released(&row));
            assert!(!instruction(&row).contains("not boarded"));
        }
    }

    #[test]
    fn every_fault_that_asks_has_a_check_without_another_traveller() {
        for kind in FaultKind::ALL {
            let said = check(kind).unwrap_or_default();
            assert!(
                !said.contains("other travel") && !said.contains("people"),
                "{said}"
            );
        }
    }
}
