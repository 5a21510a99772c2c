//! A checkpoint that was kept elsewhere, against today's journal: all that it covers must still
//! stand there, line by line. Without one, `verify` says what nobody can show from here.

use crate::cli;
use crate::commands::verify::report::{Report, State};
use crate::error::{Error, Kind, Result};
use crate::files::read_text;
use crate::journal::Journal;
use crate::journal::checkpoint::{Checkpoint, Extends};
use crate::journal::note::{Note, Verifier};
use std::path::Path;

const NAME: &str = "checkpoint";

pub(super) fn check(
    args: &cli::Verify,
    journal: Option<&Journal>,
    report: &mut Report,
) -> Result<()> {
    let Some(path) = &args.checkpoint else {
        return Ok(());
    };
    let text = read_text(path)?;
    let note = Note::parse(&text).ok_or_else(|| no_checkpoint(path))?;
    let checkpoint = Checkpoint::parse(&note.text).ok_or_else(|| no_checkpoint(path))?;
    signature(args, &note, report)?;
    let Some(journal) = journal else {
        report.add(
            NAME,
            State::Missing,
            "there is no journal that could extend it",
        );
        return Ok(());
    };
    let size = checkpoint.size;
    let (state, note) = match checkpoint.is_extended_by(journal) {
        Extends::By(added) => (
            State::Untouched,
            format!(
                "the first {size} lines of the journal are those it was made of; {added} were added since"
            ),
        ),
        Extends::AnotherJournal => (
            State::Changed,
            "it is of another journal: this one was begun anew, or the file is of another folder"
                .to_owned(),
        ),
        Extends::Shorter => (
            State::Missing,
            format!(
                "it was made of {size} lines of the journal, and {} are here",
                journal.lines.len()
            ),
        ),
        Extends::Rewritten => (
            State::Changed,
            format!("the first {size} lines of the journal are not those it was made of"),
        ),
    };
    report.add(NAME, state, &note);
    Ok(())
}

/// A signature tells a checkpoint from one that was made with the forged records.
fn signature(args: &cli::Verify, note: &Note, report: &mut Report) -> Result<()> {
    let path = format!("{NAME}: signature");
    let Some(key) = &args.key else {
        let text = match note.is_signed() {
            true => "not looked at: give the public key with --key",
            false => "it has none: it is worth as much as the place where it was kept",
        };
        report.add(&path, State::NotCovered, text);
        return Ok(());
    };
    let verifier = Verifier::parse(&read_text(key)?).ok_or_else(|| {
        let what = format!("{} is no public key", key.display());
        Error::new(Kind::Config, what).hint("it has one line: name+id+key")
    })?;
    let (state, text) = match note.is_signed_by(&verifier) {
        true => (State::Untouched, format!("signed by {}", verifier.name)),
        false => (State::Changed, format!("not signed by {}", verifier.name)),
    };
    report.add(&path, state, &text);
    Ok(())
}

fn no_checkpoint(path: &Path) -> Error {
    let what = format!("{} is no checkpoint", path.display());
    Error::new(Kind::Data, what).hint("`preboard checkpoint` prints one: origin, size and root")
}
