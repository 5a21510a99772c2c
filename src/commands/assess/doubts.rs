//! What else could have made a rise, and what the assessment does not know.

use super::known::Known;
use crate::analysis::warning::cuts::Cut;
use crate::analysis::warning::finding::Ground;
use crate::analysis::warning::weeks::{BASE, compared};
use crate::render::assess::standing_signals;
use crate::schema::assessment::{EXPLANATIONS, ExplanationRow, GAPS, GapRow, Tables};
use crate::schema::traffic::{OTHER, TrafficRow};
use crate::schema::warning::{SignalRow, monday, week_of};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// A list that is older than so many days at the end is told as a gap.
const OLD_DAYS: i32 = 30;

/// Of each signal that stands, four questions.
pub fn explanations(known: &Known, tables: &Tables) -> Vec<ExplanationRow> {
    let standing = standing_signals(&tables.signals);
    let rows = standing.into_iter().flat_map(|signal| {
        let found = [
            of_lists(known, signal),
            everywhere(signal),
            of_traffic(signal),
            reporting(),
        ];
        let rows = EXPLANATIONS.into_iter().zip(found);
        rows.map(|(could_be, (asked, found))| ExplanationRow {
            level: signal.level.clone(),
            place: signal.place.clone(),
            category: signal.category.clone(),
            reason_class: signal.reason_class.clone(),
            could_be: could_be.to_owned(),
            asked,
            found,
        })
    });
    rows.collect()
}

type Answer = (String, String);

fn of_lists(known: &Known, signal: &SignalRow) -> Answer {
    let week = week_of(signal.week);
    let spans = compared(week, signal.window_weeks);
    let concerns = |cut: &&Cut| cut.category.is_none() || cut.category == signal.category;
    let within = |cut: &&Cut| spans.base.0 < cut.week && cut.week <= week;
    let last = known.cuts.iter().filter(concerns).filter(within);
    let last = last.map(|cut| cut.week).max();
    let asked = "The past is cut where lists or rules changed, as kept runs or --changed say.";
    let found = match last {
        None => format!("No change is on record since {}.", monday(spans.base.0)),
        Some(change) if spans.window.0 <= change => format!(
            "Perhaps: lists or rules changed on {}, within the weeks that are tested.",
            monday(change)
        ),
        Some(change) => format!(
            "Not by itself: lists or rules changed on {}, and only what came after is compared.",
            monday(change)
        ),
    };
    (asked.to_owned(), found)
}

fn everywhere(signal: &SignalRow) -> Answer {
    let asked = "The same window beside all other places of the kind.";
    let ground = signal.compared_with.as_str();
    let found = match ground {
        ground if ground == Ground::PastAndOthers.as_str() || ground == Ground::Others.as_str() => {
            "No: other places rose less, or not at all."
        }
        _ => "Not asked: it was compared with what is usual at its level.",
    };
    (asked.to_owned(), found.to_owned())
}

fn of_traffic(signal: &SignalRow) -> Answer {
    let asked = "Passengers are part of the test: cases are set against them.";
    let a_week = |passengers: i64, weeks: i32| passengers as f64 / f64::from(weeks.max(1));
    let before = a_week(signal.base_passengers, signal.base_weeks);
    let now = a_week(signal.passengers, signal.window_weeks);
    let found = match 0.0 < before {
        true => format!(
            "No: passengers a week are {:.2} times those before, and that is taken off.",
            now / before
        ),
        false => "Nobody flew there before: the place is new.".to_owned(),
    };
    (asked.to_owned(), found)
}

fn reporting() -> Answer {
    (
        "Whether a carrier sends a field now that it did not send before.".to_owned(),
        "Not asked here: no run keeps which fields were filled. Ask the carrier.".to_owned(),
    )
}

/// In a fixed order; what is not missing has no row.
pub fn gaps(known: &Known, tables: &Tables, traffic: &[TrafficRow]) -> Vec<GapRow> {
    let [days, rows, unread, truth, never, old, unnamed, nobody] = GAPS;
    let mut gaps = vec![
        empty_days(known, traffic, days),
        not_screened(known, rows),
        not_read(known, unread),
        not_established(tables, truth),
        never_decided(tables, never),
    ];
    gaps.extend(old_lists(known, old));
    gaps.push(without_name(traffic, unnamed));
    let mut gaps: Vec<GapRow> = gaps.into_iter().filter(|gap| 0 < gap.count).collect();
    gaps.push(GapRow {
        gap: nobody.to_owned(),
        count: 0,
        of: None,
        says: "Nobody who is no case is kept, so links to earlier nights exist among cases alone."
            .to_owned(),
    });
    gaps
}

fn gap(gap: &str, count: i64, of: Option<i64>, says: String) -> GapRow {
    GapRow {
        gap: gap.to_owned(),
        count,
        of,
        says,
    }
}

/// From the first day with traffic on.
fn empty_days(known: &Known, traffic: &[TrafficRow], name: &str) -> GapRow {
    let days: BTreeSet<Date> = traffic.iter().map(|row| row.departure_day).collect();
    let last = monday(known.span.1);
    let Some(first) = days.first() else {
        let weeks = i64::from((known.span.1 - known.span.0).max(0));
        let says = "No day of the span has traffic on record.".to_owned();
        return gap(name, weeks * 7, Some(weeks * 7), says);
    };
    let all = i64::from((last - *first).get_days());
    let without = (all - days.len() as i64).max(0);
    let says = format!("{without} of {all} days since {first} have no traffic on record.");
    gap(name, without, Some(all), says)
}

fn not_screened(known: &Known, name: &str) -> GapRow {
    let runs = known.gathered.records.iter();
    let counts = runs.map(|run| &run.record.counts);
    let (lost, all) = counts.fold((0, 0), |(lost, all), counts| {
        (lost + counts.quarantined, all + counts.rows_read)
    });
    let whole = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    let says = format!(
        "{lost} of {all} manifest rows of the kept runs could not be screened; \
         `preboard query` over quarantine says why."
    );
    gap(name, whole(lost), Some(whole(all)), says)
}

fn not_read(known: &Known, name: &str) -> GapRow {
    let (damaged, masked) = (known.gathered.damaged, known.gathered.masked);
    let says = format!(
        "Runs that cannot be read: {damaged}; masked: {masked}. Their cases are in no table of \
         networks, schemes and hits; their traffic is."
    );
    let all = known.gathered.records.len() as i64;
    gap(name, (damaged + masked) as i64, Some(all), says)
}

fn not_established(tables: &Tables, name: &str) -> GapRow {
    let lists = tables
        .outcomes
        .iter()
        .filter(|row| row.dimension == "action");
    let (unknown, all) = lists.fold((0, 0), |(unknown, all), row| {
        let known = row.same_person + row.different_person;
        (unknown + row.decided - known, all + row.decided)
    });
    let says = format!(
        "Of {all} decided cases the truth of {unknown} is not established: whether the passenger \
         is the listed person."
    );
    gap(name, unknown, Some(all), says)
}

fn never_decided(tables: &Tables, name: &str) -> GapRow {
    let all = tables.economy.iter().find(|row| row.list == "all");
    let (open, all) = all.map_or((0, 0), |all| (all.hits - all.decided, all.hits));
    let says = format!("{open} of {all} cases of the kept runs have no officer's word.");
    gap(name, open, Some(all), says)
}

/// In the newest run.
fn old_lists(known: &Known, name: &str) -> Vec<GapRow> {
    let Some(newest) = known.gathered.records.last() else {
        return Vec::new();
    };
    let end = monday(known.span.1);
    let lists = newest.record.lists.iter();
    let old = lists.filter_map(|list| {
        let dated: Date = list.list_date.as_deref()?.get(..10)?.parse().ok()?;
        let days = (end - dated).get_days();
        let list = crate::inert::cut(&list.list);
        let says = format!("{list} was {days} days old at the end of the span.");
        (OLD_DAYS < days).then(|| gap(name, i64::from(days), None, says))
    });
    old.collect()
}

fn without_name(traffic: &[TrafficRow], name: &str) -> GapRow {
    let all: i64 = traffic.iter().map(|row| row.passengers).sum();
    let other = traffic.iter().filter(|row| row.journey == OTHER);
    let other: i64 = other.map(|row| row.passengers).sum();
    let says = format!(
        "{other} of {all} passengers are on journeys that fewer than ten made in a night: these \
         have no name, and no series."
    );
    gap(name, other, Some(all), says)
}

/// Whether lists or rules changed within a year before the end, by whom it concerns.
pub fn changed(known: &Known) -> Vec<Option<String>> {
    let end = known.span.1;
    let within = |cut: &&Cut| end - BASE <= cut.week && cut.week < end;
    let cuts = known.cuts.iter().filter(within);
    cuts.map(|cut| cut.category.clone()).collect()
}
