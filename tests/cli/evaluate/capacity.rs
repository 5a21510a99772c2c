//! So many reviews and no more: ties, threads and the order of rows.

use super::{PAIRS, Person, json, number, on_pairs, population, world, write};
use crate::common::World;

/// So many people on no list, a tenth of whom have one and the same false alert.
fn population_of(world: &World, count: usize) {
    let ids: Vec<String> = (0..count).map(|n| format!("p{n:05}")).collect();
    let people = ids.iter().enumerate().map(|(n, id)| match n % 10 {
        0 => (id.as_str(), "VELARDE", "IGNACIO", "1961-09-17", None, "A"),
        _ => (id.as_str(), "SMITH", "ANNA", "1980-01-02", None, "A"),
    });
    population(world, &people.collect::<Vec<Person>>());
}

#[test]
fn people_who_tie_are_alerts_together() {
    let world = world();
    // 100 of 1,000 with one and the same total: no threshold has 1 % false alerts but one
    // above them all.
    population_of(&world, 1_000);
    let report = json(on_pairs(&world).args(["--max-alerts", "40"]));
    assert_eq!(
        number(&report, "/by_group/A/false_alert_rate_at_far/1e-2"),
        0.0
    );
    assert_eq!(number(&report, "/bands/contact_group/false_alerts"), 100.0);
    let band = "/capacity/tie_band";
    assert_eq!(number(&report, &format!("{band}/alerts")), 100.0);
    let inside = number(&report, &format!("{band}/in"));
    assert_eq!(inside + number(&report, &format!("{band}/out")), 100.0);
    assert_eq!(number(&report, "/capacity/alerts"), 40.0);
    assert_eq!(number(&report, "/capacity/next_costs_bits"), 0.0);
    let parts = ["true_alerts", "wrong_entries", "false_alerts"];
    let parts = parts.map(|part| number(&report, &format!("/capacity/{part}")));
    assert_eq!(parts.iter().sum::<f64>(), 40.0);
    assert_eq!(parts[2], inside);
}

#[test]
fn a_fixed_capacity_does_not_hang_on_threads_or_the_order_of_rows() {
    let world = world();
    let first = json(on_pairs(&world).args(["--max-alerts", "2", "--threads", "1"]));
    let mut turned = PAIRS;
    turned.reverse();
    write(&world.path("pairs.parquet"), "query_id", &turned);
    let second = json(on_pairs(&world).args(["--max-alerts", "2", "--threads", "4"]));
    assert_eq!(first["capacity"], second["capacity"]);
}

/// More people than a batch holds, and more ties than the capacity.
#[test]
fn threads_change_no_figure_and_no_score() {
    let world = world();
    population_of(&world, 20_000);
    let measured = |threads: &str| {
        let path = world.path("scores.parquet");
        let mut command = on_pairs(&world);
        command.args(["--max-alerts", "40", "--threads", threads]);
        let report = json(command.arg("--scores").arg(&path));
        (report, std::fs::read(path).unwrap())
    };
    let alone = measured("1");
    assert_eq!(number(&alone.0, "/capacity/tie_band/alerts"), 2_000.0);
    for threads in ["2", "4"] {
        assert!(measured(threads) == alone, "{threads} threads");
    }
}
