//! Whether two names tell two people apart: another given name, another patronymic, or another
//! name altogether.
//!
//! Twins and brothers share a surname and a birth date, and often an address and a document
//! number but for a digit: their given names alone tell them apart. Bits cannot say so, for the
//! rest may outweigh any name, so the answer is for who decides what is asked for. Names that are
//! missing on one side contradict nothing. Nor does a word that no table of names knows: it may be
//! a spelling of any name. May let two people pass for one; hardly ever takes one for two.

use crate::domain::entry::{Entry, NameKind};
use crate::domain::points::Points;
use crate::evidence::align::{self, Pair};
use crate::evidence::name::NameWeights;
use crate::evidence::prepared::{PreparedEntry, PreparedName, PreparedPassenger};
use crate::names::rarity::Rarity;
use crate::names::relation::Relation;
use crate::names::tokens::{self, Role, Token};

/// How the words of two names stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    /// Every given name of the passenger is the listed person's.
    Agrees,
    /// Something is missing on a side, or is no known name.
    Open,
    Contradicts,
}

/// No total is too low.
const ANY: Points = Points(i32::MIN / 2);

/// Changes of spelling beyond so many hundredths of a bit make another name of a known name:
/// HUSSEIN of HASSAN.
const ANOTHER_NAME: u16 = 900;

/// Whether the listed name that matched best contradicts the passenger's, and no other name of the
/// entry that its list trusts agrees.
pub fn is_contradicted(
    passenger: &PreparedPassenger,
    entry: &Entry,
    prepared: &PreparedEntry,
    best: usize,
    weights: &NameWeights,
    rarity: &Rarity,
) -> bool {
    let verdict = |name: &PreparedName| {
        let listed = tokens::of_listed(&entry.names[name.index]);
        let found = align::align(passenger, name, weights, ANY);
        let pairs = found.map(|found| found.pairs).unwrap_or_default();
        of_names(passenger, name, &listed, &pairs, rarity)
    };
    let trusted = |name: &&PreparedName| name.kind != NameKind::WeakAlias;
    verdict(&prepared.names[best]) == Verdict::Contradicts
        && !prepared
            .names
            .iter()
            .filter(trusted)
            .any(|name| verdict(name) == Verdict::Agrees)
}

fn of_names(
    passenger: &PreparedPassenger,
    name: &PreparedName,
    listed: &[Token],
    pairs: &[Pair],
    rarity: &Rarity,
) -> Verdict {
    let whole = |token: &Token| match token.role {
        Role::Given | Role::Family | Role::Unknown => 1 < token.forms[0].len(),
        Role::Particle | Role::Honour => false,
    };
    let (mut used, mut listed_used, mut agreed) = (0_u16, 0_u16, 0);
    for pair in pairs {
        let mask = passenger.items[usize::from(pair.passenger_item)].item.mask;
        let listed_mask = name.items[usize::from(pair.listed_item)].mask;
        let own = &passenger.tokens[mask.trailing_zeros() as usize];
        let other = &listed[listed_mask.trailing_zeros() as usize];
        if is_another(pair.relation, [own, other], rarity) {
            continue;
        }
        used |= mask;
        listed_used |= listed_mask;
        agreed += usize::from(own.role != Role::Family || other.role != Role::Family);
    }
    let left = |tokens: &[Token], used: u16| -> Vec<Token> {
        let numbered = tokens.iter().enumerate();
        let left = numbered.filter(|(at, token)| used & (1 << at) == 0 && whole(token));
        left.map(|(_, token)| token.clone()).collect()
    };
    let (own, other) = (left(&passenger.tokens, used), left(listed, listed_used));
    if used == 0 {
        let both = !own.is_empty() && !other.is_empty();
        return if both {
            Verdict::Contradicts
        } else {
            Verdict::Open
        };
    }
    let given = |tokens: Vec<Token>| -> Vec<Token> {
        let given = tokens.into_iter();
        given.filter(|token| token.role != Role::Family).collect()
    };
    let (own, other) = (given(own), given(other));
    if own.is_empty() {
        return if 0 < agreed {
            Verdict::Agrees
        } else {
            Verdict::Open
        };
    }
    let is_given = |tokens: &[Token]| tokens.iter().any(|token| token.role == Role::Given);
    let is_known = |token: &Token| token.forms.iter().any(|form| rarity.knows(form));
    let known = own.iter().chain(&other).all(is_known);
    // Where one given name agrees, the others are a chain of fathers, of which each side may have
    // left out some; a single one on each side is one place with two names.
    let one_place = own.len() == 1 && other.len() == 1;
    if !other.is_empty()
        && known
        && (is_given(&own) || is_given(&other))
        && (agreed == 0 || one_place)
    {
        Verdict::Contradicts
    } else {
        Verdict::Open
    }
}

/// Two known given names that are spelt too unlike each other to be one.
fn is_another(relation: Relation, tokens: [&Token; 2], rarity: &Rarity) -> bool {
    let given = tokens.iter().any(|token| token.role == Role::Given);
    let known = |token: &&Token| token.forms.iter().any(|form| rarity.knows(form));
    match relation {
        Relation::Respelt { cost } => given && ANOTHER_NAME <= cost && tokens.iter().all(known),
        Relation::Equal
        | Relation::Equivalent
        | Relation::Nickname
        | Relation::Truncated
        | Relation::Initial => false,
    }
}
