//! Made-up rows for the tests of this floor and those above it.

use crate::recommend::samples::case;
use crate::schema::of_case;
use crate::schema::rows::{CaseRow, LinkRow};
use crate::schema::status::Status;

pub(crate) fn case_row(case_id: &str) -> CaseRow {
    let row = of_case::row(
        &case(),
        "run-1",
        Status::New,
        &["manifest/a.parquet".to_owned()],
    );
    CaseRow {
        case_id: case_id.to_owned(),
        ..row
    }
}

pub(crate) fn link(case_id: &str) -> LinkRow {
    LinkRow {
        case_id: case_id.to_owned(),
        run_id: "run-1".to_owned(),
        other_case_id: None,
        other_passenger_row: "manifest/a.parquet:18".to_owned(),
        relation: "same_booking".to_owned(),
        value_digest: "L1".to_owned(),
        kind: "booking".to_owned(),
        step: Some(1),
        via_passenger_row: None,
        sharers: Some(2),
        strength_bits: Some(7.5),
        stated: "derived".to_owned(),
        other_day: None,
        journeys: None,
        chance: None,
    }
}
