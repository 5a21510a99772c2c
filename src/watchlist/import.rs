//! What every importer returns, and the reject report beside its output.

use crate::domain::entry::Entry;
use crate::error::{Error, Kind, Result};
use crate::rejects;
pub use crate::rejects::report_path;
use std::collections::BTreeMap;
use std::path::Path;

/// Rows in = entries + rejects of whole rows + passed over.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    pub entries: Vec<Entry>,
    pub rejects: Vec<ImportReject>,
    pub rows: u64,
    /// Rows that are no listed persons (ships, companies, relatives), by what they are.
    pub passed_over: BTreeMap<&'static str, u64>,
    /// SHA-256 over the source files.
    pub source_digest: String,
    /// The day as of which the authority published the list.
    pub list_date: Option<jiff::civil::Date>,
    /// What is wrong with the source as a whole: one line each.
    pub warnings: Vec<String>,
}

impl Imported {
    /// Whether every row is accounted for.
    pub fn adds_up(&self) -> bool {
        let refused = self
            .rejects
            .iter()
            .filter(|reject| reject.whole_row)
            .count();
        self.rows == (self.entries.len() + refused) as u64 + self.passed()
    }

    pub fn passed(&self) -> u64 {
        self.passed_over.values().sum()
    }
}

/// What became of a source, a line for each question: passed over, refused, not read.
pub fn summary(imported: &Imported) -> Vec<String> {
    let mut refused = BTreeMap::new();
    let mut unread = BTreeMap::new();
    for reject in &imported.rejects {
        let counts = if reject.whole_row {
            &mut refused
        } else {
            &mut unread
        };
        *counts.entry(reject.reason()).or_default() += 1;
    }
    let passed = imported.passed_over.iter().filter(|(_, count)| 0 < **count);
    let passed = passed
        .map(|(what, count)| (what.to_string(), *count))
        .collect();
    [
        ("passed over", passed),
        ("refused", refused),
        ("values not read", unread),
    ]
    .into_iter()
    .map(|(what, counts): (&str, BTreeMap<String, u64>)| {
        let total: u64 = counts.values().sum();
        let each = counts
            .iter()
            .map(|(reason, count)| format!("{count} {reason}"));
        let each: Vec<String> = each.collect();
        match each.is_empty() {
            true => format!("{what}: 0"),
            false => format!("{what}: {total} ({})", each.join("; ")),
        }
    })
    .collect()
}

/// A row or a value that could not be used. It never repeats the row's personal data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportReject {
    /// Name of the source file.
    pub file: String,
    /// 1-based, counting a header.
    pub row: u64,
    pub column: &'static str,
    pub code: ImportCode,
    pub message: String,
    /// Whether the whole row is lost, or one value of it.
    pub whole_row: bool,
}

impl ImportReject {
    /// Code, column and what is wrong, without the numbers that a message may hold.
    fn reason(&self) -> String {
        let message = self
            .message
            .trim_start_matches(|c: char| c.is_ascii_digit());
        let parts = [self.code.as_str(), self.column, message.trim()];
        parts
            .iter()
            .filter(|part| !part.is_empty())
            .copied()
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// Why a row or value of a source was not used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ImportCode {
    /// Too few or too many fields.
    WrongFieldCount,
    /// A required value is blank.
    MissingValue,
    /// A value of the wrong form.
    BadValue,
    /// A name without a letter cannot be looked for.
    NoUsableName,
    /// The source does not say what the row is, and its name reads like no person's.
    NoPersonByName,
    /// The id was seen in an earlier row.
    DuplicateId,
    /// It belongs to an entry that the list lacks: the files are of different days.
    UnknownEntry,
    /// Nothing tells the person from others: only a country and a type, say.
    UnderSpecified,
    /// Rows of one person say different things where only one can be.
    Conflict,
}

impl ImportCode {
    pub fn as_str(self) -> &'static str {
        match self {
            ImportCode::WrongFieldCount => "wrong_field_count",
            ImportCode::MissingValue => "missing_value",
            ImportCode::BadValue => "bad_value",
            ImportCode::NoUsableName => "no_usable_name",
            ImportCode::NoPersonByName => "no_person_by_name",
            ImportCode::DuplicateId => "duplicate_id",
            ImportCode::UnknownEntry => "unknown_entry",
            ImportCode::UnderSpecified => "under_specified",
            ImportCode::Conflict => "conflict",
        }
    }
}

/// A list of nobody is a wrong file, not a quiet night.
pub fn refuse_nobody(source: &Path, imported: &Imported) -> Result<()> {
    if !imported.entries.is_empty() {
        return Ok(());
    }
    let what = format!("{} lists no person", source.display());
    Err(Error::new(Kind::Data, what)
        .hint("look at the reject report, check the format that was asked for, and fetch it again"))
}

/// What is said twice is one.
pub(super) fn push<T: PartialEq>(values: &mut Vec<T>, value: T) {
    if !values.contains(&value) {
        values.push(value);
    }
}

/// Collects what one source file loses.
pub(super) struct Losses {
    file: String,
    pub(super) rejects: Vec<ImportReject>,
}

impl Losses {
    pub(super) fn of(path: &Path) -> Self {
        let name = path.file_name().unwrap_or_default();
        Losses {
            file: name.to_string_lossy().into_owned(),
            rejects: Vec::new(),
        }
    }

    pub(super) fn row(&mut self, row: usize, column: &'static str, code: ImportCode, why: &str) {
        self.add(row, column, code, why, true);
    }

    pub(super) fn value(&mut self, row: usize, column: &'static str, code: ImportCode, why: &str) {
        self.add(row, column, code, why, false);
    }

    fn add(&mut self, row: usize, column: &'static str, code: ImportCode, why: &str, whole: bool) {
        self.rejects.push(ImportReject {
            file: self.file.clone(),
            row: row as u64,
            column,
            code,
            message: why.to_owned(),
            whole_row: whole,
        });
    }
}

/// Writes the report; with no rejects it holds the header alone.
pub fn write_report(path: &Path, rejects: &[ImportReject]) -> Result<()> {
    rejects::write_report(path, rejects.iter().map(line))
}

/// The report of a source that was refused whole before its rows were known.
pub fn report_whole(path: &Path, source: &Path, why: &Error) -> Result<()> {
    let name = source.file_name().unwrap_or_default();
    let name = name.to_string_lossy().into_owned();
    let what = why.what.replace(&source.display().to_string(), &name);
    let cause = why.cause.iter().map(|cause| format!(": {cause}"));
    let whole = rejects::RejectLine {
        file: name,
        row: 0,
        column: String::new(),
        code: "refused_whole",
        lost: "file",
        message: format!("{what}{}", cause.collect::<String>()),
        edifact_message: None,
    };
    rejects::write_report(path, std::iter::once(whole))
}

fn line(reject: &ImportReject) -> rejects::RejectLine {
    rejects::RejectLine {
        file: reject.file.clone(),
        row: reject.row,
        column: reject.column.to_owned(),
        code: reject.code.as_str(),
        lost: if reject.whole_row { "row" } else { "value" },
        message: reject.message.clone(),
        edifact_message: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_counts_by_reason() {
        let mut losses = Losses::of(Path::new("a.csv"));
        losses.row(
            7,
            "",
            ImportCode::WrongFieldCount,
            "3 fields, the header has 4",
        );
        losses.row(
            8,
            "",
            ImportCode::WrongFieldCount,
            "5 fields, the header has 4",
        );
        losses.value(9, "dob", ImportCode::BadValue, "no date");
        let imported = Imported {
            rejects: losses.rejects,
            passed_over: BTreeMap::from([("vessel", 2), ("aircraft", 0)]),
            ..Imported::default()
        };
        assert_eq!(
            summary(&imported),
            [
                "passed over: 2 (2 vessel)",
                "refused: 2 (2 wrong_field_count fields, the header has 4)",
                "values not read: 1 (1 bad_value dob no date)",
            ]
        );
    }

    #[test]
    fn the_report_lies_beside_the_output_and_quotes_what_needs_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = report_path(&folder.path().join("list.parquet"));
        assert!(path.ends_with("list.rejects.csv"));
        let mut losses = Losses::of(Path::new("/any/sdn.csv"));
        losses.row(7, "name", ImportCode::NoUsableName, "blank, or no letter");
        losses.value(8, "dob", ImportCode::BadValue, "no date");
        write_report(&path, &losses.rejects).unwrap();
        assert_eq!(
            std::fs::read_to_string(&path).unwrap(),
            "file,row,column,column_name,code,lost,message,edifact_message\n\
             sdn.csv,7,name,name,no_usable_name,row,\"blank, or no letter\",\n\
             sdn.csv,8,dob,dob,bad_value,value,no date,\n"
        );
    }
}
