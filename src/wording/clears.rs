//! What the agent at the desk can check to clear a passenger.
//!
//! Only checks that a passport in hand answers. A check that cannot clear by itself says
//! so: the safe direction is to promise too little. What agreed already is no check, nor is
//! what would clear nobody.

use crate::evidence::birth::BirthLevel;
use crate::evidence::document::DocumentLevel;
use crate::evidence::origin::OriginLevel;
use crate::inert::shown;
use crate::recommend::case::Case;
use crate::recommend::{EvidenceLine, Fault, Finding, Hit, Level, NameLevel};
use crate::wording::sentence::{self, document_words};
use std::collections::BTreeSet;

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
    let booking = sentence::companion(case)
        .map(|_| "Nothing in the passport can: the case is about the booking alone.".to_owned());
    let booking = booking.into_iter();
    redress
        .chain(of_hit)
        .chain(booking)
        .chain(of_findings)
        .collect()
}

/// The same in a few words each, to be said after "clears:".
pub(crate) fn in_short(case: &Case) -> Vec<String> {
    let found = &case.recommendation;
    let best = found.hits.first();
    let of_hit = best.into_iter().flat_map(checks).map(|check| check.brief);
    let asking = found.findings.iter().filter(|one| one.action.is_some());
    let of_findings: BTreeSet<&str> = asking.map(brief_of_finding).collect();
    let of_findings = of_findings.into_iter().map(str::to_owned);
    let redress = case.passenger.redress_number.iter();
    let redress = redress.map(|_| "the redress number on the manifest".to_owned());
    redress.chain(of_hit).chain(of_findings).collect()
}

/// One thing that a passport in hand can show, and that speaks against the match if it does.
struct Check {
    /// Of asking.
    order: u8,
    full: String,
    brief: String,
}

fn checks_of_hit(hit: &Hit) -> Vec<String> {
    of_lines(&hit.evidence)
}

/// Of what was compared alone, most telling first.
pub(crate) fn of_lines(lines: &[EvidenceLine]) -> Vec<String> {
    let checks = checks_of_lines(lines).into_iter();
    checks.map(|check| check.full).collect()
}

/// What agreed already is asked again only where there is nothing else to ask.
fn checks(hit: &Hit) -> Vec<Check> {
    checks_of_lines(&hit.evidence)
}

fn checks_of_lines(lines: &[EvidenceLine]) -> Vec<Check> {
    let mut checks: Vec<Check> = lines.iter().filter_map(check_of_line).collect();
    checks.sort_by_key(|check| check.order);
    if checks.is_empty() {
        checks.extend(lines.iter().find_map(check_of_agreeing));
    }
    checks
}

fn check_of_line(line: &EvidenceLine) -> Option<Check> {
    let own = shown(&line.passenger_value);
    let listed = shown(&line.entry_value);
    let lacking = line.level == Level::Name(NameLevel::PassengerOnly);
    if listed.is_empty() && !lacking {
        return None;
    }
    let check = |order, full, brief| Some(Check { order, full, brief });
    match line.level {
        // Agrees, or would not clear: people have several nationalities.
        Level::Prior
        | Level::BirthDate(BirthLevel::Exact)
        | Level::BirthPlace(OriginLevel::Agrees)
        | Level::Sex(OriginLevel::Agrees)
        | Level::Nationality(_) => None,
        Level::Name(level) => name_check(level, &own, &listed),
        Level::BirthDate(BirthLevel::Contradiction) => check(
            0,
            format!(
                "Birth date: the list has {listed}, the manifest {own}; if the passport confirms {own}, it speaks strongly against the match."
            ),
            format!("born on {own}, as booked"),
        ),
        Level::BirthDate(_) => check(
            0,
            format!(
                "Birth date: the list has {listed}; another date in the passport speaks strongly against the match."
            ),
            format!("another birth date than {listed}"),
        ),
        Level::Document(level) => document_check(level, &own, &listed),
        Level::BirthPlace(OriginLevel::Missing | OriginLevel::Differs) => check(
            1,
            format!(
                "Place of birth: the list has {listed}; another place in the passport speaks against the match."
            ),
            format!("not born in {listed}"),
        ),
        Level::Sex(OriginLevel::Differs) => check(
            2,
            format!(
                "Sex: the list has {listed}, the manifest {own}; if the passport confirms {own}, it speaks against the match."
            ),
            format!("sex {own}, as booked"),
        ),
        Level::Sex(OriginLevel::Missing) => check(
            2,
            format!(
                "Sex: the list has {listed}; another one in the passport speaks against the match."
            ),
            format!("another sex than {listed}"),
        ),
    }
}

fn check_of_agreeing(line: &EvidenceLine) -> Option<Check> {
    let listed = shown(&line.entry_value);
    let agrees = line.level == Level::BirthDate(BirthLevel::Exact) && !listed.is_empty();
    agrees.then(|| Check {
        order: 0,
        full: format!(
            "Birth date: the list has {listed}, and so has the manifest; only another date in the passport itself speaks against the match."
        ),
        brief: "another birth date in the passport itself".to_owned(),
    })
}

fn name_check(level: NameLevel, own: &str, listed: &str) -> Option<Check> {
    let (own, listed) = (own.to_uppercase(), listed.to_uppercase());
    match level {
        NameLevel::EntryOnly => Some(Check {
            order: 3,
            full: format!(
                "Full name: the list also has {listed}; a passport without it speaks against the match."
            ),
            brief: format!("no {listed} in the passport"),
        }),
        NameLevel::PassengerOnly => Some(Check {
            order: 3,
            full: format!(
                "Full name: the list lacks {own}; if the passport has it, it speaks against the match."
            ),
            brief: format!("{own} in the passport too"),
        }),
        // The passport spells the name as it is booked, or a little otherwise: no one is
        // cleared by that.
        NameLevel::Equal
        | NameLevel::Joined
        | NameLevel::Dependence
        | NameLevel::Respelt
        | NameLevel::Misspelt
        | NameLevel::Equivalent
        | NameLevel::Nickname
        | NameLevel::Truncated
        | NameLevel::Initial => None,
    }
}

fn document_check(level: DocumentLevel, own: &str, listed: &str) -> Option<Check> {
    let (full, brief) = match level {
        DocumentLevel::Confusable | DocumentLevel::OneEdit => (
            format!(
                "Read the number from the passport: {own} here, {listed} listed; if the document really shows the first, it is another document."
            ),
            format!("document number {own}, as booked"),
        ),
        DocumentLevel::CheckDigitGlued => (
            format!(
                "Read the number from the passport: {own} here, {listed} listed; the longer one seems to end in its check digit; if that digit belongs to the number itself, it is another document."
            ),
            "the last digit is part of the number".to_owned(),
        ),
        DocumentLevel::SameNumber => (
            format!(
                "Read number and issuing state from the passport: {own} here, {listed} listed; the same number of another state is another document."
            ),
            "another issuing state".to_owned(),
        ),
        // Passports are renewed: another number clears nobody.
        DocumentLevel::Same | DocumentLevel::Missing | DocumentLevel::Different => return None,
    };
    Some(Check {
        order: 0,
        full,
        brief,
    })
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
        Fault::Codeshare { .. } => {
            "Bookings: one seat on one aeroplane under two numbers is one journey: one answer holds for both.".to_owned()
        }
        Fault::ItineraryImpossible { .. } | Fault::DuplicateBooking { .. } => {
            "Bookings: ask which one is flown; a cancelled one, or a namesake with another document, clears this.".to_owned()
        }
    }
}

fn brief_of_finding(finding: &Finding) -> &'static str {
    match finding.fault {
        Fault::Expired { .. }
        | Fault::ExpiresBeforeArrival { .. }
        | Fault::ValidTooLong { .. }
        | Fault::NoDocument => "a valid document in hand",
        Fault::BornAfterExpiry { .. } | Fault::BornAfterDeparture { .. } => {
            "other dates in the document"
        }
        Fault::ZoneDateImpossible { .. } | Fault::CheckDigit { .. } | Fault::Malformed { .. } => {
            "a second swipe that reads right"
        }
        Fault::FieldConflict(_) => "printed page and zone that agree",
        Fault::Specimen { .. } => "a document of a real state in hand",
        Fault::LostStolenRevoked { .. } => {
            "another number in hand, or the issuer confirms the holder"
        }
        Fault::AuthorityExpired { .. } | Fault::AuthorityMissing { .. } => {
            "a valid visa, residence card or authority"
        }
        Fault::ElementsMissing { .. } => "the missing values, read and sent",
        Fault::SeveralDocuments { .. } => "one of the two documents renewed the other",
        Fault::Shared { .. } => "another number in hand",
        Fault::Codeshare { .. } => "one seat under two numbers",
        Fault::ItineraryImpossible { .. } | Fault::DuplicateBooking { .. } => {
            "one booking cancelled, or another passport"
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
            ["Place of birth", "Full name", "Passport AB123456 of FRA"],
            "birth date and sex agreed"
        );
        assert!(checks[0].contains("the list has Minsk"));
        assert!(checks[1].contains("PETROVICH"));
        assert_eq!(
            in_short(&samples::case()),
            [
                "not born in Minsk",
                "no PETROVICH in the passport",
                "another number in hand, or the issuer confirms the holder"
            ]
        );
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
    }

    #[test]
    fn what_clears_nobody_is_no_check() {
        for (kind, level, values) in [
            ("document", "different", ("TK1", "TK2")),
            ("nationality", "differs", ("FRA", "RUS")),
            ("name", "misspelt", ("ivan", "iwan")),
            ("birth_place", "agrees", ("Minsk", "Minsk")),
            ("sex", "agrees", ("M", "M")),
        ] {
            let mut hit = samples::hit();
            hit.evidence = vec![samples::line(kind, level, values, 100)];
            let checks = what_clears(&case_of(vec![hit], vec![]));
            assert!(checks.is_empty(), "{kind} {level}: {checks:?}");
        }
    }

    #[test]
    fn a_birth_date_that_agrees_is_asked_about_when_nothing_else_can_be() {
        let mut hit = samples::hit();
        hit.evidence
            .retain(|line| line.level.kind() == "birth_date");
        let case = case_of(vec![hit], vec![]);
        assert!(what_clears(&case)[0].contains("so has the manifest"));
        assert_eq!(in_short(&case).len(), 1);
    }

    #[test]
    fn a_redress_number_is_asked_about_first() {
        let mut case = samples::case();
        case.passenger.redress_number = Some("77".to_owned());
        assert!(what_clears(&case)[0].starts_with("Redress number 77"));
    }
}
