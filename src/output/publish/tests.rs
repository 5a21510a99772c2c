//! A run is whole: every case in order and in its group, the same bytes each time.

use super::*;
use crate::domain::ids::RowRef;
use crate::domain::parsed::RejectCode;
use crate::recommend::samples;
use crate::routing::Contact;
use crate::schema::record;
use crate::schema::rows;
use crate::schema::samples as row_samples;
use std::fs;
use std::sync::Arc;
use std::sync::LazyLock;

static NOBODY: Recipients = Recipients::new();
static NOBODY_COUNTED: LazyLock<Counted> = LazyLock::new(Counted::default);
static NO_JOURNEYS: LazyLock<Journeys> = LazyLock::new(Journeys::default);
static NO_CONTACTS: BTreeMap<String, Contact> = BTreeMap::new();

fn case(id: &str, group: &str, departure: &str, priority: i32) -> Case {
    let mut case = samples::case();
    case.recommendation.case_id = id.to_owned();
    case.recommendation.priority = priority;
    case.group = group.to_owned();
    Arc::make_mut(&mut case.passenger.flight).scheduled_departure = departure.parse().unwrap();
    case
}

fn cases() -> Vec<Case> {
    vec![
        case("C-late", "EAST", "2026-11-23T09:00:00Z", 480),
        case("C-mild", "../out", "2026-11-23T04:35:00Z", 100),
        case("C-1", "EAST", "2026-11-23T04:35:00Z", 480),
    ]
}

fn rejects() -> Vec<Reject> {
    vec![Reject {
        row: RowRef { file: 0, row: 9 },
        column: "surname",
        code: RejectCode::NoUsableName,
        message: "no letter".to_owned(),
    }]
}

/// The sample's, whenever it leaves.
static FLIGHTS: LazyLock<BTreeSet<String>> =
    LazyLock::new(|| BTreeSet::from([row_samples::case_row("C-1").flight_day()]));

fn night<'a>(cases: &'a [Case], rejects: &'a [Reject], files: &'a [String]) -> Night<'a> {
    Night {
        cases,
        links: vec![row_samples::link("C-late"), row_samples::link("C-1")],
        networks: Vec::new(),
        rejects,
        traffic: (&NOBODY_COUNTED, &NO_JOURNEYS),
        suppressed: &[],
        previous: Previous::Cases(vec![
            row_samples::case_row("C-1"),
            row_samples::case_row("C-gone"),
        ]),
        flights: &FLIGHTS,
        files,
        groups: vec!["EAST".to_owned(), "EMPTY".to_owned()],
        as_of: "2026-11-23T02:00:00Z".parse().unwrap(),
        recipients: &NOBODY,
        run: RunFacts {
            run_id: "run-2",
            as_of: "2026-11-23T02:00:00Z".parse().unwrap(),
            lists: Vec::new(),
            previous_unread: None,
            warnings: Vec::new(),
            redress_text: "",
            cut_off_minutes: 180,
            door_minutes: 15,
            run_every_minutes: 1440,
            contacts: &NO_CONTACTS,
            directory: &[],
            salt: None,
            decided: Some(Vec::new()),
        },
    }
}

fn write(folder: &Path) -> Written {
    let files = ["manifest/a.parquet".to_owned()];
    write_all(folder, &night(&cases(), &rejects(), &files)).unwrap()
}

fn ids(rows: &[CaseRow]) -> Vec<&str> {
    rows.iter().map(|row| row.case_id.as_str()).collect()
}

#[test]
fn every_case_is_published_in_order_and_to_its_group() {
    let folder = tempfile::tempdir().unwrap();
    let written = write(folder.path());
    let rows = rows::read_cases(&folder.path().join("recommendations.parquet")).unwrap();
    assert_eq!(ids(&rows), ["C-1", "C-gone", "C-mild", "C-late"]);
    assert_eq!(rows[0].status, Status::Unchanged);
    assert_eq!(rows[1].status, Status::Withdrawn);
    assert_eq!(written.by_status["withdrawn"], 1);
    assert_eq!(written.by_status["new"], 2);

    let east = fs::read_to_string(folder.path().join("groups/EAST/recommendations.csv")).unwrap();
    assert_eq!(east.lines().count(), 4);
    let page = fs::read_to_string(folder.path().join("groups/EMPTY/briefing.html")).unwrap();
    assert!(page.contains("No cases for this group tonight."));
    let folders = fs::read_dir(folder.path().join("groups")).unwrap();
    let mut names: Vec<String> = folders
        .map(|one| one.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!((names.len(), written.unrouted), (4, 0));
    // The strange one is `../out`.
    assert!(names[2].starts_with("___out."), "{names:?}");
    assert_eq!(names[..2], ["EAST", "EMPTY"]);
    assert_eq!(names[3], "unrouted");
}

#[test]
fn outputs_name_every_file_with_its_digest_and_two_runs_give_the_same_bytes() {
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let written = write(one.path());
    assert_eq!(written, write(two.path()));
    for output in &written.outputs {
        let digest = files::digest_of_file(&one.path().join(&output.path)).unwrap();
        assert_eq!(digest, output.digest, "{}", output.path);
    }
    let paths: Vec<_> = written
        .outputs
        .iter()
        .map(|output| output.path.as_str())
        .collect();
    assert_eq!(paths.len(), 9 + 2 * 4);
    let quarantine = written
        .outputs
        .iter()
        .find(|output| output.path == "quarantine.parquet");
    assert_eq!(quarantine.unwrap().rows, 1);
}

#[test]
fn a_night_without_anything_still_publishes_readable_tables() {
    let folder = tempfile::tempdir().unwrap();
    let mut quiet = night(&[], &[], &[]);
    quiet.links.clear();
    quiet.previous = Previous::Cases(Vec::new());
    write_all(folder.path(), &quiet).unwrap();
    let at = |name: &str| folder.path().join(name);
    assert_eq!(
        rows::read_cases(&at("recommendations.parquet")).unwrap(),
        []
    );
    assert_eq!(
        parquet::decode::<EvidenceRow>(&at("evidence.parquet")).unwrap(),
        []
    );
    assert_eq!(
        parquet::decode::<LinkRow>(&at("links.parquet")).unwrap(),
        []
    );
    assert_eq!(
        parquet::decode::<QuarantineRow>(&at("quarantine.parquet")).unwrap(),
        []
    );
    assert!(at("groups/EAST/briefing.html").exists());
    let mut record = RunRecord::default();
    finish(folder.path(), &mut record, quiet.as_of).unwrap();
    assert!(record.is_intact());
    assert!(record::file_is_intact(&at("run.json"), &record.audit_digest).unwrap());
    assert!(at("metrics.prom").exists());
}
