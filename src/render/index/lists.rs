//! The lists of the newest run, with their age by script and what became of their entries.

use super::{Contents, entries, grouped};
use crate::inert::shown;
use crate::schema::record::RunRecord;

pub(super) struct List {
    pub(super) name: String,
    /// `2026-11-20`, or that there is none.
    pub(super) dated: Option<String>,
    pub(super) entries: String,
    pub(super) since: String,
}

pub(super) fn lists(contents: &Contents) -> Vec<List> {
    let mut runs = contents.runs.iter();
    let Some(newest) = runs.next() else {
        return Vec::new();
    };
    let before = runs.next().map(|run| entries(run.record));
    let lists = entries(newest.record)
        .into_iter()
        .map(|(name, count)| List {
            name: label(name),
            dated: oldest_date(newest.record, name),
            entries: grouped(count),
            since: match before.as_ref().map(|before| before.get(name)) {
                None => String::new(),
                Some(None) => "new".to_owned(),
                Some(Some(before)) => change(*before, count),
            },
        });
    lists.collect()
}

/// A file of reported documents by its name alone; a file of several lists with room to break.
fn label(name: &str) -> String {
    let file = name.rsplit('/').next().unwrap_or(name);
    shown(&file.replace('+', " + "))
}

/// Of several files that hold the list the oldest counts.
fn oldest_date(record: &RunRecord, name: &str) -> Option<String> {
    let holds = |file: &str| file == name || file.split('+').any(|list| list == name);
    let files = record.lists.iter().filter(|list| holds(&list.list));
    let dates = files.map(|list| list.list_date.clone());
    let dates: Option<Vec<String>> = dates.collect();
    dates?.into_iter().min().filter(|date| !date.is_empty())
}

fn change(before: u64, now: u64) -> String {
    match (now.checked_sub(before), before.checked_sub(now)) {
        (Some(0), _) => "0".to_owned(),
        (Some(more), _) => format!("+{}", grouped(more)),
        (None, fewer) => format!("−{}", grouped(fewer.unwrap_or_default())),
    }
}
