//! Undecided cases by flight, the next departure first: one call serves a flight.

use super::Item;
use super::card::Card;
use super::desks::{self, Phone};
use super::lines::Line;
use super::marks::{Filter, flight_key};
use super::phrases::{day_and_hour, departure, flight_number, route, station_clock};
use super::scene::Scene;
use jiff::{SignedDuration, Timestamp};

/// Flights of the strip at the top.
const NEXT_FLIGHTS: usize = 5;

pub(super) struct FlightView {
    /// Of its heading, unique on the page.
    pub(super) id: String,
    pub(super) number: String,
    pub(super) route: String,
    /// `24 Nov 07:40 UTC (02:40 at LIM)`.
    pub(super) departs: String,
    /// The same in parts, for the strip.
    pub(super) departs_utc: String,
    pub(super) station_clock: String,
    /// The door, as it is read and as the script counts to it.
    pub(super) door: String,
    pub(super) door_at: String,
    pub(super) departs_at: String,
    pub(super) arrival: String,
    pub(super) designated: bool,
    pub(super) phone: Option<Phone>,
    pub(super) in_strip: bool,
    pub(super) open: usize,
    pub(super) cards: Vec<Card>,
    /// Cases beyond the cards.
    pub(super) bare: Vec<Line>,
}

/// `open` are undecided, wait, and are sorted by departure and flight.
pub(super) fn of_open(open: &[&Item], filter: &Filter, scene: &Scene) -> Vec<FlightView> {
    let flights = open.chunk_by(|a, b| flight_key(a.row) == flight_key(b.row));
    let flights = flights.enumerate().map(|(at, cases)| FlightView {
        in_strip: at < NEXT_FLIGHTS,
        ..FlightView::new(cases, filter, scene)
    });
    flights.collect()
}

/// Flights behind those of the strip, and their undecided cases.
pub(super) fn behind_strip(flights: &[FlightView]) -> (usize, usize) {
    let behind = flights.iter().filter(|flight| !flight.in_strip);
    let open = behind.clone().map(|flight| flight.open);
    (behind.count(), open.sum())
}

impl FlightView {
    fn new(cases: &[&Item], filter: &Filter, scene: &Scene) -> FlightView {
        let row = cases[0].row;
        let marks = |item: &Item| filter.marks(item, scene.state(item));
        let as_of = scene.run.as_of;
        let door = door_of(row.scheduled_departure, scene.run.door_minutes);
        let mut view = FlightView {
            id: format!("F-{}", filter.number(row)),
            number: flight_number(row),
            route: route(row),
            departs: departure(row, as_of),
            departs_utc: format!("{} UTC", day_and_hour(row.scheduled_departure, as_of)),
            station_clock: station_clock(row),
            door: day_and_hour(door, as_of),
            door_at: door.to_string(),
            departs_at: row.scheduled_departure.to_string(),
            arrival: crate::inert::cut(&row.arrival_airport),
            designated: scene.is_designated(row),
            phone: desks::of_flight(scene.run.directory, row),
            in_strip: false,
            open: cases.len(),
            cards: Vec::new(),
            bare: Vec::new(),
        };
        for &item in cases {
            match item.case.filter(|_| scene.has_card(item)) {
                Some(case) => view.cards.push(Card::new(item, case, marks(item), scene)),
                None => view.bare.push(Line::new(item, marks(item), scene)),
            }
        }
        view
    }
}

/// Minutes may be set so large that no such moment is: the departure stands in.
fn door_of(departs: Timestamp, minutes: i64) -> Timestamp {
    departs
        .checked_sub(SignedDuration::from_mins(minutes))
        .unwrap_or(departs)
}
