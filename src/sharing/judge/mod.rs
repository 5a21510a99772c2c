//! Whether one value of one person may go to one partner, and by which rule.

use super::agreements::{Agreements, MANIFEST, Partner, Source, Tlp};
use super::field::{Field, Rule};
use crate::schema::package::Role;
use jiff::civil::Date;

/// The person whom a value is of, and what it comes from.
#[derive(Clone, Debug)]
pub struct Subject {
    pub role: Role,
    /// By its category or by the action: a victim is nobody's target.
    pub is_protected: bool,
    pub category: Option<String>,
    /// Of the carriers' data.
    pub manifest_date: Option<Date>,
    /// Every list that the entry stands on, with its date; empty where none is known.
    pub lists: Vec<(String, Option<Date>)>,
    /// What ended it since, where something did.
    pub ended: Option<&'static str>,
}

/// To whom, and by which agreements.
#[derive(Clone, Copy, Debug)]
pub struct Terms<'a> {
    pub agreements: &'a Agreements,
    pub partner: &'a Partner,
    pub today: Date,
}

/// Why a value stays. Sources are named, values never.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Held {
    Protected,
    /// Cleared, withdrawn, or not concurred with since.
    Ended(&'static str),
    Role(Role),
    Category,
    Never(&'static str),
    Field,
    NoSource,
    UnknownSource(String),
    Tlp(String),
    Originator(String),
    Purpose(String),
    Age(String),
}

impl Held {
    /// `tlp: sources.OFAC`.
    pub fn words(&self) -> String {
        match self {
            Held::Protected => "victims: never shared".to_owned(),
            Held::Ended(why) => format!("ended: {why}"),
            Held::Role(role) => format!("role: {} is no subject or associate", role.as_str()),
            Held::Category => "category: not agreed with the partner".to_owned(),
            Held::Never(why) => format!("never: {why}"),
            Held::Field => "field: not agreed with the partner".to_owned(),
            Held::NoSource => "source: the entry is on no list of today".to_owned(),
            Held::UnknownSource(name) => format!("source: sources.{name} is not set"),
            Held::Tlp(name) => format!("tlp: sources.{name} is stricter than the partner's"),
            Held::Originator(name) => format!("originator: sources.{name} gave no consent"),
            Held::Purpose(name) => format!("purpose: sources.{name} has none of the partner's"),
            Held::Age(name) => format!("age: sources.{name} is too old, or undated"),
        }
    }
}

/// What let a value through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passed {
    /// Sources that allowed it, by name.
    pub sources: Vec<String>,
    /// The strictest of theirs.
    pub tlp: Tlp,
}

impl Passed {
    /// `fields; sources.manifest`.
    pub fn words(&self) -> String {
        let sources = self.sources.iter().map(|name| format!("; sources.{name}"));
        format!("fields{}", sources.collect::<String>())
    }
}

/// What is about the person comes first, so that a victim's value is held for that and nothing
/// else is told of it.
pub fn judge(field: Field, subject: &Subject, terms: &Terms) -> Result<Passed, Held> {
    let partner = terms.partner;
    if subject.is_protected || subject.role == Role::Victim {
        return Err(Held::Protected);
    }
    if let Some(why) = subject.ended {
        return Err(Held::Ended(why));
    }
    match subject.role {
        Role::Subject | Role::Associate => (),
        Role::Victim | Role::Contact | Role::Witness | Role::Unknown => {
            return Err(Held::Role(subject.role));
        }
    }
    let category = subject.category.as_ref();
    if !category.is_some_and(|category| partner.categories.contains(category)) {
        return Err(Held::Category);
    }
    let manifest = [(MANIFEST.to_owned(), subject.manifest_date)];
    let sources = match field.rule() {
        Rule::Never(why) => return Err(Held::Never(why)),
        Rule::Passenger => manifest.as_slice(),
        Rule::Lists => subject.lists.as_slice(),
    };
    if !partner.fields.contains(&field) {
        return Err(Held::Field);
    }
    // That somebody is a case at all is said by a list: it must allow whatever is told of them.
    if subject.lists.is_empty() {
        return Err(Held::NoSource);
    }
    let mut passed = Passed {
        sources: Vec::new(),
        tlp: Tlp::Clear,
    };
    let all = match field.rule() {
        Rule::Passenger => [sources, subject.lists.as_slice()].concat(),
        Rule::Lists | Rule::Never(_) => sources.to_vec(),
    };
    let mut purposes: Vec<&String> = partner.purposes.iter().collect();
    for (name, date) in all {
        let source = terms.agreements.sources.get(&name);
        let Some(source) = source else {
            return Err(Held::UnknownSource(name));
        };
        allows(source, &name, date, terms)?;
        purposes.retain(|purpose| source.purposes.contains(*purpose));
        // One purpose must do for all that the value comes from.
        if purposes.is_empty() {
            return Err(Held::Purpose(name));
        }
        passed.tlp = passed.tlp.max(source.tlp);
        passed.sources.push(name);
    }
    Ok(passed)
}

fn allows(source: &Source, name: &str, date: Option<Date>, terms: &Terms) -> Result<(), Held> {
    let partner = terms.partner;
    let name = name.to_owned();
    if partner.tlp < source.tlp {
        return Err(Held::Tlp(name));
    }
    if !source.originator_consent {
        return Err(Held::Originator(name));
    }
    let age = date.map(|date| i64::from((terms.today - date).get_days()));
    match age {
        Some(days) if days <= source.max_age_days => Ok(()),
        Some(_) | None => Err(Held::Age(name)),
    }
}

#[cfg(test)]
mod tests;
