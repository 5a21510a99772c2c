//! `preboard evaluate` as someone who must trust its figures sees it.

mod capacity;
mod report;
mod self_screen;

use crate::common::{Said, World, entry};
use assert_cmd::Command;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::record::RowAccessor;
use preboard::table_files::{self as tables, Columns};
use serde_json::Value;
use std::path::Path;

/// Id, surname, given names, birth date, true entry, group.
type Person<'a> = (&'a str, &'a str, &'a str, &'a str, Option<&'a str>, &'a str);

const PAIRS: [Person; 4] = [
    (
        "q1",
        "ZUMARINOV",
        "BORISLAV",
        "1970-03-05",
        Some("7"),
        "Slavic",
    ),
    ("q2", "QADRIYOV", "TIMUR", "1955-06-01", Some("8"), "Slavic"),
    // Another man than the entry named: missed at every threshold.
    ("q3", "OKONKWO", "CHIDI", "1988-11-11", Some("9"), "African"),
    // On no list, whatever file says so.
    ("q4", "LINDQVIST", "ASTRID", "1992-02-02", None, "Nordic"),
];

const POPULATION: [Person; 4] = [
    // The listed man's name and birth date: a false alert.
    ("p1", "VELARDE", "IGNACIO", "1961-09-17", None, "Spanish"),
    ("p2", "SMITH", "ANNA", "1980-01-02", None, "Western"),
    ("p3", "NGUYEN", "MINH", "1991-07-30", None, "Other"),
    ("p4", "HAUGEN", "SIGRID", "1975-05-05", None, "Nordic"),
];

fn write(path: &Path, id: &str, people: &[Person]) {
    let text = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let mut columns = Columns::default();
    columns
        .text(id, people.iter().map(|one| text(one.0)))
        .text("surname", people.iter().map(|one| text(one.1)))
        .text("given_names", people.iter().map(|one| text(one.2)))
        .text("birth_date", people.iter().map(|one| text(one.3)))
        .text("entry_id", people.iter().map(|one| one.4))
        .text("group", people.iter().map(|one| text(one.5)));
    tables::write(path, &columns.finish(), &[]).unwrap();
}

fn world() -> World {
    let world = World::empty();
    world.settings("");
    world.list(&[
        entry("7", "ZUMARINOV", "Borislav", "1970-03-05"),
        entry("8", "QADRIYOV", "Timur", "1955"),
        entry("9", "HALLOUMI", "Rachid", "1949-12-24"),
        entry("10", "VELARDE", "Ignacio", "1961-09-17"),
    ]);
    write(&world.path("pairs.parquet"), "query_id", &PAIRS);
    population(&world, &POPULATION);
    world
}

fn population(world: &World, people: &[Person]) {
    write(&world.path("population.parquet"), "passenger_ref", people);
}

fn on_pairs(world: &World) -> Command {
    let mut command = world.command("evaluate");
    for (option, name) in [
        ("--pairs", "pairs.parquet"),
        ("--population", "population.parquet"),
        ("--watchlist", "list.parquet"),
    ] {
        command.arg(option).arg(world.path(name));
    }
    command
}

fn json(command: &mut Command) -> Value {
    Said::of(command.args(["--format", "json"])).json()
}

fn number(value: &Value, pointer: &str) -> f64 {
    let found = value.pointer(pointer).and_then(Value::as_f64);
    found.unwrap_or_else(|| panic!("{pointer} in {value:#}"))
}

fn tells(command: &mut Command, code: i32, word: &str) {
    Said::of(command).ended(code).tells(&[word]);
}

/// Query id, entry id, bits, rank, whether it is true, and the parts of the bits.
fn scores(path: &Path) -> Vec<(String, String, f64, i64, bool, String)> {
    let file = std::fs::File::open(path).unwrap();
    let reader = ParquetRecordBatchReaderBuilder::try_new(file).unwrap();
    let schema = reader.schema();
    let names: Vec<&String> = schema.fields().iter().map(|field| field.name()).collect();
    let expect = [
        "query_id",
        "entry_id",
        "score_bits",
        "rank",
        "is_true",
        "evidence",
    ];
    assert_eq!(names, expect);
    let file = std::fs::File::open(path).unwrap();
    let reader = parquet::file::reader::SerializedFileReader::new(file).unwrap();
    let rows = reader.into_iter().map(|row| {
        let row = row.unwrap();
        (
            row.get_string(0).unwrap().clone(),
            row.get_string(1).unwrap().clone(),
            row.get_double(2).unwrap(),
            row.get_long(3).unwrap(),
            row.get_bool(4).unwrap(),
            row.get_string(5).unwrap().clone(),
        )
    });
    rows.collect()
}

#[test]
fn figures_are_counted_right_where_the_truth_is_known() {
    let report = json(&mut on_pairs(&world()));
    // The pair without an entry is one of the others.
    assert_eq!(number(&report, "/pairs"), 3.0);
    assert_eq!(number(&report, "/population"), 5.0);
    let band = "/bands/contact_group";
    assert!((number(&report, &format!("{band}/recall")) - 2.0 / 3.0).abs() < 1e-9);
    assert_eq!(number(&report, &format!("{band}/false_alerts")), 1.0);
    assert_eq!(number(&report, &format!("{band}/false_alert_rate")), 0.2);
    let at_review = report["thresholds"].as_array().unwrap().iter();
    let at_review: Vec<&Value> = at_review.filter(|at| at["bits"] == -2.0).collect();
    assert_eq!(number(at_review[0], "/false_alert_rate"), 0.2);
    assert!((number(at_review[0], "/precision") - 2.0 / 3.0).abs() < 1e-9);
    assert_eq!(
        number(&report, "/by_group/Spanish/false_alert_rate/share"),
        1.0
    );
    assert_eq!(number(&report, "/by_group/African/recall/share"), 0.0);
}

#[test]
fn the_contract_s_keys_are_there() {
    let report = json(on_pairs(&world()).args(["--max-alerts", "2"]));
    for pointer in [
        "/pairs",
        "/population",
        "/thresholds/0/bits",
        "/thresholds/0/recall",
        "/thresholds/0/recall_at_1",
        "/thresholds/0/false_alert_rate",
        "/thresholds/0/precision",
        "/bands/recommend_denial",
        "/bands/contact_group",
        "/recall_at_far/1e-2",
        "/recall_at_far/1e-3",
        "/recall_at_far/1e-4",
        "/recall_at_far/1e-5",
        "/by_group/Slavic/recall",
        "/calibration/0/predicted",
        "/calibration/0/observed",
        "/calibration/0/n",
        "/parity/Slavic/recall_gap",
        "/parity/Slavic/false_alert_ratio",
        "/capacity/tie_band/in",
    ] {
        assert!(report.pointer(pointer).is_some(), "{pointer} in {report:#}");
    }
    let groups: Vec<&String> = report["parity"].as_object().unwrap().keys().collect();
    assert_eq!(groups.len(), 6, "groups alone: {groups:?}");
}

#[test]
fn names_alone_score_otherwise() {
    let world = world();
    let best = |more: &[&str]| {
        let path = world.path("scores.parquet");
        let mut command = on_pairs(&world);
        command.args(more).arg("--scores").arg(&path);
        command.assert().success();
        let rows = scores(&path);
        rows.into_iter().find(|row| row.0 == "q1").unwrap().2
    };
    assert!(best(&["--name-only"]) < best(&[]));
}

#[test]
fn scores_have_the_true_entry_marked_and_ranks_from_one() {
    let world = world();
    let path = world.path("scores.parquet");
    Said::of(on_pairs(&world).arg("--scores").arg(&path)).ok();
    let rows = scores(&path);
    let found = |query: &str| rows.iter().find(|row| row.0 == query).unwrap();
    let (_, id, bits, rank, is_true, evidence) = found("q1");
    assert_eq!((id.as_str(), *rank, *is_true), ("7", 1, true));
    assert!(*bits > 0.0);
    let parts = evidence
        .split(' ')
        .map(|part| part.split_once('=').unwrap());
    let sum: f64 = parts.map(|(_, bits)| bits.parse::<f64>().unwrap()).sum();
    assert!((sum - bits).abs() < 1e-6, "{evidence}: {bits}");
    assert!(
        evidence.starts_with("prior:base_rate=-25.81 name:equal="),
        "{evidence}"
    );
    let (_, id, _, _, is_true, _) = found("p1");
    assert_eq!((id.as_str(), *is_true), ("10", false));
    // Another man than the entry named stands there all the same, far below any line.
    let of_q3 = rows.iter().filter(|row| row.0 == "q3" && row.4);
    let of_q3: Vec<(&str, i64)> = of_q3.map(|row| (row.1.as_str(), row.3)).collect();
    assert!(matches!(of_q3[..], [("9", 1..=4)]), "{of_q3:?}");
    assert!(rows.iter().any(|row| row.0 == "q3" && row.2 < -30.0));
    let true_rows = rows.iter().filter(|row| row.4).count();
    assert_eq!(true_rows, 3, "one for each pair with an entry");
}

#[test]
fn a_population_is_on_no_list_whatever_its_columns_say() {
    let world = world();
    let mut people = POPULATION;
    people[0].4 = Some("10");
    population(&world, &people);
    let report = json(&mut on_pairs(&world));
    assert_eq!(number(&report, "/population"), 5.0);
    assert_eq!(number(&report, "/bands/contact_group/false_alerts"), 1.0);
}

#[test]
fn an_entry_that_no_list_holds_is_told() {
    let world = world();
    let mut people = PAIRS;
    people[0].4 = Some("777");
    write(&world.path("pairs.parquet"), "query_id", &people);
    let told = "1 of 3 pairs name an entry that no list";
    tells(&mut on_pairs(&world), 0, told);
}

#[test]
fn each_ending_has_its_code() {
    let world = world();
    let met = ["--require", "bands.contact_group.recall=0.6"];
    on_pairs(&world).args(met).assert().code(0);
    let missed = ["--require", "bands.contact_group.recall=0.9"];
    tells(on_pairs(&world).args(missed), 1, "at least 0.9");
    tells(
        on_pairs(&world).args(["--require", "recall"]),
        64,
        "KEY=VALUE",
    );
    let unknown = ["--require", "recall_at_far.1e-9=1"];
    tells(on_pairs(&world).args(unknown), 64, "no such figure");
    tells(on_pairs(&world).args(["--max-alerts", "0"]), 64, "from 1");
    tells(&mut world.command("evaluate"), 64, "--pairs");
    let fitted = Said::of(on_pairs(&world).arg("--fit")).ok();
    let block: toml::Table = fitted.out.parse().unwrap();
    assert!(block["weights"].get("birth").is_some());
    std::fs::remove_file(world.path("pairs.parquet")).unwrap();
    tells(&mut on_pairs(&world), 66, "pairs.parquet");
    let mut columns = Columns::default();
    columns.text("query_id", [Some("q1")].into_iter());
    tables::write(&world.path("pairs.parquet"), &columns.finish(), &[]).unwrap();
    tells(&mut on_pairs(&world), 65, "surname or full_name");
}
