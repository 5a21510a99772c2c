//! `[run]`, as far as it says when a night is doubted and when it is stopped for it.

use super::import::Unread;
use crate::night::doubts::ages::AgeRules;
use crate::night::doubts::columns::ColumnRules;
use crate::night::doubts::falls::FallRules;
use crate::night::doubts::horizon::{Horizon, HorizonRules};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A hundred years: no list, run or decision is older.
const LONGEST_AGE: i64 = 36_525;

#[derive(Clone, Debug)]
pub struct DoubtRules {
    pub ages: AgeRules,
    pub falls: FallRules,
    pub horizon: HorizonRules,
    pub columns: ColumnRules,
    pub unread_files: Unread,
}

/// As written; unknown keys were refused before.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Section {
    list_age_days: i64,
    list_age_days_of: BTreeMap<String, i64>,
    list_age_warning_days: i64,
    list_age_warning_days_of: BTreeMap<String, i64>,
    list_lost_share: f64,
    list_lost_share_of: BTreeMap<String, f64>,
    list_lost_entries: u64,
    list_least_share: f64,
    list_least_share_of: BTreeMap<String, f64>,
    horizon: Horizon,
    passengers_lost_share: f64,
    unread_warning_share: f64,
    unread_most_share: f64,
    unread_files: Unread,
}

impl Section {
    /// `Err` names the key and the rule.
    pub(super) fn check(&self) -> Result<(), String> {
        self.check_ages()?;
        let own = [
            ("run.list_lost_share_of", &self.list_lost_share_of),
            ("run.list_least_share_of", &self.list_least_share_of),
        ];
        let own = own.into_iter().flat_map(|(key, of)| {
            of.iter()
                .map(move |(list, share)| (format!("{key}.{list}"), *share))
        });
        let all = [
            ("run.list_lost_share", self.list_lost_share),
            ("run.list_least_share", self.list_least_share),
            ("run.passengers_lost_share", self.passengers_lost_share),
            ("run.unread_warning_share", self.unread_warning_share),
            ("run.unread_most_share", self.unread_most_share),
        ];
        let all = all.into_iter().map(|(key, share)| (key.to_owned(), share));
        match all
            .chain(own)
            .find(|(_, share)| !(0.0..=1.0).contains(share))
        {
            Some((key, _)) => Err(format!("{key} must lie between 0 and 1")),
            None => Ok(()),
        }
    }

    fn check_ages(&self) -> Result<(), String> {
        let of = |key: &str, days: i64, own: &BTreeMap<String, i64>| {
            let own = own
                .iter()
                .map(|(list, days)| (format!("{key}_of.{list}"), *days));
            let all: Vec<_> = std::iter::once((key.to_owned(), days)).chain(own).collect();
            all
        };
        let most = of(
            "run.list_age_days",
            self.list_age_days,
            &self.list_age_days_of,
        );
        let warning = of(
            "run.list_age_warning_days",
            self.list_age_warning_days,
            &self.list_age_warning_days_of,
        );
        let mut all = most.into_iter().chain(warning);
        match all.find(|(_, days)| !(0..=LONGEST_AGE).contains(days)) {
            Some((key, _)) => Err(format!("{key} must lie between 0 and {LONGEST_AGE}")),
            None => Ok(()),
        }
    }

    /// `age_is_said`: whether the operator said the greatest age of all lists.
    pub(super) fn rules(self, age_is_said: bool) -> DoubtRules {
        DoubtRules {
            ages: AgeRules {
                warning_days: self.list_age_warning_days,
                warning_days_of: self.list_age_warning_days_of,
                most_days: self.list_age_days,
                most_days_of: self.list_age_days_of,
                asks_for_date: age_is_said,
            },
            falls: FallRules {
                lost_share: self.list_lost_share,
                lost_share_of: self.list_lost_share_of,
                lost_entries: self.list_lost_entries,
                least_share: self.list_least_share,
                least_share_of: self.list_least_share_of,
            },
            horizon: HorizonRules {
                horizon: self.horizon,
                passengers_lost_share: self.passengers_lost_share,
            },
            columns: ColumnRules {
                warning_share: self.unread_warning_share,
                most_share: self.unread_most_share,
            },
            unread_files: self.unread_files,
        }
    }
}
