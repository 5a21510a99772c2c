//! One line that stands for all lines of the journal so far, to be kept off this machine: origin,
//! size and root (c2sp.org/tlog-checkpoint).

use crate::journal::Journal;
use crate::journal::tree::Hash;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Which journal it is of.
    pub origin: String,
    /// How many lines.
    pub size: u64,
    pub root: Hash,
}

/// How today's journal stands to a checkpoint of before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extends {
    /// So many lines were added since.
    By(u64),
    AnotherJournal,
    /// Lines that it covers are gone.
    Shorter,
    /// Lines that it covers are others now.
    Rewritten,
}

impl Checkpoint {
    pub fn of(journal: &Journal) -> Checkpoint {
        let tree = journal.tree(journal.lines.len());
        Checkpoint {
            origin: origin(journal),
            size: tree.size(),
            root: tree.root(),
        }
    }

    /// Lines behind the third are extensions, and of no meaning here.
    pub fn parse(text: &str) -> Option<Checkpoint> {
        let mut lines = text.lines();
        let (origin, size, root) = (lines.next()?, lines.next()?, lines.next()?);
        let parsed: u64 = size.parse().ok()?;
        let checkpoint = Checkpoint {
            origin: origin.to_owned(),
            size: parsed,
            root: BASE64_STANDARD.decode(root).ok()?.try_into().ok()?,
        };
        (!origin.is_empty() && size == parsed.to_string()).then_some(checkpoint)
    }

    /// With its last line end.
    pub fn to_text(&self) -> String {
        let root = BASE64_STANDARD.encode(self.root);
        format!("{}\n{}\n{root}\n", self.origin, self.size)
    }

    pub fn is_extended_by(&self, journal: &Journal) -> Extends {
        let lines = journal.lines.len() as u64;
        if self.origin != origin(journal) {
            return Extends::AnotherJournal;
        }
        if lines < self.size {
            return Extends::Shorter;
        }
        let first = usize::try_from(self.size).unwrap_or(usize::MAX);
        match journal.tree(first).root() == self.root {
            true => Extends::By(lines - self.size),
            false => Extends::Rewritten,
        }
    }
}

/// No two installations bear one.
fn origin(journal: &Journal) -> String {
    format!("preboard/{}", journal.id())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::line::{Fact, Run};
    use crate::journal::write;
    use jiff::Timestamp;

    fn grown(out: &std::path::Path, number: u64) -> Journal {
        let run = Fact::Run(Run {
            number,
            name: number.to_string(),
            digest: String::new(),
            rows: 0,
            found: false,
        });
        write::append(out, Timestamp::UNIX_EPOCH, |_| vec![run]).unwrap()
    }

    #[test]
    fn a_journal_extends_its_own_checkpoints_and_no_other_does() {
        let (out, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let mut kept = Vec::new();
        for number in 1..9 {
            let journal = grown(out.path(), number);
            let checkpoint = Checkpoint::of(&journal);
            assert_eq!(
                Checkpoint::parse(&checkpoint.to_text()).unwrap(),
                checkpoint
            );
            kept.push(checkpoint);
            for (at, kept) in kept.iter().enumerate() {
                let added = number - 1 - at as u64;
                assert_eq!(kept.is_extended_by(&journal), Extends::By(added));
            }
        }
        let newest = kept.last().unwrap();
        let foreign = grown(other.path(), 1);
        assert_eq!(newest.is_extended_by(&foreign), Extends::AnotherJournal);
        let mut journal = grown(out.path(), 9);
        journal.lines[2].bytes.push(b' ');
        assert_eq!(kept[0].is_extended_by(&journal), Extends::By(8));
        assert_eq!(kept[1].is_extended_by(&journal), Extends::Rewritten);
        journal.lines.truncate(4);
        assert_eq!(newest.is_extended_by(&journal), Extends::Shorter);
    }

    #[test]
    fn what_is_no_checkpoint_is_none() {
        let root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";
        let parsed = |text: String| Checkpoint::parse(&text);
        assert!(parsed(format!("example.com/x\n20852163\n{root}\n")).is_some());
        for text in [
            format!("\n1\n{root}\n"),
            format!("x\n01\n{root}\n"),
            format!("x\n-1\n{root}\n"),
            "x\n1\nAAAA\n".to_owned(),
            "x\n1\n".to_owned(),
        ] {
            assert_eq!(parsed(text), None);
        }
    }
}
