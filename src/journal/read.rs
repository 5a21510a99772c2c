//! Reading the journal: what its chain must hold.

use crate::error::{Error, Kind, Result};
use crate::files;
use crate::journal::line::{Fact, Line, NONE};
use crate::journal::{FILE, Journal, RESTORE, Read, begin, is_id};
use std::path::Path;

/// `None` where there never was one. One that records name and that is gone is an error.
pub fn read(out: &Path) -> Result<Option<Journal>> {
    let path = out.join(FILE);
    let bytes = match files::about_itself(&path)? {
        Some(about) if about.is_file() => files::read(&path)?,
        Some(_) => return Err(no_file(&path)),
        None => Vec::new(),
    };
    let journal = parse(&bytes, &path)?;
    if journal.lines.is_empty() {
        begin::require_unnamed(out)?;
        return Ok(None);
    }
    Ok(Some(journal))
}

/// What a kill left of a line, or of the list behind a beginning, is not there.
pub(super) fn parse(bytes: &[u8], path: &Path) -> Result<Journal> {
    let mut journal = lines(bytes);
    if let Some(at) = torn_list(&journal.lines) {
        journal.lines.truncate(at);
        journal.end = start_of(&journal.lines, at);
    }
    let accepted = (0..journal.lines.len()).rev().find(|at| {
        let before = || files::digest_of_bytes(&bytes[..start_of(&journal.lines, *at)]);
        matches!(&journal.lines[*at].line, Some(Line { fact: Fact::Restored(restored), .. })
            if restored.found_digest == before())
    });
    check(&journal.lines, accepted.unwrap_or(0), path)?;
    Ok(journal)
}

/// Each whole line, whatever is in it.
pub(super) fn lines(bytes: &[u8]) -> Journal {
    let whole = bytes.iter().rposition(|byte| *byte == b'\n');
    let whole = &bytes[..whole.map_or(0, |at| at + 1)];
    let pieces = whole.split_inclusive(|byte| *byte == b'\n');
    Journal {
        lines: pieces.map(|piece| one(&piece[..piece.len() - 1])).collect(),
        end: whole.len(),
    }
}

pub(super) fn one(text: &[u8]) -> Read {
    Read {
        line: serde_json::from_slice(text).ok(),
        bytes: text.to_owned(),
        digest: files::digest_of_bytes(text),
    }
}

fn start_of(lines: &[Read], at: usize) -> usize {
    lines[..at].iter().map(|read| read.bytes.len() + 1).sum()
}

/// A beginning behind which stand fewer lines than it lists.
fn torn_list(lines: &[Read]) -> Option<usize> {
    let listed = |read: &Read| Some(read.line.as_ref()?.fact.start()?.listed);
    let at = lines.iter().rposition(|read| listed(read).is_some())?;
    let behind = (lines.len() - at - 1) as u64;
    (behind < listed(&lines[at])?).then_some(at)
}

/// From `first` on, which is the last recorded break or the beginning.
fn check(lines: &[Read], first: usize, path: &Path) -> Result<()> {
    for (at, read) in lines.iter().enumerate().skip(first) {
        let number = at + 1;
        let Some(line) = &read.line else {
            return Err(damaged(
                path,
                &format!("line {number} is no line of a journal"),
            ));
        };
        let before = at.checked_sub(1).map_or(NONE, |at| &lines[at].digest);
        if line.seq != number as u64 || line.previous != before {
            let what = format!("line {number} does not follow the line before it");
            return Err(damaged(path, &what));
        }
        let start = line.fact.start();
        let begins = start.is_some();
        if start.is_some_and(|start| !is_id(start.id)) {
            return Err(damaged(
                path,
                &format!("line {number} has no id that this program drew"),
            ));
        }
        if at == 0 && !begins || 0 < at && matches!(line.fact, Fact::Begun(_)) {
            return Err(damaged(
                path,
                &format!("line {number} stands where no such line may"),
            ));
        }
    }
    Ok(())
}

pub(super) fn no_file(path: &Path) -> Error {
    damaged(path, "no file: a link, pipe or device")
}

fn damaged(path: &Path, what: &str) -> Error {
    Error::new(Kind::Data, format!("{}: {what}", path.display())).hint(RESTORE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::line::{Begun, Restored, Run};

    fn begun(listed: u64) -> Fact {
        Fact::Begun(Begun {
            id: "x".to_owned(),
            listed,
            purged_lines: 0,
            purged_digest: String::new(),
        })
    }

    fn run(number: u64) -> Fact {
        Fact::Run(Run {
            number,
            name: "night".to_owned(),
            digest: number.to_string(),
            rows: 1,
            found: false,
        })
    }

    fn text(facts: &[Fact], before: &str) -> String {
        let mut text = before.to_owned();
        for fact in facts {
            let last = text.lines().last();
            let line = Line {
                seq: text.lines().count() as u64 + 1,
                at: "now".to_owned(),
                previous: last.map_or(NONE.to_owned(), |l| files::digest_of_bytes(l.as_bytes())),
                fact: fact.clone(),
            };
            text.push_str(&(serde_json::to_string(&line).unwrap() + "\n"));
        }
        text
    }

    fn parsed(text: &str) -> Result<Journal> {
        parse(text.as_bytes(), Path::new("journal.jsonl"))
    }

    #[test]
    fn whatever_is_done_to_a_line_shows_but_for_the_last() {
        let whole = text(&[begun(0), run(1), run(2), run(3)], "");
        assert_eq!(parsed(&whole).unwrap().lines.len(), 4);
        let lines: Vec<&str> = whole.split_inclusive('\n').collect();
        for gone in 0..3 {
            let mut left = lines.clone();
            left.remove(gone);
            assert!(parsed(&left.concat()).is_err(), "{gone}");
        }
        let swapped = [lines[0], lines[2], lines[1], lines[3]].concat();
        assert!(parsed(&swapped).is_err());
        assert!(parsed(&whole.replacen("\"rows\":1", "\"rows\":2", 1)).is_err());
        assert!(parsed(&whole.replacen('{', "[", 1)).is_err());
        assert!(parsed(&text(&[run(1)], "")).is_err(), "no beginning");
        assert!(
            parsed(&text(&[begun(0), begun(0)], "")).is_err(),
            "begun again"
        );
        // It would be the second line of the checkpoint.
        let mut odd = begun(0);
        if let Fact::Begun(begun) = &mut odd {
            begun.id = "x\n9".to_owned();
        }
        assert!(parsed(&text(&[odd], "")).is_err(), "an id of two lines");
    }

    #[test]
    fn what_a_kill_tore_is_not_there() {
        let whole = text(&[begun(2), run(1), run(2), run(3)], "");
        for cut in 0..whole.len() {
            let read = parsed(&whole[..cut]).unwrap();
            let lines = whole[..cut].matches('\n').count();
            let expect = if lines < 3 { 0 } else { lines };
            assert_eq!(read.lines.len(), expect, "{cut}");
        }
    }

    #[test]
    fn a_recorded_break_makes_good_exactly_what_it_found() {
        let whole = text(&[begun(0), run(1), run(2)], "");
        let damaged = whole.replacen("\"rows\":1", "\"rows\":7", 1);
        let restored = |of: &str| {
            Fact::Restored(Restored {
                id: "y".to_owned(),
                officer: "A1".to_owned(),
                listed: 1,
                found_digest: files::digest_of_bytes(of.as_bytes()),
                why: "x".to_owned(),
            })
        };
        let accepted = text(&[restored(&damaged), run(1), run(2)], &damaged);
        let read = parsed(&accepted).unwrap();
        assert_eq!((read.lines.len(), read.facts().count()), (6, 3));
        // Damage behind the break, or other damage before it, shows.
        assert!(parsed(&text(&[restored(&whole), run(1)], &damaged)).is_err());
        assert!(parsed(&accepted.replacen("\"rows\":7", "\"rows\":8", 1)).is_err());
        assert!(parsed(&accepted.replace("A1", "A2")).is_err());
    }
}
