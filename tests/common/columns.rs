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
