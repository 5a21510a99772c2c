//! The published rows of a case.

use crate::domain::document::Document;
use crate::recommend::case::Case;
use crate::recommend::{EvidenceLine, Fault, Finding, Hit, Reason};
use crate::redress;
use crate::schema::rows::{CaseRow, EvidenceRow, PENDING_REVIEW, PairRow};
use crate::schema::status::Status;
use crate::wording::{background, clears, sentence, words};

/// `files` are the run's manifests, in the order of the row references.
pub fn row(case: &Case, run_id: &str, status: Status, files: &[String]) -> CaseRow {
    let Case {
        passenger,
        recommendation,
        ..
    } = case;
    let flight = &passenger.flight;
    let place = passenger.row();
    let best = recommendation.hits.first();
    let document = case.shown_document();
    let reasons = recommendation.reasons.iter();
    CaseRow {
        case_id: recommendation.case_id.clone(),
        run_id: run_id.to_owned(),
        status,
        action: recommendation.action,
        review_status: PENDING_REVIEW.to_owned(),
        group: case.group.clone(),
        priority: recommendation.priority,
        minutes_to_departure: case.minutes_to_departure,
        carrier: flight.carrier.clone(),
        flight_number: flight.number.clone(),
        departure_airport: flight.departure_airport.clone(),
        arrival_airport: flight.arrival_airport.clone(),
        scheduled_departure: flight.scheduled_departure,
        manifest_file: files.get(place.file as usize).cloned().unwrap_or_default(),
        manifest_row: i64::try_from(place.row).unwrap_or(i64::MAX),
        passenger_ref: passenger.passenger_ref.clone(),
        booking_ref: passenger.booking_ref.clone(),
        surname: passenger.surname.clone(),
        given_names: known(&passenger.given_names),
        birth_date: passenger.birth_date.map(|date| date.to_string()),
        sex: passenger.sex.map(|sex| sex.code().to_owned()),
        nationality: passenger.nationality.map(|code| code.to_string()),
        document_type: document
            .and_then(|d| d.kind)
            .map(|kind| kind.letter().to_string()),
        document_number: document.and_then(|d| known(&d.number)),
        document_issuer: document.and_then(|d| d.issuer).map(|code| code.to_string()),
        document_expiry: document.and_then(|d| d.expiry),
        reason_codes: reasons.map(|reason| reason.as_str().to_owned()).collect(),
        category: recommendation.category.clone(),
        list: best.map(|hit| hit.list.clone()),
        entry_id: best.map(|hit| hit.entry_id.clone()),
        entry_name: best.map(|hit| hit.entry_name.clone()),
        score_bits: best.map(|hit| hit.total.bits()),
        probability: best.map(|hit| hit.total.probability()),
        hits: i32::try_from(recommendation.hits.len()).unwrap_or(i32::MAX),
        explanation: sentence::explanation(case),
        retention_until: case.retention_until,
    }
}

/// A booking in common and findings on documents first (rank 0), then each hit's parts, best hit first.
pub fn evidence(case: &Case, run_id: &str) -> Vec<EvidenceRow> {
    let findings = case.recommendation.findings.iter();
    let findings = findings.map(|finding| finding_row(case, run_id, finding));
    let hits = (1..).zip(&case.recommendation.hits);
    let parts = hits.flat_map(|(rank, hit)| {
        let compared = hit.evidence.iter();
        let compared = compared.map(move |line| part_row(case, run_id, rank, hit, line));
        let said = background::said(&hit.background).into_iter();
        compared.chain(said.map(move |said| said_row(case, run_id, rank, hit, said)))
    });
    let booking = booking_row(case, run_id).into_iter();
    booking.chain(findings).chain(parts).collect()
}

/// Best hit first.
pub fn pairs(case: &Case, run_id: &str) -> Vec<PairRow> {
    let identity = redress::identity_digest(&case.passenger);
    let hits = (1..).zip(&case.recommendation.hits);
    let pair = |(rank, hit): (i32, &Hit)| PairRow {
        case_id: case.recommendation.case_id.clone(),
        run_id: run_id.to_owned(),
        hit_rank: rank,
        list: hit.list.clone(),
        entry_id: hit.entry_id.clone(),
        entry_digest: hit.entry_digest.clone(),
        identity_digest: identity.clone(),
    };
    hits.map(pair).collect()
}

fn finding_row(case: &Case, run_id: &str, finding: &Finding) -> EvidenceRow {
    let document = finding
        .document
        .and_then(|at| case.passenger.documents.get(at));
    EvidenceRow {
        case_id: case.recommendation.case_id.clone(),
        run_id: run_id.to_owned(),
        hit_rank: 0,
        list: None,
        entry_id: None,
        entry_name: None,
        kind: finding_kind(finding).to_owned(),
        level: finding
            .reasons
            .first()
            .map_or("", |reason| reason.as_str())
            .to_owned(),
        passenger_value: document.map(document_value),
        entry_value: None,
        points: 0.0,
        note: Some(format!(
            "{}. Check: {} Ground: {}.",
            sentence::fault(case, finding),
            clears::check_of_finding(case, finding),
            finding.fault.kind().ground()
        )),
    }
}

/// What made a case of a companion.
fn booking_row(case: &Case, run_id: &str) -> Option<EvidenceRow> {
    let lead = sentence::companion(case)?;
    Some(EvidenceRow {
        case_id: case.recommendation.case_id.clone(),
        run_id: run_id.to_owned(),
        hit_rank: 0,
        list: None,
        entry_id: None,
        entry_name: None,
        kind: BOOKING.to_owned(),
        level: Reason::TravelsWith.as_str().to_owned(),
        passenger_value: None,
        entry_value: None,
        points: 0.0,
        note: Some(format!(
            "{lead}. It weighs nothing: no score is made of it."
        )),
    })
}

fn part_row(case: &Case, run_id: &str, rank: i32, hit: &Hit, line: &EvidenceLine) -> EvidenceRow {
    EvidenceRow {
        case_id: case.recommendation.case_id.clone(),
        run_id: run_id.to_owned(),
        hit_rank: rank,
        list: Some(hit.list.clone()),
        entry_id: Some(hit.entry_id.clone()),
        entry_name: Some(hit.entry_name.clone()),
        kind: line.level.kind().to_owned(),
        level: line.level.as_str().to_owned(),
        passenger_value: known(&line.passenger_value),
        entry_value: known(&line.entry_value),
        points: line.points.bits(),
        note: known(words::note(line)),
    }
}

/// Nothing was compared, so it weighs nothing.
fn said_row(
    case: &Case,
    run_id: &str,
    rank: i32,
    hit: &Hit,
    (level, text, note): (&str, String, Option<String>),
) -> EvidenceRow {
    EvidenceRow {
        case_id: case.recommendation.case_id.clone(),
        run_id: run_id.to_owned(),
        hit_rank: rank,
        list: Some(hit.list.clone()),
        entry_id: Some(hit.entry_id.clone()),
        entry_name: Some(hit.entry_name.clone()),
        kind: background::KIND.to_owned(),
        level: level.to_owned(),
        passenger_value: None,
        entry_value: known(&text),
        points: 0.0,
        note,
    }
}

const BOOKING: &str = "booking";

/// What a finding is about: a document, or the booking.
fn finding_kind(finding: &Finding) -> &'static str {
    match finding.fault {
        Fault::ItineraryImpossible { .. }
        | Fault::DuplicateBooking { .. }
        | Fault::Codeshare { .. } => BOOKING,
        _ => "document",
    }
}

/// `AB123456 FRA`, as evidence lines write a document.
fn document_value(document: &Document) -> String {
    match document.issuer {
        Some(issuer) => format!("{} {issuer}", document.number),
        None => document.number.clone(),
    }
}

fn known(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recommend::samples::{self, line};
    use crate::recommend::{Action, FaultKind};

    fn row(case: &Case) -> CaseRow {
        super::row(
            case,
            "run-1",
            Status::New,
            &["manifest/a.parquet".to_owned()],
        )
    }

    #[test]
    fn a_case_without_hits_has_no_entry_and_shows_the_faulty_document() {
        let row = row(&samples::case_of(Vec::new(), vec![samples::stolen()]));
        assert_eq!(
            (row.hits, row.list, row.score_bits, row.probability),
            (0, None, None, None)
        );
        assert_eq!(row.document_number.as_deref(), Some("AB123456"));
        assert_eq!(row.review_status, "pending_review");
        assert_eq!(
            (row.manifest_file.as_str(), row.manifest_row),
            ("manifest/a.parquet", 17)
        );
    }

    #[test]
    fn the_document_that_the_list_knows_is_shown_else_the_first() {
        let mut hit = samples::hit();
        let first = row(&samples::case_of(vec![hit.clone()], Vec::new()));
        assert_eq!(first.document_number.as_deref(), Some("AA111111"));
        hit.evidence.push(line(
            "document",
            "same",
            ("AB123456 FRA", "AB123456 FRA"),
            2000,
        ));
        let known = row(&samples::case_of(vec![hit], Vec::new()));
        assert_eq!(known.document_number.as_deref(), Some("AB123456"));
    }

    #[test]
    fn evidence_sums_to_the_published_score_and_findings_weigh_nothing() {
        let case = samples::case();
        let rows = evidence(&case, "run-1");
        let hundredths: i64 = rows
            .iter()
            .map(|row| (row.points * 100.0).round() as i64)
            .sum();
        assert_eq!(
            hundredths,
            (row(&case).score_bits.unwrap() * 100.0).round() as i64
        );
        assert_eq!(rows[0].hit_rank, 0);
        assert_eq!(rows[0].level, "document_lost_stolen_revoked");
        assert_eq!(
            rows[0]
                .note
                .as_deref()
                .and_then(|note| note.split(" Check: ").next()),
            Some("Passport AB123456 of FRA is reported stolen (2025-03-02).")
        );
        assert!(
            rows[0]
                .note
                .as_deref()
                .unwrap()
                .ends_with("Ground: 8 CFR 273.3(b), holder rightful.")
        );
        assert!(rows[1..].iter().all(|row| row.hit_rank == 1));
    }

    #[test]
    fn a_traveller_without_any_document_still_makes_a_row() {
        let finding = Finding {
            document: None,
            fault: Fault::NoDocument,
            reasons: vec![Reason::Document(FaultKind::NoDocument)],
            action: Some(Action::ContactGroup),
        };
        let mut case = samples::case_of(Vec::new(), vec![finding]);
        case.passenger.documents.clear();
        case.passenger.given_names.clear();
        let row = row(&case);
        assert_eq!((row.document_number, row.given_names), (None, None));
        assert_eq!(evidence(&case, "run-1")[0].passenger_value, None);
    }
}
