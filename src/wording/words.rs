//! The closed words of the tables, for people who read them at night.
//!
//! A word that is new to this table is shown as it is, without its underscores: unknown,
//! never hidden.

use crate::recommend::{Action, FaultKind, Reason};
use crate::schema::rows::CaseRow;

/// What the officer is asked, and that a person decides it.
pub fn asked(row: &CaseRow) -> &'static str {
    if row.minutes_to_departure < 0 {
        return asked_too_late(row);
    }
    match row.action {
        Action::RecommendDenial => "Recommend denial of boarding: a named officer decides",
        Action::VerifyDocument => "Verify the document before boarding: a named officer decides",
        Action::ContactGroup if row.hits == 0 => {
            "Ask the airline: the group looks at it before anything else happens"
        }
        Action::ContactGroup => "Possible match: the group checks before anything else happens",
        Action::WelfareReferral => "Welfare referral: protect this person, do not deny boarding",
    }
}

/// Of a flight that has left nobody can be kept any more: the port of arrival is next.
fn asked_too_late(row: &CaseRow) -> &'static str {
    match row.action {
        Action::RecommendDenial => {
            "The flight has left, too late to recommend denial: tell the port of arrival, a named officer decides"
        }
        Action::VerifyDocument => {
            "The flight has left with a document in doubt: tell the port of arrival, a named officer decides"
        }
        Action::ContactGroup if row.hits == 0 => {
            "The flight has left with a question open: the group checks whether the port of arrival should know"
        }
        Action::ContactGroup => {
            "The flight has left with a possible match: the group checks before the port of arrival is told"
        }
        Action::WelfareReferral => {
            "The flight has left: tell the port of arrival to protect this person, do not deny entry on this"
        }
    }
}

pub fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::ListedPerson => "listed person",
        Reason::ListedDocument => "listed document",
        Reason::PossibleMatch => "possible match",
        Reason::Document(kind) => fault(kind),
        Reason::MinorCap => "the traveller may be a minor",
        Reason::WeakAliasCap => "only an alias that the list itself calls weak matches",
        Reason::ProtectedCategory => "the category is protected",
        Reason::NameOnlyCap => "nothing certain beyond the name agrees",
    }
}

/// Whether a reason holds the action down instead of raising it.
pub fn is_limit(reason: Reason) -> bool {
    match reason {
        Reason::MinorCap
        | Reason::WeakAliasCap
        | Reason::ProtectedCategory
        | Reason::NameOnlyCap => true,
        Reason::ListedPerson
        | Reason::ListedDocument
        | Reason::PossibleMatch
        | Reason::Document(_) => false,
    }
}

fn fault(kind: FaultKind) -> &'static str {
    match kind {
        FaultKind::DocumentLostStolenRevoked => "document reported lost, stolen or revoked",
        FaultKind::DocumentExpired => "document expired",
        FaultKind::DocumentExpiresBeforeArrival => "document expires before arrival",
        FaultKind::MrzCheckDigit => "check digit of the machine-readable zone wrong",
        FaultKind::MrzFieldConflict => "machine-readable zone and manifest disagree",
        FaultKind::SpecimenDocument => "specimen document",
        FaultKind::DocumentDatesImpossible => "document dates impossible",
        FaultKind::DocumentValidityTooLong => "document valid for too long",
        FaultKind::TravelAuthorityExpired => "visa expired",
        FaultKind::DocumentShared => "document shared with others",
        FaultKind::ItineraryImpossible => "itinerary impossible",
        FaultKind::NoDocument => "no document",
        FaultKind::TravelAuthorityMissing => "no visa on the manifest",
        FaultKind::PersonSeveralDocuments => "several documents of one type",
        FaultKind::DuplicateBooking => "booked twice on this flight",
        FaultKind::MandatoryElementMissing => "mandatory element missing",
        FaultKind::MrzMalformed => "machine-readable zone malformed",
    }
}

pub fn kind(kind: &str) -> String {
    match kind {
        "prior" => "Before comparing".to_owned(),
        "birth_date" => "Birth date".to_owned(),
        "birth_place" => "Place of birth".to_owned(),
        other => capitalised(&other.replace('_', " ")),
    }
}

pub fn level(kind: &str, level: &str) -> String {
    let words = match (kind, level) {
        ("prior", _) => "chance that any traveller is this person",
        (_, "equal" | "exact" | "same") => "the same",
        (_, "agrees") => "agrees",
        (_, "differs") => "differs",
        (_, "missing") => "not known on one side: no information",
        ("name", "joined") => "the same, written as one word or several",
        ("name", "respelt") => "another spelling",
        ("name", "misspelt") => "another spelling, or a slip",
        ("name", "equivalent") => "the same name in another language or script",
        ("name", "nickname") => "short or familiar form",
        ("name", "truncated") => "cut short",
        ("name", "initial") => "initial only",
        ("name", "hangs_together") => "taken off: what comes with the rest of the name",
        ("name", "passenger_only") => "only the traveller has it",
        ("name", "entry_only") => "only the list has it",
        ("birth_date", "day_month_swapped") => "day and month change places",
        ("birth_date", "one_digit") => "one digit differs, or one part is off by one",
        ("birth_date", "first_of_january") => "1 January on both sides: the day is not known",
        ("birth_date", "month_known") => "same year and month, day not known",
        ("birth_date", "year_known") => "same year, the rest not known",
        ("birth_date", "in_span") => "within the listed years",
        ("birth_date", "same_month") => "same year and month, other day",
        ("birth_date", "same_year") => "same year, other day",
        ("birth_date", "one_year") => "one year apart",
        ("birth_date", "two_years") => "two years apart",
        ("birth_date", "contradiction") => "another date",
        ("document", "same_number") => "same number, issuer not known on one side",
        ("document", "check_digit_glued") => "same, with its check digit glued on",
        ("document", "confusable") => "same but for characters that look alike",
        ("document", "one_edit") => "one character differs",
        ("document", "different") => "another document of the same kind",
        (_, other) => return other.replace('_', " "),
    };
    words.to_owned()
}

/// `same_booking` → `same booking`, for words that other floors add.
pub fn plain(word: &str) -> String {
    word.replace('_', " ")
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::samples::case_row;

    #[test]
    fn unknown_words_are_shown_not_hidden() {
        assert_eq!(level("name", "respelt"), "another spelling");
        assert_eq!(level("name", "brand_new"), "brand new");
        assert_eq!(kind("birth_country"), "Birth country");
        assert_eq!(kind(""), "");
    }

    #[test]
    fn no_action_claims_to_decide() {
        let mut row = case_row("C-1");
        for known in Action::ALL {
            for (minutes, hits) in [(10, 0), (10, 1), (-10, 0), (-10, 1)] {
                (row.action, row.minutes_to_departure, row.hits) = (known, minutes, hits);
                let words = asked(&row);
                let softened = [
                    "officer decides",
                    "group checks",
                    "looks at it",
                    "do not deny",
                ];
                assert!(softened.iter().any(|soft| words.contains(soft)), "{words}");
                assert!(!words.contains("boarding") || minutes > 0, "{words}");
            }
        }
    }

    #[test]
    fn without_a_listed_person_nothing_is_called_a_match() {
        let mut row = case_row("C-1");
        row.action = Action::ContactGroup;
        for (hits, expect) in [(1, true), (0, false)] {
            for minutes in [10, -10] {
                (row.minutes_to_departure, row.hits) = (minutes, hits);
                assert_eq!(asked(&row).contains("match"), expect, "{}", asked(&row));
            }
        }
    }
}
