//! Runs as a table, made of their records: nobody writes it, an analyst asks it.

use crate::schema::record::RunRecord;
use crate::tables::row::table;
use jiff::Timestamp;

table! {
    /// One row per run that stands in the folder, by its `run.json`.
    pub struct RunRow {
        /// The run's name.
        pub run_id: String,
        /// Its moment.
        pub as_of: Option<Timestamp>,
        /// By the machine's clock.
        pub started_at: Option<Timestamp>,
        /// By the machine's clock.
        pub finished_at: Option<Timestamp>,
        /// Of the program.
        pub version: String,
        /// In the order of writing, from 1; null in runs of earlier versions.
        pub number: Option<i64>,
        /// Rows of the manifests.
        pub rows_read: i64,
        /// Passengers screened.
        pub passengers: i64,
        /// Of them, no case.
        pub clear: i64,
        /// Of them, cases.
        pub cases: i64,
        /// Cases that the run before did not have.
        pub new_cases: i64,
        /// Cases of the run before that are none any more.
        pub withdrawn: i64,
        /// Rows that could not be screened.
        pub quarantined: i64,
        /// Hits on pairs that an officer or the redress office cleared.
        pub suppressed_hits: i64,
        /// Cases that waited for an officer when the run ended.
        pub undecided: i64,
        /// Entries of all its lists.
        pub list_entries: i64,
        /// When retention took away what identifies a passenger.
        pub masked_at: Option<Timestamp>,
    }
}

/// One run.
pub fn row(record: &RunRecord) -> RunRow {
    let counts = &record.counts;
    let moment = |text: &str| text.parse::<Timestamp>().ok();
    RunRow {
        run_id: record.run_id.clone(),
        as_of: moment(&record.as_of),
        started_at: moment(&record.started_at),
        finished_at: moment(&record.finished_at),
        version: record.version.clone(),
        number: record.number.map(count),
        rows_read: count(counts.rows_read),
        passengers: count(counts.passengers),
        clear: count(counts.clear),
        cases: count(counts.cases),
        new_cases: count(counts.by_status.get("new").copied().unwrap_or(0)),
        withdrawn: count(counts.withdrawn),
        quarantined: count(counts.quarantined),
        suppressed_hits: count(counts.suppressed_hits),
        undecided: count(counts.undecided),
        list_entries: count(record.lists.iter().map(|list| list.entries).sum()),
        masked_at: record.masked_at.as_deref().and_then(moment),
    }
}

fn count(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
