//! FollowTheMoney, one entity a line: what aggregators, investigators and our own `watchlist import
//! ftm-json` read. A retraction is the same entity with nothing but `status`.

use super::field::Field;
use super::outgoing::{Body, Head, Person, prefix_of};
use crate::domain::codes::Country;
use crate::domain::states;
use crate::watchlist::topics;
use serde_json::{Map, Value, json};

/// The word of `status` by which our import takes an entry off.
pub use crate::watchlist::ftm::RETRACTED;

pub fn encode(body: &Body, head: &Head) -> Vec<u8> {
    let mut text = String::new();
    let mut add = |entity: Value| {
        text.push_str(&entity.to_string());
        text.push('\n');
    };
    match body {
        Body::Shared(people) => {
            for person in *people {
                add(entity(person, head));
                document(person, head).into_iter().for_each(&mut add);
            }
        }
        Body::Retracted(ids) => {
            for id in *ids {
                let properties = json!({ "status": [RETRACTED] });
                add(whole(id, "Person", id, properties, head));
                let properties = json!({ "holder": [id], "summary": [RETRACTED] });
                add(whole(&document_id(id), "Passport", id, properties, head));
            }
        }
    }
    text.into_bytes()
}

fn whole(id: &str, schema: &str, caption: &str, properties: Value, head: &Head) -> Value {
    json!({
        "id": id,
        "schema": schema,
        "caption": caption,
        "datasets": [dataset(head)],
        "last_change": head.made_at,
        "properties": properties,
    })
}

/// `preboard_01234567`: what the partner's list of it is called.
fn dataset(head: &Head) -> String {
    prefix_of(head.house)
        .trim_end_matches('-')
        .replace('-', "_")
}

fn entity(person: &Person, head: &Head) -> Value {
    let mut properties = Map::new();
    let mut add = |property: &str, value: Option<String>| {
        if let Some(value) = value {
            properties.insert(property.to_owned(), json!([value]));
        }
    };
    let text = |field: Field| person.value(field).map(str::to_owned);
    let called = person.called();
    add("name", called.clone());
    add("lastName", text(Field::Surname));
    add("firstName", text(Field::GivenNames));
    add(
        "alias",
        text(Field::EntryName).filter(|name| Some(name) != called.as_ref()),
    );
    add("birthDate", text(Field::BirthDate));
    add("gender", person.value(Field::Sex).and_then(gender));
    add("nationality", person.value(Field::Nationality).map(state));
    let category = person.value(Field::Category);
    add("topics", category.and_then(topics::topic_of));
    let entry = person.value(Field::EntryId);
    let list = person.value(Field::List);
    let parts: Vec<&str> = list.into_iter().chain(entry).collect();
    add("notes", journey(person));
    let caption = called.unwrap_or_else(|| person.id.clone());
    let mut entity = whole(
        &person.id,
        "Person",
        &caption,
        Value::Object(properties),
        head,
    );
    entity["target"] = json!(true);
    entity["handling"] = json!(person.tlp.tag().to_uppercase());
    if !parts.is_empty() {
        entity["referents"] = json!([parts.join("/")]);
    }
    if let Some(until) = person.until {
        entity["delete_by"] = json!(until.to_string());
    }
    entity
}

fn document(person: &Person, head: &Head) -> Option<Value> {
    let number = person.value(Field::DocumentNumber)?;
    let schema = match person.value(Field::DocumentType) {
        Some("P") => "Passport",
        Some(_) | None => "Identification",
    };
    let mut properties = json!({ "holder": [person.id], "number": [number] });
    for (property, value) in [
        ("country", person.value(Field::DocumentIssuer).map(state)),
        (
            "endDate",
            person.value(Field::DocumentExpiry).map(str::to_owned),
        ),
        ("type", person.value(Field::DocumentType).map(str::to_owned)),
    ] {
        if let Some(value) = value {
            properties[property] = json!([value]);
        }
    }
    let id = document_id(&person.id);
    Some(whole(&id, schema, &id, properties, head))
}

fn document_id(id: &str) -> String {
    format!("{id}-doc")
}

fn journey(person: &Person) -> Option<String> {
    let fields = [
        Field::Carrier,
        Field::FlightNumber,
        Field::DepartureAirport,
        Field::ArrivalAirport,
        Field::ScheduledDeparture,
    ];
    let parts: Vec<&str> = fields
        .iter()
        .filter_map(|field| person.value(*field))
        .collect();
    (!parts.is_empty()).then(|| format!("Travelled: {}", parts.join(" ")))
}

fn gender(sex: &str) -> Option<String> {
    match sex {
        "M" => Some("male".to_owned()),
        "F" => Some("female".to_owned()),
        _ => None,
    }
}

/// Two small letters, as the model has them; another code stays as it is.
fn state(code: &str) -> String {
    let country = Country::parse(code);
    let short = country.and_then(|country| states::to_alpha2(&country));
    short.map_or_else(|| code.to_owned(), str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sharing::outgoing::samples::{head, hostile, person};

    fn lines(bytes: &[u8]) -> Vec<Value> {
        let text = std::str::from_utf8(bytes).unwrap();
        text.lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    #[test]
    fn a_person_is_read_back_as_our_own_import_reads_it() {
        let people = [person()];
        let bytes = encode(&Body::Shared(&people), &head());
        let entities = lines(&bytes);
        assert_eq!(entities.len(), 2);
        let properties = &entities[0]["properties"];
        assert_eq!(properties["name"], json!(["BORISLAV ZUMARINOV"]));
        assert_eq!(properties["nationality"], json!(["fr"]));
        assert_eq!(properties["gender"], json!(["male"]));
        assert_eq!(properties["topics"], json!(["wanted"]));
        assert_eq!(entities[0]["handling"], "TLP:AMBER+STRICT");
        assert_eq!(entities[1]["properties"]["holder"], json!([people[0].id]));

        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("people.ftm.jsonl");
        std::fs::write(&path, &bytes).unwrap();
        let imported = crate::watchlist::ftm::import(&path, None).unwrap();
        let [entry] = imported.entries.as_slice() else {
            panic!("{imported:?}");
        };
        assert_eq!(entry.entry_id, people[0].id);
        assert_eq!(entry.category, "fugitive");
        assert_eq!(entry.documents.len(), 1);
        assert_eq!(entry.handling.as_deref(), Some("TLP:AMBER+STRICT"));
        assert!(imported.rejects.is_empty(), "{:?}", imported.rejects);
    }

    #[test]
    fn a_retraction_bears_the_id_and_nothing_of_the_person() {
        let people = [person()];
        let ids = [people[0].id.clone()];
        let bytes = encode(&Body::Retracted(&ids), &head());
        let entities = lines(&bytes);
        assert_eq!(entities[0]["id"], people[0].id.as_str());
        assert_eq!(entities[0]["properties"], json!({ "status": [RETRACTED] }));
        let text = String::from_utf8(bytes).unwrap();
        for value in people[0].values.values() {
            assert!(!text.contains(value.as_str()) || value == "P", "{value}");
        }
    }

    #[test]
    fn a_value_never_becomes_an_entity_of_its_own() {
        let people = [hostile()];
        let bytes = encode(&Body::Shared(&people), &head());
        let entities = lines(&bytes);
        assert_eq!(entities.len(), 2);
        assert!(!bytes.contains(&0x1b), "JSON escapes what acts");
    }
}
