//! Entries that somebody should look at before they raise passengers, each with a reason.

use super::inspect::is_bare;
use crate::documents::number::normalise;
use crate::domain::date::{ListedBirth, PartialDate};
use crate::domain::entry::{Entry, ListedName};
use crate::names::{titles, tokens};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;

/// Nobody of this age flies; the oldest person known reached 122.
const OLDEST: i16 = 122;

/// A span of more years says next to nothing.
const WIDEST: i16 = 15;

/// Where reservation systems and old exchanges of lists cut names.
const CUTS: [usize; 2] = [25, 39];

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Suspicion {
    /// One word and nothing else known: it meets every bearer of a common name.
    OneWordAlone,
    /// A name and nothing else: its hits stay name matches.
    NameAlone,
    /// A title, or a title glued to a name, stands in the primary name.
    TitleInName,
    /// A placeholder stands where a part of the name should.
    PlaceholderInName,
    /// A digit in a name.
    DigitInName,
    /// As long as a field that is known to be cut.
    MaybeCut,
    BirthInFuture,
    BirthTooLongAgo,
    /// A span of more than fifteen years.
    WideSpan,
    /// Too short, or of one character: it is never compared.
    UselessNumber,
    /// Two entries state the same number and issuer.
    SharedDocument,
    /// The same primary name and birth date as another entry: perhaps one person twice.
    MaybeTwice,
    /// `valid_to` has passed.
    Expired,
}

/// How many, and the first rows (1-based) as examples.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Found {
    pub entries: u64,
    pub first_rows: Vec<usize>,
}

pub fn suspects(entries: &[Entry], day: Date) -> BTreeMap<Suspicion, Found> {
    let documents = shared(entries, |entry| {
        let numbers = entry.documents.iter().filter_map(|document| {
            Some(format!(
                "{}:{}",
                normalise(&document.number)?,
                document.issuer?
            ))
        });
        numbers.collect()
    });
    let people = shared(entries, |entry| {
        let births = entry
            .birth_dates
            .iter()
            .filter(|birth| whole(birth).is_some());
        let name = entry.display_name().to_lowercase();
        births.map(|birth| format!("{name}:{birth}")).collect()
    });
    let mut found: BTreeMap<Suspicion, Found> = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate() {
        let mut reasons = alone(entry, day);
        reasons.extend(documents[at].then_some(Suspicion::SharedDocument));
        reasons.extend(people[at].then_some(Suspicion::MaybeTwice));
        reasons.dedup();
        for reason in reasons {
            let found = found.entry(reason).or_default();
            found.entries += 1;
            if found.first_rows.len() < 3 {
                found.first_rows.push(at + 1);
            }
        }
    }
    found
}

/// Which entries have a key that another one has too.
fn shared(entries: &[Entry], keys: impl Fn(&Entry) -> Vec<String>) -> Vec<bool> {
    let mut holders: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate() {
        for key in keys(entry) {
            let holders = holders.entry(key).or_default();
            if holders.last() != Some(&at) {
                holders.push(at);
            }
        }
    }
    let mut shared = vec![false; entries.len()];
    let several = holders.into_values().filter(|holders| 1 < holders.len());
    several.flatten().for_each(|at| shared[at] = true);
    shared
}

/// What one entry shows by itself.
fn alone(entry: &Entry, day: Date) -> Vec<Suspicion> {
    let mut reasons = Vec::new();
    let bare = is_bare(entry);
    let one_word = entry
        .names
        .iter()
        .all(|name| tokens::of_listed(name).len() < 2);
    match (bare, one_word) {
        (true, true) => reasons.push(Suspicion::OneWordAlone),
        (true, false) => reasons.push(Suspicion::NameAlone),
        (false, _) => {}
    }
    if let Some(name) = entry.names.iter().min_by_key(|name| name.kind) {
        reasons.extend(of_name(name));
    }
    for birth in &entry.birth_dates {
        reasons.extend(of_birth(*birth, day));
    }
    let useless = entry
        .documents
        .iter()
        .any(|document| normalise(&document.number).is_none());
    reasons.extend(useless.then_some(Suspicion::UselessNumber));
    let expired = entry.valid_to.is_some_and(|to| to < day);
    reasons.extend(expired.then_some(Suspicion::Expired));
    reasons.sort_unstable();
    reasons.dedup();
    reasons
}

fn of_name(name: &ListedName) -> Vec<Suspicion> {
    let parts = [&name.full, &name.surname, &name.given_names];
    let text: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    let words = || {
        let words = text.iter().flat_map(|part| part.split_whitespace());
        words.map(|word| {
            word.trim_matches(|c: char| !c.is_alphanumeric())
                .to_uppercase()
        })
    };
    let glued = |word: &String| {
        titles::is_form_of_address(word) || word.ends_with("MRS") || word.ends_with("MSTR")
    };
    let letters = name.display().chars().count();
    let checks = [
        (words().any(|word| glued(&word)), Suspicion::TitleInName),
        (
            words().any(|word| titles::is_placeholder(&word)),
            Suspicion::PlaceholderInName,
        ),
        (
            text.iter()
                .any(|part| part.bytes().any(|b| b.is_ascii_digit())),
            Suspicion::DigitInName,
        ),
        (CUTS.contains(&letters), Suspicion::MaybeCut),
    ];
    checks
        .into_iter()
        .filter_map(|(holds, reason)| holds.then_some(reason))
        .collect()
}

fn of_birth(birth: ListedBirth, day: Date) -> Option<Suspicion> {
    let (from, to) = match birth {
        ListedBirth::Known(date) | ListedBirth::Circa(date) => (date.year, date.year),
        ListedBirth::Years(from, to) => (from, to),
    };
    let future = whole(&birth).is_some_and(|date| day < date) || day.year() < from;
    match () {
        () if future => Some(Suspicion::BirthInFuture),
        () if OLDEST < day.year() - to => Some(Suspicion::BirthTooLongAgo),
        () if WIDEST < to - from => Some(Suspicion::WideSpan),
        () => None,
    }
}

fn whole(birth: &ListedBirth) -> Option<Date> {
    match birth {
        ListedBirth::Known(date) => PartialDate::to_date(*date),
        ListedBirth::Circa(_) | ListedBirth::Years(..) => None,
    }
}
