//! Who was screened, without a person: `traffic.parquet` of a run, and what stays of it beside
//! the runs.

use crate::analysis::journeys::counted::Counted;
use crate::analysis::journeys::{Journeys, Way};
use crate::domain::passenger::Flight;
use crate::error::{Error, Kind, Result};
use crate::recommend::case::Case;
use crate::recommend::{Action, Reason};
use crate::schema::record::Counts;
use crate::schema::rows::CaseRow;
use crate::schema::status::Status;
use crate::tables::row::table;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::collections::BTreeMap;

/// The journey of those that fewer people made in a night than this.
pub const OTHER: &str = "other";

/// People of one journey in one night below which it has no name: a chain of airports that
/// three people fly is nearly a name of theirs.
const FEWEST: u64 = 10;

table! {
    /// How many passengers were screened and how many cases that made, by flight and journey:
    /// each passenger counts in one row, and nobody is named.
    pub struct TrafficRow {
        /// The run that wrote the row.
        #[since = "2"]
        pub run_id: String,
        /// The run's moment. Where several runs screened one flight, those of the greatest count.
        #[since = "2"]
        pub as_of: Timestamp,
        /// In UTC.
        #[since = "2"]
        pub departure_day: Date,
        /// In UTC, 0 to 23; null in a masked run and beside the runs.
        #[since = "2"]
        pub departure_hour: Option<i32>,
        /// Designator, as the manifest has it.
        #[since = "2"]
        pub carrier: String,
        /// Without the carrier.
        #[since = "2"]
        pub flight_number: String,
        /// IATA.
        #[since = "2"]
        pub departure_airport: String,
        /// IATA.
        #[since = "2"]
        pub arrival_airport: String,
        /// The airports of the journey that the flight is a leg of, `GRU-LIS-JFK`, where legs of
        /// one person join; `other` for those of fewer than ten people in the night.
        #[since = "2"]
        pub journey: String,
        /// Null for passengers who are no case.
        #[since = "2"]
        pub action: Option<Action>,
        /// Of the hit that decided; a key of `[decision.categories]`.
        #[since = "2"]
        pub category: Option<String>,
        /// What asked for the action: a match, or a finding by its reason code.
        #[words = crate::schema::words::reason_classes]
        #[since = "2"]
        pub reason_class: Option<String>,
        /// Screened, cases among them: they sum to `counts.passengers` of run.json.
        #[since = "2"]
        pub passengers: i64,
        /// The same where they are cases, else 0: they sum to `counts.cases`.
        #[since = "2"]
        pub cases: i64,
        /// Of the cases: new against the run before; null when that could not be read.
        #[since = "2"]
        pub new_cases: Option<i64>,
    }
}

/// What one row is about. Its order is that of the table.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Cell {
    departure_day: Date,
    departure_hour: Option<i32>,
    carrier: String,
    flight_number: String,
    departure_airport: String,
    arrival_airport: String,
    journey: String,
    action: Option<Action>,
    category: Option<String>,
    reason_class: Option<String>,
}

#[derive(Clone, Copy, Default)]
struct Count {
    passengers: i64,
    cases: i64,
    /// None when it is not known of one.
    new: Option<i64>,
}

/// `rows` are those of the cases, in their order; others may follow.
pub fn rows(
    counted: &Counted,
    journeys: &Journeys,
    (cases, rows): (&[Case], &[CaseRow]),
    run_id: &str,
    as_of: Timestamp,
) -> Vec<TrafficRow> {
    let names = Names::of(counted, journeys);
    let mut cells: BTreeMap<Cell, Count> = BTreeMap::new();
    for (flight, way, passengers) in counted.iter() {
        let cell = clear(flight, names.of_way(flight, way));
        add(&mut cells, cell, passengers as i64, 0, Some(0));
    }
    for (case, row) in cases.iter().zip(rows) {
        let passenger = &case.passenger;
        let way = journeys.of_row(passenger.row());
        let cell = clear(&passenger.flight, names.of_way(&passenger.flight, way));
        // Counted among all before.
        add(&mut cells, cell.clone(), -1, 0, Some(0));
        let cell = Cell {
            action: Some(row.action),
            category: row.category.clone(),
            reason_class: Some(reason_class(case).as_str().to_owned()),
            ..cell
        };
        let new = match row.status {
            Status::New => Some(1),
            Status::Changed | Status::Unchanged | Status::Withdrawn => Some(0),
            Status::Unknown => None,
        };
        add(&mut cells, cell, 1, 1, new);
    }
    cells.retain(|_, count| count.passengers != 0);
    published(cells, run_id, as_of)
}

fn add(
    cells: &mut BTreeMap<Cell, Count>,
    cell: Cell,
    passengers: i64,
    cases: i64,
    new: Option<i64>,
) {
    let none = Count {
        new: Some(0),
        ..Count::default()
    };
    let count = cells.entry(cell).or_insert(none);
    count.passengers += passengers;
    count.cases += cases;
    count.new = count.new.zip(new).map(|(known, more)| known + more);
}

fn published(cells: BTreeMap<Cell, Count>, run_id: &str, as_of: Timestamp) -> Vec<TrafficRow> {
    let rows = cells.into_iter().map(|(cell, count)| TrafficRow {
        run_id: run_id.to_owned(),
        as_of,
        departure_day: cell.departure_day,
        departure_hour: cell.departure_hour,
        carrier: cell.carrier,
        flight_number: cell.flight_number,
        departure_airport: cell.departure_airport,
        arrival_airport: cell.arrival_airport,
        journey: cell.journey,
        action: cell.action,
        category: cell.category,
        reason_class: cell.reason_class,
        passengers: count.passengers,
        cases: count.cases,
        new_cases: count.new,
    });
    rows.collect()
}

fn clear(flight: &Flight, journey: String) -> Cell {
    let departure = flight.scheduled_departure.to_zoned(TimeZone::UTC);
    Cell {
        departure_day: departure.date(),
        departure_hour: Some(i32::from(departure.hour())),
        carrier: flight.carrier.clone(),
        flight_number: flight.number.clone(),
        departure_airport: flight.departure_airport.clone(),
        arrival_airport: flight.arrival_airport.clone(),
        journey,
        action: None,
        category: None,
        reason_class: None,
    }
}

/// What asked for the action: the hit that decided, else the finding.
fn reason_class(case: &Case) -> Reason {
    let by_hit = case.deciding_hit().and_then(|hit| hit.reasons.first());
    let by_finding = case.deciding_finding().map(|found| found.fault.kind());
    let all = case.recommendation.reasons.first();
    let found = by_hit.copied().or(by_finding.map(Reason::Document));
    found.or(all.copied()).unwrap_or(Reason::PossibleMatch)
}

/// The journeys that enough people make to be named.
struct Names<'a> {
    journeys: &'a Journeys,
    people: BTreeMap<String, u64>,
}

impl Names<'_> {
    /// A journey's people are counted where it begins.
    fn of<'a>(counted: &Counted, journeys: &'a Journeys) -> Names<'a> {
        let mut people: BTreeMap<String, u64> = BTreeMap::new();
        for (flight, way, passengers) in counted.iter() {
            if journeys.begins(flight, way) {
                *people.entry(journeys.text(flight, way)).or_default() += passengers;
            }
        }
        Names { journeys, people }
    }

    fn of_way(&self, flight: &Flight, way: Way) -> String {
        let journey = self.journeys.text(flight, way);
        match self.people.get(&journey) {
            Some(people) if FEWEST <= *people => journey,
            Some(_) | None => OTHER.to_owned(),
        }
    }
}

/// What may stay for good: the same without hours.
pub fn without_hours(rows: &[TrafficRow]) -> Vec<TrafficRow> {
    let mut cells: BTreeMap<(String, Timestamp), BTreeMap<Cell, Count>> = BTreeMap::new();
    for row in rows {
        let cell = Cell {
            departure_day: row.departure_day,
            departure_hour: None,
            carrier: row.carrier.clone(),
            flight_number: row.flight_number.clone(),
            departure_airport: row.departure_airport.clone(),
            arrival_airport: row.arrival_airport.clone(),
            journey: row.journey.clone(),
            action: row.action,
            category: row.category.clone(),
            reason_class: row.reason_class.clone(),
        };
        let of_run = cells.entry((row.run_id.clone(), row.as_of)).or_default();
        add(of_run, cell, row.passengers, row.cases, row.new_cases);
    }
    let runs = cells.into_iter();
    runs.flat_map(|((run_id, as_of), cells)| published(cells, &run_id, as_of))
        .collect()
}

/// Of the tables of several runs, each in the order of writing: where several screened one
/// flight of one day, the rows of the latest moment, and of those of the one written last.
pub fn newest(runs: &[Vec<TrafficRow>]) -> Vec<&TrafficRow> {
    let mut counts: BTreeMap<_, (Timestamp, usize)> = BTreeMap::new();
    for (order, rows) in runs.iter().enumerate() {
        for row in rows {
            let own = (row.as_of, order);
            let known = counts.entry(flight_day(row)).or_insert(own);
            *known = own.max(*known);
        }
    }
    let numbered = runs.iter().enumerate();
    let rows = numbered.flat_map(|(order, rows)| rows.iter().map(move |row| (order, row)));
    let newest = rows.filter(|(order, row)| counts[&flight_day(row)] == (row.as_of, *order));
    newest.map(|(_, row)| row).collect()
}

fn flight_day(row: &TrafficRow) -> (&str, &str, &str, Date) {
    (
        &row.carrier,
        &row.flight_number,
        &row.departure_airport,
        row.departure_day,
    )
}

/// What a run's rows sum to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    pub passengers: i64,
    pub cases: i64,
    /// None when the run before could not be read.
    pub new: Option<i64>,
    pub by_action: BTreeMap<String, i64>,
}

impl Sums {
    pub fn of(rows: &[TrafficRow]) -> Sums {
        let mut sums = Sums {
            new: Some(0),
            ..Sums::default()
        };
        for row in rows {
            sums.passengers += row.passengers;
            sums.cases += row.cases;
            sums.new = sums.new.zip(row.new_cases).map(|(sum, new)| sum + new);
            if let Some(action) = row.action {
                *sums
                    .by_action
                    .entry(action.as_str().to_owned())
                    .or_default() += row.cases;
            }
        }
        sums
    }

    /// A difference is a defect of ours, and nothing is published.
    pub fn check(&self, counts: &Counts) -> Result<()> {
        let is = |sum: i64, count: u64| u64::try_from(sum) == Ok(count);
        let of = |counts: &BTreeMap<String, u64>, word| counts.get(word).copied().unwrap_or(0);
        let actions = Action::ALL.map(Action::as_str).into_iter().all(|action| {
            let sum = self.by_action.get(action).copied().unwrap_or(0);
            is(sum, of(&counts.by_action, action))
        });
        let new = of(&counts.by_status, Status::New.as_str());
        let whole = is(self.passengers, counts.passengers)
            && is(self.cases, counts.cases)
            && actions
            && self.new.is_none_or(|sum| is(sum, new));
        if whole {
            return Ok(());
        }
        let (passengers, cases) = (self.passengers, self.cases);
        let what = format!(
            "traffic counts {passengers} passengers and {cases} cases, the run {} and {}",
            counts.passengers, counts.cases
        );
        Err(Error::new(Kind::Bug, what).hint("nothing was published; report this defect"))
    }
}

#[cfg(test)]
mod tests;
