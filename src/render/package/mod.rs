//! A target package: what it says of each person with the sources of each sentence, and its page.
//!
//! Nobody is named here but the cases that were asked for and whom a list itself states beside them.
//! Other passengers are numbers. The safe direction of error is to say too little.

mod page;

mod person;

mod sources;

pub use page::page;
pub use sources::Handling;

use crate::domain::decision::{CarrierAction, Decision, MatchTruth};
use crate::schema::package::{PackageRecord, PersonRecord, Role};
use crate::schema::record::RunRecord;
use crate::schema::rows::{CaseRow, EvidenceRow, LinkRow};
use jiff::Timestamp;
use jiff::civil::Date;
use sources::Sources;
use std::collections::{BTreeMap, BTreeSet};

/// What an officer said of a case.
#[derive(Clone, Debug)]
pub struct Said {
    pub case_id: String,
    pub at: Timestamp,
    pub officer: String,
    pub decision: Decision,
    pub match_truth: MatchTruth,
    pub carrier_action: CarrierAction,
    pub note: Option<String>,
}

/// Of the people whom a package is about, and of the run that knows them.
pub struct Gathered<'a> {
    pub run: &'a RunRecord,
    /// In the order of the package.
    pub cases: Vec<&'a CaseRow>,
    /// Of all cases, each case's in order.
    pub evidence: &'a [EvidenceRow],
    /// Sorted by case.
    pub links: &'a [LinkRow],
    /// In the order of the moments.
    pub said: Vec<Said>,
    pub ledger_head: Option<String>,
    pub handling: &'a Handling,
    pub network_id: Option<String>,
    pub author: String,
    pub redress: String,
}

/// What an officer gives beside the cases, by person.
#[derive(Clone, Debug, Default)]
pub struct Given {
    pub roles: BTreeMap<String, (Role, Option<String>)>,
    pub until: BTreeMap<String, Date>,
}

/// Without roles, page and seal.
pub fn content(gathered: &Gathered) -> PackageRecord {
    let mut sources = Sources::new(gathered);
    let own: BTreeSet<&str> = gathered
        .cases
        .iter()
        .map(|case| case.case_id.as_str())
        .collect();
    let mut people: Vec<PersonRecord> = Vec::new();
    let mut stated = Vec::new();
    for case in &gathered.cases {
        people.push(person::of_case(case, gathered, &own, &mut sources));
        stated.extend(person::stated(case, gathered, &mut sources));
    }
    for (number, person) in (1..).zip(stated) {
        people.push(PersonRecord {
            person: format!("A{number}"),
            ..person
        });
    }
    let (sources, handling) = sources.finished();
    PackageRecord {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        run_id: gathered.run.run_id.clone(),
        run_audit_digest: gathered.run.audit_digest.clone(),
        as_of: gathered.run.as_of.clone(),
        network_id: gathered.network_id.clone(),
        author: gathered.author.clone(),
        handling,
        redress: gathered.redress.clone(),
        people,
        sources,
        ..PackageRecord::default()
    }
}

impl Given {
    /// Puts it where it belongs; `Err` names who is in no package.
    pub fn give(&self, people: &mut [PersonRecord]) -> Result<(), String> {
        for (name, (role, reason)) in &self.roles {
            let person = people.iter_mut().find(|one| one.person == *name);
            let person = person.ok_or_else(|| name.clone())?;
            person.role = Some(*role);
            person.role_reason.clone_from(reason);
        }
        for (name, until) in &self.until {
            let person = people.iter_mut().find(|one| one.person == *name);
            let person = person.ok_or_else(|| name.clone())?;
            // Nobody is kept longer than the run is.
            person.until = Some(person.until.map_or(*until, |promised| promised.min(*until)));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
