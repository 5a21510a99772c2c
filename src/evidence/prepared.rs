//! InParallel sides made ready once, so that comparing a pair only looks things up.

use crate::domain::codes::{Country, Sex};
use crate::domain::date::{ListedBirth, PartialDate};
use crate::domain::entry::{Entry, NameKind};
use crate::domain::passenger::Passenger;
use crate::domain::points::Points;
use crate::evidence::document::{self, ComparableDocument};
use crate::evidence::name::{NameWeights, Side};
use crate::evidence::origin;
use crate::names::items::{self, Item};
use crate::names::rarity::Rarity;
use crate::names::relation::Relation;
use crate::names::tokens::{self, Role, Token};
use crate::names::traditions::Gain;
use crate::names::vocabulary::TokenId;
use jiff::civil::Date;
use std::sync::Arc;

/// A listed token related to a passenger's, with the bits that the pair brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Related {
    pub token: TokenId,
    pub relation: Relation,
    pub points: Points,
}

/// All listed tokens related to a passenger's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RelatedTokens {
    /// By token.
    pub related: Vec<Related>,
    /// What the best of them brings.
    pub most: Option<Points>,
    /// How the passenger's token hangs together with others.
    pub gains: Vec<Gain>,
}

impl RelatedTokens {
    /// `related` ascends by token.
    pub fn new(related: Vec<Related>, gains: Vec<Gain>) -> RelatedTokens {
        RelatedTokens {
            most: related.iter().map(|related| related.points).max(),
            related,
            gains,
        }
    }

    fn find(&self, token: TokenId) -> Option<&Related> {
        let found = self
            .related
            .binary_search_by_key(&token, |known| known.token);
        found.ok().map(|at| &self.related[at])
    }
}

/// One reading on the listed side.
#[derive(Clone, Copy, Debug)]
pub struct ListedItem {
    pub token: TokenId,
    pub mask: u16,
    /// First letter, for initials.
    pub initial: u8,
    pub is_initial: bool,
    /// A joined reading never brings more than its parts would.
    pub most: Points,
}

/// One name of a listed person.
pub struct PreparedName {
    pub kind: NameKind,
    /// Index into `Entry::names`.
    pub index: usize,
    /// Of each token. The tokens themselves are read again for who reads the evidence: a
    /// night keeps millions of them for some hundred hits.
    pub roles: Box<[Role]>,
    pub items: Box<[ListedItem]>,
    /// Cost of leaving each token over.
    pub left: Box<[Points]>,
    pub left_sum: Points,
}

impl PreparedName {
    /// Whether the token at a position is a single letter.
    pub fn is_initial(&self, position: usize) -> bool {
        let mut items = self.items.iter();
        items.any(|item| item.is_initial && item.mask == 1 << position)
    }
}

/// A listed person.
pub struct PreparedEntry {
    pub names: Box<[PreparedName]>,
    pub births: Box<[ListedBirth]>,
    pub documents: Box<[ComparableDocument]>,
    pub nationalities: Box<[Country]>,
    pub sexes: Box<[Sex]>,
    /// Words of all birth places, as digests.
    pub places: Box<[u64]>,
}

/// One reading on the passenger's side.
#[derive(Clone, Debug)]
pub struct PassengerItem {
    pub item: Item,
    pub related_tokens: Arc<RelatedTokens>,
    pub initial: u8,
    pub is_initial: bool,
    pub most: Points,
}

/// A passenger.
pub struct PreparedPassenger {
    pub tokens: Vec<Token>,
    pub items: Vec<PassengerItem>,
    pub has_initials: bool,
    pub left: Vec<Points>,
    pub left_sum: Points,
    pub birth: Option<PartialDate>,
    pub documents: Vec<ComparableDocument>,
    pub nationality: Option<Country>,
    pub sex: Option<Sex>,
    /// Words of the birth place, as digests.
    pub places: Vec<u64>,
}

/// Where on the manifest a part of the passenger's name was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameField {
    Surname,
    GivenNames,
    /// The name came as one string.
    WholeName,
}

impl PreparedPassenger {
    /// Of the token at a position, also where it is a particle or a rank.
    pub fn field_of(&self, position: usize) -> NameField {
        let whole = |token: &Token| token.role == Role::Unknown;
        match self.tokens[position].field {
            _ if self.tokens.iter().any(whole) => NameField::WholeName,
            0 => NameField::Surname,
            _ => NameField::GivenNames,
        }
    }

    /// The items related to a listed token, in item order.
    pub fn relatives_of(&self, token: TokenId) -> impl Iterator<Item = (usize, &Related)> {
        let items = self.items.iter().enumerate();
        items.filter_map(move |(number, item)| Some((number, item.related_tokens.find(token)?)))
    }
}

impl PassengerItem {
    /// What each position gets of the bits of a pair.
    pub fn share(&self, points: Points) -> Points {
        self.item.share(points.min(self.most))
    }
}

/// Where a passenger's token finds its relatives, and a listed one its number.
pub trait TokenSource {
    fn related_tokens(&self, token: &str) -> Arc<RelatedTokens>;
}

pub fn passenger(
    passenger: &Passenger,
    source: &impl TokenSource,
    rarity: &Rarity,
    weights: &NameWeights,
) -> PreparedPassenger {
    let tokens = tokens::of_passenger(&passenger.surname, &passenger.given_names);
    let items = items::of_tokens(&tokens)
        .into_iter()
        .map(|item| PassengerItem {
            related_tokens: source.related_tokens(&item.text),
            initial: item.text.as_bytes()[0],
            is_initial: item.text.len() == 1,
            most: most_of(&item, &tokens, rarity),
            item,
        });
    let items: Vec<PassengerItem> = items.collect();
    let left = left_over(&tokens, Side::Passenger, weights);
    let place = passenger.birth_place.as_deref().unwrap_or("");
    PreparedPassenger {
        has_initials: items.iter().any(|item| item.is_initial),
        items,
        left_sum: left.iter().copied().sum(),
        left,
        tokens,
        birth: passenger.known_birth(),
        documents: document::of_passenger(&passenger.documents),
        nationality: passenger.nationality,
        sex: passenger.sex,
        places: origin::place_words(place),
    }
}

/// An entry whose tokens have no numbers yet. Drafts may be made in any order and on any
/// thread; numbers are given one entry after the other.
pub struct Draft {
    prepared: PreparedEntry,
    /// Of every item of every name, in order.
    texts: Vec<String>,
}

impl Draft {
    pub fn numbered(self, mut number_of: impl FnMut(&str) -> TokenId) -> PreparedEntry {
        let mut entry = self.prepared;
        let items = entry.names.iter_mut().flat_map(|name| &mut name.items);
        for (item, text) in items.zip(&self.texts) {
            item.token = number_of(text);
        }
        entry
    }
}

/// `day` tells which births cannot be: what stands for an unknown one is none.
pub fn draft(entry: &Entry, rarity: &Rarity, weights: &NameWeights, day: Date) -> Draft {
    let mut texts = Vec::new();
    let numbered = entry.names.iter().enumerate();
    let names = numbered.map(|(index, name)| {
        let tokens = tokens::of_listed(name);
        let items = items::of_tokens(&tokens);
        let left = left_over(&tokens, Side::Entry, weights);
        let listed = items.iter().map(|item| ListedItem {
            token: 0,
            mask: item.mask,
            initial: item.text.as_bytes()[0],
            is_initial: item.text.len() == 1,
            most: most_of(item, &tokens, rarity),
        });
        let listed = listed.collect();
        texts.extend(items.into_iter().map(|item| item.text));
        PreparedName {
            kind: name.kind,
            index,
            items: listed,
            left_sum: left.iter().copied().sum(),
            left: left.into(),
            roles: tokens.iter().map(|token| token.role).collect(),
        }
    });
    let prepared = PreparedEntry {
        names: names.collect(),
        births: births(&entry.birth_dates, day),
        documents: document::of_listed(&entry.documents).into(),
        nationalities: entry.nationalities.as_slice().into(),
        sexes: entry.sexes.as_slice().into(),
        places: entry
            .birth_places
            .iter()
            .flat_map(|place| origin::place_words(place))
            .collect(),
    };
    Draft { prepared, texts }
}

/// What stands for an unknown date would contradict everybody's.
fn births(listed: &[ListedBirth], day: Date) -> Box<[ListedBirth]> {
    let listed = listed.iter().copied();
    listed.filter(|birth| birth.may_be_of(day)).collect()
}

/// `DELACRUZ` is no rarer than `CRUZ`: writing it as one word proves nothing. Nor is one
/// reading of a word rarer than another, for it is the same people who bear it.
fn most_of(item: &Item, tokens: &[Token], rarity: &Rarity) -> Points {
    let parts = tokens[item.start()..item.end()].iter();
    let content = parts.filter(|token| token.role != Role::Particle);
    let least = |token: &Token| {
        let readings = token.forms.iter().map(|form| rarity.of_token(form));
        readings.min().unwrap_or_default()
    };
    let sum: Points = content.map(least).sum();
    sum.min(rarity.of_token(&item.text))
}

fn left_over(tokens: &[Token], side: Side, weights: &NameWeights) -> Vec<Points> {
    let cost = |token: &Token| weights.left_over(side, token.role, &token.forms[0]);
    tokens.iter().map(cost).collect()
}
