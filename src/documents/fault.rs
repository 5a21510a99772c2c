//! What can be wrong with a document or a booking, whoever is listed.
//!
//! A [`FaultKind`] is the published reason code with its ground; a [`Fault`] is one case of
//! it with its values.

use crate::documents::mrz::Field;
use crate::documents::mrz::compare::Conflict;
use crate::documents::rules::Element;
use crate::domain::date::PartialDate;
use crate::domain::document::LostStatus;
use crate::domain::passenger::Flight;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Gravest first, the order in which reasons are told. The texts are reason codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultKind {
    DocumentLostStolenRevoked,
    DocumentExpired,
    DocumentExpiresBeforeArrival,
    MrzCheckDigit,
    MrzFieldConflict,
    SpecimenDocument,
    DocumentDatesImpossible,
    DocumentValidityTooLong,
    TravelAuthorityExpired,
    DocumentShared,
    ItineraryImpossible,
    NoDocument,
    TravelAuthorityMissing,
    PersonSeveralDocuments,
    DuplicateBooking,
    Codeshare,
    MandatoryElementMissing,
    MrzMalformed,
}

impl FaultKind {
    pub const ALL: [FaultKind; 18] = [
        FaultKind::DocumentLostStolenRevoked,
        FaultKind::DocumentExpired,
        FaultKind::DocumentExpiresBeforeArrival,
        FaultKind::MrzCheckDigit,
        FaultKind::MrzFieldConflict,
        FaultKind::SpecimenDocument,
        FaultKind::DocumentDatesImpossible,
        FaultKind::DocumentValidityTooLong,
        FaultKind::TravelAuthorityExpired,
        FaultKind::DocumentShared,
        FaultKind::ItineraryImpossible,
        FaultKind::NoDocument,
        FaultKind::TravelAuthorityMissing,
        FaultKind::PersonSeveralDocuments,
        FaultKind::DuplicateBooking,
        FaultKind::Codeshare,
        FaultKind::MandatoryElementMissing,
        FaultKind::MrzMalformed,
    ];

    /// The reason code that is published.
    pub fn as_str(self) -> &'static str {
        match self {
            FaultKind::DocumentLostStolenRevoked => "document_lost_stolen_revoked",
            FaultKind::DocumentExpired => "document_expired",
            FaultKind::DocumentExpiresBeforeArrival => "document_expires_before_arrival",
            FaultKind::MrzCheckDigit => "mrz_check_digit",
            FaultKind::MrzFieldConflict => "mrz_field_conflict",
            FaultKind::SpecimenDocument => "specimen_document",
            FaultKind::DocumentDatesImpossible => "document_dates_impossible",
            FaultKind::DocumentValidityTooLong => "document_validity_too_long",
            FaultKind::TravelAuthorityExpired => "travel_authority_expired",
            FaultKind::DocumentShared => "document_shared",
            FaultKind::ItineraryImpossible => "itinerary_impossible",
            FaultKind::NoDocument => "no_document",
            FaultKind::TravelAuthorityMissing => "travel_authority_missing",
            FaultKind::PersonSeveralDocuments => "person_several_documents",
            FaultKind::DuplicateBooking => "duplicate_booking",
            FaultKind::Codeshare => "codeshare",
            FaultKind::MandatoryElementMissing => "mandatory_element_missing",
            FaultKind::MrzMalformed => "mrz_malformed",
        }
    }

    /// 0 to 99, for the order of work among cases of one action, as categories have it.
    pub fn severity(self) -> i32 {
        match self {
            FaultKind::DocumentLostStolenRevoked => 70,
            FaultKind::SpecimenDocument => 60,
            FaultKind::MrzCheckDigit | FaultKind::MrzFieldConflict => 55,
            FaultKind::DocumentExpired | FaultKind::TravelAuthorityExpired => 50,
            FaultKind::DocumentExpiresBeforeArrival => 45,
            FaultKind::DocumentDatesImpossible | FaultKind::DocumentValidityTooLong => 40,
            FaultKind::DocumentShared | FaultKind::ItineraryImpossible => 35,
            FaultKind::NoDocument | FaultKind::TravelAuthorityMissing => 30,
            FaultKind::PersonSeveralDocuments => 20,
            FaultKind::DuplicateBooking => 10,
            FaultKind::Codeshare | FaultKind::MandatoryElementMissing | FaultKind::MrzMalformed => {
                5
            }
        }
    }

    /// The rule that the finding rests on.
    pub fn ground(self) -> &'static str {
        match self {
            FaultKind::DocumentExpired | FaultKind::DocumentExpiresBeforeArrival => {
                "8 CFR 273.3(b), document unexpired; Matter of Varig (1997)"
            }
            FaultKind::DocumentLostStolenRevoked | FaultKind::DocumentShared => {
                "8 CFR 273.3(b), holder rightful"
            }
            FaultKind::MrzCheckDigit => "ICAO Doc 9303-3, 4.9; 8 CFR 273.3(b), document genuine",
            FaultKind::MrzFieldConflict | FaultKind::DocumentDatesImpossible => {
                "8 CFR 273.3(b), document genuine and the holder's own"
            }
            FaultKind::SpecimenDocument => "ICAO Doc 9303-3, 5: the code is kept for specimens",
            FaultKind::DocumentValidityTooLong => {
                "ICAO Doc 9303: passports are issued for ten years at most"
            }
            FaultKind::TravelAuthorityExpired | FaultKind::TravelAuthorityMissing => {
                "INA 273, 8 USC 1323; 8 CFR 273.3(b), visa valid"
            }
            FaultKind::NoDocument => "INA 273, 8 USC 1323",
            FaultKind::MandatoryElementMissing => "passenger data rules of the state of arrival",
            FaultKind::MrzMalformed => "ICAO Doc 9303-3, 4",
            FaultKind::PersonSeveralDocuments
            | FaultKind::ItineraryImpossible
            | FaultKind::DuplicateBooking
            | FaultKind::Codeshare => "no rule of its own, only a reason to ask",
        }
    }
}

/// One thing that is wrong, with its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Expired when the flight leaves, by the airport's own date.
    Expired { on: Date },
    /// Valid at departure, expired on landing.
    ExpiresBeforeArrival { on: Date },
    /// The holder is born after the document ran out.
    BornAfterExpiry { birth: PartialDate, expiry: Date },
    /// The holder is born after the flight.
    BornAfterDeparture { birth: PartialDate },
    /// The zone holds what is no date.
    ZoneDateImpossible { field: Field },
    /// Runs out later than any passport issued today would.
    ValidTooLong { until: Date },
    /// The issuing state reports it. The holder may be the innocent owner.
    LostStolenRevoked {
        status: LostStatus,
        reported_on: Option<Date>,
        /// The manifest names no issuer: the holder's nationality stood in for it.
        issuer_assumed: bool,
    },
    /// Fields whose digit is not the computed one.
    CheckDigit { fields: Vec<Field> },
    /// Zone and manifest disagree.
    FieldConflict(Conflict),
    /// An issuer or nationality that is kept for samples.
    Specimen { code: &'static str },
    /// Fields that break the form of a zone; none when the text is no zone at all.
    Malformed { fields: Vec<Field> },
    /// The state of arrival asks for these.
    ElementsMissing {
        state: String,
        elements: Vec<Element>,
    },
    /// A visa of the state of arrival has run out, and no other stands in for it.
    AuthorityExpired {
        on: Date,
        /// The table asks this passenger for one; else it only informs.
        asked: bool,
    },
    /// The state of arrival asks for a visa, and the manifest names none.
    AuthorityMissing { state: String },
    /// No row of this passenger names any document.
    NoDocument,
    /// Another document of the same type and issuer.
    SeveralDocuments { other: String },
    /// So many other people present this document tonight.
    Shared { others: u32 },
    /// The same person is booked on another flight that cannot be flown as well.
    ItineraryImpossible { other: Box<Flight> },
    /// The same person is booked so many more times on this flight.
    DuplicateBooking { others: u32 },
    /// The same person stands on the list of another carrier, of a flight that leaves and lands
    /// when and where this one does: one aeroplane under two numbers.
    Codeshare { other: Box<Flight> },
}

impl Fault {
    pub fn kind(&self) -> FaultKind {
        match self {
            Fault::Expired { .. } => FaultKind::DocumentExpired,
            Fault::ExpiresBeforeArrival { .. } => FaultKind::DocumentExpiresBeforeArrival,
            Fault::BornAfterExpiry { .. }
            | Fault::BornAfterDeparture { .. }
            | Fault::ZoneDateImpossible { .. } => FaultKind::DocumentDatesImpossible,
            Fault::ValidTooLong { .. } => FaultKind::DocumentValidityTooLong,
            Fault::LostStolenRevoked { .. } => FaultKind::DocumentLostStolenRevoked,
            Fault::CheckDigit { .. } => FaultKind::MrzCheckDigit,
            Fault::FieldConflict(_) => FaultKind::MrzFieldConflict,
            Fault::Specimen { .. } => FaultKind::SpecimenDocument,
            Fault::Malformed { .. } => FaultKind::MrzMalformed,
            Fault::ElementsMissing { .. } => FaultKind::MandatoryElementMissing,
            Fault::AuthorityExpired { .. } => FaultKind::TravelAuthorityExpired,
            Fault::AuthorityMissing { .. } => FaultKind::TravelAuthorityMissing,
            Fault::NoDocument => FaultKind::NoDocument,
            Fault::SeveralDocuments { .. } => FaultKind::PersonSeveralDocuments,
            Fault::Shared { .. } => FaultKind::DocumentShared,
            Fault::ItineraryImpossible { .. } => FaultKind::ItineraryImpossible,
            Fault::DuplicateBooking { .. } => FaultKind::DuplicateBooking,
            Fault::Codeshare { .. } => FaultKind::Codeshare,
        }
    }

    /// Whether it can make a case of itself, as far as its kind may.
    pub fn is_decisive(&self) -> bool {
        !matches!(self, Fault::AuthorityExpired { asked: false, .. })
    }
}

/// A fault with the index of the document that shows it; none for the passenger's own.
pub type Found = (Option<usize>, Fault);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_stands_once_with_code_ground_and_severity() {
        let codes: Vec<&str> = FaultKind::ALL.iter().map(|kind| kind.as_str()).collect();
        let distinct: std::collections::BTreeSet<_> = codes.iter().collect();
        assert_eq!(distinct.len(), codes.len());
        assert!(FaultKind::ALL.is_sorted());
        for kind in FaultKind::ALL {
            assert!((0..=99).contains(&kind.severity()), "{kind:?}");
            assert!(!kind.ground().is_empty(), "{kind:?}");
        }
    }
}
