//! What changed: signals, what to watch, new series and what ended, with a picture of each signal.

use super::judgements::ratio_cell;
use super::phrases::{compared_with, day, ended_signals, series, standing_signals, weeks};
use super::release::{NOT_RELEASED, alone, has_counts, is_small};
use super::view::{Cell, Row, Section, Table, number, words};
use super::{Assessed, week_plot};
use crate::analysis::warning::family::FALSE_WEEKS;
use crate::inert::shown;
use crate::render::warning::once_in;
use crate::schema::warning::{SignalRow, monday};

/// Rows of each kind; the files have all.
const MOST: usize = 15;

pub(super) fn section(assessed: &Assessed) -> Section {
    let signals = &assessed.tables.signals;
    let last = monday(assessed.span.1 - 1);
    let of_last = |class: &str| -> Vec<&SignalRow> {
        let rows = signals.iter().rev();
        rows.filter(|row| row.class == class && row.week == last)
            .collect()
    };
    let (standing, ended) = (standing_signals(signals), ended_signals(signals));
    let (watch, new) = (of_last("watch"), of_last("new_series"));
    let mut rows = Vec::new();
    let groups = [
        (&standing, "■\u{a0}Signal"),
        (&watch, "□\u{a0}Watch"),
        (&new, "○\u{a0}New series"),
        (&ended, "✕\u{a0}Ended"),
    ];
    for (group, mark) in groups {
        rows.extend(
            group
                .iter()
                .take(MOST)
                .map(|row| line(row, mark, assessed.publish)),
        );
    }
    let left_out: usize = groups
        .iter()
        .map(|(group, _)| group.len().saturating_sub(MOST))
        .sum();
    let mut notes = vec![
        "Watch is no signal: chance makes such a rise once in half a year. A new series has hardly a past and is listed in any case. A signal says that more cases were made than chance explains; it says nothing of a passenger.".to_owned(),
    ];
    if 0 < left_out {
        notes.push(format!("{left_out} more rows stand in signals.csv."));
    }
    if assessed.publish {
        notes.push("Hubs and arrivals are sums of routes, and journeys are parts of them: of places the routes alone have counts here.".to_owned());
    }
    let tables = match rows.is_empty() {
        true => Vec::new(),
        false => vec![Table {
            caption: "Series that rose, or did; ratio with its 95 % interval".to_owned(),
            heads: vec![
                words("Series"),
                words("State"),
                words("Cases"),
                number("Expected"),
                number("Ratio"),
                words("By chance once in"),
                words("Compared with"),
            ],
            rows,
        }],
    };
    Section {
        id: "changed",
        title: "What changed",
        text: vec![summary(
            (standing.len(), watch.len()),
            (new.len(), ended.len()),
        )],
        tables,
        figures: week_plot::figures(assessed),
        notes,
        ..Section::default()
    }
}

fn summary((signals, watch): (usize, usize), (new, ended): (usize, usize)) -> String {
    let several = |count: usize, one: &str, many: &str| match count {
        0 => format!("No {one}"),
        1 => format!("1 {one}"),
        count => format!("{count} {many}"),
    };
    format!(
        "{}, {} on watch in the last week, {} new, {} ended. Where nothing rises, at most {:.1} weeks a year have any signal, over everything that is asked.",
        several(signals, "signal stands", "signals stand"),
        watch,
        several(new, "series is", "series are").to_lowercase(),
        ended,
        FALSE_WEEKS * 52.0
    )
}

fn line(row: &SignalRow, mark: &str, publish: bool) -> Row {
    let state = match row.standing.as_deref() {
        Some("ended") | None => mark.to_owned(),
        Some("new") => format!("{mark}, new on {}", day(row.since_week)),
        Some(standing) => format!(
            "{mark}, {}, since {}",
            standing.replace('_', " "),
            day(row.since_week)
        ),
    };
    let flagged = mark.starts_with('■');
    let is_told = has_counts(&row.level, &row.place, publish);
    let whole = is_told && !(publish && (is_small(row.cases) || is_small(row.base_cases)));
    let only = |text: String| match whole {
        true => text,
        false => NOT_RELEASED.to_owned(),
    };
    let cases = match is_told {
        true => format!(
            "{} in {}",
            alone(row.cases, publish),
            weeks(row.window_weeks)
        ),
        false => NOT_RELEASED.to_owned(),
    };
    let mut state = Cell::text(shown(&state));
    state.flagged = flagged;
    Row::new(
        series(row),
        vec![
            state,
            Cell::text(cases),
            Cell::number(only(format!("{:.1}", row.expected))),
            Cell::number(only(ratio_cell(row))),
            Cell::text(only(once_in(row.recurrence_weeks))),
            Cell::text(compared_with(&row.compared_with)),
        ],
    )
}
