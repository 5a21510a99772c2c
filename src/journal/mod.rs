//! `OUT/journal.jsonl`: everything that happened to the records of this folder, one line an
//! event, each naming the one before it by digest. It is only ever added to.
//!
//! Runs, parts of the ledger, releases and purges each vouch for themselves by their seals;
//! the journal vouches for their order and that none is missing, and whoever acts on one of
//! them asks it first. One digest over all lines (`tree.rs`) can be kept off this machine
//! (`checkpoint.rs`).

pub mod begin;

pub mod checkpoint;

pub mod line;

pub mod note;

pub mod read;

pub mod standing;

pub mod tree;

pub mod write;

use line::{Begun, Fact, Line};
use tree::Tree;

/// Beside the runs. No run may bear this name.
pub const FILE: &str = "journal.jsonl";

/// What to do about records that do not hold together.
pub const RESTORE: &str = "restore it from a backup; or, where a backup was restored, record the break: `preboard review RUN_DIR --accept-restored --officer NAME`";

/// One line as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// None when it is damaged, which only stands before a recorded break.
    pub line: Option<Line>,
    /// Without its line end.
    pub bytes: Vec<u8>,
    /// SHA-256 of those.
    pub digest: String,
}

/// A journal whose chain holds, since its beginning or since the last recorded break.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Journal {
    pub lines: Vec<Read>,
    /// Where the lines end in the file; a torn one may follow.
    pub(super) end: usize,
}

impl Journal {
    /// What is in force: everything since the beginning or the last break, which list what
    /// stood there.
    pub fn facts(&self) -> impl DoubleEndedIterator<Item = &Fact> {
        let facts = self
            .lines
            .iter()
            .map(|read| Some(&read.line.as_ref()?.fact));
        let facts: Vec<Option<&Fact>> = facts.collect();
        let starts = |fact: &Option<&Fact>| fact.is_some_and(|fact| fact.start().is_some());
        let start = facts.iter().rposition(starts).unwrap_or(0);
        facts.into_iter().skip(start).flatten()
    }

    /// What the journal is called in checkpoints: what its first line drew.
    pub fn id(&self) -> &str {
        let first = self.lines.first().and_then(|read| read.line.as_ref());
        let start = first.and_then(|line| line.fact.start());
        let id = start.map(|start| start.id).filter(|id| is_id(id));
        id.unwrap_or("damaged")
    }

    /// The beginning; none when the journal was lost whole since.
    pub fn begun(&self) -> Option<&Begun> {
        self.lines
            .iter()
            .find_map(|read| match &read.line.as_ref()?.fact {
                Fact::Begun(begun) => Some(begun),
                _ => None,
            })
    }

    /// The digest of the last line.
    pub fn head(&self) -> &str {
        self.lines.last().map_or(line::NONE, |read| &read.digest)
    }

    /// Whether the line of this number, from 1, has this digest.
    pub fn has(&self, number: u64, digest: &str) -> bool {
        let at = usize::try_from(number).ok().and_then(|n| n.checked_sub(1));
        let read = at.and_then(|at| self.lines.get(at));
        read.is_some_and(|read| read.digest == digest)
    }

    /// Over the first lines, or over all that there are if they are fewer.
    pub fn tree(&self, lines: usize) -> Tree {
        let first = self.lines.iter().take(lines);
        Tree::of(first.map(|read| read.bytes.as_slice()))
    }
}

/// It stands in the first line of a checkpoint, where a line end would begin another checkpoint.
fn is_id(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric())
}
