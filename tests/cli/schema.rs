//! The data dictionary: what the program prints is what docs/schema.md says, and what it says
//! is what a run writes.

use crate::common::{Said, World, preboard};
use serde_json::Value;

fn schema(more: &[&str]) -> Said {
    Said::of(preboard().arg("schema").args(more))
}

fn table(name: &str) -> Value {
    schema(&[name, "--format", "json"]).json()
}

/// The columns of a table by the dictionary.
fn columns(name: &str) -> Vec<String> {
    let table = table(name);
    let columns = table["columns"].as_array().unwrap().iter();
    columns
        .map(|column| column["name"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn the_document_is_what_the_command_prints() {
    let printed = schema(&[]).ok().out;
    let document = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schema.md");
    let written = std::fs::read_to_string(document).unwrap();
    assert!(
        printed == written,
        "docs/schema.md is old: target/debug/preboard schema > docs/schema.md"
    );
}

#[test]
fn every_table_has_all_its_columns_explained() {
    let all = schema(&["--format", "json"]).json();
    let all = all.as_array().unwrap();
    assert!(all.len() > 18, "{} tables", all.len());
    for table in all {
        assert_ne!(table["about"], "", "{table}");
        for column in table["columns"].as_array().unwrap() {
            let meaning = column["meaning"].as_str().unwrap();
            assert!(
                meaning.ends_with(['.', ':', '`']),
                "{column} of {}",
                table["name"]
            );
            assert_ne!(column["type"], "");
        }
    }
    let one = schema(&["evidence"]).ok().out;
    assert!(one.starts_with("## evidence\n") && one.contains("| `points` | double | yes | bits |"));
    schema(&["recomendations"])
        .ended(64)
        .tells(&["name one of manifest, watchlist"]);
}

#[test]
fn a_run_writes_the_columns_that_the_dictionary_names() {
    let world = World::new();
    let night = world.night("night");
    for name in [
        "recommendations",
        "evidence",
        "links",
        "pairs",
        "suppressed",
        "quarantine",
    ] {
        let file = std::fs::File::open(night.path(&format!("{name}.parquet"))).unwrap();
        let reader =
            parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder::try_new(file).unwrap();
        let fields = reader.schema().fields().iter();
        let written: Vec<String> = fields.map(|field| field.name().clone()).collect();
        assert_eq!(written, columns(name), "{name}");
        assert!(written.contains(&"run_id".to_owned()), "{name}");
    }
}
