//! How two tokens relate: the one relation that both the search and the score use.
//!
//! The search must find every listed token that [`relate`] accepts; a test in
//! `candidates/vocabulary.rs` holds it to that.

use crate::names::nicknames::Nicknames;
use crate::names::sounds::SoundClass;

/// A closed set, strongest first. `distance` is 100 x (1 - Jaro-Winkler): how far apart
/// two spellings are, beyond the count of edits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    Equal,
    SameSound,
    Nickname,
    OneEdit {
        distance: u8,
    },
    TwoEdits {
        distance: u8,
    },
    /// One is the beginning of the other: a field cut at its width.
    Truncated,
    /// One is a single letter that begins the other, or both are that letter.
    Initial,
}

impl Relation {
    pub fn as_str(self) -> &'static str {
        match self {
            Relation::Equal => "equal",
            Relation::SameSound => "same_sound",
            Relation::Nickname => "nickname",
            Relation::OneEdit { .. } => "one_edit",
            Relation::TwoEdits { .. } => "two_edits",
            Relation::Truncated => "truncated",
            Relation::Initial => "initial",
        }
    }
}

/// A shorter beginning than this is shared by too many names to be a cut one.
pub const SHORTEST_CUT: usize = 4;

/// Edits that a token may hold, by the length of the shorter one: short names are one
/// edit away from everything.
pub fn edits_allowed(shorter: usize) -> usize {
    match shorter {
        0..=3 => 0,
        4..=6 => 1,
        _ => 2,
    }
}

/// The strongest relation of two tokens, if any. Symmetric.
pub fn relate(one: &str, other: &str, nicknames: &Nicknames) -> Option<Relation> {
    let shorter = one.len().min(other.len());
    if shorter <= 1 {
        let initial = shorter == 1 && one.as_bytes()[0] == other.as_bytes()[0];
        return initial.then_some(Relation::Initial);
    }
    if one == other {
        return Some(Relation::Equal);
    }
    let class = SoundClass::of(one);
    if class.is_some() && class == SoundClass::of(other) {
        return Some(Relation::SameSound);
    }
    if nicknames.related(one, other) {
        return Some(Relation::Nickname);
    }
    if let Some(relation) = misspelt(one, other, edits_allowed(shorter)) {
        return Some(relation);
    }
    let cut = shorter >= SHORTEST_CUT && (one.starts_with(other) || other.starts_with(one));
    cut.then_some(Relation::Truncated)
}

fn misspelt(one: &str, other: &str, allowed: usize) -> Option<Relation> {
    if allowed == 0 || one.len().abs_diff(other.len()) > allowed {
        return None;
    }
    let edits = strsim::osa_distance(one, other);
    if edits > allowed {
        return None;
    }
    let distance = ((1.0 - strsim::jaro_winkler(one, other)) * 100.0).ceil() as u8;
    match edits {
        1 => Some(Relation::OneEdit { distance }),
        _ => Some(Relation::TwoEdits { distance }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relations_of_real_pairs() {
        let nicknames = Nicknames::parse("WILLIAM\tBILL\n");
        for (one, other, expect) in [
            ("IVANOV", "IVANOV", "Some(Equal)"),
            ("MOHAMED", "MUHAMMAD", "Some(SameSound)"),
            ("BILL", "WILLIAM", "Some(Nickname)"),
            ("MARTIN", "MARTIM", "Some(OneEdit { distance: 7 })"),
            ("J", "JOHN", "Some(Initial)"),
            ("J", "J", "Some(Initial)"),
            ("J", "K", "None"),
            ("ALEXANDROV", "ALEXANDROVICH", "Some(Truncated)"),
            ("ALI", "ALA", "None"),
            ("LI", "LIU", "None"),
            ("GARCIA", "SMITH", "None"),
        ] {
            let found = relate(one, other, &nicknames);
            assert_eq!(format!("{found:?}"), expect, "{one} {other}");
            assert_eq!(
                found,
                relate(other, one, &nicknames),
                "{one} {other} reversed"
            );
        }
    }
}
