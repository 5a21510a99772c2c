//! A list against itself: false alerts before any passenger.

use super::{json, number, scores, world};
use crate::common::{World, entry};
use assert_cmd::Command;
use serde_json::Value;

fn self_screen(world: &World) -> Command {
    let mut command = world.command("evaluate");
    command.arg("--self-screen").arg(world.path("list.parquet"));
    command
}

#[test]
fn a_list_against_itself_leaves_each_own_entry_out() {
    let world = world();
    let report = json(&mut self_screen(&world));
    assert_eq!(number(&report, "/self_screen/TEST/entries"), 4.0);
    let rates = report["self_screen"]["TEST"]["thresholds"]
        .as_array()
        .unwrap();
    assert!(!rates.is_empty());
    for at in rates {
        assert_eq!(
            number(at, "/false_alert_rate"),
            0.0,
            "nobody is like another"
        );
    }
    // One man under two entries, and a second list in the same file.
    let mut other = entry("11", "Velarde", "IGNACIO", "1961-09-17");
    other.list = "OTHER".to_owned();
    world.list(&[
        entry("9", "HALLOUMI", "Rachid", "1949-12-24"),
        entry("10", "VELARDE", "Ignacio", "1961-09-17"),
        other,
    ]);
    let report = json(&mut self_screen(&world));
    for (list, rate) in [("TEST", 0.5), ("OTHER", 1.0)] {
        let of_list = &report["self_screen"][list];
        let at_zero = of_list["thresholds"].as_array().unwrap().iter();
        let at_zero: Vec<&Value> = at_zero.filter(|at| at["bits"] == 0.0).collect();
        assert_eq!(number(at_zero[0], "/false_alert_rate"), rate, "{list}");
        for far in ["2e-2", "1e-2", "1e-3"] {
            let bits = number(of_list, &format!("/bits_at_far/{far}"));
            assert!(bits > 0.0 && (bits * 2.0).fract() == 0.0, "{bits}");
        }
    }
}

#[test]
fn a_self_screen_takes_the_other_options_too() {
    let world = world();
    let (page, scores_path) = (world.path("q.html"), world.path("scores.parquet"));
    let mut command = self_screen(&world);
    command.args([
        "--name-only",
        "--require",
        "self_screen.TEST.bits_at_far.1e-2=60",
    ]);
    command
        .arg("--report")
        .arg(&page)
        .arg("--scores")
        .arg(&scores_path);
    command.assert().success();
    assert!(std::fs::read_to_string(&page).unwrap().contains("TEST"));
    let own = scores(&scores_path).into_iter().find(|row| row.0 == row.1);
    assert_eq!(own, None);
}
