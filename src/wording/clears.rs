//! What the agent at the desk can check to clear a passenger.
//!
//! Only checks that a passport in hand answers. A check that cannot clear by itself says
//! so: the safe direction is to promise too little.

use crate::evidence::birth::BirthLevel;
use crate::evidence::document::DocumentLevel;
use crate::evidence::origin::OriginLevel;
use crate::inert::shown;
use crate::recommend::case::Case;
use crate::recommend::{EvidenceLine, Fault, Finding, Hit, Level, NameLevel};
use crate::wording::sentence::document_words;

/// For the best hit and each finding, most telling first.
pub fn what_clears(case: &Case) -> Vec<String> {
    let found = &case.recommendation;
    let best = found.hits.first();
    let of_hit = best.into_iter().flat_map(checks_of_hit);
    let of_findings = found
        .findings
        .iter()
        .map(|finding| check_of_finding(case, finding));
    let redress = case.passenger.redress_number.iter().map(|number| {
        format!(
            "Redress number {} is on the manifest: ask whether it clears this entry.",
            shown(number)
        )
    });
    redress.chain(of_hit).chain(of_findings).collect()
}

fn checks_of_hit(hit: &Hit) -> Vec<String> {
    let mut checks: Vec<(u8, String)> = hit.evidence.iter().filter_map(check_of_line).collect();
    checks.sort_by_key(|(order, _)| *order);
    checks.into_iter().map(|(_, text)| text).collect()
}

/// The order of asking, and the check.
fn check_of_line(line: &EvidenceLine) -> Option<(u8, String)> {
    let own = shown(&line.passenger_value);
    let listed = shown(&line.entry_value);
    let lacking = line.level == Level::Name(NameLevel::PassengerOnly);
    if listed.is_empty() && !lacking {
        return None;
    }
    Some(match line.level {
        Level::Prior => return None,
        Level::Name(level) => (name_order(level), name_check(level, &own, &listed)?),
        Level::BirthDate(BirthLevel::Contradiction) => (
            0,
            format!(
                "Birth date: the list has {listed}, the manifest {own}; if the passport confirms {own}, it speaks strongly against the match."
            ),
        ),
        Level::BirthDate(_) => (
            0,
            format!(
                "Birth date: the list has {listed}; another date in the passport speaks strongly against the match."
            ),
        ),
        Level::Document(level) => document_check(level, &own, &listed),
        Level::BirthPlace(_) => (
            1,
            format!(
                "Place of birth: the list has {listed}; another place in the passport speaks against the match."
            ),
        ),
        Level::Sex(OriginLevel::Differs) => (
            2,
            format!(
                "Sex: the list has {listed}, the manifest {own}; if the passport confirms {own}, it speaks against the match."
            ),
        ),
        Level::Sex(OriginLevel::Agrees | OriginLevel::Missing) => (
            2,
            format!(
                "Sex: the list has {listed}; another one in the passport speaks against the match."
            ),
        ),
        Level::Nationality(_) => (
            6,
            format!("Nationality: the list has {listed}; another passport alone does not clear."),
        ),
    })
}

fn name_order(level: NameLevel) -> u8 {
    match level {
        NameLevel::EntryOnly | NameLevel::PassengerOnly => 3,
        NameLevel::Equal
        | NameLevel::Joined
        | NameLevel::Respelt
        | NameLevel::Misspelt
        | NameLevel::Equivalent
        | NameLevel::Nickname
        | NameLevel::Truncated
        | NameLevel::Initial
        | NameLevel::Dependence => 4,
    }
}

fn name_check(level: NameLevel, own: &str, listed: &str) -> Option<String> {
    let (own, listed) = (own.to_uppercase(), listed.to_uppercase());
    Some(match level {
        NameLevel::Equal | NameLevel::Joined | NameLevel::Dependence => return None,
        NameLevel::EntryOnly => format!(
            "Full name: the list also has {listed}; a passport without it speaks against the match."
        ),
        NameLevel::PassengerOnly => format!(
            "Full name: the list lacks {own}; if the passport has it, it speaks against the match."
        ),
        NameLevel::Respelt
        | NameLevel::Misspelt
        | NameLevel::Equivalent
        | NameLevel::Nickname
        | NameLevel::Truncated
        | NameLevel::Initial => format!(
            "Spelling: the manifest has {own}, the list {listed}; read the name from the passport."
        ),
    })
}

fn document_check(level: DocumentLevel, own: &str, listed: &str) -> (u8, String) {
    match level {
        DocumentLevel::Confusable | DocumentLevel::OneEdit => (
            0,
            format!(
                "Read the number from the passport: {own} here, {listed} listed; if the document really shows the first, it is another document."
            ),
        ),
        DocumentLevel::CheckDigitGlued => (
            0,
            format!(
                "Read the number from the passport: {own} here, {listed} listed; the longer one seems to end in its check digit; if that digit belongs to the number itself, it is another document."
            ),
        ),
        DocumentLevel::SameNumber => (
            0,
            format!(
                "Read number and issuing state from the passport: {own} here, {listed} listed; the same number of another state is another document."
            ),
        ),
        DocumentLevel::Same | DocumentLevel::Missing | DocumentLevel::Different => (
            5,
            format!(
                "Document: the list has {listed}; another number alone does not clear, because passports are renewed."
            ),
        ),
    }
}

pub(crate) fn check_of_finding(case: &Case, finding: &Finding) -> String {
    let documents = &case.passenger.documents;
    let document = finding.document.and_then(|at| documents.get(at));
    let which = document.map_or_else(|| "the document".to_owned(), document_words);
    match finding.fault {
        Fault::Expired { .. }
        | Fault::ExpiresBeforeArrival { .. }
        | Fault::ValidTooLong { .. } => format!(
            "{which}: a document in hand that is valid beyond arrival clears this; have its data sent again."
        ),
        Fault::BornAfterExpiry { .. } | Fault::BornAfterDeparture { .. } => format!(
            "{which}: read birth date and expiry from the document; one of the two is mistyped on the manifest."
        ),
        Fault::ZoneDateImpossible { .. } | Fault::CheckDigit { .. } | Fault::Malformed { .. } => {
            format!(
                "{which}: swipe it again; a zone that reads right the second time clears this, the same fault again speaks for an altered document."
            )
        }
        Fault::FieldConflict(_) => format!(
            "{which}: read the value from the printed page; if page and zone agree the manifest was mistyped, if they differ the document may be altered."
        ),
        Fault::Specimen { .. } => format!(
            "{which}: a document in hand of a real state clears this; a specimen never carries anyone."
        ),
        Fault::LostStolenRevoked { .. } => format!(
            "{which}: another number in hand clears this (mistyped), or the issuing state confirms that the rightful owner has it back; the holder may be its innocent owner."
        ),
        Fault::AuthorityExpired { .. } | Fault::AuthorityMissing { .. } => {
            "Visa: a valid one in hand, a residence card or an electronic authority clears this; have its data sent.".to_owned()
        }
        Fault::NoDocument => {
            "Document: a valid one in hand clears this; have its data sent again.".to_owned()
        }
        Fault::ElementsMissing { .. } => {
            "Passenger data: read the missing values from the document and send them.".to_owned()
        }
        Fault::SeveralDocuments { .. } => format!(
            "{which}: see both documents; the holder may have renewed one, and only the valid one counts."
        ),
        Fault::Shared { .. } => format!(
            "{which}: compare number, name and photo with the holder; a mistyped number clears this."
        ),
        Fault::ItineraryImpossible { .. } | Fault::DuplicateBooking { .. } => {
            "Bookings: ask which one is flown; a cancelled one, or a namesake with another document, clears this.".to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recommend::samples::{self, case_of};

    #[test]
    fn checks_come_most_telling_first_and_name_the_listed_value() {
        let checks = what_clears(&samples::case());
        let starts: Vec<_> = checks
            .iter()
            .map(|check| check.split(':').next().unwrap())
            .collect();
        assert_eq!(
            starts,
            [
                "Birth date",
                "Place of birth",
                "Sex",
                "Full name",
                "Passport AB123456 of FRA"
            ]
        );
        assert!(checks[1].contains("the list has Minsk"));
        assert!(checks[3].contains("PETROVICH"));
    }

    #[test]
    fn what_the_list_does_not_know_cannot_clear() {
        let mut hit = samples::hit();
        for line in &mut hit.evidence {
            line.entry_value.clear();
        }
        let checks = what_clears(&case_of(vec![hit], vec![]));
        assert!(
            checks.iter().all(|check| !check.contains("the list has")),
            "{checks:?}"
        );
    }

    #[test]
    fn the_number_in_the_passport_settles_a_near_document() {
        let first = |level| {
            let mut hit = samples::hit();
            hit.evidence.retain(|line| line.level.kind() == "document");
            hit.evidence[0].level = Level::parse("document", level).unwrap();
            hit.evidence[0].passenger_value = "TKI230366".to_owned();
            hit.evidence[0].entry_value = "TK1230366".to_owned();
            what_clears(&case_of(vec![hit], vec![])).remove(0)
        };
        for level in ["confusable", "one_edit"] {
            assert_eq!(
                first(level),
                "Read the number from the passport: TKI230366 here, TK1230366 listed; if the document really shows the first, it is another document."
            );
        }
        for level in ["check_digit_glued", "same_number"] {
            assert!(first(level).ends_with("another document."), "{level}");
        }
        assert!(first("different").contains("does not clear"));
    }

    #[test]
    fn a_redress_number_is_asked_about_first() {
        let mut case = samples::case();
        case.passenger.redress_number = Some("77".to_owned());
        assert!(what_clears(&case)[0].starts_with("Redress number 77"));
    }
}
