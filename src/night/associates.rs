//! Cases of the night whose entries a list ties to each other: what is stated, and nothing that
//! passengers share.

use crate::analysis::links::keys::Relation;
use crate::analysis::network::sharing::Shared;
use crate::analysis::network::walk::{Basis, Found, Link, Who};
use crate::recommend::case::Case;
use std::collections::{BTreeMap, BTreeSet};

/// A link of each of the two, by the entries of their hits. Whom a list names without an entry
/// stays what the list says of its own entry.
pub(super) fn links(cases: &[Case], found: &Found) -> Vec<Link> {
    let mut like: BTreeMap<(&str, &str), BTreeSet<usize>> = BTreeMap::new();
    for (case, hit) in hits(cases) {
        let entry = (hit.list.as_str(), hit.entry_id.as_str());
        like.entry(entry).or_default().insert(case);
    }
    let mut pairs: BTreeSet<(usize, usize, String)> = BTreeSet::new();
    for (case, hit) in hits(cases) {
        let ids = hit.background.associates.iter();
        for id in ids.filter_map(|one| one.entry_id.as_deref()) {
            let mut entries = [hit.entry_id.as_str(), id];
            entries.sort_unstable();
            let value = format!("{}/{}/{}", hit.list, entries[0], entries[1]);
            let others = like.get(&(hit.list.as_str(), id)).into_iter().flatten();
            for &other in others.filter(|other| who(found, **other) != who(found, case)) {
                pairs.insert((case, other, value.clone()));
                pairs.insert((other, case, value.clone()));
            }
        }
    }
    let link = |(case, other, value)| link(cases, found, case, other, value);
    pairs.into_iter().filter_map(link).collect()
}

fn hits(cases: &[Case]) -> impl Iterator<Item = (usize, &crate::recommend::Hit)> {
    let numbered = cases.iter().enumerate();
    numbered.flat_map(|(number, case)| {
        case.recommendation
            .hits
            .iter()
            .map(move |hit| (number, hit))
    })
}

fn who(found: &Found, case: usize) -> Option<Who> {
    found.own.get(case).copied().flatten()
}

fn link(cases: &[Case], found: &Found, case: usize, other: usize, value: String) -> Option<Link> {
    Some(Link {
        case,
        step: 1,
        other: Some((cases[other].passenger.row(), who(found, other)?)),
        via: None,
        relation: Relation::StatedAssociate,
        value,
        shared: Shared {
            sharers: 2,
            strength: None,
        },
        strength: None,
        basis: Basis::Stated,
    })
}
