//! `preboard review --template`: the undecided cases of a run as a decisions file to fill in.

use super::night::{Night, require_group};
use crate::cli;
use crate::commands::ui::Ui;
use crate::commands::{Outcome, decided, stdout};
use crate::error::Result;
use crate::files;
use crate::schema::decided::TemplateRow;
use crate::tables::csv;
use crate::wording::text::counted;

pub(super) fn run(args: &cli::Review, ui: &Ui) -> Result<Outcome> {
    let night = Night::read(&args.run, "no decision can be taken on it")?;
    require_group(args.group.as_deref(), &night)?;
    let cases = decided::all(night)?.into_iter();
    let cases = cases.filter(|one| {
        let group = args.group.as_ref();
        one.state.is_undecided() && group.is_none_or(|group| *group == one.case.group)
    });
    let rows: Vec<TemplateRow> = cases
        .map(|one| TemplateRow::of(one.case, one.state))
        .collect();
    match &args.output {
        None => stdout::table(&rows)?,
        Some(path) => {
            files::write_new(path, &csv::encode(&rows))?;
            let count = counted(rows.len(), "undecided case", "undecided cases");
            ui.say(&format!("{count} in {}", path.display()));
        }
    }
    let next = "fill in officer, decided_at and decision, then hand it in with --decisions; \
                rows left blank are passed over";
    ui.say(next);
    Ok(Outcome::Done)
}
