//! Lists and settings become a screener.

use crate::commands::lists::Read;
use crate::commands::rarity;
use crate::commands::ui::Ui;
use crate::domain::work::{self, InParallel};
use crate::error::Result;
use crate::exec::Exec;
use crate::night::doubts::{Doubt, ages};
use crate::render::briefing::ListFact;
use crate::schema::record::ListRecord;
use crate::schema::record::lists::CountsByList;
use crate::screen::Screener;
use crate::settings::Settings;
use crate::watchlist;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::collections::BTreeMap;

/// A screener and what it was made of.
pub struct Loaded {
    pub screener: Screener,
    pub lists: Vec<ListRecord>,
    /// The same for briefings.
    pub facts: Vec<ListFact>,
    /// How much of each list there is.
    pub counts: CountsByList,
    /// Files without a single entry.
    pub empty: Vec<String>,
    /// By list, the older of its files; `None` is older than any.
    pub dates: BTreeMap<String, Option<Date>>,
    /// What is wrong in the lists themselves.
    pub doubts: Vec<Doubt>,
    pub lost_documents: u64,
    /// Of the table that says how rare names are.
    pub rarity_digest: String,
}

pub fn screener(settings: &Settings, exec: &Exec, ui: &Ui) -> Result<Loaded> {
    let day = day_of(settings);
    let parallel: &InParallel = &|one, other| exec.join(one, other);
    let (lists, lost) = work::join(
        parallel,
        || watchlist::read_all_within(&settings.inputs.watchlists, &settings.limits),
        || watchlist::read_lost_all_within(&settings.inputs.lost_documents, &settings.limits),
    );
    let (lists, (lost_files, lost)) = (lists?, lost?);
    let entries: usize = lists.iter().map(|list| list.entries.len()).sum();
    ui.step("lists read", entries as u64);
    ui.step("reported documents read", lost.rows() as u64);
    let mut read = Read::default();
    for list in &lists {
        read.add_list(list, settings);
    }
    for file in lost_files {
        read.add_lost(file);
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
        lists: read.records,
        facts: read.facts,
        counts: read.counts,
        empty: read.empty,
        dates: read.dates,
        doubts: read.doubts,
    })
}

pub fn day_of(settings: &Settings) -> Date {
    settings.as_of.to_zoned(TimeZone::UTC).date()
}

impl Loaded {
    pub fn dated(&self) -> Vec<ages::DatedList<'_>> {
        let dates = self.dates.iter();
        dates.map(|(list, date)| (list.as_str(), *date)).collect()
    }

    /// For whoever screens a person or labelled people: lists that would stop a night are said,
    /// and stop nothing.
    pub fn say_doubts(&self, settings: &Settings, ui: &Ui) {
        let ages = ages::doubts(&self.dated(), day_of(settings), &settings.doubts.ages);
        for doubt in self.doubts.iter().chain(&ages) {
            ui.warn(&doubt.text);
        }
        self.say_ages(settings, ui);
    }

    /// `lists: OFAC of today, UN_SC 3 days old`.
    pub fn say_ages(&self, settings: &Settings, ui: &Ui) {
        let told = ages::told(&self.dated(), day_of(settings));
        ui.say(&format!("lists: {told}"));
    }
}
