//! What cases of nights before share with tonight's, by keyed digests.
//!
//! Only cases stand here: whoever was none was never written down. Their values are those that
//! few shared on their night.

use super::members::{Earlier, Member, Node};
use super::sharing::MOST_FOLLOWED;
use super::walk::Who;
use crate::analysis::links::keys::Relation;
use std::collections::{BTreeMap, BTreeSet};

/// What a value is called that nobody has tonight.
const PAST: char = '\u{1f}';

/// Ties between people and values that tonight's cases have, on this night or one before. One
/// value is followed from them and none further, so that nights do not grow into one group of
/// everybody; and none that more people share than are followed in one night.
pub(super) fn ties(members: &[Member], earlier: &[Earlier]) -> BTreeSet<(Node, Node)> {
    let tonight = tonight(members);
    let mut values: BTreeMap<&str, Node> = BTreeMap::new();
    let mut holders: BTreeMap<&str, BTreeSet<Node>> = BTreeMap::new();
    for member in members.iter().filter(|member| !member.person.is_empty()) {
        for value in &member.values {
            let own = holders.entry(&value.digest).or_default();
            own.insert(Node::Person(member.who));
            let node = || Node::Value(value.relation, value.text.clone());
            values.entry(&value.digest).or_insert_with(node);
        }
    }
    for one in earlier {
        for value in &one.values {
            let own = holders.entry(value).or_default();
            own.insert(person(one, &tonight));
        }
    }
    let mut ties = BTreeSet::new();
    for (digest, people) in holders {
        let is_tonight = |node: &Node| matches!(node, Node::Person(_));
        let followed = 2..=MOST_FOLLOWED as usize;
        if !people.iter().any(is_tonight) || !followed.contains(&people.len()) {
            continue;
        }
        if let Some(value) = values.remove(digest).or_else(|| past(digest)) {
            ties.extend(people.into_iter().map(|person| (person, value.clone())));
        }
    }
    ties
}

/// Tonight's cases by their people.
pub(super) fn tonight(members: &[Member]) -> BTreeMap<&str, Who> {
    let known = members.iter().filter(|member| !member.person.is_empty());
    known
        .map(|member| (member.person.as_str(), member.who))
        .collect()
}

pub(super) fn person(one: &Earlier, tonight: &BTreeMap<&str, Who>) -> Node {
    match tonight.get(one.person.as_str()) {
        Some(who) => Node::Person(*who),
        None => Node::Earlier(one.person.clone()),
    }
}

/// A kind that this version does not know is none that it follows.
fn past(digest: &str) -> Option<Node> {
    let (kind, _) = digest.split_once(':')?;
    let relation = Relation::ALL.into_iter().find(|one| one.kind() == kind)?;
    Some(Node::Value(relation, format!("{PAST}{digest}")))
}
