//! Years of traffic and case counts alone, with what happened in them: for early warning.
//!
//! Nobody is made, only how many: as `traffic.parquet` has it. Counts scatter as much as is asked
//! for, follow a season, and know three events: a list that is exchanged, a route that shifts
//! and one that opens.

mod draws;

mod lines;

use crate::generate::rng::{Use, stream};
use lines::{Line, lines};
use rand::Rng;

/// Weeks from the first on: when the list is exchanged, the route shifts, another opens.
pub const LIST_AT: usize = 75;
pub const SHIFT_AT: usize = 150;
pub const OPENS_AT: usize = 180;

/// Of what was on the route that loses.
const SHIFTED: f64 = 0.8;

/// The new list has so many more people who travel.
const MORE_LISTED: f64 = 1.8;

/// The rate of the route that opens, of the usual one.
const OPENS_WITH: f64 = 8.0;

const CASES_A_WEEK: f64 = 224.0;

/// Category, reason and its share of all cases.
pub const SUBJECTS: [(Option<&str>, &str, f64); 6] = [
    (Some("smuggling"), "listed_person", 0.15),
    (Some("smuggling"), "possible_match", 0.2),
    (Some("sanctions"), "listed_person", 0.05),
    (Some("sanctions"), "possible_match", 0.2),
    (None, "document_expired", 0.25),
    (None, "document_lost_stolen_revoked", 0.15),
];

/// The category whose list is exchanged, and that shifts.
pub const CATEGORY: &str = "smuggling";

/// What to make.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    pub weeks: usize,
    pub seed: u64,
    pub passengers_a_week: f64,
    /// Variance of the counts for each of their mean, from 1.
    pub dispersion: f64,
    /// By which share rates rise and fall over a year.
    pub season: f64,
    /// Whether a route shifts and another opens.
    pub planted: bool,
    /// Whether the list is exchanged.
    pub list: bool,
}

/// What is counted of one flight, journey and kind of case in one week.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub from: String,
    pub to: String,
    pub journey: String,
    /// Its place among the subjects; None for passengers who are no case.
    pub subject: Option<usize>,
    pub passengers: u64,
    pub cases: u64,
}

/// What is true of the weeks.
#[derive(Clone, Debug, PartialEq)]
pub struct Truth {
    pub kind: &'static str,
    /// From this week on.
    pub week: usize,
    /// None where all places are concerned.
    pub route: Option<String>,
    pub subject: usize,
    /// Cases a week before and after, in the middle of the season.
    pub before: f64,
    pub after: f64,
}

#[derive(Clone, Debug)]
pub struct World {
    plan: Plan,
    lines: Vec<Line>,
    /// Of a passenger, by line and subject.
    rates: Vec<[f64; 6]>,
}

/// The routes that lose, win and open, by their rank.
const LOSES: usize = 0;
const WINS: usize = 30;
const OPENS: usize = 60;

pub fn world(plan: &Plan) -> World {
    let lines = lines(plan.passengers_a_week);
    let all: f64 = lines.iter().map(|line| line.passengers).sum();
    let rates = (0..lines.len()).map(|number| {
        let mut rng = stream(plan.seed, Use::Line, number);
        SUBJECTS.map(|(_, _, share)| share * CASES_A_WEEK / all * rng.random_range(0.25..1.75))
    });
    World {
        rates: rates.collect(),
        plan: plan.clone(),
        lines,
    }
}

impl World {
    pub fn weeks(&self) -> impl Iterator<Item = Vec<Row>> {
        (0..self.plan.weeks).map(|week| self.week(week))
    }

    /// The same whether or not the others are made.
    pub fn week(&self, week: usize) -> Vec<Row> {
        let lines = (0..self.lines.len()).filter(|line| self.is_flown(*line, week));
        lines.flat_map(|line| self.rows(line, week)).collect()
    }

    fn rows(&self, number: usize, week: usize) -> Vec<Row> {
        let line = &self.lines[number];
        let mut rng = stream(self.plan.seed, Use::Week, number * 4096 + week);
        let screened = line.passengers * rng.random_range(0.95..1.05);
        let row = |subject, passengers, cases| Row {
            from: line.from.clone(),
            to: line.to.clone(),
            journey: line.journey.clone(),
            subject,
            passengers,
            cases,
        };
        let mut rows = vec![row(None, screened as u64, 0)];
        for subject in 0..SUBJECTS.len() {
            let share = screened / line.passengers;
            let mean = share * self.mean(number, subject, week) * self.season(week);
            let cases = draws::clumped(&mut rng, mean, self.plan.dispersion);
            if 0 < cases {
                rows.push(row(Some(subject), cases, cases));
            }
        }
        rows
    }

    fn is_flown(&self, line: usize, week: usize) -> bool {
        !self.plan.planted || line != OPENS || OPENS_AT <= week
    }

    /// Cases in a week in the middle of the season.
    fn mean(&self, line: usize, subject: usize, week: usize) -> f64 {
        let usual = |line: usize| self.lines[line].passengers * self.rates[line][subject];
        let is_listed = SUBJECTS[subject].0 == Some(CATEGORY);
        let list = match self.plan.list && is_listed && LIST_AT <= week {
            true => MORE_LISTED,
            false => 1.0,
        };
        let moved = SHIFTED * usual(LOSES);
        let is_moved = self.plan.planted && is_listed && SHIFT_AT <= week;
        let own = match line {
            LOSES if is_moved => usual(LOSES) - moved,
            WINS if is_moved => usual(WINS) + moved,
            OPENS if self.plan.planted && is_listed => OPENS_WITH * usual(OPENS),
            _ => usual(line),
        };
        own * list
    }

    /// Between highest and lowest the rates go straight.
    fn season(&self, week: usize) -> f64 {
        let of_year = (week % 52) as f64 / 26.0;
        let rising = if of_year < 1.0 {
            of_year
        } else {
            2.0 - of_year
        };
        1.0 + self.plan.season * (2.0 * rising - 1.0)
    }

    pub fn truth(&self) -> Vec<Truth> {
        let listed = (0..SUBJECTS.len()).filter(|at| SUBJECTS[*at].0 == Some(CATEGORY));
        listed.flat_map(|subject| self.truth_of(subject)).collect()
    }

    fn truth_of(&self, subject: usize) -> Vec<Truth> {
        let of = |kind, week: usize, line: usize| Truth {
            kind,
            week,
            route: Some(format!("{}-{}", self.lines[line].from, self.lines[line].to)),
            subject,
            before: match self.is_flown(line, week - 1) {
                true => self.mean(line, subject, week - 1),
                false => 0.0,
            },
            after: self.mean(line, subject, week),
        };
        let all = |week| (0..self.lines.len()).map(move |line| self.mean(line, subject, week));
        let list = Truth {
            kind: "list_exchanged",
            week: LIST_AT,
            route: None,
            subject,
            before: all(LIST_AT - 1).sum(),
            after: all(LIST_AT).sum(),
        };
        let planted = [
            of("route_loses", SHIFT_AT, LOSES),
            of("route_wins", SHIFT_AT, WINS),
            of("route_opens", OPENS_AT, OPENS),
        ];
        let told = [(self.plan.list, list)].into_iter();
        let planted = planted.into_iter().map(|one| (self.plan.planted, one));
        let told = told.chain(planted);
        told.filter(|(is_so, truth)| *is_so && truth.week < self.plan.weeks)
            .map(|(_, truth)| truth)
            .collect()
    }
}

#[cfg(test)]
mod tests;
