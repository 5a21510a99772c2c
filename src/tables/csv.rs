//! Published tables as CSV, for people with a spreadsheet.
//!
//! A cell that a spreadsheet would run as a formula gets a `'` before it; [`as_written`] is
//! the rule by which a machine takes it off again. Characters that would act on a terminal
//! or turn the reading direction become `\u{FFFD}`. Parquet has every value as it came.

use crate::inert::acts;
use crate::tables::cell::Cell;
use crate::tables::row::Table;
use std::borrow::Cow;

/// The whole file: a header, then one record per row.
pub fn encode<T: Table>(rows: &[T]) -> Vec<u8> {
    const IN_MEMORY: &str = "records of one length, written to memory";
    let mut writer = csv::Writer::from_writer(Vec::new());
    let header = T::COLUMNS.iter().map(|column| column.name);
    writer.write_record(header).expect(IN_MEMORY);
    for row in rows {
        let cells = row.cells();
        writer
            .write_record(cells.iter().map(text))
            .expect(IN_MEMORY);
    }
    writer.into_inner().expect(IN_MEMORY)
}

#[cfg(feature = "analyst")]
/// The same of rows that no table describes; their columns may be called anything.
pub fn encode_cells(columns: &[String], rows: &[Vec<Cell>]) -> Vec<u8> {
    const IN_MEMORY: &str = "records of one length, written to memory";
    let mut writer = csv::Writer::from_writer(Vec::new());
    let header = columns.iter().map(|column| inert(column));
    writer.write_record(header).expect(IN_MEMORY);
    for row in rows {
        writer.write_record(row.iter().map(text)).expect(IN_MEMORY);
    }
    writer.into_inner().expect(IN_MEMORY)
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Null => String::new(),
        Cell::Text(text) => inert(text),
        Cell::Int32(number) => number.to_string(),
        Cell::Int64(number) => number.to_string(),
        Cell::Double(number) => number.to_string(),
        Cell::Flag(flag) => flag.to_string(),
        Cell::Day(day) => day.to_string(),
        Cell::Moment(moment) => moment.to_string(),
        Cell::TextList(texts) => inert(&texts.join("|")),
    }
}

/// OWASP's list of characters that start a formula, with their full-width forms.
const STARTS_FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Where a spreadsheet may begin a cell inside ours: at separators of other countries' CSV
/// and at line ends, which some split at whatever the quotes say.
const SEPARATORS: [char; 4] = [';', '\t', '\r', '\n'];

/// What some spreadsheets pass over before they look for a formula, and our own mark.
const PASSED_OVER: [char; 4] = ['\'', ' ', '\u{a0}', '"'];

fn inert(text: &str) -> String {
    let text = visible(text);
    if is_plain_number(&text) {
        return text.into_owned();
    }
    let mut inert = String::with_capacity(text.len() + 1);
    // A part ends in its separator, which stops `may_run`: it needs no look beyond.
    for part in text.split_inclusive(SEPARATORS) {
        if may_run(part) {
            inert.push('\'');
        }
        inert.push_str(part);
    }
    inert
}

/// The value behind a cell of ours: at its start and after each separator one `'` goes
/// where, without it, a formula would start.
pub fn as_written(cell: &str) -> String {
    let parts = cell.split_inclusive(SEPARATORS);
    let written = parts.map(|part| match part.strip_prefix('\'') {
        Some(rest) if may_run(rest) => rest,
        Some(_) | None => part,
    });
    written.collect()
}

fn may_run(part: &str) -> bool {
    part.trim_start_matches(PASSED_OVER)
        .starts_with(STARTS_FORMULA)
}

fn visible(text: &str) -> Cow<'_, str> {
    let hidden = |c: char| acts(c) && !SEPARATORS.contains(&c);
    if text.contains(hidden) {
        Cow::Owned(text.replace(hidden, "\u{FFFD}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// A sign, digits, at most one point: a value, whoever opens it.
fn is_plain_number(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
        && digits.matches('.').count() <= 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::rows::CaseRow;
    use crate::schema::samples;

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
            (" =1+1", "' =1+1"),
            ("A;=1+1", "A;'=1+1"),
            ("A; \"@x", "A;' \"@x"),
            ("A\n-x", "A\n'-x"),
            ("A;;B", "A;;B"),
            ("'=1", "''=1"),
            ("'T HOOFT", "'T HOOFT"),
            ("A=1", "A=1"),
            ("\u{1b}[2J", "\u{FFFD}[2J"),
            ("\u{202E}NAVI\0", "\u{FFFD}NAVI\u{FFFD}"),
            ("-", "'-"),
            ("-inf", "'-inf"),
            ("-12.5", "-12.5"),
            ("+33", "+33"),
            ("1.2.3", "1.2.3"),
            ("O'NEIL-SMITH", "O'NEIL-SMITH"),
            ("", ""),
        ] {
            assert_eq!(inert(cell), expect, "{cell:?}");
            let back = as_written(expect);
            assert_eq!(back, visible(cell), "{cell:?}");
        }
    }

    #[test]
    fn whatever_was_written_is_read_back_and_nothing_starts_a_formula() {
        // Every text of five of these signs.
        let signs = ['=', '-', '\'', ';', '\t', ' ', '"', '7', 'A'];
        for number in 0..signs.len().pow(5) {
            let digits = (0..5).map(|place| number / signs.len().pow(place) % signs.len());
            let text: String = digits.map(|digit| signs[digit]).collect();
            let cell = inert(&text);
            assert_eq!(as_written(&cell), text);
            for part in cell.split(SEPARATORS) {
                let runs = part.trim_start_matches([' ', '"']).starts_with(['=', '-']);
                assert!(!runs || is_plain_number(&text), "{text:?} became {cell:?}");
            }
        }
    }

    #[test]
    fn a_row_has_the_tables_columns_in_order() {
        let mut row = samples::case_row("C-1");
        row.surname = "=1+1".to_owned();
        row.given_names = Some("a,\"b\"".to_owned());
        row.score_bits = Some(-1.5);
        let bytes = encode(&[row]);
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
