//! Who is linked to a case, and which cases hang together: context on them, never a case by
//! itself.
//!
//! The hashes of the survey say which rows may share a value with a case; their texts are
//! read by whoever knows their format.

use crate::analysis::links::agencies::Agencies;
use crate::analysis::links::hashes::KeyHashes;
use crate::analysis::links::keys::{Key, Relation};
use crate::analysis::network::groups::{self, Group};
use crate::analysis::network::members::{Earlier, Member, Valued};
use crate::analysis::network::sharing::{MOST_FOLLOWED, Shared, Strength};
use crate::analysis::network::walk::{self, Basis, Found, Held, Link, Who};
use crate::domain::ids::RowRef;
use crate::error::Result;
use crate::night::associates;
use crate::night::gathered::Gathered;
use crate::recommend::case::Case;
use crate::redress::Salt;
use crate::schema::networks::{EarlierCase, Network};
use crate::schema::rows::LinkRow;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// What is known of the night's links.
pub struct Linked {
    /// Sorted by case.
    pub links: Vec<LinkRow>,
    pub networks: Vec<Network>,
    /// Links beyond what one case may have.
    pub left_out: u64,
    /// Of each case, what may be kept for later nights; nothing where they are not looked at.
    pub kept: Vec<Earlier>,
}

/// Cases of nights before: what links them, and what is told of them, in one order.
pub struct Nights<'a> {
    pub salt: &'a Salt,
    pub links: Vec<Earlier>,
    pub cases: Vec<EarlierCase>,
}

impl Nights<'_> {
    fn person(&self, who: Who, case_id: &str) -> String {
        // Namesakes of whom no birth date is known are nobody twice.
        let text = match who.birth {
            0 => format!("case/{case_id}"),
            birth => format!("{:016x}{birth:016x}", who.name),
        };
        self.hidden("person", &text)
    }

    fn hidden(&self, what: &str, text: &str) -> String {
        self.salt.hide(&format!("{what}\u{1f}{text}"))
    }
}

/// `people` travel in the night; `read` gives what the rows hold that it is asked for, which
/// are in the night's order.
pub fn links(
    gathered: &Gathered,
    files: &[String],
    people: u64,
    (hashes, agencies): (&KeyHashes, &Agencies),
    nights: Option<&Nights>,
    read: impl Fn(&[RowRef]) -> Result<Vec<Held>>,
) -> Result<Linked> {
    let cases = gathered.cases.iter();
    let rows: Vec<Vec<RowRef>> = cases.map(|case| case.passenger.rows.clone()).collect();
    let mut found = walk::walk(&rows, people, |asked| {
        let sharing = hashes.may_share(asked.iter().copied());
        let wanted: BTreeSet<RowRef> = asked.iter().copied().chain(sharing).collect();
        read(&wanted.into_iter().collect::<Vec<_>>())
    })?;
    let stated = associates::links(&gathered.cases, &found);
    found.links.extend(stated);
    let members = members(&gathered.cases, &found, nights);
    let before = nights.map_or(&[][..], |nights| &nights.links);
    let groups = groups::groups(&members, &found.links, before);
    let booked = booked(&rows, &found, agencies);
    found.links.extend(booked);
    let mut numbers = Numbers::default();
    let mut links = link_rows(&gathered.cases, files, found.links, &mut numbers);
    links.extend(across(&gathered.cases, &members, nights, &mut numbers));
    Ok(Linked {
        kept: nights.map_or_else(Vec::new, |_| members.into_iter().map(kept).collect()),
        links,
        networks: groups
            .into_iter()
            .map(|group| network(group, nights, &mut numbers))
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
fn members(cases: &[Case], found: &Found, nights: Option<&Nights>) -> Vec<Member> {
    let people = found.own.iter().zip(&found.values);
    let members = cases.iter().zip(people).map(|(case, (own, values))| {
        let passenger = &case.passenger;
        let who = own.unwrap_or(Who { name: 0, birth: 0 });
        let booking = passenger.booking_ref.as_ref();
        let booking = booking.map(|locator| format!("{}/{locator}", passenger.flight.carrier));
        let hide = |(relation, text): &Key| {
            let (relation, kind) = (*relation, relation.kind());
            let digest = nights?.hidden(kind, text);
            Some(Valued {
                digest: format!("{kind}:{digest}"),
                relation,
                text: text.clone(),
            })
        };
        let id = &case.recommendation.case_id;
        Member {
            who,
            booking: match nights {
                Some(nights) => booking.map(|text| nights.hidden("party", &text)),
                None => booking,
            },
            person: nights.map_or_else(String::new, |nights| nights.person(who, id)),
            values: values.iter().filter_map(hide).collect(),
        }
    });
    members.collect()
}

fn kept(member: Member) -> Earlier {
    let values = member.values.into_iter();
    Earlier {
        person: member.person,
        booking: member.booking,
        values: values.map(|value| value.digest).collect(),
    }
}

/// One row for each other person's case of a night before that had a value of a case.
fn across(
    cases: &[Case],
    members: &[Member],
    nights: Option<&Nights>,
    numbers: &mut Numbers,
) -> Vec<LinkRow> {
    let Some(nights) = nights else {
        return Vec::new();
    };
    let tonight: BTreeSet<&str> = cases
        .iter()
        .map(|case| case.recommendation.case_id.as_str())
        .collect();
    let mut holders: BTreeMap<&str, BTreeMap<&str, &Earlier>> = BTreeMap::new();
    let known = nights.links.iter().zip(&nights.cases);
    let mut days: BTreeMap<&str, Date> = BTreeMap::new();
    for (links, case) in known.filter(|(_, case)| !tonight.contains(case.case_id.as_str())) {
        days.insert(&case.case_id, case.day());
        for value in &links.values {
            holders
                .entry(value)
                .or_default()
                .insert(&case.case_id, links);
        }
    }
    let mut rows = Vec::new();
    for (case, member) in cases.iter().zip(members) {
        for value in &member.values {
            let before = holders.get(value.digest.as_str());
            let others = before.into_iter().flatten();
            let others = others.filter(|(_, other)| other.person != member.person);
            let others: Vec<&str> = others.map(|(id, _)| *id).collect();
            if MOST_FOLLOWED as usize <= others.len() {
                continue;
            }
            rows.extend(others.into_iter().map(|other| LinkRow {
                case_id: case.recommendation.case_id.clone(),
                run_id: String::new(),
                other_case_id: Some(other.to_owned()),
                other_passenger_row: String::new(),
                relation: value.relation.as_str().to_owned(),
                value_digest: numbers.of(value.relation, value.text.clone()),
                kind: value.relation.kind().to_owned(),
                step: Some(1),
                via_passenger_row: None,
                sharers: None,
                strength_bits: None,
                stated: Basis::Derived.as_str().to_owned(),
                other_day: days.get(other).copied(),
                journeys: None,
                chance: None,
            }));
        }
    }
    rows
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
            other_day: None,
            journeys: None,
            chance: None,
        }
    });
    rows.collect()
}

/// Its values are those of links, and so have their numbers.
fn network(group: Group, nights: Option<&Nights>, numbers: &mut Numbers) -> Network {
    let earlier = group.earlier.iter();
    let earlier = earlier.filter_map(|case| Some(nights?.cases[*case].clone()));
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
        earlier: earlier.collect(),
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
