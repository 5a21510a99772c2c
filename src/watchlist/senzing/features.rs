//! The features of one record: small sets of attributes that belong together, as a name's parts or a
//! document's number and country do.

use crate::domain::codes::{Country, Sex};
use crate::domain::date::ListedBirth;
use crate::domain::document::ListedDocument;
use crate::domain::entry::{ListedName, NameKind};
use crate::domain::states;
use crate::watchlist::dates;
use crate::watchlist::import::{ImportCode, Losses, push};
use crate::watchlist::names::{one_blank, script_of, whole_name};
use crate::watchlist::prose;
use crate::watchlist::unknown::Unknown;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Attributes that are read.
const READ: [&str; 26] = [
    "CITIZENSHIP",
    "DATA_SOURCE",
    "DATE_OF_BIRTH",
    "DRIVERS_LICENSE_COUNTRY",
    "DRIVERS_LICENSE_NUMBER",
    "GENDER",
    "LAST_CHANGE",
    "NAME_FIRST",
    "NAME_FULL",
    "NAME_LAST",
    "NAME_MIDDLE",
    "NAME_TYPE",
    "NATIONALITY",
    "NATIONAL_ID_COUNTRY",
    "NATIONAL_ID_NUMBER",
    "NATIONAL_ID_TYPE",
    "PASSPORT_COUNTRY",
    "PASSPORT_NUMBER",
    "PLACE_OF_BIRTH",
    "RECORD_ID",
    "RECORD_TYPE",
    "SSN_NUMBER",
    "SSN",
    "TAX_ID_COUNTRY",
    "TAX_ID_NUMBER",
    "TOPIC",
];

/// What the form has besides, and is not read.
const NOT_READ: [&str; 24] = [
    "ACCOUNT_",
    "ADDR_",
    "COUNTRY_OF_",
    "CREATED",
    "DATE_OF_DEATH",
    "DRIVERS_LICENSE_STATE",
    "DUNS_NUMBER",
    "EMAIL_",
    "EMPLOYER",
    "GROUP_ASSOCIATION_",
    "ID",
    "LEI_NUMBER",
    "NAME_ORG",
    "NAME_PREFIX",
    "NAME_SUFFIX",
    "OTHER_ID_",
    "PHONE_",
    "REGISTRATION_",
    "REL_",
    "SOURCE_",
    "TAX_ID_TYPE",
    "TRUSTED_ID_",
    "URL",
    "WEBSITE_",
];

type Feature = BTreeMap<String, String>;

pub(super) struct Features(Vec<Feature>);

impl Features {
    /// Flat attributes are one feature; each object of a list is one of its own.
    pub(super) fn of(record: &Map<String, Value>) -> Features {
        let mut features = vec![Feature::new()];
        for (name, value) in record {
            match value {
                Value::Array(items) => {
                    let items = items.iter().filter_map(Value::as_object);
                    features.extend(items.map(|item| {
                        let pairs = item.iter();
                        pairs
                            .filter_map(|(name, value)| attribute(name, value))
                            .collect()
                    }));
                }
                value => features[0].extend(attribute(name, value)),
            }
        }
        Features(features)
    }

    /// Tells the attributes that are in neither list.
    pub(super) fn tell_unknown(&self, row: usize, lost: &mut Losses) {
        for name in self.0.iter().flat_map(BTreeMap::keys) {
            let ignored = NOT_READ.iter().any(|part| name.starts_with(part));
            if !READ.contains(&name.as_str()) && !ignored {
                lost.unknown(row, Unknown::Property, name);
            }
        }
    }

    /// The first value of an attribute; `""` when it is not there.
    pub(super) fn text(&self, name: &str) -> &str {
        let found = self.0.iter().find_map(|feature| feature.get(name));
        found.map_or("", String::as_str)
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|feature| feature.contains_key(name))
    }

    /// Every value, each once.
    pub(super) fn texts(&self, name: &str) -> Vec<String> {
        let mut texts = Vec::new();
        let values = self.0.iter().filter_map(|feature| feature.get(name));
        values.for_each(|text| push(&mut texts, text.clone()));
        texts
    }

    pub(super) fn names(&self) -> Vec<ListedName> {
        let names = self.0.iter().filter_map(name);
        names.collect()
    }

    pub(super) fn births(&self, row: usize, lost: &mut Losses) -> Vec<ListedBirth> {
        let mut births = Vec::new();
        for text in self.texts("DATE_OF_BIRTH") {
            let (birth, why) = dates::stated(&text, None);
            if !why.is_empty() {
                lost.value(row, "DATE_OF_BIRTH", ImportCode::BadValue, why);
            }
            birth.into_iter().for_each(|birth| push(&mut births, birth));
        }
        births
    }

    pub(super) fn states(&self, row: usize, lost: &mut Losses) -> Vec<Country> {
        let mut found = Vec::new();
        for column in ["NATIONALITY", "CITIZENSHIP"] {
            for text in self.texts(column) {
                match states::by_any(&text) {
                    Some(state) => push(&mut found, state),
                    None => {
                        let why = "a state that is in no table";
                        lost.value(row, column, ImportCode::BadValue, why);
                    }
                }
            }
        }
        found
    }

    pub(super) fn sexes(&self, row: usize, lost: &mut Losses) -> Vec<Sex> {
        let mut sexes = Vec::new();
        for text in self.texts("GENDER") {
            match Sex::parse(&text) {
                Some(sex) => push(&mut sexes, sex),
                None => {
                    let why = "a sex that cannot be read";
                    lost.value(row, "GENDER", ImportCode::BadValue, why);
                }
            }
        }
        sexes
    }

    /// A number and the state that stands in the same feature.
    pub(super) fn documents(&self, row: usize, lost: &mut Losses) -> Vec<ListedDocument> {
        const KINDS: [(&str, &str, &str); 6] = [
            ("PASSPORT_NUMBER", "PASSPORT_COUNTRY", "P"),
            ("NATIONAL_ID_NUMBER", "NATIONAL_ID_COUNTRY", "National ID"),
            (
                "DRIVERS_LICENSE_NUMBER",
                "DRIVERS_LICENSE_COUNTRY",
                "Driving licence",
            ),
            ("SSN_NUMBER", "", "SSN"),
            ("SSN", "", "SSN"),
            ("TAX_ID_NUMBER", "TAX_ID_COUNTRY", "Tax ID No."),
        ];
        let mut documents = Vec::new();
        for feature in &self.0 {
            for (number, country, kind) in KINDS {
                let Some(number) = feature.get(number) else {
                    continue;
                };
                let stated = feature.get(country).map_or("", String::as_str);
                let issuer = states::by_any(stated);
                if issuer.is_none() && !stated.is_empty() {
                    let why = "a document kept without its issuer, which is in no table";
                    lost.value(row, "PASSPORT_COUNTRY", ImportCode::BadValue, why);
                }
                match prose::of_field(kind, number, issuer) {
                    Some(document) => push(&mut documents, document),
                    None => {
                        let why = "a document without a number";
                        lost.value(row, "PASSPORT_NUMBER", ImportCode::MissingValue, why);
                    }
                }
            }
        }
        documents
    }
}

/// Numbers may stand for texts.
fn attribute(name: &str, value: &Value) -> Option<(String, String)> {
    let text = match value {
        Value::String(text) => one_blank(text),
        Value::Number(number) => number.to_string(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => return None,
    };
    let name = name.to_uppercase();
    (!text.is_empty()).then_some((name, text))
}

fn name(feature: &Feature) -> Option<ListedName> {
    let part = |name: &str| feature.get(name).cloned();
    let kind = match feature.get("NAME_TYPE").map(|text| text.to_uppercase()) {
        None => NameKind::Primary,
        Some(text) if text == "PRIMARY" => NameKind::Primary,
        Some(text) if text.contains("WEAK") => NameKind::WeakAlias,
        Some(_) => NameKind::Alias,
    };
    if let Some(full) = part("NAME_FULL") {
        return Some(whole_name(kind, &full));
    }
    let given: Vec<String> = ["NAME_FIRST", "NAME_MIDDLE"]
        .into_iter()
        .filter_map(part)
        .collect();
    let given = Some(given.join(" ")).filter(|text| !text.is_empty());
    match (part("NAME_LAST"), given) {
        (None, None) => None,
        (Some(surname), Some(given)) => Some(ListedName {
            kind,
            full: None,
            script: script_of(&format!("{surname} {given}")),
            surname: Some(surname),
            given_names: Some(given),
        }),
        (one, other) => Some(whole_name(kind, &one.or(other).unwrap_or_default())),
    }
}
