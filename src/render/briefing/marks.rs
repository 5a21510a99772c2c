//! What the filter asks of a case: its flight, action, reasons and state.

use super::Item;
use super::phrases::{SHORT_ACTIONS, day_and_hour, flight, short_action};
use super::state;
use crate::recommend::Reason;
use crate::schema::decided::DecisionState;
use crate::schema::rows::CaseRow;
use crate::wording::text::counted;
use crate::wording::words;
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// On a card and on its line of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Marks {
    /// Number of the flight on this page.
    pub(super) flight: usize,
    pub(super) action: &'static str,
    /// Codes, parted by spaces.
    pub(super) reasons: String,
    /// Of the decision, before anything is decided on the page.
    pub(super) state: &'static str,
}

/// Value and words of a choice.
pub(super) type Choice = (String, String);

pub(super) struct Filter<'a> {
    flights: BTreeMap<FlightKey<'a>, usize>,
    pub(super) by_flight: Vec<Choice>,
    pub(super) by_action: Vec<Choice>,
    pub(super) by_reason: Vec<Choice>,
}

pub(super) type FlightKey<'a> = (Timestamp, &'a str, &'a str, &'a str, &'a str);

pub(super) fn flight_key(row: &CaseRow) -> FlightKey<'_> {
    (
        row.scheduled_departure,
        &row.carrier,
        &row.flight_number,
        &row.departure_airport,
        &row.arrival_airport,
    )
}

impl<'a> Filter<'a> {
    pub(super) fn new(open: &[&Item<'a>], as_of: Timestamp) -> Filter<'a> {
        let mut cases_of: BTreeMap<FlightKey, (usize, &CaseRow)> = BTreeMap::new();
        let mut reasons: BTreeSet<Reason> = BTreeSet::new();
        for item in open {
            cases_of
                .entry(flight_key(item.row))
                .or_insert((0, item.row))
                .0 += 1;
            let known = item.case.into_iter();
            reasons.extend(known.flat_map(|case| &case.recommendation.reasons));
        }
        let flights = cases_of.keys().copied().zip(0..).collect();
        let by_flight = cases_of.values().enumerate();
        let by_flight = by_flight.map(|(number, (cases, row))| {
            let when = day_and_hour(row.scheduled_departure, as_of);
            let cases = counted(*cases, "case", "cases");
            (
                number.to_string(),
                format!("{when} {}: {cases}", flight(row)),
            )
        });
        let asked: BTreeSet<&str> = open.iter().map(|item| short_action(item.row)).collect();
        let actions = SHORT_ACTIONS.iter().filter(|one| asked.contains(*one));
        Filter {
            flights,
            by_flight: by_flight.collect(),
            by_action: actions
                .map(|one| ((*one).to_owned(), (*one).to_owned()))
                .collect(),
            by_reason: reasons
                .into_iter()
                .map(|one| (one.as_str().to_owned(), words::reason(one).to_owned()))
                .collect(),
        }
    }

    /// Of the flight, on this page.
    pub(super) fn number(&self, row: &CaseRow) -> usize {
        self.flights.get(&flight_key(row)).copied().unwrap_or(0)
    }

    pub(super) fn marks(&self, item: &Item, state: DecisionState) -> Marks {
        let row = item.row;
        let reasons: Vec<&str> = item.case.map_or_else(Vec::new, |case| {
            let reasons = case.recommendation.reasons.iter();
            reasons.map(|reason| reason.as_str()).collect()
        });
        Marks {
            flight: self.number(row),
            action: short_action(row),
            reasons: reasons.join(" "),
            state: state::code(state),
        }
    }
}
