//! Copies are written once, named once, and believed only as they were named.

use super::*;
use crate::journal::begin;
use crate::schema::record::FileDigest;
use crate::schema::traffic::newest;
use std::path::PathBuf;

fn row(run: &str, hour: i32, passengers: i64) -> TrafficRow {
    TrafficRow {
        run_id: run.to_owned(),
        as_of: "2026-11-23T02:00:00Z".parse().unwrap(),
        departure_day: jiff::civil::date(2026, 11, 24),
        departure_hour: Some(hour),
        carrier: "XX".to_owned(),
        flight_number: "1".to_owned(),
        departure_airport: "CDG".to_owned(),
        arrival_airport: "JFK".to_owned(),
        journey: "CDG-JFK".to_owned(),
        action: None,
        category: None,
        reason_class: None,
        passengers,
        cases: 0,
        new_cases: Some(0),
    }
}

/// A run with this table, published and named by the journal.
fn run(out: &Path, number: u64, rows: &[TrafficRow]) -> (PathBuf, RunRecord) {
    let name = rows[0].run_id.clone();
    let folder = out.join(&name);
    let bytes = parquet::encode(rows);
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(TABLE), &bytes).unwrap();
    let mut record = RunRecord {
        run_id: name,
        outputs: vec![FileDigest {
            path: TABLE.to_owned(),
            digest: files::digest_of_bytes(&bytes),
            rows: rows.len() as u64,
        }],
        ..RunRecord::default()
    };
    record.seal();
    let fact = Fact::Run(begin::of_record(number, &record));
    write::append(out, Timestamp::UNIX_EPOCH, |_| vec![fact]).unwrap();
    (folder, record)
}

fn keep_of(out: &Path, runs: &[(PathBuf, RunRecord)]) -> Vec<Error> {
    let runs = runs
        .iter()
        .map(|(folder, record)| (folder.as_path(), record));
    keep(out, runs, Timestamp::UNIX_EPOCH).unwrap()
}

fn names(out: &Path) -> Vec<String> {
    let paths = files::list(&out.join(FOLDER)).unwrap();
    paths.iter().map(|path| files::name_of(path)).collect()
}

#[test]
fn a_copy_has_no_hours_is_written_once_and_outlives_its_run() {
    let out = tempfile::tempdir().unwrap();
    let out = out.path();
    let first = run(out, 1, &[row("a", 4, 30), row("a", 5, 12)]);
    assert!(keep_of(out, std::slice::from_ref(&first)).is_empty());
    let second = run(out, 2, &[row("b", 4, 40)]);
    let runs = [second, first];
    for _ in 0..2 {
        assert!(keep_of(out, &runs).is_empty());
        let journal = read::read(out).unwrap().unwrap();
        let named = journal.traffic().map(|one| one.name.as_str());
        assert_eq!(named.collect::<Vec<_>>(), ["a.parquet", "b.parquet"]);
    }
    std::fs::remove_dir_all(out.join("a")).unwrap();
    let kept = load(out).unwrap();
    let told: Vec<_> = kept
        .concat()
        .iter()
        .map(|row| (row.departure_hour, row.passengers))
        .collect();
    assert_eq!(told, [(None, 42), (None, 40)]);
    let counts: Vec<_> = newest(&kept).iter().map(|row| row.passengers).collect();
    assert_eq!(counts, [40], "of one moment, the run that was written last");
}

#[test]
fn a_name_that_is_taken_stays_and_a_kill_before_the_line_is_mended() {
    let out = tempfile::tempdir().unwrap();
    let out = out.path();
    let first = run(out, 1, &[row("a", 4, 30)]);
    // Written and not named.
    let bytes = parquet::encode(&without_hours(&[row("a", 4, 30)]));
    files::write_new(&out.join("traffic/a.parquet"), &bytes).unwrap();
    assert!(keep_of(out, std::slice::from_ref(&first)).is_empty());
    assert_eq!(names(out), ["a.parquet"]);
    // The run was deleted, and another bears its name.
    std::fs::remove_dir_all(out.join("a")).unwrap();
    let again = run(out, 2, &[row("a", 4, 31)]);
    assert!(keep_of(out, &[again]).is_empty());
    assert_eq!(names(out), ["a-2.parquet", "a.parquet"]);
    let counts: Vec<_> = load(out)
        .unwrap()
        .concat()
        .iter()
        .map(|row| row.passengers)
        .collect();
    assert_eq!(counts, [30, 31]);
}

#[test]
fn what_was_changed_is_neither_copied_nor_believed() {
    let out = tempfile::tempdir().unwrap();
    let out = out.path();
    let (folder, record) = run(out, 1, &[row("a", 4, 30)]);
    let whole = run(out, 2, &[row("b", 4, 30)]);
    std::fs::write(folder.join(TABLE), parquet::encode(&[row("a", 4, 3)])).unwrap();
    let failed = keep_of(out, &[(folder, record), whole]);
    assert_eq!(failed.len(), 1);
    assert_eq!(names(out), ["b.parquet"], "one keeps no other from it");
    std::fs::write(
        out.join("traffic/b.parquet"),
        parquet::encode(&[row("b", 4, 3)]),
    )
    .unwrap();
    assert_eq!(load(out).unwrap_err().kind, Kind::Data);
}
