//! Lost, stolen and revoked documents: reading and writing their Parquet form.

use crate::columns::{Days, Source, Text, Wanted};
use crate::domain::codes::{Country, DocumentType};
use crate::domain::document::{LostDocument, LostStatus};
use crate::error::Result;
use crate::files;
use crate::tables::{self, Columns};
use arrow_array::RecordBatch;
use std::path::{Path, PathBuf};

const COLUMNS: [(&str, Wanted, bool); 6] = [
    ("document_number", Wanted::Text, true),
    ("document_number_to", Wanted::Text, false),
    ("issuer", Wanted::Text, true),
    ("document_type", Wanted::Text, false),
    ("status", Wanted::Text, true),
    ("reported_on", Wanted::Day, false),
];

/// One file of reported documents.
#[derive(Clone, Debug)]
pub struct LostFile {
    pub path: PathBuf,
    pub digest: String,
    pub rows: u64,
    pub documents: Vec<LostDocument>,
    /// Rows without a number, a known issuer or a known status: they can match nothing.
    pub unusable: u64,
}

pub fn check(path: &Path) -> Result<Source> {
    let source = Source::open(path)?;
    for (column, wanted, required) in COLUMNS {
        source.check(column, wanted, required)?;
    }
    Ok(source)
}

pub fn read(path: &Path) -> Result<LostFile> {
    let source = check(path)?;
    let mut file = LostFile {
        path: path.to_owned(),
        digest: files::digest_of_file(path)?,
        rows: source.rows(),
        documents: Vec::new(),
        unusable: 0,
    };
    for batch in source.read(&COLUMNS.map(|(column, _, _)| column))? {
        let batch = batch?;
        for row in 0..batch.num_rows() {
            match document(&batch, row) {
                Some(document) => file.documents.push(document),
                None => file.unusable += 1,
            }
        }
    }
    Ok(file)
}

fn document(batch: &RecordBatch, row: usize) -> Option<LostDocument> {
    let text = |column| Text::of(batch, column);
    Some(LostDocument {
        number: text("document_number").owned(row)?,
        number_to: text("document_number_to").owned(row),
        issuer: text("issuer").get(row).and_then(Country::parse)?,
        kind: text("document_type").get(row).and_then(DocumentType::parse),
        status: text("status").get(row).and_then(LostStatus::parse)?,
        reported_on: Days::of(batch, "reported_on").date(row),
    })
}

pub fn write(path: &Path, documents: &[LostDocument]) -> Result<()> {
    let mut columns = Columns::default();
    let rows = || documents.iter();
    columns
        .text("document_number", rows().map(|d| Some(&d.number)))
        .text("document_number_to", rows().map(|d| d.number_to.as_ref()))
        .text("issuer", rows().map(|d| Some(d.issuer.to_string())))
        .text(
            "document_type",
            rows().map(|d| d.kind.map(|kind| kind.letter().to_string())),
        )
        .text("status", rows().map(|d| Some(d.status.as_str())))
        .dates("reported_on", rows().map(|d| d.reported_on));
    tables::write(path, &columns.finish(), &[])
}
