//! What one list holds, in counts.

use crate::domain::background::Background;
use crate::domain::date::ListedBirth;
use crate::domain::entry::Entry;
use crate::names::tokens;
use serde::Serialize;
use std::collections::BTreeMap;

/// How many of the commonest names are told.
const COMMONEST: usize = 10;

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Inspection {
    pub entries: u64,
    /// By the list's own name: a file may hold several.
    pub lists: BTreeMap<String, u64>,
    pub categories: BTreeMap<String, u64>,
    pub names: BTreeMap<&'static str, u64>,
    /// ISO 15924; `unstated` where the file does not say.
    pub scripts: BTreeMap<String, u64>,
    /// Entries that lack a fact.
    pub missing: BTreeMap<&'static str, u64>,
    pub documents: u64,
    /// Other parties that entries are tied to.
    pub associates: u64,
    /// Entries by the grade that their list gives them; `unrated` where it gives none.
    pub reliability: BTreeMap<String, u64>,
    /// Entries by the kind of source that they rest on, where it is said.
    pub source_kinds: BTreeMap<String, u64>,
    /// Words of names that most entries bear, with the number of entries.
    pub commonest: Vec<(String, u64)>,
}

pub fn inspect(entries: &[Entry]) -> Inspection {
    let mut found = Inspection {
        entries: entries.len() as u64,
        lists: BTreeMap::new(),
        categories: BTreeMap::new(),
        names: BTreeMap::new(),
        scripts: BTreeMap::new(),
        missing: BTreeMap::new(),
        documents: 0,
        associates: 0,
        reliability: BTreeMap::new(),
        source_kinds: BTreeMap::new(),
        commonest: Vec::new(),
    };
    let mut words: BTreeMap<String, u64> = BTreeMap::new();
    for entry in entries {
        *found.lists.entry(entry.list.clone()).or_default() += 1;
        *found.categories.entry(entry.category.clone()).or_default() += 1;
        for name in &entry.names {
            *found.names.entry(name.kind.as_str()).or_default() += 1;
            let script = name.script.as_deref().unwrap_or("unstated");
            *found.scripts.entry(script.to_owned()).or_default() += 1;
        }
        for (fact, absent) in lacks(entry) {
            *found.missing.entry(fact).or_default() += u64::from(absent);
        }
        found.documents += entry.documents.len() as u64;
        add_background(&mut found, &entry.background);
        words_of(entry)
            .into_iter()
            .for_each(|word| *words.entry(word).or_default() += 1);
    }
    let mut commonest: Vec<(String, u64)> = words.into_iter().collect();
    commonest.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    commonest.truncate(COMMONEST);
    found.commonest = commonest;
    found
}

fn add_background(found: &mut Inspection, background: &Background) {
    let Background {
        associates,
        reliability,
        source_kind,
    } = background;
    found.associates += associates.len() as u64;
    let mut add = |grade: String| *found.reliability.entry(grade).or_default() += 1;
    match reliability.as_slice() {
        [] => add("unrated".to_owned()),
        several => several.iter().for_each(|one| add(one.grade.to_string())),
    }
    if let Some(kind) = source_kind {
        *found.source_kinds.entry(kind.clone()).or_default() += 1;
    }
}

/// In the order of a reader's interest; a fact that no entry lacks counts zero.
fn lacks(entry: &Entry) -> [(&'static str, bool); 7] {
    let whole = |birth: &ListedBirth| match birth {
        ListedBirth::Known(date) => date.day.is_some(),
        ListedBirth::Circa(_) | ListedBirth::Years(..) => false,
    };
    [
        ("a birth date", entry.birth_dates.is_empty()),
        ("a whole birth date", !entry.birth_dates.iter().any(whole)),
        ("a nationality", entry.nationalities.is_empty()),
        ("a sex", entry.sexes.is_empty()),
        ("a birth place", entry.birth_places.is_empty()),
        ("a document", entry.documents.is_empty()),
        ("anything but a name", is_bare(entry)),
    ]
}

/// Hits on it can never be more than a name.
pub(super) fn is_bare(entry: &Entry) -> bool {
    entry.birth_dates.is_empty() && entry.documents.is_empty() && entry.nationalities.is_empty()
}

/// The words of all its names, each once, as they are compared.
fn words_of(entry: &Entry) -> std::collections::BTreeSet<String> {
    let tokens = entry.names.iter().flat_map(tokens::of_listed);
    let content = tokens.filter(|token| !matches!(token.role, tokens::Role::Particle));
    content
        .filter_map(|token| token.forms.into_iter().next())
        .collect()
}
