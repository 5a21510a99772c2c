//! Who travels with a case: context, never a ground.

use super::scene::Scene;
use crate::inert::cut;
use crate::schema::rows::{CaseRow, LinkRow};
use crate::wording::text::listed;
use crate::wording::words;
use std::collections::{BTreeMap, BTreeSet};

/// Companions shown on a card: a coach party is one fact.
const MOST_SHOWN: usize = 8;

/// Passengers who share the same things with a case.
pub(super) struct Party {
    pub(super) relations: String,
    pub(super) others: Vec<Other>,
}

pub(super) struct Other {
    /// The case, or the manifest row of somebody who is none.
    pub(super) words: String,
    /// The other's card is on this page.
    pub(super) has_card: bool,
}

/// Those who are cases first, and how many passengers are left out.
pub(super) fn of_case(row: &CaseRow, scene: &Scene) -> (Vec<Party>, usize) {
    let mut by_row: BTreeMap<&str, Vec<&LinkRow>> = BTreeMap::new();
    let links = of_id(scene.links, &row.case_id).iter();
    for link in links.filter(|link| is_companion(link)) {
        let links = by_row.entry(&link.other_passenger_row).or_default();
        links.push(link);
    }
    let mut others: Vec<&Vec<&LinkRow>> = by_row.values().collect();
    // Stable: within either half in the order of the rows.
    others.sort_by_key(|links| links[0].other_case_id.is_none());
    let mut parties: Vec<Party> = Vec::new();
    for links in others.iter().take(MOST_SHOWN) {
        let other_row = links[0].other_case_id.as_deref();
        let other_row = other_row.and_then(|id| scene.rows.get(id));
        let relations = match other_row {
            Some(other) if is_same_traveller(row, other) => own_other(row, other).to_owned(),
            _ => relations(links),
        };
        let known = parties.iter_mut().find(|one| one.relations == relations);
        let other = Other::new(links[0], scene);
        match known {
            Some(party) => party.others.push(other),
            None => parties.push(Party {
                relations,
                others: vec![other],
            }),
        }
    }
    (parties, others.len().saturating_sub(MOST_SHOWN))
}

/// Who shares something with the case: nobody at two steps, and no value that is only told.
fn is_companion(link: &LinkRow) -> bool {
    link.step != Some(2) && !link.other_passenger_row.is_empty()
}

/// The links of one case; `links` are sorted by case.
pub(super) fn of_id<'a>(links: &'a [LinkRow], case_id: &str) -> &'a [LinkRow] {
    let from = links.partition_point(|link| link.case_id.as_str() < case_id);
    let own = links[from..].partition_point(|link| link.case_id == case_id);
    &links[from..from + own]
}

/// Whether both rows are of one person: what is unknown on one side is no agreement.
fn is_same_traveller(one: &CaseRow, other: &CaseRow) -> bool {
    let known = one.birth_date.is_some() && one.document_number.is_some();
    let person = |row: &CaseRow| {
        let names = (row.surname.clone(), row.given_names.clone());
        (names, row.birth_date.clone())
    };
    let document = |row: &CaseRow| (row.document_number.clone(), row.document_issuer.clone());
    known && person(one) == person(other) && document(one) == document(other)
}

fn own_other(one: &CaseRow, other: &CaseRow) -> &'static str {
    if one.booking_ref.is_some() && one.booking_ref == other.booking_ref {
        "the same passenger's other flight in this booking"
    } else {
        "the same passenger's other booking"
    }
}

/// Telephone and mail are both a contact.
fn relations(links: &[&LinkRow]) -> String {
    let relations = links.iter().map(|link| link.relation.as_str());
    let relations: BTreeSet<&str> = relations.collect();
    let words: Vec<String> = relations.into_iter().map(words::plain).collect();
    cut(&listed(&words))
}

impl Other {
    fn new(link: &LinkRow, scene: &Scene) -> Other {
        let case = link.other_case_id.as_deref();
        let row = || format!("row {}", link.other_passenger_row);
        Other {
            words: case.map_or_else(|| cut(&row()), cut),
            has_card: case.is_some_and(|id| scene.with_card.contains(id)),
        }
    }
}
