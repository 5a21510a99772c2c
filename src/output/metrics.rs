//! `metrics.prom`: the run's counts and timings for a Prometheus text-file collector.

use crate::output::record::RunRecord;
use std::fmt::Write;

pub fn render(record: &RunRecord, finished_seconds: i64) -> String {
    let counts = &record.counts;
    let mut text = String::new();
    for (name, help, value) in [
        ("rows_read", "Manifest rows read", counts.rows_read),
        ("passengers", "Travellers screened", counts.passengers),
        ("clear", "Travellers without a case", counts.clear),
        ("cases", "Cases written", counts.cases),
        ("quarantined_rows", "Rows in quarantine", counts.quarantined),
    ] {
        gauge(&mut text, name, help, &[(String::new(), value.to_string())]);
    }
    let labelled = |label: &str, values: Vec<(&String, String)>| {
        let rows = values
            .into_iter()
            .map(|(key, value)| (format!("{{{label}=\"{key}\"}}"), value));
        rows.collect::<Vec<_>>()
    };
    let actions = counts
        .by_action
        .iter()
        .map(|(key, value)| (key, value.to_string()))
        .collect();
    gauge(
        &mut text,
        "cases_by_action",
        "Cases by action",
        &labelled("action", actions),
    );
    let stages = record
        .timings
        .iter()
        .map(|(key, value)| (key, value.to_string()))
        .collect();
    gauge(
        &mut text,
        "stage_seconds",
        "Seconds by stage",
        &labelled("stage", stages),
    );
    let at = [(String::new(), finished_seconds.to_string())];
    gauge(
        &mut text,
        "last_success_timestamp_seconds",
        "End of the last published run",
        &at,
    );
    text
}

fn gauge(text: &mut String, name: &str, help: &str, rows: &[(String, String)]) {
    let _ = writeln!(
        text,
        "# HELP preboard_{name} {help}\n# TYPE preboard_{name} gauge"
    );
    for (labels, value) in rows {
        let _ = writeln!(text, "preboard_{name}{labels} {value}");
    }
}
