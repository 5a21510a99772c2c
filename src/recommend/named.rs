//! Which case somebody means who types its id, or no more of it than is needed.

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
    fn candidates_are_named_up_to_five() {
        let few = ambiguous(&["C-1", "C-2"]);
        assert_eq!(few, "the beginning of several cases: C-1, C-2");
        let many = ambiguous(&["C-1", "C-2", "C-3", "C-4", "C-5", "C-6", "C-7"]);
        assert!(many.ends_with("C-4, C-5 and 2 more"), "{many}");
    }
}
