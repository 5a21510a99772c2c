//! One row of a canonical batch to one [`Entry`].

use crate::domain::codes::{Country, Sex};
use crate::domain::date::ListedBirth;
use crate::domain::document::ListedDocument;
use crate::domain::entry::{Entry, ListedName, NameKind};
use crate::error::{Error, Kind, Result};
use crate::watchlist::columns::{Days, Lists, Text, instant_at};
use crate::watchlist::warnings::Warnings;
use arrow_array::RecordBatch;
use jiff::civil::Date;
use std::path::Path;

/// The columns of one batch, found once.
pub(super) struct Columns<'a> {
    batch: &'a RecordBatch,
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
}

impl<'a> Columns<'a> {
    pub(super) fn of(batch: &'a RecordBatch) -> Self {
        Columns {
            batch,
            entry_id: Text::named(batch, "entry_id"),
            list: Text::named(batch, "list"),
            authority: Text::named(batch, "authority"),
            category: Text::named(batch, "category"),
            names: Names::of(Lists::named(batch, "names")),
            birth_dates: Texts::named(batch, "birth_dates"),
            birth_places: Texts::named(batch, "birth_places"),
            sexes: Texts::named(batch, "sexes"),
            nationalities: Texts::named(batch, "nationalities"),
            documents: Documents::of(Lists::named(batch, "documents")),
            reason: Text::named(batch, "reason"),
            handling: Text::named(batch, "handling"),
            valid_from: Days::named(batch, "valid_from"),
            valid_to: Days::named(batch, "valid_to"),
            source_ref: Text::named(batch, "source_ref"),
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
                .ok_or_else(|| without(path, row, &format!("column {name}")))
        };
        let names = self.names.at(at, row, warnings);
        if names.is_empty() {
            return Err(without(path, row, "a name that holds a letter"));
        }
        let (valid_from, valid_to) = self.validity(at, row, warnings);
        Ok(Entry {
            entry_id: required(&self.entry_id, "entry_id")?,
            list: required(&self.list, "list")?,
            authority: required(&self.authority, "authority")?,
            category: required(&self.category, "category")?,
            names,
            birth_dates: self.birth_dates.read(
                at,
                row,
                warnings,
                "birth_dates",
                ListedBirth::parse,
            ),
            birth_places: self
                .birth_places
                .read(at, row, warnings, "birth_places", |text| {
                    Some(text.to_owned())
                }),
            sexes: self.sexes(at, row, warnings),
            nationalities: self.nationalities.read(
                at,
                row,
                warnings,
                "nationalities",
                Country::parse,
            ),
            documents: self.documents.at(at, row, warnings),
            reason: self.reason.owned(at),
            handling: self.handling.owned(at),
            valid_from,
            valid_to,
            source_ref: self.source_ref.owned(at),
            updated_at: instant_at(self.batch, "updated_at", at),
        })
    }

    /// `U` says that nothing is known, which is not worth a warning.
    fn sexes(&self, at: usize, row: usize, warnings: &mut Warnings) -> Vec<Sex> {
        let unknown_or_sex = |text: &str| match text {
            "U" | "u" => Some(None),
            other => Sex::parse(other).map(Some),
        };
        self.sexes
            .read(at, row, warnings, "sexes", unknown_or_sex)
            .into_iter()
            .flatten()
            .collect()
    }

    /// A date that cannot be read leaves the entry in force: better a hit too many.
    fn validity(
        &self,
        at: usize,
        row: usize,
        warnings: &mut Warnings,
    ) -> (Option<Date>, Option<Date>) {
        let mut day = |column: &Days, name: &str| {
            column.at(at).unwrap_or_else(|()| {
                warnings.count(&format!("{name} that is no date, dropped"), row);
                None
            })
        };
        let from = day(&self.valid_from, "valid_from");
        let to = day(&self.valid_to, "valid_to");
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            warnings.count("valid_to before valid_from, entry never in force", row);
        }
        (from, to)
    }
}

fn without(path: &Path, row: usize, what: &str) -> Error {
    Error::new(
        Kind::Data,
        format!("{}: row {row} is without {what}", path.display()),
    )
    .hint("fix the source, then import the list again")
}

struct Texts<'a> {
    rows: Lists<'a>,
    items: Text<'a>,
}

impl<'a> Texts<'a> {
    fn named(batch: &'a RecordBatch, name: &str) -> Self {
        let rows = Lists::named(batch, name);
        let items = rows.texts();
        Texts { rows, items }
    }

    fn read<T>(
        &self,
        at: usize,
        row: usize,
        warnings: &mut Warnings,
        column: &str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Vec<T> {
        let mut values = Vec::new();
        for text in self.rows.range(at).filter_map(|item| self.items.at(item)) {
            match parse(text) {
                Some(value) => values.push(value),
                None => warnings.count(&format!("{column} that cannot be read, dropped"), row),
            }
        }
        values
    }
}

struct Names<'a> {
    rows: Lists<'a>,
    full: Text<'a>,
    surname: Text<'a>,
    given_names: Text<'a>,
    kind: Text<'a>,
    script: Text<'a>,
}

impl<'a> Names<'a> {
    fn of(rows: Lists<'a>) -> Self {
        Names {
            full: rows.field("full"),
            surname: rows.field("surname"),
            given_names: rows.field("given_names"),
            kind: rows.field("kind"),
            script: rows.field("script"),
            rows,
        }
    }

    fn at(&self, at: usize, row: usize, warnings: &mut Warnings) -> Vec<ListedName> {
        let mut names = Vec::new();
        for item in self.rows.range(at) {
            let name = ListedName {
                kind: self.kind_at(item, row, warnings),
                full: self.full.owned(item),
                surname: self.surname.owned(item),
                given_names: self.given_names.owned(item),
                script: self.script.owned(item),
            };
            if has_letter(&name) {
                names.push(name);
            } else {
                warnings.count("names without a letter, dropped", row);
            }
        }
        names
    }

    /// An unknown kind is read as a full alias: the name must still be looked for.
    fn kind_at(&self, item: usize, row: usize, warnings: &mut Warnings) -> NameKind {
        self.kind
            .at(item)
            .and_then(NameKind::parse)
            .unwrap_or_else(|| {
                warnings.count("names of unknown kind, read as alias", row);
                NameKind::Alias
            })
    }
}

/// Ideographs are alphabetic in Unicode, so one test covers every script.
pub(in crate::watchlist) fn has_letter(name: &ListedName) -> bool {
    [&name.full, &name.surname, &name.given_names]
        .into_iter()
        .flatten()
        .any(|part| part.chars().any(char::is_alphabetic))
}

struct Documents<'a> {
    rows: Lists<'a>,
    kind: Text<'a>,
    number: Text<'a>,
    issuer: Text<'a>,
}

impl<'a> Documents<'a> {
    fn of(rows: Lists<'a>) -> Self {
        Documents {
            kind: rows.field("type"),
            number: rows.field("number"),
            issuer: rows.field("issuer"),
            rows,
        }
    }

    fn at(&self, at: usize, row: usize, warnings: &mut Warnings) -> Vec<ListedDocument> {
        let mut documents = Vec::new();
        for item in self.rows.range(at) {
            let Some(number) = self.number.owned(item) else {
                warnings.count("documents without a number, dropped", row);
                continue;
            };
            let issuer = self.issuer.at(item).map(Country::parse);
            if issuer == Some(None) {
                warnings.count("documents.issuer that cannot be read, dropped", row);
            }
            documents.push(ListedDocument {
                kind: self.kind.owned(item),
                number,
                issuer: issuer.flatten(),
            });
        }
        documents
    }
}
