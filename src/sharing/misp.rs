//! MISP core JSON: one event, one `person` object a person, handling as tags in band. A retraction is
//! the same event with the same objects, deleted.

use super::agreements::Tlp;
use super::field::Field;
use super::outgoing::{Body, Head, Person, uuid};
use jiff::Timestamp;
use serde_json::{Value, json};

/// Of `person` among MISP's object templates.
const TEMPLATE: &str = "a15b0477-e9d1-4b9c-9546-abe78a4f4248";
const TEMPLATE_VERSION: &str = "20";

/// By field: the template's relation and the attribute's type, which bear one name.
const ATTRIBUTES: [(Field, &str); 8] = [
    (Field::Surname, "last-name"),
    (Field::GivenNames, "first-name"),
    (Field::BirthDate, "date-of-birth"),
    (Field::Sex, "gender"),
    (Field::Nationality, "nationality"),
    (Field::DocumentNumber, "passport-number"),
    (Field::DocumentIssuer, "passport-country"),
    (Field::DocumentExpiry, "passport-expiration"),
];

/// The rest, told as text.
const TEXTS: [(Field, &str); 9] = [
    (Field::EntryName, "listed as"),
    (Field::Category, "category"),
    (Field::List, "list"),
    (Field::EntryId, "entry"),
    (Field::Carrier, "carrier"),
    (Field::FlightNumber, "flight"),
    (Field::DepartureAirport, "from"),
    (Field::ArrivalAirport, "to"),
    (Field::ScheduledDeparture, "departing"),
];

pub fn encode(body: &Body, head: &Head) -> Vec<u8> {
    let (tlp, objects) = match body {
        Body::Shared(people) => {
            let strictest = people.iter().map(|person| person.tlp).max();
            let objects: Vec<Value> = people.iter().map(|person| shared(person, head)).collect();
            (strictest.unwrap_or(Tlp::Red), objects)
        }
        Body::Retracted(ids) => {
            let objects = ids.iter().map(|id| retracted(id, head)).collect();
            (Tlp::Clear, objects)
        }
    };
    let info = match body {
        Body::Shared(_) => format!("Preboard share {} to {}", head.number, head.partner),
        Body::Retracted(_) => format!("Preboard recall {} from {}", head.number, head.partner),
    };
    let event = json!({ "Event": {
        // One event a partner: what is retracted stands where it stood.
        "uuid": uuid(&format!("event {} {}", head.house, head.partner)),
        "info": info,
        "date": head.made_at.get(..10).unwrap_or_default(),
        "timestamp": seconds(head),
        "published": false,
        "analysis": "2",
        "threat_level_id": "4",
        "distribution": "0",
        "Tag": [{ "name": tlp.tag() }],
        "Object": objects,
    }});
    (event.to_string() + "\n").into_bytes()
}

fn object(id: &str, head: &Head) -> Value {
    json!({
        "uuid": uuid(&format!("object {id}")),
        "name": "person",
        "meta-category": "misc",
        "description": "An object which describes a person or an identity.",
        "template_uuid": TEMPLATE,
        "template_version": TEMPLATE_VERSION,
        "timestamp": seconds(head),
        "distribution": "5",
        "comment": id,
        "deleted": false,
        "Attribute": [],
    })
}

fn shared(person: &Person, head: &Head) -> Value {
    let attribute = |relation: &str, kind: &str, value: &str| {
        json!({
            "uuid": uuid(&format!("attribute {} {relation} {value}", person.id)),
            "object_relation": relation,
            "type": kind,
            "category": if kind == "text" { "Other" } else { "Person" },
            "value": value,
            "to_ids": false,
            "distribution": "5",
            "timestamp": seconds(head),
            "deleted": false,
            "Tag": [{ "name": person.tlp.tag() }],
        })
    };
    let known = ATTRIBUTES.iter();
    let mut attributes: Vec<Value> = known
        .filter_map(|(field, name)| {
            let value = person.value(*field)?;
            let value = match field {
                Field::Sex => gender(value)?,
                _ => value,
            };
            Some(attribute(name, name, value))
        })
        .collect();
    for (field, name) in TEXTS {
        let value = person.value(field);
        let value = value.map(|value| attribute("text", "text", &format!("{name}: {value}")));
        attributes.extend(value);
    }
    if let Some(until) = person.until {
        attributes.push(attribute("text", "text", &format!("delete by: {until}")));
    }
    let mut object = object(&person.id, head);
    object["Attribute"] = Value::Array(attributes);
    object
}

fn retracted(id: &str, head: &Head) -> Value {
    let mut object = object(id, head);
    object["deleted"] = json!(true);
    object
}

/// One of the template's own words.
fn gender(sex: &str) -> Option<&'static str> {
    match sex {
        "M" => Some("Male"),
        "F" => Some("Female"),
        "X" => Some("Other"),
        _ => None,
    }
}

/// Of the moment, as MISP writes it; what it compares two states of an object by.
fn seconds(head: &Head) -> String {
    let moment: Timestamp = head.made_at.parse().unwrap_or(Timestamp::UNIX_EPOCH);
    moment.as_second().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sharing::field::Rule;
    use crate::sharing::outgoing::samples::{head, hostile, person};
    use std::collections::BTreeSet;

    fn event(body: &Body) -> Value {
        serde_json::from_slice(&encode(body, &head())).unwrap()
    }

    #[test]
    fn handling_stands_in_band_at_event_and_attribute() {
        let people = [person()];
        let told = event(&Body::Shared(&people));
        let tag = json!([{ "name": "tlp:amber+strict" }]);
        assert_eq!(told["Event"]["Tag"], tag);
        let attributes = told["Event"]["Object"][0]["Attribute"].as_array().unwrap();
        assert!(attributes.iter().all(|one| one["Tag"] == tag));
        let passport = attributes
            .iter()
            .find(|one| one["type"] == "passport-number");
        assert_eq!(passport.unwrap()["value"], "AB123");
    }

    #[test]
    fn every_field_that_may_leave_has_its_place_but_the_kind_of_document() {
        let placed = ATTRIBUTES.iter().chain(&TEXTS).map(|(field, _)| *field);
        let placed: BTreeSet<Field> = placed.collect();
        for field in Field::ALL {
            let may = !matches!(field.rule(), Rule::Never(_));
            let expect = may && *field != Field::DocumentType;
            assert_eq!(placed.contains(field), expect, "{}", field.as_str());
        }
    }

    #[test]
    fn a_recall_deletes_the_same_object_of_the_same_event() {
        let people = [person()];
        let ids = [people[0].id.clone()];
        let (told, recalled) = (event(&Body::Shared(&people)), event(&Body::Retracted(&ids)));
        let own = |event: &Value| {
            (
                event["Event"]["uuid"].clone(),
                event["Event"]["Object"][0]["uuid"].clone(),
            )
        };
        assert_eq!(own(&told), own(&recalled));
        let object = &recalled["Event"]["Object"][0];
        assert_eq!(
            (&object["deleted"], &object["Attribute"]),
            (&json!(true), &json!([]))
        );
        assert!(!recalled.to_string().contains("ZUMARINOV"));
    }

    #[test]
    fn a_value_stays_a_value() {
        let people = [hostile()];
        let bytes = encode(&Body::Shared(&people), &head());
        let event: Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(event["Event"]["Object"].as_array().unwrap().len(), 1);
        assert!(!bytes.contains(&0x1b), "JSON escapes what acts");
    }
}
