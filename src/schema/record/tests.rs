//! A sealed record reads back as it was, and any change shows.

use super::*;

pub(crate) fn record() -> RunRecord {
    let mut record = RunRecord {
        run_id: "run-1".to_owned(),
        as_of: "2026-11-23T02:00:00Z".to_owned(),
        finished_at: "2026-11-23T02:01:00.5Z".to_owned(),
        version: "0.1.0".to_owned(),
        settings: serde_json::json!({"z": 0.1, "a": {"lines": -12.75}}),
        lists: vec![ListRecord {
            list: "DEMO \"A\"".to_owned(),
            entries: 3,
            list_date: Some("2026-11-20".to_owned()),
            ..ListRecord::default()
        }],
        timings: BTreeMap::from([("screen".to_owned(), 1.0 / 3.0)]),
        ..RunRecord::default()
    };
    record
        .counts
        .by_action
        .insert("contact_group".to_owned(), 2);
    record.counts.rows_read = 10;
    record.seal();
    record
}

#[test]
fn a_sealed_record_reads_back_intact_and_any_change_shows() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("run.json");
    let record = record();
    std::fs::write(&path, record.to_json()).unwrap();
    let read = RunRecord::read(&path).unwrap();
    assert_eq!(read, record);
    assert!(read.is_intact());
    assert!(file_is_intact(&path, &read.audit_digest).unwrap());
    for (old, new) in [
        ("\"rows_read\": 10", "\"rows_read\": 11"),
        ("-12.75", "-12.5"),
        ("0.333", "0.334"),
        ("02:00:00Z", "03:00:00Z"),
    ] {
        let text = record.to_json();
        assert!(text.contains(old), "{old}");
        std::fs::write(&path, text.replace(old, new)).unwrap();
        assert!(!RunRecord::read(&path).unwrap().is_intact(), "{old}");
        assert!(!file_is_intact(&path, &read.audit_digest).unwrap(), "{old}");
    }
    let added = record.to_json().replacen('{', "{\n  \"note\": \"x\",", 1);
    std::fs::write(&path, added).unwrap();
    assert!(!file_is_intact(&path, &read.audit_digest).unwrap());
}

/// It is read of any file, sealed again when the run is masked, and must stay a number of JSON.
#[test]
fn a_time_beyond_all_time_is_sealed_as_none() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("run.json");
    let mut record = record();
    record.timings.insert("screen".to_owned(), f64::MAX);
    record.seal();
    std::fs::write(&path, record.to_json()).unwrap();
    assert_eq!(RunRecord::read(&path).unwrap().timings["screen"], 0.0);
}

#[test]
fn the_keys_keep_their_order_and_an_outsider_can_check_the_digest() {
    let text = record().to_json();
    let places: Vec<_> = [
        "schema_version",
        "run_id",
        "settings",
        "inputs",
        "counts",
        "timings",
        "outputs",
        "audit_digest",
    ]
    .iter()
    .map(|key| text.find(&format!("\n  \"{key}\"")).unwrap())
    .collect();
    assert!(places.is_sorted());
    assert!(text.contains("\"previous_audit_digest\": null"));
    let (head, _) = text.rsplit_once("\"audit_digest\"").unwrap();
    let by_hand = format!("{head}\"audit_digest\": \"\"\n}}\n");
    assert_eq!(
        files::digest_of_bytes(by_hand.as_bytes()),
        record().audit_digest
    );
}

#[test]
fn an_output_that_was_changed_is_not_acted_on() {
    let folder = tempfile::tempdir().unwrap();
    let mut record = record();
    record.outputs = ["a", "b"].map(output).to_vec();
    for path in ["a", "b"] {
        std::fs::write(folder.path().join(path), path).unwrap();
    }
    assert!(record.require_untouched(folder.path(), &["a", "b"]).is_ok());
    std::fs::write(folder.path().join("b"), "changed").unwrap();
    assert!(record.require_untouched(folder.path(), &["a"]).is_ok());
    let error = record
        .require_untouched(folder.path(), &["b"])
        .err()
        .unwrap();
    assert_eq!(error.kind, Kind::Data);
}

fn output(path: &str) -> FileDigest {
    FileDigest {
        path: path.to_owned(),
        digest: files::digest_of_bytes(path.as_bytes()),
        rows: 0,
    }
}

#[test]
fn what_is_no_record_is_bad_data() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("run.json");
    std::fs::write(&path, "{}").unwrap();
    assert_eq!(RunRecord::read(&path).err().unwrap().kind, Kind::Data);
}

#[test]
fn a_lost_row_or_traveller_is_a_bug() {
    let whole = Counts {
        rows_read: 3,
        rows_clear: 2,
        quarantined: 1,
        passengers: 2,
        clear: 2,
        ..Counts::default()
    };
    assert!(whole.check().is_ok());
    for lost in [
        Counts {
            quarantined: 0,
            ..whole.clone()
        },
        Counts {
            clear: 1,
            ..whole.clone()
        },
    ] {
        assert_eq!(lost.check().err().unwrap().kind, Kind::Bug);
    }
}
