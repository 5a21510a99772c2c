//! The tables: one line for every case, with a card or without, and for those withdrawn.

use super::Item;
use super::marks::Marks;
use super::phrases::{asked, day_and_hour, departs, flight, is_urgent, person, short_action};
use super::scene::Scene;
use crate::inert::cut;
use crate::wording::words;

pub(super) struct Line {
    pub(super) case_id: String,
    pub(super) has_card: bool,
    pub(super) marks: Marks,
    pub(super) departure: String,
    pub(super) when: String,
    pub(super) urgent: bool,
    pub(super) flight: String,
    pub(super) person: String,
    pub(super) action: String,
    pub(super) why: String,
    pub(super) bits: String,
    pub(super) status: &'static str,
    pub(super) decided: String,
}

impl Line {
    pub(super) fn new(item: &Item, marks: Marks, scene: &Scene) -> Line {
        let row = item.row;
        let reasons = item.case.into_iter();
        let reasons = reasons.flat_map(|case| &case.recommendation.reasons);
        let why: Vec<&str> = reasons.map(|reason| words::reason(*reason)).collect();
        Line {
            case_id: cut(&row.case_id),
            has_card: scene.with_card.contains(row.case_id.as_str()),
            marks,
            departure: day_and_hour(row.scheduled_departure),
            when: departs(row.minutes_to_departure),
            urgent: is_urgent(row, scene.cut_off_minutes),
            flight: flight(row),
            person: person(row),
            action: asked(row),
            why: why.join("; "),
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
    pub(super) departure: String,
    pub(super) flight: String,
    pub(super) person: String,
    pub(super) was: &'static str,
    pub(super) decided: String,
}

impl Withdrawn {
    pub(super) fn new(item: &Item, scene: &Scene) -> Withdrawn {
        let row = item.row;
        Withdrawn {
            case_id: cut(&row.case_id),
            departure: day_and_hour(row.scheduled_departure),
            flight: flight(row),
            person: person(row),
            was: short_action(row),
            decided: scene.earlier.short(&row.case_id),
        }
    }
}
