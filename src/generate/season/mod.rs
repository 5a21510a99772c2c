//! A season of nights with networks planted in it, to measure what links find and whom they
//! show in vain. Pure and seeded like the nights themselves.

mod cast;

mod lists;

mod night;

pub use cast::Role;
pub use night::{Part, SeasonRow};

use crate::documents::lost::LostIndex;
use crate::domain::document::LostDocument;
use crate::domain::entry::Entry;
use crate::generate::{Plan, World, world};
use cast::{List, Party};
use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;

/// Nights of one size, one after the other.
pub struct Season {
    pub nights: usize,
    plan: Plan,
    base: World,
    parties: Vec<Party>,
    reported: Arc<LostIndex>,
}

/// `plan` is of each night; the first has its moment.
pub fn season(plan: &Plan, nights: usize) -> Season {
    let plan = Plan {
        planted_rate: 0.0,
        ..plan.clone()
    };
    let base = world(&plan);
    Season {
        nights,
        parties: cast::cast(&plan, nights),
        reported: Arc::new(base.reported()),
        base,
        plan,
    }
}

impl Season {
    pub fn as_of(&self, night: usize) -> Timestamp {
        let later = SignedDuration::from_hours(24 * night as i64);
        self.plan
            .as_of
            .checked_add(later)
            .unwrap_or(self.plan.as_of)
    }

    /// File and entries of each list: the own one, with people of whom nobody travels by plan, and
    /// two of partners.
    pub fn lists(&self) -> Vec<(&'static str, Vec<Entry>)> {
        let planted = |list| lists::entries(&self.parties, list, self.plan.as_of);
        let own = self.base.entries().chain(planted(List::Own)).collect();
        let partners = List::PARTNERS.map(|list| (list.file(), planted(list)));
        [(List::Own.file(), own)]
            .into_iter()
            .chain(partners)
            .collect()
    }

    pub fn lost_documents(&self) -> impl Iterator<Item = LostDocument> {
        self.base.lost_documents()
    }

    /// The rows of one night; the same whether or not the others are made.
    pub fn night(&self, night: usize) -> Vec<SeasonRow> {
        night::rows(self, night)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{BTreeMap, BTreeSet};

    fn made(nights: usize) -> Season {
        let plan = Plan {
            passengers: 400,
            entries: 60,
            lost_documents: 300,
            ..Plan::sample("2026-01-05T18:00:00Z".parse().unwrap())
        };
        season(&plan, nights)
    }

    fn planted(season: &Season) -> Vec<(usize, SeasonRow)> {
        let nights = 0..season.nights;
        let rows = nights.flat_map(|night| {
            let rows = season.night(night).into_iter();
            rows.map(move |row| (night, row))
        });
        rows.filter(|(_, (_, part))| part.is_some()).collect()
    }

    #[test]
    fn the_same_plan_gives_the_same_nights() {
        let (one, two) = (made(30), made(30));
        assert_eq!(one.night(7), two.night(7));
        assert_ne!(one.night(7), one.night(8));
    }

    #[test]
    fn the_cast_is_as_it_was_ordered() {
        let season = made(30);
        let mut groups: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let (mut by_card, mut by_phone) = (0, 0);
        let rows = planted(&season);
        let shared: BTreeSet<&String> = season.parties.iter().map(|party| &party.card).collect();
        for (_, (row, part)) in &rows {
            let part = part.as_ref().unwrap();
            groups
                .entry(part.group.clone())
                .or_default()
                .insert(part.person.clone());
            if part.role == Role::Network && !part.person.ends_with("-1") {
                match row
                    .payment_ref
                    .as_ref()
                    .is_some_and(|card| shared.contains(card))
                {
                    true => by_card += 1,
                    false => by_phone += 1,
                }
            }
        }
        let count = |role: &str| {
            groups
                .keys()
                .filter(|group| group.starts_with(role))
                .count()
        };
        assert_eq!(
            ["network", "courier", "family", "tour"].map(count),
            [3, 6, 30, 20]
        );
        let sizes: Vec<usize> = (1..4)
            .map(|at| groups[&format!("network-{at}")].len())
            .collect();
        assert_eq!(sizes, [5, 8, 12]);
        let share = f64::from(by_card) / f64::from(by_card + by_phone);
        assert!(
            (0.4..0.8).contains(&share),
            "{by_card} by card, {by_phone} by telephone"
        );
        let lists: Vec<(&str, usize)> = season
            .lists()
            .into_iter()
            .map(|(file, entries)| (file, entries.len()))
            .collect();
        // Three facilitators, six couriers, ten families, ten tours; their partners'.
        assert_eq!(
            lists,
            [
                ("watchlist.parquet", 60 + 29),
                ("partner_a.parquet", 3 + 3),
                ("partner_b.parquet", 3 + 4)
            ]
        );
    }

    #[test]
    fn a_locator_means_one_party_all_season_and_nobody_clean_has_a_reported_document() {
        let season = made(6);
        let mut nights: BTreeMap<String, usize> = BTreeMap::new();
        for night in 0..season.nights {
            for (row, part) in season.night(night) {
                if let Some(locator) = &row.booking_ref {
                    let first = *nights.entry(locator.clone()).or_insert(night);
                    assert_eq!(first, night, "{locator}");
                }
                let issuer = row
                    .document_issuer
                    .as_deref()
                    .and_then(crate::domain::codes::Country::parse);
                let number = row.document_number.as_deref().unwrap_or_default();
                let reported = issuer.and_then(|issuer| season.reported.find(issuer, None, number));
                assert!(reported.is_none() || part.is_some(), "{number}");
            }
        }
    }
}
