//! Rows as JSON objects, with the tables' own column names.

use crate::domain::background::Rating;
use crate::domain::points::Points;
use crate::recommend::Hit;
use crate::schema::rows::{CaseRow, EvidenceRow};
use crate::tables::cell::Cell;
use crate::tables::row::Table;
use crate::wording::text::odds;
use crate::wording::words;
use serde_json::{Map, Value, json};

/// One row.
pub fn row<T: Table>(row: &T) -> Value {
    let names = T::COLUMNS.iter().map(|column| column.name.to_owned());
    Value::Object(
        names
            .zip(row.cells().into_iter().map(value))
            .collect::<Map<_, _>>(),
    )
}

/// Many rows.
pub fn rows<T: Table>(rows: &[T]) -> Value {
    rows.iter().map(row).collect()
}

/// A case with the odds of its total in words, as a briefing has them, and its evidence under
/// `evidence`.
pub fn case(case: &CaseRow, evidence: &[EvidenceRow]) -> Value {
    let mut object = row(case);
    object["odds"] = case.score_bits.map(odds).into();
    object["evidence"] = evidence.iter().map(row).collect();
    object
}

/// Hits outside any run, best first. Below the review line nothing is asked of anybody, so
/// such a hit is no case and has no action.
/// `review` tells the line of a hit's list.
pub fn hits(hits: &[Hit], review: impl Fn(&Hit) -> Points) -> Value {
    let ranked = (1..)
        .zip(hits)
        .map(|(rank, one)| hit(rank, one, review(one)));
    json!({ "hits": ranked.collect::<Vec<_>>() })
}

/// An entry's columns as in `recommendations`, with its evidence.
fn hit(rank: i32, hit: &Hit, review: Points) -> Value {
    let case = hit.makes_case(review);
    let parts = hit.evidence.iter().map(|line| {
        json!({
            "kind": line.level.kind(),
            "level": line.level.as_str(),
            "passenger_value": known(&line.passenger_value),
            "entry_value": known(&line.entry_value),
            "points": line.points.bits(),
            "note": known(words::note(line)),
        })
    });
    let associates = hit.background.associates.iter().map(|associate| {
        json!({
            "relation": associate.relation,
            "name": associate.name,
            "entry_id": associate.entry_id,
            "source": associate.source,
        })
    });
    json!({
        "hit_rank": rank,
        "list": hit.list,
        "entry_id": hit.entry_id,
        "entry_name": hit.entry_name,
        "primary_name": hit.primary_name,
        "authority": hit.authority,
        "category": hit.category,
        "case": case,
        "action": case.then(|| hit.action.as_str()),
        "reason_codes": hit.reasons.iter().map(|reason| reason.as_str()).collect::<Vec<_>>(),
        "score_bits": hit.total.bits(),
        "probability": hit.total.probability(),
        "odds": odds(hit.total.bits()),
        "listed_reason": hit.listed_reason,
        "handling": hit.handling,
        "associates": associates.collect::<Vec<_>>(),
        "reliability": Rating::to_text(&hit.background.reliability),
        "source_kind": hit.background.source_kind,
        "evidence": parts.collect::<Vec<_>>(),
    })
}

/// One value.
pub fn value(cell: Cell) -> Value {
    match cell {
        Cell::Null => Value::Null,
        Cell::Text(text) => text.into(),
        Cell::Int32(number) => number.into(),
        Cell::Int64(number) => number.into(),
        Cell::Double(number) => number.into(),
        Cell::Flag(flag) => flag.into(),
        Cell::Day(day) => day.to_string().into(),
        Cell::Moment(moment) => moment.to_string().into(),
        Cell::TextList(texts) => texts.into(),
    }
}

fn known(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recommend::{Reason, samples};
    use crate::schema::of_case;
    use crate::schema::samples as row_samples;

    #[test]
    fn a_case_has_the_tables_names_and_its_evidence() {
        let sample = samples::case();
        let found = case(
            &row_samples::case_row("C-1"),
            &of_case::evidence(&sample, "run-1"),
        );
        for column in CaseRow::COLUMNS {
            assert!(found.get(column.name).is_some(), "{}", column.name);
        }
        assert_eq!(found["scheduled_departure"], "2026-11-23T04:35:00Z");
        assert_eq!(found["passenger_ref"], Value::Null);
        assert_eq!(found["evidence"][1]["kind"], "prior");
    }

    #[test]
    fn odds_stand_beside_the_probability() {
        let mut row = row_samples::case_row("C-1");
        row.score_bits = Some(7.49);
        let odds = |row: &CaseRow| case(row, &[])["odds"].clone();
        assert_eq!(odds(&row), "about 180 to 1");
        row.score_bits = None;
        assert_eq!(odds(&row), Value::Null, "a document alone has none");
        let hit = hit(1, &samples::hit(), Points::ZERO);
        assert_eq!(hit["odds"], "about 190,000 to 1");
        assert!(hit["probability"].as_f64().unwrap() > 0.999);
    }

    #[test]
    fn a_hits_parts_sum_to_its_score() {
        let found = hit(1, &samples::hit(), Points::ZERO);
        let parts = found["evidence"].as_array().unwrap().iter();
        let sum: f64 = parts.map(|part| part["points"].as_f64().unwrap()).sum();
        assert!((sum - found["score_bits"].as_f64().unwrap()).abs() < 1e-9);
    }

    #[test]
    fn below_the_review_line_a_hit_asks_for_nothing() {
        let mut one = samples::hit();
        let above = Points(one.total.0 + 1);
        let said = |one: &Hit, review| {
            let found = hit(1, one, review);
            (found["case"].clone(), found["action"].clone())
        };
        let asks = (Value::Bool(true), Value::from(one.action.as_str()));
        assert_eq!(said(&one, one.total), asks);
        assert_eq!(said(&one, above), (Value::Bool(false), Value::Null));
        one.reasons.push(Reason::ListedDocument);
        assert_eq!(said(&one, above), asks);
    }
}
