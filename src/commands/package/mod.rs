//! Target packages: what one officer writes about the people of some cases, and another seals.

mod approve;

mod gather;

pub mod kept;

use crate::cli::package::{Package, PackageCommand};
use crate::commands::ui::Ui;
use crate::commands::{Outcome, Surroundings, officer};
use crate::error::{Error, Kind, Result};
use crate::files::{self, Staging};
use crate::inert::shown;
use crate::recommend::named::{Named, ambiguous, named};
use crate::render::package::{Given, content, page};
use crate::schema::package::{FILE, FOLDER, PAGE, PackageRecord, Role};
use crate::schema::record::FileDigest;
use crate::wording::text::counted;
use std::path::Path;

pub fn run(args: &Package, surroundings: &Surroundings, ui: &Ui) -> Result<Outcome> {
    if let Some(PackageCommand::Approve(args)) = &args.command {
        return approve::run(args, surroundings, ui);
    }
    let author = args.officer.as_deref().unwrap_or_default();
    officer::check(author)?;
    let read = gather::read(args, surroundings, ui)?;
    let mut record = content(&read.gathered(author));
    let given = given(args, &record)?;
    given.give(&mut record.people).map_err(|name| {
        let what = format!("{} is nobody of this package", shown(&name));
        Error::new(Kind::Usage, what)
    })?;
    record.name_it();
    record.made_at = surroundings.now.to_string();
    let folder = read.out().join(FOLDER);
    let target = folder.join(&record.package_id);
    if files::is_there(&target)? {
        ui.say(&format!("nothing changed; {} stands", target.display()));
        return Ok(Outcome::Done);
    }
    let staging = Staging::create(&folder, &record.package_id)?;
    let expected = fill(staging.path(), &mut record)?;
    let target = staging.publish(&expected)?;
    ui.say(&format!(
        "draft of {} written to {}",
        counted(record.people.len(), "person", "people"),
        target.join(PAGE).display()
    ));
    for line in kept::lacks(&record, read.as_of()) {
        ui.warn(&format!("it cannot be sealed: {line}"));
    }
    Ok(Outcome::Done)
}

/// Page and record, sealed as they stand.
fn fill(folder: &Path, record: &mut PackageRecord) -> Result<files::Expected> {
    let html = page(record)?;
    record.outputs = vec![FileDigest {
        path: PAGE.to_owned(),
        digest: files::digest_of_bytes(html.as_bytes()),
        rows: record.people.len() as u64,
    }];
    record.seal();
    files::write_staged(&folder.join(PAGE), html.as_bytes())?;
    files::write_staged(&folder.join(FILE), record.to_json().as_bytes())?;
    Ok(record.expected())
}

/// Roles and dates by the person whom each is about, as the package names them.
fn given(args: &Package, record: &PackageRecord) -> Result<Given> {
    let mut given = Given::default();
    for (typed, role) in &args.roles {
        let person = person_of(typed, record)?;
        let role = role_of(role)?;
        if given.roles.insert(person.clone(), role).is_some() {
            return Err(twice("--role", &person));
        }
    }
    for (typed, day) in &args.until {
        let person = person_of(typed, record)?;
        if given.until.insert(person.clone(), *day).is_some() {
            return Err(twice("--until", &person));
        }
    }
    Ok(given)
}

fn twice(option: &str, person: &str) -> Error {
    let what = format!("{option} names {} twice", shown(person));
    Error::new(Kind::Usage, what).hint("give each person once")
}

/// A case by as much of its id as is needed, whom a list states by its `A1`.
fn person_of(typed: &str, record: &PackageRecord) -> Result<String> {
    let people = || record.people.iter().map(|one| one.person.as_str());
    if let Some(exact) = people().find(|one| one.eq_ignore_ascii_case(typed)) {
        return Ok(exact.to_owned());
    }
    let wrong = |what: String| {
        let known: Vec<String> = people().map(shown).collect();
        let hint = format!("it is about {}", known.join(", "));
        Err(Error::new(Kind::Usage, what).hint(hint))
    };
    match named(typed, people()) {
        Named::One(id) => Ok(id.to_owned()),
        Named::Several(ids) => wrong(format!("{} is {}", shown(typed), ambiguous(&ids))),
        Named::Nobody => wrong(format!("{} is nobody of this package", shown(typed))),
    }
}

/// `subject`, or `unknown:REASON`.
fn role_of(text: &str) -> Result<(Role, Option<String>)> {
    let (word, reason) = match text.split_once(':') {
        Some((word, reason)) => (word.trim(), Some(reason.trim())),
        None => (text, None),
    };
    let reason = reason.filter(|reason| !reason.is_empty());
    let words = Role::ALL.map(Role::as_str).join(", ");
    match (Role::parse(&word.to_lowercase()), reason) {
        (Some(Role::Unknown), None) => Err(Error::new(
            Kind::Usage,
            "a role may be unknown for a reason only",
        )
        .hint("give it as in --role C-0123=unknown:\"seen with the subject once\"")),
        (Some(role), reason) => Ok((role, reason.map(str::to_owned))),
        (None, _) => {
            let what = format!("{} is no role", shown(word));
            Err(Error::new(Kind::Usage, what).hint(format!("give one of {words}")))
        }
    }
}
