//! A score is the prior plus its parts, exactly; the parts are the explanation.

use crate::domain::date::ListedBirth;
use crate::domain::entry::NameKind;
pub use crate::domain::points::Points;
use crate::evidence::align::{self, Alignment, Pair};
use crate::evidence::birth::{self, BirthLevel, BirthWeights};
use crate::evidence::dependence::Dependence;
use crate::evidence::document::{DocumentLevel, DocumentMatch, DocumentWeights};
use crate::evidence::name::{NameWeights, Side, is_one_place};
use crate::evidence::origin::{self, OriginLevel, OriginWeights};
use crate::evidence::prepared::{PreparedEntry, PreparedName, PreparedPassenger};
use crate::names::tokens::Role;
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
    let named = Names {
        passenger,
        weights,
        traditions,
        with_name,
    };
    let (name, found) = named.best(entry, need - beside_name)?;
    let mut parts = vec![Part {
        evidence: Evidence::Prior,
        points: prior,
    }];
    parts.extend(found.parts);
    parts.extend(facts);
    let total = beside_name + found.total;
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

/// A passenger's name, to be weighed against those of an entry.
struct Names<'a> {
    passenger: &'a PreparedPassenger,
    weights: &'a Weights,
    traditions: &'a Traditions,
    /// Bits which count together with the name's.
    with_name: Points,
}

/// What one listed name brings.
struct Weighed {
    parts: Vec<Part>,
    total: Points,
}

impl Names<'_> {
    /// The listed name that brings most; on a tie a primary name before an alias.
    fn best(&self, entry: &PreparedEntry, need: Points) -> Option<(usize, Weighed)> {
        let mut best: Option<(usize, Weighed)> = None;
        let mut need = need;
        for kind in [NameKind::Primary, NameKind::Alias, NameKind::WeakAlias] {
            let numbered = entry.names.iter().enumerate();
            for (number, name) in numbered.filter(|(_, name)| name.kind == kind) {
                let reach = self.weights.need_of_name(need, self.with_name);
                let found = align::align(self.passenger, name, &self.weights.name, reach);
                let weighed = found.map(|found| self.weigh(name, &found));
                if let Some(weighed) = weighed.filter(|weighed| need <= weighed.total) {
                    // The next name must be better, not as good.
                    need = weighed.total + Points(1);
                    best = Some((number, weighed));
                }
            }
        }
        best
    }

    /// Bits that agree count by the knees; what is left over or speaks against costs whole, since
    /// it is no part of what namesakes share. Never more than when all is summed before the
    /// knees, which is what the search goes by.
    fn weigh(&self, name: &PreparedName, alignment: &Alignment) -> Weighed {
        let mut parts = name_parts(self.passenger, name, alignment, &self.weights.name);
        let agreeing = parts.iter().map(|part| part.points.max(Points::ZERO));
        let agreeing: Points = agreeing.sum();
        let dependence = self
            .traditions
            .dependence(paired(self.passenger, alignment));
        let together = agreeing + dependence + self.with_name;
        let dependence = dependence + self.weights.dependence.taken_off(together);
        if dependence != Points::ZERO {
            parts.push(Part {
                evidence: Evidence::NameDependence,
                points: dependence,
            });
        }
        Weighed {
            total: parts.iter().map(|part| part.points).sum(),
            parts,
        }
    }
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
    weights: &NameWeights,
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
    let mut own: Vec<Part> = left_over(Side::Passenger, used, &passenger.left).collect();
    let listed: Vec<Part> = left_over(Side::Entry, listed_used, &name.left).collect();
    substitute(&mut own, &listed, passenger, name, weights);
    parts.extend(own);
    parts.extend(listed);
    parts
}

/// A part that is left over where the other side has another one costs more than one that is
/// left out: once for each two.
fn substitute(
    own: &mut [Part],
    listed: &[Part],
    passenger: &PreparedPassenger,
    name: &PreparedName,
    weights: &NameWeights,
) {
    let mut free: Vec<Role> = listed
        .iter()
        .filter_map(position_of)
        .filter(|&position| !name.is_initial(position))
        .map(|position| name.roles[position])
        .collect();
    for part in own {
        let Some(token) = position_of(part).map(|position| &passenger.tokens[position]) else {
            continue;
        };
        let place = free.iter().position(|&role| is_one_place(token.role, role));
        if let Some(place) = place.filter(|_| 1 < token.forms[0].len()) {
            free.swap_remove(place);
            part.points += weights.substituted(token.role);
        }
    }
}

/// Of a part that is left over.
fn position_of(part: &Part) -> Option<usize> {
    match part.evidence {
        Evidence::NameLeftOver { position, .. } => Some(position),
        _ => None,
    }
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
