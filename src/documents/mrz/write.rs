//! Writes a zone with right check digits, for invented documents and for proofs.

use super::digit::check_digit;
use super::layout::{CODE, Checked, Format, Layout, Span};

/// The fields as a zone writes them: capitals, digits and `<`. What is too long is cut, but
/// for the number, which runs on into the optional data where the format allows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields<'a> {
    pub code: &'a str,
    pub issuer: &'a str,
    pub number: &'a str,
    pub nationality: &'a str,
    /// `YYMMDD`, fillers for unknown parts.
    pub birth: &'a str,
    /// `M`, `F` or `<`.
    pub sex: &'a str,
    pub expiry: &'a str,
    pub optional: &'a str,
    /// Words parted by `<`.
    pub surname: &'a str,
    pub given_names: &'a str,
}

/// The lines, joined by a line feed.
pub fn zone(format: Format, fields: &Fields) -> String {
    let layout = format.layout();
    let mut page = Page {
        lines: vec![vec!['<'; layout.width]; layout.lines],
    };
    page.put(CODE, fields.code);
    page.put(layout.issuer, fields.issuer);
    page.put(layout.nationality, fields.nationality);
    page.put(layout.sex, fields.sex);
    let names = format!("{}<<{}", fields.surname, fields.given_names);
    page.put(layout.names, &names);
    page.put_number(layout, fields);
    page.put_checked(layout.birth, fields.birth);
    page.put_checked(layout.expiry, fields.expiry);
    if let Some(digit) = layout.optional_digit {
        page.put_digit(&[layout.optional], digit);
    }
    if let Some((parts, digit)) = layout.composite {
        page.put_digit(parts, digit);
    }
    let lines: Vec<String> = page
        .lines
        .iter()
        .map(|line| line.iter().collect())
        .collect();
    lines.join("\n")
}

struct Page {
    lines: Vec<Vec<char>>,
}

impl Page {
    fn put(&mut self, (line, from, to): Span, text: &str) {
        let places = &mut self.lines[line][from..to];
        places
            .iter_mut()
            .zip(text.chars())
            .for_each(|(place, sign)| *place = sign);
    }

    fn put_checked(&mut self, (span, digit): Checked, text: &str) {
        self.put(span, text);
        self.put_digit(&[span], digit);
    }

    fn put_digit(&mut self, spans: &[Span], digit: Span) {
        let all = spans
            .iter()
            .flat_map(|&(line, from, to)| &self.lines[line][from..to]);
        let computed = check_digit(&all.collect::<String>());
        self.put(digit, computed.encode_utf8(&mut [0; 4]));
    }

    fn put_number(&mut self, layout: &Layout, fields: &Fields) {
        let (span, _) = layout.number;
        let room = span.2 - span.1;
        match fields.number.split_at_checked(room) {
            Some((head, tail)) if layout.overflows && !tail.is_empty() => {
                self.put(span, head);
                let digit = check_digit(fields.number);
                let rest = format!("{tail}{digit}<{}", fields.optional);
                self.put(layout.optional, &rest);
            }
            _ => {
                self.put_checked(layout.number, fields.number);
                self.put(layout.optional, fields.optional);
            }
        }
    }
}
