//! What speaks against a case. An officer who sees only what speaks for it confirms it.

use crate::evidence::document::DocumentLevel;
use crate::inert::cut;
use crate::recommend::case::Case;
use crate::recommend::{EvidenceLine, Fault, Finding, Hit, Level, NameLevel};
use crate::wording::sentence;
use crate::wording::standing::Standing;
use crate::wording::text::{listed, thousands};
use crate::wording::words;
use std::collections::BTreeSet;

/// Sentences, the heaviest first; never empty.
pub(crate) fn of_case(case: &Case) -> Vec<String> {
    let found = &case.recommendation;
    let best = found.hits.first();
    let mut sentences: Vec<String> = best.into_iter().flat_map(of_hit).collect();
    sentences.extend(of_companion(case).map(str::to_owned));
    if let (Some(_), true) = (best, sentences.is_empty()) {
        sentences.push("Nothing that was compared speaks against it.".to_owned());
    }
    let held = sentence::limits(case).into_iter();
    sentences.extend(held.map(|limit| format!("No more is asked because {limit}.")));
    sentences.extend(best.and_then(not_compared));
    sentences.extend(of_findings(case).into_iter().map(str::to_owned));
    sentences
}

/// A booking is no evidence of anything.
pub(crate) fn of_companion(case: &Case) -> Option<&'static str> {
    let companion = sentence::companion(case).is_some();
    companion.then_some(
        "All that is known is the booking: families, colleagues and clients share one too.",
    )
}

/// The innocent readings of what is wrong with documents and bookings, each once.
pub(crate) fn of_findings(case: &Case) -> BTreeSet<&'static str> {
    let findings = case.recommendation.findings.iter();
    let asking = findings.filter(|one| one.action.is_some());
    asking.map(of_finding).collect()
}

pub(crate) fn has_near_document(hit: &Hit) -> bool {
    hit.evidence.iter().any(is_near_document)
}

/// How rare such a person and such a name are. No argument against this passenger, so it
/// stands apart from them.
pub(crate) fn how_rare(case: &Case) -> Vec<String> {
    let best = case.recommendation.hits.first();
    let lines = best.into_iter().flat_map(|hit| &hit.evidence);
    let shared = lines.filter(|line| line.level == Level::Name(NameLevel::Dependence));
    let shared = shared.map(|line| {
        let bits = -line.points.bits();
        format!("Names like these often come together: {bits:.2} bits are taken off.")
    });
    best.and_then(base_rate).into_iter().chain(shared).collect()
}

fn of_hit(hit: &Hit) -> Vec<String> {
    of_lines(&hit.evidence)
}

/// What speaks against the match, the heaviest first; empty where nothing does.
pub(crate) fn of_lines(lines: &[EvidenceLine]) -> Vec<String> {
    let weighs = |line: &EvidenceLine| Standing::of(line) == Standing::Weighing;
    let speaks =
        |line: &&EvidenceLine| !weighs(line) && (line.points.0 < 0 || is_near_document(line));
    let mut lines: Vec<&EvidenceLine> = lines.iter().filter(speaks).collect();
    // Stable: equal weights keep the order of the evidence.
    lines.sort_by_key(|line| line.points);
    lines.into_iter().map(of_line).collect()
}

/// What speaks for it, the heaviest first.
pub(crate) fn supports(lines: &[EvidenceLine]) -> Vec<String> {
    let weighs = |line: &EvidenceLine| Standing::of(line) == Standing::Weighing;
    let speaks = |line: &&EvidenceLine| !weighs(line) && 0 < line.points.0;
    let mut lines: Vec<&EvidenceLine> = lines.iter().filter(speaks).collect();
    lines.sort_by_key(|line| std::cmp::Reverse(line.points));
    lines.into_iter().map(of_line).collect()
}

/// It counts for the match, and may be the neighbour's passport all the same.
fn is_near_document(line: &EvidenceLine) -> bool {
    match line.level {
        Level::Document(level) => level.agrees() && level != DocumentLevel::Same,
        Level::Prior
        | Level::Name(_)
        | Level::BirthDate(_)
        | Level::Nationality(_)
        | Level::BirthPlace(_)
        | Level::Sex(_) => false,
    }
}

/// `Birth date: passenger 1971-01-02, list 1970-03-05: another date (-6.20 bits)`.
fn of_line(line: &EvidenceLine) -> String {
    let side =
        |who: &str, value: &str| (!value.is_empty()).then(|| format!("{who} {}", cut(value)));
    let sides = [
        side("passenger", &line.passenger_value),
        side("list", &line.entry_value),
    ];
    let sides: Vec<String> = sides.into_iter().flatten().collect();
    let colon = if sides.is_empty() { "" } else { ": " };
    let but = match line.level {
        Level::Document(DocumentLevel::SameNumber) => {
            ", and another state may issue the same number"
        }
        _ if is_near_document(line) => ", so the numbers differ",
        _ => "",
    };
    format!(
        "{}: {}{colon}{}{but} ({:+.2} bits).",
        words::kind(line.level),
        sides.join(", "),
        words::level(line.level),
        line.points.bits()
    )
}

/// What is missing is no evidence against, but what was found rests on that much less.
fn not_compared(hit: &Hit) -> Option<String> {
    missing(&hit.evidence)
}

/// The same of lines alone.
pub(crate) fn missing(lines: &[EvidenceLine]) -> Option<String> {
    let missing = lines.iter();
    let missing = missing.filter(|line| Standing::of(line) == Standing::Missing);
    let kinds: Vec<String> = missing
        .map(|line| words::kind(line.level).to_lowercase())
        .collect();
    (!kinds.is_empty()).then(|| {
        format!(
            "Not compared, because one side does not have it: {}.",
            listed(&kinds)
        )
    })
}

/// One passenger in so many is this listed person, before anything is compared.
fn base_rate(hit: &Hit) -> Option<String> {
    let prior = hit
        .evidence
        .iter()
        .find(|line| line.level == Level::Prior)?;
    let one_in = 1.0 / prior.points.probability();
    // Two figures: the prior is an assumption, and not known to more.
    let step = 10_f64.powf(one_in.log10().floor() - 1.0).max(1.0);
    let rounded = (one_in / step).round() * step;
    Some(format!(
        "Before comparing, about one passenger in {} is this person: namesakes are far more common.",
        thousands(rounded as u64)
    ))
}

/// The innocent reading of a fault.
fn of_finding(finding: &Finding) -> &'static str {
    match finding.fault {
        Fault::Expired { .. } | Fault::ExpiresBeforeArrival { .. } | Fault::ValidTooLong { .. } => {
            "Dates of expiry are mistyped more often than people travel on expired documents."
        }
        Fault::BornAfterExpiry { .. } | Fault::BornAfterDeparture { .. } => {
            "A date that cannot be is nearly always a slip of typing."
        }
        Fault::ZoneDateImpossible { .. }
        | Fault::CheckDigit { .. }
        | Fault::Malformed { .. }
        | Fault::FieldConflict(_) => {
            "A bad swipe or a line typed by hand makes the same fault as an altered document."
        }
        Fault::LostStolenRevoked { .. } => {
            "The holder may be the rightful owner who found the document again, or the number is mistyped."
        }
        Fault::Specimen { .. } => "Test data in the feed bears the same codes as specimens.",
        Fault::ElementsMissing { .. } => {
            "The carrier left out data; that says nothing of the passenger."
        }
        Fault::AuthorityExpired { .. } | Fault::AuthorityMissing { .. } => {
            "Residence cards, waivers and electronic authorities often are not on the manifest."
        }
        Fault::NoDocument => "Document data often arrives only at check-in.",
        Fault::SeveralDocuments { .. } => "People renew documents, and some hold two by right.",
        Fault::Shared { .. } => {
            "A mistyped number, or an infant in a parent's passport, looks the same."
        }
        Fault::Codeshare { .. } => "Carriers that share a flight each send a list of it.",
        Fault::ItineraryImpossible { .. } | Fault::DuplicateBooking { .. } => {
            "Rebooking leaves the old booking behind, and namesakes exist."
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recommend::Reason;
    use crate::recommend::samples::{self, case_of, line};

    #[test]
    fn the_heaviest_comes_first_then_limits_and_gaps() {
        let mut hit = samples::hit();
        hit.evidence[8] = line("sex", "differs", ("F", "M"), -700);
        hit.reasons.push(Reason::WeakAliasCap);
        assert_eq!(
            of_case(&case_of(vec![hit], vec![samples::stolen()])),
            [
                "Sex: passenger F, list M: differs (-7.00 bits).",
                "Name: list petrovich: only the list has it (-1.00 bits).",
                "No more is asked because only an alias that the list itself calls weak matches.",
                "Not compared, because one side does not have it: document, nationality and place of birth.",
                "The holder may be the rightful owner who found the document again, or the number is mistyped.",
            ]
        );
    }

    #[test]
    fn how_rare_a_name_is_stands_apart_and_is_no_argument() {
        let mut hit = samples::hit();
        hit.evidence.retain(|line| line.level.kind() != "name");
        let shared = line("name", "hangs_together", ("", ""), -80);
        hit.evidence.push(shared);
        let case = case_of(vec![hit], vec![]);
        assert_eq!(
            how_rare(&case),
            [
                "Before comparing, about one passenger in 2,100,000 is this person: namesakes are far more common.",
                "Names like these often come together: 0.80 bits are taken off.",
            ]
        );
        assert_eq!(
            of_case(&case)[0],
            "Nothing that was compared speaks against it."
        );
        let by_document = case_of(vec![], vec![samples::stolen()]);
        assert!(how_rare(&by_document).is_empty());
    }

    #[test]
    fn a_near_document_counts_for_the_match_and_is_told_against_it() {
        for (level, expect) in [
            ("confusable", "so the numbers differ (+12.00 bits)."),
            ("one_edit", "so the numbers differ (+12.00 bits)."),
            ("check_digit_glued", "so the numbers differ (+12.00 bits)."),
            (
                "same_number",
                "another state may issue the same number (+12.00 bits).",
            ),
        ] {
            let mut hit = samples::hit();
            hit.evidence = vec![line("document", level, ("TKI2", "TK12"), 1200)];
            let said = of_case(&case_of(vec![hit], vec![])).remove(0);
            assert!(
                said.starts_with("Document: passenger TKI2, list TK12: "),
                "{said}"
            );
            assert!(said.ends_with(expect), "{said}");
        }
    }

    #[test]
    fn silence_is_said_and_never_left_empty() {
        let mut hit = samples::hit();
        hit.evidence.retain(|line| line.points.0 > 0);
        let said = of_case(&case_of(vec![hit], vec![]));
        assert_eq!(said, ["Nothing that was compared speaks against it."]);
        assert_eq!(of_case(&case_of(vec![], vec![samples::stolen()])).len(), 1);
    }
}
