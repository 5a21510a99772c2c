//! The closed sets of a case, for people who read them at night.

use crate::evidence::birth::BirthLevel;
use crate::evidence::document::DocumentLevel;
use crate::evidence::origin::OriginLevel;
use crate::recommend::{
    Action, Detail, EvidenceLine, FaultKind, Level, NameLevel, Reason, Tampering,
};

/// What the officer is asked, and that a person decides it.
pub fn asked(action: Action, hits: i32, minutes_to_departure: i64) -> &'static str {
    if minutes_to_departure < 0 {
        return asked_too_late(action, hits);
    }
    match action {
        Action::RecommendDenial => "Recommend denial of boarding: a named officer decides",
        Action::VerifyDocument => "Verify the document before boarding: a named officer decides",
        Action::ContactGroup if hits == 0 => {
            "Ask the airline: the group looks at it before anything else happens"
        }
        Action::ContactGroup => "Possible match: the group checks before anything else happens",
        Action::WelfareReferral => "Welfare referral: protect this person, do not deny boarding",
    }
}

/// Of a flight that has left nobody can be kept any more: the port of arrival is next.
fn asked_too_late(action: Action, hits: i32) -> &'static str {
    match action {
        Action::RecommendDenial => {
            "The flight has left, too late to recommend denial: tell the port of arrival, a named officer decides"
        }
        Action::VerifyDocument => {
            "The flight has left with a document in doubt: tell the port of arrival, a named officer decides"
        }
        Action::ContactGroup if hits == 0 => {
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
        Reason::TravelsWith => "in one booking with a listed person",
        Reason::Document(kind) => fault(kind),
        Reason::MinorCap => "the passenger may be a minor",
        Reason::WeakAliasCap => "only an alias that the list itself calls weak matches",
        Reason::ProtectedCategory => "the category is protected",
        Reason::NameOnlyCap => "nothing certain agrees beyond the name",
        Reason::ContradictionCap => "the names contradict each other, as those of relatives do",
    }
}

/// Whether a reason holds the action down instead of raising it.
pub fn is_limit(reason: Reason) -> bool {
    match reason {
        Reason::MinorCap
        | Reason::WeakAliasCap
        | Reason::ProtectedCategory
        | Reason::NameOnlyCap
        | Reason::ContradictionCap => true,
        Reason::ListedPerson
        | Reason::ListedDocument
        | Reason::PossibleMatch
        | Reason::TravelsWith
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
        FaultKind::Codeshare => "on the list of a codeshare too",
        FaultKind::MandatoryElementMissing => "mandatory element missing",
        FaultKind::MrzMalformed => "machine-readable zone malformed",
    }
}

/// What was compared.
pub fn kind(level: Level) -> &'static str {
    match level {
        Level::Prior => "Before comparing",
        Level::Name(_) => "Name",
        Level::BirthDate(_) => "Birth date",
        Level::Document(_) => "Document",
        Level::Nationality(_) => "Nationality",
        Level::BirthPlace(_) => "Place of birth",
        Level::Sex(_) => "Sex",
    }
}

/// How it came out.
pub fn level(level: Level) -> &'static str {
    match level {
        Level::Prior => "chance that any passenger is this person",
        Level::Name(level) => name_level(level),
        Level::BirthDate(level) => birth_level(level),
        Level::Document(level) => document_level(level),
        Level::Nationality(level) | Level::BirthPlace(level) | Level::Sex(level) => match level {
            OriginLevel::Agrees => "agrees",
            OriginLevel::Missing => MISSING,
            OriginLevel::Differs => "differs",
        },
    }
}

const MISSING: &str = "not known on one side: no information";

fn name_level(level: NameLevel) -> &'static str {
    match level {
        NameLevel::Equal => "the same",
        NameLevel::Joined => "the same, written as one word or several",
        NameLevel::Respelt => "another spelling",
        NameLevel::Misspelt => "another spelling, or a slip",
        NameLevel::Equivalent => "the same name in another language or script",
        NameLevel::Nickname => "short or familiar form",
        NameLevel::Truncated => "cut short",
        NameLevel::Initial => "initial only",
        NameLevel::Dependence => "taken off: what comes with the rest of the name",
        NameLevel::PassengerOnly => "only the passenger has it",
        NameLevel::EntryOnly => "only the list has it",
    }
}

pub(crate) fn birth_level(level: BirthLevel) -> &'static str {
    match level {
        BirthLevel::Exact => "the same",
        BirthLevel::DayMonthSwapped => "day and month change places",
        BirthLevel::OneDigit => "one digit differs, or one part is off by one",
        BirthLevel::FirstOfJanuary => "1 January on both sides: the day is not known",
        BirthLevel::MonthKnown => "same year and month, day not known",
        BirthLevel::YearKnown => "same year, the rest not known",
        BirthLevel::InSpan => "within the listed years",
        BirthLevel::SameMonth => "same year and month, other day",
        BirthLevel::SameYear => "same year, other day",
        BirthLevel::OneYear => "one year apart",
        BirthLevel::TwoYears => "two years apart",
        BirthLevel::Contradiction => "another date",
        BirthLevel::Missing => MISSING,
    }
}

fn document_level(level: DocumentLevel) -> &'static str {
    match level {
        DocumentLevel::Same => "the same",
        DocumentLevel::SameNumber => "same number, issuer not known on one side",
        DocumentLevel::CheckDigitGlued => "same, with its check digit glued on",
        DocumentLevel::Confusable => "same but for characters that look alike",
        DocumentLevel::OneEdit => "one character differs",
        DocumentLevel::Different => "another document of the same kind",
        DocumentLevel::Missing => MISSING,
    }
}

/// The two for a published row. One that another version wrote is shown as it is, without
/// its underscores: unknown, never hidden.
pub fn of_row(kind_word: &str, level_word: &str) -> (String, String) {
    match Level::parse(kind_word, level_word) {
        Some(known) => (kind(known).to_owned(), level(known).to_owned()),
        None => (capitalised(&plain(kind_word)), plain(level_word)),
    }
}

/// One remark on a comparison, beside its level; empty where there is none.
pub fn note(line: &EvidenceLine) -> &'static str {
    match (line.level, line.detail) {
        (_, Detail::BornAfterDeparture) => "after departure, so it counts for nothing",
        // How the name is written comes before where: somebody may have hidden it.
        (
            _,
            Detail::Name {
                tampering: Some(sign),
                ..
            },
        ) => tampering(sign),
        (
            _,
            Detail::Name {
                exchanged: true, ..
            },
        ) => "surname and given name exchanged",
        (Level::Prior, _) => "chance before any comparison that a passenger is this listed person",
        (Level::Name(NameLevel::PassengerOnly), _) => "the listed name lacks it",
        (Level::Name(NameLevel::EntryOnly), _) => "the passenger's name lacks it",
        (Level::Name(NameLevel::Dependence), _) => {
            "who shares part of a rare name often shares the rest of it, and the country"
        }
        (Level::BirthDate(level), _) => birth_note(level),
        (
            Level::Name(
                NameLevel::Equal
                | NameLevel::Joined
                | NameLevel::Respelt
                | NameLevel::Misspelt
                | NameLevel::Equivalent
                | NameLevel::Nickname
                | NameLevel::Truncated
                | NameLevel::Initial,
            )
            | Level::Document(_)
            | Level::Nationality(_)
            | Level::BirthPlace(_)
            | Level::Sex(_),
            _,
        ) => "",
    }
}

fn tampering(sign: Tampering) -> &'static str {
    match sign {
        Tampering::MixedScripts => "letters of another script that look Latin",
        Tampering::HiddenCharacters => "hidden characters",
        Tampering::DigitsInName => "digits for letters",
    }
}

fn birth_note(level: BirthLevel) -> &'static str {
    match level {
        BirthLevel::DayMonthSwapped => "day and month change places",
        BirthLevel::OneDigit => "one digit differs, or one part is off by one",
        BirthLevel::FirstOfJanuary => "1 January on both sides, which stands for an unknown day",
        BirthLevel::MonthKnown => "the day is not known on one side",
        BirthLevel::YearKnown => "only the year is known on one side, or 1 January stands for it",
        BirthLevel::InSpan => "within the years the list gives",
        BirthLevel::Exact
        | BirthLevel::SameMonth
        | BirthLevel::SameYear
        | BirthLevel::OneYear
        | BirthLevel::TwoYears
        | BirthLevel::Missing
        | BirthLevel::Contradiction => "",
    }
}

/// `same_booking` → `same booking`, for words that other floors add.
pub fn plain(word: &str) -> String {
    word.replace('_', " ")
}

/// With its first letter in capitals.
pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_words_are_shown_not_hidden() {
        for (kind, level, expect) in [
            ("name", "respelt", ("Name", "another spelling")),
            ("name", "brand_new", ("Name", "brand new")),
            ("birth_country", "agrees", ("Birth country", "agrees")),
            ("", "", ("", "")),
        ] {
            let (kind, level) = of_row(kind, level);
            assert_eq!((kind.as_str(), level.as_str()), expect);
        }
    }

    #[test]
    fn no_action_claims_to_decide() {
        for action in Action::ALL {
            for (minutes, hits) in [(10, 0), (10, 1), (-10, 0), (-10, 1)] {
                let words = asked(action, hits, minutes);
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
        for (hits, expect) in [(1, true), (0, false)] {
            for minutes in [10, -10] {
                let words = asked(Action::ContactGroup, hits, minutes);
                assert_eq!(words.contains("match"), expect, "{words}");
            }
        }
    }
}
