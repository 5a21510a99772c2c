//! The published tables: each struct here **is** its table's columns, names, types, order and
//! meaning, for Parquet, CSV, JSON and `preboard schema` alike. There is no second list.
//!
//! A changed field is a changed contract: it needs a new version (`tables/version.rs`), a line
//! in CHANGELOG, and docs/schema.md written again.

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

pub(crate) use crate::schema::words::{JOURNEYS, PENDING_REVIEW, TOGETHER};

word_value!(Action, Action::ALL.map(Action::as_str).into());

table! {
    /// One row per case: a passenger on a flight with a recommendation, and those that were
    /// withdrawn since the run before.
    pub struct CaseRow {
        /// Stable from night to night for the same passenger, flight and cause. A masked run
        /// has `M-0001` and so on, which are its own.
        pub case_id: String,
        /// The run that wrote the row.
        pub run_id: String,
        /// Against the run before.
        pub status: Status,
        /// What is asked of an officer.
        pub action: Action,
        /// Always `pending_review` as written; in a masked run the last decision.
        #[words = crate::schema::words::review_statuses]
        pub review_status: String,
        /// The liaison group that receives it, or `unrouted`.
        #[twin = "liaison_group"]
        pub group: String,
        /// Order of work: the higher, the more urgent.
        pub priority: i32,
        /// From the run's `as_of`; negative when it has left.
        #[unit = "minutes"]
        pub minutes_to_departure: i64,
        /// Designator, as the manifest has it.
        pub carrier: String,
        /// Without the carrier.
        pub flight_number: String,
        /// IATA.
        pub departure_airport: String,
        /// IATA.
        pub arrival_airport: String,
        /// Of the flight.
        pub scheduled_departure: Timestamp,
        /// Path of the manifest that has the passenger.
        pub manifest_file: String,
        /// The passenger's first row there, from 1; 0 when masked.
        pub manifest_row: i64,
        /// The carrier's own reference.
        pub passenger_ref: Option<String>,
        /// PNR locator.
        pub booking_ref: Option<String>,
        /// As the manifest has it; empty when masked.
        pub surname: String,
        /// As the manifest has it.
        pub given_names: Option<String>,
        /// `1970-03-05`, `1970-03` or `1970`: text, because only the year may be known.
        pub birth_date: Option<String>,
        /// `M`, `F`, `X` or `U`.
        pub sex: Option<String>,
        /// ISO 3166-1 alpha-3, or a code of ICAO 9303.
        pub nationality: Option<String>,
        /// Of the document that the case is about, one letter of ICAO 9303: `P` is a passport.
        pub document_type: Option<String>,
        /// Of the same document.
        pub document_number: Option<String>,
        /// Of the same document, as nationality.
        pub document_issuer: Option<String>,
        /// Of the same document.
        pub document_expiry: Option<Date>,
        /// Why it is a case, and what held the action down.
        #[words = crate::schema::words::reasons]
        pub reason_codes: Vec<String>,
        /// Of the hit that decided; a key of `[decision.categories]`.
        pub category: Option<String>,
        /// Of the best hit; null when a document alone made the case.
        pub list: Option<String>,
        /// Of the best hit.
        pub entry_id: Option<String>,
        /// The listed name that matched best, of the best hit.
        pub entry_name: Option<String>,
        /// Total evidence of the best hit.
        #[unit = "bits"]
        pub score_bits: Option<f64>,
        /// Calibrated, of the best hit: 0 to 1.
        pub probability: Option<f64>,
        /// Listed persons at or above the review line.
        pub hits: i32,
        /// One sentence that a person can act on.
        pub explanation: String,
        /// When the row is deleted at the latest.
        pub retention_until: Date,
    }
}

table! {
    /// Why: one row per case, hit and part of the evidence. The points of a hit's rows sum to
    /// its score. What the list says besides has rows of its own without bits.
    pub struct EvidenceRow {
        /// Of `recommendations`.
        pub case_id: String,
        /// The run that wrote the row.
        #[since = "2"]
        pub run_id: String,
        /// 1 is the best hit; 0 is a finding on a document or booking, which needs no list.
        pub hit_rank: i32,
        /// Of the hit.
        pub list: Option<String>,
        /// Of the hit.
        pub entry_id: Option<String>,
        /// The listed name that matched best, of the second hit and each other as of the first.
        #[since = "2"]
        pub entry_name: Option<String>,
        /// What was compared; `list_says` for what the list says and nobody compared.
        #[words = crate::schema::words::kinds]
        pub kind: String,
        /// How it came out; of a finding its reason code.
        #[words = crate::schema::words::levels]
        pub level: String,
        /// As compared.
        pub passenger_value: Option<String>,
        /// As compared.
        pub entry_value: Option<String>,
        /// For the listed person where positive.
        #[unit = "bits"]
        pub points: f64,
        /// What a reader is told beside it.
        pub note: Option<String>,
    }
}

table! {
    /// Who is linked to a case, at most two steps away: context, never a case by itself.
    pub struct LinkRow {
        /// Of `recommendations`.
        pub case_id: String,
        /// The run that wrote the row.
        #[since = "2"]
        pub run_id: String,
        /// When the other one is a case too.
        pub other_case_id: Option<String>,
        /// `manifest file:row`; the name stays in the manifest. Empty where a value is shared by
        /// so many that nobody is followed by it, and of a case of a night before.
        pub other_passenger_row: String,
        /// What the two share.
        #[words = crate::schema::words::relations]
        pub relation: String,
        /// The shared value's number within the night, `L1` by the first case; a digest before 2.
        /// Empty of journeys together.
        pub value_digest: String,
        /// What kind of value it is.
        #[words = crate::schema::words::link_kinds]
        #[since = "2"]
        pub kind: String,
        /// 1 where both have the value, 2 where somebody stands between.
        #[since = "2"]
        pub step: Option<i32>,
        /// Of a second step, the row between.
        #[since = "2"]
        pub via_passenger_row: Option<String>,
        /// People of the night who have the value; of an agency, rows that it booked.
        #[since = "2"]
        pub sharers: Option<i64>,
        /// How unlikely it is that another person has it by chance, of the weakest step; null for
        /// a person's own other rows, for an agency and for what a list states. Never added to a
        /// score.
        #[unit = "bits"]
        #[since = "2"]
        pub strength_bits: Option<f64>,
        /// What says so: a list, or a value that both have; `ambiguous` where the two may be one
        /// person.
        #[words = crate::schema::words::bases]
        #[since = "2"]
        pub stated: String,
        /// Of a case of a night before, the day of its departure (UTC); of journeys together, the
        /// last day of them; else null.
        #[since = "2"]
        pub other_day: Option<Date>,
        /// Journeys that both began on the same departure, where that is by no chance.
        #[since = "2"]
        pub journeys: Option<i32>,
        /// That two people who chose apart, of the departures of the routes that both used in the
        /// same weeks, share so many; null for other links.
        #[since = "2"]
        pub chance: Option<f64>,
    }
}

table! {
    /// Which passenger and entry each hit of a case is about, as digests, so that a decision can
    /// clear exactly that pair.
    pub struct PairRow {
        /// Of `recommendations`.
        pub case_id: String,
        /// The run that wrote the row.
        #[since = "2"]
        pub run_id: String,
        /// 1 is the best hit: the one that a decision on the case is about.
        pub hit_rank: i32,
        /// Of the hit.
        pub list: String,
        /// Of the hit.
        pub entry_id: String,
        /// SHA-256 of the entry as it stood.
        pub entry_digest: String,
        /// Null without a document: such a pair cannot be cleared.
        pub identity_digest: Option<String>,
    }
}

table! {
    /// Hits on cleared pairs, which make no case.
    pub struct SuppressedRow {
        /// The run that wrote the row.
        pub run_id: String,
        /// Of the case that the hit would have made.
        pub case_id: String,
        /// The liaison group that would have received it.
        #[twin = "liaison_group"]
        pub group: String,
        /// What the hit would have recommended.
        pub action: Action,
        /// Of the hit.
        pub list: String,
        /// Of the hit.
        pub entry_id: String,
        /// Total evidence of the hit.
        #[unit = "bits"]
        pub score_bits: f64,
        /// What cleared the pair.
        #[words = crate::schema::words::grounds]
        pub ground: String,
        /// `run_id/case_id` of the decision, or `file:row` of the redress file.
        pub reference: String,
        /// When the pair was cleared.
        pub cleared_at: Timestamp,
        /// From then on it is a case again.
        pub cleared_until: Timestamp,
        /// Designator, as the manifest has it.
        pub carrier: String,
        /// Without the carrier.
        pub flight_number: String,
        /// IATA.
        pub departure_airport: String,
        /// Of the flight.
        pub scheduled_departure: Timestamp,
        /// Path of the manifest that has the passenger.
        pub manifest_file: String,
        /// The passenger's first row there, from 1.
        pub manifest_row: i64,
        /// SHA-256 of the entry as it stood.
        pub entry_digest: String,
        /// Tells a case that was cleared since the previous run from one that was withdrawn.
        pub note: Option<String>,
    }
}

table! {
    /// What a desk needs to act, and nothing of lists, scores or reasons beyond their class.
    pub struct CarrierRow {
        /// Whether the carrier is to act, or to stand down.
        #[words = crate::schema::words::sheet_states]
        pub state: String,
        /// Designator, as the manifest has it.
        pub carrier: String,
        /// Without the carrier.
        pub flight_number: String,
        /// IATA.
        pub departure_airport: String,
        /// IATA.
        pub arrival_airport: String,
        /// Of the flight.
        pub scheduled_departure: Timestamp,
        /// As the manifest has it.
        pub surname: String,
        /// As the manifest has it.
        pub given_names: Option<String>,
        /// `1970-03-05`, `1970-03` or `1970`.
        pub birth_date: Option<String>,
        /// One letter of ICAO 9303: `P` is a passport.
        pub document_type: Option<String>,
        /// Of the document that the case is about.
        pub document_number: Option<String>,
        /// Of the same document.
        pub document_issuer: Option<String>,
        /// Null when withdrawn.
        pub action: Option<Action>,
        /// What the desk is asked to do.
        pub instruction: String,
        /// `liaison_group`, and the codes of document faults.
        pub reason_class: Vec<String>,
        /// The liaison group to ask.
        #[twin = "liaison_group"]
        pub group: String,
        /// Of the group.
        pub contact_phone: Option<String>,
        /// Of the group.
        pub contact_email: Option<String>,
        /// Of the group.
        pub contact_hours: Option<String>,
        /// To name it by.
        pub case_id: String,
    }
}

table! {
    /// Rows that could not be screened, without their personal data.
    pub struct QuarantineRow {
        /// The run that wrote the row.
        #[since = "2"]
        pub run_id: String,
        /// Path of the manifest.
        pub file: String,
        /// In the file, from 1; 0 when masked.
        pub row: i64,
        /// The manifest's column that is at fault; empty for the row as a whole.
        #[twin = "column_name"]
        pub column: String,
        /// What is wrong.
        #[words = crate::schema::words::rejects]
        pub reason_code: String,
        /// The same for a person; it repeats no value.
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
