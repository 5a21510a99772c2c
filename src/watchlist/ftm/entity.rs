//! One entity of the file, as JSON has it.

use serde_json::{Map, Value};

/// Entities nest no deeper in any published file.
const DEEPEST: usize = 8;

pub(super) struct Entity(Map<String, Value>);

impl Entity {
    /// `None` unless it has an id, a schema and properties.
    pub(super) fn of(value: Value) -> Option<Entity> {
        let Value::Object(fields) = value else {
            return None;
        };
        let entity = Entity(fields);
        let whole = !entity.id().is_empty()
            && !entity.schema().is_empty()
            && entity.0.get("properties").is_some_and(Value::is_object);
        whole.then_some(entity)
    }

    pub(super) fn id(&self) -> &str {
        self.text("id")
    }

    pub(super) fn schema(&self) -> &str {
        self.text("schema")
    }

    /// A field beside the properties; `""` when it is not there.
    pub(super) fn text(&self, field: &str) -> &str {
        self.0
            .get(field)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .trim()
    }

    /// Relatives and owners stand in the file without being listed.
    pub(super) fn is_no_target(&self) -> bool {
        self.0.get("target").and_then(Value::as_bool) == Some(false)
    }

    /// Whether whoever told of it takes it back.
    pub(super) fn is_retracted(&self) -> bool {
        let said = [self.texts("status"), self.texts("summary")].concat();
        said.iter().any(|word| word == super::RETRACTED)
    }

    /// What it is called: its caption, or its first name.
    pub(super) fn called(&self) -> String {
        match self.text("caption") {
            "" => self.texts("name").into_iter().next().unwrap_or_default(),
            caption => caption.to_owned(),
        }
    }

    pub(super) fn datasets(&self) -> Vec<String> {
        texts(self.0.get("datasets"))
    }

    /// The values of a property that are text: a lone text counts as a list of one.
    pub(super) fn texts(&self, property: &str) -> Vec<String> {
        texts(self.property(property))
    }

    /// The ids of the entities that a property names, or holds whole.
    pub(super) fn ids(&self, property: &str) -> Vec<String> {
        let mut ids = self.texts(property);
        let items = self.property(property).and_then(Value::as_array);
        let inner = items.into_iter().flatten().filter_map(Value::as_object);
        let inner = inner.filter_map(|fields| fields.get("id")?.as_str());
        ids.extend(inner.map(|id| id.trim().to_owned()));
        ids
    }

    pub(super) fn properties(&self) -> impl Iterator<Item = &str> {
        let properties = self.0.get("properties").and_then(Value::as_object);
        properties
            .into_iter()
            .flat_map(Map::keys)
            .map(String::as_str)
    }

    pub(super) fn holds_entities(&self, property: &str) -> bool {
        let items = self.property(property).and_then(Value::as_array);
        items.is_some_and(|items| items.iter().any(Value::is_object))
    }

    fn property(&self, name: &str) -> Option<&Value> {
        self.0.get("properties")?.get(name)
    }

    /// Every entity inside of this one that names its holder, or whose holder is the entity
    /// around it.
    pub(super) fn nested(&self) -> Vec<Entity> {
        let mut found = Vec::new();
        self.collect(0, &mut found);
        found
    }

    fn collect(&self, depth: usize, found: &mut Vec<Entity>) {
        let properties = self.0.get("properties").and_then(Value::as_object);
        for (property, values) in properties.into_iter().flatten() {
            for value in values.as_array().into_iter().flatten() {
                let Some(mut inner) = Entity::of(value.clone()) else {
                    continue;
                };
                inner.held_by(self.id(), property);
                if depth < DEEPEST {
                    inner.collect(depth + 1, found);
                }
                found.push(inner);
            }
        }
    }

    /// `around` is the property that holds it.
    fn held_by(&mut self, holder: &str, around: &str) {
        let link = match self.schema() {
            "Sanction" => "entity",
            "Family" | "Associate" | "UnknownLink" => match end_of_tie(around) {
                Some(end) => end,
                None => return,
            },
            _ => "holder",
        };
        if let Some(Value::Object(properties)) = self.0.get_mut("properties") {
            properties
                .entry(link)
                .or_insert_with(|| Value::from(vec![holder]));
        }
    }
}

/// Which end of a tie is the entity around it, by the property that holds the tie.
fn end_of_tie(around: &str) -> Option<&'static str> {
    match around {
        "familyPerson" => Some("person"),
        "familyRelative" => Some("relative"),
        "associates" => Some("person"),
        "associations" => Some("associate"),
        "unknownLinkTo" => Some("subject"),
        "unknownLinkFrom" => Some("object"),
        _ => None,
    }
}

fn texts(value: Option<&Value>) -> Vec<String> {
    let items = match value {
        Some(Value::Array(items)) => items.as_slice(),
        Some(text @ Value::String(_)) => std::slice::from_ref(text),
        _ => &[],
    };
    let texts = items
        .iter()
        .filter_map(Value::as_str)
        .map(|text| text.trim().to_owned());
    texts.filter(|text| !text.is_empty()).collect()
}
