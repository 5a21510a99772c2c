//! Each part names the digest of the part before it, so that a part that was changed,
//! taken out or put in between shows at the next one. The last part is named by the next
//! run (`data_digests.ledger_head` of `run.json`).
//!
//! Parts of versions that wrote no digest come first and are read as they are.

use crate::error::{Error, Kind, Result};
use crate::ledger::part::Part;

/// What a first part names.
pub(super) const NONE: &str = "none";

/// How a part hangs on the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    Whole,
    /// Written before parts named each other.
    Unchained,
    /// The first part here names one before it, which is gone.
    BeforeIsGone,
    /// The part before it is another than it names.
    Broken,
}

/// One for each part, in order.
pub fn links(parts: &[Part]) -> Vec<Link> {
    let before = std::iter::once(None).chain(parts.iter().map(Some));
    let pairs = parts.iter().zip(before);
    pairs.map(|(part, before)| link(part, before)).collect()
}

/// For whoever acts on decisions: a part that was changed or taken out may hold the word that
/// counts.
pub fn require_whole(parts: &[Part]) -> Result<()> {
    let hint = "`preboard verify` on a run says which part; restore it from a backup";
    require_links(parts, hint)
}

/// Refuses a broken chain, with what to do about it.
pub(super) fn require_links(parts: &[Part], hint: &str) -> Result<()> {
    let mut links = parts.iter().zip(links(parts));
    let bad = links.find(|(_, link)| matches!(link, Link::Broken | Link::BeforeIsGone));
    match bad {
        None => Ok(()),
        Some((part, _)) => {
            let path = part.path.display();
            let what = format!("{path} does not follow the part before it");
            Err(Error::new(Kind::Data, what).hint(hint))
        }
    }
}

fn link(part: &Part, before: Option<&Part>) -> Link {
    match (&part.previous, before) {
        (None, None) => Link::Unchained,
        (None, Some(before)) if before.previous.is_none() => Link::Unchained,
        // Once parts name each other, none may stop to.
        (None, Some(_)) => Link::Broken,
        (Some(named), None) if named == NONE => Link::Whole,
        (Some(_), None) => Link::BeforeIsGone,
        (Some(named), Some(before)) if *named == before.digest => Link::Whole,
        (Some(_), Some(_)) => Link::Broken,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(digest: &str, previous: Option<&str>) -> Part {
        Part {
            path: digest.into(),
            digest: digest.to_owned(),
            previous: previous.map(str::to_owned),
            salt: None,
            held: true,
            rows: Vec::new(),
        }
    }

    #[test]
    fn whatever_is_done_to_a_part_shows_at_the_next() {
        let old = || part("o", None);
        let after_old = || part("a", Some("o"));
        let (one, two, three) = (
            || part("1", Some(NONE)),
            || part("2", Some("1")),
            || part("3", Some("2")),
        );
        for (parts, expect) in [
            (vec![], vec![]),
            (vec![one(), two(), three()], vec![Link::Whole; 3]),
            (vec![old(), old()], vec![Link::Unchained; 2]),
            (vec![old(), after_old()], vec![Link::Unchained, Link::Whole]),
            (vec![two(), three()], vec![Link::BeforeIsGone, Link::Whole]),
            (vec![one(), three()], vec![Link::Whole, Link::Broken]),
            (
                vec![one(), part("changed", Some("1")), three()],
                vec![Link::Whole, Link::Whole, Link::Broken],
            ),
            (vec![one(), old()], vec![Link::Whole, Link::Broken]),
            (vec![old(), one()], vec![Link::Unchained, Link::Broken]),
        ] {
            assert_eq!(links(&parts), expect);
            let whole = expect
                .iter()
                .all(|link| matches!(link, Link::Whole | Link::Unchained));
            assert_eq!(require_whole(&parts).is_ok(), whole);
        }
    }
}
