//! What is logged: steps and figures, as fields where a machine reads them.

use crate::common::{Said, World};
use serde_json::Value;

fn logged(more: &[&str]) -> Said {
    let world = World::new();
    Said::of(world.run().args(["--run-id", "night"]).args(more)).ok()
}

#[test]
fn twice_verbose_says_each_step_and_its_figures() {
    let steps = [
        "lists read",
        "entries indexed",
        "passengers screened",
        "files written",
    ];
    logged(&["-v"]).hides(&steps);
    let said = logged(&["-vv"]).tells(&steps);
    let screened = said
        .err
        .lines()
        .find(|line| line.contains("passengers screened"));
    let screened = screened.unwrap();
    assert!(screened.contains("count=3"), "{screened}");
    assert!(screened.contains("seconds="), "{screened}");
}

#[test]
fn json_lines_hold_figures_and_no_sentence_about_them() {
    let said = logged(&["--log-format", "json"]);
    let lines: Vec<Value> = said
        .err
        .lines()
        .map(|line| serde_json::from_str(line).expect(line))
        .collect();
    let fields = |message: &str| {
        let of = |line: &&Value| line["fields"]["message"] == message;
        let found: Vec<&Value> = lines.iter().filter(of).collect();
        assert!(!found.is_empty(), "no {message} in {lines:#?}");
        found
    };
    let screened = &fields("screened")[0]["fields"];
    assert_eq!(screened["run_id"], "night");
    assert_eq!(screened["passengers"], 3);
    assert_eq!(screened["cases"], 1);
    assert!(screened["seconds"].is_number());
    let denied = |line: &&Value| line["fields"]["action"] == "recommend_denial";
    let denied: Vec<&Value> = fields("recommended").into_iter().filter(denied).collect();
    assert_eq!(denied[0]["fields"]["cases"], 1);
    assert_eq!(fields("published")[0]["fields"]["run_id"], "night");
    assert!(
        lines
            .iter()
            .any(|line| line["fields"]["step"] == "lists read")
    );
}
