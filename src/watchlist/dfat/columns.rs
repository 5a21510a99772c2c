//! The columns of the list. Their wording changed over the years, so each is known by several.

use crate::tables::sheet::SheetRow;
use crate::watchlist::import::Losses;
use crate::watchlist::unknown::Unknown;

/// Without them a row is no header.
pub(super) const REQUIRED: [&str; 3] = ["reference", "name", "type"];

/// Columns that say what the listed person may not do.
pub(super) const MEASURES: [&str; 4] = [
    "targeted financial sanction",
    "travel ban",
    "arms embargo",
    "maritime restriction",
];

/// What this reader calls a column, and how the list may.
const WORDINGS: [(&str, &[&str]); 13] = [
    (
        "reference",
        &[
            "reference",
            "ref",
            "reference no",
            "reference number",
            "control reference",
        ],
    ),
    (
        "name",
        &[
            "name of individual or entity",
            "name of individual entity or vessel",
            "name of individual or entity or vessel",
            "name of individual entity vessel",
            "name",
        ],
    ),
    ("type", &["type", "entity type"]),
    ("name type", &["name type", "type of name"]),
    ("alias strength", &["alias strength", "aka strength"]),
    (
        "date of birth",
        &["date of birth", "dates of birth", "dob", "date s of birth"],
    ),
    (
        "place of birth",
        &[
            "place of birth",
            "places of birth",
            "pob",
            "place s of birth",
        ],
    ),
    (
        "citizenship",
        &[
            "citizenship",
            "citizenships",
            "nationality",
            "citizenship nationality",
        ],
    ),
    (
        "additional information",
        &[
            "additional information",
            "additional info",
            "other information",
        ],
    ),
    (
        "listing information",
        &["listing information", "listing info"],
    ),
    (
        "committees",
        &["committees", "committee", "sanctions regime", "regime"],
    ),
    ("control date", &["control date", "date of control"]),
    // They are read by these names alone.
    ("measure", &MEASURES),
];

/// Left alone on purpose.
const IGNORED: [&str; 6] = [
    "address",
    "addresses",
    "imo number",
    "imo",
    "instrument of designation",
    "instruments of designation",
];

/// The first row that names the columns.
pub(super) struct Header {
    pub(super) sheet: usize,
    /// What this reader calls the column, and its place.
    columns: Vec<(&'static str, usize)>,
    /// Place and name of a column that is not known, its filled cells, the first row of one.
    unknown: Vec<(usize, String, u64, usize)>,
}

impl Header {
    pub(super) fn of(row: &SheetRow) -> Option<Header> {
        let mut header = Header {
            sheet: row.sheet,
            columns: Vec::new(),
            unknown: Vec::new(),
        };
        for (at, cell) in row.cells.iter().enumerate() {
            let name = plain(cell);
            match known(&name) {
                Some(column) if header.place(column).is_none() => header.columns.push((column, at)),
                Some(_) => header
                    .unknown
                    .push((at, format!("{name}, again"), 0, row.row)),
                None if name.is_empty() || IGNORED.contains(&name.as_str()) => {}
                None => header.unknown.push((at, name, 0, row.row)),
            }
        }
        let has = |column: &&str| header.place(column).is_some();
        REQUIRED.iter().all(has).then_some(header)
    }

    fn place(&self, column: &str) -> Option<usize> {
        let mut columns = self.columns.iter();
        columns
            .find(|(name, _)| *name == column)
            .map(|(_, place)| *place)
    }

    /// `""` where the column or the cell is not there.
    pub(super) fn text<'a>(&self, row: &'a SheetRow, column: &str) -> &'a str {
        let cell = self.place(column).and_then(|place| row.cells.get(place));
        cell.map_or("", |cell| cell.trim())
    }

    pub(super) fn count(&mut self, row: &SheetRow) {
        for (at, _, filled, first) in &mut self.unknown {
            if row
                .cells
                .get(*at)
                .is_some_and(|cell| !cell.trim().is_empty())
            {
                *filled += 1;
                if *filled == 1 {
                    *first = row.row;
                }
            }
        }
    }

    pub(super) fn tell_unknown(&self, lost: &mut Losses) {
        for (_, name, filled, first) in &self.unknown {
            lost.unknown_times(*first, Unknown::Column, name, *filled);
        }
    }
}

fn known(name: &str) -> Option<&'static str> {
    if let Some(measure) = MEASURES
        .iter()
        .find(|measure| **measure == name.trim_end_matches('s'))
    {
        return Some(measure);
    }
    let mut wordings = WORDINGS.iter();
    let found = wordings.find(|(_, wordings)| wordings.contains(&name));
    found.map(|(column, _)| *column)
}

/// Small letters and single blanks, whatever signs stand between words.
fn plain(cell: &str) -> String {
    let lower = cell.to_lowercase();
    let words = lower.split(|sign: char| !sign.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}
