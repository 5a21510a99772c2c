//! `--fit`: weights estimated from the pairs, as a settings block for a person to read and
//! copy. Nothing applies itself.

use super::bench::Bench;
use super::pairs;
use crate::analysis::evaluate::fit::{self, Fitted, Levels};
use crate::cli;
use crate::domain::passenger::Passenger;
use crate::error::{Error, Kind, Result};
use crate::inert::Lines;
use crate::labelled::Query;
use crate::screen::Ranked;
use crate::settings::Settings;
use std::collections::HashMap;

/// Like-named entries looked at for each person on no list.
const OTHERS_KEPT: usize = 10;

/// Entries of any name looked at for each person with a birth date.
const ANY_KEPT: usize = 64;

pub(super) fn block(args: &cli::Evaluate, settings: &Settings, bench: &Bench) -> Result<Lines> {
    let (listed, others) = pairs::queries(args, settings)?;
    if others.is_empty() {
        return Err(
            Error::new(Kind::Usage, "--fit needs people who are on no list")
                .hint("name them with --population"),
        );
    }
    let entries = entries(bench);
    let same = bench.each(&listed, |query| {
        let number = entries.get(query.entry_id.as_deref()?)?;
        bench.screener.against(&query.person, *number)
    })?;
    let like = bench.each(&others, |query| like_named(bench, query))?;
    let any = bench.each(&others, |query| any(bench, query))?;
    let same = Levels::of(same.iter().flatten().map(|ranked| &ranked.score));
    let [like, any] =
        [like, any].map(|each| Levels::of(each.iter().flatten().map(|ranked| &ranked.score)));
    Ok(text(&fit::fit(&same, &any, &like)))
}

fn entries<'a>(bench: &Bench<'a>) -> HashMap<&'a str, u32> {
    let numbers = 0..bench.screener.entries() as u32;
    numbers
        .map(|number| (bench.screener.entry(number).entry_id.as_str(), number))
        .collect()
}

/// Chosen by the name alone, then compared in everything.
fn like_named(bench: &Bench, query: &Query) -> Vec<Ranked> {
    let person = &query.person;
    let (surname, given) = (person.surname.clone(), person.given_names.clone());
    let named = Passenger::of_name(surname, given, person.flight.scheduled_departure);
    let ranked = bench.screener.ranked(&named, bench.lowest).into_iter();
    ranked
        .take(OTHERS_KEPT)
        .filter_map(|like| bench.screener.against(person, like.entry))
        .collect()
}

/// Entries spread over the list, others for each person: birth dates do not go with names.
fn any(bench: &Bench, query: &Query) -> Vec<Ranked> {
    if query.person.birth_date.is_none() {
        return Vec::new();
    }
    let entries = bench.screener.entries();
    let step = entries.div_ceil(ANY_KEPT).max(1);
    let first = query.id.bytes().map(usize::from).sum::<usize>() % step;
    let numbers = (first..entries).step_by(step);
    numbers
        .filter_map(|number| bench.screener.against(&query.person, number as u32))
        .collect()
}

/// A weight that too few people tell stays a comment: its default holds.
fn text(fitted: &[Fitted]) -> Lines {
    let head = [
        "# Estimated by `preboard evaluate --fit`. Read before use: the pairs' noise is theirs,",
        "# and agreeing origin may not sum to more than 6 bits.",
    ];
    let mut text: Lines = head.iter().collect();
    let mut section = "";
    for weight in fitted {
        if weight.section != section {
            section = weight.section;
            text.line("");
            text.line(&format!("[{section}]"));
        }
        text.line(&line(weight));
    }
    text
}

fn line(weight: &Fitted) -> String {
    let Fitted {
        key,
        same,
        different,
        bits,
        ..
    } = weight;
    let counts = format!(
        "same {} of {}, different {} of {}",
        same.count, same.of, different.count, different.of
    );
    match bits {
        Some(bits) => format!(
            "{key} = {:.2}  # {:.2} to {:.2}; {counts}",
            bits.bits, bits.low, bits.high
        ),
        None => format!("# {key}: too few; {counts}"),
    }
}
