//! `preboard manifest import`: what carriers send becomes a manifest.

use crate::cli::{self, ManifestFormat};
use crate::commands::flat_form;
use crate::commands::ui::Ui;
use crate::commands::{Outcome, Surroundings};
use crate::error::{Error, Kind, Result};
use crate::files;
use crate::locate::{self, Input};
use crate::manifest::import::csv_form::{self, Form, Mapping};
use crate::manifest::import::envelope::Message;
use crate::manifest::import::flight::Times;
use crate::manifest::import::{self, Format, Imported, Wishes};
use crate::rejects::{report_path, write_report};
use crate::settings::{Settings, Unread};

/// More files than these are told as one.
const MOST_LINES: usize = 50;

pub fn run(args: &cli::ManifestImport, surroundings: &Surroundings, ui: &Ui) -> Result<Outcome> {
    let settings = Settings::of_file(&args.settings, surroundings.now)?;
    let format = format(args, surroundings)?;
    let times = match args.times {
        Some(cli::Times::Utc) => Times::Utc,
        Some(cli::Times::Local) | None => Times::Local,
    };
    let wishes = Wishes {
        times,
        most_lost: args.most_lost.share.unwrap_or(settings.import.most_lost),
        reads_tests: args.test_interchanges,
        limits: settings.limits.clone(),
    };
    let sources = locate::files(Input::Messages, &args.source)?;
    for line in locate::not_read(Input::Messages, &args.source)? {
        match settings.import.unread_files {
            Unread::Warn => ui.warn(&line),
            Unread::Stop => {
                let hint = "take it away, or set import.unread_files to \"warn\"";
                return Err(Error::new(Kind::Data, line).hint(hint));
            }
        }
    }
    let report = report_path(&args.output);
    for written in [&args.output, &report] {
        files::check_target(written, &sources)?;
    }
    let mut tell = |imported: &Imported| {
        imported.notes.iter().for_each(|note| ui.warn(note));
        let lines = imported.rejects.iter();
        write_report(&report, lines.map(|reject| reject.line(&imported.files)))
    };
    let imported = import::import(&sources, &format, &wishes, &args.output, &mut tell)?;
    ui.step("sources read", imported.files.len() as u64);
    if imported.files.len() <= MOST_LINES {
        for (file, counts) in imported.files.iter().zip(&imported.counts) {
            ui.say(&format!("{file}: {counts}"));
        }
    }
    warn(&imported, ui);
    let total = imported.total();
    ui.say(&format!(
        "{}: {} rows of {} passengers; {} rejects in {}",
        args.output.display(),
        total.rows,
        total.people - total.refused,
        imported.rejects.len(),
        report.display()
    ));
    let next = args.output.display();
    ui.say(&format!("next: preboard run --manifest {next}"));
    refuse_damaged(args, &imported)
}

/// Whoever stood behind the break is on no manifest: that is no quiet night.
fn refuse_damaged(args: &cli::ManifestImport, imported: &Imported) -> Result<Outcome> {
    let files = imported.files.iter().zip(&imported.counts);
    let damaged = files.filter(|(_, counts)| counts.damaged);
    let damaged: Vec<&str> = damaged.map(|(file, _)| file.as_str()).collect();
    if damaged.is_empty() {
        return Ok(Outcome::Done);
    }
    let what = format!(
        "files that break off: {}; {} holds what stood before",
        damaged.join(", "),
        args.output.display()
    );
    Err(Error::new(Kind::Data, what).hint("fetch them again, and import again"))
}

fn format(args: &cli::ManifestImport, surroundings: &Surroundings) -> Result<Format> {
    let messages = match args.format {
        ManifestFormat::Paxlst => Message::Paxlst,
        ManifestFormat::Pnrgov => Message::Pnrgov,
        ManifestFormat::Csv => return form(args, surroundings).map(Format::Csv),
    };
    if args.form.is_given() || !args.columns.is_empty() || !args.column.is_empty() {
        let what = "messages have no columns, and say themselves how they are written";
        let hint = "leave out --column, --columns, --delimiter, --encoding and --date-order, or use \
                    the format csv";
        return Err(Error::new(Kind::Usage, what).hint(hint));
    }
    Ok(Format::Messages(messages))
}

/// How the flat file is written, as far as it was said.
fn form(args: &cli::ManifestImport, surroundings: &Surroundings) -> Result<Form> {
    Ok(Form {
        mapping: mapping(args, surroundings)?,
        delimiter: args.form.delimiter,
        charset: flat_form::charset(&args.form)?,
        order: flat_form::order(&args.form),
        columns: args
            .columns
            .iter()
            .map(|name| name.trim().to_owned())
            .collect(),
    })
}

/// The settings' names, then those of the command line.
fn mapping(args: &cli::ManifestImport, surroundings: &Surroundings) -> Result<Mapping> {
    let mut mapping = Mapping::new();
    if args.settings.config.is_some() {
        let typed = cli::Inputs {
            settings: args.settings.clone(),
            ..cli::Inputs::default()
        };
        mapping = Settings::resolve(&typed, surroundings.now)?
            .manifest
            .columns;
    }
    mapping.extend(args.column.iter().cloned());
    if let Some(column) = csv_form::unknown_column(&mapping) {
        let what = format!("{column} is no column of a manifest that csv can fill");
        let hint =
            "see the columns in docs/message_import.md, and correct --column or [manifest.columns]";
        return Err(Error::new(Kind::Usage, what).hint(hint));
    }
    Ok(mapping)
}

/// What is wrong with the sources as a whole.
fn warn(imported: &Imported, ui: &Ui) {
    let hours = imported.total().hours;
    if hours.doubtful() {
        ui.warn(&format!("are these times UTC? {hours}; try --times local"));
    }
}
