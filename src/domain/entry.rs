//! A listed person.

use crate::domain::background::Background;
use crate::domain::codes::{Country, Sex};
use crate::domain::date::ListedBirth;
use crate::domain::document::ListedDocument;
use jiff::Timestamp;
use jiff::civil::Date;

/// How far a listed name is to be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    Primary,
    Alias,
    /// The authority itself calls it weak (OFAC quotes these): capped at human contact.
    WeakAlias,
}

impl NameKind {
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "primary" => Some(NameKind::Primary),
            "alias" => Some(NameKind::Alias),
            "weak_alias" => Some(NameKind::WeakAlias),
            _ => None,
        }
    }

    pub fn as_str(self) -> &'static str {
        match self {
            NameKind::Primary => "primary",
            NameKind::Alias => "alias",
            NameKind::WeakAlias => "weak_alias",
        }
    }
}

/// One name of a listed person: whole, or in surname and given names, or both.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ListedName {
    pub kind: NameKind,
    pub full: Option<String>,
    pub surname: Option<String>,
    pub given_names: Option<String>,
    pub script: Option<String>,
}

impl ListedName {
    /// The name for a reader: `SURNAME, Given names` when the parts are known.
    pub fn display(&self) -> String {
        match (&self.surname, &self.given_names, &self.full) {
            (Some(surname), Some(given), _) => format!("{surname}, {given}"),
            (_, _, Some(full)) => full.clone(),
            (Some(one), None, None) | (None, Some(one), None) => one.clone(),
            (None, None, None) => String::new(),
        }
    }
}

/// One listed person, as the canonical Parquet form holds it. The default is the empty form that
/// readers fill in: a list never holds it as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Unique in its list.
    pub entry_id: String,
    pub list: String,
    pub authority: String,
    /// A key of `[categories]` in the settings.
    pub category: String,
    /// Never empty: an entry without a name is refused on reading.
    pub names: Vec<ListedName>,
    pub birth_dates: Vec<ListedBirth>,
    pub birth_places: Vec<String>,
    pub sexes: Vec<Sex>,
    pub nationalities: Vec<Country>,
    pub documents: Vec<ListedDocument>,
    pub reason: Option<String>,
    pub handling: Option<String>,
    pub valid_from: Option<Date>,
    pub valid_to: Option<Date>,
    pub source_ref: Option<String>,
    pub updated_at: Option<Timestamp>,
    /// For a reader's eyes; never compared.
    pub background: Background,
}

impl Entry {
    /// The primary name, for readers.
    pub fn display_name(&self) -> String {
        self.names
            .iter()
            .min_by_key(|name| name.kind)
            .map(ListedName::display)
            .unwrap_or_default()
    }

    /// Whether the entry fires on that day: withdrawn or future entries do not.
    pub fn in_force_on(&self, day: Date) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day <= to)
    }
}
