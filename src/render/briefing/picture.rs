//! Who is linked to a case, drawn around it: those who share a value with it on the inner ring,
//! whom these lead to on the outer one. The table behind has the same rows.
//!
//! Whole numbers alone, so that the same links are the same bytes everywhere.

use super::companions::of_id;
use crate::analysis::links::keys::Relation;
use crate::analysis::network::walk::Basis;
use crate::inert::cut;
use crate::schema::rows::{CaseRow, LinkRow};
use crate::wording::text::{counted, listed, thousands};
use crate::wording::words;
use std::collections::{BTreeMap, BTreeSet};

/// More are in `links.parquet`: beyond this nobody reads a picture.
const MOST_NODES: usize = 60;

/// Values that are told and not drawn, on one card.
const MOST_TOLD: usize = 5;

/// The middle of the drawing (640 by 440), where the case stands.
const MIDDLE: (i32, i32) = (320, 220);

/// How far the rings reach to the side and up.
const INNER: (i32, i32) = (150, 105);
const OUTER: (i32, i32) = (275, 190);

/// Sines of every sixth degree up to ninety, in thousandths.
const SINES: [i32; 16] = [
    0, 105, 208, 309, 407, 500, 588, 669, 743, 809, 866, 914, 951, 978, 995, 1000,
];

/// Directions that the sines give.
const SLOTS: usize = 60;

pub(in crate::render) struct Picture {
    pub(in crate::render) says: String,
    pub(in crate::render) nodes: Vec<Node>,
    /// Cases of nights before, and values that too many share.
    pub(in crate::render) told: Vec<String>,
    pub(in crate::render) left_out: usize,
}

/// A passenger other than the case's.
pub(in crate::render) struct Node {
    pub(in crate::render) number: usize,
    /// A case by its id; of anybody else the row of the manifest, and no name.
    pub(in crate::render) who: String,
    pub(in crate::render) is_case: bool,
    pub(in crate::render) has_card: bool,
    /// Of a second step, the number of who stands between.
    pub(in crate::render) via: Option<usize>,
    /// What ties it, in words.
    pub(in crate::render) what: String,
    pub(in crate::render) sharers: i64,
    pub(in crate::render) bits: String,
    pub(in crate::render) stated: String,
    /// Two values, or a document.
    pub(in crate::render) is_firm: bool,
    pub(in crate::render) at: (i32, i32),
    pub(in crate::render) from: (i32, i32),
    /// Where the value stands, on the way.
    pub(in crate::render) half: (i32, i32),
}

/// Links to one row.
type Ties<'a> = (&'a str, Vec<&'a LinkRow>);

/// None where there is nothing to draw or to tell.
pub(in crate::render) fn of_case(
    row: &CaseRow,
    links: &[LinkRow],
    with_card: &BTreeSet<&str>,
) -> Option<Picture> {
    let links = of_id(links, &row.case_id);
    let is_tie = |link: &&LinkRow| {
        (link.strength_bits.is_some() || is_stated(link)) && !link.other_passenger_row.is_empty()
    };
    let mut by_row: BTreeMap<&str, Vec<&LinkRow>> = BTreeMap::new();
    for link in links.iter().filter(is_tie) {
        by_row
            .entry(&link.other_passenger_row)
            .or_default()
            .push(link);
    }
    let told = links
        .iter()
        .filter(|link| link.other_passenger_row.is_empty());
    let (before, told): (Vec<&LinkRow>, Vec<&LinkRow>) =
        told.partition(|link| link.other_day.is_some());
    let before = before.into_iter().take(MOST_TOLD).map(of_a_night_before);
    let told = told.into_iter().take(MOST_TOLD).map(shared_by_many);
    let told: Vec<String> = before.chain(told).collect();
    if by_row.is_empty() && told.is_empty() {
        return None;
    }
    let (inner, outer): (Vec<Ties>, Vec<Ties>) = by_row
        .into_iter()
        .partition(|(_, ties)| ties.iter().any(|link| link.step == Some(1)));
    let all = inner.len() + outer.len();
    let nodes = nodes(inner, outer, with_card);
    Some(Picture {
        says: format!(
            "Linked to this case: {}",
            counted(all, "passenger", "passengers")
        ),
        left_out: all - nodes.len(),
        nodes,
        told,
    })
}

fn of_a_night_before(link: &LinkRow) -> String {
    let case = link.other_case_id.as_deref().unwrap_or_default();
    if let (Some(journeys), Some(chance)) = (link.journeys, link.chance) {
        let one_in = thousands((1.0 / chance.max(1e-12)).round() as u64);
        return cut(&format!(
            "{journeys} journeys together with case {case}: not by chance (1 in {one_in})"
        ));
    }
    let day = link
        .other_day
        .map(|day| day.to_string())
        .unwrap_or_default();
    let what = words::plain(&link.relation);
    cut(&format!("{what} as case {case}, which departed on {day}"))
}

/// A list says so, and no value does.
fn is_stated(link: &LinkRow) -> bool {
    link.stated == Basis::Stated.as_str()
}

fn shared_by_many(link: &LinkRow) -> String {
    let sharers = link.sharers.unwrap_or_default();
    let of_agency = link.kind == Relation::SameAgency.kind();
    let who = if of_agency {
        "rows of the night"
    } else {
        "people"
    };
    format!(
        "{}: shared by {sharers} {who}, not followed",
        cut(&words::plain(&link.relation))
    )
}

/// The inner ring by what ties, the outer one by who stands between.
fn nodes(mut inner: Vec<Ties>, mut outer: Vec<Ties>, with_card: &BTreeSet<&str>) -> Vec<Node> {
    inner.sort_by_key(|(row, ties)| (ties[0].kind.as_str(), *row));
    inner.truncate(MOST_NODES);
    let number: BTreeMap<&str, usize> =
        (1..).zip(&inner).map(|(at, (row, _))| (*row, at)).collect();
    let via = |ties: &[&LinkRow]| {
        let rows = ties
            .iter()
            .filter_map(|link| link.via_passenger_row.as_deref());
        rows.filter_map(|row| number.get(row).copied()).min()
    };
    // Whoever stands between is drawn, or nobody behind is.
    outer.retain(|(_, ties)| via(ties).is_some());
    outer.sort_by_key(|(row, ties)| (via(ties), *row));
    outer.truncate(MOST_NODES - inner.len());
    let places = |count: usize, ring| (0..count).map(move |at| place(at, count, ring));
    let inner_places: Vec<(i32, i32)> = places(inner.len(), INNER).collect();
    let mut nodes = Vec::new();
    for ((_, ties), at) in inner.iter().zip(&inner_places) {
        nodes.push(node(nodes.len() + 1, ties, None, (MIDDLE, *at), with_card));
    }
    for ((_, ties), at) in outer.iter().zip(places(outer.len(), OUTER)) {
        let between = via(ties);
        let from = between.map_or(MIDDLE, |number| inner_places[number - 1]);
        nodes.push(node(nodes.len() + 1, ties, between, (from, at), with_card));
    }
    nodes
}

fn node(
    number: usize,
    ties: &[&LinkRow],
    via: Option<usize>,
    (from, at): ((i32, i32), (i32, i32)),
    with_card: &BTreeSet<&str>,
) -> Node {
    let first = ties[0];
    let kinds: BTreeSet<&str> = ties.iter().map(|link| link.relation.as_str()).collect();
    let what: Vec<String> = kinds.into_iter().map(words::plain).collect();
    let strongest = ties.iter().filter_map(|link| link.strength_bits);
    let case = first.other_case_id.as_deref();
    let row = || format!("row {}", first.other_passenger_row);
    Node {
        number,
        who: case.map_or_else(|| cut(&row()), cut),
        is_case: case.is_some(),
        has_card: case.is_some_and(|id| with_card.contains(id)),
        via,
        what: cut(&listed(&what)),
        sharers: ties
            .iter()
            .filter_map(|link| link.sharers)
            .min()
            .unwrap_or_default(),
        bits: strongest
            .reduce(f64::max)
            .map_or_else(|| "–".to_owned(), |bits| format!("{bits:.2}")),
        stated: cut(&first.stated),
        is_firm: 1 < ties.len()
            || ties
                .iter()
                .any(|link| link.kind == "document" || is_stated(link)),
        at,
        from,
        half: ((from.0 + at.0) / 2, (from.1 + at.1) / 2),
    }
}

/// The place of one of so many on a ring, from the top and clockwise.
fn place(at: usize, count: usize, (side, up): (i32, i32)) -> (i32, i32) {
    let slot = at * SLOTS / count.max(1);
    let (x, y) = (sine(slot), -sine(slot + SLOTS / 4));
    (MIDDLE.0 + side * x / 1000, MIDDLE.1 + up * y / 1000)
}

/// Of a direction, in thousandths.
fn sine(slot: usize) -> i32 {
    let quarter = SLOTS / 4;
    let within = slot % quarter;
    match slot / quarter % 4 {
        0 => SINES[within],
        1 => SINES[quarter - within],
        2 => -SINES[within],
        _ => -SINES[quarter - within],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_is_round_and_no_two_share_a_place() {
        assert_eq!(place(0, 4, INNER), (320, 115));
        assert_eq!(place(1, 4, INNER), (470, 220));
        assert_eq!(place(2, 4, INNER), (320, 325));
        assert_eq!(place(3, 4, INNER), (170, 220));
        for ring in [INNER, OUTER] {
            let places: BTreeSet<(i32, i32)> = (0..MOST_NODES)
                .map(|at| place(at, MOST_NODES, ring))
                .collect();
            assert_eq!(places.len(), MOST_NODES);
            assert!(
                places
                    .iter()
                    .all(|(x, y)| (20..620).contains(x) && (20..420).contains(y))
            );
        }
    }
}
