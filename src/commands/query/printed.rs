//! An answer as it was asked for: on standard output, or in a file.

use crate::cli;
use crate::cli::query::QueryFormat;
use crate::commands::stdout;
use crate::commands::ui::Ui;
use crate::error::{Error, Kind, Result};
use crate::files;
use crate::frames::answer::Answer;
use crate::inert;
use crate::render::query::{grid, json_lines};
use crate::tables::cell::Cell;
use crate::tables::csv;
use std::path::Path;

/// A table that is printed has so many rows and says how many there are; everything else has all.
pub fn answer(args: &cli::Query, answer: Answer, ui: &Ui) -> Result<()> {
    let count = answer.count();
    match (format(args), &args.output) {
        (QueryFormat::Parquet, Some(path)) => files::write_atomic(path, &answer.parquet()?)?,
        (QueryFormat::Parquet, None) => return Err(needs_file()),
        (QueryFormat::Table, None) => {
            let rows = answer.cells(args.rows)?;
            print(QueryFormat::Table, &answer.columns(), rows)?;
            if args.rows < count {
                let most = args.rows;
                ui.say(&format!(
                    "the first {most} of {count} rows; --rows N prints more, --format csv all"
                ));
                return Ok(());
            }
        }
        (format, None) => print(format, &answer.columns(), answer.cells(count)?)?,
        (format, Some(path)) => write(path, format, &answer.columns(), answer.cells(count)?)?,
    }
    let rows = if count == 1 {
        "1 row"
    } else {
        &format!("{count} rows")
    };
    ui.say(&match &args.output {
        Some(path) => format!("{rows} in {}", path.display()),
        None => rows.to_owned(),
    });
    Ok(())
}

/// The list of tables: every row, in any format but Parquet.
pub fn all(args: &cli::Query, columns: &[String], rows: Vec<Vec<Cell>>) -> Result<()> {
    match (format(args), &args.output) {
        (QueryFormat::Parquet, _) => {
            let what = "--tables is no table that Parquet holds";
            Err(Error::new(Kind::Usage, what).hint("use --format csv or jsonl"))
        }
        (format, None) => print(format, columns, rows),
        (format, Some(path)) => write(path, format, columns, rows),
    }
}

/// As asked, or else by the file's name.
fn format(args: &cli::Query) -> QueryFormat {
    let ending = args.output.as_deref().and_then(Path::extension);
    let ending = ending
        .and_then(|ending| ending.to_str())
        .unwrap_or_default();
    args.format.unwrap_or(match ending {
        "csv" => QueryFormat::Csv,
        "jsonl" | "ndjson" => QueryFormat::Jsonl,
        "parquet" => QueryFormat::Parquet,
        _ => QueryFormat::Table,
    })
}

fn print(format: QueryFormat, columns: &[String], rows: Vec<Vec<Cell>>) -> Result<()> {
    match format {
        QueryFormat::Table => stdout::lines(&grid(columns, &rows)),
        QueryFormat::Csv => stdout::cells(columns, &rows),
        QueryFormat::Jsonl => stdout::json_lines(&json_lines(columns, rows)),
        QueryFormat::Parquet => Err(needs_file()),
    }
}

fn write(path: &Path, format: QueryFormat, columns: &[String], rows: Vec<Vec<Cell>>) -> Result<()> {
    let bytes = match format {
        QueryFormat::Table => grid(columns, &rows).as_str().as_bytes().to_vec(),
        QueryFormat::Csv => csv::encode_cells(columns, &rows),
        QueryFormat::Jsonl => {
            let lines = json_lines(columns, rows)
                .into_iter()
                .map(|line| line + "\n");
            inert::json(&lines.collect::<String>()).into_bytes()
        }
        QueryFormat::Parquet => return Err(needs_file()),
    };
    files::write_atomic(path, &bytes)
}

fn needs_file() -> Error {
    let what = "Parquet is no text";
    Error::new(Kind::Usage, what).hint("name a file: -o answer.parquet")
}
