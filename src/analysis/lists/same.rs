//! Which entries of different lists are one person.
//!
//! Precision before recall: an entry that stays alone gives two hits on one traveller, a
//! wrong merge mixes two people. Two rules join, a name alone never does:
//!
//! - **document**: the same number with the same issuer, a name of at least four bits, and
//!   no contradicting birth date or sex; the number without an issuer on one side asks for
//!   eight bits of name;
//! - **name and birth**: a name of at least ten bits that neither side calls weak, the same
//!   day of birth, and no contradicting sex or nationality.
//!
//! Entries of one list, of two categories or of two terms of validity stay apart, and so
//! does an entry that two of another list resemble alike.

use crate::domain::date::{ListedBirth, PartialDate};
use crate::domain::document::Document;
use crate::domain::entry::{Entry, ListedName, NameKind};
use crate::domain::passenger::Passenger;
use crate::domain::points::Points;
use crate::evidence::birth::BirthLevel;
use crate::evidence::document::DocumentLevel;
use crate::evidence::origin::OriginLevel;
use crate::score::{Evidence, Score};
use crate::screen::Screener;
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// Least bits of name beside a document that both sides state with its issuer.
const NAME_WITH_DOCUMENT: Points = Points(400);
/// Beside a number that one side states without an issuer.
const NAME_WITH_NUMBER: Points = Points(800);
/// Beside a birth date.
const NAME_WITH_BIRTH: Points = Points(1_000);
/// Two entries of one list whose evidence is so near each other are not told apart.
const TOO_NEAR: Points = Points(300);

/// An entry is asked for by so many of its names and dates, strongest first.
const NAMES_ASKED: usize = 8;
const BIRTHS_ASKED: usize = 4;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    Document,
    NameAndBirth,
}

impl Rule {
    pub fn as_str(self) -> &'static str {
        match self {
            Rule::Document => "document",
            Rule::NameAndBirth => "name_and_birth",
        }
    }
}

/// Two entries, by number, the lower first, and why they are one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    pub one: u32,
    pub other: u32,
    pub rule: Rule,
    pub total: Points,
}

/// Every link from one entry. Pure, so that entries may be asked in parallel.
pub fn links_of(screener: &Screener, entry: u32, now: Timestamp) -> Vec<Link> {
    let own = screener.entry(entry);
    let mut best: BTreeMap<u32, Link> = BTreeMap::new();
    for (kind, person) in travellers(own, now) {
        for ranked in screener.ranked(&person, screener.policy().lines.review) {
            let other = screener.entry(ranked.entry);
            if !comparable(own, other) {
                continue;
            }
            let weak = kind == NameKind::WeakAlias
                || screener.matched_name(&ranked).kind == NameKind::WeakAlias;
            let Some(rule) = rule(&ranked.score, weak) else {
                continue;
            };
            let link = Link {
                one: entry.min(ranked.entry),
                other: entry.max(ranked.entry),
                rule,
                total: ranked.score.total,
            };
            let known = best.entry(ranked.entry).or_insert(link);
            if order(&link) < order(known) {
                *known = link;
            }
        }
    }
    best.into_values().collect()
}

/// The entry as the travellers it would be: each name with each whole birth date.
fn travellers(entry: &Entry, now: Timestamp) -> Vec<(NameKind, Passenger)> {
    let mut names: Vec<&ListedName> = entry.names.iter().collect();
    names.sort_by_key(|name| name.kind);
    let known: Vec<PartialDate> = entry.birth_dates.iter().filter_map(known).collect();
    let births: Vec<Option<PartialDate>> = match known.is_empty() {
        true => vec![None],
        false => known.into_iter().take(BIRTHS_ASKED).map(Some).collect(),
    };
    let mut people = Vec::new();
    for name in names.into_iter().take(NAMES_ASKED) {
        for birth in &births {
            people.push((name.kind, traveller(entry, name, *birth, now)));
        }
    }
    people
}

fn traveller(
    entry: &Entry,
    name: &ListedName,
    birth: Option<PartialDate>,
    now: Timestamp,
) -> Passenger {
    let text = |part: &Option<String>| part.clone().unwrap_or_default();
    let (surname, given) = match (&name.surname, &name.given_names) {
        (None, None) => (text(&name.full), String::new()),
        (surname, given) => (text(surname), text(given)),
    };
    let mut person = Passenger::of_name(surname, given, now);
    person.birth_date = birth;
    person.sex = entry
        .sexes
        .first()
        .copied()
        .filter(|_| entry.sexes.len() == 1);
    let states = &entry.nationalities;
    person.nationality = states.first().copied().filter(|_| states.len() == 1);
    person.documents = entry
        .documents
        .iter()
        .map(|document| Document {
            kind: None,
            number: document.number.clone(),
            issuer: document.issuer,
            expiry: None,
            mrz: None,
        })
        .collect();
    person
}

fn known(birth: &ListedBirth) -> Option<PartialDate> {
    match birth {
        ListedBirth::Known(date) => Some(*date),
        ListedBirth::Circa(_) | ListedBirth::Years(..) => None,
    }
}

/// One category leads to one kind of case, and an entry that ends must not go on in
/// another.
fn comparable(one: &Entry, other: &Entry) -> bool {
    one.list != other.list
        && one.category == other.category
        && (one.valid_from, one.valid_to) == (other.valid_from, other.valid_to)
}

fn rule(score: &Score, weak: bool) -> Option<Rule> {
    let name = score.name_points();
    let parts =
        |wanted: fn(&Evidence) -> bool| score.parts.iter().any(|part| wanted(&part.evidence));
    let sexes = parts(|evidence| matches!(evidence, Evidence::Sex(OriginLevel::Differs)));
    let states = parts(|evidence| matches!(evidence, Evidence::Nationality(OriginLevel::Differs)));
    let birth = score.birth();
    if sexes {
        return None;
    }
    let by_document = match score.document() {
        DocumentLevel::Same => NAME_WITH_DOCUMENT <= name,
        DocumentLevel::SameNumber | DocumentLevel::CheckDigitGlued => NAME_WITH_NUMBER <= name,
        DocumentLevel::Confusable
        | DocumentLevel::OneEdit
        | DocumentLevel::Missing
        | DocumentLevel::Different => false,
    };
    if by_document && birth != BirthLevel::Contradiction {
        return Some(Rule::Document);
    }
    let by_birth = birth == BirthLevel::Exact && NAME_WITH_BIRTH <= name && !weak && !states;
    by_birth.then_some(Rule::NameAndBirth)
}

/// Strongest first; ids last, so that the order is the same on every machine.
fn order(link: &Link) -> (Rule, Points, u32, u32) {
    (link.rule, -link.total, link.one, link.other)
}

/// Entries that are one person, each group in order of number; groups of one are left out.
pub struct Groups {
    pub people: Vec<Vec<u32>>,
    /// The links that joined them.
    pub used: Vec<Link>,
    /// Links not used, since two entries of one list resemble a third alike.
    pub ambiguous: u64,
}

/// `list_of` tells entries of one list, which are never joined.
pub fn groups<'a>(mut links: Vec<Link>, list_of: impl Fn(u32) -> &'a str) -> Groups {
    links.sort_by_key(order);
    links.dedup_by_key(|link| (link.one, link.other));
    let mut seen = BTreeSet::new();
    links.retain(|link| seen.insert((link.one, link.other)));
    let unclear = unclear(&links, &list_of);
    let mut group_of: BTreeMap<u32, u32> = BTreeMap::new();
    let mut members: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    let mut used = Vec::new();
    let mut ambiguous = 0;
    for link in links {
        if unclear.contains(&(link.one, link.other)) {
            ambiguous += 1;
            continue;
        }
        let group = |of: u32| group_of.get(&of).copied().unwrap_or(of);
        let (first, second) = (group(link.one), group(link.other));
        let of = |group: u32| members.get(&group).cloned().unwrap_or_else(|| vec![group]);
        let (ours, theirs) = (of(first), of(second));
        let clash = ours.iter().any(|one| {
            theirs
                .iter()
                .any(|other| one != other && list_of(*one) == list_of(*other))
        });
        if first == second {
            used.push(link);
        } else if clash {
            ambiguous += 1;
        } else {
            let mut all = [ours, theirs].concat();
            all.sort_unstable();
            members.remove(&second);
            group_of.extend(all.iter().map(|member| (*member, first)));
            members.insert(first, all);
            used.push(link);
        }
    }
    let mut people: Vec<Vec<u32>> = members.into_values().collect();
    people.sort_unstable();
    Groups {
        people,
        used,
        ambiguous,
    }
}

/// Of the links from one entry to another list, those whose best two are too near. A shared
/// document is not weighed against a name.
fn unclear<'a>(links: &[Link], list_of: &impl Fn(u32) -> &'a str) -> BTreeSet<(u32, u32)> {
    let mut rivals: BTreeMap<(u32, &str), Vec<&Link>> = BTreeMap::new();
    for link in links {
        rivals
            .entry((link.one, list_of(link.other)))
            .or_default()
            .push(link);
        rivals
            .entry((link.other, list_of(link.one)))
            .or_default()
            .push(link);
    }
    let mut unclear = BTreeSet::new();
    for rivals in rivals.into_values() {
        if let [best, next, ..] = rivals.as_slice() {
            let near = best.total - next.total < TOO_NEAR && best.rule == next.rule;
            let all = rivals.iter().skip(usize::from(!near));
            unclear.extend(all.map(|link| (link.one, link.other)));
        }
    }
    unclear
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(one: u32, other: u32, rule: Rule, bits: i32) -> Link {
        Link {
            one,
            other,
            rule,
            total: Points(bits * 100),
        }
    }

    /// Entries 0 to 9 are of list A, 10 to 19 of B, and so on.
    fn list(entry: u32) -> &'static str {
        ["A", "B", "C"][entry as usize / 10]
    }

    #[test]
    fn groups_hold_one_entry_of_each_list() {
        use Rule::*;
        type Case = (&'static str, Vec<Link>, Vec<Vec<u32>>, u64);
        let cases: [Case; 6] = [
            (
                "a pair",
                vec![link(1, 11, NameAndBirth, 5)],
                vec![vec![1, 11]],
                0,
            ),
            (
                "three lists, by way of one",
                vec![link(1, 11, Document, 9), link(11, 21, NameAndBirth, 5)],
                vec![vec![1, 11, 21]],
                0,
            ),
            (
                "the document decides",
                vec![link(1, 11, NameAndBirth, 9), link(1, 12, Document, 9)],
                vec![vec![1, 12]],
                1,
            ),
            (
                "two alike are left apart",
                vec![link(1, 11, NameAndBirth, 9), link(1, 12, NameAndBirth, 8)],
                vec![],
                2,
            ),
            (
                "the far better one is taken",
                vec![link(1, 11, NameAndBirth, 9), link(1, 12, NameAndBirth, 2)],
                vec![vec![1, 11]],
                1,
            ),
            (
                "a chain never joins two of one list",
                vec![
                    link(1, 11, Document, 9),
                    link(11, 21, Document, 8),
                    link(2, 21, Document, 7),
                ],
                vec![vec![1, 11, 21]],
                1,
            ),
        ];
        for (what, links, people, ambiguous) in cases {
            let groups = groups(links, list);
            assert_eq!(
                (groups.people, groups.ambiguous),
                (people, ambiguous),
                "{what}"
            );
        }
    }
}
