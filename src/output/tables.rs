//! The published tables: each struct here **is** its table's columns, names, types and
//! order, for Parquet, CSV and JSON alike. There is no second list of columns.
//!
//! A changed field is a changed contract: it needs a new [`SCHEMA_VERSION`].

use crate::output::cell::{Cell, Type, Value};
use crate::output::status::Status;
use crate::recommend::Action;
use jiff::Timestamp;
use jiff::civil::Date;

/// Stamped on every file of a run.
pub const SCHEMA_VERSION: &str = "1";

/// The only review status that the job itself may write: a person decides the rest.
pub const PENDING_REVIEW: &str = "pending_review";

/// One column as published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    pub name: &'static str,
    pub kind: Type,
    pub nullable: bool,
}

/// A row type whose fields are the columns of a table.
pub trait Table: Sized {
    const COLUMNS: &'static [Column];

    /// In the order of [`Table::COLUMNS`].
    fn cells(&self) -> Vec<Cell>;

    /// The inverse of [`Table::cells`]; `Err` names the column whose value is not one.
    fn from_cells(cells: Vec<Cell>) -> Result<Self, &'static str>;
}

macro_rules! table {
    ($(#[$about:meta])* pub struct $row:ident { $($(#[$doc:meta])* pub $field:ident: $type:ty,)* }) => {
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $row { $($(#[$doc])* pub $field: $type,)* }

        impl Table for $row {
            const COLUMNS: &'static [Column] = &[$(Column {
                name: stringify!($field),
                kind: <$type as Value>::TYPE,
                nullable: <$type as Value>::NULLABLE,
            },)*];

            fn cells(&self) -> Vec<Cell> {
                vec![$(self.$field.to_cell(),)*]
            }

            fn from_cells(cells: Vec<Cell>) -> std::result::Result<Self, &'static str> {
                let mut cells = cells.into_iter();
                Ok($row { $($field: cells
                    .next()
                    .and_then(<$type as Value>::from_cell)
                    .ok_or(stringify!($field))?,)* })
            }
        }
    };
}

pub(in crate::output) use table;

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
    /// `pairs`: which traveller and entry each hit of a case is about, as digests, so that a
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

#[cfg(test)]
mod tests {
    use super::*;

    fn names<T: Table>() -> String {
        let names: Vec<_> = T::COLUMNS.iter().map(|column| column.name).collect();
        names.join(" ")
    }

    #[test]
    fn the_columns_are_the_contracts() {
        assert_eq!(
            names::<CaseRow>(),
            "case_id run_id status action review_status group priority minutes_to_departure \
             carrier flight_number departure_airport arrival_airport scheduled_departure \
             manifest_file manifest_row passenger_ref booking_ref surname given_names \
             birth_date sex nationality document_type document_number document_issuer \
             document_expiry reason_codes category list entry_id entry_name score_bits \
             probability hits explanation retention_until"
        );
        assert_eq!(
            names::<EvidenceRow>(),
            "case_id hit_rank list entry_id kind level passenger_value entry_value points note"
        );
        assert_eq!(
            names::<LinkRow>(),
            "case_id other_case_id other_passenger_row relation value_digest"
        );
        assert_eq!(
            names::<QuarantineRow>(),
            "file row column reason_code message"
        );
    }

    #[test]
    fn a_wrong_cell_is_named_by_its_column() {
        let row = QuarantineRow {
            file: "a.parquet".to_owned(),
            row: 7,
            column: "surname".to_owned(),
            reason_code: "missing_value".to_owned(),
            message: "blank".to_owned(),
        };
        assert_eq!(QuarantineRow::from_cells(row.cells()), Ok(row.clone()));
        let mut cells = row.cells();
        cells[1] = Cell::Null;
        assert_eq!(QuarantineRow::from_cells(cells), Err("row"));
    }
}
