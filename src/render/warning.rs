//! Early warning as text: what is flagged, what to watch, what could be seen at all.

use crate::analysis::warning::counts::Week;
use crate::analysis::warning::cuts::Cut;
use crate::analysis::warning::power;
use crate::analysis::warning::weeks::{BASE, FEWEST, WINDOWS};
use crate::inert::Lines;
use crate::schema::warning::{PathwayRow, SignalRow, monday};
use std::collections::{BTreeMap, BTreeSet};

/// Of one span.
pub struct Shown<'a> {
    pub signals: &'a [SignalRow],
    pub pathways: &'a [PathwayRow],
    /// Questions of each week.
    pub asked: &'a BTreeMap<Week, usize>,
    pub span: (Week, Week),
    pub recorded: (Week, Week),
    pub cuts: &'a [Cut],
}

/// Rows of a table; the files have all.
const MOST: usize = 30;

pub fn text(shown: &Shown) -> Lines {
    let mut lines = heading(shown);
    let of = |class: &str| {
        let rows = shown.signals.iter().rev();
        rows.filter(|row| row.class == class).collect::<Vec<_>>()
    };
    lines.append(&table(
        "Signals",
        &newest_of_each(&of("signal")),
        "none: nothing rose more than chance explains",
    ));
    lines.append(&table("To watch: no signals", &of("watch"), "none"));
    let last = monday(shown.span.1 - 1);
    let mut new = of("new_series");
    new.retain(|row| row.week == last);
    lines.append(&table(
        "New series, in the last week: too little past of their own",
        &new,
        "none",
    ));
    lines.append(&pathways(shown.pathways));
    lines.append(&what_shows(shown));
    lines.append(&method());
    lines
}

/// Each signal once, as it was last told; the files have every week.
fn newest_of_each<'a>(newest_first: &[&'a SignalRow]) -> Vec<&'a SignalRow> {
    let mut seen = BTreeSet::new();
    let rows = newest_first.iter().copied();
    rows.filter(|row| {
        let subject = (&row.category, &row.reason_class);
        seen.insert((&row.level, &row.place, subject, row.since_week))
    })
    .collect()
}

fn heading(shown: &Shown) -> Lines {
    let day = |week: Week| monday(week).to_string();
    let mut lines = Lines::default();
    let weeks = shown.recorded.1 - shown.recorded.0;
    lines.line(&format!(
        "Early warning, weeks from {} to before {} (Monday to Sunday, UTC)",
        day(shown.span.0),
        day(shown.span.1)
    ));
    lines.line(&format!("Weeks of traffic on record: {weeks}"));
    for cut in shown.cuts {
        let whose = cut.category.as_deref().unwrap_or("all categories");
        lines.line(&format!(
            "From {} lists or rules of {whose} are others: until {FEWEST} weeks are there again, \
             places are compared with each other alone",
            day(cut.week)
        ));
    }
    lines
}

fn table(title: &str, rows: &[&SignalRow], none: &str) -> Lines {
    let mut lines = Lines::default();
    lines.line("");
    lines.line(title);
    if rows.is_empty() {
        lines.line(&format!("  {none}"));
        return lines;
    }
    lines.line(&format!(
        "  {:<10} {:<10} {:<13} {:<7} {:<16} {:<36} {:>5} {:>8} {:>5} {:>6} {:<13} {:>6} {:<12}",
        "since",
        "week",
        "standing",
        "level",
        "place",
        "cases of",
        "cases",
        "expected",
        "weeks",
        "ratio",
        "95 %",
        "shows",
        "once in"
    ));
    rows.iter()
        .take(MOST)
        .for_each(|row| lines.line(&line(row)));
    if MOST < rows.len() {
        lines.line(&format!("  and {} more in signals.csv", rows.len() - MOST));
    }
    lines
}

fn line(row: &SignalRow) -> String {
    let category = row.category.as_deref().unwrap_or("finding");
    let number = |value: Option<f64>| value.map_or("-".to_owned(), |value| format!("{value:.1}"));
    let interval = format!("{}-{}", number(row.ratio_low), number(row.ratio_high));
    let smallest = row
        .smallest_flagged
        .map_or("-".to_owned(), |count| count.to_string());
    format!(
        "  {:<10} {:<10} {:<13} {:<7} {:<16} {:<36} {:>5} {:>8.1} {:>5} {:>6} {:<13} {:>6} {:<12} {}",
        row.since_week.to_string(),
        row.week.to_string(),
        row.standing.as_deref().unwrap_or("-"),
        row.level,
        row.place,
        format!("{category}/{}", row.reason_class),
        row.cases,
        row.expected,
        row.window_weeks,
        number(row.rate_ratio),
        interval,
        smallest,
        once_in(row.recurrence_weeks),
        row.compared_with,
    )
}

/// How often chance alone gives as much.
pub(super) fn once_in(weeks: f64) -> String {
    if weeks < 2.0 {
        return "a week".to_owned();
    }
    if weeks < 104.0 {
        return format!("{weeks:.0} weeks");
    }
    let years = weeks / f64::from(BASE);
    if 1e4 <= years {
        return "10,000 years+".to_owned();
    }
    format!("{years:.0} years")
}

fn pathways(rows: &[PathwayRow]) -> Lines {
    let mut lines = Lines::default();
    lines.line("");
    lines.line("Pathways, by the lower end of the 95 % interval of cases in 10,000 passengers");
    if rows.is_empty() {
        lines.line("  none with a case");
    }
    for row in rows.iter().take(10) {
        let category = row.category.as_deref().unwrap_or("finding");
        lines.line(&format!(
            "  {:>3} {:<7} {:<16} {:<36} {:>6} cases of {:>9} passengers: {:.2} ({:.2} to {:.2})",
            row.rank,
            row.level,
            row.place,
            format!("{category}/{}", row.reason_class),
            row.cases,
            row.passengers,
            row.rate,
            row.low,
            row.high
        ));
    }
    lines
}

/// The smallest counts that are flagged, with a year behind them and with half of one.
fn what_shows(shown: &Shown) -> Lines {
    let mut lines = Lines::default();
    // A level has about a quarter of all questions.
    let asked = shown.asked.values().next_back().copied().unwrap_or(0) / 4;
    for (weeks, title) in [
        (
            BASE,
            "What can be seen: the smallest count that is a signal, by cases in the year before",
        ),
        (
            FEWEST,
            "What your first 26 weeks can show: the same by cases in half a year",
        ),
    ] {
        lines.line("");
        lines.line(&format!("{title} (one level, {} questions)", asked.max(1)));
        let header = WINDOWS.map(|window| format!("{window:>8}"));
        lines.line(&format!("  {:>10} {} weeks", "before", header.join("")));
        for line in power::table(weeks, 1.0, asked) {
            let smallest = line.smallest.map(|count| format!("{count:>8}"));
            lines.line(&format!("  {:>10} {}", line.base, smallest.join("")));
        }
    }
    lines.line("  Before 26 weeks a place is compared with the usual rate of its level alone (new series).");
    lines
}

fn method() -> Lines {
    let text = "
How it was asked
  Conditional: given all cases of window and base, how many fall into the window. Exact where counts
  scatter as chance alone makes them, beta-binomial where they scatter more (dispersion in signals.csv).
  A signal needs its own past and the others of its subject, so that a new list is none. Of weeks in
  which nothing rose at most one in twenty has a signal, over everything that is asked.
  A signal says that more cases were made than chance explains. It says nothing of a passenger.";
    text.lines().collect()
}
