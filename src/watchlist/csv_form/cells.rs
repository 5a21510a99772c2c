//! The cells of one row of the flat form.

use crate::domain::background::{Associate, Background, Rating};
use crate::domain::codes::Sex;
use crate::domain::date::ListedBirth;
use crate::domain::document::ListedDocument;
use crate::domain::entry::{Entry, ListedName, NameKind};
use crate::domain::placeholders;
use crate::domain::states;
use crate::watchlist::csv_form::{Form, NAME_TYPE};
use crate::watchlist::dates;
use crate::watchlist::import::{ImportCode, Losses, push};
use crate::watchlist::names::{script_of, split_name, usable};
use crate::watchlist::table::Record;
use jiff::Timestamp;
use jiff::civil::Date;

/// `Null` is a surname too, and a list of missing people may be called `MISSING`.
fn means_what_it_says(column: &str) -> bool {
    [
        "list",
        "authority",
        "category",
        "reason",
        "handling",
        "associates",
        "full_name",
        "name_type",
        "names",
        "surname",
        "given_names",
        "aliases",
        "weak_aliases",
    ]
    .contains(&column)
}

pub(super) struct Cells<'a> {
    record: &'a Record,
    form: &'a Form,
    row: usize,
}

impl<'a> Cells<'a> {
    pub(super) fn new(record: &'a Record, form: &'a Form) -> Self {
        Cells {
            record,
            form,
            row: record.row,
        }
    }

    /// What the rows of one person share: without grouping each row is a person of its own.
    pub(super) fn group(&self, lost: &mut Losses) -> Option<String> {
        let Some(column) = &self.form.group_by else {
            return Some(self.row.to_string());
        };
        let text = self.record.text(&column.to_lowercase());
        if text.is_empty() || placeholders::is_absent(text) {
            let why = "no value in the column that rows of a person share";
            lost.row(self.row, "entry_id", ImportCode::MissingValue, why);
            return None;
        }
        Some(text.to_owned())
    }

    /// `None` when the row is refused; the reason is then in `lost`. A further row of a person may
    /// leave out what the rows before it said.
    pub(super) fn entry(&self, before: Option<&Entry>, lost: &mut Losses) -> Option<Entry> {
        let said = |of: fn(&Entry) -> &String| before.map(of).cloned();
        let entry_id = match (self.form.row_ids, &self.form.group_by) {
            (true, _) => self.row.to_string(),
            (false, Some(_)) => self.text("entry_id").or_else(|| self.group(lost))?,
            (false, None) => self.required("entry_id", None, lost)?,
        };
        let list = self.required("list", said(|entry| &entry.list), lost)?;
        let authority = self.required("authority", said(|entry| &entry.authority), lost)?;
        let category = self.required("category", said(|entry| &entry.category), lost)?;
        let names = self.names(before.is_some(), lost)?;
        Some(Entry {
            entry_id,
            list,
            authority,
            category,
            names,
            birth_dates: self.births(lost),
            birth_places: self.many("birth_places", lost, |text| Some(text.to_owned())),
            sexes: self.many("sexes", lost, Sex::parse),
            nationalities: self.many("nationalities", lost, states::stated),
            documents: self.documents(lost),
            reason: self.text("reason"),
            handling: self.text("handling"),
            valid_from: self.one("valid_from", lost, |text| text.parse::<Date>().ok()),
            valid_to: self.one("valid_to", lost, |text| text.parse::<Date>().ok()),
            source_ref: self.text("source_ref"),
            updated_at: self.one("updated_at", lost, |text| text.parse::<Timestamp>().ok()),
            background: Background {
                associates: self.many("associates", lost, associate),
                reliability: self
                    .one("reliability", lost, Rating::parse_all)
                    .unwrap_or_default(),
                source_kind: self.text("source_kind"),
            },
        })
    }

    fn cell(&self, column: &str) -> Option<&'a str> {
        let text = self.record.text(&self.form.theirs(column));
        match text.is_empty() || (!means_what_it_says(column) && placeholders::is_absent(text)) {
            false => Some(text),
            true => self.form.values.get(column).map(String::as_str),
        }
    }

    fn text(&self, column: &str) -> Option<String> {
        self.cell(column).map(str::to_owned)
    }

    fn required(
        &self,
        column: &'static str,
        before: Option<String>,
        lost: &mut Losses,
    ) -> Option<String> {
        let text = self.text(column).or(before);
        if text.is_none() {
            lost.row(self.row, column, ImportCode::MissingValue, "no value");
        }
        text
    }

    fn one<T>(
        &self,
        column: &'static str,
        lost: &mut Losses,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.cell(column)?;
        let value = parse(text);
        if value.is_none() {
            lost.value(self.row, column, ImportCode::BadValue, "cannot be read");
        }
        value
    }

    fn items(&self, column: &str) -> impl Iterator<Item = &'a str> {
        let text = self.cell(column).unwrap_or_default();
        text.split('|')
            .map(str::trim)
            .filter(|item| !item.is_empty())
    }

    fn many<T: PartialEq>(
        &self,
        column: &'static str,
        lost: &mut Losses,
        parse: impl Fn(&'a str) -> Option<T>,
    ) -> Vec<T> {
        let mut values = Vec::new();
        for item in self.items(column) {
            match parse(item) {
                Some(value) if !values.contains(&value) => values.push(value),
                Some(_) => {}
                None => lost.value(self.row, column, ImportCode::BadValue, "cannot be read"),
            }
        }
        values
    }

    /// Of `2-12-1965` nobody knows which is the day: the year alone is right.
    fn births(&self, lost: &mut Losses) -> Vec<ListedBirth> {
        let mut births = Vec::new();
        for item in self.items("birth_dates") {
            let (birth, why) = dates::stated(item, self.form.order);
            if !why.is_empty() {
                lost.value(self.row, "birth_dates", ImportCode::BadValue, why);
            }
            birth.into_iter().for_each(|birth| push(&mut births, birth));
        }
        births
    }

    /// A document is kept without an issuer that is no code: its number may still match.
    /// One of which only the issuer or the type is known would match everybody.
    fn documents(&self, lost: &mut Losses) -> Vec<ListedDocument> {
        let no_code = "the issuer is no code; the document is kept without it";
        let mut documents = Vec::new();
        for (document, issuer) in self.many("documents", lost, document) {
            if document.issuer.is_none() && !issuer.is_empty() {
                lost.value(self.row, "documents", ImportCode::BadValue, no_code);
            }
            documents.push(document);
        }
        let [kind, number, issuer] =
            ["document_type", "document_number", "document_issuer"].map(|name| self.text(name));
        match number {
            Some(number) => {
                let state = issuer.as_deref().and_then(states::stated);
                if issuer.is_some() && state.is_none() {
                    lost.value(self.row, "document_issuer", ImportCode::BadValue, no_code);
                }
                documents.push(ListedDocument {
                    kind,
                    number,
                    issuer: state,
                });
            }
            None if kind.is_some() || issuer.is_some() => {
                let why = "a document without a number would match everybody's";
                lost.value(self.row, "document_number", ImportCode::UnderSpecified, why);
            }
            None => {}
        }
        documents
    }

    /// What the row's own name is, where rows of a person have different ones.
    fn kind(&self, lost: &mut Losses) -> NameKind {
        if self.form.group_by.is_none() {
            return NameKind::Primary;
        }
        let Some(text) = self.cell(NAME_TYPE) else {
            return NameKind::Alias;
        };
        let text = text.to_lowercase();
        let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
        if has(&["weak", "low"]) {
            NameKind::WeakAlias
        } else if has(&[
            "alias",
            "aka",
            "a.k.a",
            "fka",
            "f.k.a",
            "nka",
            "n.k.a",
            "variation",
        ]) || has(&["former", "maiden", "also", "strong", "good"])
        {
            NameKind::Alias
        } else if has(&["primary", "main"]) || text == "name" {
            NameKind::Primary
        } else {
            let why = "a type of name that is not known, taken for another name";
            lost.value(self.row, NAME_TYPE, ImportCode::BadValue, why);
            NameKind::Alias
        }
    }

    fn names(&self, is_further: bool, lost: &mut Losses) -> Option<Vec<ListedName>> {
        let mut names: Vec<ListedName> = self.primary().into_iter().collect();
        if let Some(own) = names.first_mut() {
            own.kind = self.kind(lost);
        }
        for (column, kind) in [
            ("names", NameKind::Alias),
            ("aliases", NameKind::Alias),
            ("weak_aliases", NameKind::WeakAlias),
        ] {
            names.extend(self.items(column).map(|text| split_name(kind, text)));
        }
        // Without a primary column the first of `names` is the primary name.
        let mut own = names.first_mut().filter(|_| self.form.group_by.is_none());
        if let Some(first) = own.as_mut().filter(|name| name.kind == NameKind::Alias) {
            first.kind = NameKind::Primary;
        }
        if names.is_empty() && is_further {
            return Some(names);
        }
        if names.is_empty() {
            let why = "no name: a country and a type would match everybody, and a document alone \
                       belongs with the lost ones";
            lost.row(self.row, "names", ImportCode::UnderSpecified, why);
            return None;
        }
        let names = usable(names, self.row, "names", lost);
        if names.is_empty() {
            lost.row(
                self.row,
                "names",
                ImportCode::NoUsableName,
                "no name can be looked for",
            );
            return None;
        }
        Some(names)
    }

    /// Its parts where they are given, and the full name beside them.
    fn primary(&self) -> Option<ListedName> {
        let (surname, given_names) = (self.text("surname"), self.text("given_names"));
        let full = self.text("full_name");
        let parts = [&surname, &given_names, &full].map(|part| part.clone().unwrap_or_default());
        match (surname, given_names, full) {
            (None, None, None) => None,
            (None, None, Some(full)) => Some(split_name(NameKind::Primary, &full)),
            (surname, given_names, full) => Some(ListedName {
                kind: NameKind::Primary,
                script: script_of(&parts.concat()),
                full,
                surname,
                given_names,
            }),
        }
    }
}

/// `relation:name:entry_id`; the id may be left out, and the name when the id is there.
fn associate(text: &str) -> Option<Associate> {
    let (relation, rest) = text.split_once(':')?;
    let (name, id) = rest.rsplit_once(':').unwrap_or((rest, ""));
    Associate::new(relation, Some(name.to_owned()), Some(id.to_owned()))
}

/// `type:number:issuer`; type and issuer may be empty or left out, and the number may hold
/// colons of its own. The second value is the issuer as written.
fn document(text: &str) -> Option<(ListedDocument, &str)> {
    let (kind, rest) = text.split_once(':').unwrap_or(("", text));
    let (number, issuer) = rest.rsplit_once(':').unwrap_or((rest, ""));
    let number = Some(number.trim()).filter(|number| !number.is_empty())?;
    let document = ListedDocument {
        kind: Some(kind.trim().to_owned()).filter(|kind| !kind.is_empty()),
        number: number.to_owned(),
        issuer: states::stated(issuer),
    };
    Some((document, issuer.trim()))
}
