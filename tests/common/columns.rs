//! Parquet files as others write them: columns of any name and type, and the text of all.

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch, StringArray};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::path::Path;
use std::sync::Arc;

pub fn write_columns(path: &Path, columns: &[(impl AsRef<str>, ArrayRef)]) {
    let columns = columns.iter();
    let columns = columns.map(|(name, array)| (name.as_ref(), array.clone(), true));
    let batch = RecordBatch::try_from_iter_with_nullable(columns).unwrap();
    preboard::table_files::write(path, &batch, &[]).unwrap();
}

fn batches(path: &Path) -> Vec<RecordBatch> {
    let file = std::fs::File::open(path).unwrap();
    let reader = ParquetRecordBatchReaderBuilder::try_new(file).unwrap();
    let reader = reader.with_batch_size(1_000_000).build().unwrap();
    reader.map(|batch| batch.unwrap()).collect()
}

/// Writes a small file again with its columns renamed, replaced, added or left out.
pub fn change_columns(path: &Path, change: impl FnOnce(&mut Vec<(String, ArrayRef)>)) {
    let [batch] = <[RecordBatch; 1]>::try_from(batches(path)).expect("a small file");
    let names = batch.schema();
    let names = names.fields().iter().map(|field| field.name().clone());
    let mut columns = names.zip(batch.columns().iter().cloned()).collect();
    change(&mut columns);
    write_columns(path, &columns);
}

/// Writes a part of the ledger again as versions before the chain and the salt did, with
/// these bare digests of passenger and entry.
pub fn as_older_part(path: &Path, bare: Option<(&str, &str)>) {
    change_columns(path, |columns| {
        for (name, digest) in bare
            .into_iter()
            .flat_map(|(who, entry)| [("identity_digest", who), ("entry_digest", entry)])
        {
            let found = columns.iter_mut().find(|(known, _)| known == name);
            let (_, array) = found.unwrap();
            *array = Arc::new(StringArray::from(vec![digest; array.len()]));
        }
    });
}

/// Takes from the records beside a ledger what versions before the journal did not write.
pub fn as_version_1(out: &Path) {
    for gone in ["journal.jsonl", "ledger/HEAD"] {
        let path = out.join(gone);
        if path.exists() {
            std::fs::remove_file(path).unwrap();
        }
    }
    let copies = out.join("traffic");
    if copies.exists() {
        std::fs::remove_dir_all(copies).unwrap();
    }
    let mut previous: Option<String> = None;
    for number in 1.. {
        let part = out.join(format!("ledger/decisions-{number:06}.parquet"));
        if !part.exists() {
            break;
        }
        rewrite(
            &part,
            |metadata| {
                metadata[2].1 = None;
                if let (Some(named), Some(previous)) = (&mut metadata[0].1, &previous) {
                    named.clone_from(previous);
                }
            },
            |_| (),
        );
        previous = Some(preboard::digest_of_file(&part).unwrap());
    }
    let mut records = Vec::new();
    for folder in std::fs::read_dir(out).unwrap() {
        let path = folder.unwrap().path().join("run.json");
        records
            .extend(preboard::RunRecord::read(&path).map(|record| (record.number, path, record)));
    }
    records.sort_by_key(|(number, ..)| *number);
    let mut sealed = std::collections::BTreeMap::new();
    for (_, path, mut record) in records {
        let old = record.audit_digest.clone();
        let before = record.previous_audit_digest.take();
        record.previous_audit_digest = before.map(|old| sealed.get(&old).unwrap_or(&old).clone());
        record.number = None;
        record.journal = None;
        record.seal();
        sealed.insert(old, record.audit_digest.clone());
        std::fs::write(path, record.to_json()).unwrap();
    }
}

/// Writes a part of the ledger again with its columns changed, and all else as it was.
pub fn forge_part(path: &Path, change: impl FnOnce(&mut Vec<(String, ArrayRef)>)) {
    rewrite(path, |_| (), change);
}

type Metadata = [(&'static str, Option<String>); 3];

fn rewrite(
    path: &Path,
    change_metadata: impl FnOnce(&mut Metadata),
    change: impl FnOnce(&mut Vec<(String, ArrayRef)>),
) {
    let source = preboard::Source::open(path).unwrap();
    let keys = [
        "preboard.ledger.previous",
        "preboard.ledger.salt",
        "preboard.ledger.held_by_head",
    ];
    let mut metadata = keys.map(|key| (key, source.metadata(key)));
    change_metadata(&mut metadata);
    let [batch] = <[RecordBatch; 1]>::try_from(batches(path)).expect("a small file");
    let names = batch.schema();
    let names = names.fields().iter().map(|field| field.name().clone());
    let mut columns = names.zip(batch.columns().iter().cloned()).collect();
    change(&mut columns);
    let columns = columns.into_iter().map(|(name, array)| (name, array, true));
    let batch = RecordBatch::try_from_iter_with_nullable(columns).unwrap();
    preboard::table_files::write(path, &batch, &metadata).unwrap();
}

/// Every decision of a part becomes `concur`.
pub fn all_concur(path: &Path) {
    forge_part(path, |columns| {
        let (_, words) = columns
            .iter_mut()
            .find(|(name, _)| name == "decision")
            .unwrap();
        *words = Arc::new(StringArray::from(vec!["concur"; words.len()]));
    });
}

/// Every text of a Parquet file, one a line: its bytes are compressed and show none.
pub fn texts_of(path: &Path) -> String {
    let mut texts = String::new();
    for batch in batches(path) {
        let columns = batch.columns().iter();
        columns.for_each(|column| add_texts(column, &mut texts));
    }
    texts
}

fn add_texts(column: &ArrayRef, into: &mut String) {
    if let Some(values) = column.as_string_opt::<i32>() {
        for value in values.iter().flatten() {
            into.push('\n');
            into.push_str(value);
        }
    } else if let Some(lists) = column.as_list_opt::<i32>() {
        add_texts(lists.values(), into);
    }
}
