//! `preboard watchlist import`: a list as its authority writes it becomes canonical.

use crate::cli::{self, ListFormat};
use crate::commands::flat_form;
use crate::commands::ui::Ui;
use crate::commands::{Outcome, Surroundings};
use crate::domain::background::Rating;
use crate::error::{Error, Kind, Result};
use crate::files;
use crate::journal;
use crate::settings::{ImportRules, Settings};
use crate::sharing::outgoing::prefix_of;
use crate::tables::limits::Limits;
use crate::watchlist::canonical::{self, ListMeta};
use crate::watchlist::import::{
    self, Imported, refuse_nobody, report_path, report_whole, write_report,
};
use crate::watchlist::topics::Topics;
use crate::watchlist::{
    csl, csv_form, dfat, eu, ftm, interpol, ofac, opensanctions, read, seco, sema, senzing, topics,
    uk, un, verdict,
};
use crate::wording::text::counted;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::collections::BTreeSet;
use std::path::Path;

pub(super) fn run(args: &cli::Import, surroundings: &Surroundings, ui: &Ui) -> Result<Outcome> {
    let report = report_path(&args.output);
    let settings = Settings::of_file(&args.settings, surroundings.now)?;
    let topics = topics(args, &settings)?;
    check_date(
        args.list_date,
        surroundings.now.to_zoned(TimeZone::UTC).date(),
    )?;
    for written in [&args.output, &report] {
        files::check_target(written, &args.source)?;
    }
    let limits = &settings.limits;
    let mut imported = reported(imported(args, &topics, limits), args, &report)?;
    ui.step("source read", imported.rows as u64);
    came_back(&mut imported, &settings, ui)?;
    if args.category.is_none() {
        by_programme(&mut imported, &topics);
        leave_unclassified(&mut imported);
    }
    for entry in &mut imported.entries {
        // Whoever is missing or a victim stays that, whatever is asked for.
        if let Some(category) = args
            .category
            .as_ref()
            .filter(|_| !topics::is_welfare(&entry.category))
        {
            entry.category.clone_from(category);
        }
        if args.handling.is_some() {
            entry.handling.clone_from(&args.handling);
        }
        if let Some(grade) = args.reliability {
            entry.background.reliability = vec![Rating { of: None, grade }];
        }
        if args.source_kind.is_some() {
            entry.background.source_kind.clone_from(&args.source_kind);
        }
    }
    for warning in imported.warnings.iter().chain(&import::unknown(&imported)) {
        ui.warn(warning);
    }
    let meta = ListMeta {
        list_date: imported.list_date,
        source_digest: Some(imported.source_digest.clone()),
    };
    let most = args.most_lost.share.unwrap_or(settings.import.most_lost);
    match imported.retracted.is_empty() {
        true => {
            refuse_nobody(&args.source[0], &imported)?;
            verdict::refuse_losses(&args.output, &imported, most)?;
            compare(args, &settings.import, &imported, ui)?;
        }
        // What takes people back is no whole list: the others of it stay.
        false => {
            verdict::refuse_losses(&args.output, &imported, most)?;
            take_back(&mut imported, &args.output, ui)?;
        }
    }
    canonical::write(&args.output, &imported.entries, &meta)?;
    ui.step("entries written", imported.entries.len() as u64);
    say(args, &imported, ui);
    ui.say(&format!("rejects: {}", report.display()));
    Ok(Outcome::Done)
}

/// Whom this house shared itself and a partner gave back: no new source, and no entry.
fn came_back(imported: &mut Imported, settings: &Settings, ui: &Ui) -> Result<()> {
    let out = &settings.output.folder;
    if !files::is_there(&out.join(journal::FILE))? {
        return Ok(());
    }
    let Some(journal) = journal::read::read(out)? else {
        return Ok(());
    };
    let own = prefix_of(journal.id());
    let before = imported.entries.len();
    imported
        .entries
        .retain(|entry| !entry.entry_id.starts_with(&own));
    let back = (before - imported.entries.len()) as u64;
    if 0 < back {
        let what = "shared from here and given back: no new source";
        *imported.passed_over.entry(what).or_default() += back;
        ui.warn(&format!(
            "{} shared from here came back, and {} no new source",
            counted(back, "person", "people"),
            if back == 1 { "is" } else { "are" }
        ));
    }
    Ok(())
}

/// The list that stands without whom the source takes back, and with whom it tells anew.
fn take_back(imported: &mut Imported, output: &Path, ui: &Ui) -> Result<()> {
    let before = match files::is_there(output)? {
        true => read::read(output)?.entries,
        false => Vec::new(),
    };
    let told: BTreeSet<String> = imported
        .entries
        .iter()
        .map(|entry| entry.entry_id.clone())
        .collect();
    let gone = before
        .iter()
        .filter(|entry| imported.retracted.contains(&entry.entry_id));
    let gone = gone.count();
    let kept = before.into_iter().filter(|entry| {
        let id = &entry.entry_id;
        !imported.retracted.contains(id) && !told.contains(id)
    });
    let new = std::mem::take(&mut imported.entries);
    imported.entries = kept.chain(new).collect();
    ui.say(&format!(
        "{} taken off {}: whoever shared them called them back",
        counted(gone, "person", "people"),
        output.display()
    ));
    if imported.entries.is_empty() {
        ui.warn(&format!(
            "{} has nobody left: take it out of [inputs] watchlists, or a run stops",
            output.display()
        ));
    }
    Ok(())
}

/// The operator's table, by the command line or the settings.
fn topics(args: &cli::Import, settings: &Settings) -> Result<Topics> {
    let known = |category: &str| settings.policy.categories.contains_key(category);
    match args.topics.as_deref().or(settings.import.topics()) {
        Some(path) => Topics::read(path, known),
        None => Ok(Topics::bundled()),
    }
}

/// A programme that the operator's table names says more than the list as a whole. Nobody who is
/// missing or a victim becomes anything else by it.
fn by_programme(imported: &mut Imported, topics: &Topics) {
    for entry in &mut imported.entries {
        let stated = entry.reason.as_deref().unwrap_or_default();
        if let Some(category) = topics.of_programmes(stated)
            && !topics::is_welfare(&entry.category)
        {
            category.clone_into(&mut entry.category);
        }
    }
}

/// Whoever is on a list for what no category names is left out, and counted: nothing is guessed.
fn leave_unclassified(imported: &mut Imported) {
    let before = imported.entries.len();
    let entries = &mut imported.entries;
    entries.retain(|entry| entry.category != topics::UNCLASSIFIED);
    let left = (before - imported.entries.len()) as u64;
    if 0 < left {
        let what = "listed for what no category names (--category gives one)";
        *imported.passed_over.entry(what).or_default() += left;
    }
}

/// With the list that is replaced, or another of before.
fn compare(args: &cli::Import, rules: &ImportRules, imported: &Imported, ui: &Ui) -> Result<()> {
    let before = args.previous.as_ref().unwrap_or(&args.output);
    if args.previous.is_none() && !files::is_there(before)? {
        ui.say("no list of before to compare with: whether fields were lost is unknown");
        return Ok(());
    }
    match read::read(before) {
        Ok(list) => {
            let now = &imported.entries;
            let accepted = &args.accept_field;
            let points = rules.field_lost_points;
            verdict::refuse_emptied(&args.output, &list.entries, now, accepted, points)
        }
        Err(error) if args.previous.is_some() => Err(error),
        Err(_) => {
            let before = before.display();
            ui.warn(&format!(
                "{before} cannot be read: whether fields were lost is unknown"
            ));
            Ok(())
        }
    }
}

/// A list of the day after tomorrow would pass for fresh for years. One day more is let
/// through: the authority's clock may be ahead of UTC.
fn check_date(list_date: Option<Date>, today: Date) -> Result<()> {
    match list_date {
        Some(date) if 1 < (date - today).get_days() => Err(Error::new(
            Kind::Usage,
            format!("--list-date {date} is in the future"),
        )
        .hint("give the day on which the authority published the list")),
        _ => Ok(()),
    }
}

/// The report is written whatever comes of the source: also when it is refused whole.
fn reported(imported: Result<Imported>, args: &cli::Import, report: &Path) -> Result<Imported> {
    match imported {
        Ok(imported) => write_report(report, &imported.rejects).map(|()| imported),
        Err(error) => {
            // What is wrong with the source is told even where no report can be written.
            if let (Kind::Data, [source]) = (error.kind, args.source.as_slice()) {
                report_whole(report, source, &error).ok();
            }
            Err(error)
        }
    }
}

fn imported(args: &cli::Import, topics: &Topics, limits: &Limits) -> Result<Imported> {
    let [source] = args.source.as_slice() else {
        return Err(Error::new(Kind::Usage, "an import takes one source")
            .hint("name one file, or the directory that holds sdn.csv"));
    };
    let form = csv_form::Form {
        columns: args.column.iter().cloned().collect(),
        values: args.value.iter().cloned().collect(),
        row_ids: args.row_ids,
        group_by: args.group_by.clone(),
        skip_lines: args.skip_lines.unwrap_or_default(),
        delimiter: args.form.delimiter,
        charset: flat_form::charset(&args.form)?,
        order: flat_form::order(&args.form),
    };
    let grouped = args.group_by.is_some() || args.skip_lines.is_some();
    let formed = grouped
        || args.row_ids
        || !args.column.is_empty()
        || !args.value.is_empty()
        || args.form.is_given();
    if formed && args.format != ListFormat::Csv {
        return Err(Error::new(
            Kind::Usage,
            "--column, --value, --row-ids, --group-by, --skip-lines, --delimiter, --encoding and \
             --date-order belong to the format csv",
        )
        .hint("the other formats know their columns: leave the options out"));
    }
    let date = args.list_date;
    files::while_unchanged(&args.source, || match args.format {
        ListFormat::OfacCsv => ofac::import_within(source, date, limits),
        ListFormat::OfacXml => ofac::import_xml_within(source, date, limits),
        ListFormat::OfacAdvancedXml => ofac::import_advanced_within(source, date, limits),
        ListFormat::CslCsv => csl::import_within(source, date, limits),
        ListFormat::UkCsv => uk::import_within(source, date, limits),
        ListFormat::UkXml => uk::import_xml_within(source, date, limits),
        ListFormat::UnXml => un::import_within(source, date, limits),
        ListFormat::EuXml => eu::import_within(source, date, limits),
        ListFormat::SemaXml => sema::import_within(source, date, limits),
        ListFormat::SecoXml => seco::import_within(source, date, limits),
        ListFormat::DfatXlsx => dfat::import_within(source, date, limits),
        ListFormat::SenzingJson => senzing::import_by(source, date, topics, limits),
        ListFormat::InterpolJson => interpol::import_by(source, date, topics, limits),
        ListFormat::FtmJson => ftm::import_by(source, date, topics, limits),
        ListFormat::OpensanctionsCsv => opensanctions::import_by(source, date, topics, limits),
        ListFormat::Csv => csv_form::import_within(source, &form, date, limits),
    })
}

fn say(args: &cli::Import, imported: &Imported, ui: &Ui) {
    let output = args.output.display();
    let kept = counted(imported.entries.len(), "entry", "entries");
    let date = imported
        .list_date
        .map(|date| format!("; list of {date}"))
        .unwrap_or_default();
    ui.say(&format!(
        "{output}: {kept} of {}{date}",
        counted(imported.rows, "row", "rows")
    ));
    for line in import::summary(imported) {
        ui.say(&line);
    }
}
