//! Each table's rows, masked. Every column is named, so that a new one does not compile
//! until somebody has decided what becomes of it.

use super::LastWords;
use super::names::Names;
use crate::schema::rows::{CaseRow, EvidenceRow, QuarantineRow, SuppressedRow};

pub(super) fn case(row: CaseRow, names: &Names, words: &LastWords, day: &str) -> CaseRow {
    let status = words.get(&row.case_id).copied();
    CaseRow {
        case_id: names.of(&row.case_id),
        run_id: row.run_id,
        status: row.status,
        action: row.action,
        review_status: status.map_or(row.review_status, str::to_owned),
        group: row.group,
        priority: row.priority,
        minutes_to_departure: row.minutes_to_departure,
        carrier: row.carrier,
        flight_number: row.flight_number,
        departure_airport: row.departure_airport,
        arrival_airport: row.arrival_airport,
        scheduled_departure: row.scheduled_departure,
        manifest_file: row.manifest_file,
        manifest_row: 0,
        passenger_ref: None,
        booking_ref: None,
        surname: String::new(),
        given_names: None,
        birth_date: None,
        sex: None,
        nationality: None,
        document_type: None,
        document_number: None,
        document_issuer: None,
        document_expiry: None,
        reason_codes: row.reason_codes,
        category: row.category,
        list: row.list,
        // Of the same person as the passenger, if the match is right.
        entry_id: None,
        entry_name: None,
        score_bits: row.score_bits.map(f64::round),
        probability: None,
        hits: row.hits,
        explanation: format!("Masked on {day}: what identifies the passenger is removed."),
        retention_until: row.retention_until,
    }
}

pub(super) fn evidence(row: EvidenceRow, run_id: &str, names: &Names) -> EvidenceRow {
    EvidenceRow {
        case_id: names.of(&row.case_id),
        // Version 1 had none in this table.
        run_id: run_id.to_owned(),
        hit_rank: row.hit_rank,
        list: row.list,
        entry_id: None,
        entry_name: None,
        kind: row.kind,
        level: row.level,
        passenger_value: None,
        entry_value: None,
        points: row.points.round(),
        note: None,
    }
}

pub(super) fn suppressed(row: SuppressedRow, names: &Names) -> SuppressedRow {
    SuppressedRow {
        run_id: row.run_id,
        case_id: names.of(&row.case_id),
        group: row.group,
        action: row.action,
        list: row.list,
        entry_id: String::new(),
        score_bits: row.score_bits.round(),
        ground: row.ground,
        // The decision's case, or a row of the redress file.
        reference: String::new(),
        note: None,
        cleared_at: row.cleared_at,
        cleared_until: row.cleared_until,
        carrier: row.carrier,
        flight_number: row.flight_number,
        departure_airport: row.departure_airport,
        scheduled_departure: row.scheduled_departure,
        manifest_file: row.manifest_file,
        manifest_row: 0,
        entry_digest: String::new(),
    }
}

/// Messages repeat no value, but one day one might.
pub(super) fn quarantine(row: QuarantineRow, run_id: &str) -> QuarantineRow {
    QuarantineRow {
        run_id: run_id.to_owned(),
        file: row.file,
        row: 0,
        column: row.column,
        reason_code: row.reason_code,
        message: String::new(),
    }
}
