//! A score is the prior plus its parts, exactly; the parts are the explanation.

use crate::domain::date::ListedBirth;
use crate::domain::entry::NameKind;
pub use crate::domain::points::Points;
use crate::evidence::align::{self, Alignment, Pair};
use crate::evidence::birth::{self, BirthLevel, BirthWeights};
use crate::evidence::dependence::Dependence;
use crate::evidence::document::{DocumentLevel, DocumentMatch, DocumentWeights};
use crate::evidence::name::{NameWeights, Side};
use crate::evidence::origin::{self, OriginLevel, OriginWeights};
use crate::evidence::prepared::{PreparedEntry, PreparedName, PreparedPassenger};
use crate::names::traditions::{Gain, Traditions};
use serde::{Deserialize, Serialize};

/// Everything that turns a comparison into bits.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    pub name: NameWeights,
    pub dependence: Dependence,
    pub birth: BirthWeights,
    pub document: DocumentWeights,
    pub origin: OriginWeights,
}

impl Weights {
    /// The bits that a name must bring to add `left` to a total that already holds
    /// `with_name` bits which count together with the name's. Never too many.
    pub fn need_of_name(&self, left: Points, with_name: Points) -> Points {
        self.dependence.before(left + with_name) - with_name
    }
}

/// One reason for the total.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    pub evidence: Evidence,
    pub points: Points,
}

/// What was compared and how it came out. Indexes point into the prepared sides; text is
/// made only for a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    Prior,
    NamePair(Pair),
    NameLeftOver {
        side: Side,
        position: usize,
    },
    /// The parts of a name, and a nationality with them, are not independent.
    NameDependence,
    Birth(BirthLevel, Option<ListedBirth>),
    Document(DocumentLevel, Option<(usize, usize)>),
    Nationality(OriginLevel),
    BirthPlace(OriginLevel),
    Sex(OriginLevel),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Score {
    pub total: Points,
    /// Index of the listed name that matched best, in the prepared entry.
    pub name: usize,
    pub parts: Vec<Part>,
}

impl Score {
    pub fn birth(&self) -> BirthLevel {
        let level = self.parts.iter().find_map(|part| match part.evidence {
            Evidence::Birth(level, _) => Some(level),
            _ => None,
        });
        level.unwrap_or(BirthLevel::Missing)
    }

    pub fn document(&self) -> DocumentLevel {
        let level = self.parts.iter().find_map(|part| match part.evidence {
            Evidence::Document(level, _) => Some(level),
            _ => None,
        });
        level.unwrap_or(DocumentLevel::Missing)
    }

    /// Bits that the name brings, costs included.
    pub fn name_points(&self) -> Points {
        let names = self.parts.iter().filter(|part| {
            matches!(
                part.evidence,
                Evidence::NamePair(_) | Evidence::NameLeftOver { .. } | Evidence::NameDependence
            )
        });
        names.map(|part| part.points).sum()
    }
}

/// One passenger in so many was recommended against in FY2015 (GAO-17-216).
pub const TRAVELLERS_PER_CASE: f64 = 7_600.0;

/// Log2 odds that a passenger, of whom nothing is known, is one given entry: the base rate
/// spread over the list. Rounded to a whole bit, so that a list which grows by a few names
/// changes no score.
pub fn prior(entries: usize) -> Points {
    let odds = TRAVELLERS_PER_CASE * entries.max(1) as f64;
    Points(-(odds.log2().round() as i32) * 100)
}

/// Compares a passenger with a listed person, whose documents were compared before. `None` when
/// the total cannot reach `need`.
pub fn score(
    passenger: &PreparedPassenger,
    entry: &PreparedEntry,
    weights: &Weights,
    traditions: &Traditions,
    documents: DocumentMatch,
    prior: Points,
    need: Points,
) -> Option<Score> {
    let facts = facts(passenger, entry, documents, weights);
    let beside_name: Points = prior + facts.iter().map(|part| part.points).sum();
    let with_name = hangs_on_the_name(&facts);
    let need_of_name = weights.need_of_name(need - beside_name, with_name);
    let (name, alignment) = best_name(passenger, entry, weights, need_of_name)?;
    let mut parts = vec![Part {
        evidence: Evidence::Prior,
        points: prior,
    }];
    parts.extend(name_parts(passenger, &entry.names[name], &alignment));
    let dependence = traditions.dependence(paired(passenger, &alignment));
    let together = alignment.total + dependence + with_name;
    let dependence = dependence + weights.dependence.taken_off(together);
    if dependence != Points::ZERO {
        parts.push(Part {
            evidence: Evidence::NameDependence,
            points: dependence,
        });
    }
    parts.extend(facts);
    let total = parts.iter().map(|part| part.points).sum();
    (need <= total).then_some(Score { total, name, parts })
}

/// Bits of an agreeing nationality: they prove in part what the name has proved.
fn hangs_on_the_name(facts: &[Part]) -> Points {
    let agreeing = facts
        .iter()
        .filter(|part| part.evidence == Evidence::Nationality(OriginLevel::Agrees));
    agreeing.map(|part| part.points.max(Points::ZERO)).sum()
}

fn facts(
    passenger: &PreparedPassenger,
    entry: &PreparedEntry,
    (document, pair): DocumentMatch,
    weights: &Weights,
) -> [Part; 5] {
    let (birth, listed) = birth::compare(passenger.birth, &entry.births, &weights.birth);
    let nationality = origin::nationality(passenger.nationality, &entry.nationalities);
    let birth_place = origin::birth_place(&passenger.places, &entry.places);
    let sex = origin::sex(passenger.sex, &entry.sexes);
    let part = |evidence, points| Part { evidence, points };
    [
        part(Evidence::Birth(birth, listed), weights.birth.points(birth)),
        part(
            Evidence::Document(document, pair),
            weights.document.points(document),
        ),
        part(
            Evidence::Nationality(nationality),
            weights.origin.nationality(nationality),
        ),
        part(
            Evidence::BirthPlace(birth_place),
            weights.origin.birth_place(birth_place),
        ),
        part(Evidence::Sex(sex), weights.origin.sex(sex)),
    ]
}

/// The listed name with the greatest total; on a tie a primary name before an alias.
fn best_name(
    passenger: &PreparedPassenger,
    entry: &PreparedEntry,
    weights: &Weights,
    need: Points,
) -> Option<(usize, Alignment)> {
    let mut best: Option<(usize, Alignment)> = None;
    let mut need = need;
    for kind in [NameKind::Primary, NameKind::Alias, NameKind::WeakAlias] {
        let names = entry
            .names
            .iter()
            .enumerate()
            .filter(|(_, name)| name.kind == kind);
        for (number, name) in names {
            if let Some(found) = align::align(passenger, name, &weights.name, need) {
                // The next name must be better, not as good.
                need = found.total + Points(1);
                best = Some((number, found));
            }
        }
    }
    best
}

/// Gains and bits of each paired token of the passenger.
fn paired<'a>(
    passenger: &'a PreparedPassenger,
    alignment: &'a Alignment,
) -> impl Iterator<Item = (&'a [Gain], Points)> {
    let pairs = alignment.pairs.iter();
    pairs.map(|pair| {
        let item = &passenger.items[usize::from(pair.passenger_item)];
        (item.related_tokens.gains.as_slice(), pair.points)
    })
}

fn name_parts(
    passenger: &PreparedPassenger,
    name: &PreparedName,
    alignment: &Alignment,
) -> Vec<Part> {
    let (mut used, mut listed_used) = (0_u16, 0_u16);
    let mut parts = Vec::new();
    for pair in &alignment.pairs {
        used |= passenger.items[usize::from(pair.passenger_item)].item.mask;
        listed_used |= name.items[usize::from(pair.listed_item)].mask;
        parts.push(Part {
            evidence: Evidence::NamePair(*pair),
            points: pair.points,
        });
    }
    parts.extend(left_over(Side::Passenger, used, &passenger.left));
    parts.extend(left_over(Side::Entry, listed_used, &name.left));
    parts
}

fn left_over(side: Side, used: u16, left: &[Points]) -> impl Iterator<Item = Part> {
    let positions = left.iter().enumerate();
    positions
        .filter(move |(position, points)| used & (1 << position) == 0 && **points != Points::ZERO)
        .map(move |(position, points)| Part {
            evidence: Evidence::NameLeftOver { side, position },
            points: *points,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_prior_is_whole_bits_and_falls_with_the_list() {
        assert_eq!(prior(2_000), Points(-2400));
        assert_eq!(prior(6_854), Points(-2600));
        assert!(prior(2_000_000) < prior(6_854));
        assert_eq!(prior(0), prior(1));
    }
}
