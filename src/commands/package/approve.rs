//! `preboard package approve`: another officer answers for what one wrote.

use super::{fill, kept};
use crate::cli::Inputs;
use crate::cli::package::Approve;
use crate::commands::ui::Ui;
use crate::commands::{Outcome, Surroundings, officer};
use crate::error::{Error, Kind, Result};
use crate::files::{self, Lock, Staging};
use crate::journal::line::{Fact, Package};
use crate::journal::{read, write};
use crate::schema::package::{FOLDER, PackageRecord};
use crate::settings::Settings;
use crate::wording::text::counted;
use std::path::Path;

pub(super) fn run(args: &Approve, surroundings: &Surroundings, ui: &Ui) -> Result<Outcome> {
    officer::check(&args.officer)?;
    let inputs = Inputs {
        settings: args.settings.clone(),
        out: args.out.clone(),
        ..Inputs::default()
    };
    let settings = Settings::resolve(&inputs, surroundings.now)?;
    let out = files::canonical(&settings.output.folder)?;
    let _lock = Lock::take(&out.join(FOLDER))?;
    for error in files::remove_leftovers(&out.join(FOLDER))? {
        ui.warn(&format!("a killed command left it: {error}"));
    }
    // Whoever cannot be told of it afterwards seals nothing.
    let journal = read::read(&out)?;
    let (_, mut record) = kept::read(&out, &args.id)?;
    if officer::is_same(&record.author, &args.officer) {
        let what = format!("{} was written by the officer who would seal it", args.id);
        return Err(Error::new(Kind::Usage, what).hint("another officer reads and seals it"));
    }
    if record.is_sealed() {
        let is_named = journal.is_some_and(|one| one.package(&record.audit_digest).is_some());
        if !is_named {
            // A kill came between the seal and its line.
            tell(&out, &record, surroundings)?;
        }
        ui.say(&format!("{} is sealed already", args.id));
        return Ok(Outcome::Done);
    }
    let lacks = kept::lacks(&record, settings.as_of);
    if let Some(first) = lacks.first() {
        let what = format!("{} cannot be sealed: {first}", args.id);
        let more = counted(lacks.len() - 1, "more thing is", "more things are");
        let hint = format!("write it again with what it lacks; {more} missing");
        return Err(Error::new(Kind::Data, what).hint(hint));
    }
    record.sealed_by = Some(args.officer.clone());
    record.sealed_at = Some(surroundings.now.to_string());
    let staging = Staging::replacing(&out.join(FOLDER), &args.id)?;
    let expected = fill(staging.path(), &mut record)?;
    staging.replace(&expected)?;
    tell(&out, &record, surroundings)?;
    ui.say(&format!(
        "sealed {}: {}, until {}",
        args.id,
        counted(record.people.len(), "person", "people"),
        record
            .until()
            .map(|day| day.to_string())
            .unwrap_or_default()
    ));
    Ok(Outcome::Done)
}

fn tell(out: &Path, record: &PackageRecord, surroundings: &Surroundings) -> Result<()> {
    let fact = Fact::Package(Package {
        package: record.package_id.clone(),
        digest: record.audit_digest.clone(),
        officer: record.sealed_by.clone().unwrap_or_default(),
        people: record.people.len() as u64,
        run: record.run_id.clone(),
        found: false,
    });
    write::append(out, surroundings.now, |_| vec![fact]).map(drop)
}
