//! `preboard checkpoint`: one line that stands for all records so far. Kept off this machine, it
//! shows later whether they are still the first ones, whoever wrote them anew.

use crate::cli::{self, Inputs};
use crate::commands::ui::Ui;
use crate::commands::{Outcome, Surroundings, stdout};
use crate::error::{Error, Kind, Result};
use crate::files;
use crate::inert::Lines;
use crate::journal::checkpoint::Checkpoint;
use crate::journal::note::{Signer, is_name};
use crate::journal::{self, write};
use crate::settings::Settings;
use rand::TryRngCore;
use rand::rngs::OsRng;
use std::path::Path;

pub fn run(args: &cli::Checkpoint, surroundings: &Surroundings, ui: &Ui) -> Result<Outcome> {
    if let Some(path) = &args.new_key {
        return new_key(path, &args.name, ui);
    }
    let signer = args.sign.as_deref().map(signer).transpose()?;
    let inputs = Inputs {
        settings: args.settings.clone(),
        out: args.out.clone(),
        ..Inputs::default()
    };
    let out = Settings::resolve(&inputs, surroundings.now)?.output.folder;
    let journal = journal::read::read(&out)?;
    let journal = match journal {
        Some(journal) => journal,
        // What stands in a folder of before becomes its beginning.
        None if files::about(&out)?.is_some_and(|about| about.is_dir()) => {
            write::ensure(&out, surroundings.now)?
        }
        None => {
            let what = format!("{} is not there: it has no records", out.display());
            return Err(Error::new(Kind::NoInput, what).hint("name the folder with --out"));
        }
    };
    let checkpoint = Checkpoint::of(&journal);
    let text = checkpoint.to_text();
    let note = match &signer {
        Some(signer) => signer.sign(&text),
        None => text,
    };
    stdout::lines(&note.lines().collect::<Lines>())?;
    ui.step("lines of the journal", checkpoint.size);
    Ok(Outcome::Done)
}

fn signer(path: &Path) -> Result<Signer> {
    let text = files::read_text(path)?;
    Signer::parse(&text).ok_or_else(|| {
        let what = format!("{} is no private key", path.display());
        Error::new(Kind::Config, what)
            .hint("`preboard checkpoint --new-key FILE` makes one: PRIVATE+KEY+name+id+key")
    })
}

/// A key that stands there already signed what is kept elsewhere: it is never written over.
fn new_key(path: &Path, name: &str, ui: &Ui) -> Result<Outcome> {
    if !is_name(name) {
        let what = "--name is no name of a key";
        return Err(Error::new(Kind::Usage, what).hint("leave spaces and `+` out"));
    }
    if files::is_there(path)? {
        let what = format!("{} is there already", path.display());
        return Err(Error::new(Kind::CannotCreate, what).hint("name a new file"));
    }
    let mut seed = [0; 32];
    OsRng.try_fill_bytes(&mut seed).map_err(|e| {
        Error::new(Kind::Io, "the system gives no random bytes")
            .because(e)
            .hint("run it again")
    })?;
    let signer = Signer::new(name, seed);
    files::write_new(path, (signer.to_text() + "\n").as_bytes())?;
    stdout::lines(&[signer.verifier().to_text()].iter().collect::<Lines>())?;
    ui.say(&format!(
        "the private key is in {}; keep the line on standard output where checkpoints are verified",
        path.display()
    ));
    Ok(Outcome::Done)
}
