//! Tables: one line for each case that is decided, departed or beyond the cards, and for
//! those withdrawn.

use super::Item;
use super::desks::{self, Phone};
use super::marks::Marks;
use super::phrases::{asked, departure, flight, is_protected, person, short_action};
use super::scene::Scene;
use crate::domain::decision::Decision;
use crate::inert::cut;

pub(super) struct Line {
    pub(super) case_id: String,
    /// As it is typed after `--case`.
    pub(super) short_id: String,
    /// An entry of a list made the case: no one may be denied as another person.
    pub(super) of_entry: bool,
    pub(super) has_card: bool,
    pub(super) marks: Marks,
    /// On no paper.
    pub(super) protected: bool,
    pub(super) departs_at: String,
    pub(super) departure: String,
    pub(super) flight: String,
    pub(super) person: String,
    pub(super) action: String,
    pub(super) bits: String,
    pub(super) status: &'static str,
    pub(super) decided: String,
}

impl Line {
    pub(super) fn new(item: &Item, marks: Marks, scene: &Scene) -> Line {
        let row = item.row;
        Line {
            case_id: cut(&row.case_id),
            short_id: cut(scene.short_id(row)),
            of_entry: row.list.is_some(),
            has_card: scene.has_card(item),
            marks,
            protected: is_protected(row),
            departs_at: row.scheduled_departure.to_string(),
            departure: departure(row, scene.run.as_of),
            flight: flight(row),
            person: person(row),
            action: asked(row),
            bits: row
                .score_bits
                .map_or_else(|| "none".to_owned(), |bits| format!("{bits:+.1}")),
            status: row.status.as_str(),
            decided: scene.earlier.short(&row.case_id),
        }
    }
}

/// Was a case, is none now.
pub(super) struct Withdrawn {
    pub(super) case_id: String,
    /// On no paper.
    pub(super) protected: bool,
    pub(super) departs_at: String,
    pub(super) departure: String,
    pub(super) flight: String,
    pub(super) person: String,
    pub(super) was: &'static str,
    pub(super) decided: String,
    pub(super) phone: Option<Phone>,
    /// An officer concurred with it, so that the airline may have been told.
    pub(super) call_back: bool,
}

impl Withdrawn {
    pub(super) fn new(item: &Item, scene: &Scene) -> Withdrawn {
        let row = item.row;
        let word = scene.earlier.of_case(&row.case_id);
        Withdrawn {
            case_id: cut(&row.case_id),
            protected: is_protected(row),
            departs_at: row.scheduled_departure.to_string(),
            departure: departure(row, scene.run.as_of),
            flight: flight(row),
            person: person(row),
            was: short_action(row),
            decided: scene.earlier.short(&row.case_id),
            phone: desks::of_flight(scene.run.directory, row),
            call_back: word.is_some_and(|word| word.decision == Decision::Concur),
        }
    }
}
