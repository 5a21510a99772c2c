//! Officers' decisions on the cases of a run go into the ledger.

mod handed;

pub mod night;

mod template;

mod told;

use crate::cli;
use crate::commands::accept_restored;
use crate::commands::beside;
use crate::commands::ui::Ui;
use crate::commands::{Outcome, Surroundings};
use crate::error::{Error, Kind, Result};
use crate::ledger;
use crate::ledger::Row;
use crate::ledger::decisions::Sheet;
use crate::wording::text::counted;
use handed::Handed;
use night::Night;

pub fn run(args: &cli::Review, surroundings: &Surroundings, ui: &Ui) -> Result<Outcome> {
    if let (true, Some(officer)) = (args.accept_restored, &args.typed.officer) {
        return accept_restored::run(&args.run, officer, surroundings, ui);
    }
    if args.template {
        return template::run(args, ui);
    }
    let night = Night::read(&args.run, "no decision can be taken on it")?;
    let handed = Handed::take(args, surroundings.now)?;
    let writer = ledger::Writer::open(&night.out)?;
    let recorded = ledger::read(&night.out)?;
    let mut sheet = handed.sheet(&night.known(&recorded, surroundings.now))?;
    ui.step("decisions read", sheet.good.len() as u64);
    let late = told::late(&sheet.good, &recorded, &handed);
    let rows = night.rows(std::mem::take(&mut sheet.good), surroundings.now);
    if !rows.is_empty() {
        let part = writer.append(&rows)?;
        ui.step("decisions recorded", rows.len() as u64);
        let clearing = rows.iter().filter_map(Row::verdict);
        let cleared = clearing.filter(|verdict| verdict.different_person).count();
        let (count, part) = (decisions(rows.len()), part.display());
        let clear = if cleared == 1 { "clears" } else { "clear" };
        ui.say(&format!(
            "{count} recorded in {part}, {cleared} of them {clear} a pair"
        ));
        late.iter().for_each(|line| ui.warn(line));
        let replaced = told::replaced(&rows, &recorded);
        replaced.iter().for_each(|line| ui.warn(line));
        told::tell_of_released(&rows, &recorded, &night.folder, ui)?;
        told::tell_of_shared(&rows, &recorded, &night.out, ui);
    }
    // Also when nothing was recorded: the last time may have failed at this.
    beside::refresh(&night.out, surroundings.now, ui);
    passed_over(&sheet, ui);
    refused(&sheet, rows.len(), &handed, ui)
}

fn decisions(count: usize) -> String {
    counted(count, "decision", "decisions")
}

fn passed_over(sheet: &Sheet, ui: &Ui) {
    if 0 < sheet.blank {
        let were = if sheet.blank == 1 { "was" } else { "were" };
        let rows = counted(sheet.blank, "row", "rows");
        ui.say(&format!("{rows} without a decision {were} passed over"));
    }
}

fn refused(sheet: &Sheet, recorded: usize, handed: &Handed, ui: &Ui) -> Result<Outcome> {
    if sheet.refused.is_empty() {
        if recorded == 0 {
            ui.say("0 decisions; nothing recorded");
        }
        return Ok(Outcome::Done);
    }
    for refusal in &sheet.refused {
        let place = handed.place(refusal.place, refusal.column);
        let what = format!("{place}: {}", refusal.reason);
        ui.error(&Error::new(Kind::Data, what));
    }
    let (count, name) = (decisions(sheet.refused.len()), handed.name());
    let what = format!("{name}: {count} refused, {recorded} recorded");
    Err(Error::new(Kind::Data, what).hint("mend the refused rows and hand those in again"))
}
