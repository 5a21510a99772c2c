//! What a run says on the screen when it is done.

use crate::commands::ui::Ui;
use crate::recommend::named;
use crate::render;
use crate::routing;
use crate::schema::record::RunRecord;
use crate::schema::rows::CaseRow;
use crate::wording::text::counted;
use std::path::Path;

pub(super) fn summarise(record: &RunRecord, target: Option<&Path>, ui: &Ui) {
    let counts = &record.counts;
    if ui.logs() {
        log(record);
    } else {
        say(record, ui);
    }
    if 0 < counts.unrouted {
        ui.warn(&format!(
            "cases without a liaison group: {}; hand over groups/{}/briefing.html, and add the countries or ports to [routing]",
            counts.unrouted,
            routing::UNROUTED
        ));
    }
    if 0 < counts.not_screened_tonight {
        ui.warn(&format!(
            "{} cases of the run before stand: the manifests hold no row of their flights tonight; see that the feed is whole",
            counts.not_screened_tonight
        ));
    }
    for fault in &record.feed_faults {
        ui.warn(&format!(
            "one document number on {} passengers, first in {}: test data in the feed? No case is made of it",
            fault.passengers, fault.first_row
        ));
    }
    match target {
        Some(target) if ui.logs() => {
            let folder = target.display().to_string();
            tracing::info!(run_id = record.run_id.as_str(), folder, "published");
        }
        Some(target) => {
            let target = target.display();
            ui.say(&format!("published {target}"));
        }
        None => ui.say("dry run: nothing was published"),
    }
}

/// Cases of the table: the next departures. The others are counted.
const MOST_LINES: usize = 10;

/// What waits for an officer, and where to decide on it. Log lines have the counts.
pub(super) fn say_next(cases: &[CaseRow], waiting: &[&CaseRow], target: &Path, ui: &Ui) {
    if ui.logs() {
        return;
    }
    let target = target.display();
    let before_departure = |row: &&&CaseRow| 0 < row.minutes_to_departure;
    let waiting: Vec<&CaseRow> = waiting.iter().filter(before_departure).copied().collect();
    if !waiting.is_empty() {
        let ids = cases.iter().map(|row| row.case_id.as_str());
        let short = named::shortened(ids);
        let first = waiting.iter().take(MOST_LINES).copied();
        ui.say("undecided, the next departure first:");
        for line in render::cases::waiting(first, &short) {
            ui.say(&format!("  {line}"));
        }
        if let Some(more) = waiting
            .len()
            .checked_sub(MOST_LINES)
            .filter(|more| 0 < *more)
        {
            ui.say(&format!(
                "  and {more} more: preboard cases {target} --undecided"
            ));
        }
    }
    ui.say(&format!(
        "next: open {target}/groups/<GROUP>/briefing.html, or `preboard explain CASE_ID`"
    ));
    if !waiting.is_empty() {
        ui.say(&format!(
            "decide there, or: preboard review {target} --case CASE_ID --decision WORD --officer NAME"
        ));
    }
}

/// The figures as fields, for who collects logs.
fn log(record: &RunRecord) {
    let counts = &record.counts;
    let run_id = record.run_id.as_str();
    tracing::info!(
        run_id,
        rows_read = counts.rows_read,
        passengers = counts.passengers,
        cases = counts.cases,
        clear = counts.clear,
        quarantined = counts.quarantined,
        suppressed_hits = counts.suppressed_hits,
        seconds = record.timings.values().sum::<f64>(),
        "screened"
    );
    for (action, cases) in &counts.by_action {
        tracing::info!(run_id, action = action.as_str(), cases, "recommended");
    }
}

fn say(record: &RunRecord, ui: &Ui) {
    let counts = &record.counts;
    ui.say(&format!(
        "{} ({}): {}, {} clear, {} in quarantine",
        counted(counts.passengers, "passenger", "passengers"),
        counted(counts.rows_read, "row", "rows"),
        counted(counts.cases, "case", "cases"),
        counts.clear,
        counted(counts.quarantined, "row", "rows")
    ));
    for (action, count) in counts.by_action.iter().rev() {
        ui.say(&format!("  {count:>6}  {action}"));
    }
    if 0 < counts.suppressed_hits {
        ui.say(&format!(
            "{} hits on cleared pairs make no case (suppressed.parquet); {} passengers are clear by them",
            counts.suppressed_hits, counts.clear_by_redress
        ));
    }
}
