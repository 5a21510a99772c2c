//! One row of a canonical batch to one [`Entry`].

use crate::domain::background::{Associate, Background, Rating};
use crate::domain::codes::Sex;
use crate::domain::date::{ListedBirth, PartialDate};
use crate::domain::document::ListedDocument;
use crate::domain::entry::{Entry, ListedName, NameKind};
use crate::domain::states;
use crate::error::{Error, Kind, Result};
use crate::tables::charset::is_implausible;
use crate::tables::read::{Days, Moments, Text};
use crate::watchlist::names::{has_letter, is_garbled};
use crate::watchlist::warnings::Warnings;
use arrow_array::cast::AsArray;
use arrow_array::{Array, ListArray, RecordBatch, StringArray, StructArray};
use jiff::civil::Date;
use std::ops::Range;
use std::path::Path;

/// The columns of one batch, found once.
pub(super) struct ListColumns<'a> {
    entry_id: Text<'a>,
    list: Text<'a>,
    authority: Text<'a>,
    category: Text<'a>,
    names: Names<'a>,
    birth_dates: Texts<'a>,
    birth_places: Texts<'a>,
    sexes: Texts<'a>,
    nationalities: Texts<'a>,
    documents: Documents<'a>,
    reason: Text<'a>,
    handling: Text<'a>,
    valid_from: Days<'a>,
    valid_to: Days<'a>,
    source_ref: Text<'a>,
    updated_at: Moments<'a>,
    associates: Associates<'a>,
    reliability: Text<'a>,
    source_kind: Text<'a>,
}

impl<'a> ListColumns<'a> {
    pub(super) fn of(batch: &'a RecordBatch) -> Self {
        ListColumns {
            entry_id: Text::of(batch, "entry_id"),
            list: Text::of(batch, "list"),
            authority: Text::of(batch, "authority"),
            category: Text::of(batch, "category"),
            names: Names::of(batch),
            birth_dates: Texts::of(batch, "birth_dates"),
            birth_places: Texts::of(batch, "birth_places"),
            sexes: Texts::of(batch, "sexes"),
            nationalities: Texts::of(batch, "nationalities"),
            documents: Documents::of(batch),
            reason: Text::of(batch, "reason"),
            handling: Text::of(batch, "handling"),
            valid_from: Days::of(batch, "valid_from"),
            valid_to: Days::of(batch, "valid_to"),
            source_ref: Text::of(batch, "source_ref"),
            updated_at: Moments::of(batch, "updated_at"),
            associates: Associates::of(batch),
            reliability: Text::of(batch, "reliability"),
            source_kind: Text::of(batch, "source_kind"),
        }
    }

    /// `at` is the row in the batch, `row` the 1-based row in the file.
    pub(super) fn entry(
        &self,
        path: &Path,
        at: usize,
        row: usize,
        warnings: &mut Warnings,
    ) -> Result<Entry> {
        let required = |column: &Text, name: &str| {
            column
                .owned(at)
                .ok_or_else(|| bad_entry(path, row, name, "has no value"))
        };
        let names = self.names.at(at, row, warnings);
        if names.is_empty() {
            let what = match self.names.are_garbled(at) {
                true => "holds text of another character set: its letters are lost",
                false => "holds no name with a letter",
            };
            return Err(bad_entry(path, row, "names", what));
        }
        let (valid_from, valid_to) = self.validity(at, row, warnings);
        Ok(Entry {
            entry_id: required(&self.entry_id, "entry_id")?,
            list: required(&self.list, "list")?,
            authority: self.authority.owned(at).unwrap_or_default(),
            category: required(&self.category, "category")?,
            names,
            birth_dates: self.birth_dates.at(at, row, warnings, birth),
            birth_places: self.birth_places.at(at, row, warnings, place),
            sexes: self
                .sexes
                .at(at, row, warnings, sex)
                .into_iter()
                .flatten()
                .collect(),
            nationalities: self.nationalities.at(at, row, warnings, states::stated),
            documents: self.documents.at(at, row, warnings),
            reason: self.reason.owned(at),
            handling: self.handling.owned(at),
            valid_from,
            valid_to,
            source_ref: self.source_ref.owned(at),
            updated_at: self.updated_at.known(at),
            background: Background {
                associates: self.associates.at(at, row, warnings),
                reliability: self.reliability(at, row, warnings),
                source_kind: self.source_kind.owned(at),
            },
        })
    }

    fn reliability(&self, at: usize, row: usize, warnings: &mut Warnings) -> Vec<Rating> {
        let Some(text) = self.reliability.get(at).filter(|text| !text.is_empty()) else {
            return Vec::new();
        };
        Rating::parse_all(text).unwrap_or_else(|| {
            warnings.count("reliability", "not A1 to F6, dropped", row);
            Vec::new()
        })
    }

    /// A date that cannot be read leaves the entry in force: better a hit too many.
    fn validity(
        &self,
        at: usize,
        row: usize,
        warnings: &mut Warnings,
    ) -> (Option<Date>, Option<Date>) {
        let mut day = |days: &Days, column| match days.get(at) {
            crate::tables::read::Day::Missing => None,
            _ => days.date(at).or_else(|| {
                warnings.count(column, "cannot be read, dropped", row);
                None
            }),
        };
        let from = day(&self.valid_from, "valid_from");
        let to = day(&self.valid_to, "valid_to");
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            warnings.count("valid_to", "before valid_from, never in force", row);
        }
        (from, to)
    }
}

fn place(text: &str) -> Option<String> {
    Some(text.to_owned()).filter(|text| !text.is_empty())
}

/// `U` says that nothing is known, which is not worth a warning.
fn sex(text: &str) -> Option<Option<Sex>> {
    match text {
        "U" | "u" => Some(None),
        other => Sex::parse(other).map(Some),
    }
}

/// Spans of days or months, which some writers give, are widened to their years.
fn birth(text: &str) -> Option<ListedBirth> {
    let widened = || {
        let (from, to) = text.split_once('/')?;
        let from = PartialDate::parse_iso(from.trim())?;
        let to = PartialDate::parse_iso(to.trim())?;
        (from <= to).then_some(ListedBirth::Years(from.year, to.year))
    };
    ListedBirth::parse(text).or_else(widened)
}

fn bad_entry(path: &Path, row: usize, column: &str, what: &str) -> Error {
    Error::new(
        Kind::Data,
        format!("{}: row {row}, column {column} {what}", path.display()),
    )
    .hint("mend the row at its source and import the list again")
}

/// A list column, its items in one array; absent columns have no ranges.
struct Rows<'a>(Option<&'a ListArray>);

impl<'a> Rows<'a> {
    fn of(batch: &'a RecordBatch, column: &str) -> Self {
        let array = batch.column_by_name(column);
        Rows(array.and_then(|array| array.as_list_opt()))
    }

    fn structs(&self) -> Option<&'a StructArray> {
        self.0.and_then(|lists| lists.values().as_struct_opt())
    }

    fn range(&self, at: usize) -> Range<usize> {
        match self.0 {
            Some(lists) if lists.is_valid(at) => {
                let offsets = lists.value_offsets();
                offsets[at] as usize..offsets[at + 1] as usize
            }
            _ => 0..0,
        }
    }
}

struct Texts<'a> {
    column: &'static str,
    rows: Rows<'a>,
    items: Option<&'a StringArray>,
}

impl<'a> Texts<'a> {
    fn of(batch: &'a RecordBatch, column: &'static str) -> Self {
        let rows = Rows::of(batch, column);
        let items = rows.0.and_then(|lists| lists.values().as_string_opt());
        Texts {
            column,
            rows,
            items,
        }
    }

    /// In the file's order, each value once; what `parse` refuses is counted.
    fn at<T: PartialEq>(
        &self,
        at: usize,
        row: usize,
        warnings: &mut Warnings,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Vec<T> {
        let Some(items) = self.items else {
            return Vec::new();
        };
        let mut values = Vec::new();
        for item in self.rows.range(at).filter(|item| items.is_valid(*item)) {
            let text = items.value(item).trim();
            match parse(text) {
                Some(value) if !values.contains(&value) => values.push(value),
                None if !text.is_empty() => {
                    warnings.count(self.column, "cannot be read, dropped", row);
                }
                Some(_) | None => {}
            }
        }
        values
    }
}

struct Names<'a> {
    rows: Rows<'a>,
    fields: Option<[Text<'a>; 5]>,
}

impl<'a> Names<'a> {
    fn of(batch: &'a RecordBatch) -> Self {
        let rows = Rows::of(batch, "names");
        let field = |items, name| Text::of_field(items, name);
        let fields = rows
            .structs()
            .map(|items| super::canonical::NAME_FIELDS.map(|name| field(items, name)));
        Names { rows, fields }
    }

    fn at(&self, at: usize, row: usize, warnings: &mut Warnings) -> Vec<ListedName> {
        let Some([full, surname, given_names, kind, script]) = &self.fields else {
            return Vec::new();
        };
        let mut names = Vec::new();
        for item in self.rows.range(at) {
            let name = ListedName {
                kind: name_kind(kind.get(item), row, warnings),
                full: full.owned(item),
                surname: surname.owned(item),
                given_names: given_names.owned(item),
                script: script.owned(item),
            };
            match (has_letter(&name), is_garbled(&name)) {
                (true, false) => names.push(name),
                (false, _) => warnings.count("names", "without a letter, dropped", row),
                (true, true) => {
                    let why = "of another character set, their letters lost, dropped";
                    warnings.count("names", why, row);
                }
            }
        }
        names
    }
}

impl Names<'_> {
    /// Why none of them could be kept.
    fn are_garbled(&self, at: usize) -> bool {
        let Some([full, surname, given_names, ..]) = &self.fields else {
            return false;
        };
        let garbled = |part: &Text, item| part.get(item).is_some_and(is_implausible);
        let mut items = self.rows.range(at);
        items.any(|item| {
            [full, surname, given_names]
                .iter()
                .any(|part| garbled(part, item))
        })
    }
}

/// An unknown kind is read as the strongest: found rather than missed.
fn name_kind(text: Option<&str>, row: usize, warnings: &mut Warnings) -> NameKind {
    text.and_then(NameKind::parse).unwrap_or_else(|| {
        warnings.count("names.kind", "unknown, read as primary", row);
        NameKind::Primary
    })
}

struct Documents<'a> {
    rows: Rows<'a>,
    fields: Option<[Text<'a>; 3]>,
}

impl<'a> Documents<'a> {
    fn of(batch: &'a RecordBatch) -> Self {
        let rows = Rows::of(batch, "documents");
        let field = |items, name| Text::of_field(items, name);
        let fields = rows
            .structs()
            .map(|items| super::canonical::DOCUMENT_FIELDS.map(|name| field(items, name)));
        Documents { rows, fields }
    }

    fn at(&self, at: usize, row: usize, warnings: &mut Warnings) -> Vec<ListedDocument> {
        let Some([kind, number, issuer]) = &self.fields else {
            return Vec::new();
        };
        let mut documents = Vec::new();
        for item in self.rows.range(at) {
            let Some(number) = number.owned(item) else {
                warnings.count("documents.number", "missing, document dropped", row);
                continue;
            };
            let state = issuer.get(item).map(states::stated);
            if state == Some(None) {
                warnings.count("documents.issuer", "cannot be read, dropped", row);
            }
            documents.push(ListedDocument {
                kind: kind.owned(item),
                number,
                issuer: state.flatten(),
            });
        }
        documents
    }
}

struct Associates<'a> {
    rows: Rows<'a>,
    fields: Option<[Text<'a>; 4]>,
}

impl<'a> Associates<'a> {
    fn of(batch: &'a RecordBatch) -> Self {
        let rows = Rows::of(batch, "associates");
        let field = |items, name| Text::of_field(items, name);
        let fields = rows
            .structs()
            .map(|items| super::canonical::ASSOCIATE_FIELDS.map(|name| field(items, name)));
        Associates { rows, fields }
    }

    fn at(&self, at: usize, row: usize, warnings: &mut Warnings) -> Vec<Associate> {
        let Some([name, entry_id, relation, source]) = &self.fields else {
            return Vec::new();
        };
        let mut associates = Vec::new();
        for item in self.rows.range(at) {
            let relation = relation.get(item).unwrap_or_default();
            match Associate::new(relation, name.owned(item), entry_id.owned(item)) {
                Some(associate) => associates.push(Associate {
                    source: source.owned(item),
                    ..associate
                }),
                None => {
                    let why = "without a relation, or with nobody, dropped";
                    warnings.count("associates", why, row);
                }
            }
        }
        associates
    }
}
