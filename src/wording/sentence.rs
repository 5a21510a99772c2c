//! One sentence per case: what agrees or is wrong, and what to do before the door closes.
//!
//! Built from the same evidence and findings as the tables, so that it cannot say more
//! than they do.

use crate::documents::mrz::Field;
use crate::domain::codes::DocumentType;
use crate::domain::document::{Document, LostStatus};
use crate::inert::shown;
use crate::recommend::case::Case;
use crate::recommend::{Action, EvidenceLine, Fault, Finding, Hit, Level, NameLevel};
use crate::wording::agreement::{self, Agreement};
use crate::wording::standing::Standing;
use crate::wording::text::listed;
use crate::wording::words;
use jiff::tz::TimeZone;

/// `Same surname, given names and birth date as LIST entry 1 (NAME): ask for …`
pub fn explanation(case: &Case) -> String {
    let (lead, but, also) = causes(case);
    let also = also_words(&also);
    let limits = limits(case);
    let held = if limits.is_empty() {
        String::new()
    } else {
        format!(" (no more is asked because {})", listed(&limits))
    };
    format!("{lead}{but}{also}: {}{held}.", next_step(case))
}

/// The grounds alone, without what speaks against them, the next step and a full stop.
pub(crate) fn grounds(case: &Case) -> String {
    let (lead, _, also) = causes(case);
    format!("{lead}{}", also_words(&also))
}

fn also_words(also: &[String]) -> String {
    if also.is_empty() {
        return String::new();
    }
    format!("; also {}", listed(also))
}

/// The deciding cause, what of it differs, then the others that a reader must not miss.
fn causes(case: &Case) -> (String, String, Vec<String>) {
    let found = &case.recommendation;
    if let Some(lead) = companion(case) {
        return (lead, String::new(), Vec::new());
    }
    let lead_hit = case.deciding_hit();
    let lead_finding = match lead_hit {
        Some(_) => None,
        None => case.deciding_finding().or(found.findings.first()),
    };
    let (lead, but) = match (lead_hit, lead_finding) {
        (Some(hit), _) => match_words(hit),
        (None, Some(finding)) => (fault(case, finding), String::new()),
        (None, None) => ("No ground is recorded".to_owned(), String::new()),
    };
    // What only informs is told in the tables; the sentence keeps to what asks.
    let asking = found.findings.iter().filter(|other| other.action.is_some());
    let others = asking.filter(|&other| Some(other) != lead_finding);
    let mut also: Vec<String> = others
        .map(|finding| lower_first(&fault(case, finding)))
        .collect();
    let more = found.hits.len() - usize::from(lead_hit.is_some());
    match (more, lead_hit) {
        (0, _) => (),
        (_, None) => also.push("a possible match with a listed person".to_owned()),
        (1, Some(_)) => also.push("1 other entry".to_owned()),
        (n, Some(_)) => also.push(format!("{n} other entries")),
    }
    (lead, but, also)
}

/// Of a case that a booking alone made.
pub(crate) fn companion(case: &Case) -> Option<String> {
    let with = &case.recommendation.travels_with;
    let cases = match with.as_slice() {
        [] => return None,
        [_] => "case",
        [_, ..] => "cases",
    };
    let with: Vec<String> = with.iter().map(|id| shown(id)).collect();
    Some(format!(
        "Travels in one booking with a listed person ({cases} {}) and matches no list entry",
        listed(&with)
    ))
}

/// What agrees with whom, and what does not.
fn match_words(hit: &Hit) -> (String, String) {
    let found = agreement::of_hit(hit);
    let Agreement { same, similar, .. } = &found;
    let agrees = match (same.is_empty(), similar.is_empty()) {
        (false, false) => format!("Same {}, similar {}", listed(same), listed(similar)),
        (false, true) => format!("Same {}", listed(same)),
        (true, false) => format!("Similar {}", listed(similar)),
        (true, true) => "Some evidence in common".to_owned(),
    };
    let to = if same.is_empty() { "to" } else { "as" };
    let entry = format!(
        "{} entry {} ({})",
        shown(&hit.list),
        shown(&hit.entry_id),
        shown(&hit.entry_name)
    );
    let but = match found.but() {
        but if but.is_empty() => but,
        but => format!(", but {but}"),
    };
    (format!("{agrees} {to} {entry}"), but)
}

/// What is wrong with a document, without a full stop.
pub(crate) fn fault(case: &Case, finding: &Finding) -> String {
    let documents = &case.passenger.documents;
    let document = finding.document.and_then(|at| documents.get(at));
    let which = document.map_or_else(|| "A document".to_owned(), document_words);
    match &finding.fault {
        Fault::Expired { on } => format!("{which} expired on {on}, before departure"),
        Fault::ExpiresBeforeArrival { on } => format!("{which} expires on {on}, before arrival"),
        Fault::BornAfterExpiry { birth, expiry } => {
            format!("{which} ran out on {expiry}, before the stated birth in {birth}")
        }
        Fault::BornAfterDeparture { birth } => {
            format!("The stated birth on {birth} lies after the flight")
        }
        Fault::ZoneDateImpossible { field } => {
            format!(
                "{which}: the {} in its machine-readable zone is no date",
                field.words()
            )
        }
        Fault::ValidTooLong { until } => {
            format!("{which} is stated valid until {until}, longer than any passport")
        }
        Fault::LostStolenRevoked {
            status,
            reported_on,
            issuer_assumed,
        } => {
            let when = reported_on
                .map(|day| format!(" ({day})"))
                .unwrap_or_default();
            let assumed = if *issuer_assumed {
                ", taking the nationality for the issuer that the manifest lacks"
            } else {
                ""
            };
            format!("{which} {}{when}{assumed}", reported(*status))
        }
        Fault::CheckDigit { fields } => format!(
            "{which}: the check digit over {} in its machine-readable zone is wrong",
            fields_words(fields)
        ),
        Fault::FieldConflict(conflict) => format!(
            "{which}: the machine-readable zone has {} {}, the manifest {}",
            conflict.field.words(),
            shown(&conflict.zone),
            shown(&conflict.manifest)
        ),
        Fault::Specimen { code } => {
            format!("{which} bears the code {code}, which is kept for specimens")
        }
        Fault::Malformed { fields } if fields.is_empty() => {
            format!("{which}: its machine-readable zone has not the shape of one")
        }
        Fault::Malformed { fields } => format!(
            "{which}: {} in its machine-readable zone hold signs that do not belong there",
            fields_words(fields)
        ),
        Fault::ElementsMissing { state, elements } => {
            let words: Vec<String> = elements.iter().map(|one| one.words().to_owned()).collect();
            format!(
                "The manifest lacks {}, which {state} asks for",
                listed(&words)
            )
        }
        Fault::AuthorityExpired { on, .. } => format!("{which} expired on {on}, before arrival"),
        Fault::AuthorityMissing { state } => {
            format!("The manifest names no visa of {state}, which the nationality needs")
        }
        Fault::NoDocument => "The manifest names no travel document".to_owned(),
        Fault::SeveralDocuments { other } => format!(
            "{which} comes beside number {}, of the same type and issuer",
            shown(other)
        ),
        Fault::Shared { others: 1 } => {
            format!("{which} is also presented by another person tonight")
        }
        Fault::Shared { others } => {
            format!("{which} is also presented by {others} other people tonight")
        }
        Fault::ItineraryImpossible { other } => format!(
            "The same person is booked on {} {} {}-{} at {}, which cannot be flown as well",
            shown(&other.carrier),
            shown(&other.number),
            other.departure_airport,
            other.arrival_airport,
            other
                .scheduled_departure
                .to_zoned(TimeZone::UTC)
                .strftime("%Y-%m-%d %H:%M UTC")
        ),
        Fault::DuplicateBooking { others: 1 } => {
            "The same person is booked twice on this flight".to_owned()
        }
        Fault::DuplicateBooking { others } => {
            format!("The same person is booked {others} more times on this flight")
        }
        Fault::Codeshare { other } => format!(
            "The same person stands on the list of {} {} too, one aeroplane under two numbers: a codeshare",
            shown(&other.carrier),
            shown(&other.number)
        ),
    }
}

fn fields_words(fields: &[Field]) -> String {
    let words: Vec<String> = fields
        .iter()
        .map(|field| field.words().to_owned())
        .collect();
    listed(&words)
}

/// `Passport AB123456 of FRA`.
pub(crate) fn document_words(document: &Document) -> String {
    let kind = match document.kind {
        Some(DocumentType::Passport) => "Passport",
        Some(DocumentType::Visa) => "Visa",
        Some(DocumentType::IdentityCard) => "Identity card",
        Some(DocumentType::Other(_)) | None => "Document",
    };
    let issuer = document
        .issuer
        .map(|code| format!(" of {code}"))
        .unwrap_or_default();
    // A machine-readable zone may stand without its number.
    let number = Some(shown(&document.number)).filter(|number| !number.is_empty());
    let number = number.map(|number| format!(" {number}"));
    format!("{kind}{}{issuer}", number.unwrap_or_default())
}

fn reported(status: LostStatus) -> &'static str {
    match status {
        LostStatus::Lost => "is reported lost",
        LostStatus::Stolen => "is reported stolen",
        LostStatus::Revoked => "is reported revoked",
        LostStatus::Invalid => "is reported invalid",
        LostStatus::StolenBlank => "is in a range of stolen blanks",
        LostStatus::Recovered => "is reported recovered",
        LostStatus::Superseded => "is reported superseded",
    }
}

fn next_step(case: &Case) -> String {
    if case.minutes_to_departure < 0 {
        return step_after_departure(case);
    }
    match case.recommendation.action {
        Action::RecommendDenial if case.deciding_hit().is_none() => {
            "have the airline look at the document in hand before the door closes".to_owned()
        }
        Action::RecommendDenial => {
            let unknown = to_read(case);
            format!("have the airline read {unknown} from the passport before the door closes")
        }
        Action::VerifyDocument | Action::ContactGroup if lacks_document(case) => {
            "have the airline ask for a valid document and send its data again".to_owned()
        }
        Action::VerifyDocument => {
            "have the airline hold the document and verify the holder".to_owned()
        }
        Action::ContactGroup if companion(case).is_some() => {
            "the group decides whether to ask anything, and stops nobody on this alone".to_owned()
        }
        Action::ContactGroup if is_of_booking(case) => {
            "have the airline ask which booking is flown, and stop nobody on this alone".to_owned()
        }
        Action::ContactGroup if case.deciding_hit().is_none() => {
            "have the airline ask for a valid document and send its data again".to_owned()
        }
        Action::ContactGroup => {
            let unknown = to_read(case);
            format!(
                "have the airline read {unknown} from the passport, and stop nobody on this alone"
            )
        }
        Action::WelfareReferral => {
            let office = office(case);
            format!(
                "do not deny boarding, refer to {office} and have someone speak to the passenger alone"
            )
        }
    }
}

/// What the passport can tell that is not known yet: what the list has and the manifest lacks,
/// and what is near and not the same. Nothing that agreed, and no photograph, which nobody has.
fn to_read(case: &Case) -> String {
    let lines = case.deciding_hit().into_iter();
    let mut lines: Vec<&EvidenceLine> = lines.flat_map(|hit| &hit.evidence).collect();
    let alone = |line: &EvidenceLine| line.level == Level::Name(NameLevel::PassengerOnly);
    lines.retain(|line| !line.entry_value.is_empty() || alone(line));
    let mut unknown: Vec<String> = Vec::new();
    for line in lines {
        let what = match (Standing::of(line), line.level) {
            (Standing::Agrees | Standing::Weighing, _) => continue,
            // Many people hold several, and renew them.
            (_, Level::Nationality(_) | Level::Prior) => continue,
            (standing, Level::Document(_)) if standing != Standing::Near => continue,
            (_, Level::Document(_)) => "the document number",
            (_, Level::Name(_)) => "the full name",
            (_, Level::BirthDate(_)) => "the birth date",
            (_, Level::BirthPlace(_)) => "the place of birth",
            (_, Level::Sex(_)) => "the sex",
        };
        if !unknown.iter().any(|known| known == what) {
            unknown.push(what.to_owned());
        }
    }
    if unknown.is_empty() {
        return "name and birth date, which agree so far,".to_owned();
    }
    listed(&unknown)
}

/// The airline's desk is closed: who meets the passenger next is the port of arrival.
fn step_after_departure(case: &Case) -> String {
    let port = shown(&case.passenger.flight.arrival_airport);
    let unknown = to_read(case);
    let look = match case.recommendation.action {
        Action::RecommendDenial if case.deciding_hit().is_none() => {
            "to look at the document in hand".to_owned()
        }
        Action::RecommendDenial => format!("to read {unknown} from the passport"),
        Action::VerifyDocument | Action::ContactGroup if lacks_document(case) => {
            "to ask for a valid document".to_owned()
        }
        Action::VerifyDocument => "to verify the document and its holder".to_owned(),
        Action::ContactGroup if companion(case).is_some() => {
            "who travelled together, and stop nobody on this alone".to_owned()
        }
        Action::ContactGroup if is_of_booking(case) => {
            "to ask which booking was flown, and stop nobody on this alone".to_owned()
        }
        Action::ContactGroup if case.deciding_hit().is_none() => {
            "to ask for a valid document".to_owned()
        }
        Action::ContactGroup => {
            format!("to read {unknown} from the passport, and stop nobody on this alone")
        }
        Action::WelfareReferral => {
            return format!(
                "the flight has left, so refer to {} and have the port of arrival ({port}) speak to the passenger alone",
                office(case)
            );
        }
    };
    format!("the flight has left, so tell the port of arrival ({port}) {look}")
}

fn office(case: &Case) -> String {
    let office = case.recommendation.office.as_deref();
    let office = office.filter(|name| !name.is_empty());
    office.map_or_else(|| "the welfare office".to_owned(), shown)
}

/// Whether the case rests on a document that is not there.
fn lacks_document(case: &Case) -> bool {
    let deciding = case.deciding_finding();
    let lacks = deciding.is_some_and(|finding| matches!(finding.fault, Fault::NoDocument));
    lacks && case.deciding_hit().is_none()
}

/// Whether the case rests on bookings that contradict each other.
fn is_of_booking(case: &Case) -> bool {
    let deciding = case.deciding_finding().map(|finding| &finding.fault);
    let booking = matches!(
        deciding,
        Some(
            Fault::ItineraryImpossible { .. }
                | Fault::DuplicateBooking { .. }
                | Fault::Codeshare { .. }
        )
    );
    booking && case.deciding_hit().is_none()
}

/// What held the action down, in words.
pub(crate) fn limits(case: &Case) -> Vec<String> {
    let reasons = case.recommendation.reasons.iter();
    let limits = reasons.filter(|reason| words::is_limit(**reason));
    limits
        .map(|reason| words::reason(*reason).to_owned())
        .collect()
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recommend::samples::{self, case_of};
    use crate::recommend::{FaultKind, Reason};

    fn capped(action: Action, reason: Reason) -> Hit {
        let mut hit = samples::hit();
        hit.action = action;
        hit.reasons = vec![Reason::PossibleMatch, reason];
        hit
    }

    #[test]
    fn one_sentence_that_says_what_to_do() {
        let bare = |action| Finding {
            document: None,
            fault: Fault::NoDocument,
            reasons: vec![Reason::Document(FaultKind::NoDocument)],
            action: Some(action),
        };
        let ask = "The manifest names no travel document: have the airline ask for a valid document and send its data again.";
        for (case, expect) in [
            (
                case_of(vec![samples::hit()], vec![]),
                "Same surname, given names and birth date as DEMO_LIST entry 12345 (SPECIMEN, Ivan Petrovich), but the list also has PETROVICH: have the airline read the full name and the place of birth from the passport before the door closes.",
            ),
            (
                case_of(vec![], vec![samples::stolen()]),
                "Passport AB123456 of FRA is reported stolen (2025-03-02): have the airline hold the document and verify the holder.",
            ),
            (
                samples::case(),
                "Same surname, given names and birth date as DEMO_LIST entry 12345 (SPECIMEN, Ivan Petrovich), but the list also has PETROVICH; also passport AB123456 of FRA is reported stolen (2025-03-02): have the airline read the full name and the place of birth from the passport before the door closes.",
            ),
            (
                case_of(
                    vec![capped(Action::ContactGroup, Reason::MinorCap)],
                    vec![samples::stolen()],
                ),
                "Passport AB123456 of FRA is reported stolen (2025-03-02); also a possible match with a listed person: have the airline hold the document and verify the holder (no more is asked because the passenger may be a minor).",
            ),
            (case_of(vec![], vec![bare(Action::ContactGroup)]), ask),
            (case_of(vec![], vec![bare(Action::VerifyDocument)]), ask),
        ] {
            assert_eq!(explanation(&case), expect);
        }
    }

    #[test]
    fn a_departed_flight_is_told_to_the_port_of_arrival_and_asks_no_airline() {
        for action in Action::ALL {
            for hits in [vec![capped(action, Reason::MinorCap)], vec![]] {
                let mut finding = samples::stolen();
                finding.action = Some(action);
                let mut case = case_of(hits, vec![finding]);
                case.minutes_to_departure = -1;
                let said = explanation(&case);
                assert!(said.contains("the port of arrival (JFK)"), "{said}");
                for late in ["airline", "door", "boarding"] {
                    assert!(!said.contains(late), "{said}");
                }
            }
        }
    }

    #[test]
    fn what_agreed_is_not_asked_for_again_and_no_photograph_ever() {
        for (kind, level, values, expect) in [
            ("birth_place", "agrees", ("Minsk", "Minsk"), "which agree"),
            (
                "birth_place",
                "missing",
                ("", "Minsk"),
                "the place of birth",
            ),
            ("birth_place", "missing", ("Minsk", ""), "which agree"),
            (
                "birth_date",
                "one_digit",
                ("1970-03-05", "1970-03-06"),
                "the birth date",
            ),
            (
                "document",
                "one_edit",
                ("TK1", "TK2"),
                "the document number",
            ),
            ("document", "different", ("TK1", "TK2"), "which agree"),
            ("name", "passenger_only", ("anna", ""), "the full name"),
        ] {
            for minutes in [155, -1] {
                let mut hit = samples::hit();
                hit.evidence = vec![samples::line(kind, level, values, 100)];
                let mut case = case_of(vec![hit], vec![]);
                case.minutes_to_departure = minutes;
                let said = explanation(&case);
                assert!(said.contains(expect), "{kind} {level}: {said}");
                assert!(!said.contains("photo"), "{said}");
            }
        }
    }

    #[test]
    fn every_limit_is_said() {
        for (reason, expect) in [
            (Reason::MinorCap, "minor"),
            (Reason::WeakAliasCap, "weak"),
            (Reason::NameOnlyCap, "beyond the name"),
            (Reason::ContradictionCap, "contradict"),
            (Reason::ProtectedCategory, "protected"),
        ] {
            let action = match reason {
                Reason::ProtectedCategory => Action::WelfareReferral,
                _ => Action::ContactGroup,
            };
            let said = explanation(&case_of(vec![capped(action, reason)], vec![]));
            let held = said.split("(no more is asked because ").nth(1).unwrap();
            assert!(held.contains(expect), "{said}");
        }
    }

    #[test]
    fn protected_people_are_referred_and_never_denied() {
        let mut case = case_of(
            vec![capped(Action::WelfareReferral, Reason::ProtectedCategory)],
            vec![],
        );
        case.recommendation.office = Some("Victim support".to_owned());
        let said = explanation(&case);
        assert!(
            said.contains("do not deny boarding, refer to Victim support"),
            "{said}"
        );
        assert!(!said.contains("photo"));
    }

    #[test]
    fn foreign_text_stays_on_one_line() {
        let mut hit = samples::hit();
        hit.entry_name = "A\u{1b}[31m\nB".to_owned();
        let said = explanation(&case_of(vec![hit], vec![]));
        assert!(!said.chars().any(char::is_control), "{said:?}");
    }

    #[test]
    fn a_companion_is_called_one_and_nobody_is_to_be_stopped() {
        let mut case = crate::recommend::samples::companion();
        assert_eq!(
            explanation(&case),
            "Travels in one booking with a listed person (case C-1) and matches no list entry: the group decides whether to ask anything, and stops nobody on this alone."
        );
        case.minutes_to_departure = -5;
        assert!(
            explanation(&case).ends_with("who travelled together, and stop nobody on this alone."),
            "{}",
            explanation(&case)
        );
    }
}
