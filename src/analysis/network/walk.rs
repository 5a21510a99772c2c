//! At most two steps from each case, by values that few share.

use super::sharing::{Fate, Shared, Strength};
use crate::analysis::links::keys::{Key, Relation};
use crate::domain::ids::RowRef;
use foldhash::fast::FixedState;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::BuildHasher;

/// Links of one case; what is beyond is counted.
const MOST_LINKS: usize = 200;

/// Whom a row is about: digests of name and birth date, which leave the memory of a night
/// never. No birth date is zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Who {
    pub name: u64,
    pub birth: u64,
}

impl Who {
    /// Words in any case and order, and whatever the birth date says.
    pub fn of(surname: Option<&str>, given_names: Option<&str>, birth: &str) -> Who {
        let fields = surname.into_iter().chain(given_names);
        let words = fields.flat_map(|field| field.split(|c: char| !c.is_alphanumeric()));
        let words = words.filter(|word| !word.is_empty());
        let mut words: Vec<String> = words.map(str::to_uppercase).collect();
        words.sort_unstable();
        let state = FixedState::default();
        Who {
            name: state.hash_one(&words),
            birth: match birth.trim() {
                "" => 0,
                known => state.hash_one(known).max(1),
            },
        }
    }
}

/// What one row holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    pub row: RowRef,
    pub who: Who,
    pub keys: Vec<Key>,
    /// Where it was booked.
    pub agency: Option<String>,
}

/// How it is known that two share something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// From a value that both have.
    Derived,
    /// The same, and the two may be one person: namesakes whose birth dates do not tell them
    /// apart.
    Ambiguous,
    /// A list says so.
    Stated,
}

impl Link {
    /// Whether the two hang together by it: what many share and a person's own rows tie nobody.
    pub fn ties(&self) -> bool {
        self.strength.is_some() || self.basis == Basis::Stated
    }
}

impl Basis {
    pub const ALL: [Basis; 3] = [Basis::Derived, Basis::Ambiguous, Basis::Stated];

    pub fn as_str(self) -> &'static str {
        match self {
            Basis::Derived => "derived",
            Basis::Ambiguous => "ambiguous",
            Basis::Stated => "stated",
        }
    }

    fn of(own: &BTreeSet<Who>, other: Who) -> Basis {
        let namesakes = own.iter().filter(|who| who.name == other.name);
        let mut unclear = namesakes.filter(|who| who.birth == 0 || other.birth == 0);
        match unclear.next() {
            Some(who) if *who != other => Basis::Ambiguous,
            Some(_) | None => Basis::Derived,
        }
    }
}

/// One line of what is known of a case's links.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Index of the case.
    pub case: usize,
    /// 1 or 2.
    pub step: u8,
    /// None for a value that is told and not followed.
    pub other: Option<(RowRef, Who)>,
    /// Of a second step, the row between.
    pub via: Option<RowRef>,
    pub relation: Relation,
    pub value: String,
    pub shared: Shared,
    /// Of the path: the weakest of its steps.
    pub strength: Option<Strength>,
    pub basis: Basis,
}

#[derive(Debug, Default)]
pub struct Found {
    /// By case, its first steps before its second ones, the strongest first.
    pub links: Vec<Link>,
    /// Whom each case is about; none of one that shares nothing.
    pub own: Vec<Option<Who>>,
    /// What each case has that few share, or nobody else.
    pub values: Vec<Vec<Key>>,
    /// Where each case was booked; of several the first.
    pub agencies: Vec<Option<String>>,
    /// Links beyond what one case may have.
    pub left_out: u64,
}

/// The rows of each case, of `people` in the night. `read` gives the rows that it is asked for
/// and all that share a value with one of them, in the night's order.
pub fn walk<E>(
    cases: &[Vec<RowRef>],
    people: u64,
    read: impl Fn(&[RowRef]) -> Result<Vec<Held>, E>,
) -> Result<Found, E> {
    let of_cases: BTreeSet<RowRef> = cases.iter().flatten().copied().collect();
    let mut night = Rows::default();
    let asked: Vec<RowRef> = of_cases.iter().copied().collect();
    night.add(read(&asked)?);
    let first = night.sharers(&of_cases, people);
    let mut links: Vec<Vec<Link>> = (0..)
        .zip(cases)
        .map(|(case, rows)| night.first_steps(case, rows, &first))
        .collect();
    let reached = links
        .iter()
        .flatten()
        .filter(|link| link.strength.is_some());
    let reached: BTreeSet<RowRef> = reached.filter_map(|link| Some(link.other?.0)).collect();
    let unread: Vec<RowRef> = reached.difference(&of_cases).copied().collect();
    night.add(read(&unread)?);
    let second = night.sharers(&reached, people);
    for (links, rows) in links.iter_mut().zip(cases) {
        let more = night.second_steps(links, rows, &second);
        links.extend(more);
    }
    let who = |rows: &Vec<RowRef>| Some(night.0.get(rows.first()?)?.who);
    let agency = |rows: &Vec<RowRef>| {
        let held = rows.iter().filter_map(|row| night.0.get(row));
        held.filter_map(|held| held.agency.clone()).min()
    };
    let values = |rows: &Vec<RowRef>| {
        let keys = night.keys(rows).into_iter();
        let few = keys.filter(|key| first[*key].shared.fate() != Fate::Told);
        few.cloned().collect()
    };
    Ok(Found {
        values: cases.iter().map(values).collect(),
        agencies: cases.iter().map(agency).collect(),
        own: cases.iter().map(who).collect(),
        ..cut(links)
    })
}

/// A value, with everybody who has it.
struct Sharers {
    rows: Vec<RowRef>,
    shared: Shared,
}

type ByKey = BTreeMap<Key, Sharers>;

#[derive(Default)]
struct Rows(BTreeMap<RowRef, Held>);

impl Rows {
    fn add(&mut self, held: Vec<Held>) {
        self.0.extend(held.into_iter().map(|held| (held.row, held)));
    }

    /// Of every value that one of these rows has: all who have it were read.
    fn sharers(&self, rows: &BTreeSet<RowRef>, people: u64) -> ByKey {
        let held = rows.iter().filter_map(|row| self.0.get(row));
        let asked: BTreeSet<&Key> = held.flat_map(|held| &held.keys).collect();
        let mut found: BTreeMap<Key, Vec<RowRef>> = BTreeMap::new();
        for held in self.0.values() {
            for key in held.keys.iter().filter(|key| asked.contains(key)) {
                found.entry(key.clone()).or_default().push(held.row);
            }
        }
        let shared = |rows: &[RowRef]| {
            let who: BTreeSet<Who> = rows.iter().map(|row| self.0[row].who).collect();
            Shared::of(who.len() as u64, people)
        };
        let found = found.into_iter();
        found
            .map(|(key, rows)| {
                let shared = shared(&rows);
                (key, Sharers { rows, shared })
            })
            .collect()
    }

    fn own(&self, rows: &[RowRef]) -> BTreeSet<Who> {
        let held = rows.iter().filter_map(|row| self.0.get(row));
        held.map(|held| held.who).collect()
    }

    fn keys<'a>(&'a self, rows: &'a [RowRef]) -> BTreeSet<&'a Key> {
        let held = rows.iter().filter_map(|row| self.0.get(row));
        held.flat_map(|held| &held.keys).collect()
    }

    fn first_steps(&self, case: usize, rows: &[RowRef], sharers: &ByKey) -> Vec<Link> {
        let own = self.own(rows);
        let mut links = Vec::new();
        for key in self.keys(rows) {
            let Sharers { rows: all, shared } = &sharers[key];
            let link = |other: Option<(RowRef, Who)>, strength, basis| Link {
                case,
                step: 1,
                other,
                via: None,
                relation: key.0,
                value: key.1.clone(),
                shared: *shared,
                strength,
                basis,
            };
            match shared.fate() {
                Fate::Told => links.push(link(None, shared.strength, Basis::Derived)),
                Fate::OneOnly | Fate::Drawn => {
                    let others = all.iter().filter(|row| !rows.contains(row));
                    links.extend(others.map(|row| {
                        let who = self.0[row].who;
                        // A person's own other flight is no link between two.
                        let strength = shared.strength.filter(|_| !own.contains(&who));
                        link(Some((*row, who)), strength, Basis::of(&own, who))
                    }));
                }
            }
        }
        links
    }

    /// The strongest way to each, and of equals the first by its rows.
    fn second_steps(&self, first: &[Link], rows: &[RowRef], sharers: &ByKey) -> Vec<Link> {
        let (own, own_keys) = (self.own(rows), self.keys(rows));
        let known: BTreeSet<Who> = first
            .iter()
            .filter_map(|link| Some(link.other?.1))
            .collect();
        let mut best: BTreeMap<RowRef, Link> = BTreeMap::new();
        for link in first {
            let (Some((via, between)), Some(one)) = (link.other, link.strength) else {
                continue;
            };
            let keys = self.0.get(&via).into_iter().flat_map(|held| &held.keys);
            for key in keys.filter(|key| !own_keys.contains(key)) {
                let Some(Sharers { rows: all, shared }) = sharers.get(key) else {
                    continue;
                };
                let (Fate::Drawn, Some(other)) = (shared.fate(), shared.strength) else {
                    continue;
                };
                for row in all {
                    let who = self.0[row].who;
                    if own.contains(&who) || known.contains(&who) || who == between {
                        continue;
                    }
                    let candidate = Link {
                        case: link.case,
                        step: 2,
                        other: Some((*row, who)),
                        via: Some(via),
                        relation: key.0,
                        value: key.1.clone(),
                        shared: *shared,
                        strength: Some(one.min(other)),
                        basis: Basis::of(&own, who),
                    };
                    match best.get(row) {
                        Some(known) if order(known) <= order(&candidate) => (),
                        Some(_) | None => drop(best.insert(*row, candidate)),
                    }
                }
            }
        }
        best.into_values().collect()
    }
}

/// The order of one case's links.
fn order(link: &Link) -> impl Ord + '_ {
    (
        link.step,
        Reverse(link.strength),
        link.other,
        link.via,
        link.relation,
        &link.value,
    )
}

fn cut(links: Vec<Vec<Link>>) -> Found {
    let mut found = Found::default();
    for mut of_case in links {
        of_case.sort_by(|one, other| order(one).cmp(&order(other)));
        found.left_out += of_case.len().saturating_sub(MOST_LINKS) as u64;
        of_case.truncate(MOST_LINKS);
        found.links.extend(of_case);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::convert::Infallible;

    fn row(row: u64) -> RowRef {
        RowRef { file: 0, row }
    }

    /// Rows from 0: who, and texts that are payments.
    fn walked(cases: &[u64], people: u64, rows: &[(u64, &str)]) -> Found {
        let night: Vec<Held> = (0..)
            .zip(rows)
            .map(|(number, (who, values))| Held {
                row: row(number),
                who: Who {
                    name: *who,
                    birth: 1 + *who,
                },
                keys: values
                    .split_whitespace()
                    .map(|value| (Relation::SamePayment, value.to_owned()))
                    .collect(),
                agency: None,
            })
            .collect();
        let read = |asked: &[RowRef]| {
            let is_asked = |held: &&Held| asked.contains(&held.row);
            let keys: BTreeSet<&Key> = night
                .iter()
                .filter(is_asked)
                .flat_map(|held| &held.keys)
                .collect();
            let shares = |held: &&Held| held.keys.iter().any(|key| keys.contains(key));
            Ok::<_, Infallible>(night.iter().filter(shares).cloned().collect())
        };
        let cases: Vec<Vec<RowRef>> = cases.iter().map(|case| vec![row(*case)]).collect();
        walk(&cases, people, read).unwrap()
    }

    /// Step, row, sharers, hundredths of a bit.
    fn told(found: &Found) -> Vec<(u8, Option<u64>, u64, Option<i32>)> {
        let links = found.links.iter();
        links
            .map(|link| {
                let other = link.other.map(|(row, _)| row.row);
                (
                    link.step,
                    other,
                    link.shared.sharers,
                    link.strength.map(|strength| strength.0),
                )
            })
            .collect()
    }

    #[test]
    fn two_steps_are_followed_and_no_third() {
        let rows = [(0, "a"), (1, "a b"), (2, "b c"), (3, "c"), (4, "z")];
        let found = walked(&[0], 1_025, &rows);
        assert_eq!(
            told(&found),
            [(1, Some(1), 2, Some(1000)), (2, Some(2), 2, Some(1000))]
        );
        assert_eq!(found.links[1].via, Some(row(1)));
        assert_eq!(found.left_out, 0);
    }

    #[test]
    fn a_path_is_as_strong_as_its_weakest_step_and_the_strongest_is_kept() {
        // To person 3 by way of 1 (b is shared by three) or of 2 (d by two).
        let rows = [(0, "a"), (1, "a b"), (2, "a d"), (3, "b d"), (9, "b")];
        let found = walked(&[0], 1_025, &rows);
        let to_three: Vec<_> = found
            .links
            .iter()
            .filter(|link| link.other.unwrap().0 == row(3))
            .collect();
        assert_eq!(to_three.len(), 1);
        // Both paths are cut to the 9 bits of `a`, so the first row between stands.
        assert_eq!(
            (to_three[0].strength, to_three[0].via),
            (Some(Strength(900)), Some(row(1)))
        );
    }

    #[test]
    fn what_many_share_is_one_line_and_leads_to_nobody() {
        let rows: Vec<(u64, &str)> = (0..31)
            .map(|who| (who, "agency"))
            .chain([(1, "x"), (40, "x")])
            .collect();
        let found = walked(&[0], 250_000, &rows);
        assert_eq!(told(&found), [(1, None, 31, Some(1302))]);
        let rows: Vec<(u64, &str)> = (0..30).map(|who| (who, "party")).collect();
        assert_eq!(walked(&[0], 250_000, &rows).links.len(), 29);
    }

    #[test]
    fn legs_of_one_person_count_once_and_are_no_second_person() {
        let rows = [(0, "a"), (0, "a b"), (1, "b")];
        let found = walked(&[0], 1_025, &rows);
        assert_eq!(told(&found), [(1, Some(1), 1, None)]);
        let rows = [(0, "a"), (1, "a"), (1, "a")];
        let sharers: Vec<u64> = told(&walked(&[0], 9, &rows))
            .iter()
            .map(|one| one.2)
            .collect();
        assert_eq!(sharers, [2, 2]);
    }

    #[test]
    fn namesakes_without_a_birth_date_may_be_one() {
        let own = BTreeSet::from([Who { name: 1, birth: 5 }]);
        let of = |name, birth| Basis::of(&own, Who { name, birth });
        assert_eq!(of(1, 0), Basis::Ambiguous);
        assert_eq!(of(1, 5), Basis::Derived);
        assert_eq!(of(1, 6), Basis::Derived);
        assert_eq!(of(2, 0), Basis::Derived);
    }

    #[test]
    fn a_case_has_so_many_links_and_the_rest_is_counted() {
        // Nine values, each shared by thirty people: no two by the same.
        let mut rows: Vec<(u64, String)> = vec![(0, (0..9).map(|n| format!("v{n} ")).collect())];
        for value in 0..9 {
            rows.extend((0..29).map(|person| (1 + 29 * value + person, format!("v{value}"))));
        }
        let rows: Vec<(u64, &str)> = rows
            .iter()
            .map(|(who, text)| (*who, text.as_str()))
            .collect();
        let found = walked(&[0], 250_000, &rows);
        assert_eq!((found.links.len(), found.left_out), (200, 9 * 29 - 200));
    }
}
