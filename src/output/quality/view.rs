//! The parts a page is made of, in words and numbers; the template makes them HTML.

use crate::analysis::evaluate::share::Share;

/// One headline figure.
pub(super) struct Tile {
    pub(super) label: String,
    pub(super) value: String,
    pub(super) note: String,
}

#[derive(Default)]
pub(super) struct Section {
    /// Also the anchor.
    pub(super) id: &'static str,
    pub(super) title: String,
    pub(super) text: Vec<String>,
    pub(super) points: Vec<String>,
    /// A drawing, escaped already; may be empty.
    pub(super) figure: String,
    pub(super) multiples: Vec<Multiple>,
    pub(super) tables: Vec<Table>,
    pub(super) examples: Vec<super::examples::View>,
}

/// One of many small drawings of the same kind.
pub(super) struct Multiple {
    pub(super) title: String,
    pub(super) note: String,
    pub(super) figure: String,
}

pub(super) struct Table {
    pub(super) caption: String,
    /// The first is the row's own name; all others are numbers.
    pub(super) heads: Vec<&'static str>,
    pub(super) rows: Vec<Row>,
    /// Closed until it is asked for.
    pub(super) folded: bool,
}

pub(super) struct Row {
    pub(super) name: String,
    pub(super) cells: Vec<Cell>,
    /// Stands out, and says why in its name.
    pub(super) marked: bool,
}

#[derive(Default)]
pub(super) struct Cell {
    pub(super) text: String,
    /// Smaller, behind or below the text.
    pub(super) more: String,
    pub(super) flagged: bool,
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
pub(super) fn share_cell(share: Option<Share>) -> Cell {
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
pub(super) fn percent(share: f64) -> String {
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
pub(super) fn grouped(number: usize) -> String {
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
pub(super) fn one_in(rate: &str) -> String {
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
