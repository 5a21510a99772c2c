//! What a night's lists are: how many of what, how old, and what is wrong in them.

use crate::night::doubts::Doubt;
use crate::render::briefing::ListFact;
use crate::schema::record::ListRecord;
use crate::schema::record::lists::{CountsByList, LOST_DOCUMENTS, ListCounts};
use crate::schema::record::warning::WarningCode;
use crate::settings::Settings;
use crate::watchlist::List;
use crate::watchlist::lost::LostFile;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Gathered list by list.
#[derive(Default)]
pub(super) struct Read {
    pub(super) records: Vec<ListRecord>,
    pub(super) facts: Vec<ListFact>,
    pub(super) counts: CountsByList,
    pub(super) empty: Vec<String>,
    pub(super) dates: BTreeMap<String, Option<Date>>,
    pub(super) doubts: Vec<Doubt>,
}

impl Read {
    pub(super) fn add_list(&mut self, list: &List, settings: &Settings) {
        let held = Held::of(list);
        let names: Vec<String> = held.counts.keys().map(|name| (*name).to_owned()).collect();
        self.doubts.extend(in_list(list, &held, settings));
        if names.is_empty() {
            self.empty.push(file_name(&list.path));
        }
        for (name, counts) in held.counts {
            add(self.counts.entry(name.to_owned()).or_default(), &counts);
            // Two files may hold parts of one list: the older one says how old it may be.
            let date = self.dates.entry(name.to_owned()).or_insert(list.list_date);
            *date = (*date).min(list.list_date);
        }
        self.records.push(ListRecord {
            list: names.join("+"),
            digest: list.digest.clone(),
            entries: list.entries.len() as u64,
            list_date: list.list_date.map(|date| date.to_string()),
        });
        self.facts.push(ListFact {
            names,
            entries: list.entries.len() as u64,
            date: list.list_date,
        });
    }

    pub(super) fn add_lost(&mut self, file: LostFile) {
        let warnings = file.warnings.iter();
        let warnings = warnings.map(|warning| Doubt::warning(WarningCode::ListValues, warning));
        self.doubts.extend(warnings);
        if file.rows == 0 {
            self.empty.push(file_name(&file.path));
        }
        let counts = ListCounts {
            entries: file.rows,
            documents: file.rows - file.unusable.min(file.rows),
            ..ListCounts::default()
        };
        add(
            self.counts.entry(LOST_DOCUMENTS.to_owned()).or_default(),
            &counts,
        );
        self.facts.push(ListFact {
            names: vec![format!("Reported documents, {}", file_name(&file.path))],
            entries: file.rows,
            date: None,
        });
        self.records.push(ListRecord {
            list: file.path.display().to_string(),
            digest: file.digest,
            entries: file.rows,
            list_date: None,
        });
    }
}

fn in_list(list: &List, held: &Held, settings: &Settings) -> Vec<Doubt> {
    let values = list.warnings.iter();
    let values = values.map(|warning| Doubt::warning(WarningCode::ListValues, warning));
    let categories = held.categories.iter();
    let unknown = categories.filter(|name| !settings.policy.categories.contains_key(**name));
    let unknown = unknown.map(|category| {
        let text = format!(
            "{}: category {category} is in no settings; its hits are capped at contact_group",
            list.path.display()
        );
        Doubt::warning(WarningCode::ListCategory, text)
    });
    values.chain(unknown).collect()
}

/// What the entries of one file are called and how many they are, by one look at them all.
#[derive(Default)]
struct Held<'a> {
    counts: BTreeMap<&'a str, ListCounts>,
    categories: BTreeSet<&'a str>,
}

impl<'a> Held<'a> {
    /// A list has millions of entries and few names and categories.
    fn of(list: &'a List) -> Held<'a> {
        let mut held = Held::default();
        for entry in &list.entries {
            let counts = held.counts.entry(&entry.list).or_default();
            counts.entries += 1;
            counts.dated_entries += u64::from(!entry.birth_dates.is_empty());
            counts.documents += entry.documents.len() as u64;
            counts.states += entry.nationalities.len() as u64;
            if !held.categories.contains(entry.category.as_str()) {
                held.categories.insert(&entry.category);
            }
        }
        held
    }
}

fn add(to: &mut ListCounts, more: &ListCounts) {
    to.entries += more.entries;
    to.dated_entries += more.dated_entries;
    to.documents += more.documents;
    to.states += more.states;
}

/// The file's own name: its folder is no officer's business.
fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}
