//! The result of screening one passenger: what is recommended, and all of the why.

pub mod case;

pub mod identity;

pub mod level;

pub mod lines;

pub mod named;

#[cfg(test)]
pub(crate) mod samples;

pub use crate::decide::{Action, Reason};
pub use crate::documents::fault::{Fault, FaultKind};
use crate::domain::background::Background;
use crate::domain::points::Points;
pub use crate::evidence::prepared::NameField;
pub use crate::names::tampering::Tampering;
pub use level::{Level, NameLevel};

/// One part of a score, with the two values that made it. The parts of a hit sum to its
/// total: there is no second computation behind the explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceLine {
    pub level: Level,
    pub detail: Detail,
    /// As compared; empty where there is none.
    pub passenger_value: String,
    pub entry_value: String,
    pub points: Points,
}

/// What a reader is told of a comparison beside its level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    None,
    /// Of a part of the passenger's name.
    Name {
        field: NameField,
        /// Paired with the other field of the listed name.
        exchanged: bool,
        /// Somebody may have written the name so that a machine reads another.
        tampering: Option<Tampering>,
    },
    /// The birth date lies after departure, so it counts for nothing.
    BornAfterDeparture,
    /// Index into `Passenger::documents`.
    Document(usize),
}

/// One listed person whom the passenger may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    pub list: String,
    pub authority: String,
    pub entry_id: String,
    /// Of the entry as it stands tonight: a cleared pair opens again when it changes.
    pub entry_digest: String,
    /// The listed name that matched best.
    pub entry_name: String,
    pub primary_name: String,
    pub category: String,
    pub listed_reason: Option<String>,
    pub handling: Option<String>,
    /// What the list says besides; no part of the score.
    pub background: Background,
    /// Reason, then caps, in the order of [`Reason`].
    pub reasons: Vec<Reason>,
    /// What this hit alone would recommend.
    pub action: Action,
    pub total: Points,
    pub evidence: Vec<EvidenceLine>,
}

impl Hit {
    /// Whether a run would make a case of it. A listed document in hand is one however little
    /// else agrees.
    pub fn makes_case(&self, review: Points) -> bool {
        review <= self.total || self.reasons.contains(&Reason::ListedDocument)
    }
}

/// A fault of one document (index into `Passenger::documents`), or of the passenger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub document: Option<usize>,
    pub fault: Fault,
    /// The fault, then a cap when one held the action down.
    pub reasons: Vec<Reason>,
    /// None when the fault only informs.
    pub action: Option<Action>,
}

/// A case: everything an officer needs about one passenger on one flight.
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
    /// Higher is more urgent: 100 x action rank + severity (0 to 99) of category or fault.
    pub priority: i32,
    /// Best first; those at or above the review line.
    pub hits: Vec<Hit>,
    pub findings: Vec<Finding>,
    /// Cases of listed persons with whom the passenger shares a booking, where that alone made
    /// this one; sorted.
    pub travels_with: Vec<String>,
}
