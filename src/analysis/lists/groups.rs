//! Links become groups: each group is one person.
//!
//! The strongest link is used first. A link stays unused when the group it would make holds
//! two entries of one list, or two that contradict each other: a chain (A is B, B is C)
//! proves nothing of A and C where their own facts speak against it.

use crate::analysis::lists::contradict::contradict;
use crate::analysis::lists::rule::Rule;
use crate::analysis::lists::same::{Link, order};
use crate::domain::entry::Entry;
use crate::domain::points::Points;
use std::collections::BTreeMap;

/// Two rivals whose evidence is so near each other are not told apart.
const TOO_NEAR: Points = Points(300);

/// Entries that are one person, each group in order of number; groups of one are left out.
#[derive(Debug, Default)]
pub struct Groups {
    pub people: Vec<Vec<u32>>,
    /// The links that joined them.
    pub used: Vec<Link>,
    /// Links not used, since two entries of one list resemble a third alike.
    pub ambiguous: u64,
    /// Links not used, since they would join two entries that contradict each other.
    pub contradicting: u64,
}

/// Why two entries cannot be in one group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Apart {
    OneList,
    Contradiction,
}

impl Apart {
    /// By the rule that links the two, or would.
    pub fn of(one: &Entry, other: &Entry, rule: Rule) -> Option<Apart> {
        if one.list == other.list {
            return Some(Apart::OneList);
        }
        contradict(one, other, rule).then_some(Apart::Contradiction)
    }
}

/// `apart` is asked of any two entries by number.
pub fn groups(mut links: Vec<Link>, apart: impl Fn(u32, u32, Rule) -> Option<Apart>) -> Groups {
    links.sort_by_key(order);
    // Each end may have found the other: the stronger link comes first and counts.
    let mut rules = BTreeMap::new();
    links.retain(|link| {
        let pair = (link.one, link.other);
        let new = !rules.contains_key(&pair);
        rules.entry(pair).or_insert(link.rule);
        new
    });
    // Two without a link of their own have but their names for each other.
    let apart = |one: u32, other: u32| {
        let known = rules.get(&(one.min(other), one.max(other)));
        apart(one, other, known.copied().unwrap_or(Rule::NameAndBirth))
    };
    let rivals = rivals(&links, &apart);
    let mut found = Groups::default();
    let mut group_of: BTreeMap<u32, u32> = BTreeMap::new();
    let mut members: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for link in links {
        let group = |of: u32| group_of.get(&of).copied().unwrap_or(of);
        let (first, second) = (group(link.one), group(link.other));
        let of = |group: u32| members.get(&group).cloned().unwrap_or_else(|| vec![group]);
        let (ours, theirs) = (of(first), of(second));
        let clash = || {
            let mut pairs = ours
                .iter()
                .flat_map(|one| theirs.iter().map(move |other| (one, other)));
            pairs.find_map(|(one, other)| apart(*one, *other))
        };
        let rival = rivals.get(&(link.one, link.other)).copied();
        match rival.or_else(|| if first == second { None } else { clash() }) {
            Some(Apart::OneList) => found.ambiguous += 1,
            Some(Apart::Contradiction) => found.contradicting += 1,
            None if first == second => found.used.push(link),
            None => {
                let mut all = [ours, theirs].concat();
                all.sort_unstable();
                members.remove(&second);
                group_of.extend(all.iter().map(|member| (*member, first)));
                members.insert(first, all);
                found.used.push(link);
            }
        }
    }
    found.people = members.into_values().collect();
    found.people.sort_unstable();
    found
}

/// Links that a better one of the same entry excludes, and both where they are too near to
/// be told apart. A shared document is not weighed against a name.
fn rivals(
    links: &[Link],
    apart: &impl Fn(u32, u32) -> Option<Apart>,
) -> BTreeMap<(u32, u32), Apart> {
    let mut of_entry: BTreeMap<u32, Vec<(u32, &Link)>> = BTreeMap::new();
    for link in links {
        of_entry
            .entry(link.one)
            .or_default()
            .push((link.other, link));
        of_entry
            .entry(link.other)
            .or_default()
            .push((link.one, link));
    }
    let mut found = BTreeMap::new();
    for ranked in of_entry.into_values() {
        for (at, (far, better)) in ranked.iter().enumerate() {
            for (other, worse) in &ranked[at + 1..] {
                let Some(why) = apart(*far, *other) else {
                    continue;
                };
                found.entry((worse.one, worse.other)).or_insert(why);
                if better.total - worse.total < TOO_NEAR && better.rule == worse.rule {
                    found.entry((better.one, better.other)).or_insert(why);
                }
            }
        }
    }
    found
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

    /// Entries 0 to 9 are of list A, 10 to 19 of B, and so on. Number 5 of each list
    /// contradicts number 6 of each, whatever links them, and 8 if no document does.
    fn apart(one: u32, other: u32, rule: Rule) -> Option<Apart> {
        let mut ends = [one % 10, other % 10];
        ends.sort_unstable();
        match () {
            () if one / 10 == other / 10 => Some(Apart::OneList),
            () if ends == [5, 6] => Some(Apart::Contradiction),
            () if ends == [5, 8] && rule != Rule::Document => Some(Apart::Contradiction),
            () => None,
        }
    }

    #[test]
    fn groups_hold_one_entry_of_each_list() {
        use Rule::*;
        type Case = (&'static str, Vec<Link>, Vec<Vec<u32>>, (u64, u64));
        let cases: [Case; 11] = [
            (
                "a pair",
                vec![link(1, 11, NameAndBirth, 5)],
                vec![vec![1, 11]],
                (0, 0),
            ),
            (
                "three lists, by way of one",
                vec![link(1, 11, Document, 9), link(11, 21, NameAndBirth, 5)],
                vec![vec![1, 11, 21]],
                (0, 0),
            ),
            (
                "the document decides",
                vec![link(1, 11, NameAndBirth, 9), link(1, 12, Document, 9)],
                vec![vec![1, 12]],
                (1, 0),
            ),
            (
                "two alike are left apart",
                vec![link(1, 11, NameAndBirth, 9), link(1, 12, NameAndBirth, 8)],
                vec![],
                (2, 0),
            ),
            (
                "the far better one is taken",
                vec![link(1, 11, NameAndBirth, 9), link(1, 12, NameAndBirth, 2)],
                vec![vec![1, 11]],
                (1, 0),
            ),
            (
                "a chain never joins two of one list",
                vec![
                    link(1, 11, Document, 9),
                    link(11, 21, Document, 8),
                    link(2, 21, Document, 7),
                ],
                vec![vec![1, 11, 21]],
                (1, 0),
            ),
            (
                "a chain never joins two that contradict each other: the weaker link goes",
                vec![link(5, 11, Document, 9), link(11, 26, NameAndBirth, 5)],
                vec![vec![5, 11]],
                (0, 1),
            ),
            (
                "whatever the order in which the links come",
                vec![link(11, 26, NameAndBirth, 5), link(5, 11, Document, 9)],
                vec![vec![5, 11]],
                (0, 1),
            ),
            (
                "nobody knows which of two links of like strength is wrong",
                vec![link(5, 11, Document, 9), link(11, 26, Document, 8)],
                vec![],
                (0, 2),
            ),
            (
                "a document found from one end, a name and birth from the other",
                vec![link(5, 18, NameAndBirth, 7), link(5, 18, Document, 9)],
                vec![vec![5, 18]],
                (0, 0),
            ),
            (
                "the ends of a longer chain",
                vec![
                    link(5, 11, Document, 9),
                    link(11, 21, Document, 9),
                    link(21, 36, NameAndBirth, 5),
                ],
                vec![vec![5, 11, 21]],
                (0, 1),
            ),
        ];
        for (what, links, people, expect) in cases {
            let groups = groups(links, apart);
            let unused = (groups.ambiguous, groups.contradicting);
            assert_eq!((groups.people, unused), (people, expect), "{what}");
        }
    }
}
