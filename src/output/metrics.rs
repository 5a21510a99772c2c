//! `metrics.prom`: the run record's counts for a Prometheus text-file collector.
//!
//! Counts only: no label ever holds a value of a passenger or an entry.

use crate::domain::values::Column;
use crate::inert::shown;
use crate::schema::record::RunRecord;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::collections::BTreeMap;
use std::fmt::Write;

/// The text exposition of a sealed record.
pub fn exposition(record: &RunRecord, finished: Timestamp) -> String {
    let counts = &record.counts;
    let mut page = Page::default();
    page.labelled(
        "info",
        "Which program and settings ran; always 1",
        |samples| {
            let labels = [
                ("version", record.version.as_str()),
                ("settings_digest", &record.settings_digest),
            ];
            samples.add(&labels, 1.0);
        },
    );
    for (name, help, value) in [
        ("rows_read", "Manifest rows read", counts.rows_read),
        (
            "rows_clear",
            "Manifest rows of passengers without a case",
            counts.rows_clear,
        ),
        (
            "rows_in_cases",
            "Manifest rows of passengers with a case",
            counts.rows_in_cases,
        ),
        ("passengers", "Passengers screened", counts.passengers),
        ("clear", "Passengers without a case", counts.clear),
        ("cases", "Passengers with a case", counts.cases),
        (
            "quarantined_rows",
            "Manifest rows that could not be screened",
            counts.quarantined,
        ),
        (
            "unrouted_cases",
            "Cases that no liaison group receives",
            counts.unrouted,
        ),
        (
            "undecided_cases",
            "Cases that waited for an officer when the run ended",
            counts.undecided,
        ),
        (
            "suppressed_hits",
            "Hits on cleared pairs, which make no case",
            counts.suppressed_hits,
        ),
        (
            "withdrawn_cases",
            "Cases of the previous run that are gone before departure",
            counts.withdrawn,
        ),
    ] {
        page.single(name, help, value as f64);
    }
    page.map(
        "cases_by_action",
        "Cases by what is recommended",
        "action",
        &counts.by_action,
    );
    page.map(
        "cases_by_status",
        "Cases against the previous run",
        "status",
        &counts.by_status,
    );
    page.map(
        "quarantined_rows_by_reason",
        "Quarantined rows by reason",
        "reason",
        &counts.quarantined_by_reason,
    );
    // Also of columns whose values were all read: a series that comes and goes raises no alert.
    page.labelled(
        "unreadable_values",
        "Values present but not readable",
        |samples| {
            for column in Column::ALL.map(Column::name) {
                let count = counts.unreadable_values.get(column).copied();
                samples.add(&[("column", column)], count.unwrap_or(0) as f64);
            }
        },
    );
    page.labelled("stage_seconds", "Seconds per stage", |samples| {
        for (stage, seconds) in &record.timings {
            samples.add(&[("stage", stage)], *seconds);
        }
    });
    page.labelled("list_entries", "Entries per watchlist", |samples| {
        for list in &record.lists {
            samples.add(&[("list", &list.list)], list.entries as f64);
        }
    });
    page.labelled(
        "list_counts",
        "What each list holds, by its name: entries, dated entries, documents, states",
        |samples| {
            for (list, counts) in &record.list_counts {
                for (of, count) in [
                    ("entries", counts.entries),
                    ("dated_entries", counts.dated_entries),
                    ("documents", counts.documents),
                    ("states", counts.states),
                ] {
                    samples.add(&[("list", list), ("of", of)], count as f64);
                }
            }
        },
    );
    page.map(
        "passengers_by_carrier",
        "Passengers of each carrier",
        "carrier",
        &record.passengers_by_carrier,
    );
    if let Some(at) = record
        .latest_departure
        .as_deref()
        .and_then(|text| text.parse::<Timestamp>().ok())
    {
        let help = "When the last flight of the manifests departs";
        page.single(
            "latest_departure_timestamp_seconds",
            help,
            at.as_second() as f64,
        );
    }
    let mut warnings = BTreeMap::new();
    for warning in &record.warnings {
        *warnings.entry(warning.code.clone()).or_insert(0) += 1;
    }
    page.map(
        "warnings",
        "Warnings of the run, by kind",
        "code",
        &warnings,
    );
    page.labelled(
        "list_date_timestamp_seconds",
        "Date of each watchlist",
        |samples| {
            for list in &record.lists {
                if let Some(at) = list.list_date.as_deref().and_then(midnight) {
                    samples.add(&[("list", &list.list)], at.as_second() as f64);
                }
            }
        },
    );
    let help = "When this run finished";
    page.single(
        "last_success_timestamp_seconds",
        help,
        finished.as_second() as f64,
    );
    page.text
}

/// In the name of each figure of [`of_attempt`], and of no other.
pub const LAST_ATTEMPT: &str = "preboard_last_attempt_";

/// What is said of an attempt, whether it published a run or failed.
pub fn of_attempt(started: Timestamp, code: u8, stage: &str) -> String {
    let mut page = Page::default();
    page.single(
        "last_attempt_timestamp_seconds",
        "When the last attempt began, published or not",
        started.as_second() as f64,
    );
    page.single(
        "last_attempt_exit_code",
        "How the last attempt ended: 0 is published, all others are in docs/runbook.md",
        f64::from(code),
    );
    page.labelled(
        "last_attempt_info",
        "What the last attempt was doing when it ended; always 1",
        |samples| samples.add(&[("stage", stage)], 1.0),
    );
    page.text
}

fn midnight(day: &str) -> Option<Timestamp> {
    let day: Date = day.parse().ok()?;
    day.to_zoned(TimeZone::UTC)
        .ok()
        .map(|zoned| zoned.timestamp())
}

#[derive(Default)]
struct Page {
    text: String,
}

/// The samples of one metric.
struct Samples<'a> {
    name: &'a str,
    text: String,
}

impl Page {
    fn single(&mut self, name: &str, help: &str, value: f64) {
        self.labelled(name, help, |samples| samples.add(&[], value));
    }

    fn map(&mut self, name: &str, help: &str, label: &str, counts: &BTreeMap<String, u64>) {
        self.labelled(name, help, |samples| {
            for (key, count) in counts {
                samples.add(&[(label, key)], *count as f64);
            }
        });
    }

    /// A metric without samples is left out, heading and all.
    fn labelled(&mut self, name: &str, help: &str, fill: impl FnOnce(&mut Samples)) {
        let mut samples = Samples {
            name,
            text: String::new(),
        };
        fill(&mut samples);
        if !samples.text.is_empty() {
            let head = format!("# HELP preboard_{name} {help}.\n# TYPE preboard_{name} gauge\n");
            self.text.push_str(&head);
            self.text.push_str(&samples.text);
        }
    }
}

impl Samples<'_> {
    fn add(&mut self, labels: &[(&str, &str)], value: f64) {
        let pairs = labels
            .iter()
            .map(|(key, value)| format!("{key}=\"{}\"", escaped(value)));
        let pairs = pairs.collect::<Vec<_>>().join(",");
        let labels = if pairs.is_empty() {
            pairs
        } else {
            format!("{{{pairs}}}")
        };
        writeln!(self.text, "preboard_{}{labels} {value}", self.name)
            .expect("writing to a string cannot fail");
    }
}

/// One line without characters that act: names of lists come from outside.
fn escaped(value: &str) -> String {
    shown(value).replace('\\', "\\\\").replace('"', "\\\"")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::record;

    #[test]
    fn counts_timings_and_ages_are_exposed_with_escaped_labels() {
        let text = exposition(
            &record::tests::record(),
            "2026-11-23T02:01:00.5Z".parse().unwrap(),
        );
        for line in [
            "# HELP preboard_rows_read Manifest rows read.",
            "# TYPE preboard_rows_read gauge",
            "preboard_rows_read 10",
            "preboard_cases_by_action{action=\"contact_group\"} 2",
            "preboard_stage_seconds{stage=\"screen\"} 0.333",
            "preboard_unreadable_values{column=\"birth_date\"} 0",
            "preboard_list_entries{list=\"DEMO \\\"A\\\"\"} 3",
            "preboard_list_date_timestamp_seconds{list=\"DEMO \\\"A\\\"\"} 1795132800",
            "preboard_last_success_timestamp_seconds 1795399260",
            "preboard_info{version=\"0.1.0\",settings_digest=\"\"} 1",
        ] {
            assert!(
                text.lines().any(|found| found == line),
                "{line}\nin\n{text}"
            );
        }
        assert!(
            !text.contains("quarantined_rows_by_reason"),
            "no heading without samples"
        );
        assert!(text.ends_with('\n'));
    }
}
