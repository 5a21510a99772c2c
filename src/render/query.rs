//! What a query answers, for reading and for other programs.

use crate::inert::{Lines, clipped, shown};
use crate::render::json;
use crate::tables::cell::Cell;
use serde_json::Value;

/// Letters of one value that a table shows; CSV, JSON and Parquet have it whole.
const LONGEST: usize = 60;

/// Columns under their names, numbers to the right.
pub fn grid(columns: &[String], rows: &[Vec<Cell>]) -> Lines {
    let head = columns.iter().map(|column| clipped(column, LONGEST));
    let mut lines: Vec<Vec<String>> = vec![head.collect()];
    lines.extend(rows.iter().map(|row| row.iter().map(text).collect()));
    let width = |column: usize| {
        let letters = lines.iter().map(|line| line[column].chars().count());
        letters.max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns.len()).map(width).collect();
    let right: Vec<bool> = (0..columns.len()).map(|at| is_number(rows, at)).collect();
    let padded = lines.iter().map(|line| {
        let cells = line.iter().zip(&widths).zip(&right);
        let cells = cells.map(|((text, &width), right)| match right {
            true => format!("{text:>width$}"),
            false => format!("{text:<width$}"),
        });
        cells.collect::<Vec<_>>().join("  ")
    });
    padded.collect()
}

/// One object for each row, its keys in the order of the columns.
pub fn json_lines(columns: &[String], rows: Vec<Vec<Cell>>) -> Vec<String> {
    let names: Vec<String> = columns
        .iter()
        .map(|name| Value::from(name.as_str()).to_string())
        .collect();
    let line = |row: Vec<Cell>| {
        let pairs = names.iter().zip(row);
        let pairs = pairs.map(|(name, cell)| format!("{name}:{}", json::value(cell)));
        format!("{{{}}}", pairs.collect::<Vec<_>>().join(","))
    };
    rows.into_iter().map(line).collect()
}

fn is_number(rows: &[Vec<Cell>], column: usize) -> bool {
    let is = |row: &Vec<Cell>| match row[column] {
        Cell::Int32(_) | Cell::Int64(_) | Cell::Double(_) | Cell::Null => true,
        Cell::Text(_) | Cell::Flag(_) | Cell::Day(_) | Cell::Moment(_) | Cell::TextList(_) => false,
    };
    !rows.is_empty() && rows.iter().all(is)
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Null => String::new(),
        Cell::Text(text) => clipped(text, LONGEST),
        Cell::Int32(number) => number.to_string(),
        Cell::Int64(number) => number.to_string(),
        Cell::Double(number) => number.to_string(),
        Cell::Flag(flag) => flag.to_string(),
        Cell::Day(day) => day.to_string(),
        Cell::Moment(moment) => moment.to_string(),
        Cell::TextList(texts) => {
            let texts: Vec<String> = texts.iter().map(|text| shown(text)).collect();
            clipped(&texts.join("|"), LONGEST)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns() -> Vec<String> {
        vec!["name\u{1b}[2J".to_owned(), "n".to_owned()]
    }

    fn rows() -> Vec<Vec<Cell>> {
        let text = |text: &str| Cell::Text(text.to_owned());
        vec![
            vec![text("A\nerror: forged"), Cell::Int64(7)],
            vec![text("\u{1b}]0;x\u{7}"), Cell::Int64(1234)],
        ]
    }

    #[test]
    fn a_table_is_a_line_a_row_and_nothing_acts() {
        let page = grid(&columns(), &rows());
        let lines: Vec<&str> = page.as_str().lines().collect();
        assert_eq!(lines.len(), 3);
        assert!(!page.as_str().contains(['\u{1b}', '\u{7}']), "{page:?}");
        assert!(lines[1].ends_with("   7") && lines[2].ends_with("1234"));
    }

    #[test]
    fn a_row_is_one_object_in_the_order_of_the_columns() {
        let lines = json_lines(&["b".to_owned(), "a".to_owned()], rows());
        assert_eq!(lines[0], r#"{"b":"A\nerror: forged","a":7}"#);
        assert_eq!(lines.len(), 2);
    }
}
