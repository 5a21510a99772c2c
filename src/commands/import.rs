//! `preboard watchlist import`: a list as its authority writes it becomes canonical.

use crate::cli::{self, ListFormat};
use crate::commands::Outcome;
use crate::commands::ui::Ui;
use crate::error::{Error, Kind, Result};
use crate::watchlist::canonical::{self, ListMeta};
use crate::watchlist::import::{report_path, write_report};
use crate::watchlist::{csv_form, ofac};

pub fn run(args: &cli::Import, ui: &Ui) -> Result<Outcome> {
    let [source] = args.source.as_slice() else {
        return Err(Error::new(Kind::Usage, "this format takes one source")
            .hint("name one file, or the directory that holds sdn.csv"));
    };
    let imported = match args.format {
        ListFormat::OfacCsv => ofac::import(source, args.list_date)?,
        ListFormat::Csv => csv_form::import(source, args.list_date)?,
    };
    for warning in &imported.warnings {
        ui.warn(warning);
    }
    let meta = ListMeta {
        list_date: imported.list_date,
        source_digest: Some(imported.source_digest.clone()),
    };
    canonical::write(&args.output, &imported.entries, &meta)?;
    let report = report_path(&args.output);
    write_report(&report, &imported.rejects)?;
    ui.say(&format!(
        "{}: {} entries of {} rows ({} are no individuals); {} rejects in {}",
        args.output.display(),
        imported.entries.len(),
        imported.rows,
        imported.passed(),
        imported.rejects.len(),
        report.display()
    ));
    Ok(Outcome::Done)
}
