//! One part of the ledger as Parquet.

use crate::error::{Error, Kind, Result};
use crate::files;
use crate::ledger::Row;
use crate::ledger::words::{CarrierAction, Decision, MatchTruth};
use crate::tables::read::{Lists, Moments, Source, Text};
use crate::tables::write::{self as tables, Columns};
use arrow_array::RecordBatch;
use std::path::{Path, PathBuf};

/// Metadata of a part: the digest of the part before it.
const PREVIOUS: &str = "preboard.ledger.previous";
/// Metadata of a part: the id of the salt that hides its digests.
const SALT: &str = "preboard.ledger.salt";

/// One part as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub path: PathBuf,
    /// SHA-256 of the file.
    pub digest: String,
    /// What the part names as the digest of the one before it.
    pub previous: Option<String>,
    /// Of the salt that hides its digests; they stand bare in parts of older versions.
    pub salt: Option<String>,
    pub rows: Vec<Row>,
}

const COLUMNS: [&str; 23] = [
    "run_id",
    "case_id",
    "as_of",
    "decided_at",
    "recorded_at",
    "officer",
    "decision",
    "carrier_action",
    "match_truth",
    "note",
    "carrier",
    "flight_number",
    "departure_airport",
    "arrival_airport",
    "scheduled_departure",
    "group",
    "action",
    "reason_codes",
    "list",
    "entry_id",
    "category",
    "identity_digest",
    "entry_digest",
];

/// `salt` is the id of the one that hides the rows' digests; without it they stand bare.
pub(super) fn write(path: &Path, rows: &[Row], previous: &str, salt: Option<&str>) -> Result<()> {
    let metadata = [
        (PREVIOUS, Some(previous.to_owned())),
        (SALT, salt.map(str::to_owned)),
    ];
    tables::write(path, &batch(rows), &metadata)
}

fn batch(rows: &[Row]) -> RecordBatch {
    let rows = || rows.iter();
    Columns::default()
        .text("run_id", rows().map(|row| Some(&row.run_id)))
        .text("case_id", rows().map(|row| Some(&row.case_id)))
        .moments("as_of", rows().map(|row| Some(row.as_of)))
        .moments("decided_at", rows().map(|row| Some(row.decided_at)))
        .moments("recorded_at", rows().map(|row| Some(row.recorded_at)))
        .text("officer", rows().map(|row| Some(&row.officer)))
        .text("decision", rows().map(|row| Some(row.decision.as_str())))
        .text(
            "carrier_action",
            rows().map(|row| Some(row.carrier_action.as_str())),
        )
        .text(
            "match_truth",
            rows().map(|row| Some(row.match_truth.as_str())),
        )
        .text("note", rows().map(|row| row.note.as_ref()))
        .text("carrier", rows().map(|row| Some(&row.carrier)))
        .text("flight_number", rows().map(|row| Some(&row.flight_number)))
        .text(
            "departure_airport",
            rows().map(|row| Some(&row.departure_airport)),
        )
        .text(
            "arrival_airport",
            rows().map(|row| Some(&row.arrival_airport)),
        )
        .moments(
            "scheduled_departure",
            rows().map(|row| Some(row.scheduled_departure)),
        )
        .text("group", rows().map(|row| Some(&row.group)))
        .text("action", rows().map(|row| Some(&row.action)))
        .text_lists("reason_codes", rows().map(|row| row.reason_codes.clone()))
        .text("list", rows().map(|row| row.list.as_ref()))
        .text("entry_id", rows().map(|row| row.entry_id.as_ref()))
        .text("category", rows().map(|row| row.category.as_ref()))
        .text(
            "identity_digest",
            rows().map(|row| row.identity_digest.as_ref()),
        )
        .text("entry_digest", rows().map(|row| row.entry_digest.as_ref()))
        .finish()
}

/// Reads the file once: the digest is of the bytes that were parsed.
pub(super) fn read(path: &Path) -> Result<Part> {
    let bytes = std::fs::read(path).map_err(|e| Error::cannot_read(path, &e))?;
    let digest = files::digest_of_bytes(&bytes);
    let source = Source::of_bytes(path, bytes)?;
    let (previous, salt) = (source.metadata(PREVIOUS), source.metadata(SALT));
    let mut rows = Vec::new();
    for batch in source.read(&COLUMNS)? {
        let batch = batch?;
        for number in 0..batch.num_rows() {
            let read = row(&batch, number).map_err(|column| {
                let place = format!("{}: row {}", path.display(), rows.len() + 1);
                let what = format!("{place}: column {column} holds no value of the ledger");
                Error::new(Kind::Data, what).hint("restore the part from a backup")
            })?;
            rows.push(read);
        }
    }
    Ok(Part {
        path: path.to_owned(),
        digest,
        previous,
        salt,
        rows,
    })
}

/// `Err` names the column whose value is none.
fn row(batch: &RecordBatch, number: usize) -> std::result::Result<Row, &'static str> {
    let maybe = |column| Text::of(batch, column).owned(number);
    let text = |column| maybe(column).ok_or(column);
    let plain = |column| maybe(column).unwrap_or_default();
    let moment = |column| Moments::of(batch, column).known(number).ok_or(column);
    Ok(Row {
        run_id: text("run_id")?,
        case_id: text("case_id")?,
        as_of: moment("as_of")?,
        decided_at: moment("decided_at")?,
        recorded_at: moment("recorded_at")?,
        officer: text("officer")?,
        decision: Decision::parse(&text("decision")?).ok_or("decision")?,
        carrier_action: CarrierAction::parse(&text("carrier_action")?).ok_or("carrier_action")?,
        match_truth: MatchTruth::parse(&text("match_truth")?).ok_or("match_truth")?,
        note: maybe("note"),
        carrier: plain("carrier"),
        flight_number: plain("flight_number"),
        departure_airport: plain("departure_airport"),
        arrival_airport: plain("arrival_airport"),
        scheduled_departure: moment("scheduled_departure")?,
        group: plain("group"),
        action: text("action")?,
        reason_codes: Lists::of(batch, "reason_codes").texts(number),
        list: maybe("list"),
        entry_id: maybe("entry_id"),
        category: maybe("category"),
        identity_digest: maybe("identity_digest"),
        entry_digest: maybe("entry_digest"),
    })
}
