//! What the file's numbers stand for: its reference values and its places.

use crate::domain::codes::Country;
use crate::domain::states;
use crate::watchlist::xml::Node;
use std::collections::BTreeMap;

/// The reference values that are read.
pub(super) const KINDS: [&str; 14] = [
    "AliasType",
    "AreaCode",
    "Country",
    "DetailReference",
    "FeatureType",
    "IDRegDocType",
    "List",
    "LocPartType",
    "NamePartType",
    "PartySubType",
    "PartyType",
    "RelationType",
    "SanctionsType",
    "Script",
];

/// A place, and the state that it is or lies in.
#[derive(Default)]
pub(super) struct Place {
    pub(super) text: String,
    pub(super) state: Option<Country>,
}

#[derive(Default)]
pub(super) struct References {
    texts: BTreeMap<(String, String), String>,
    /// The type of party that a narrower one belongs to.
    wider: BTreeMap<String, String>,
    places: BTreeMap<String, Place>,
}

impl References {
    pub(super) fn take(&mut self, node: &Node) {
        let id = node.attribute("ID").to_owned();
        // An area is told by its name, and some states by their letters alone.
        let named = [node.attribute("Description").to_owned(), node.words()];
        let lettered = node.attribute("ISO2").to_owned();
        let text = named.into_iter().chain([lettered]);
        let text = text.into_iter().find(|text| !text.is_empty());
        if node.name == "PartySubType" {
            let wider = node.attribute("PartyTypeID").to_owned();
            self.wider.insert(id.clone(), wider);
        }
        self.texts
            .insert((node.name.clone(), id), text.unwrap_or_default());
    }

    pub(super) fn text(&self, kind: &str, id: &str) -> Option<&str> {
        let text = self.texts.get(&(kind.to_owned(), id.to_owned()));
        text.map(String::as_str)
    }

    pub(super) fn state(&self, id: &str) -> Option<Country> {
        self.text("Country", id).and_then(states::by_any)
    }

    /// `Individual`, which many narrower types only call `Unknown`.
    pub(super) fn party(&self, narrow: &str) -> &str {
        match self.text("PartySubType", narrow) {
            Some("Unknown") => {
                let wider = self.wider.get(narrow).map_or("", String::as_str);
                self.text("PartyType", wider).unwrap_or_default()
            }
            Some(text) => text,
            None => "",
        }
    }

    /// One place of the file, narrowest part first. A state may stand as a country, as an area, or
    /// as text of an unknown kind.
    pub(super) fn locate(&mut self, node: &Node) {
        let mut parts: Vec<String> = Vec::new();
        let mut state = None;
        for part in node.all("LocationPart") {
            let values = part.all("LocationPartValue");
            let values = values.filter(|value| value.attribute("Primary") != "false");
            let text = values
                .map(|value| value.text_of("Value"))
                .find(|text| !text.is_empty());
            let kind = self.text("LocPartType", part.attribute("LocPartTypeID"));
            if kind == Some("Unknown") {
                state = state.or_else(|| states::by_name(text.as_deref().unwrap_or_default()));
            }
            parts.extend(text);
        }
        let countries = node
            .all("LocationCountry")
            .map(|one| ("Country", one.attribute("CountryID")));
        let areas = node
            .all("LocationAreaCode")
            .map(|one| ("AreaCode", one.attribute("AreaCodeID")));
        for (kind, id) in countries.chain(areas) {
            let text = self.text(kind, id).unwrap_or_default().to_owned();
            if text.is_empty() || text == "undetermined" {
                continue;
            }
            state = state.or_else(|| states::by_any(&text));
            if !parts.contains(&text) {
                parts.push(text);
            }
        }
        let text = parts.join(", ");
        let id = node.attribute("ID").to_owned();
        self.places.insert(id, Place { text, state });
    }

    pub(super) fn place(&self, id: &str) -> Option<&Place> {
        self.places.get(id)
    }
}
