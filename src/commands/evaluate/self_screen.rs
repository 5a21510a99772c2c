//! A list screened against itself, each person's own entry left out.

use super::bench::{Bench, outcomes};
use super::{Measured, examples, text};
use crate::analysis::evaluate::self_screen;
use crate::cli;
use crate::domain::date::{ListedBirth, PartialDate};
use crate::domain::entry::Entry;
use crate::domain::passenger::Passenger;
use crate::error::Result;
use crate::labelled::Query;
use crate::render::quality::{self, Provenance};
use crate::settings::Settings;
use jiff::Timestamp;
use serde_json::json;

pub(super) fn measure(
    args: &cli::Evaluate,
    settings: &Settings,
    bench: &Bench,
    made_of: &Provenance,
) -> Result<Measured> {
    let numbers = 0..bench.screener.entries() as u32;
    let asked: Vec<(u32, Query)> = numbers
        .map(|number| (number, query(bench.screener.entry(number), settings.as_of)))
        .map(|(number, mut query)| {
            if args.name_only {
                query.keep_name_only();
            }
            (number, query)
        })
        .collect();
    let screened = bench.screen_without(&asked)?;
    let lists = self_screen::by_list(&outcomes(&screened), bench.lowest);
    let queries: Vec<Query> = asked.into_iter().map(|(_, query)| query).collect();
    let scores = args.scores.iter().flat_map(|_| {
        let rows = queries.iter().zip(&screened);
        rows.flat_map(|(query, screened)| bench.score_rows(query, screened))
    });
    let page = args.report.as_ref().map(|_| {
        let alarms = examples::alarms(&queries, &screened, bench);
        quality::self_page(&lists, &alarms, made_of)
    });
    Ok(Measured {
        json: json!({ "self_screen": lists }),
        text: text::of_lists(&lists),
        scores: scores.collect(),
        page: page.transpose()?,
    })
}

/// The passenger an entry would be: its primary name and the first of each further fact,
/// no document. No true entry: the own one is left out, and every other is wrong.
fn query(entry: &Entry, as_of: Timestamp) -> Query {
    let primary = entry.names.iter().min_by_key(|name| name.kind);
    let text = |part: Option<&String>| part.cloned().unwrap_or_default();
    let (surname, given) = match primary {
        Some(name) if name.surname.is_none() && name.given_names.is_none() => {
            (text(name.full.as_ref()), String::new())
        }
        Some(name) => (text(name.surname.as_ref()), text(name.given_names.as_ref())),
        None => (String::new(), String::new()),
    };
    let mut person = Passenger::of_name(surname, given, as_of);
    person.birth_date = entry.birth_dates.first().copied().and_then(born);
    person.sex = entry.sexes.first().copied();
    person.nationality = entry.nationalities.first().copied();
    Query {
        id: entry.entry_id.clone(),
        person,
        entry_id: None,
        group: Some(entry.list.clone()),
    }
}

/// A span of years is no date a passenger can have.
fn born(listed: ListedBirth) -> Option<PartialDate> {
    match listed {
        ListedBirth::Known(date) | ListedBirth::Circa(date) => Some(date),
        ListedBirth::Years(..) => None,
    }
}
