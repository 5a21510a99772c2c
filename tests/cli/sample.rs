//! The bundled sample: made by this program, screened end to end, and every planted
//! listed person found.

use crate::common::{AS_OF, Night, Said, preboard};
use arrow_array::Array;
use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use preboard::Source;
use std::collections::BTreeMap;
use std::path::Path;
use tempfile::TempDir;

#[test]
fn the_bundled_sample_is_what_generate_makes() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("again");
    let mut generate = preboard();
    generate.args(["generate", "--as-of", AS_OF, "--out"]);
    Said::of(generate.arg(&out)).ok();
    for name in [
        "manifest/part-0001.parquet",
        "watchlist.parquet",
        "lost_documents.parquet",
        "truth.parquet",
    ] {
        let bundled = std::fs::read(Path::new("sample_data").join(name)).unwrap();
        assert!(
            std::fs::read(out.join(name)).unwrap() == bundled,
            "{name} differs"
        );
    }
}

/// The night of the bundled settings, and the folder it lies in.
fn sample_night() -> (TempDir, Night) {
    let out = tempfile::tempdir().unwrap();
    let mut run = preboard();
    run.args(["run", "--run-id", "night", "--out"]);
    Said::of(run.arg(out.path())).ok();
    let night = Night::from(out.path().join("night").as_path());
    (out, night)
}

#[test]
fn every_planted_listed_person_is_found_and_no_withdrawn_one() {
    let (_out, night) = sample_night();
    let cases = night.cases();
    let found: BTreeMap<i64, &str> = cases
        .iter()
        .map(|case| (case.manifest_row, case.entry_id.as_deref().unwrap_or("")))
        .collect();
    let mut planted = 0;
    for (row, entry, kind) in truth() {
        match (kind.as_str(), entry) {
            ("withdrawn_entry", Some(entry)) => assert_ne!(found.get(&row), Some(&entry.as_str())),
            // The case is named by the passenger's first row.
            ("several_documents_rows", _) | (_, None) => {}
            (kind, Some(entry)) => {
                planted += 1;
                assert_eq!(
                    found.get(&row),
                    Some(&entry.as_str()),
                    "{kind} in row {row}"
                );
            }
        }
    }
    assert!(planted > 60);
    let record = night.record();
    assert!(record.is_intact() && record.counts.quarantined > 0);
}

#[test]
fn every_planted_fault_of_a_document_or_booking_is_found() {
    let (_out, night) = sample_night();
    let cases = night.cases();
    let codes: BTreeMap<i64, &[String]> = cases
        .iter()
        .map(|case| (case.manifest_row, case.reason_codes.as_slice()))
        .collect();
    let mut planted = BTreeMap::new();
    for (row, _, kind) in truth() {
        let code = match kind.as_str() {
            "lost_document" | "stolen_blank_range" => "document_lost_stolen_revoked",
            "expired_document" => "document_expired",
            "expires_before_arrival" => "document_expires_before_arrival",
            "no_document"
            | "mrz_check_digit"
            | "mrz_field_conflict"
            | "specimen_document"
            | "document_shared"
            | "itinerary_impossible" => kind.as_str(),
            "infant_shared_document" => {
                assert_eq!(codes.get(&row), None, "{kind} in row {row}");
                continue;
            }
            _ => continue,
        };
        let found = codes.get(&row).copied().unwrap_or_default();
        assert!(
            found.iter().any(|known| known == code),
            "{kind} in row {row}: {found:?}"
        );
        *planted.entry(kind).or_insert(0) += 1;
    }
    assert_eq!(planted.len(), 10);
    assert!(planted.values().all(|count| 2 <= *count), "{planted:?}");
}

fn truth() -> Vec<(i64, Option<String>, String)> {
    let columns = ["manifest_row", "entry_id", "kind"];
    let batches = Source::open(Path::new("sample_data/truth.parquet"))
        .unwrap()
        .read(&columns)
        .unwrap();
    let mut lines = Vec::new();
    for batch in batches {
        let batch = batch.unwrap();
        let rows = batch
            .column_by_name("manifest_row")
            .unwrap()
            .as_primitive::<Int64Type>()
            .clone();
        let entries = batch
            .column_by_name("entry_id")
            .unwrap()
            .as_string::<i32>()
            .clone();
        let kinds = batch
            .column_by_name("kind")
            .unwrap()
            .as_string::<i32>()
            .clone();
        for at in 0..batch.num_rows() {
            let entry = entries.is_valid(at).then(|| entries.value(at).to_owned());
            lines.push((rows.value(at), entry, kinds.value(at).to_owned()));
        }
    }
    lines
}
