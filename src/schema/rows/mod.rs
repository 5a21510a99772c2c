//! The published tables: each struct here **is** its table's columns, names, types and
//! order, for Parquet, CSV and JSON alike. There is no second list of columns.
//!
//! A changed field is a changed contract: it needs a new [`SCHEMA_VERSION`].

use crate::domain::passenger;
use crate::error::Result;
use crate::recommend::Action;
use crate::schema::status::Status;
use crate::tables::cell::word_value;
use crate::tables::parquet;
use crate::tables::row::table;
use jiff::Timestamp;
use jiff::civil::Date;
use std::path::Path;

pub use crate::tables::write::SCHEMA_VERSION;

/// The only review status that the job itself may write: a person decides the rest.
pub const PENDING_REVIEW: &str = "pending_review";

word_value!(Action);

table! {
    /// `recommendations`: one row per case.
    pub struct CaseRow {
        pub case_id: String,
        pub run_id: String,
        pub status: Status,
        pub action: Action,
        pub review_status: String,
        pub group: String,
        pub priority: i32,
        pub minutes_to_departure: i64,
        pub carrier: String,
        pub flight_number: String,
        pub departure_airport: String,
        pub arrival_airport: String,
        pub scheduled_departure: Timestamp,
        pub manifest_file: String,
        pub manifest_row: i64,
        pub passenger_ref: Option<String>,
        pub booking_ref: Option<String>,
        pub surname: String,
        pub given_names: Option<String>,
        /// Text, because only the year may be known.
        pub birth_date: Option<String>,
        pub sex: Option<String>,
        pub nationality: Option<String>,
        pub document_type: Option<String>,
        pub document_number: Option<String>,
        pub document_issuer: Option<String>,
        pub document_expiry: Option<Date>,
        pub reason_codes: Vec<String>,
        pub category: Option<String>,
        pub list: Option<String>,
        pub entry_id: Option<String>,
        pub entry_name: Option<String>,
        pub score_bits: Option<f64>,
        pub probability: Option<f64>,
        pub hits: i32,
        pub explanation: String,
        pub retention_until: Date,
    }
}

table! {
    /// `evidence`: one row per case, hit and evidence part.
    pub struct EvidenceRow {
        pub case_id: String,
        /// 1 is the best hit; 0 is a finding on a document, which needs no list.
        pub hit_rank: i32,
        pub list: Option<String>,
        pub entry_id: Option<String>,
        pub kind: String,
        pub level: String,
        pub passenger_value: Option<String>,
        pub entry_value: Option<String>,
        /// Bits.
        pub points: f64,
        pub note: Option<String>,
    }
}

table! {
    /// `links`: who travels with a case. Context, never a case by itself.
    pub struct LinkRow {
        pub case_id: String,
        pub other_case_id: Option<String>,
        /// `manifest file:row`; the name stays in the manifest.
        pub other_passenger_row: String,
        pub relation: String,
        pub value_digest: String,
    }
}

table! {
    /// `pairs`: which passenger and entry each hit of a case is about, as digests, so that a
    /// decision can clear exactly that pair.
    pub struct PairRow {
        pub case_id: String,
        /// 1 is the best hit: the one that a decision on the case is about.
        pub hit_rank: i32,
        pub list: String,
        pub entry_id: String,
        pub entry_digest: String,
        /// Null without a document: such a pair cannot be cleared.
        pub identity_digest: Option<String>,
    }
}

table! {
    /// `suppressed`: hits on cleared pairs, which make no case.
    pub struct SuppressedRow {
        pub run_id: String,
        /// Of the case that the hit would have made.
        pub case_id: String,
        pub group: String,
        /// What the hit would have recommended.
        pub action: Action,
        pub list: String,
        pub entry_id: String,
        pub score_bits: f64,
        /// `decision` or `redress_number`.
        pub ground: String,
        /// `run_id/case_id` of the decision, or `file:row` of the redress file.
        pub reference: String,
        pub cleared_at: Timestamp,
        pub cleared_until: Timestamp,
        pub carrier: String,
        pub flight_number: String,
        pub departure_airport: String,
        pub scheduled_departure: Timestamp,
        pub manifest_file: String,
        pub manifest_row: i64,
        pub identity_digest: Option<String>,
        pub entry_digest: String,
        /// Tells a case that was cleared since the previous run from one that was withdrawn.
        pub note: Option<String>,
    }
}

table! {
    /// A carrier sheet: what a desk needs to act, and nothing of lists, scores or reasons
    /// beyond their class.
    pub struct CarrierRow {
        /// `released` or `withdrawn`.
        pub state: String,
        pub carrier: String,
        pub flight_number: String,
        pub departure_airport: String,
        pub arrival_airport: String,
        pub scheduled_departure: Timestamp,
        pub surname: String,
        pub given_names: Option<String>,
        pub birth_date: Option<String>,
        pub document_type: Option<String>,
        pub document_number: Option<String>,
        pub document_issuer: Option<String>,
        /// Null when withdrawn.
        pub action: Option<Action>,
        pub instruction: String,
        /// `liaison_group`, and the codes of document faults.
        pub reason_class: Vec<String>,
        pub group: String,
        pub contact_phone: Option<String>,
        pub contact_email: Option<String>,
        pub contact_hours: Option<String>,
        pub case_id: String,
    }
}

table! {
    /// `quarantine`: rows that could not be screened, without their personal data.
    pub struct QuarantineRow {
        pub file: String,
        /// 1-based.
        pub row: i64,
        pub column: String,
        pub reason_code: String,
        pub message: String,
    }
}

impl CaseRow {
    /// By `flight_day`, as the survey of a night names its flights.
    pub fn flight_day(&self) -> String {
        passenger::flight_day(
            &self.carrier,
            &self.flight_number,
            &self.departure_airport,
            self.scheduled_departure,
        )
    }
}

/// The recommendations of an earlier run.
pub fn read_cases(path: &Path) -> Result<Vec<CaseRow>> {
    parquet::decode(path)
}

#[cfg(test)]
mod tests;
