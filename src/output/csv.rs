//! Published tables as CSV, for people with a spreadsheet.
//!
//! A cell that a spreadsheet would run as a formula gets a leading `'`, so CSV is the
//! form to look at; Parquet is the form to compute from.

use crate::error::{Error, Kind, Result};
use crate::output::cell::Cell;
use crate::output::tables::Table;

/// The whole file: a header, then one record per row.
pub fn encode<T: Table>(rows: &[T]) -> Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let header = T::COLUMNS.iter().map(|column| column.name);
    writer.write_record(header).map_err(|e| bug(&e))?;
    for row in rows {
        let cells = row.cells();
        writer
            .write_record(cells.iter().map(text))
            .map_err(|e| bug(&e))?;
    }
    writer.into_inner().map_err(|e| bug(&e))
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Null => String::new(),
        Cell::Text(text) => inert(text),
        Cell::Int32(number) => number.to_string(),
        Cell::Int64(number) => number.to_string(),
        Cell::Double(number) => number.to_string(),
        Cell::Day(day) => day.to_string(),
        Cell::Moment(moment) => moment.to_string(),
        Cell::TextList(texts) => inert(&texts.join("|")),
    }
}

/// OWASP's list of characters that start a formula, with their full-width forms.
const STARTS_FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

fn inert(text: &str) -> String {
    if text.starts_with(STARTS_FORMULA) && !is_plain_number(text) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// A sign, digits, at most one point: a value, whoever opens it.
fn is_plain_number(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
        && digits.matches('.').count() <= 1
}

fn bug(cause: &dyn std::fmt::Display) -> Error {
    Error::new(Kind::Bug, "cannot encode a CSV table")
        .because(cause)
        .hint("nothing was published; report this defect")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::samples;
    use crate::output::tables::CaseRow;

    #[test]
    fn formulas_are_made_inert_and_numbers_stay() {
        for (cell, expect) in [
            ("=HYPERLINK(\"x\")", "'=HYPERLINK(\"x\")"),
            ("+SUM(1)", "'+SUM(1)"),
            ("-2+3", "'-2+3"),
            ("@cmd", "'@cmd"),
            ("\tx", "'\tx"),
            ("\rx", "'\rx"),
            ("＝1", "'＝1"),
            ("-", "'-"),
            ("-inf", "'-inf"),
            ("-12.5", "-12.5"),
            ("+33", "+33"),
            ("1.2.3", "1.2.3"),
            ("O'NEIL-SMITH", "O'NEIL-SMITH"),
            ("", ""),
        ] {
            assert_eq!(inert(cell), expect, "{cell:?}");
        }
    }

    #[test]
    fn a_row_has_the_tables_columns_in_order() {
        let mut row = samples::case_row("C-1");
        row.surname = "=1+1".to_owned();
        row.given_names = Some("a,\"b\"".to_owned());
        row.score_bits = Some(-1.5);
        let bytes = encode(&[row]).unwrap();
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        let names: Vec<_> = CaseRow::COLUMNS.iter().map(|c| c.name).collect();
        assert_eq!(reader.headers().unwrap(), names);
        let record = reader.records().next().unwrap().unwrap();
        let cell = |name| &record[names.iter().position(|n| *n == name).unwrap()];
        assert_eq!(cell("surname"), "'=1+1");
        assert_eq!(cell("given_names"), "a,\"b\"");
        assert_eq!(cell("score_bits"), "-1.5");
        assert_eq!(cell("scheduled_departure"), "2026-11-23T04:35:00Z");
        assert_eq!(
            cell("reason_codes"),
            "listed_person|document_lost_stolen_revoked"
        );
        assert_eq!(cell("document_expiry"), "2031-05-01");
        assert_eq!(cell("passenger_ref"), "");
    }
}
