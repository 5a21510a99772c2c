//! What leaves for a partner, and what is called back.

mod agreed;

mod candidates;

pub mod due;

mod judged;

mod kept;

pub mod recall;

pub mod standing;

mod write;

use crate::cli::Inputs;
use crate::cli::share::{Share, ShareFormat};
use crate::commands::ui::Ui;
use crate::commands::{Outcome, Surroundings, officer, stdout};
use crate::error::{Error, Kind, Result};
use crate::files::{self, Lock};
use crate::inert::shown;
use crate::journal::{Journal, read, write as journal};
use crate::output::encrypt;
use crate::schema::share::{Deed, FOLDER};
use crate::settings::Settings;
use crate::sharing::agreements::{Agreements, Format, Partner};
use crate::sharing::judge::Terms;
use crate::sharing::outgoing::{Body, Head};
use crate::wording::text::counted;
use jiff::tz::TimeZone;
pub use kept::{Shares, folders as receipts, is_next};
use std::path::Path;
use write::Written;

pub use agreed::agreements;

pub fn run(args: &Share, surroundings: &Surroundings, ui: &Ui) -> Result<Outcome> {
    if let Some(name) = &args.officer {
        officer::check(name)?;
    }
    let inputs = Inputs {
        settings: args.settings.clone(),
        watchlist: args.watchlist.clone(),
        out: args.out.clone(),
        ..Inputs::default()
    };
    let settings = Settings::resolve(&inputs, surroundings.now)?;
    let agreements = agreements(&settings)?;
    let out = files::canonical(&settings.output.folder)?;
    let (journal, _lock) = match args.dry_run {
        true => (read::read(&out)?.unwrap_or_default(), None),
        false => {
            let journal = journal::ensure(&out, surroundings.now)?;
            (journal, Some(Lock::take(&out.join(FOLDER))?))
        }
    };
    let shares = Shares::read(&out, &journal)?;
    if !args.dry_run {
        caught_up(&out, &shares, &journal, ui)?;
    }
    if args.recall {
        return recall::run(
            args,
            &settings,
            &agreements,
            (&journal, &shares),
            surroundings,
            ui,
        );
    }
    let name = args.partner.as_deref().unwrap_or_default();
    let partner = partner(name, &agreements)?;
    encryptable(name, partner)?;
    let candidates = candidates::read(args, &settings, &out, &journal, ui)?;
    let terms = Terms {
        agreements: &agreements,
        partner,
        today: settings.as_of.to_zoned(TimeZone::UTC).date(),
    };
    let judged = judged::all(&candidates, &terms, journal.id());
    if args.dry_run {
        stdout::table(&judged.lines(name))?;
        ui.say(&format!("dry run: {}", judged.summary()));
        return Ok(Outcome::Done);
    }
    ui.say(&judged.summary());
    if judged.people.is_empty() {
        ui.say("nothing leaves: `--dry-run` says which rule holds each value back");
        return Ok(Outcome::Done);
    }
    let format = match args.format {
        Some(ShareFormat::Ftm) => Format::Ftm,
        Some(ShareFormat::Misp) => Format::Misp,
        None => partner.format,
    };
    let made_at = surroundings.now.to_string();
    let head = Head {
        house: journal.id(),
        number: shares.next(&journal),
        partner: name,
        made_at: &made_at,
    };
    let written = Written {
        deed: Deed::Share,
        officer: args.officer.as_deref().unwrap_or_default(),
        package_id: args.package.clone(),
        format,
        keys: &partner.keys,
        people: judged.shared(&candidates),
        fields: judged.fields(),
        held: judged.held(),
    };
    let target = write::publish(&out, &Body::Shared(&judged.people), &head, written)?;
    ui.say(&format!(
        "{} for {name} in {}",
        counted(judged.people.len(), "person", "people"),
        target.display()
    ));
    Ok(Outcome::Done)
}

/// What a kill left, and kept out of the journal, before another share stands upon it.
fn caught_up(out: &Path, shares: &Shares, journal: &Journal, ui: &Ui) -> Result<()> {
    for error in files::remove_leftovers(&out.join(FOLDER))? {
        ui.warn(&format!("a killed command left it: {error}"));
    }
    match shares.records.last() {
        Some(last) if journal.share(&last.audit_digest).is_none() => write::tell(out, last),
        Some(_) | None => Ok(()),
    }
}

fn partner<'a>(name: &str, agreements: &'a Agreements) -> Result<&'a Partner> {
    agreements.partners.get(name).ok_or_else(|| {
        let what = format!("there is no agreement with {}", shown(name));
        let known: Vec<&str> = agreements.partners.keys().map(String::as_str).collect();
        Error::new(Kind::Usage, what).hint(match known.is_empty() {
            true => "name a file of partners in [sharing] partners of the settings".to_owned(),
            false => format!("there are agreements with {}", known.join(", ")),
        })
    })
}

/// Asked before anything is read: a partner with keys is sent nothing in clear.
fn encryptable(name: &str, partner: &Partner) -> Result<()> {
    if partner.keys.is_empty() {
        return Ok(());
    }
    encrypt::seal(&[], &partner.keys)
        .map(drop)
        .map_err(|error| {
            let what = format!("partners.{name}.keys: {}", error.what);
            Error { what, ..error }
        })
}

/// What `run` and `review` say when somebody is to be called back.
pub fn say_due(count: usize, out: &Path, ui: &Ui) {
    if 0 < count {
        let (people, are) = match count {
            1 => ("person", "is"),
            _ => ("people", "are"),
        };
        ui.warn(&format!(
            "{count} {people} shared from {} {are} to be called back: `preboard share --recall`",
            out.display()
        ));
    }
}
