//! Every field of every candidate before the rules, and what came of it.

use super::candidates::Candidate;
use crate::schema::share::{FieldReceipt, ShareLine, SharedPerson};
use crate::sharing::agreements::Tlp;
use crate::sharing::field::{self, Field};
use crate::sharing::judge::{Held, Passed, Terms, judge};
use crate::sharing::outgoing::{Person, id_of};
use crate::wording::text::counted;
use std::collections::BTreeMap;

pub(super) struct Judged {
    /// Those who leave.
    pub(super) people: Vec<Person>,
    /// Of every candidate, its place among them and the outcome of each field that has a value or
    /// may never leave.
    outcomes: Vec<(String, Field, Result<Passed, Held>)>,
    /// Places of those who leave among the candidates.
    leaving: Vec<usize>,
}

/// Nobody can be told of without a name to look for.
const NAMELESS: Held = Held::Ended("no name may leave, so nobody could be looked for");

pub(super) fn all(candidates: &[Candidate], terms: &Terms, house: &str) -> Judged {
    let mut judged = Judged {
        people: Vec::new(),
        outcomes: Vec::new(),
        leaving: Vec::new(),
    };
    for (at, candidate) in candidates.iter().enumerate() {
        let mut person = Person {
            id: shared_id(candidate, house),
            values: BTreeMap::new(),
            tlp: Tlp::Clear,
            until: candidate.until,
        };
        let mut outcomes = Vec::new();
        for (field, value) in field::of_case(&candidate.case) {
            let outcome = judge(field, &candidate.subject, terms);
            match (&outcome, value) {
                (Ok(passed), Some(value)) => {
                    person.tlp = person.tlp.max(passed.tlp);
                    person.values.insert(field, value);
                    outcomes.push((field, outcome));
                }
                // There is nothing to leave.
                (Ok(_), None) => (),
                (Err(_), _) => outcomes.push((field, outcome)),
            }
        }
        let is_named = person.called().is_some();
        if is_named {
            judged.people.push(person);
            judged.leaving.push(at);
        }
        let case_id = &candidate.case.case_id;
        judged
            .outcomes
            .extend(outcomes.into_iter().map(|(field, outcome)| {
                let outcome = match is_named {
                    true => outcome,
                    false => outcome.and(Err(NAMELESS)),
                };
                (case_id.clone(), field, outcome)
            }));
    }
    judged
}

/// Of a case of no list, by the case itself.
fn shared_id(candidate: &Candidate, house: &str) -> String {
    let case = &candidate.case;
    match (&case.list, &case.entry_id) {
        (Some(list), Some(entry)) => id_of(house, list, entry),
        _ => id_of(house, "", &case.case_id),
    }
}

impl Judged {
    pub(super) fn lines(&self, partner: &str) -> Vec<ShareLine> {
        let outcomes = self.outcomes.iter();
        let lines = outcomes.map(|(case_id, field, outcome)| ShareLine {
            case_id: case_id.clone(),
            partner: partner.to_owned(),
            field: field.as_str().to_owned(),
            leaves: outcome.is_ok(),
            rule: match outcome {
                Ok(passed) => passed.words(),
                Err(held) => held.words(),
            },
        });
        lines.collect()
    }

    pub(super) fn summary(&self) -> String {
        let left = self.outcomes.iter().filter(|(.., one)| one.is_ok()).count();
        format!(
            "{} with {} leave; {} held back",
            counted(self.people.len(), "person", "people"),
            counted(left, "value", "values"),
            self.outcomes.len() - left
        )
    }

    pub(super) fn fields(&self) -> BTreeMap<String, FieldReceipt> {
        let mut fields: BTreeMap<String, FieldReceipt> = BTreeMap::new();
        for (_, field, outcome) in &self.outcomes {
            if let Ok(passed) = outcome {
                let receipt = fields.entry(field.as_str().to_owned()).or_default();
                receipt.values += 1;
                let rule = passed.words();
                if !receipt.rules.contains(&rule) {
                    receipt.rules.push(rule);
                }
            }
        }
        fields
    }

    pub(super) fn held(&self) -> BTreeMap<String, u64> {
        let mut held = BTreeMap::new();
        for (.., outcome) in &self.outcomes {
            if let Err(why) = outcome {
                *held.entry(why.words()).or_default() += 1;
            }
        }
        held
    }

    pub(super) fn shared(&self, candidates: &[Candidate]) -> Vec<SharedPerson> {
        let people = self.people.iter().zip(&self.leaving);
        let shared = people.map(|(person, at)| {
            let case = &candidates[*at].case;
            SharedPerson {
                shared_id: person.id.clone(),
                case_id: case.case_id.clone(),
                run_id: case.run_id.clone(),
                list: case.list.clone(),
                entry_id: case.entry_id.clone(),
                until: person.until,
                reason: None,
            }
        });
        shared.collect()
    }
}
