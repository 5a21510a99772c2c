//! Small workbooks for tests, made of the few parts that the form asks for.

#![allow(dead_code, reason = "each who includes it uses its own part")]

use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

#[derive(Clone, Copy)]
pub(crate) enum Cell<'a> {
    Blank,
    Text(&'a str),
    /// In the table that the sheets share.
    Shared(&'a str),
    Number(f64),
    /// A number that is shown as a day.
    Day(f64),
    /// A text at a place of its own.
    At(&'a str, &'a str),
}

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
const MAIN: &str = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
const LINKS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// A workbook of one sheet.
pub(crate) fn written(rows: &[Vec<Cell>]) -> Vec<u8> {
    let (sheet, shared) = sheet(rows);
    packed(&sheet, &shared)
}

/// The same of rows in XML, and of the texts that cells share.
pub(crate) fn packed(rows: &str, shared: &[String]) -> Vec<u8> {
    let sheet = format!("<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>");
    let strings: String = shared
        .iter()
        .map(|text| format!("<si><t>{text}</t></si>"))
        .collect();
    let link = |id: usize, kind: &str, target: &str| {
        format!("<Relationship Id=\"rId{id}\" Type=\"{LINKS}/{kind}\" Target=\"{target}\"/>")
    };
    let links = |links: &[String]| {
        let links = links.concat();
        format!("<Relationships xmlns=\"{PACKAGE}/relationships\">{links}</Relationships>")
    };
    let parts = [
        (
            "[Content_Types].xml",
            format!(
                "<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"
            ),
        ),
        (
            "_rels/.rels",
            links(&[link(1, "officeDocument", "xl/workbook.xml")]),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            links(&[
                link(1, "worksheet", "worksheets/sheet1.xml"),
                link(2, "sharedStrings", "sharedStrings.xml"),
                link(3, "styles", "styles.xml"),
            ]),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook {MAIN} xmlns:r=\"{LINKS}\"><sheets><sheet name=\"List\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/styles.xml",
            format!(
                "<styleSheet {MAIN}><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
            ),
        ),
        (
            "xl/sharedStrings.xml",
            format!("<sst {MAIN}>{strings}</sst>"),
        ),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        let options = SimpleFileOptions::default();
        archive.start_file(name, options).expect("it is in memory");
        let text = format!("{HEAD}{text}");
        archive.write_all(text.as_bytes()).expect("it is in memory");
    }
    archive.finish().expect("it is in memory").into_inner()
}

/// Rows in XML, and the texts that they share.
pub(crate) fn sheet(rows: &[Vec<Cell>]) -> (String, Vec<String>) {
    let mut shared = Vec::new();
    let mut text = String::new();
    for (number, row) in (1..).zip(rows) {
        text += &format!("<row r=\"{number}\">");
        for (at, cell) in (0u8..).zip(row) {
            let place = format!("{}{number}", char::from(b'A' + at));
            text += &match *cell {
                Cell::Blank => String::new(),
                Cell::Text(text) => of_text(&place, text),
                Cell::At(place, text) => of_text(place, text),
                Cell::Shared(text) => {
                    shared.push(escaped(text));
                    format!("<c r=\"{place}\" t=\"s\"><v>{}</v></c>", shared.len() - 1)
                }
                Cell::Number(number) => format!("<c r=\"{place}\"><v>{number}</v></c>"),
                Cell::Day(number) => format!("<c r=\"{place}\" s=\"1\"><v>{number}</v></c>"),
            };
        }
        text += "</row>";
    }
    (text, shared)
}

fn of_text(place: &str, text: &str) -> String {
    let text = escaped(text);
    format!("<c r=\"{place}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>")
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;")
}
