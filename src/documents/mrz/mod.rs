//! The machine-readable zone of ICAO Doc 9303: TD1, TD2, TD3, MRV-A and MRV-B.
//!
//! Reading never fails on a zone of the right shape: each field is given as it stands and
//! each fault beside it, so that one wrong digit does not hide the rest.

pub mod compare;

pub mod digit;

pub mod layout;

pub mod write;

pub use digit::check_digit;
pub use layout::Format;

use crate::domain::codes::{Country, DocumentType, Sex};
use crate::domain::document::Document;
use jiff::civil::Date;
use layout::{CODE, Checked, Layout, Span};

/// What one zone says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone {
    pub format: Format,
    /// Two characters, fillers left off: `P`, `ID`, `VB`.
    pub code: String,
    /// As written, fillers left off: `D`, `UTO`.
    pub issuer: String,
    /// Whole, also where it runs on into the optional data; fillers within are kept.
    pub number: String,
    pub nationality: String,
    pub birth: ZoneDate,
    /// `None` for a character that is none of `M`, `F`, `X` and `<`.
    pub sex: Option<Sex>,
    pub expiry: ZoneDate,
    /// Without an overflow of the number; TD1's second element is not read.
    pub optional: String,
    /// Words parted by spaces.
    pub surname: String,
    pub given_names: String,
    /// The names fill their field to the end: they may be cut.
    pub truncated: bool,
    pub faults: Vec<ZoneFault>,
}

/// Six characters of a date. Parts that the issuer does not know are fillers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ZoneDate {
    /// The last two digits.
    pub year: Option<u8>,
    pub month: Option<u8>,
    pub day: Option<u8>,
}

/// What is wrong inside a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ZoneFault {
    /// The digit over this field is not the computed one.
    CheckDigit { field: Field, computed: char },
    /// No date of the calendar, or other signs than digits and fillers.
    Date(Field),
    /// Fillers or signs where Doc 9303 allows none.
    Form(Field),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    Code,
    Issuer,
    Number,
    Nationality,
    BirthDate,
    Sex,
    ExpiryDate,
    OptionalData,
    Names,
    /// The last digit, over several fields.
    Composite,
}

impl Field {
    pub fn words(self) -> &'static str {
        match self {
            Field::Code => "document code",
            Field::Issuer => "issuing state",
            Field::Number => "document number",
            Field::Nationality => "nationality",
            Field::BirthDate => "birth date",
            Field::Sex => "sex",
            Field::ExpiryDate => "expiry date",
            Field::OptionalData => "optional data",
            Field::Names => "names",
            Field::Composite => "whole zone",
        }
    }
}

/// `None` for what has not the shape of a zone. Case, spaces around lines and the line
/// breaks themselves do not matter.
pub fn parse(text: &str) -> Option<Zone> {
    let lines = lines(text)?;
    let first = lines[0].as_bytes()[0];
    let format = Format::of(lines.len(), lines[0].len(), first)?;
    let page = Page {
        lines: &lines,
        layout: format.layout(),
    };
    Some(page.zone(format))
}

/// Lines of equal width, all of them capitals, digits and fillers.
fn lines(text: &str) -> Option<Vec<String>> {
    let upper = text.to_ascii_uppercase();
    let mut lines: Vec<String> = upper.split_whitespace().map(str::to_owned).collect();
    if let [whole] = lines.as_slice() {
        lines = broken(whole)?;
    }
    let width = lines.first()?.len();
    let sign = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'<';
    let shaped = |line: &String| line.len() == width && line.bytes().all(sign);
    (0 < width && lines.iter().all(shaped)).then_some(lines)
}

/// A zone whose line breaks were lost.
fn broken(whole: &str) -> Option<Vec<String>> {
    let width = match whole.len() {
        90 => 30,
        72 => 36,
        88 => 44,
        _ => return None,
    };
    let at = (0..whole.len()).step_by(width);
    at.map(|from| whole.get(from..from + width).map(str::to_owned))
        .collect()
}

/// The lines of one zone with their layout.
struct Page<'a> {
    lines: &'a [String],
    layout: &'static Layout,
}

impl Page<'_> {
    fn at(&self, (line, from, to): Span) -> &str {
        &self.lines[line][from..to]
    }

    fn trimmed(&self, span: Span) -> String {
        self.at(span).trim_end_matches('<').to_owned()
    }

    fn zone(&self, format: Format) -> Zone {
        let layout = self.layout;
        let mut faults = Vec::new();
        let (number, optional) = self.number(&mut faults);
        let birth = self.date(layout.birth, Field::BirthDate, &mut faults);
        let expiry = self.date(layout.expiry, Field::ExpiryDate, &mut faults);
        if let Some(digit) = layout.optional_digit {
            let wrong = self.wrong(self.at(layout.optional), digit, Field::OptionalData);
            faults.extend(wrong);
        }
        if let Some((parts, digit)) = layout.composite {
            let all: String = parts.iter().map(|&part| self.at(part)).collect();
            faults.extend(self.wrong(&all, digit, Field::Composite));
        }
        let sex = Sex::parse(self.at(layout.sex));
        self.form(sex, &mut faults);
        let names = self.at(layout.names);
        let (surname, given_names) = names.split_once("<<").unwrap_or((names, ""));
        Zone {
            format,
            code: self.trimmed(CODE),
            issuer: self.trimmed(layout.issuer),
            number,
            nationality: self.trimmed(layout.nationality),
            birth,
            sex,
            expiry,
            optional,
            surname: words(surname),
            given_names: words(given_names),
            truncated: !names.ends_with('<'),
            faults,
        }
    }

    /// A filler in place of the number's digit says that the number runs on in the
    /// optional data, its digit behind it (Doc 9303-5, note j to 4.2.2).
    fn number(&self, faults: &mut Vec<ZoneFault>) -> (String, String) {
        let (span, digit) = self.layout.number;
        let (head, optional) = (self.at(span), self.at(self.layout.optional));
        let run_on = optional.split('<').next().unwrap_or("");
        let overflows = self.layout.overflows
            && self.at(digit) == "<"
            && !head.ends_with('<')
            && 1 < run_on.len();
        if !overflows {
            faults.extend(self.wrong(head, digit, Field::Number));
            return (self.trimmed(span), self.trimmed(self.layout.optional));
        }
        let (tail, stated) = run_on.split_at(run_on.len() - 1);
        let number = format!("{head}{tail}");
        let computed = check_digit(&number);
        if !stated.starts_with(computed) {
            let field = Field::Number;
            faults.push(ZoneFault::CheckDigit { field, computed });
        }
        let rest = optional[run_on.len()..].trim_matches('<').to_owned();
        (number, rest)
    }

    fn date(&self, (span, digit): Checked, field: Field, faults: &mut Vec<ZoneFault>) -> ZoneDate {
        let text = self.at(span);
        faults.extend(self.wrong(text, digit, field));
        let date = ZoneDate::read(text);
        if date.is_none() {
            faults.push(ZoneFault::Date(field));
        }
        date.unwrap_or(ZoneDate::UNKNOWN)
    }

    /// A field of nothing but fillers may have a filler for its digit 0.
    fn wrong(&self, text: &str, digit: Span, field: Field) -> Option<ZoneFault> {
        let computed = check_digit(text);
        let stated = self.at(digit);
        let empty = stated == "<" && text.bytes().all(|sign| sign == b'<');
        let right = stated.starts_with(computed) || empty;
        (!right).then_some(ZoneFault::CheckDigit { field, computed })
    }

    /// Where fillers and digits may not stand (Doc 9303-3, sections 4 and 5).
    fn form(&self, sex: Option<Sex>, faults: &mut Vec<ZoneFault>) {
        let layout = self.layout;
        let letters_then_fillers = |span| {
            let text = self.at(span).trim_end_matches('<');
            !text.is_empty() && text.bytes().all(|sign| sign.is_ascii_uppercase())
        };
        let names = self.at(layout.names);
        let names_hold =
            !names.starts_with('<') && !names.bytes().any(|sign| sign.is_ascii_digit());
        for (field, holds) in [
            (Field::Code, letters_then_fillers(CODE)),
            (Field::Issuer, letters_then_fillers(layout.issuer)),
            (Field::Nationality, letters_then_fillers(layout.nationality)),
            (Field::Number, !self.at(layout.number.0).starts_with('<')),
            (Field::Sex, sex.is_some()),
            (Field::Names, names_hold),
        ] {
            if !holds {
                faults.push(ZoneFault::Form(field));
            }
        }
    }
}

fn words(field: &str) -> String {
    let words = field.split('<').filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

impl Zone {
    /// What the letter before the issuer says the document is.
    pub fn kind(&self) -> Option<DocumentType> {
        DocumentType::parse(&self.code)
    }

    pub fn issuer(&self) -> Option<Country> {
        Country::parse(&self.issuer)
    }

    /// Whether every printed check digit is the computed one.
    pub fn checks(&self) -> bool {
        let wrong = |fault: &ZoneFault| matches!(fault, ZoneFault::CheckDigit { .. });
        !self.faults.iter().any(wrong)
    }

    /// Whole and in the century nearest to `day`; 50 years ahead counts as past.
    pub fn expiry_near(&self, day: Date) -> Option<Date> {
        let (year, month, known) = (self.expiry.year?, self.expiry.month?, self.expiry.day?);
        let first = day.year() - 50;
        let year = first + (i16::from(year) - first).rem_euclid(100);
        Date::new(year, month as i8, known as i8).ok()
    }
}

impl ZoneDate {
    pub const UNKNOWN: ZoneDate = ZoneDate {
        year: None,
        month: None,
        day: None,
    };

    /// `740812`, `7408<<`, `74<<<<`, `<<<<<<`; zeros for an unknown month or day too.
    pub fn read(text: &str) -> Option<ZoneDate> {
        let part = |from: usize| match text.get(from..from + 2)? {
            "<<" => Some(None),
            digits if digits.bytes().all(|sign| sign.is_ascii_digit()) => {
                digits.parse::<u8>().ok().map(Some)
            }
            _ => None,
        };
        let known = |part: Option<u8>| part.filter(|&number| number != 0);
        let date = ZoneDate {
            year: part(0)?,
            month: known(part(2)?),
            day: known(part(4)?),
        };
        let (month, day) = (date.month.unwrap_or(1), date.day.unwrap_or(1));
        // 2000 is a leap year: 29 February needs a year that may be one.
        let year = 2000 + i16::from(date.year.unwrap_or(0));
        let calendar = Date::new(year, month as i8, day as i8).is_ok();
        (text.len() == 6 && calendar).then_some(date)
    }
}

impl std::fmt::Display for ZoneDate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for part in [self.year, self.month, self.day] {
            match part {
                Some(number) => write!(f, "{number:02}")?,
                None => f.write_str("<<")?,
            }
        }
        Ok(())
    }
}

/// What the typed fields lack and the zone states: many feeds carry the one or the other.
pub fn fill(document: &mut Document, today: Date) {
    let Some(zone) = document.mrz.as_deref().and_then(parse) else {
        return;
    };
    if document.number.is_empty() {
        document.number = zone.number.clone();
    }
    document.kind = document.kind.or(zone.kind());
    document.issuer = document.issuer.or(zone.issuer());
    document.expiry = document.expiry.or(zone.expiry_near(today));
}

#[cfg(test)]
mod tests;
