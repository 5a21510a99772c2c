//! Which entries of different lists are one person.
//!
//! Precision before recall: an entry that stays alone gives two hits on one passenger, a
//! wrong merge mixes two people. Two rules join, a name alone never does:
//!
//! - **document**: the same number with the same issuer, and a name of at least four bits;
//!   the number without an issuer on one side asks for eight bits of name;
//! - **name and birth**: a name of at least ten bits that neither side calls weak, the same
//!   day of birth, and a total above zero, with what speaks against it taken off.
//!
//! Neither joins entries that contradict each other (`contradict`). Entries of one list, of
//! two categories or of two terms of validity stay apart, and so does an entry that two of
//! another list resemble alike (`groups`).

use crate::analysis::lists::contradict::contradict;
use crate::analysis::lists::rule::Rule;
use crate::domain::date::{ListedBirth, PartialDate};
use crate::domain::document::Document;
use crate::domain::entry::{Entry, ListedName, NameKind};
use crate::domain::passenger::Passenger;
use crate::domain::points::Points;
use crate::evidence::birth::BirthLevel;
use crate::evidence::document::DocumentLevel;
use crate::score::Score;
use crate::screen::Screener;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// Least bits of name beside a document that both sides state with its issuer.
const NAME_WITH_DOCUMENT: Points = Points(400);
/// Beside a number that one side states without an issuer.
const NAME_WITH_NUMBER: Points = Points(800);
/// Beside a birth date.
const NAME_WITH_BIRTH: Points = Points(1_000);
/// An entry is asked for by so many of its names and dates, strongest first.
const NAMES_ASKED: usize = 8;
const BIRTHS_ASKED: usize = 4;

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
            if contradict(own, other, rule) {
                continue;
            }
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

/// The entry as the passengers it would be: each name with each whole birth date.
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
    let by_document = match score.document() {
        DocumentLevel::Same => NAME_WITH_DOCUMENT <= name,
        DocumentLevel::SameNumber | DocumentLevel::CheckDigitGlued => NAME_WITH_NUMBER <= name,
        DocumentLevel::Confusable
        | DocumentLevel::OneEdit
        | DocumentLevel::Missing
        | DocumentLevel::Different => false,
    };
    if by_document {
        return Some(Rule::Document);
    }
    let by_birth = score.birth() == BirthLevel::Exact
        && NAME_WITH_BIRTH <= name
        && Points::ZERO < score.total
        && !weak;
    by_birth.then_some(Rule::NameAndBirth)
}

/// Strongest first; ids last, so that the order is the same on every machine.
pub(super) fn order(link: &Link) -> (Rule, Points, u32, u32) {
    (link.rule, -link.total, link.one, link.other)
}
