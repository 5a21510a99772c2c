//! Who is linked to a case, and which cases hang together: context on them, never a case by
//! itself.
//!
//! The hashes of the survey say which rows may share a value with a case; their texts are
//! read by whoever knows their format.

use crate::analysis::links::agencies::Agencies;
use crate::analysis::links::hashes::KeyHashes;
use crate::analysis::links::keys::Relation;
use crate::analysis::network::groups::{self, Group, Member};
use crate::analysis::network::sharing::{Shared, Strength};
use crate::analysis::network::walk::{self, Basis, Found, Held, Link, Who};
use crate::domain::ids::RowRef;
use crate::error::Result;
use crate::night::gathered::Gathered;
use crate::recommend::case::Case;
use crate::schema::networks::Network;
use crate::schema::rows::LinkRow;
use std::collections::{BTreeMap, BTreeSet};

/// What is known of the night's links.
pub struct Linked {
    /// Sorted by case.
    pub links: Vec<LinkRow>,
    pub networks: Vec<Network>,
    /// Links beyond what one case may have.
    pub left_out: u64,
}

/// `people` travel in the night; `read` gives what the rows hold that it is asked for, which
/// are in the night's order.
pub fn links(
    gathered: &Gathered,
    files: &[String],
    people: u64,
    (hashes, agencies): (&KeyHashes, &Agencies),
    read: impl Fn(&[RowRef]) -> Result<Vec<Held>>,
) -> Result<Linked> {
    let cases = gathered.cases.iter();
    let rows: Vec<Vec<RowRef>> = cases.map(|case| case.passenger.rows.clone()).collect();
    let mut found = walk::walk(&rows, people, |asked| {
        let sharing = hashes.may_share(asked.iter().copied());
        let wanted: BTreeSet<RowRef> = asked.iter().copied().chain(sharing).collect();
        read(&wanted.into_iter().collect::<Vec<_>>())
    })?;
    let groups = groups::groups(&members(&gathered.cases, &found), &found.links);
    let booked = booked(&rows, &found, agencies);
    found.links.extend(booked);
    let mut numbers = Numbers::default();
    let links = link_rows(&gathered.cases, files, found.links, &mut numbers);
    Ok(Linked {
        links,
        networks: groups
            .into_iter()
            .map(|group| network(group, &mut numbers))
            .collect(),
        left_out: found.left_out,
    })
}

/// One line of each case that an agency booked with others: how many rows, and nobody of them.
fn booked(cases: &[Vec<RowRef>], found: &Found, agencies: &Agencies) -> Vec<Link> {
    let cases = cases.iter().zip(&found.agencies).enumerate();
    let lines = cases.filter_map(|(case, (own, agency))| {
        let agency = agency.as_ref()?;
        let sharers = agencies.rows(agency);
        let line = Link {
            case,
            step: 1,
            other: None,
            via: None,
            relation: Relation::SameAgency,
            value: agency.clone(),
            shared: Shared {
                sharers,
                strength: None,
            },
            strength: None,
            basis: Basis::Derived,
        };
        ((own.len() as u64) < sharers).then_some(line)
    });
    lines.collect()
}

/// A case that shares nothing is in no group, whoever it is said to be about.
fn members(cases: &[Case], found: &Found) -> Vec<Member> {
    let members = cases.iter().zip(&found.own).map(|(case, own)| {
        let passenger = &case.passenger;
        let booking = passenger.booking_ref.clone();
        Member {
            who: own.unwrap_or(Who { name: 0, birth: 0 }),
            booking: booking.map(|booking| (passenger.flight.carrier.clone(), booking)),
        }
    });
    members.collect()
}

fn link_rows(
    cases: &[Case],
    files: &[String],
    mut links: Vec<Link>,
    numbers: &mut Numbers,
) -> Vec<LinkRow> {
    let owned = |case: &Case| {
        let id = case.recommendation.case_id.clone();
        let rows = case.passenger.rows.clone().into_iter();
        rows.map(move |row| (row, id.clone()))
    };
    let owner: BTreeMap<RowRef, String> = cases.iter().flat_map(owned).collect();
    let case_id = |link: &Link| cases[link.case].recommendation.case_id.as_str();
    let place = |row: RowRef| format!("{}:{}", files[row.file as usize], row.row);
    links.sort_by(|a, b| {
        let key = |link: &Link| (link.step, link.relation, link.other, link.value.clone());
        (case_id(a), key(a)).cmp(&(case_id(b), key(b)))
    });
    let rows = links.iter().map(|link| {
        let other = link.other.map(|(row, _)| row);
        LinkRow {
            case_id: case_id(link).to_owned(),
            // A night is of no run until it is published.
            run_id: String::new(),
            other_case_id: other.and_then(|row| owner.get(&row).cloned()),
            other_passenger_row: other.map(place).unwrap_or_default(),
            relation: link.relation.as_str().to_owned(),
            value_digest: numbers.of(link.relation, link.value.clone()),
            kind: link.relation.kind().to_owned(),
            step: Some(i32::from(link.step)),
            via_passenger_row: link.via.map(place),
            sharers: i64::try_from(link.shared.sharers).ok(),
            strength_bits: link.strength.map(Strength::bits),
            stated: link.basis.as_str().to_owned(),
        }
    });
    rows.collect()
}

/// Its values are those of links, and so have their numbers.
fn network(group: Group, numbers: &mut Numbers) -> Network {
    let kinds = group.values.iter().map(|(relation, _)| relation.kind());
    let kinds = kinds.collect();
    let mut number = |values: BTreeSet<(Relation, String)>| {
        let values = values.into_iter();
        let mut values: Vec<String> = values
            .map(|(relation, value)| numbers.of(relation, value))
            .collect();
        values.sort_by_key(|number| (number.len(), number.clone()));
        values
    };
    Network {
        cases: group.cases,
        people: group.people,
        kinds,
        values: number(group.values),
        bridges: number(group.bridges),
    }
}

/// A value is published as its number within the night, by the first case that has it. A digest
/// of a card, a telephone or a document is found by whoever tries them all, and a salt would make
/// the same night other bytes elsewhere.
#[derive(Default)]
struct Numbers(BTreeMap<(Relation, String), usize>);

impl Numbers {
    fn of(&mut self, relation: Relation, value: String) -> String {
        let next = self.0.len() + 1;
        let number = self.0.entry((relation, value)).or_insert(next);
        format!("L{number}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_keeps_its_number_and_no_two_share_one() {
        let mut numbers = Numbers::default();
        let mut of = |relation, value: &str| numbers.of(relation, value.to_owned());
        assert_eq!(of(Relation::SameBooking, "A"), "L1");
        assert_eq!(of(Relation::SamePayment, "A"), "L2");
        assert_eq!(of(Relation::SameBooking, "B"), "L3");
        assert_eq!(of(Relation::SamePayment, "A"), "L2");
    }
}
