//! The closed words of text columns, for the data dictionary.

use crate::analysis::links::keys::Relation;
use crate::analysis::network::walk::Basis;
use crate::domain::decision::Decision;
use crate::domain::parsed::RejectCode;
use crate::recommend::{Level, Reason};
use crate::redress::Ground;
use crate::wording::background;
use std::collections::BTreeSet;

type Words = Vec<&'static str>;

pub(super) fn reasons() -> Words {
    Reason::all().map(Reason::as_str).collect()
}

/// What asks for an action: a match or a finding, no cap.
pub(super) fn reason_classes() -> Words {
    let is_cap = |reason: &Reason| match reason {
        Reason::ListedPerson
        | Reason::ListedDocument
        | Reason::PossibleMatch
        | Reason::TravelsWith
        | Reason::Document(_) => false,
        Reason::MinorCap
        | Reason::WeakAliasCap
        | Reason::ProtectedCategory
        | Reason::NameOnlyCap
        | Reason::ContradictionCap => true,
    };
    let asking = Reason::all().filter(|reason| !is_cap(reason));
    asking.map(Reason::as_str).collect()
}

/// Of evidence; findings are about a document or a booking.
pub(super) fn kinds() -> Words {
    let kinds = Level::all().map(Level::kind);
    distinct(kinds.chain(["document", "booking", background::KIND]))
}

/// Of evidence; that of a finding is its reason code.
pub(super) fn levels() -> Words {
    distinct(Level::all().map(Level::as_str).chain(background::LEVELS))
}

/// Of a link that no value makes: journeys together, by no chance.
pub(crate) const TOGETHER: &str = "journeys_together";
pub(crate) const JOURNEYS: &str = "journeys";

pub(super) fn relations() -> Words {
    let values = Relation::ALL.map(Relation::as_str).into_iter();
    values.chain([TOGETHER]).collect()
}

pub(super) fn link_kinds() -> Words {
    let values = Relation::ALL.map(Relation::kind).into_iter();
    values.chain([JOURNEYS]).collect()
}

pub(super) fn bases() -> Words {
    Basis::ALL.map(Basis::as_str).into()
}

pub(super) fn rejects() -> Words {
    RejectCode::ALL.map(RejectCode::as_str).into()
}

pub(super) fn grounds() -> Words {
    Ground::ALL.map(Ground::as_str).into()
}

/// The only review status that the job itself may write: a person decides the rest.
pub(crate) const PENDING_REVIEW: &str = "pending_review";

pub(super) fn review_statuses() -> Words {
    [&[PENDING_REVIEW], Decision::WORDS].concat()
}

/// Those of `release::State`, which stands above the tables.
pub(super) fn sheet_states() -> Words {
    vec!["released", "withdrawn"]
}

pub(super) fn purge_steps() -> Words {
    vec!["delete", "mask", "hold", "reduce", "keep"]
}

pub(super) fn periods() -> Words {
    vec!["whole_year", "part_year"]
}

/// In their order.
fn distinct(words: impl Iterator<Item = &'static str>) -> Words {
    let mut seen = BTreeSet::new();
    words.filter(|word| seen.insert(*word)).collect()
}
