//! A signal from week to week: new, ongoing, ended.

use super::counts::{Counts, Level, Subject, Week};
use super::cuts::Cut;
use super::elsewhere::{ASKED, Ended};
use super::family::{Class, Judged, OfWeek, judge};
use super::finding::{Finding, Ground};
use super::weeks::CALM;
use std::collections::BTreeMap;

/// How a flag stands to the weeks before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    New,
    /// Flagged again, and a case was added.
    Ongoing,
    /// Flagged again by the cases of before alone.
    NothingAdded,
    /// No flag in eight weeks.
    Ended,
}

impl Standing {
    pub const ALL: [Standing; 4] = [
        Standing::New,
        Standing::Ongoing,
        Standing::NothingAdded,
        Standing::Ended,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Standing::New => "new",
            Standing::Ongoing => "ongoing",
            Standing::NothingAdded => "nothing_added",
            Standing::Ended => "ended",
        }
    }
}

/// What is told of one series in one week.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    pub week: Week,
    /// None of what is no signal.
    pub standing: Option<Standing>,
    /// The first week of its signal.
    pub since: Week,
    pub judged: Judged,
}

/// All weeks of a span; those before it are walked through, so that what is ongoing is known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Walked {
    pub told: Vec<Told>,
    /// Questions of each week of the span.
    pub asked: BTreeMap<Week, usize>,
}

type Name = (Level, String, Subject);

#[derive(Clone)]
struct Open {
    since: Week,
    last: Week,
    judged: Judged,
}

/// Series of which there is nothing to tell are left out unless `quiet` ones are asked for.
pub fn walk(counts: &Counts, cuts: &[Cut], (from, end): (Week, Week), quiet: bool) -> Walked {
    let mut walked = Walked::default();
    let mut open: BTreeMap<Name, Open> = BTreeMap::new();
    let mut ended: Vec<Ended> = Vec::new();
    // Below this the longest window has no past.
    for week in counts.first + 2 * CALM..counts.end.min(end) {
        let of_week = judge(counts, cuts, week, &ended);
        walked.asked.insert(week, of_week.asked);
        let told = of_one_week(counts, week, of_week, &mut open);
        let is_told =
            |told: &Told| from <= told.week && (quiet || told.judged.class != Class::Quiet);
        ended.retain(|one| week < one.week + ASKED);
        ended.extend(told.iter().filter_map(|told| ended_now(counts, told)));
        walked.told.extend(told.into_iter().filter(is_told));
    }
    walked.asked.retain(|week, _| from <= *week);
    walked
}

fn of_one_week(
    counts: &Counts,
    week: Week,
    of_week: OfWeek,
    open: &mut BTreeMap<Name, Open>,
) -> Vec<Told> {
    let mut told = Vec::new();
    for judged in of_week.judged {
        let standing = match judged.class {
            Class::Watch | Class::NewSeries | Class::Quiet => None,
            Class::Signal => Some(flagged(counts, week, &judged, open)),
        };
        let since = open
            .get(&name(&judged.finding))
            .map_or(week, |open| open.since);
        told.push(Told {
            week,
            standing,
            since,
            judged,
        });
    }
    let over = |open: &Open| open.last + CALM <= week;
    let ended: Vec<Name> = open
        .iter()
        .filter(|(_, open)| over(open))
        .map(|(name, _)| name.clone())
        .collect();
    for open in ended.iter().filter_map(|name| open.remove(name)) {
        told.push(Told {
            week,
            standing: Some(Standing::Ended),
            since: open.since,
            judged: open.judged,
        });
    }
    told
}

fn flagged(
    counts: &Counts,
    week: Week,
    judged: &Judged,
    open: &mut BTreeMap<Name, Open>,
) -> Standing {
    let name = name(&judged.finding);
    let known = open.get(&name).map(|open| open.since);
    let now = Open {
        since: known.unwrap_or(week),
        last: week,
        judged: judged.clone(),
    };
    open.insert(name, now);
    match known {
        None => Standing::New,
        Some(_) if is_added(counts, week, &judged.finding) => Standing::Ongoing,
        Some(_) => Standing::NothingAdded,
    }
}

/// Whether the week itself has a case.
fn is_added(counts: &Counts, week: Week, finding: &Finding) -> bool {
    let of_level = counts.of(finding.level);
    let series = of_level.series.iter().find(|one| {
        of_level.places[one.place] == finding.place
            && counts.subjects[one.subject] == finding.subject
    });
    series.is_none_or(|series| 0 < counts.cases(series, (week, week + 1)))
}

/// Where the flow went is asked of what ended, and not of an answer to that question.
fn ended_now(counts: &Counts, told: &Told) -> Option<Ended> {
    let finding = &told.judged.finding;
    let is_ended = told.standing == Some(Standing::Ended);
    if !is_ended || finding.ground == Ground::Displacement {
        return None;
    }
    Some(Ended {
        level: finding.level,
        place: finding.place.clone(),
        subject: counts.subjects.binary_search(&finding.subject).ok()?,
        week: told.week,
    })
}

fn name(finding: &Finding) -> Name {
    (
        finding.level,
        finding.place.clone(),
        finding.subject.clone(),
    )
}
