//! Entities that tie two others: relatives, associates, links of no known kind. Each end learns of the
//! other, as its associate and never as another name of its own.

use super::entity::Entity;
use crate::domain::background::Associate;
use crate::domain::entry::Entry;
use crate::watchlist::import::push;
use std::collections::BTreeMap;

/// One tie: the two ends by id, and what the second is to the first.
pub(super) struct Tie {
    one: String,
    other: String,
    /// What `other` is to `one`: `sibling`.
    relation: String,
}

/// Every tie of the file, and what its ends are called.
#[derive(Default)]
pub(super) struct Ties {
    ties: Vec<Tie>,
    captions: BTreeMap<String, String>,
}

impl Tie {
    fn all_of(entity: &Entity) -> Option<Vec<Tie>> {
        let (ones, others, said, unsaid) = match entity.schema() {
            "Family" => ("person", "relative", "relationship", "relative"),
            "Associate" => ("person", "associate", "relationship", "associate"),
            "UnknownLink" => ("subject", "object", "role", "linked to"),
            _ => return None,
        };
        let relation = entity.texts(said).join(", ");
        let relation = match relation.is_empty() {
            true => unsaid.to_owned(),
            false => relation,
        };
        let mut ties = Vec::new();
        for one in entity.ids(ones) {
            for other in entity.ids(others) {
                ties.push(Tie {
                    one: one.clone(),
                    other,
                    relation: relation.clone(),
                });
            }
        }
        Some(ties)
    }
}

impl Ties {
    /// Whether the entity is a tie and nothing else.
    pub(super) fn take(&mut self, entity: &Entity) -> bool {
        match Tie::all_of(entity) {
            Some(ties) => {
                self.ties.extend(ties);
                true
            }
            None => {
                let caption = entity.called();
                if !caption.is_empty() {
                    self.captions.insert(entity.id().to_owned(), caption);
                }
                false
            }
        }
    }

    /// Gives each listed end the other one.
    pub(super) fn give(self, people: &mut [Entry]) {
        let Ties { ties, captions } = self;
        let numbered = people.iter().enumerate();
        let places: BTreeMap<String, usize> = numbered
            .map(|(at, entry)| (entry.entry_id.clone(), at))
            .collect();
        for Tie {
            one,
            other,
            relation,
        } in ties
        {
            let back = match relation.as_str() {
                "linked to" => relation.clone(),
                said => format!("{said} of"),
            };
            for (end, far, said) in [(&one, &other, relation), (&other, &one, back)] {
                let Some(place) = places.get(end).filter(|_| end != far) else {
                    continue;
                };
                let name = captions.get(far).cloned();
                let told = Associate::new(&said, name, Some(far.clone()));
                let associates = &mut people[*place].background.associates;
                told.into_iter().for_each(|one| push(associates, one));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn entity(id: &str, schema: &str, properties: serde_json::Value) -> Entity {
        let value = json!({ "id": id, "schema": schema, "caption": id, "properties": properties });
        Entity::of(value).unwrap()
    }

    #[test]
    fn both_ends_learn_of_each_other() {
        let mut ties = Ties::default();
        for tie in [
            entity(
                "f",
                "Family",
                json!({"person": ["A"], "relative": ["B"], "relationship": ["mother"]}),
            ),
            entity(
                "a",
                "Associate",
                json!({"person": ["A"], "associate": [{"id": "C"}]}),
            ),
            entity(
                "u",
                "UnknownLink",
                json!({"subject": ["B"], "object": ["A"]}),
            ),
        ] {
            assert!(ties.take(&tie));
        }
        assert!(!ties.take(&entity("B", "Person", json!({}))));
        let named = |id: &str| Entry {
            entry_id: id.to_owned(),
            ..Entry::default()
        };
        let mut people = [named("A"), named("B")];
        ties.give(&mut people);
        let told = |entry: &Entry| -> Vec<String> {
            let associates = entry.background.associates.iter();
            associates.map(ToString::to_string).collect()
        };
        assert_eq!(
            told(&people[0]),
            ["mother: B (B)", "associate: C", "linked to B (B)"]
        );
        assert_eq!(told(&people[1]), ["mother of A", "linked to A"]);
    }
}
