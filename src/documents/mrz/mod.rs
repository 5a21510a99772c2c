//! The machine-readable zone of ICAO Doc 9303: TD1, TD2, TD3, MRV-A and MRV-B.
//!
//! Reading never fails on a zone of the right shape: each field is given as it stands and
//! each fault beside it, so that one wrong digit does not hide the rest.

pub mod digit;

pub mod layout;

pub mod date;

mod forms;

mod read;

mod holder;

pub mod write;

pub mod compare;

pub use date::ZoneDate;
pub use digit::check_digit;
pub use holder::fill_holder;
pub use layout::Format;
pub use read::{is_national, parse};

use crate::domain::codes::{Country, DocumentType, Sex};
use crate::domain::document::Document;
use jiff::civil::Date;

/// What one zone says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone {
    pub format: Format,
    /// Two characters, fillers left off: `P`, `ID`, `VB`.
    pub code: String,
    /// As written, fillers left off: `D`, `UTO`.
    pub issuer: String,
    /// Whole, also where it runs on into the optional data; fillers within are kept.
    pub number: String,
    pub nationality: String,
    pub birth: ZoneDate,
    /// `None` for a character that is none of `M`, `F`, `X` and `<`.
    pub sex: Option<Sex>,
    pub expiry: ZoneDate,
    /// Without an overflow of the number; TD1's second element is not read.
    pub optional: String,
    /// Words parted by spaces.
    pub surname: String,
    pub given_names: String,
    /// The names fill their field to the end: they may be cut.
    pub truncated: bool,
    pub faults: Vec<ZoneFault>,
}

/// What is wrong inside a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ZoneFault {
    /// The digit over this field is not the computed one.
    CheckDigit { field: Field, computed: char },
    /// No date of the calendar, or other signs than digits and fillers.
    Date(Field),
    /// Fillers or signs where Doc 9303 allows none.
    Form(Field),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    Code,
    Issuer,
    Number,
    Nationality,
    BirthDate,
    Sex,
    ExpiryDate,
    OptionalData,
    Names,
    /// The last digit, over several fields.
    Composite,
}

impl Field {
    pub fn words(self) -> &'static str {
        match self {
            Field::Code => "document code",
            Field::Issuer => "issuing state",
            Field::Number => "document number",
            Field::Nationality => "nationality",
            Field::BirthDate => "birth date",
            Field::Sex => "sex",
            Field::ExpiryDate => "expiry date",
            Field::OptionalData => "optional data",
            Field::Names => "names",
            Field::Composite => "whole zone",
        }
    }
}

impl Zone {
    /// What the letter before the issuer says the document is.
    pub fn kind(&self) -> Option<DocumentType> {
        DocumentType::parse(&self.code)
    }

    pub fn issuer(&self) -> Option<Country> {
        Country::parse(&self.issuer)
    }

    /// Whether every printed check digit is the computed one.
    pub fn checks(&self) -> bool {
        let wrong = |fault: &ZoneFault| matches!(fault, ZoneFault::CheckDigit { .. });
        !self.faults.iter().any(wrong)
    }

    /// Whole and in the century nearest to `day`; 50 years ahead counts as past.
    pub fn expiry_near(&self, day: Date) -> Option<Date> {
        let (year, month, known) = (self.expiry.year?, self.expiry.month?, self.expiry.day?);
        // Cards without an end of validity write 9999 in two digits.
        let is_card = self
            .kind()
            .is_some_and(|kind| kind != DocumentType::Passport);
        if is_card && year == 99 && matches!((month, known), (1, 1) | (12, 31)) {
            return None;
        }
        let first = day.year() - 50;
        let year = first + (i16::from(year) - first).rem_euclid(100);
        Date::new(year, month as i8, known as i8).ok()
    }
}

/// What the typed fields lack and the zone states: many feeds carry the one or the other. Number
/// and expiry only where their own digits hold.
/// Gives whether there is a zone that can be read.
pub fn fill(document: &mut Document, today: Date) -> bool {
    let Some(zone) = document.mrz.as_deref().and_then(parse) else {
        return false;
    };
    if document.number.is_empty() && zone.bears_out(Field::Number) {
        document.number = zone.number.clone();
    }
    document.kind = document.kind.or(zone.kind());
    document.issuer = document.issuer.or(zone.issuer());
    let expiry = zone
        .expiry_near(today)
        .filter(|_| zone.bears_out(Field::ExpiryDate));
    document.expiry = document.expiry.or(expiry);
    true
}

#[cfg(test)]
mod tests;
