//! What a reader returns: the good rows and the bad ones, never one without the other.

use crate::domain::ids::RowRef;

/// Rows that could be read, and a reject for every one that could not.
#[derive(Clone, Debug)]
pub struct Parsed<T> {
    pub good: Vec<T>,
    pub rejects: Vec<Reject>,
}

/// Why a row is in quarantine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RejectCode {
    /// A required value is absent or blank.
    MissingValue,
    /// A timestamp that is not one, or lies outside the years 1990 to 2200.
    BadTimestamp,
    /// Not three letters.
    BadAirport,
    /// Neither surname nor given names hold a letter.
    NoUsableName,
    /// A text beyond what any honest one takes.
    ValueTooLong,
    /// One more document of a passenger who has as many as are read: screened without it.
    TooManyDocuments,
    /// A defect of the program, caught; the run finishes and exits 70.
    InternalError,
}

impl RejectCode {
    pub const ALL: [RejectCode; 7] = [
        RejectCode::MissingValue,
        RejectCode::BadTimestamp,
        RejectCode::BadAirport,
        RejectCode::NoUsableName,
        RejectCode::ValueTooLong,
        RejectCode::TooManyDocuments,
        RejectCode::InternalError,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            RejectCode::MissingValue => "missing_value",
            RejectCode::BadTimestamp => "bad_timestamp",
            RejectCode::BadAirport => "bad_airport",
            RejectCode::NoUsableName => "no_usable_name",
            RejectCode::ValueTooLong => "value_too_long",
            RejectCode::TooManyDocuments => "too_many_documents",
            RejectCode::InternalError => "internal_error",
        }
    }
}

/// One row in quarantine. The message never repeats the row's personal data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reject {
    pub row: RowRef,
    pub column: &'static str,
    pub code: RejectCode,
    pub message: String,
}
