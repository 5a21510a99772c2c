//! The parts that the page is made of, in words and numbers; the template makes them HTML.

#[derive(Default)]
pub(super) struct Section {
    /// Also the anchor.
    pub(super) id: &'static str,
    pub(super) title: &'static str,
    pub(super) text: Vec<String>,
    pub(super) judgements: Vec<Judgement>,
    pub(super) figures: Vec<Figure>,
    pub(super) tables: Vec<Table>,
    pub(super) points: Vec<String>,
    /// Small, at the end.
    pub(super) notes: Vec<String>,
}

pub(super) struct Judgement {
    pub(super) id: String,
    /// Empty where nothing is estimated.
    pub(super) word: String,
    pub(super) percent: String,
    pub(super) statement: String,
    pub(super) confidence: String,
    pub(super) sources: Vec<String>,
}

/// A drawing, escaped already.
pub(super) struct Figure {
    pub(super) caption: String,
    pub(super) svg: String,
    pub(super) note: String,
}

pub(super) struct Table {
    pub(super) caption: String,
    pub(super) heads: Vec<Head>,
    pub(super) rows: Vec<Row>,
}

/// The first is the row's own name.
pub(super) struct Head {
    pub(super) text: &'static str,
    pub(super) number: bool,
}

pub(super) struct Row {
    /// An anchor; may be empty.
    pub(super) id: String,
    pub(super) name: String,
    pub(super) cells: Vec<Cell>,
}

pub(super) struct Cell {
    pub(super) text: String,
    pub(super) number: bool,
    /// Stands out, and has a word that says why.
    pub(super) flagged: bool,
}

pub(super) fn words(text: &'static str) -> Head {
    Head {
        text,
        number: false,
    }
}

pub(super) fn number(text: &'static str) -> Head {
    Head { text, number: true }
}

impl Row {
    pub(super) fn new(name: String, cells: Vec<Cell>) -> Row {
        Row {
            id: String::new(),
            name,
            cells,
        }
    }
}

impl Cell {
    pub(super) fn text(text: impl Into<String>) -> Cell {
        Cell {
            text: text.into(),
            number: false,
            flagged: false,
        }
    }

    pub(super) fn number(text: impl Into<String>) -> Cell {
        Cell {
            text: text.into(),
            number: true,
            flagged: false,
        }
    }
}
