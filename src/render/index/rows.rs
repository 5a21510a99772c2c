//! One row for each run, and for each due one that is not here.

use super::{Contents, FailedNight, Seen, due_every, grouped, moment, utc};
use crate::inert::{cut, shown};
use jiff::{SignedDuration, Timestamp};

/// Missed runs of one gap that have a row each; of a longer one, one row tells the number.
const MOST_MISSED: i64 = 6;

/// Pixels of the widest bar.
const WIDEST: u64 = 96;

pub(super) struct Row {
    pub(super) at: String,
    /// For the script, RFC 3339.
    pub(super) since: String,
    pub(super) href: Option<String>,
    pub(super) mark: &'static str,
    pub(super) state: String,
    pub(super) bad: bool,
    pub(super) passengers: Option<String>,
    /// Pixels: a thin night is seen.
    pub(super) bar: Option<u64>,
    pub(super) cases: Option<String>,
    pub(super) undecided: Option<String>,
    pub(super) say: String,
}

pub(super) fn rows(contents: &Contents) -> Vec<Row> {
    let widest = contents.runs.iter();
    let widest = widest.map(|run| run.record.counts.passengers).max();
    let widest = widest.unwrap_or(0).max(1);
    let runs = contents.runs.iter().enumerate();
    let runs = runs.map(|(at, run)| {
        let row = of_run(run, at == 0, widest);
        (moment(&run.record.as_of), row)
    });
    let failed = contents.failed.iter();
    let failed = failed.map(|failed| (failed.as_of, of_failed(failed)));
    let mut all: Vec<(Option<Timestamp>, Row)> = runs.chain(failed).collect();
    let every = contents.runs.first().and_then(|run| due_every(run.record));
    let moments: Vec<Timestamp> = all.iter().filter_map(|(at, _)| *at).collect();
    all.extend(every.map_or(Vec::new(), |every| missed(moments, every)));
    // Stable: of one moment the run stands before the attempts that failed.
    all.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    all.into_iter().map(|(_, row)| row).collect()
}

fn of_run(run: &Seen, newest: bool, widest: u64) -> Row {
    let record = run.record;
    let counts = &record.counts;
    let (mark, state) = match (&record.masked_at, newest) {
        (Some(_), _) => ("◌", "Masked"),
        (None, true) => ("●", "Newest"),
        (None, false) => ("○", "Replaced"),
    };
    Row {
        at: moment(&record.as_of).map_or_else(|| shown(&record.as_of), utc),
        since: shown(&record.as_of),
        href: href(&run.name, "groups/"),
        mark,
        state: state.to_owned(),
        bad: false,
        passengers: Some(grouped(counts.passengers)),
        bar: Some(counts.passengers * WIDEST / widest),
        cases: Some(grouped(counts.cases)),
        undecided: run.undecided.map(|count| grouped(count as u64)),
        say: to_know(run),
    }
}

fn to_know(run: &Seen) -> String {
    let warnings = super::newest::warnings(run.record);
    let released = match run.releases {
        0 => None,
        1 => Some("Released to carriers.".to_owned()),
        times => Some(format!("Released to carriers {times} times.")),
    };
    let said = warnings.into_iter().chain(released);
    said.collect::<Vec<_>>().join(" ")
}

fn of_failed(failed: &FailedNight) -> Row {
    let FailedNight {
        as_of,
        code,
        stage,
        what,
    } = failed;
    Row {
        at: as_of.map_or_else(String::new, utc),
        since: as_of.map_or_else(String::new, |at| at.to_string()),
        href: None,
        mark: "✕",
        state: format!("Failed, {code}"),
        bad: true,
        passengers: None,
        bar: None,
        cases: None,
        undecided: None,
        say: format!(
            "Nothing was published; it ended at the stage \"{}\": {}",
            shown(stage),
            cut(what)
        ),
    }
}

/// Where two runs stand more than one and a half intervals apart, those in between were due.
fn missed(mut moments: Vec<Timestamp>, every: i64) -> Vec<(Option<Timestamp>, Row)> {
    moments.sort_unstable();
    moments.dedup();
    let mut rows = Vec::new();
    for pair in moments.windows(2) {
        let apart = pair[1].duration_since(pair[0]).as_secs() / 60;
        let count = (apart - every / 2) / every;
        let due = |number: i64| {
            let minutes = every.checked_mul(number)?;
            pair[0].checked_add(SignedDuration::from_mins(minutes)).ok()
        };
        if count <= MOST_MISSED {
            let each = (1..=count).filter_map(due);
            rows.extend(each.map(|at| (Some(at), of_missed(at, String::new()))));
        } else if let (Some(first), Some(last)) = (due(1), due(count)) {
            let say = format!(
                "From {} on, {} were due.",
                utc(first),
                grouped(count as u64)
            );
            rows.push((Some(last), of_missed(last, say)));
        }
    }
    rows
}

fn of_missed(at: Timestamp, more: String) -> Row {
    let say = "No run was made at this hour, and none says why.";
    Row {
        at: utc(at),
        since: at.to_string(),
        href: None,
        mark: "−",
        state: "Missed".to_owned(),
        bad: true,
        passengers: None,
        bar: None,
        cases: None,
        undecided: None,
        say: format!("{say} {more}").trim_end().to_owned(),
    }
}

/// A path below the run's folder, which the program names in plain letters; a folder that
/// somebody renamed otherwise has no link.
pub(super) fn href(run: &str, inside: &str) -> Option<String> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    run.chars().all(plain).then(|| format!("{run}/{inside}"))
}
