//! When lists or rules became others: as kept runs say it, and as the operator does.

use crate::analysis::warning::cuts::{self, Cut, Entries, Facts};
use crate::commands::runs::Run;
use crate::error::{Error, Kind, Result};
use crate::files::digest_of_bytes;
use crate::schema::record::RunRecord;
use crate::schema::record::lists::CountsByList;
use crate::schema::warning::week_of;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// How the names of settings begin that decide who becomes a case.
const DECIDING: [&str; 2] = ["decision.", "weights."];

/// How the name of a setting ends that only says who receives a case.
const RECEIVING: &str = ".office";

pub fn cuts(runs: &[Run], changed: &[String]) -> Result<Vec<Cut>> {
    let mut records: Vec<(Timestamp, &RunRecord)> = runs
        .iter()
        .filter_map(|run| Some((run.record.as_of.parse().ok()?, &run.record)))
        .collect();
    records.sort_by_key(|(moment, record)| (*moment, record.number));
    let mut facts = Vec::new();
    let mut before: Option<&CountsByList> = None;
    for (moment, record) in records {
        let week = week_of(moment.to_zoned(TimeZone::UTC).date());
        facts.push((week, of_run(record, before)));
        before = Some(&record.list_counts);
    }
    let mut cuts = cuts::cuts(&facts);
    for text in changed {
        cuts.push(typed(text)?);
    }
    Ok(cuts)
}

fn of_run(record: &RunRecord, before: Option<&CountsByList>) -> Facts {
    let grown = record.list_counts.iter().filter_map(|(list, now)| {
        let before = before?.get(list).map_or(0, |before| before.entries);
        let entries = Entries {
            entries: now.entries,
            added: now.entries.saturating_sub(before),
            withdrawn: before.saturating_sub(now.entries),
        };
        Some((list.clone(), entries))
    });
    Facts {
        rules: rules(record),
        lists: grown.collect(),
        ..Facts::default()
    }
}

/// Of all deciding settings together; none of a record without settings.
fn rules(record: &RunRecord) -> Option<String> {
    let settings = record.settings.as_object()?.iter();
    let deciding = settings.filter(|(name, _)| {
        DECIDING.iter().any(|part| name.starts_with(part)) && !name.ends_with(RECEIVING)
    });
    let lines: Vec<String> = deciding
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    (!lines.is_empty()).then(|| digest_of_bytes(lines.join("\n").as_bytes()))
}

fn typed(text: &str) -> Result<Cut> {
    let (day, category) = match text.split_once('=') {
        Some((day, category)) => (day, Some(category.to_owned())),
        None => (text, None),
    };
    let day: Date = day.parse().map_err(|_| {
        let what = format!("--changed {text:?} begins with no day");
        Error::new(Kind::Usage, what).hint("give it as in 2026-05-04, or 2026-05-04=smuggling")
    })?;
    Ok(Cut {
        week: week_of(day),
        category,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A run of a day with one setting and one list of so many entries.
    fn run(day: &str, setting: (&str, f64), entries: u64) -> Run {
        let counts = crate::schema::record::lists::ListCounts {
            entries,
            ..Default::default()
        };
        Run {
            folder: "run".into(),
            record: RunRecord {
                as_of: format!("{day}T18:00:00Z"),
                settings: serde_json::json!({ setting.0: setting.1 }),
                list_counts: [("ONE".to_owned(), counts)].into(),
                ..RunRecord::default()
            },
        }
    }

    #[test]
    fn kept_runs_say_when_a_line_or_a_list_became_another() {
        let line = |bits| ("decision.lines.review", bits);
        let weeks = |runs: &[Run]| {
            let cuts = cuts(runs, &[]).unwrap();
            cuts.iter().map(|cut| cut.week).collect::<Vec<_>>()
        };
        let [first, second] = ["2026-11-23", "2026-11-30"].map(|day| week_of(day.parse().unwrap()));
        let before = || run("2026-11-23", line(-7.5), 100);
        assert!(weeks(&[run("2026-11-30", line(-7.5), 105), before()]).is_empty());
        assert_eq!(
            weeks(&[before(), run("2026-11-30", line(-6.0), 100)]),
            [second]
        );
        assert_eq!(
            weeks(&[run("2026-11-24", line(-7.5), 106), before()]),
            [first]
        );
        let office = |name| run("2026-11-30", (name, 1.0), 100);
        let of = "decision.categories.smuggling.office";
        assert!(weeks(&[run("2026-11-23", (of, 2.0), 100), office(of)]).is_empty());
    }

    #[test]
    fn a_typed_change_has_a_day_and_perhaps_a_category() {
        let cut = typed("2026-05-06=smuggling").unwrap();
        assert_eq!(cut.week, week_of("2026-05-04".parse().unwrap()));
        assert_eq!(cut.category.as_deref(), Some("smuggling"));
        assert_eq!(typed("2026-05-06").unwrap().category, None);
        assert_eq!(typed("May").unwrap_err().kind, Kind::Usage);
    }
}
