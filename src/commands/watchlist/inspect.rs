//! `preboard watchlist inspect`: what is in a list, and what in it needs a look.

use crate::analysis::lists::inspect::{Inspection, inspect};
use crate::analysis::lists::suspects::{Found, Suspicion, suspects};
use crate::cli::{self, PrintFormat};
use crate::commands::stdout::{self, Answer};
use crate::commands::ui::Ui;
use crate::commands::{Outcome, Surroundings};
use crate::error::Result;
use crate::inert::Lines;
use crate::watchlist::{self, List};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::{Value, json};
use std::collections::BTreeMap;

pub(super) fn run(args: &cli::Inspect, surroundings: &Surroundings, ui: &Ui) -> Result<Outcome> {
    let now = args.moment.as_of.unwrap_or(surroundings.now);
    let day = now.to_zoned(TimeZone::UTC).date();
    let lists = watchlist::read_all(&args.lists)?;
    let entries: usize = lists.iter().map(|list| list.entries.len()).sum();
    ui.step("entries read", entries as u64);
    let inspected: Vec<_> = lists
        .iter()
        .map(|list| (list, inspect(&list.entries), suspects(&list.entries, day)))
        .collect();
    let answer = match args.format {
        Some(PrintFormat::Json) => Answer::Json(
            inspected
                .iter()
                .map(|(list, counts, suspects)| as_json(list, day, counts, suspects))
                .collect(),
        ),
        Some(PrintFormat::Text) | None => {
            let mut page = Lines::default();
            for (list, counts, suspects) in &inspected {
                page.append(&as_text(list, day, counts, suspects));
            }
            Answer::Text(page)
        }
    };
    stdout::answer(&answer)?;
    Ok(Outcome::Done)
}

fn age(list: &List, day: Date) -> Option<i32> {
    list.list_date.map(|date| (day - date).get_days())
}

fn as_json(
    list: &List,
    day: Date,
    counts: &Inspection,
    suspects: &BTreeMap<Suspicion, Found>,
) -> Value {
    json!({
        "path": list.path,
        "digest": list.digest,
        "source_digest": list.source_digest,
        "list_date": list.list_date.map(|date| date.to_string()),
        "age_days": age(list, day),
        "counts": counts,
        "suspects": suspects,
        "warnings": list.warnings,
    })
}

fn as_text(
    list: &List,
    day: Date,
    counts: &Inspection,
    suspects: &BTreeMap<Suspicion, Found>,
) -> Lines {
    let mut text = Lines::default();
    let mut line = |words: String| text.line(&words);
    line(format!(
        "{}: {} entries",
        list.path.display(),
        counts.entries
    ));
    line(match (list.list_date, age(list, day)) {
        (Some(date), Some(age)) => format!("  list date    {date}, {age} days old on {day}"),
        _ => "  list date    none: its age is unknown".to_owned(),
    });
    line(format!("  lists        {}", pairs(&counts.lists)));
    line(format!("  categories   {}", pairs(&counts.categories)));
    line(format!("  names        {}", pairs(&counts.names)));
    line(format!("  scripts      {}", pairs(&counts.scripts)));
    line(format!("  documents    {}", counts.documents));
    line(format!("  associates   {}", counts.associates));
    line(format!("  reliability  {}", pairs(&counts.reliability)));
    if !counts.source_kinds.is_empty() {
        line(format!("  source kinds {}", pairs(&counts.source_kinds)));
    }
    let commonest = counts
        .commonest
        .iter()
        .map(|(word, count)| format!("{word} {count}"));
    line(format!(
        "  commonest    {}",
        commonest.collect::<Vec<_>>().join(", ")
    ));
    line("  without".to_owned());
    for (fact, count) in &counts.missing {
        let share = 100.0 * *count as f64 / counts.entries.max(1) as f64;
        line(format!("    {fact:<22}{count:>9}  {share:5.1} %"));
    }
    line("  suspects (first rows)".to_owned());
    for (reason, found) in suspects {
        let reason = json!(reason);
        let rows: Vec<String> = found.first_rows.iter().map(ToString::to_string).collect();
        let reason = reason.as_str().unwrap_or_default();
        line(format!(
            "    {reason:<22}{:>9}  {}",
            found.entries,
            rows.join(", ")
        ));
    }
    list.warnings
        .iter()
        .for_each(|warning| line(format!("  warning      {warning}")));
    text
}

fn pairs<K: std::fmt::Display>(counts: &BTreeMap<K, u64>) -> String {
    let pairs = counts.iter().map(|(key, count)| format!("{key} {count}"));
    pairs.collect::<Vec<_>>().join(", ")
}
