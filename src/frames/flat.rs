//! A flat file as a frame: a header, then rows. A column is of whole numbers, numbers, flags, days
//! or moments where each of its values is one, and else of texts.

use crate::error::{Error, Kind, Result};
use crate::files;
use crate::frames::read::{of_columns, texts};
use crate::tables::charset::{to_utf8, western};
use crate::tables::csv::as_written;
use crate::tables::csv_records::{Record, Records, delimiter_of};
use jiff::Timestamp;
use jiff::civil::Date;
use polars::prelude::{Column, DataFrame, DataType, IntoColumn, NamedFrom, Series, TimeUnit};
use std::collections::BTreeSet;
use std::io::{BufReader, Read};
use std::path::Path;

/// A file that was read, with the columns that are `wanted`.
pub fn read(path: &Path, bytes: &[u8], wanted: impl Fn(&str) -> bool) -> Result<DataFrame> {
    let (names, columns) = columns(path, bytes)?;
    let height = columns.first().map_or(0, Vec::len);
    let named = names.iter().zip(&columns);
    let made = named
        .filter(|(name, _)| wanted(name))
        .map(|(name, values)| typed(name, values));
    Ok(of_columns(height, made.collect()))
}

/// The names of its columns and what they are of.
pub fn columns_of(path: &Path, bytes: &[u8]) -> Result<Vec<(String, String)>> {
    let whole = read(path, bytes, |_| true)?;
    let told = whole.columns().iter();
    let told = told.map(|column| (column.name().to_string(), column.dtype().to_string()));
    Ok(told.collect())
}

type Values = Vec<Option<String>>;

fn columns(path: &Path, bytes: &[u8]) -> Result<(Vec<String>, Vec<Values>)> {
    let mut text = Vec::new();
    let decoded = to_utf8(bytes, None).and_then(|mut input| input.read_to_end(&mut text));
    decoded.map_err(|e| files::read_failed(path, &e))?;
    let first = text.split(|sign| *sign == b'\n').next().unwrap_or_default();
    let mut records = Records::new(BufReader::new(text.as_slice()), delimiter_of(first));
    let mut next = || {
        let record = records.next_record();
        record.map_err(|e| files::read_failed(path, &e))
    };
    let header = match next()? {
        Some(Record::Cells(cells)) => cells,
        Some(Record::Broken) | None => return Err(faulty(path, "it has no header")),
    };
    let names = header.iter().map(|cell| value(cell).unwrap_or_default());
    let names: Vec<String> = names.collect();
    require_names(path, &names)?;
    let mut columns: Vec<Values> = vec![Vec::new(); names.len()];
    let mut row = 0_u64;
    while let Some(record) = next()? {
        row += 1;
        let Record::Cells(cells) = record else {
            return Err(faulty(path, &format!("row {row}: a quote is never closed")));
        };
        if cells.len() != names.len() {
            let (found, wanted) = (cells.len(), names.len());
            let cause = format!("row {row} has {found} cells, the header {wanted}");
            return Err(faulty(path, &cause));
        }
        for (column, cell) in columns.iter_mut().zip(&cells) {
            column.push(value(cell));
        }
    }
    Ok((names, columns))
}

fn require_names(path: &Path, names: &[String]) -> Result<()> {
    let mut seen = BTreeSet::new();
    for name in names {
        if name.is_empty() {
            return Err(faulty(path, "a column has no name"));
        }
        if !seen.insert(name) {
            return Err(faulty(path, &format!("column {name} is there twice")));
        }
    }
    Ok(())
}

/// An empty cell is null, and what our own CSV put before a formula is taken off.
fn value(cell: &[u8]) -> Option<String> {
    let text = match std::str::from_utf8(cell) {
        Ok(text) => text.to_owned(),
        Err(_) => western(cell),
    };
    let text = text.trim_start_matches('\u{feff}').trim();
    (!text.is_empty()).then(|| as_written(text))
}

fn typed(name: &str, values: &Values) -> Column {
    let day = |text: &str| text.parse::<Date>().ok().filter(|_| text.len() == 10);
    let moment = |text: &str| text.parse::<Timestamp>().ok();
    let whole = |text: &str| text.parse::<i64>().ok().filter(|_| !is_code(text));
    let number = |text: &str| text.parse::<f64>().ok().filter(|_| !is_code(text));
    let flag = |text: &str| text.parse::<bool>().ok();
    let own = || name.into();
    if values.iter().all(Option::is_none) {
        return texts(name, values);
    }
    if let Some(values) = all(values, whole) {
        return Series::new(own(), values).into_column();
    }
    if let Some(values) = all(values, number) {
        return Series::new(own(), values).into_column();
    }
    if let Some(values) = all(values, flag) {
        return Series::new(own(), values).into_column();
    }
    if let Some(days) = all(values, day) {
        let days = days
            .into_iter()
            .map(|day| day.map(crate::tables::read::days_of_date));
        let days = Series::new(own(), days.collect::<Vec<_>>()).into_column();
        return days
            .cast(&DataType::Date)
            .unwrap_or_else(|_| texts(name, values));
    }
    if let Some(moments) = all(values, moment) {
        let moments = moments
            .into_iter()
            .map(|at| at.map(Timestamp::as_millisecond));
        let moments = Series::new(own(), moments.collect::<Vec<_>>()).into_column();
        let kind = DataType::Datetime(TimeUnit::Milliseconds, None);
        return moments.cast(&kind).unwrap_or_else(|_| texts(name, values));
    }
    texts(name, values)
}

/// `007` is a flight and no number.
fn is_code(text: &str) -> bool {
    let digits = text.trim_start_matches(['+', '-']);
    !digits.starts_with(|c: char| c.is_ascii_digit())
        || (digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0."))
}

/// Of a column whose values all are what is asked for.
fn all<T>(values: &Values, read: impl Fn(&str) -> Option<T>) -> Option<Vec<Option<T>>> {
    let read = values.iter().map(|value| match value {
        Some(text) => read(text).map(Some),
        None => Some(None),
    });
    read.collect()
}

fn faulty(path: &Path, cause: &str) -> Error {
    let what = format!("{} is no table", path.display());
    let hint = "give CSV with a header and rows of as many cells, or Parquet";
    Error::new(Kind::Data, what).because(cause).hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_of_what_all_their_values_are() {
        let text = "flight;paid;score;day;at;ok;mixed;none\n\
                    007;1200;-1.5;2026-11-23;2026-11-23T04:35:00Z;true;1;\n\
                    101;;2;;;false;x;\n";
        let told = columns_of(Path::new("a.csv"), text.as_bytes()).unwrap();
        let told: Vec<_> = told.iter().map(|(_, kind)| kind.as_str()).collect();
        let expect = [
            "str",
            "i64",
            "f64",
            "date",
            "datetime[ms]",
            "bool",
            "str",
            "str",
        ];
        assert_eq!(told, expect);
    }

    #[test]
    fn what_is_no_table_is_told_by_its_row_and_names_no_value() {
        for (text, cause) in [
            ("", "no header"),
            ("a,,b\n", "no name"),
            ("a,a\n", "twice"),
            ("a,b\n1,2\nSMITH\n", "row 2 has 1 cells, the header 2"),
        ] {
            let error = columns_of(Path::new("a.csv"), text.as_bytes()).unwrap_err();
            assert_eq!(error.kind, Kind::Data);
            let text = error.to_string();
            assert!(text.contains(cause) && !text.contains("SMITH"), "{text}");
        }
    }
}
