//! Why this one: a case that is named by the beginning of its id, a person as a manifest has
//! them, and nothing asked below the review line.

use crate::common::{Said, World, listed, passengers, row};
use serde_json::Value;

/// One person, screened ad hoc, as JSON.
fn hits(world: &World, surname: &str, birth_date: &str) -> Vec<Value> {
    let mut explain = world.command("explain");
    explain.args(["--surname", surname, "--given-names", "Borislav"]);
    explain.args(["--birth-date", birth_date, "--format", "json"]);
    explain.args(["--as-of", "2026-11-23T18:00:00Z"]);
    explain.arg("--watchlist").arg(world.path("list.parquet"));
    let value = Said::of(&mut explain).json();
    value["hits"].as_array().unwrap().clone()
}

#[test]
fn a_person_below_the_review_line_is_no_case_and_nothing_is_asked() {
    let world = World::new();
    let found = hits(&world, "Zumarinov", "1970-03-05");
    let (best, other) = (&found[0], &found[1]);
    assert_eq!(best["case"], true);
    assert_eq!(best["action"], "recommend_denial");
    assert!(other["score_bits"].as_f64().unwrap() < 0.0, "{other}");
    assert_eq!(other["case"], false);
    assert_eq!(other["action"], Value::Null);
}

#[test]
fn a_birth_date_is_read_as_a_manifest_has_it() {
    let world = World::new();
    let birth = |typed: &str| {
        let found = hits(&world, "Zumarinov", typed);
        let parts = found[0]["evidence"].as_array().unwrap().clone();
        let birth = parts.iter().find(|part| part["kind"] == "birth_date");
        birth.unwrap()["passenger_value"].clone()
    };
    for typed in ["700305", "19700305", "1970-03-05"] {
        assert_eq!(birth(typed), "1970-03-05", "{typed}");
    }
    for wrong in ["701399", "0001-01-01", "1889"] {
        let mut explain = world.command("explain");
        explain.args(["--surname", "Zumarinov", "--birth-date", wrong]);
        let said = Said::of(&mut explain).ended(64);
        said.tells(&["--birth-date", "700305", "1890"]);
    }
}

#[test]
fn a_case_is_named_by_the_beginning_of_its_id_and_an_ambiguous_one_is_refused() {
    // Of two namesakes on one flight the second bears the id of the first with a number.
    let mut namesake = row("ZUMARINOV", "BORISLAV", "1970-03-05");
    namesake.document_number = Some("CD7654321".to_owned());
    let mut people = passengers().to_vec();
    people.push(namesake);
    let world = World::of(&people, &listed());
    let cases = world.night("night").cases();
    let ids: Vec<&str> = cases.iter().map(|case| case.case_id.as_str()).collect();
    let (one, other) = (ids[0].min(ids[1]), ids[0].max(ids[1]));
    assert_eq!(other, format!("{one}-2"));

    let json = ["--format", "json"];
    let named = |typed: &str| world.explain("night", typed, &json).json()["case_id"].clone();
    assert_eq!(named(one), one, "an exact id wins");
    assert_eq!(named(&one.to_uppercase()), one);
    assert_eq!(named(&format!("{one}-")), other);
    let found = world.explain("night", other, &json).json();
    let parts = found["evidence"].as_array().unwrap();
    assert!(!parts.is_empty() && parts.iter().all(|part| part["case_id"] == other));

    let said = world.explain("night", &one[..10], &[]).ended(64);
    said.tells(&["the beginning of several cases", one, other, "give more"]);
    let said = world.explain("night", "C-", &[]).ended(64);
    said.tells(&["holds no case C-", "`preboard cases`"]);
}
