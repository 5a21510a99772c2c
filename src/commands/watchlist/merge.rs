//! `preboard watchlist merge` and `split`: one person on many lists, and back.

use crate::analysis::lists::groups::{self, Apart, Groups};
use crate::analysis::lists::same::{self, Link};
use crate::analysis::lists::unite::unite;
use crate::cli;
use crate::commands::ui::Ui;
use crate::commands::{Outcome, Surroundings, load, rarity};
use crate::documents::lost::LostIndex;
use crate::domain::entry::Entry;
use crate::error::{Error, Kind, Result};
use crate::exec::Exec;
use crate::files;
use crate::names::rarity::Rarity;
use crate::schema::lists::JoinLine;
use crate::screen::Screener;
use crate::settings::Settings;
use crate::tables::csv;
use crate::watchlist::canonical::{self, ListMeta};
use crate::watchlist::merged::{self, MergedFile, Person, SourceRow};
use crate::watchlist::{self, List};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub(super) fn run(args: &cli::Merge, surroundings: &Surroundings, ui: &Ui) -> Result<Outcome> {
    let settings = settings(args, surroundings)?;
    let lists = watchlist::read_all(&args.lists)?;
    if lists.len() < 2 {
        return Err(Error::new(Kind::Usage, "a merge takes two lists or more")
            .hint("name the other lists too"));
    }
    let paths: Vec<PathBuf> = lists.iter().map(|list| list.path.clone()).collect();
    let report = args.output.with_extension("merged.csv");
    for written in [&args.output, &report] {
        files::check_target(written, &paths)?;
    }
    let files = merged_files(&lists)?;
    let places = places(&lists);
    let entries: Vec<&Entry> = lists.iter().flat_map(|list| &list.entries).collect();
    ui.step("entries read", entries.len() as u64);
    let links = links(&entries, &settings)?;
    ui.step("links found", links.len() as u64);
    let groups = groups::groups(links, |one, other, rule| {
        Apart::of(entries[one as usize], entries[other as usize], rule)
    });
    let people = people(&entries, &places, &groups);
    merged::write(&args.output, &people, &files)?;
    write_report(&report, &groups, &entries)?;
    let joined: usize = groups.people.iter().map(Vec::len).sum();
    ui.say(&format!(
        "{}: {} people of {} entries in {} files; {joined} entries are {} people, {} links left \
         unused as ambiguous, {} as contradicting",
        args.output.display(),
        people.len(),
        entries.len(),
        files.len(),
        groups.people.len(),
        groups.ambiguous,
        groups.contradicting,
    ));
    for (rule, count) in by_rule(&groups.used) {
        ui.say(&format!("joined by {rule}: {count} links"));
    }
    ui.say(&format!("links: {}", report.display()));
    Ok(Outcome::Done)
}

pub(super) fn split(args: &cli::Split, ui: &Ui) -> Result<Outcome> {
    for original in merged::split(&args.list)? {
        let path = args.output.join(format!("{}.parquet", original.file.name));
        canonical::write(&path, &original.entries, &original.file.meta)?;
        ui.say(&format!(
            "{}: {} entries",
            path.display(),
            original.entries.len()
        ));
    }
    Ok(Outcome::Done)
}

/// The weights are the night's own.
fn settings(args: &cli::Merge, surroundings: &Surroundings) -> Result<Settings> {
    let typed = cli::Inputs {
        settings: args.settings.clone(),
        work: args.work.clone(),
        ..cli::Inputs::default()
    };
    match args.settings.config {
        Some(_) => Settings::resolve(&typed, surroundings.now),
        None => Settings::without_file(&typed, surroundings.now),
    }
}

/// Files are told by their names when the merge is undone.
fn merged_files(lists: &[List]) -> Result<Vec<MergedFile>> {
    let mut files: Vec<MergedFile> = Vec::new();
    for list in lists {
        let name = list.path.file_stem().unwrap_or_default();
        let name = name.to_string_lossy().into_owned();
        if files.iter().any(|file| file.name == name) {
            let what = format!("two of the lists are called {name}");
            return Err(Error::new(Kind::Usage, what).hint("rename one of the files"));
        }
        files.push(MergedFile {
            name,
            meta: ListMeta {
                list_date: list.list_date,
                source_digest: list.source_digest.clone(),
            },
        });
    }
    Ok(files)
}

/// File and row of each entry.
fn places(lists: &[List]) -> Vec<(usize, usize)> {
    let numbered = lists.iter().enumerate();
    numbered
        .flat_map(|(file, list)| (1..=list.entries.len()).map(move |row| (file, row)))
        .collect()
}

/// Every entry asks for itself in the others, in parallel; in order whatever the threads.
fn links(entries: &[&Entry], settings: &Settings) -> Result<Vec<Link>> {
    let screener = screener(entries, rarity::load(settings)?.table, settings);
    let numbers: Vec<u32> = (0..entries.len() as u32).collect();
    let exec = Exec::new(settings.threads)?;
    let found = exec.try_map(&numbers, |number| {
        Ok(same::links_of(&screener, *number, settings.as_of))
    })?;
    Ok(found.concat())
}

/// Expired entries are compared like the others, so that numbers stay the rows'.
fn screener(entries: &[&Entry], rarity: Rarity, settings: &Settings) -> Screener {
    let timeless = entries.iter().map(|entry| Entry {
        valid_from: None,
        valid_to: None,
        ..(*entry).clone()
    });
    Screener::new(
        timeless.collect(),
        LostIndex::default(),
        rarity,
        settings.weights.clone(),
        settings.policy.clone(),
        load::day_of(settings),
    )
}

/// In the order of the first source of each.
fn people(entries: &[&Entry], places: &[(usize, usize)], groups: &Groups) -> Vec<Person> {
    let rules: BTreeMap<u32, &'static str> = groups
        .used
        .iter()
        .rev()
        .flat_map(|link| {
            [
                (link.one, link.rule.as_str()),
                (link.other, link.rule.as_str()),
            ]
        })
        .collect();
    let mut group_of: BTreeMap<u32, &[u32]> = BTreeMap::new();
    for group in &groups.people {
        group_of.extend(group.iter().map(|member| (*member, group.as_slice())));
    }
    let numbers = 0..entries.len() as u32;
    numbers
        .filter_map(|number| {
            let alone = [number];
            let group = group_of.get(&number).copied().unwrap_or(&alone);
            (group[0] == number).then(|| person(group, entries, places, &rules))
        })
        .collect()
}

fn person(
    group: &[u32],
    entries: &[&Entry],
    places: &[(usize, usize)],
    rules: &BTreeMap<u32, &'static str>,
) -> Person {
    let of_group: Vec<&Entry> = group
        .iter()
        .map(|number| entries[*number as usize])
        .collect();
    let sources = group.iter().map(|number| {
        let (file, row) = places[*number as usize];
        SourceRow {
            file,
            row,
            rule: rules.get(number).copied(),
            entry: entries[*number as usize].clone(),
        }
    });
    Person {
        sources: sources.collect(),
        entry: match of_group.as_slice() {
            [one] => (*one).clone(),
            several => unite(several),
        },
    }
}

fn by_rule(links: &[Link]) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    links
        .iter()
        .for_each(|link| *counts.entry(link.rule.as_str()).or_default() += 1);
    counts
}

/// One row for each link that was used: ids, no names.
fn write_report(path: &Path, groups: &Groups, entries: &[&Entry]) -> Result<()> {
    let rows = groups.used.iter().map(|link| {
        let (one, other) = (entries[link.one as usize], entries[link.other as usize]);
        JoinLine {
            list: one.list.clone(),
            entry_id: one.entry_id.clone(),
            other_list: other.list.clone(),
            other_entry_id: other.entry_id.clone(),
            rule: link.rule.as_str().to_owned(),
            bits: link.total.bits(),
        }
    });
    files::write_atomic(path, &csv::encode(&rows.collect::<Vec<_>>()))
}
