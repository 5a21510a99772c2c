//! Text to zone: lines, fields, digits and form.

use super::digit::check_digit;
use super::forms::lines;
use super::layout::{CODE, Checked, Format, Layout, Span, is_old_french_card};
use super::{Field, Zone, ZoneDate, ZoneFault};
use crate::domain::codes::Sex;

/// `None` for what has not the shape of a zone, in whatever of the `forms` it is written.
pub fn parse(text: &str) -> Option<Zone> {
    let lines = lines(text)?;
    let format = Format::of(lines.len(), &lines[0])?;
    let page = Page {
        lines: &lines,
        layout: format.layout(),
    };
    Some(page.zone(format))
}

/// Whether the text is a zone of a national pattern that Doc 9303 does not know: nothing
/// can be read from it, and nothing is wrong with it.
pub fn is_national(text: &str) -> bool {
    lines(text).is_some_and(|lines| is_old_french_card(lines.len(), &lines[0]))
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
        let is_russian = self.is_russian();
        let words = |field: &str| {
            words(&if is_russian {
                russian(field)
            } else {
                field.to_owned()
            })
        };
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
        // `P<IND<<NAME` has no surname.
        let begins = names.trim_start_matches("<<");
        let digits = names.bytes().any(|sign| sign.is_ascii_digit()) && !self.is_russian();
        let names_hold = !begins.starts_with('<') && !begins.is_empty() && !digits;
        for (field, holds) in [
            (
                Field::Code,
                letters_then_fillers(CODE) || self.is_resident_card(),
            ),
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

impl Page<'_> {
    /// `C1` and `C2`: the cards of permanent residents of the United States.
    fn is_resident_card(&self) -> bool {
        matches!(self.at(CODE), "C1" | "C2") && self.at(self.layout.issuer) == "USA"
    }

    /// The passport within Russia writes letters that Latin lacks as digits.
    fn is_russian(&self) -> bool {
        self.at(CODE) == "PN" && self.at(self.layout.issuer) == "RUS"
    }
}

/// Its letters as passports for abroad have them.
fn russian(names: &str) -> String {
    let mut latin = String::with_capacity(names.len() + 8);
    for sign in names.chars() {
        match sign {
            '2' | '6' => latin.push('E'),
            '3' => latin.push_str("CH"),
            '4' => latin.push_str("SH"),
            '7' => latin.push_str("IU"),
            '8' => latin.push_str("IA"),
            '9' => {}
            'W' => latin.push_str("SHCH"),
            'X' => latin.push_str("IE"),
            'Q' => latin.push('I'),
            'J' => latin.push_str("ZH"),
            'C' => latin.push_str("TS"),
            'H' => latin.push_str("KH"),
            other => latin.push(other),
        }
    }
    latin
}

fn words(field: &str) -> String {
    let words = field.split('<').filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}
