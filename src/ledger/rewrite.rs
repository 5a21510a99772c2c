//! A ledger with less in it takes the place of the one that stands, in one step.

use crate::error::Result;
use crate::files::name_of;
use crate::files::{self, Expected, Staging};
use crate::ledger::chain;
use crate::ledger::head::{self, Head};
use crate::ledger::reduce::Changed;
use crate::ledger::{FOLDER, Part, Row, Writer, part};
use std::path::Path;

/// One part that was written again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rewritten {
    pub name: String,
    pub old_digest: String,
    pub new_digest: String,
    pub changed: Changed,
}

/// A ledger ready to be put in place.
pub struct Prepared {
    staging: Staging,
    pub rewritten: Vec<Rewritten>,
    expected: Expected,
}

/// A chain that is broken is evidence, and writing it anew would join it: refused.
pub fn check(parts: &[Part]) -> Result<()> {
    let hint = "no decision was reduced; restore the part from a backup, then purge again";
    chain::require_links(parts, hint)
}

impl Writer {
    /// Parts before the first change stay to the byte; those behind it name another part
    /// before them, and so are written again.
    pub fn prepare(&self, parts: &[Part], reduced: &[(Vec<Row>, Changed)]) -> Result<Prepared> {
        self.settle(parts)?;
        let staging = Staging::replacing(&self.out, FOLDER)?;
        let mut previous = chain::NONE.to_owned();
        let mut rewritten: Vec<Rewritten> = Vec::new();
        let mut expected = Expected::new();
        for (old, (rows, changed)) in parts.iter().zip(reduced) {
            let name = name_of(&old.path);
            let path = staging.path().join(&name);
            if rewritten.is_empty() && *changed == Changed::default() {
                files::share(&old.path, &path)?;
                previous = old.digest.clone();
                expected.insert(name, previous.clone());
                continue;
            }
            let bytes = part::encode(rows, &previous, old.salt.as_deref());
            files::write_staged(&path, &bytes)?;
            previous = files::digest_of_bytes(&bytes);
            expected.insert(name.clone(), previous.clone());
            rewritten.push(Rewritten {
                name,
                old_digest: old.digest.clone(),
                new_digest: previous.clone(),
                changed: *changed,
            });
        }
        self.share_others(parts, staging.path(), &mut expected)?;
        if let Some(last) = parts.last() {
            let head = Head {
                part: name_of(&last.path),
                digest: previous,
                before: None,
            };
            expected.insert(head::FILE.to_owned(), head::stage(staging.path(), &head)?);
        }
        Ok(Prepared {
            staging,
            rewritten,
            expected,
        })
    }

    /// The salt, and whatever an operator put beside the parts; `HEAD` is made anew, and what is
    /// hidden was never finished, or is the lock.
    fn share_others(&self, parts: &[Part], target: &Path, expected: &mut Expected) -> Result<()> {
        let folder = self.out.join(FOLDER);
        for path in files::list(&folder)? {
            let name = name_of(&path);
            let is_part = parts.iter().any(|part| name_of(&part.path) == name);
            let is_head = name == head::FILE;
            if !is_part && !is_head && !name.starts_with('.') && files::is_plain_file(&path)? {
                expected.insert(name.clone(), files::digest_of_file(&path)?);
                files::share(&path, &target.join(name))?;
            }
        }
        Ok(())
    }
}

impl Prepared {
    /// The writer's lock is held until the old ledger is gone.
    pub fn put_in_place(self, _writer: Writer) -> Result<()> {
        self.staging.replace(&self.expected)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Kind;
    use crate::journal::line::{self, Deed, Fact};
    use crate::journal::write;
    use crate::ledger::chain::Link;
    use crate::ledger::tests::row;
    use crate::ledger::{load, salt};
    use jiff::Timestamp;

    #[cfg(target_os = "linux")]
    #[test]
    fn the_chain_holds_again_and_parts_before_the_change_stay_to_the_byte() {
        let out = tempfile::tempdir().unwrap();
        let writer = Writer::open(out.path()).unwrap();
        for case in ["C-1", "C-2", "C-3"] {
            writer.append(&[row(case)]).unwrap();
        }
        let before = load(out.path()).unwrap();
        let salt = salt::read(out.path()).unwrap();
        let reduced: Vec<_> = before
            .iter()
            .enumerate()
            .map(|(at, part)| {
                let mut rows = part.rows.clone();
                rows[0].note = (at == 1).then(|| "less".to_owned());
                let changed = Changed {
                    masked: usize::from(at == 1),
                    counted: 0,
                };
                (rows, changed)
            })
            .collect();
        let prepared = writer.prepare(&before, &reduced).unwrap();
        assert_eq!(load(out.path()).unwrap(), before, "not yet");
        let names: Vec<&str> = prepared
            .rewritten
            .iter()
            .map(|part| part.name.as_str())
            .collect();
        assert_eq!(
            names,
            ["decisions-000002.parquet", "decisions-000003.parquet"]
        );
        let told = prepared.rewritten.iter().map(|part| {
            Fact::Purge(line::Purge {
                deed: Deed::LedgerReduced,
                name: part.name.clone(),
                digest: part.old_digest.clone(),
                new_digest: Some(part.new_digest.clone()),
                line: String::new(),
            })
        });
        write::append(out.path(), Timestamp::UNIX_EPOCH, |_| told.collect()).unwrap();
        prepared.put_in_place(writer).unwrap();
        let after = load(out.path()).unwrap();
        assert_eq!(after[0], before[0]);
        assert_eq!(after[1].rows[0].note.as_deref(), Some("less"));
        assert_eq!(chain::links(&after), [Link::Whole; 3]);
        assert_eq!(salt::read(out.path()).unwrap(), salt);
        // Reviews go on.
        Writer::open(out.path())
            .unwrap()
            .append(&[row("C-4")])
            .unwrap();
        assert_eq!(chain::links(&load(out.path()).unwrap()), [Link::Whole; 4]);
    }

    #[test]
    fn a_broken_chain_is_not_mended() {
        let out = tempfile::tempdir().unwrap();
        let writer = Writer::open(out.path()).unwrap();
        let first = writer.append(&[row("C-1")]).unwrap();
        writer.append(&[row("C-2")]).unwrap();
        assert!(check(&load(out.path()).unwrap()).is_ok());
        std::fs::remove_file(first).unwrap();
        assert_eq!(
            check(&load(out.path()).unwrap()).err().unwrap().kind,
            Kind::Data
        );
    }
}
