//! Whom a network is made of: tonight's cases, cases of nights before, and what they share.

use super::walk::Who;
use crate::analysis::links::keys::Relation;

/// One case, as a member.
#[derive(Clone, Debug)]
pub struct Member {
    pub who: Who,
    /// Carrier and booking; whoever is in one of it is one party.
    pub booking: Option<String>,
    /// By which nights before know the person; empty where nobody asks them.
    pub person: String,
    /// What few share with it.
    pub values: Vec<Valued>,
}

/// One case of a night before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earlier {
    pub person: String,
    /// Carrier and locator.
    pub booking: Option<String>,
    /// `payment:` and the digest, say.
    pub values: Vec<String>,
}

/// A value of a case, by its digest; tonight's as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Valued {
    pub digest: String,
    pub relation: Relation,
    pub text: String,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Node {
    Person(Who),
    /// Who is no case tonight and was one before.
    Earlier(String),
    Value(Relation, String),
}
