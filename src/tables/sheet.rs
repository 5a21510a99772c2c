//! Spreadsheets in the present form (XLSX): every cell as text, row by row.
//!
//! Such a file is a zip archive of XML, and both can be made to grow without end; so the archive is
//! unpacked once to count what it comes to before anything is kept, and cells are read one after the
//! other: a sheet that names a cell a million columns away makes no table of that width.

use crate::error::{Error, Kind, Result};
use crate::files;
use crate::guard::caught;
use crate::tables::limits::Limits;
use calamine::{DataRef, Reader, SheetType, Xlsx, XlsxError};
use std::io::{Cursor, Read};
use std::path::Path;
use zip::ZipArchive;

/// The most figures of a whole number that a cell holds as a number without a loss.
const EXACT: f64 = 1e15;

/// One row of a sheet: the cells up to the last one that is filled.
pub struct SheetRow {
    /// From 0.
    pub sheet: usize,
    /// From 1, as the program that wrote it shows it.
    pub row: usize,
    pub cells: Vec<String>,
}

/// Hands on every row with a filled cell, sheet after sheet, and gives the sheets' names.
pub fn rows(
    path: &Path,
    limits: &Limits,
    mut each: impl FnMut(SheetRow) -> Result<()>,
) -> Result<Vec<String>> {
    let bytes = files::read(path)?;
    if !bytes.starts_with(b"PK\x03\x04") {
        return Err(no_workbook(path, &bytes));
    }
    let work = || {
        measure(path, &bytes, limits)?;
        read(path, &bytes, limits, &mut each)
    };
    match caught(work) {
        Ok(read) => read,
        Err(_) => Err(damaged(path, &"its parts contradict each other")),
    }
}

fn no_workbook(path: &Path, bytes: &[u8]) -> Error {
    let what = format!("{} is no spreadsheet of the form XLSX", path.display());
    let error = Error::new(Kind::Data, what);
    if bytes.is_empty() {
        return error.because("it is empty").hint("fetch it again");
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        let why = "it is an old spreadsheet (XLS), or one behind a password";
        return error
            .because(why)
            .hint("save it as XLSX, without a password");
    }
    error.hint("give the XLSX file as it is published, or save it as that")
}

fn damaged(path: &Path, cause: &dyn std::fmt::Display) -> Error {
    Error::new(Kind::Data, format!("{} is damaged", path.display()))
        .because(cause)
        .hint("fetch it again")
}

fn refused(path: &Path, cause: &str) -> Error {
    let what = format!("{} asks for more than it may", path.display());
    Error::new(Kind::Data, what)
        .because(cause)
        .hint("look at the file; if it is right, raise that limit in [limits]")
}

/// Refuses an archive that comes to more than it may, whatever its directory says.
fn measure(path: &Path, bytes: &[u8], limits: &Limits) -> Result<()> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| damaged(path, &e))?;
    let most = limits.most_unpacked(bytes.len() as u64);
    let mut unpacked = 0;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|e| damaged(path, &e))?;
        let mut part = part.take((most - unpacked).saturating_add(1));
        unpacked +=
            std::io::copy(&mut part, &mut std::io::sink()).map_err(|e| damaged(path, &e))?;
        if most < unpacked {
            let cause = format!(
                "it unpacks to more than {most} bytes (limits.unpacked_times, \
                 limits.unpacked_bytes)"
            );
            return Err(refused(path, &cause));
        }
    }
    Ok(())
}

fn read(
    path: &Path,
    bytes: &[u8],
    limits: &Limits,
    each: &mut impl FnMut(SheetRow) -> Result<()>,
) -> Result<Vec<String>> {
    let broken = |e: XlsxError| match e {
        XlsxError::FileNotFound(_) => no_workbook(path, bytes),
        e => damaged(path, &e),
    };
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let sheets = book.sheets_metadata().iter();
    let sheets = sheets.filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let names: Vec<String> = sheets.map(|sheet| sheet.name.clone()).collect();
    let mut rows = 0;
    for (sheet, name) in names.iter().enumerate() {
        let mut cells = book.worksheet_cells_reader(name).map_err(broken)?;
        let mut open: Option<SheetRow> = None;
        while let Some(cell) = cells.next_cell().map_err(broken)? {
            let (row, column) = cell.get_position();
            let (row, column) = (row as usize + 1, column as usize);
            let Some(text) = text(cell.get_value()) else {
                continue;
            };
            if limits.columns <= column {
                let cause = format!("row {row} has more cells than limits.columns allows");
                return Err(refused(path, &cause));
            }
            if limits.cell_bytes < text.len() {
                let cause = format!("row {row} has a longer text than limits.cell_bytes allows");
                return Err(refused(path, &cause));
            }
            if open.as_ref().is_none_or(|before| before.row != row) {
                rows += 1;
                if limits.sheet_rows < rows {
                    let cause = "it has more rows than limits.sheet_rows allows";
                    return Err(refused(path, cause));
                }
                let next = SheetRow {
                    sheet,
                    row,
                    cells: Vec::new(),
                };
                open.replace(next).map_or(Ok(()), &mut *each)?;
            }
            if let Some(open) = &mut open {
                if open.cells.len() <= column {
                    open.cells.resize(column + 1, String::new());
                }
                open.cells[column] = text;
            }
        }
        open.map_or(Ok(()), &mut *each)?;
    }
    Ok(names)
}

/// A day as `2026-11-20`, a whole number without a point; `None` where nothing stands.
fn text(value: &DataRef) -> Option<String> {
    let text = match value {
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) if number.fract() == 0.0 && number.abs() < EXACT => {
            format!("{number:.0}")
        }
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(is_true) => u8::from(*is_true).to_string(),
        DataRef::DateTime(moment) if moment.is_duration() => moment.as_f64().to_string(),
        DataRef::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::DateTimeIso(text) => text.get(..10).unwrap_or(text).to_owned(),
        DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(_) | DataRef::Empty => return None,
    };
    (!text.trim().is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::workbook::{Cell, written};

    fn read_bytes(bytes: &[u8], limits: &Limits) -> Result<Vec<(usize, usize, Vec<String>)>> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.xlsx");
        std::fs::write(&path, bytes).unwrap();
        let mut found = Vec::new();
        rows(&path, limits, |row| {
            found.push((row.sheet, row.row, row.cells));
            Ok(())
        })?;
        Ok(found)
    }

    fn said(bytes: &[u8], limits: &Limits) -> String {
        let error = read_bytes(bytes, limits).unwrap_err();
        assert_eq!(error.kind, Kind::Data);
        error.to_string()
    }

    #[test]
    fn cells_are_text_whatever_they_are() {
        let bytes = written(&[
            vec![
                Cell::Text("Name & <more>"),
                Cell::Blank,
                Cell::Shared("Жо\nEve"),
            ],
            vec![],
            vec![Cell::Number(101.0), Cell::Day(46_346.0), Cell::Number(1.5)],
        ]);
        let found = read_bytes(&bytes, &Limits::default()).unwrap();
        let texts = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
        assert_eq!(
            found,
            [
                (0, 1, texts(["Name & <more>", "", "Жо\nEve"])),
                (0, 3, texts(["101", "2026-11-20", "1.5"])),
            ]
        );
    }

    #[test]
    fn what_asks_for_too_much_is_refused_by_its_limit() {
        let long = "a".repeat(5_000);
        let row = || vec![Cell::Text("a"), Cell::Text("b")];
        let bytes = written(&[row(), row(), vec![Cell::Text(&long)]]);
        let limited = |change: fn(&mut Limits)| {
            let mut limits = Limits::default();
            change(&mut limits);
            said(&bytes, &limits)
        };
        for (message, says) in [
            (limited(|limits| limits.sheet_rows = 2), "limits.sheet_rows"),
            (limited(|limits| limits.columns = 1), "limits.columns"),
            (
                limited(|limits| limits.cell_bytes = 4_999),
                "limits.cell_bytes",
            ),
            (
                limited(|limits| {
                    limits.unpacked_times = 1;
                    limits.unpacked_bytes = 1_000;
                }),
                "limits.unpacked_bytes",
            ),
        ] {
            assert!(message.contains(says), "{message}");
        }
        assert_eq!(read_bytes(&bytes, &Limits::default()).unwrap().len(), 3);
    }

    #[test]
    fn a_cell_at_the_end_of_the_world_takes_no_memory() {
        let bytes = written(&[vec![Cell::At("XFD1048576", "far")]]);
        assert!(said(&bytes, &Limits::default()).contains("limits.columns"));
    }

    #[test]
    fn what_is_no_workbook_is_told_as_what_it_is() {
        let limits = Limits::default();
        assert!(said(b"", &limits).contains("it is empty"));
        assert!(said(b"a,b\n1,2\n", &limits).contains("no spreadsheet"));
        let old = said(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", &limits);
        assert!(old.contains("password"), "{old}");
        let whole = written(&[vec![Cell::Text("a")]]);
        let cut = said(&whole[..whole.len() / 2], &limits);
        assert!(cut.contains("damaged"), "{cut}");
        let mut text = zip::ZipWriter::new(Cursor::new(Vec::new()));
        text.start_file("readme.txt", zip::write::SimpleFileOptions::default())
            .unwrap();
        let other = text.finish().unwrap().into_inner();
        let other = said(&other, &limits);
        assert!(other.contains("no spreadsheet"), "{other}");
    }
}
