//! Australia's consolidated list (DFAT), a spreadsheet: one row a name. The rows of one party share
//! the number of their reference, and letters behind it tell them apart: 1 is the primary name, 1a
//! and 1b others and spellings in the original script.
//!
//! Cells hold several dates, places and states, numbered by letters. What the list says of travel bans
//! and the like stands in columns of its own, and becomes a part of the reason, so that an operator's
//! table of topics may name it.

mod cells;
mod columns;

use crate::domain::entry::{Entry, NameKind};
use crate::error::{Error, Kind, Result};
use crate::tables::limits::Limits;
use crate::tables::sheet::{self, SheetRow};
use crate::watchlist::import::{ImportCode, Imported, Losses, push};
use crate::watchlist::names::{one_blank, usable, whole_name};
use crate::watchlist::prose;
use crate::watchlist::unknown::{OF_NO_KNOWN_TYPE, Unknown};
use columns::Header;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::path::Path;

/// Imports one file. The list date is the newest control date in it unless one is given.
pub fn import(path: &Path, list_date: Option<Date>) -> Result<Imported> {
    import_within(path, list_date, &Limits::default())
}

/// The same within the limits of the settings.
pub fn import_within(path: &Path, list_date: Option<Date>, limits: &Limits) -> Result<Imported> {
    let mut reading = Reading::new(path);
    let sheets = sheet::rows(path, limits, |row| {
        reading.take(&row);
        Ok(())
    })?;
    let Some(list) = &reading.header else {
        let what = format!("{} is no list of DFAT", path.display());
        let cause = format!(
            "no sheet has a row with the columns {}",
            columns::REQUIRED.join(" and ")
        );
        let hint = "give the XLSX file as it is published";
        return Err(Error::new(Kind::Data, what).because(cause).hint(hint));
    };
    let others = (0..).zip(&sheets).filter(|(at, _)| *at != list.sheet);
    let others: Vec<&str> = others.map(|(_, name)| name.as_str()).collect();
    let warnings = match others.is_empty() {
        true => Vec::new(),
        false => vec![format!("sheets that are not read: {}", others.join(", "))],
    };
    let newest = reading.newest;
    let source_digest = crate::files::digest_of_file(path)?;
    Ok(Imported {
        retracted: Default::default(),
        source_digest,
        list_date: list_date.or(newest),
        warnings,
        ..reading.finished()
    })
}

/// What the rows of one reference have said so far.
struct Party {
    row: usize,
    /// What it is that is no person; the row of the primary name says so, or the first that does.
    other: Option<&'static str>,
    type_stated: bool,
    has_primary: bool,
    rows: u64,
    entry: Entry,
    committees: Vec<String>,
    measures: Vec<&'static str>,
    listings: Vec<String>,
}

struct Reading {
    lost: Losses,
    header: Option<Header>,
    rows: u64,
    parties: Vec<Party>,
    /// Where the party of a number stands: the last one, where a number was given twice.
    places: BTreeMap<String, usize>,
    /// The number of the row before.
    before: String,
    passed_over: BTreeMap<&'static str, u64>,
    newest: Option<Date>,
}

impl Reading {
    fn new(path: &Path) -> Reading {
        Reading {
            lost: Losses::of(path),
            header: None,
            rows: 0,
            parties: Vec::new(),
            places: BTreeMap::new(),
            before: String::new(),
            passed_over: BTreeMap::new(),
            newest: None,
        }
    }

    fn take(&mut self, row: &SheetRow) {
        // What stands in front of the header is a title.
        let Some(mut header) = self.header.take() else {
            self.header = Header::of(row);
            return;
        };
        if row.sheet == header.sheet {
            header.count(row);
            let header = &header;
            self.row(&Cells { header, row });
        }
        self.header = Some(header);
    }

    fn row(&mut self, cells: &Cells) {
        let row = cells.row;
        self.rows += 1;
        let reference = one_blank(cells.text("reference"));
        let digits = reference.bytes().take_while(u8::is_ascii_digit).count();
        let number = reference[..digits].trim_start_matches('0').to_owned();
        if number.is_empty() {
            let why = "no reference: nothing tells whose row it is";
            self.lost
                .row(row.row, "reference", ImportCode::MissingValue, why);
            return;
        }
        self.newest = self.newest.max(cells.control_date());
        let place = match self.places.get(&number) {
            Some(place) if self.goes_on(*place, &number, cells) => *place,
            known => {
                let id = match known {
                    None => number.clone(),
                    // A number that was given to another party too.
                    Some(_) => self.next_id(&number),
                };
                self.parties.push(Party::new(id, row.row));
                self.places.insert(number.clone(), self.parties.len() - 1);
                self.parties.len() - 1
            }
        };
        self.before = number;
        self.parties[place].add(cells, &mut self.lost);
    }

    /// Other names of a party may stand away from its first rows; a second primary name there is
    /// another party, to whom the number was given by mistake.
    fn goes_on(&self, place: usize, number: &str, cells: &Cells) -> bool {
        let is_again = cells.is_primary() && self.parties[place].has_primary;
        number == self.before || !is_again
    }

    fn next_id(&self, number: &str) -> String {
        let same = |party: &&Party| {
            let id = party.entry.entry_id.as_str();
            id.split('/').next() == Some(number)
        };
        let count = self.parties.iter().filter(same).count();
        format!("{number}/{}", count + 1)
    }

    fn finished(mut self) -> Imported {
        let mut entries = Vec::new();
        for party in self.parties {
            match party.other {
                Some(other) => *self.passed_over.entry(other).or_default() += party.rows,
                None => {
                    let further = party.rows - 1;
                    if 0 < further {
                        let what = "further row of a person";
                        *self.passed_over.entry(what).or_default() += further;
                    }
                    entries.extend(party.finished(&mut self.lost));
                }
            }
        }
        if let Some(header) = &self.header {
            header.tell_unknown(&mut self.lost);
        }
        Imported {
            retracted: Default::default(),
            entries,
            rejects: self.lost.rejects,
            rows: self.rows,
            passed_over: self.passed_over,
            ..Imported::default()
        }
    }
}

/// One row by the names of its columns.
struct Cells<'a> {
    header: &'a Header,
    row: &'a SheetRow,
}

impl Cells<'_> {
    fn text(&self, column: &str) -> &str {
        self.header.text(self.row, column)
    }

    /// A row without a type of name is one too.
    fn is_primary(&self) -> bool {
        let kind = one_blank(self.text("name type")).to_lowercase();
        kind.is_empty() || kind.starts_with("prim")
    }

    fn control_date(&self) -> Option<Date> {
        cells::day(self.text("control date"))
    }
}

impl Party {
    fn new(id: String, row: usize) -> Party {
        Party {
            row,
            other: Some(OF_NO_KNOWN_TYPE),
            type_stated: false,
            has_primary: false,
            rows: 0,
            entry: Entry {
                source_ref: Some(id.clone()),
                entry_id: id,
                list: "AU_DFAT".to_owned(),
                authority: "Australian Department of Foreign Affairs and Trade".to_owned(),
                category: "sanctions".to_owned(),
                ..Entry::default()
            },
            committees: Vec::new(),
            measures: Vec::new(),
            listings: Vec::new(),
        }
    }

    fn add(&mut self, cells: &Cells, lost: &mut Losses) {
        let row = cells.row.row;
        self.rows += 1;
        self.add_type(cells, lost);
        self.has_primary |= cells.is_primary();
        if self.other.is_some_and(|other| other != OF_NO_KNOWN_TYPE) {
            return;
        }
        let kind = name_kind(cells, lost);
        let name = whole_name(kind, cells.text("name"));
        self.entry.names.push(name);
        for text in cells::dates(cells.text("date of birth")) {
            let (birth, why) = cells::birth(&text);
            if !why.is_empty() {
                lost.value(row, "date of birth", ImportCode::BadValue, why);
            }
            birth
                .into_iter()
                .for_each(|birth| push(&mut self.entry.birth_dates, birth));
        }
        for place in cells::items(cells.text("place of birth")) {
            push(&mut self.entry.birth_places, place);
        }
        for text in cells::states(cells.text("citizenship")) {
            match cells::state(&text) {
                Some(state) => push(&mut self.entry.nationalities, state),
                None => {
                    let why = "no known state";
                    lost.value(row, "citizenship", ImportCode::BadValue, why);
                }
            }
        }
        for document in prose::documents(cells.text("additional information")) {
            push(&mut self.entry.documents, document);
        }
        for text in cells.text("committees").lines() {
            let text = one_blank(text);
            if !text.is_empty() {
                push(&mut self.committees, text);
            }
        }
        for measure in columns::MEASURES {
            if cells::is_yes(cells.text(measure)) {
                push(&mut self.measures, measure);
            }
        }
        let listing = one_blank(cells.text("listing information"));
        if !listing.is_empty() {
            push(&mut self.listings, listing);
        }
    }

    fn add_type(&mut self, cells: &Cells, lost: &mut Losses) {
        let stated = one_blank(cells.text("type")).to_lowercase();
        if stated.is_empty() {
            return;
        }
        let row = cells.row.row;
        let other = match stated.as_str() {
            "individual" | "person" => None,
            "entity" | "organisation" | "organization" => Some("entity"),
            "vessel" | "ship" => Some("vessel"),
            _ => {
                lost.unknown(row, Unknown::RowType, cells.text("type"));
                Some(OF_NO_KNOWN_TYPE)
            }
        };
        if !self.type_stated {
            (self.other, self.type_stated) = (other, true);
        } else if self.other != other {
            let why = "another type than an earlier row of the same reference, whose stands";
            lost.value(row, "type", ImportCode::Conflict, why);
        }
    }

    /// `None` for a person without a name that could be looked for.
    fn finished(mut self, lost: &mut Losses) -> Option<Entry> {
        let mut names = std::mem::take(&mut self.entry.names);
        names.sort_by_key(|name| name.kind);
        self.entry.names = usable(names, self.row, "name", lost);
        let Some((first, others)) = self.entry.names.split_first_mut() else {
            let why = "no name can be looked for";
            lost.row(self.row, "name", ImportCode::NoUsableName, why);
            return None;
        };
        if first.kind == NameKind::Alias {
            first.kind = NameKind::Primary;
        }
        for other in others {
            other.kind = other.kind.max(NameKind::Alias);
        }
        let measures = self.measures.iter().map(ToString::to_string);
        let reason = self.committees.into_iter().chain(measures);
        let reason: Vec<String> = reason.chain(self.listings).collect();
        self.entry.reason = Some(reason.join("; ")).filter(|text| !text.is_empty());
        Some(self.entry)
    }
}

fn name_kind(cells: &Cells, lost: &mut Losses) -> NameKind {
    let row = cells.row.row;
    let strength = one_blank(cells.text("alias strength")).to_lowercase();
    let weak = match strength.as_str() {
        "weak" | "low" => true,
        "" | "strong" | "good" | "n/a" | "na" => false,
        _ => {
            lost.unknown(row, Unknown::AliasType, &strength);
            false
        }
    };
    let of_type = one_blank(cells.text("name type")).to_lowercase();
    match of_type.as_str() {
        _ if cells.is_primary() => NameKind::Primary,
        _ if weak => NameKind::WeakAlias,
        "a"
        | "aka"
        | "a.k.a."
        | "alias"
        | "original script"
        | "formerly known as"
        | "fka"
        | "previously listed as" => NameKind::Alias,
        _ => {
            lost.unknown(row, Unknown::NameType, &of_type);
            NameKind::Alias
        }
    }
}

#[cfg(test)]
mod tests;
