//! The data dictionary: what each table and record holds, as data. It is made of the tables
//! themselves, so that it cannot say another thing than they do.

use crate::tables::row::{Column, Table};
use serde::Serialize;

/// Whether a file comes in or goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    Input,
    Output,
}

/// One table or record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TableDoc {
    pub name: String,
    /// Where it stands, with its formats.
    pub file: String,
    pub direction: Direction,
    /// Of its files; a reader of this program takes those before it too.
    pub version: String,
    pub about: String,
    pub columns: Vec<ColumnDoc>,
}

/// One column, or one key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ColumnDoc {
    pub name: String,
    #[serde(rename = "type")]
    pub kind: String,
    /// Whether every row has a value, of an input whether the column must be there.
    pub required: bool,
    pub unit: Option<String>,
    pub meaning: String,
    /// The closed set that values are of; empty when it is open.
    pub values: Vec<String>,
    /// Version that had it first.
    pub since: String,
}

/// A published table.
pub fn of<T: Table>(name: &str, file: &str) -> TableDoc {
    TableDoc {
        name: name.to_owned(),
        file: file.to_owned(),
        direction: Direction::Output,
        version: T::VERSION.to_owned(),
        about: joined(T::ABOUT),
        columns: T::COLUMNS.iter().map(column).collect(),
    }
}

fn column(column: &Column) -> ColumnDoc {
    ColumnDoc {
        name: column.name.to_owned(),
        kind: column.kind.name().to_owned(),
        required: !column.nullable,
        unit: column.unit.map(str::to_owned),
        meaning: joined(column.about),
        values: (column.words)().into_iter().map(str::to_owned).collect(),
        since: column.since.to_owned(),
    }
}

/// A column or key that is no field of a table.
pub fn plain(name: &str, kind: &str, required: bool, meaning: &str) -> ColumnDoc {
    ColumnDoc {
        name: name.to_owned(),
        kind: kind.to_owned(),
        required,
        unit: None,
        meaning: meaning.to_owned(),
        values: Vec::new(),
        since: crate::tables::row::FIRST.to_owned(),
    }
}

impl ColumnDoc {
    pub fn of(mut self, values: &[&str]) -> ColumnDoc {
        self.values = values.iter().map(|value| (*value).to_owned()).collect();
        self
    }

    pub fn since(mut self, version: &str) -> ColumnDoc {
        self.since = version.to_owned();
        self
    }
}

/// Lines of documentation as one text.
fn joined(lines: &[&str]) -> String {
    let lines = lines.iter().map(|line| line.trim());
    lines.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::rows::{CaseRow, EvidenceRow};

    #[test]
    fn a_table_says_all_of_itself() {
        let table = of::<EvidenceRow>("evidence", "evidence.parquet");
        let named = |name: &str| {
            let column = table.columns.iter().find(|column| column.name == name);
            column.unwrap().clone()
        };
        assert_eq!(table.version, "2");
        assert!(table.about.starts_with("Why: one row per case"));
        let points = named("points");
        assert_eq!((points.kind.as_str(), points.required), ("double", true));
        assert_eq!(points.unit.as_deref(), Some("bits"));
        assert_eq!(named("run_id").since, "2");
        assert!(!named("note").required);
        assert!(named("kind").values.contains(&"birth_date".to_owned()));
        let cases = of::<CaseRow>("recommendations", "recommendations.parquet");
        let action = cases.columns.iter().find(|column| column.name == "action");
        assert_eq!(action.unwrap().values.len(), 4);
        let twin = cases.columns.iter().find(|c| c.name == "liaison_group");
        assert!(twin.unwrap().meaning.contains("`group`"));
    }
}
