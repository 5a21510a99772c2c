//! Who travels with a case: context, never a ground.

use super::scene::Scene;
use super::telling::cut;
use crate::output::tables::{CaseRow, LinkRow};
use crate::output::text::listed;
use crate::output::words;
use std::collections::{BTreeMap, BTreeSet};

/// Companions shown on a card: a coach party is one fact.
const MOST_SHOWN: usize = 8;

/// Another traveller, with everything that is shared.
pub(super) struct Companion {
    pub(super) relations: String,
    pub(super) row: String,
    pub(super) case_id: String,
    /// The other's card is on this page.
    pub(super) has_card: bool,
}

/// One for each other traveller, those who are cases first, and how many are left out.
pub(super) fn of_case(row: &CaseRow, scene: &Scene) -> (Vec<Companion>, usize) {
    let mut by_row: BTreeMap<&str, Vec<&LinkRow>> = BTreeMap::new();
    for link in of_id(scene.links, &row.case_id) {
        by_row
            .entry(&link.other_passenger_row)
            .or_default()
            .push(link);
    }
    let mut others: Vec<&Vec<&LinkRow>> = by_row.values().collect();
    // Stable: within either half in the order of the rows.
    others.sort_by_key(|links| links[0].other_case_id.is_none());
    let shown = others.iter().take(MOST_SHOWN);
    let shown = shown.map(|links| Companion::new(links, scene));
    (shown.collect(), others.len().saturating_sub(MOST_SHOWN))
}

/// The links of one case; `links` are sorted by case.
fn of_id<'a>(links: &'a [LinkRow], case_id: &str) -> &'a [LinkRow] {
    let from = links.partition_point(|link| link.case_id.as_str() < case_id);
    let own = links[from..].partition_point(|link| link.case_id == case_id);
    &links[from..from + own]
}

impl Companion {
    fn new(links: &[&LinkRow], scene: &Scene) -> Companion {
        let relations = links.iter().map(|link| link.relation.as_str());
        // Telephone and mail are both a contact.
        let relations: BTreeSet<&str> = relations.collect();
        let words: Vec<String> = relations.into_iter().map(words::plain).collect();
        let other = links[0].other_case_id.as_deref();
        Companion {
            relations: cut(&listed(&words)),
            row: cut(&links[0].other_passenger_row),
            case_id: other.map(cut).unwrap_or_default(),
            has_card: other.is_some_and(|id| scene.with_card.contains(id)),
        }
    }
}
