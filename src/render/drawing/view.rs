//! The parts a page is made of, in words and numbers; the template makes them HTML.

use crate::analysis::evaluate::share::Share;

/// One headline figure.
pub(in crate::render) struct Tile {
    pub(in crate::render) label: String,
    pub(in crate::render) value: String,
    pub(in crate::render) note: String,
}

#[derive(Default)]
pub(in crate::render) struct Section {
    /// Also the anchor.
    pub(in crate::render) id: &'static str,
    pub(in crate::render) title: String,
    pub(in crate::render) text: Vec<String>,
    pub(in crate::render) points: Vec<String>,
    /// A drawing, escaped already; may be empty.
    pub(in crate::render) figure: String,
    pub(in crate::render) multiples: Vec<Multiple>,
    pub(in crate::render) tables: Vec<Table>,
    pub(in crate::render) examples: Vec<ExampleView>,
}

/// A person worth looking at, with the evidence of one hit.
pub(in crate::render) struct ExampleView {
    pub(in crate::render) person: String,
    pub(in crate::render) entry: String,
    pub(in crate::render) about: String,
    pub(in crate::render) total: String,
    pub(in crate::render) chance: String,
    pub(in crate::render) steps: Vec<ExampleStep>,
}

pub(in crate::render) struct ExampleStep {
    pub(in crate::render) kind: String,
    pub(in crate::render) level: String,
    pub(in crate::render) person: String,
    pub(in crate::render) entry: String,
    pub(in crate::render) bits: String,
}

/// One of many small drawings of the same kind.
pub(in crate::render) struct Multiple {
    pub(in crate::render) title: String,
    pub(in crate::render) note: String,
    pub(in crate::render) figure: String,
}

pub(in crate::render) struct Table {
    pub(in crate::render) caption: String,
    /// The first is the row's own name; all others are numbers.
    pub(in crate::render) heads: Vec<&'static str>,
    pub(in crate::render) rows: Vec<Row>,
    /// Closed until it is asked for.
    pub(in crate::render) folded: bool,
}

pub(in crate::render) struct Row {
    pub(in crate::render) name: String,
    pub(in crate::render) cells: Vec<Cell>,
    /// Stands out, and says why in its name.
    pub(in crate::render) marked: bool,
}

#[derive(Default)]
pub(in crate::render) struct Cell {
    pub(in crate::render) text: String,
    /// Smaller, behind or below the text.
    pub(in crate::render) more: String,
    pub(in crate::render) flagged: bool,
}

impl From<String> for Cell {
    fn from(text: String) -> Cell {
        Cell {
            text,
            ..Cell::default()
        }
    }
}

/// A share in per cent with its interval; a group too small to be shown says so.
pub(in crate::render) fn share_cell(share: Option<Share>) -> Cell {
    match share {
        Some(share) => Cell {
            text: percent(share.share),
            more: format!("{} to {}", percent(share.low), percent(share.high)),
            flagged: false,
        },
        None => "too few".to_owned().into(),
    }
}

/// `93.1 %`, `0.05 %`, `0.0021 %`: as many places as tell rates apart.
pub(in crate::render) fn percent(share: f64) -> String {
    let percent = share * 100.0;
    match percent {
        0.0 => "0 %".to_owned(),
        p if p < 0.01 => format!("{p:.4} %"),
        p if p < 1.0 => format!("{p:.2} %"),
        p if 99.995 <= p => "100 %".to_owned(),
        p => format!("{p:.1} %"),
    }
}

/// `241,000`.
pub(in crate::render) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `1 in 10,000`: how the report speaks of a named false-alert rate.
pub(in crate::render) fn one_in(rate: &str) -> String {
    match rate {
        "2e-2" => "2 %".to_owned(),
        "1e-2" => "1 %".to_owned(),
        "1e-3" => "0.1 %".to_owned(),
        "1e-4" => "1 in 10,000".to_owned(),
        "1e-5" => "1 in 100,000".to_owned(),
        other => other.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_told_apart_and_never_round_to_nothing() {
        let said = [0.0, 0.000_021, 0.000_5, 0.931_4, 0.999_97, 1.0].map(percent);
        assert_eq!(
            said,
            ["0 %", "0.0021 %", "0.05 %", "93.1 %", "100 %", "100 %"]
        );
        assert_eq!([7, 1_000, 241_000].map(grouped), ["7", "1,000", "241,000"]);
    }
}
