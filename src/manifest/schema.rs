//! The contract's columns, and how a foreign file names them.
//!
//! Only these columns are ever read: no field for meals, services or beliefs has a name
//! here, so none can reach the program.

use crate::error::{Error, Result};
use crate::tables::source::{Source, Wanted, alike};
use serde::Deserialize;
use std::collections::BTreeMap;

/// `[manifest]` of the settings.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Contract name to the name in the file.
    pub columns: BTreeMap<String, String>,
}

impl Config {
    /// A key that is no column of the contract: misspelt, it would map nothing.
    pub fn unknown_column(&self) -> Option<&str> {
        let known = |key: &&String| {
            let read = CONTRACT.iter().map(|(column, _, _)| *column);
            read.chain(KNOWN_UNUSED).any(|column| column == *key)
        };
        self.columns
            .keys()
            .find(|key| !known(key))
            .map(String::as_str)
    }
}

use Wanted::{Day, Label, Moment, StructList, Text};

/// Name, type, required.
pub(super) const CONTRACT: [(&str, Wanted, bool); 32] = [
    ("carrier", Text, true),
    ("flight_number", Label, true),
    ("departure_airport", Text, true),
    ("arrival_airport", Text, true),
    ("scheduled_departure", Moment, true),
    ("surname", Text, true),
    ("given_names", Text, true),
    ("scheduled_arrival", Moment, false),
    ("passenger_ref", Label, false),
    ("booking_ref", Label, false),
    ("person_type", Text, false),
    ("birth_date", Day, false),
    ("sex", Text, false),
    ("nationality", Text, false),
    ("residence", Text, false),
    ("birth_country", Text, false),
    ("birth_place", Text, false),
    ("document_type", Text, false),
    ("document_number", Text, false),
    ("document_issuer", Text, false),
    ("document_expiry", Day, false),
    ("visa_number", Text, false),
    ("visa_issuer", Text, false),
    ("visa_expiry", Day, false),
    ("mrz", Text, false),
    ("documents", StructList, false),
    ("redress_number", Text, false),
    ("known_traveller_number", Text, false),
    ("contact_phone", Text, false),
    ("contact_email", Text, false),
    ("payment_ref", Label, false),
    ("agency", Label, false),
];

/// Of `documents`.
const DOCUMENT_FIELDS: [(&str, Wanted, bool); 5] = [
    ("type", Text, false),
    ("number", Text, false),
    ("issuer", Text, false),
    ("expiry", Day, false),
    ("mrz", Text, false),
];

/// ManifestColumns that the contract knows and screening has no use for: not worth a word.
pub(super) const KNOWN_UNUSED: [&str; 3] = ["seat", "checked_in", "boarded"];

/// Read only to link passengers to a case.
const LINKS_ONLY: [&str; 4] = ["contact_phone", "contact_email", "payment_ref", "agency"];

/// The names of one file's columns.
#[derive(Clone, Debug)]
pub struct ManifestColumns {
    names: BTreeMap<&'static str, String>,
}

impl ManifestColumns {
    /// The file's name for a contract column; columns that are not there read as absent.
    pub fn name(&self, column: &str) -> &str {
        self.names.get(column).map_or("", String::as_str)
    }

    pub fn names(&self, columns: &[&str]) -> Vec<&str> {
        columns.iter().map(|column| self.name(column)).collect()
    }

    /// Everything that screening reads.
    pub fn all_names(&self) -> Vec<&str> {
        let read = self
            .names
            .iter()
            .filter(|(column, _)| !LINKS_ONLY.contains(column));
        read.map(|(_, name)| name.as_str()).collect()
    }

    pub fn ignored(&self, source: &Source) -> Vec<String> {
        let names = source.not_checked().into_iter();
        let used = |name: &String| KNOWN_UNUSED.iter().any(|known| alike(known, name));
        names.filter(|name| !used(name)).collect()
    }
}

/// Checks that required and mapped columns are there and all have a readable type.
pub fn check(source: &mut Source, config: &Config) -> Result<ManifestColumns> {
    require(source, config)?;
    let mut names = BTreeMap::new();
    for (column, wanted, required) in CONTRACT {
        let mapped = config.columns.get(column);
        let name = mapped.map_or(column, String::as_str);
        // A name that someone wrote down and that is not there is a slip: read as absent,
        // it would hide every birth date of the night.
        let required = required || mapped.is_some();
        if source
            .check(name, wanted, required)
            .map_err(|e| with_advice(e, column, mapped))?
        {
            names.insert(column, name.to_owned());
        }
    }
    let columns = ManifestColumns { names };
    source.check_fields(columns.name("documents"), &DOCUMENT_FIELDS)?;
    Ok(columns)
}

/// The required columns that nobody mapped, under the contract's names.
fn require(source: &Source, config: &Config) -> Result<()> {
    let required = CONTRACT.iter().filter(|(_, _, required)| *required);
    let own = required.map(|(column, ..)| *column);
    let own: Vec<&str> = own
        .filter(|column| !config.columns.contains_key(*column))
        .collect();
    source.require(&own).map_err(|error| {
        let found = |column: &&&str| !source.has(column);
        let first = own.iter().find(found).copied().unwrap_or_default();
        error.hint(format!(
            "map it: {first} = \"its name\" in [manifest.columns]"
        ))
    })
}

fn with_advice(error: Error, column: &str, mapped: Option<&String>) -> Error {
    match (&error.hint, mapped) {
        (Some(_), _) => error,
        (None, Some(name)) => error.hint(format!(
            "[manifest.columns] says that {name} holds {column}: correct it or the feed"
        )),
        (None, None) => error.hint(format!(
            "map it: {column} = \"its name\" in [manifest.columns]"
        )),
    }
}
