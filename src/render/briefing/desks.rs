//! Whom to phone: a carrier's desk from the operator's directory.

use crate::inert::cut;
use crate::routing::directory::{self, Desk};
use crate::schema::rows::CaseRow;

pub(super) struct Phone {
    /// `tel:+13055550142`; empty where nothing can be dialled.
    pub(super) href: String,
    pub(super) number: String,
    pub(super) hours: String,
}

impl Phone {
    pub(super) fn new(number: &str, hours: &str) -> Phone {
        let dialled = directory::dialled(number);
        Phone {
            href: dialled.map_or_else(String::new, |digits| format!("tel:{digits}")),
            number: cut(number),
            hours: cut(hours),
        }
    }
}

/// Of the flight's carrier at its station; none when the directory has no entry.
pub(super) fn of_flight(directory: &[Desk], row: &CaseRow) -> Option<Phone> {
    let desk = directory::desk_of(directory, &row.carrier, &row.departure_airport)?;
    Some(Phone::new(&desk.phone, &desk.hours))
}
