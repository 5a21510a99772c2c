//! Lost, stolen and revoked documents: reading and writing their Parquet form.

use crate::documents::lost::{Kept, LostBuilder, LostRow};
use crate::domain::codes::DocumentType;
use crate::domain::document::{LostDocument, LostStatus};
use crate::domain::states;
use crate::error::Result;
use crate::tables::limits::Limits;
use crate::tables::read::{Day, Days, Text};
use crate::tables::rows_digest::{self, RowsDigest};
use crate::tables::source::{Source, Wanted};
use crate::tables::version;
use crate::tables::write::{self as tables, Columns, Digested};
use crate::watchlist::warnings::Warnings;
use arrow_array::RecordBatch;
use std::path::{Path, PathBuf};

pub(super) const COLUMNS: [(&str, Wanted, bool); 6] = [
    ("document_number", Wanted::Text, true),
    ("document_number_to", Wanted::Text, false),
    ("issuer", Wanted::Text, true),
    ("document_type", Wanted::Text, false),
    ("status", Wanted::Text, true),
    ("reported_on", Wanted::Day, false),
];

const NO_RANGE: &str = "no last number of such a range, only the first number is kept";

/// One file of reported documents.
#[derive(Clone, Debug)]
pub struct LostFile {
    pub path: PathBuf,
    pub digest: String,
    pub rows: u64,
    /// Rows without a usable number, a known issuer or a known status, which match nothing, and
    /// broken ranges, of which only the first number does.
    pub unusable: u64,
    /// What was dropped, by class with the first row: one line each.
    pub warnings: Vec<String>,
}

pub fn check(path: &Path) -> Result<Source> {
    check_within(path, &Limits::default())
}

fn check_within(path: &Path, limits: &Limits) -> Result<Source> {
    let mut source = Source::open_within(path, limits)?;
    for (column, wanted, required) in COLUMNS {
        source.check(column, wanted, required)?;
    }
    Ok(source)
}

/// Each file is opened here and read from there; the rows that the footers announce let the
/// builder make room once.
pub fn open_all(paths: &[PathBuf], limits: &Limits) -> Result<Vec<Source>> {
    let paths = paths.iter();
    paths.map(|path| check_within(path, limits)).collect()
}

/// Streams one file into the builder, a batch at a time.
pub fn read_into(source: &Source, builder: &mut LostBuilder) -> Result<LostFile> {
    let path = source.path.as_path();
    let mut file = LostFile {
        path: path.to_owned(),
        digest: source.digest()?,
        rows: source.rows(),
        unusable: 0,
        warnings: Vec::new(),
    };
    let mut warnings = Warnings::default();
    let mut row = 0;
    let names = COLUMNS.map(|(column, _, _)| column);
    let mut digest = RowsDigest::of(&names);
    for batch in source.read(&names)? {
        let batch = batch?;
        digest.add(&batch);
        let columns = Fields::of(&batch);
        for at in 0..batch.num_rows() {
            row += 1;
            let kept = columns.row(at, row, &mut warnings);
            let kept = kept.is_some_and(|document| {
                let kept = builder.add(&document);
                let (column, what) = match kept {
                    Kept::Whole => return true,
                    Kept::WithoutRange => ("document_number_to", NO_RANGE),
                    Kept::Nothing => ("document_number", "no document number, row dropped"),
                };
                warnings.count(column, what, row);
                false
            });
            file.unusable += u64::from(!kept);
        }
    }
    source.require_unchanged(&file.digest)?;
    rows_digest::require(source, digest, &[])?;
    file.warnings = warnings.lines();
    Ok(file)
}

/// The columns of one batch, found once.
struct Fields<'a> {
    number: Text<'a>,
    number_to: Text<'a>,
    issuer: Text<'a>,
    kind: Text<'a>,
    status: Text<'a>,
    reported_on: Days<'a>,
}

impl<'a> Fields<'a> {
    fn of(batch: &'a RecordBatch) -> Self {
        Fields {
            number: Text::of(batch, "document_number"),
            number_to: Text::of(batch, "document_number_to"),
            issuer: Text::of(batch, "issuer"),
            kind: Text::of(batch, "document_type"),
            status: Text::of(batch, "status"),
            reported_on: Days::of(batch, "reported_on"),
        }
    }

    /// Without number, issuer or status a report can match nothing; the rest may be lost.
    fn row(&self, at: usize, row: usize, warnings: &mut Warnings) -> Option<LostRow<'a>> {
        let number = self.number.get(at);
        let issuer = self.issuer.get(at).and_then(states::stated);
        let status = self.status.get(at).and_then(status);
        for (column, missing) in [
            ("document_number", number.is_none()),
            ("issuer", issuer.is_none()),
            ("status", status.is_none()),
        ] {
            if missing {
                warnings.count(column, "missing or unknown, row dropped", row);
            }
        }
        let kind = self.kind.get(at).map(DocumentType::parse);
        if kind == Some(None) {
            warnings.count("document_type", "cannot be read, dropped", row);
        }
        let reported_on = self.reported_on.date(at);
        if reported_on.is_none() && self.reported_on.get(at) != Day::Missing {
            warnings.count("reported_on", "cannot be read, dropped", row);
        }
        Some(LostRow {
            number: number?,
            number_to: self.number_to.get(at),
            issuer: issuer?,
            kind: kind.flatten(),
            status: status?,
            reported_on,
        })
    }
}

/// In any case: `Stolen` is no reason to let a stolen passport pass.
fn status(text: &str) -> Option<LostStatus> {
    LostStatus::parse(&text.to_ascii_lowercase())
}

/// Writes the rows as they come, some ten thousand in memory at once.
pub fn write(path: &Path, documents: impl Iterator<Item = LostDocument>) -> Result<()> {
    let mut batches = Batches { documents };
    let first = batches.next().unwrap_or_else(|| batch_of(&[]));
    let digested = Digested {
        columns: &COLUMNS.map(|(column, _, _)| column),
        more: &[],
    };
    tables::write_batches(
        path,
        first,
        batches,
        version::LOST_DOCUMENTS,
        &[],
        &digested,
    )
}

struct Batches<I> {
    documents: I,
}

impl<I: Iterator<Item = LostDocument>> Iterator for Batches<I> {
    type Item = RecordBatch;

    fn next(&mut self) -> Option<RecordBatch> {
        let rows = self.documents.by_ref().take(tables::ROWS_PER_GROUP);
        let rows: Vec<LostDocument> = rows.collect();
        (!rows.is_empty()).then(|| batch_of(&rows))
    }
}

fn batch_of(documents: &[LostDocument]) -> RecordBatch {
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
    columns.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::lost::LostIndex;
    use crate::domain::codes::Country;
    use crate::error::Kind;
    use crate::watchlist::samples::write_parquet;
    use arrow_array::{ArrayRef, Int64Array, StringArray};
    use std::sync::Arc;

    fn read(path: &Path) -> Result<(LostFile, LostIndex)> {
        let mut builder = LostBuilder::default();
        let file = read_into(&check(path)?, &mut builder)?;
        Ok((file, builder.finish()))
    }

    fn sample() -> Vec<LostDocument> {
        let document = |number: String, status| LostDocument {
            number,
            number_to: None,
            issuer: Country::parse("UTO").unwrap(),
            kind: None,
            status,
            reported_on: None,
        };
        let mut documents: Vec<_> = (0..)
            .zip(LostStatus::ALL)
            .map(|(n, status)| document(format!("X12345{n}7"), status))
            .collect();
        documents[0].number_to = Some("X1234509".to_owned());
        documents[0].kind = Some(DocumentType::Passport);
        documents[0].reported_on = Some(jiff::civil::date(2026, 11, 1));
        documents
    }

    #[test]
    fn what_is_written_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lost.parquet");
        write(&path, sample().into_iter()).unwrap();
        let (file, index) = read(&path).unwrap();
        assert_eq!((file.rows, file.unusable, file.warnings.len()), (7, 0, 0));
        assert_eq!(index.rows(), 7);
        let found = |number: &str| index.find(Country::parse("UTO").unwrap(), None, number);
        for document in sample() {
            let report = found(&document.number);
            let expect = Some(document.status).filter(|status| !status.is_return());
            assert_eq!(report.map(|report| report.status), expect, "{document:?}");
            assert_eq!(
                report.and_then(|report| report.reported_on),
                document.reported_on
            );
        }
        assert_eq!(
            found("X1234508").map(|report| report.status),
            Some(LostStatus::Lost)
        );
    }

    #[test]
    fn no_rows_are_a_whole_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lost.parquet");
        write(&path, std::iter::empty()).unwrap();
        assert_eq!(read(&path).unwrap().1.rows(), 0);
    }

    #[test]
    fn bad_rows_are_dropped_and_counted_and_bad_columns_stop_the_run() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("foreign.parquet");
        let text = |values: [&str; 4]| Arc::new(StringArray::from(values.to_vec())) as ArrayRef;
        let columns = || {
            vec![
                ("document_number", text(["AA01", " ", "AA03", "AA04"])),
                ("document_number_to", text(["", "", "", "AA104"])),
                ("issuer", text(["UTO", "UTO", "Utopia", "UTO"])),
                ("document_type", text(["P", "P", "P", "9"])),
                ("reported_on", text(["2026-11-01", "", "", "yesterday"])),
            ]
        };
        let with_status = |array: ArrayRef| {
            let mut columns = columns();
            columns.push(("status", array));
            columns
        };
        write_parquet(&path, with_status(text(["Stolen", "lost", "lost", "lost"])));
        let (file, index) = read(&path).unwrap();
        let found = |number: &str| index.find(Country::parse("UTO").unwrap(), None, number);
        let kept = ["AA01", "AA03", "AA04"].map(|number| found(number).is_some());
        assert_eq!(kept, [true, false, true]);
        assert_eq!(file.unusable, 3);
        assert_eq!(
            file.warnings,
            [
                "document_number: missing or unknown, row dropped: 1, first in row 2",
                "document_number_to: no last number of such a range, only the first number is kept: 1, first in row 4",
                "document_type: cannot be read, dropped: 1, first in row 4",
                "issuer: missing or unknown, row dropped: 1, first in row 3",
                "reported_on: cannot be read, dropped: 1, first in row 4",
            ]
        );

        write_parquet(&path, columns());
        let error = read(&path).err().unwrap();
        assert_eq!(error.kind, Kind::Data);
        assert!(error.what.contains("status is missing"), "{error}");
        write_parquet(&path, with_status(Arc::new(Int64Array::from(vec![1; 4]))));
        let error = read(&path).err().unwrap();
        assert!(
            error.what.contains("status is Int64, not string"),
            "{error}"
        );
    }
}
