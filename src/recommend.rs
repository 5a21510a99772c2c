//! The result of screening one traveller: what is recommended, and all of the why.

use crate::domain::date::PartialDate;
use crate::domain::document::LostStatus;
use crate::score::Points;
use jiff::civil::Date;
use sha2::{Digest, Sha256};

/// What an officer is asked to look at. No variant acts: a person decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    ContactGroup,
    VerifyDocument,
    RecommendDenial,
    /// Protected people: always and only this.
    WelfareReferral,
}

impl Action {
    pub const ALL: [Action; 4] = [
        Action::RecommendDenial,
        Action::VerifyDocument,
        Action::ContactGroup,
        Action::WelfareReferral,
    ];

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.as_str() == text)
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Action::RecommendDenial => "recommend_denial",
            Action::VerifyDocument => "verify_document",
            Action::ContactGroup => "contact_group",
            Action::WelfareReferral => "welfare_referral",
        }
    }
}

/// Why a case exists, and what held its action down. The texts are the contract's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    ListedPerson,
    ListedDocument,
    PossibleMatch,
    DocumentLostStolenRevoked,
    DocumentExpired,
    DocumentExpiresBeforeArrival,
    DocumentDatesImpossible,
    NoDocument,
    MinorCap,
    WeakAliasCap,
    ProtectedCategory,
    NameOnlyCap,
}

impl Reason {
    pub fn as_str(self) -> &'static str {
        match self {
            Reason::ListedPerson => "listed_person",
            Reason::ListedDocument => "listed_document",
            Reason::PossibleMatch => "possible_match",
            Reason::DocumentLostStolenRevoked => "document_lost_stolen_revoked",
            Reason::DocumentExpired => "document_expired",
            Reason::DocumentExpiresBeforeArrival => "document_expires_before_arrival",
            Reason::DocumentDatesImpossible => "document_dates_impossible",
            Reason::NoDocument => "no_document",
            Reason::MinorCap => "minor_cap",
            Reason::WeakAliasCap => "weak_alias_cap",
            Reason::ProtectedCategory => "protected_category",
            Reason::NameOnlyCap => "name_only_cap",
        }
    }
}

/// One part of a score, with the two values that made it. The parts of a hit sum to its
/// total: there is no second computation behind the explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceLine {
    /// What was compared: `prior`, `name`, `birth_date`, `document`, `nationality`,
    /// `birth_country`, `birth_place`, `sex`.
    pub kind: &'static str,
    /// How the two values relate, a closed set per kind.
    pub level: &'static str,
    pub passenger_value: String,
    pub entry_value: String,
    pub points: Points,
    /// One sentence for a reader; may be empty.
    pub note: &'static str,
}

/// One listed person whom the traveller may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    pub list: String,
    pub authority: String,
    pub entry_id: String,
    /// The listed name that matched best.
    pub entry_name: String,
    pub primary_name: String,
    pub category: String,
    pub listed_reason: Option<String>,
    pub handling: Option<String>,
    /// Reason, then caps, in the order of [`Reason`].
    pub reasons: Vec<Reason>,
    /// What this hit alone would recommend.
    pub action: Action,
    pub total: Points,
    pub evidence: Vec<EvidenceLine>,
}

/// What is wrong with a document, without any list of persons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    Expired {
        on: Date,
    },
    ExpiresBeforeArrival {
        on: Date,
    },
    BornAfterExpiry {
        birth: PartialDate,
        expiry: Date,
    },
    LostStolenRevoked {
        status: LostStatus,
        reported_on: Option<Date>,
    },
    NoDocument,
}

/// A fault of one document (index into `Passenger::documents`; none for `NoDocument`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub document: Option<usize>,
    pub fault: Fault,
    pub reason: Reason,
    pub action: Action,
}

/// A case: everything an officer needs about one traveller on one flight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recommendation {
    pub case_id: String,
    pub action: Action,
    /// Sorted, without repeats.
    pub reasons: Vec<Reason>,
    /// Category of the hit that decided, when a hit did.
    pub category: Option<String>,
    /// The office the category is referred to.
    pub office: Option<String>,
    /// Higher is more urgent: 100 x action rank + category severity (0 to 99).
    pub priority: i32,
    /// Best first; those at or above the review line.
    pub hits: Vec<Hit>,
    pub findings: Vec<Finding>,
}

/// Stable from night to night for the same traveller, flight and cause.
pub fn case_id(parts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part.as_bytes());
        // A separator no value holds: ("AB","C") and ("A","BC") are different travellers.
        hasher.update([0x1f]);
    }
    let digest = hasher.finalize();
    let hex: String = digest[..8]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("C-{hex}")
}
