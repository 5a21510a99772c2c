//! Lists and settings become a screener.

use crate::commands::rarity;
use crate::commands::ui::Ui;
use crate::domain::work::{self, InParallel};
use crate::error::{Error, Kind, Result};
use crate::exec::Exec;
use crate::manifest::hours::Hours;
use crate::render::briefing::ListFact;
use crate::schema::record::ListRecord;
use crate::screen::Screener;
use crate::settings::Settings;
use crate::watchlist::{self, List};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::collections::BTreeSet;
use std::path::Path;

/// A screener and what it was made of.
pub struct Loaded {
    pub screener: Screener,
    pub lists: Vec<ListRecord>,
    /// The same for briefings.
    pub facts: Vec<ListFact>,
    pub lost_documents: u64,
    /// Of the table that says how rare names are.
    pub rarity_digest: String,
}

pub fn screener(settings: &Settings, exec: &Exec, ui: &Ui) -> Result<Loaded> {
    let day = day_of(settings);
    let parallel: &InParallel = &|one, other| exec.join(one, other);
    let (lists, lost) = work::join(
        parallel,
        || watchlist::read_all(&settings.inputs.watchlists),
        || watchlist::read_lost_all(&settings.inputs.lost_documents),
    );
    let (lists, (lost_files, lost)) = (lists?, lost?);
    let entries: usize = lists.iter().map(|list| list.entries.len()).sum();
    ui.step("lists read", entries as u64);
    ui.step("reported documents read", lost.rows() as u64);
    let (mut records, mut facts) = (Vec::new(), Vec::new());
    for list in &lists {
        let named = Named::of(list);
        check_age(list, &named, day, settings)?;
        warn_of(list, &named, settings, ui);
        records.push(list_record(list, &named));
        facts.push(list_fact(list, &named));
    }
    for file in lost_files {
        for warning in &file.warnings {
            ui.warn(warning);
        }
        facts.push(ListFact {
            names: vec![lost_name(&file.path)],
            entries: file.rows,
            date: None,
        });
        records.push(ListRecord {
            list: file.path.display().to_string(),
            digest: file.digest,
            entries: file.rows,
            list_date: None,
        });
    }
    let entries = lists.into_iter().flat_map(|list| list.entries).collect();
    let (weights, policy) = (settings.weights.clone(), settings.policy.clone());
    let rarity = rarity::load(settings)?;
    let lost_documents = lost.rows() as u64;
    let screener = Screener::with(entries, lost, rarity.table, weights, policy, day, parallel);
    ui.step("entries indexed", screener.entries() as u64);
    Ok(Loaded {
        rarity_digest: rarity.digest,
        lost_documents,
        screener,
        lists: records,
        facts,
    })
}

pub fn day_of(settings: &Settings) -> Date {
    settings.as_of.to_zoned(TimeZone::UTC).date()
}

/// Refuses a list that is older than the least of what its lists are allowed, and one whose
/// age nobody can tell where an age is asked for.
fn check_age(list: &List, named: &Named, day: Date, settings: &Settings) -> Result<()> {
    let allowed = named.lists.iter().map(|name| {
        let own = settings.list_age_days_of.get(*name);
        (own.copied().unwrap_or(settings.list_age_days), name)
    });
    let Some((most, name)) = allowed.filter(|(days, _)| 0 < *days).min() else {
        return Ok(());
    };
    let path = list.path.display();
    let what = match list
        .list_date
        .map(|date| i64::from((day - date).get_days()))
    {
        Some(age) if age <= most => return Ok(()),
        Some(age) => format!("{path}: list {name} is {age} days old, more than {most}"),
        None => format!("{path}: list {name} bears no date, and must be no older than {most} days"),
    };
    Err(Error::new(Kind::Data, what)
        .hint("import today's list, or raise run.list_age_days or run.list_age_days_of"))
}

fn warn_of(list: &List, named: &Named, settings: &Settings, ui: &Ui) {
    for warning in &list.warnings {
        ui.warn(warning);
    }
    for category in &named.categories {
        if !settings.policy.categories.contains_key(*category) {
            ui.warn(&format!(
                "{}: category {category} is in no settings; its hits are capped at contact_group",
                list.path.display()
            ));
        }
    }
}

fn list_fact(list: &List, named: &Named) -> ListFact {
    ListFact {
        names: named.lists.iter().map(|name| (*name).to_owned()).collect(),
        entries: list.entries.len() as u64,
        date: list.list_date,
    }
}

/// What the entries of one file are called, each name once, by one look at them all.
#[derive(Default)]
struct Named<'a> {
    lists: BTreeSet<&'a str>,
    categories: BTreeSet<&'a str>,
}

impl<'a> Named<'a> {
    /// A list has millions of entries and few such values: a set of all would be sorted whole.
    fn of(list: &'a List) -> Named<'a> {
        let mut named = Named::default();
        for entry in &list.entries {
            if !named.lists.contains(entry.list.as_str()) {
                named.lists.insert(&entry.list);
            }
            if !named.categories.contains(entry.category.as_str()) {
                named.categories.insert(&entry.category);
            }
        }
        named
    }
}

/// The file's own name: its folder is no officer's business.
fn lost_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    format!("Reported documents, {}", name.to_string_lossy())
}

fn list_record(list: &List, named: &Named) -> ListRecord {
    let names: Vec<&str> = named.lists.iter().copied().collect();
    ListRecord {
        list: names.join("+"),
        digest: list.digest.clone(),
        entries: list.entries.len() as u64,
        list_date: list.list_date.map(|date| date.to_string()),
    }
}

/// A feed that says UTC and writes the airport's clock shifts every departure by hours.
pub fn doubted_times(hours: &Hours) -> Option<String> {
    let question = "scheduled_departure may be no UTC";
    hours
        .doubtful()
        .then(|| format!("{question}: {hours}; correct the feed, or import it by its clock"))
}
