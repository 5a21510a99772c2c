//! What every importer returns, and the reject report beside its output.

use crate::domain::entry::Entry;
use crate::error::{Error, Kind, Result};
use crate::rejects;
pub use crate::rejects::report_path;
use crate::watchlist::unknown::{self, Unknown};
use std::collections::{BTreeMap, BTreeSet};
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
    /// Ids that the source calls back: whoever shared them takes them off.
    pub retracted: BTreeSet<String>,
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
    for reject in imported
        .rejects
        .iter()
        .filter(|reject| !reject.is_unknown())
    {
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

/// Names that are told on screen; all are in the report.
const MOST_TOLD: usize = 20;

/// What the source holds that its reader does not know, a line each.
pub fn unknown(imported: &Imported) -> Vec<String> {
    let all: Vec<&ImportReject> = imported
        .rejects
        .iter()
        .filter(|reject| reject.is_unknown())
        .collect();
    let told = all.iter().take(MOST_TOLD);
    let mut lines: Vec<String> = told
        .map(|reject| {
            let (what, name) = (reject.column, &reject.message);
            format!("{what} {name} {}", reject.counted())
        })
        .collect();
    let more = all.len().saturating_sub(MOST_TOLD);
    if 0 < more {
        lines.push(format!(
            "{more} more names that are not known are in the reject report"
        ));
    }
    lines
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
    /// How often; of what is not known, all of one name are one reject.
    pub times: u64,
}

impl ImportReject {
    fn is_unknown(&self) -> bool {
        self.code == ImportCode::NotKnown
    }

    /// `is not known and was not read, 12 times, first in row 3`.
    fn counted(&self) -> String {
        let times = match self.times {
            0 => "never filled".to_owned(),
            1 => "once".to_owned(),
            times => format!("{times} times"),
        };
        let first = match self.row {
            0 => String::new(),
            row => format!(", first in row {row}"),
        };
        format!("is not known and was not read, {times}{first}")
    }

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
    /// An element, attribute, column or code that this program does not know: nothing that it
    /// knows is lost.
    NotKnown,
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
            ImportCode::NotKnown => "not_known",
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
    /// Where the reject of a name that is not known stands.
    unknown: BTreeMap<(Unknown, String), usize>,
    /// List and id of the rows before.
    seen: BTreeSet<(String, String)>,
}

impl Losses {
    pub(super) fn of(path: &Path) -> Self {
        let name = path.file_name().unwrap_or_default();
        Losses {
            file: name.to_string_lossy().into_owned(),
            rejects: Vec::new(),
            unknown: BTreeMap::new(),
            seen: BTreeSet::new(),
        }
    }

    /// Something that the reader has no name for: told once, and counted.
    pub(super) fn unknown(&mut self, row: usize, what: Unknown, name: &str) {
        let mut key = (what, unknown::shown(name));
        if unknown::MOST_NAMES <= self.unknown.len() && !self.unknown.contains_key(&key) {
            key.1 = "and others".to_owned();
        }
        match self.unknown.get(&key) {
            Some(&place) => self.rejects[place].times += 1,
            None => {
                self.value(row, what.as_str(), ImportCode::NotKnown, &key.1);
                self.unknown.insert(key, self.rejects.len() - 1);
            }
        }
    }

    /// The same of what was counted already; a column without a value is told too.
    pub(super) fn unknown_times(&mut self, row: usize, what: Unknown, name: &str, times: u64) {
        self.unknown(row, what, name);
        if let Some(&place) = self.unknown.get(&(what, unknown::shown(name))) {
            self.rejects[place].times = times;
        }
    }

    /// Whether no row before had this id; of one that had, this row is refused.
    pub(super) fn is_new(
        &mut self,
        (list, id): (&str, &str),
        row: usize,
        column: &'static str,
        why: &str,
    ) -> bool {
        let is_new = self.seen.insert((list.to_owned(), id.to_owned()));
        if !is_new {
            self.row(row, column, ImportCode::DuplicateId, why);
        }
        is_new
    }

    /// Who was taken back may come again.
    pub(super) fn forget(&mut self, (list, id): (&str, &str)) {
        self.seen.remove(&(list.to_owned(), id.to_owned()));
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
            times: 1,
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
        lost: match (reject.is_unknown(), reject.whole_row) {
            (true, _) => "nothing",
            (false, true) => "row",
            (false, false) => "value",
        },
        message: match reject.is_unknown() {
            true => format!("{} {}", reject.message, reject.counted()),
            false => reject.message.clone(),
        },
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

    #[test]
    fn what_is_unknown_is_one_line_with_its_count() {
        let mut lost = Losses::of(Path::new("a.xml"));
        for row in [3, 4, 9] {
            lost.unknown(row, Unknown::Element, "BIRTH");
        }
        lost.unknown(5, Unknown::AliasType, "x\ny");
        let told: Vec<_> = lost
            .rejects
            .iter()
            .map(|one| (one.row, one.column, one.message.as_str(), one.times))
            .collect();
        assert_eq!(
            told,
            [(3, "element", "BIRTH", 3), (5, "alias type", "x y", 1)]
        );
        assert!(
            lost.rejects
                .iter()
                .all(|one| one.code == ImportCode::NotKnown)
        );
    }

    #[test]
    fn an_id_is_new_once_a_list() {
        let mut lost = Losses::of(Path::new("a.xml"));
        let mut is_new = |list, id, row| lost.is_new((list, id), row, "id", "again");
        assert!(is_new("A", "1", 1) && is_new("A", "2", 2) && is_new("B", "1", 3));
        assert!(!is_new("A", "1", 4));
        let told: Vec<_> = lost.rejects.iter().map(|one| (one.row, one.code)).collect();
        assert_eq!(told, [(4, ImportCode::DuplicateId)]);
        assert!(lost.rejects[0].whole_row);
    }

    #[test]
    fn names_without_end_are_told_as_one() {
        let mut lost = Losses::of(Path::new("a.xml"));
        for number in 0..unknown::MOST_NAMES + 50 {
            lost.unknown(1, Unknown::Column, &format!("c{number}"));
        }
        assert_eq!(lost.rejects.len(), unknown::MOST_NAMES + 1);
        assert_eq!(lost.rejects[unknown::MOST_NAMES].message, "and others");
        assert_eq!(lost.rejects[unknown::MOST_NAMES].times, 50);
    }
}
