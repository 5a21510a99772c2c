//! What an assessment rests on, each with its date, reliability and handling.

use super::doubts::changed;
use super::known::Known;
use crate::render::assess;
use crate::schema::assessment::{SourceRow, Tables};
use crate::schema::record::RunRecord;
use crate::schema::rows::CaseRow;
use crate::schema::warning::monday;
use std::collections::{BTreeMap, BTreeSet};

/// As a briefing says of an entry that states none.
const OF_ENTRIES: &str = "as each entry states; where none is stated, for these groups alone";
const THESE_GROUPS: &str = "these groups";

/// The rows, and by which names judgements cite them.
pub fn sources(
    known: &Known,
    tables: &Tables,
    cases: &[CaseRow],
) -> (Vec<SourceRow>, assess::Known) {
    let mut rows = Vec::new();
    let mut add = |row: SourceRow| {
        let source = format!("S{}", rows.len() + 1);
        rows.push(SourceRow {
            source: source.clone(),
            ..row
        });
        source
    };
    let (from, end) = known.span;
    let days = format!("{} to before {}", monday(from), monday(end));
    let passengers = tables.weeks.iter().map(|row| row.passengers).sum();
    let traffic = add(own("Traffic, without a person", &days, passengers));
    let decided = tables
        .outcomes
        .iter()
        .filter(|row| row.dimension == "action");
    let decided = decided.map(|row| row.decided).sum();
    let decisions = add(own("Decisions of officers", &days, decided));
    let faults = tables.faults.iter().map(|row| row.cases).sum();
    let findings = add(SourceRow {
        digest: Some(known.settings.digest.clone()),
        ..own("Findings on documents and bookings", &days, faults)
    });
    let mut of_list = BTreeMap::new();
    if let Some(newest) = known.gathered.records.last() {
        for (list, row) in of_lists(&newest.record, tables) {
            of_list.insert(list, add(row));
        }
    }
    add(SourceRow {
        dated: Some("2024 and 2025".to_owned()),
        count: 2,
        handling: "public".to_owned(),
        reliability: "printed by a parliament".to_owned(),
        ..own("Answers to the Bundestag, 20/11869 and 21/2365", "", 2)
    });
    let named = assess::Known {
        traffic,
        decisions,
        findings,
        lists: by_category(cases, &of_list),
        of_list,
        changed: changed(known),
        publish: known.publish,
    };
    (rows, named)
}

fn own(name: &str, dated: &str, count: i64) -> SourceRow {
    SourceRow {
        source: String::new(),
        name: name.to_owned(),
        dated: Some(dated.to_owned()),
        count,
        digest: None,
        reliability: "counted by this program".to_owned(),
        handling: THESE_GROUPS.to_owned(),
        carries: Vec::new(),
    }
}

/// Of the newest run, by the value of `list`.
fn of_lists(record: &RunRecord, tables: &Tables) -> Vec<(String, SourceRow)> {
    let names: BTreeSet<&str> = record.lists.iter().map(|list| list.list.as_str()).collect();
    let rows = names.into_iter().map(|name| {
        let files = || record.lists.iter().filter(|list| list.list == name);
        let entries: u64 = files().map(|list| list.entries).sum();
        let dates: BTreeSet<&str> = files()
            .filter_map(|list| list.list_date.as_deref())
            .collect();
        let digests: Vec<&str> = files().map(|list| list.digest.as_str()).collect();
        let row = SourceRow {
            source: String::new(),
            name: name.to_owned(),
            // Of several files the oldest counts.
            dated: dates.first().map(|date| (*date).to_owned()),
            count: i64::try_from(entries).unwrap_or(i64::MAX),
            digest: match digests.as_slice() {
                [one] => Some((*one).to_owned()),
                _ => None,
            },
            reliability: reliability(name, tables),
            handling: OF_ENTRIES.to_owned(),
            carries: Vec::new(),
        };
        (name.to_owned(), row)
    });
    rows.collect()
}

/// What its entries state, of those that made a case.
fn reliability(list: &str, tables: &Tables) -> String {
    let holds = |name: &str| list == name || list.split('+').any(|part| part == name);
    let ratings = tables.ratings.iter().filter(|row| holds(&row.list));
    let ratings: BTreeSet<&str> = ratings.map(|row| row.rating.as_str()).collect();
    match ratings.is_empty() {
        true => "not stated".to_owned(),
        false => ratings.into_iter().collect::<Vec<_>>().join(", "),
    }
}

/// Lists whose hits made cases of a category, as they are cited.
fn by_category(
    cases: &[CaseRow],
    of_list: &BTreeMap<String, String>,
) -> BTreeMap<String, Vec<String>> {
    let mut lists: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for case in cases {
        if let (Some(category), Some(list)) = (&case.category, &case.list) {
            let known = lists.entry(category.clone()).or_default();
            // One file may hold several lists.
            let holds = |name: &str| name == list || name.split('+').any(|part| part == list);
            let cited = of_list.iter().filter(|(name, _)| holds(name));
            known.extend(cited.map(|(_, source)| source.as_str()));
        }
    }
    let lists = lists.into_iter();
    lists
        .map(|(category, cited)| {
            let mut cited: Vec<String> = cited.into_iter().map(str::to_owned).collect();
            cited.sort_by_key(|source| (source.len(), source.clone()));
            (category, cited)
        })
        .collect()
}
