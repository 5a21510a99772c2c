//! Which case somebody means who types its id, or no more of it than is needed; and how much
//! that is.

use std::collections::BTreeMap;

/// What somebody means by a case id that they typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named<'a> {
    One(&'a str),
    Nobody,
    /// It is the beginning of several.
    Several(Vec<&'a str>),
}

/// A case by its id or the beginning of it, letters in any case. An exact id wins: that of the
/// first of namesakes is the beginning of the others'. `C-` alone would be whatever case there
/// is, so it is none.
pub fn named<'a>(typed: &str, ids: impl IntoIterator<Item = &'a str>) -> Named<'a> {
    let typed = typed.trim().as_bytes();
    if typed.len() <= "C-".len() {
        return Named::Nobody;
    }
    let begins = |id: &&str| {
        let start = id.as_bytes().get(..typed.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(typed))
    };
    let mut found: Vec<&str> = ids.into_iter().filter(begins).collect();
    let exact = found.iter().find(|id| id.len() == typed.len());
    match (exact, found.as_slice()) {
        (Some(id), _) | (None, [id]) => Named::One(id),
        (None, []) => Named::Nobody,
        (None, _) => {
            found.sort_unstable();
            Named::Several(found)
        }
    }
}

/// Letters of an id that are always shown, `C-` among them: what is typed in the evening still
/// names the case in the run of the night, more often than not.
const LEAST_SHOWN: usize = "C-0000".len();

/// As much of each id as [`named`] needs to tell it from the others.
pub fn shortened<'a>(ids: impl IntoIterator<Item = &'a str>) -> BTreeMap<&'a str, &'a str> {
    let mut sorted: Vec<&str> = ids.into_iter().collect();
    sorted.sort_by_cached_key(|id| id.to_ascii_lowercase());
    sorted.dedup();
    let short = sorted.iter().enumerate().map(|(at, id)| {
        let before = at.checked_sub(1).map(|before| sorted[before]);
        let near = before.into_iter().chain(sorted.get(at + 1).copied());
        let shared = near.map(|other| alike(id, other)).max().unwrap_or(0);
        let shown = id.get(..LEAST_SHOWN.max(shared + 1)).unwrap_or(id);
        // Of a namesake's id the number is what tells it apart: it is shown whole.
        (*id, if shown.ends_with('-') { id } else { shown })
    });
    short.collect()
}

/// Letters that two ids begin with, in any case.
fn alike(one: &str, other: &str) -> usize {
    let pairs = one.bytes().zip(other.bytes());
    pairs.take_while(|(a, b)| a.eq_ignore_ascii_case(b)).count()
}

/// Candidates that a message names.
const MOST_NAMED: usize = 5;

/// Why an id is not one case, for whoever typed it.
pub fn ambiguous(candidates: &[&str]) -> String {
    let named = candidates.iter().take(MOST_NAMED).copied();
    let named = named.collect::<Vec<_>>().join(", ");
    let more = match candidates.len().saturating_sub(MOST_NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("the beginning of several cases: {named}{more}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const IDS: [&str; 4] = ["C-018eb85d", "C-018fb85d", "C-42aa", "C-42aa-2"];

    #[test]
    fn the_beginning_of_one_is_that_one_and_an_exact_id_wins() {
        for (typed, expect) in [
            ("C-018eb85d", Named::One("C-018eb85d")),
            ("C-018e", Named::One("C-018eb85d")),
            (" c-018EB ", Named::One("C-018eb85d")),
            ("C-42aa", Named::One("C-42aa")),
            ("c-42AA", Named::One("C-42aa")),
            ("C-42aa-", Named::One("C-42aa-2")),
            ("C-42aa-2", Named::One("C-42aa-2")),
            ("C-4", Named::Several(vec!["C-42aa", "C-42aa-2"])),
            ("C-018", Named::Several(vec!["C-018eb85d", "C-018fb85d"])),
            ("C-9", Named::Nobody),
            ("C-018eb85d9", Named::Nobody),
            ("018e", Named::Nobody),
            ("", Named::Nobody),
            ("é", Named::Nobody),
        ] {
            assert_eq!(named(typed, IDS), expect, "{typed:?}");
        }
        for nothing in ["", "C", "C-", " c- "] {
            assert_eq!(named(nothing, ["C-42aa"]), Named::Nobody, "{nothing:?}");
        }
    }

    #[test]
    fn what_is_shown_of_an_id_names_it() {
        let ids = [IDS.as_slice(), &["M-1", "C-018fb85e", "C-99"]].concat();
        let short = shortened(ids.iter().copied());
        for (id, shown) in &short {
            assert_eq!(named(shown, ids.iter().copied()), Named::One(id), "{shown}");
        }
        let shown: Vec<&str> = ids.iter().map(|id| short[id]).collect();
        let expect = [
            "C-018e",
            "C-018fb85d",
            "C-42aa",
            "C-42aa-2",
            "M-1",
            "C-018fb85e",
            "C-99",
        ];
        assert_eq!(shown, expect);
        assert_eq!(
            shortened(["C-0123456789abcdef"])["C-0123456789abcdef"],
            "C-0123"
        );
        assert_eq!(shortened([]), BTreeMap::new());
    }

    #[test]
    fn candidates_are_named_up_to_five() {
        let few = ambiguous(&["C-1", "C-2"]);
        assert_eq!(few, "the beginning of several cases: C-1, C-2");
        let many = ambiguous(&["C-1", "C-2", "C-3", "C-4", "C-5", "C-6", "C-7"]);
        assert!(many.ends_with("C-4, C-5 and 2 more"), "{many}");
    }
}
