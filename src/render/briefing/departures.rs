//! What departs next, flight by flight.

use super::Item;
use super::marks::flight_key;
use super::phrases::{
    day_and_hour, departs, flight, has_left, is_urgent, person, short_action, station_clock,
};
use super::scene::Scene;
use crate::inert::cut;

/// Flights shown beyond those inside the cut-off.
const NEXT_FLIGHTS: usize = 4;

/// Cases named for one flight; the table has them all.
const MOST_NAMED: usize = 6;

pub(super) struct Departure {
    pub(super) when: String,
    pub(super) at: String,
    pub(super) station_clock: String,
    pub(super) flight: String,
    pub(super) urgent: bool,
    /// The group watches the airport first.
    pub(super) designated: bool,
    pub(super) cases: Vec<Named>,
    pub(super) more: usize,
}

pub(super) struct Named {
    pub(super) case_id: String,
    pub(super) has_card: bool,
    pub(super) person: String,
    pub(super) action: &'static str,
    pub(super) status: &'static str,
    pub(super) decided: String,
}

/// Those inside the cut-off, and the next few behind them. `open` is sorted by departure,
/// flight and priority.
pub(super) fn next(open: &[&Item], scene: &Scene) -> (Vec<Departure>, Vec<Departure>) {
    let waiting = open.iter().filter(|item| !has_left(item.row));
    let waiting: Vec<&Item> = waiting.copied().collect();
    let flights = waiting.chunk_by(|a, b| flight_key(a.row) == flight_key(b.row));
    let flights = flights.map(|cases| Departure::new(cases, scene));
    let (urgent, mut later): (Vec<Departure>, Vec<Departure>) =
        flights.partition(|departure| departure.urgent);
    later.truncate(NEXT_FLIGHTS);
    (urgent, later)
}

impl Departure {
    fn new(cases: &[&Item], scene: &Scene) -> Departure {
        let row = cases[0].row;
        let named = cases.iter().take(MOST_NAMED);
        Departure {
            when: departs(row.minutes_to_departure),
            at: day_and_hour(row.scheduled_departure),
            station_clock: station_clock(row),
            flight: flight(row),
            urgent: is_urgent(row, scene.cut_off_minutes),
            designated: scene.is_designated(row),
            cases: named.map(|item| Named::new(item, scene)).collect(),
            more: cases.len().saturating_sub(MOST_NAMED),
        }
    }
}

impl Named {
    fn new(item: &Item, scene: &Scene) -> Named {
        let row = item.row;
        Named {
            case_id: cut(&row.case_id),
            has_card: scene.with_card.contains(row.case_id.as_str()),
            person: person(row),
            action: short_action(row),
            status: row.status.as_str(),
            decided: scene.earlier.short(&row.case_id),
        }
    }
}
