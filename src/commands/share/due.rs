//! Why somebody who was shared, or would be, is nobody to share any more.
//!
//! The safe direction of error is to call back: a partner who is told again loses nothing.

use crate::commands::redress::{self, Redress};
use crate::commands::release::state::last_words;
use crate::commands::ui::Ui;
use crate::error::Result;
use crate::ledger::Row;
use crate::ledger::redress_file::{self, Granted};
use crate::ledger::words::{Decision, MatchTruth};
use crate::locate::{self, Input};
use crate::redress::Cleared;
use crate::schema::record::RunRecord;
use crate::schema::rows::{CaseRow, PairRow};
use crate::schema::share::RecallReason;
use crate::settings::Settings;
use crate::watchlist::{self, merged};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

pub use crate::watchlist::merged::{Key, Listed};

/// How things stand today.
pub struct Present {
    /// Of the entries that were asked about.
    listed: Listed,
    /// Cases of which the last word says that they are none.
    against: BTreeSet<String>,
    cleared: Cleared,
    granted: Vec<Granted>,
    today: Date,
}

impl Present {
    /// Reads the lists of the settings, the ledger and the redress files.
    pub fn read(settings: &Settings, out: &Path, keys: BTreeSet<Key>, ui: &Ui) -> Result<Present> {
        let listed = match keys.is_empty() {
            true => BTreeMap::new(),
            false => listed(settings, &keys)?,
        };
        let today = settings.as_of.to_zoned(TimeZone::UTC).date();
        let mut settings = settings.clone();
        settings.output.folder = out.to_owned();
        let redress = redress::load(&settings, ui)?;
        Present::of(&settings, &redress, listed, today)
    }

    /// The same for whoever has read lists and ledger already.
    pub fn of(
        settings: &Settings,
        redress: &Redress,
        listed: Listed,
        today: Date,
    ) -> Result<Present> {
        let mut granted = Vec::new();
        for path in &settings.inputs.redress {
            granted.extend(redress_file::read(path)?.granted);
        }
        Ok(Present {
            listed,
            against: redress.rows.as_deref().map(against).unwrap_or_default(),
            cleared: redress.cleared.clone(),
            granted,
            today,
        })
    }

    /// The first of the reasons there are.
    pub fn why(
        &self,
        case: &CaseRow,
        pair: Option<&PairRow>,
        until: Option<Date>,
    ) -> Option<RecallReason> {
        let key = case.list.clone().zip(case.entry_id.clone());
        if key
            .as_ref()
            .is_some_and(|key| !self.listed.contains_key(key))
        {
            return Some(RecallReason::EntryWithdrawn);
        }
        if self.against.contains(&case.case_id) {
            return Some(RecallReason::NotConcurred);
        }
        let cleared = pair.is_some_and(|pair| {
            let identity = pair.identity_digest.as_deref();
            identity.is_some_and(|identity| {
                let entry = (pair.list.as_str(), pair.entry_id.as_str());
                self.cleared.clears(identity, entry, &pair.entry_digest)
            })
        });
        if cleared {
            return Some(RecallReason::PairCleared);
        }
        if self.granted.iter().any(|granted| granted.is_of(case)) {
            return Some(RecallReason::RedressGranted);
        }
        until
            .is_some_and(|until| until <= self.today)
            .then_some(RecallReason::Expired)
    }

    /// Every list that the case's entry stands on. The run says how old each was when it was
    /// screened, unless the list itself says it now.
    pub fn lists_of(&self, case: &CaseRow, record: &RunRecord) -> Vec<(String, Option<Date>)> {
        let key = case.list.clone().zip(case.entry_id.clone());
        let lists = key.and_then(|key| self.listed.get(&key));
        let dated = |name: &str| {
            let mut files = record.lists.iter();
            let file = files.find(|file| file.list.split('+').any(|one| one == name))?;
            file.list_date.as_ref()?.parse().ok()
        };
        let lists = lists.into_iter().flatten();
        lists
            .map(|(name, date)| (name.clone(), date.or_else(|| dated(name))))
            .collect()
    }
}

/// Cases of which the last word says that they are none.
pub fn against(words: &[Row]) -> BTreeSet<String> {
    let last = last_words(words).into_values();
    let against = last.filter(|row| {
        row.decision == Decision::NotConcur || row.match_truth == MatchTruth::DifferentPerson
    });
    against.map(|row| row.case_id.clone()).collect()
}

/// Where each of the entries stands, one file after the other.
fn listed(settings: &Settings, keys: &BTreeSet<Key>) -> Result<Listed> {
    let mut found = Listed::new();
    let today = settings.as_of.to_zoned(TimeZone::UTC).date();
    for path in locate::files(Input::Watchlist, &settings.inputs.watchlists)? {
        let one = std::slice::from_ref(&path);
        let mut sources = merged::lists_of(&path, keys)?;
        for list in watchlist::read_all_within(one, &settings.limits)? {
            for entry in &list.entries {
                let key = (entry.list.clone(), entry.entry_id.clone());
                if !keys.contains(&key) || !entry.in_force_on(today) {
                    continue;
                }
                let own = BTreeMap::from([(entry.list.clone(), list.list_date)]);
                let said = sources.remove(&key).unwrap_or(own);
                found.entry(key).or_default().extend(said);
            }
        }
    }
    Ok(found)
}
