//! The keys of `run.json`, for the data dictionary.

use crate::schema::dictionary::{ColumnDoc, Direction, TableDoc, plain};
use crate::tables::version;

pub fn describe() -> TableDoc {
    TableDoc {
        name: "run".to_owned(),
        file: "OUT/RUN/run.json".to_owned(),
        direction: Direction::Output,
        version: version::OUTPUTS.to_owned(),
        about: "Who ran what, with which inputs, settings and program, and what came out. \
                `audit_digest` is the SHA-256 of this file with `audit_digest` set to the empty \
                string."
            .to_owned(),
        columns: KEYS
            .iter()
            .map(|(name, kind, required, meaning)| plain(name, kind, *required, meaning))
            .map(since)
            .collect(),
    }
}

fn since(key: ColumnDoc) -> ColumnDoc {
    match ADDED.contains(&key.name.as_str()) {
        true => key.since("2"),
        false => key,
    }
}

/// Keys that came with version 2.
const ADDED: [&str; 18] = [
    "list_counts",
    "fallen_lists[].list",
    "fallen_lists[].before",
    "fallen_lists[].now",
    "accepted_lists[].list",
    "accepted_lists[].because",
    "warnings[].code",
    "warnings[].text",
    "counts.not_screened_tonight",
    "counts.undecided",
    "counts.links_left_out",
    "number",
    "journal.lines",
    "journal.head",
    "previous_run_unread",
    "flights",
    "latest_departure",
    "passengers_by_carrier",
];

/// Dotted paths; `[]` stands for each of an array.
const KEYS: [(&str, &str, bool, &str); 59] = [
    ("schema_version", "text", true, "Of the outputs."),
    ("run_id", "text", true, "The run's name, and its folder's."),
    (
        "as_of",
        "RFC 3339",
        true,
        "The moment that the run is about.",
    ),
    ("started_at", "RFC 3339", true, "By the clock."),
    ("finished_at", "RFC 3339", true, "By the clock."),
    ("version", "text", true, "Of the program."),
    (
        "settings",
        "object",
        true,
        "By key: `value` and `origin` of each setting in force.",
    ),
    (
        "settings_digest",
        "SHA-256",
        true,
        "Of the settings that can change a result.",
    ),
    ("inputs[].path", "text", true, "A manifest."),
    ("inputs[].digest", "SHA-256", true, "Of its bytes."),
    ("inputs[].rows", "int64", true, "Rows in it."),
    ("lists[].list", "text", true, "Name of a list in a file."),
    ("lists[].digest", "SHA-256", true, "Of the file."),
    ("lists[].entries", "int64", true, "Entries in force."),
    ("lists[].list_date", "date", false, "The authority's."),
    (
        "list_counts",
        "object",
        false,
        "By list, and `lost_documents` for all reported ones: `entries`, `dated_entries`, `documents` and `states` (nationalities stated).",
    ),
    (
        "fallen_lists[].list",
        "text",
        false,
        "A list that has less than in the last run: withdrawals that come from it wait for an officer.",
    ),
    (
        "fallen_lists[].before",
        "object",
        false,
        "Its counts in the last run.",
    ),
    ("fallen_lists[].now", "object", false, "Its counts."),
    (
        "accepted_lists[].list",
        "text",
        false,
        "A list that `--accept-list` let pass.",
    ),
    (
        "accepted_lists[].because",
        "text",
        false,
        "Why it would have stopped the run, with both counts.",
    ),
    (
        "warnings[].code",
        "text",
        false,
        "Kind of a warning of the run.",
    ),
    (
        "warnings[].text",
        "text",
        false,
        "As the screen and the briefings say it; no person is named.",
    ),
    (
        "data_digests",
        "object",
        true,
        "SHA-256 by name: tables built into the program, redress files, and `ledger_head`.",
    ),
    (
        "counts.rows_read",
        "int64",
        true,
        "Manifest rows; the sum of the three below that are rows.",
    ),
    ("counts.passengers", "int64", true, "Passengers screened."),
    ("counts.clear", "int64", true, "Passengers without a case."),
    ("counts.cases", "int64", true, "Passengers with a case."),
    (
        "counts.rows_clear",
        "int64",
        true,
        "Rows of passengers without a case.",
    ),
    (
        "counts.rows_in_cases",
        "int64",
        true,
        "Rows of passengers with a case.",
    ),
    (
        "counts.quarantined",
        "int64",
        true,
        "Rows that could not be screened.",
    ),
    (
        "counts.quarantined_by_reason",
        "object",
        true,
        "The same by reason code.",
    ),
    (
        "counts.unreadable_values",
        "object",
        true,
        "Values that were present but could not be read, by column.",
    ),
    (
        "counts.by_action",
        "object",
        true,
        "Cases by what is recommended.",
    ),
    (
        "counts.by_status",
        "object",
        true,
        "Cases against the run before.",
    ),
    (
        "counts.withdrawn",
        "int64",
        true,
        "Cases of the run before that are gone before departure.",
    ),
    (
        "counts.not_screened_tonight",
        "int64",
        true,
        "Open cases of the run before whose flight had no row: they stand.",
    ),
    (
        "counts.undecided",
        "int64",
        true,
        "Open cases that waited for an officer when the run ended, as `cases` counts them.",
    ),
    (
        "counts.suppressed_hits",
        "int64",
        true,
        "Hits on cleared pairs.",
    ),
    (
        "counts.clear_by_redress",
        "int64",
        true,
        "Passengers who would be a case but for those.",
    ),
    (
        "counts.unrouted",
        "int64",
        true,
        "Open cases that no liaison group receives.",
    ),
    (
        "counts.links_left_out",
        "int64",
        true,
        "Links beyond the 200 that one case may have in links.parquet.",
    ),
    (
        "ignored_columns",
        "list of text",
        true,
        "Manifest columns that nobody read.",
    ),
    (
        "feed_faults[].first_row",
        "text",
        true,
        "`manifest file:row` of a document number on too many people.",
    ),
    ("feed_faults[].travellers", "int64", true, "How many."),
    ("timings", "object", true, "Seconds by stage."),
    (
        "outputs[].path",
        "text",
        true,
        "A file of the run, by its path in the folder.",
    ),
    ("outputs[].digest", "SHA-256", true, "Of its bytes."),
    ("outputs[].rows", "int64", true, "Rows in it."),
    (
        "previous_audit_digest",
        "SHA-256",
        false,
        "Of the run that was written before.",
    ),
    ("number", "int64", false, "From 1, in the order of writing."),
    (
        "journal.lines",
        "int64",
        false,
        "Lines that the journal had.",
    ),
    (
        "journal.head",
        "SHA-256",
        false,
        "Of the journal's last line, which names all before it.",
    ),
    (
        "previous_run_unread",
        "text",
        false,
        "Folder of the run before, when it could not be read.",
    ),
    (
        "flights",
        "list of text",
        false,
        "Flights that had rows, as `XX/101/CDG/2026-11-24`.",
    ),
    (
        "latest_departure",
        "RFC 3339",
        false,
        "When the last flight of the manifests departs.",
    ),
    (
        "passengers_by_carrier",
        "object",
        false,
        "Passengers by carrier, as the first reading counts them.",
    ),
    (
        "masked_at",
        "RFC 3339",
        false,
        "When retention removed what identifies passengers.",
    ),
    ("audit_digest", "SHA-256", true, "Of this file."),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::record::lists::{AcceptedListRecord, FallenListRecord, ListCounts};
    use crate::schema::record::warning::WarningRecord;
    use crate::schema::record::{FeedFaultRecord, FileDigest, RunRecord, tests::record};
    use serde_json::Value;
    use std::collections::BTreeSet;

    /// Objects whose keys are data.
    const OPEN: [&str; 11] = [
        "list_counts",
        "fallen_lists[].before",
        "fallen_lists[].now",
        "passengers_by_carrier",
        "settings",
        "data_digests",
        "timings",
        "counts.quarantined_by_reason",
        "counts.unreadable_values",
        "counts.by_action",
        "counts.by_status",
    ];

    fn paths(prefix: &str, value: &Value, found: &mut BTreeSet<String>) {
        let Value::Object(object) = value else {
            found.insert(prefix.to_owned());
            return;
        };
        for (key, value) in object {
            let path = match prefix {
                "" => key.clone(),
                _ => format!("{prefix}.{key}"),
            };
            match value {
                _ if OPEN.contains(&path.as_str()) => drop(found.insert(path)),
                Value::Array(items) if items.iter().any(Value::is_object) => {
                    items
                        .iter()
                        .for_each(|item| paths(&format!("{path}[]"), item, found));
                }
                _ => paths(&path, value, found),
            }
        }
    }

    #[test]
    fn every_key_of_a_record_is_described_and_no_other() {
        let full = RunRecord {
            inputs: vec![FileDigest::default()],
            outputs: vec![FileDigest::default()],
            feed_faults: vec![FeedFaultRecord::default()],
            list_counts: [("A".to_owned(), ListCounts::default())].into(),
            fallen_lists: vec![FallenListRecord::default()],
            accepted_lists: vec![AcceptedListRecord {
                because: Some("it fell".to_owned()),
                ..AcceptedListRecord::default()
            }],
            warnings: vec![WarningRecord {
                code: "list_fell".to_owned(),
                text: "it fell".to_owned(),
            }],
            latest_departure: Some("2026-11-24T06:00:00Z".to_owned()),
            passengers_by_carrier: [("XX".to_owned(), 3)].into(),
            previous_run_unread: Some("old".to_owned()),
            number: Some(1),
            journal: Some(crate::schema::record::JournalHead::default()),
            flights: Some(BTreeSet::new()),
            masked_at: Some("2026-11-23T02:00:00Z".to_owned()),
            ..record()
        };
        let mut written = BTreeSet::new();
        paths("", &serde_json::to_value(&full).unwrap(), &mut written);
        let described: BTreeSet<String> =
            describe().columns.into_iter().map(|key| key.name).collect();
        assert_eq!(described, written);
    }
}
