//! The tables of an assessment, counted a second time by the Polars of Python where it is installed
//! (`scripts/second_opinion`), on random nights.

use preboard::frames::assess::economy::economy;
use preboard::frames::assess::exposure::{Level, exposed, series, weeks};
use preboard::frames::assess::hubs::hubs;
use preboard::frames::assess::outcomes::outcomes;
use preboard::frames::assess::pathways::pathways;
use preboard::frames::assess::schemes::{document_series, faults};
use preboard::ledger::words::{CarrierAction, Decision, MatchTruth};
use preboard::table_files::{self, Columns};
use preboard::{CaseRow, Status, Table, TrafficRow, ledger, read_cases};
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::path::Path;
use std::process::Command;

fn pick<'a>(random: &mut ChaCha8Rng, words: &[&'a str]) -> &'a str {
    words.choose(random).unwrap()
}

fn traffic(random: &mut ChaCha8Rng) -> Vec<TrafficRow> {
    let journeys = ["GRU-LIS-JFK", "LIS-JFK", "CDG-JFK", "ADD-CDG-JFK", "other"];
    let rows = (0..3_000).map(|_| {
        let has_cases = random.random_bool(0.2);
        let cases = if has_cases {
            random.random_range(1..9)
        } else {
            0
        };
        let day = 1 + random.random_range(0..360);
        let class = pick(random, &["listed_person", "document_expired"]);
        let category = pick(random, &["smuggling", "fraud"]);
        TrafficRow {
            run_id: "night".to_owned(),
            as_of: "2026-01-01T00:00:00Z".parse().unwrap(),
            departure_day: jiff::civil::date(2026, 1, 1)
                .saturating_add(jiff::Span::new().days(day)),
            departure_hour: None,
            carrier: pick(random, &["XX", "YY"]).to_owned(),
            flight_number: "101".to_owned(),
            departure_airport: pick(random, &["GRU", "LIS", "CDG", "ADD"]).to_owned(),
            arrival_airport: pick(random, &["LIS", "JFK", "CDG"]).to_owned(),
            journey: pick(random, &journeys).to_owned(),
            action: None,
            category: (has_cases && random.random_bool(0.8)).then(|| category.to_owned()),
            reason_class: has_cases.then(|| class.to_owned()),
            passengers: random.random_range(cases..400),
            cases,
            new_cases: (random.random_bool(0.99)).then_some(cases / 2),
        }
    });
    rows.collect()
}

fn cases(random: &mut ChaCha8Rng, sample: &CaseRow) -> Vec<CaseRow> {
    let rows = (0..2_000).map(|_| {
        let number = random.random_range(0..900);
        let masked = random.random_bool(0.1);
        let status = [
            Status::New,
            Status::Changed,
            Status::Unchanged,
            Status::Withdrawn,
        ];
        CaseRow {
            case_id: format!("{}-{number}", if masked { "M" } else { "C" }),
            run_id: pick(random, &["a", "b", "c"]).to_owned(),
            status: *status.choose(random).unwrap(),
            list: random
                .random_bool(0.8)
                .then(|| pick(random, &["OWN", "UN", "EU"]).to_owned()),
            minutes_to_departure: random.random_range(0..3_000),
            document_number: (random.random_bool(0.9))
                .then(|| format!("AB{:05}", 12_000 + random.random_range(0..900))),
            document_issuer: Some(pick(random, &["XXA", "XXB"]).to_owned()),
            booking_ref: (random.random_bool(0.8))
                .then(|| pick(random, &["ONE", "TWO", "SIX"]).to_owned()),
            ..sample.clone()
        }
    });
    // Of one run one row a case, as a run writes them.
    let mut rows: Vec<CaseRow> = rows.collect();
    rows.sort_by(|one, other| (&one.case_id, &one.run_id).cmp(&(&other.case_id, &other.run_id)));
    rows.dedup_by(|one, other| (&one.case_id, &one.run_id) == (&other.case_id, &other.run_id));
    rows
}

fn decisions(random: &mut ChaCha8Rng) -> Vec<ledger::Row> {
    let decision = [Decision::Concur, Decision::NotConcur, Decision::NeedInfo];
    let truth = [
        MatchTruth::SamePerson,
        MatchTruth::DifferentPerson,
        MatchTruth::Unknown,
    ];
    let carrier = [
        CarrierAction::DeniedBoarding,
        CarrierAction::Boarded,
        CarrierAction::NoShow,
        CarrierAction::Rebooked,
        CarrierAction::Unknown,
    ];
    let rows = (0..700).map(|_| {
        let at = jiff::Timestamp::from_second(random.random_range(1..50)).unwrap();
        ledger::Row {
            run_id: "a".to_owned(),
            case_id: format!("C-{}", random.random_range(0..400)),
            as_of: at,
            decided_at: at,
            recorded_at: at,
            officer: "1".to_owned(),
            decision: *decision.choose(random).unwrap(),
            carrier_action: *carrier.choose(random).unwrap(),
            match_truth: *truth.choose(random).unwrap(),
            note: None,
            carrier: pick(random, &["XX", "YY"]).to_owned(),
            flight_number: "101".to_owned(),
            departure_airport: pick(random, &["LIS", "CDG"]).to_owned(),
            arrival_airport: "JFK".to_owned(),
            scheduled_departure: at,
            group: pick(random, &["NEW_YORK", "MIAMI"]).to_owned(),
            action: pick(random, &["deny_boarding", "contact_group"]).to_owned(),
            reason_codes: Vec::new(),
            list: random
                .random_bool(0.8)
                .then(|| pick(random, &["OWN", "UN"]).to_owned()),
            entry_id: None,
            category: random.random_bool(0.8).then(|| "fraud".to_owned()),
            score_bits: None,
            identity_digest: None,
            entry_digest: None,
        }
    });
    rows.collect()
}

fn write<T: Table>(folder: &Path, name: &str, rows: &[T]) {
    let batch = Columns::default().table::<T, T>(rows).finish();
    table_files::write(&folder.join(format!("{name}.parquet")), &batch, &[]).unwrap();
}

#[test]
fn another_program_counts_the_same() {
    let python = python();
    let Some(python) = python else {
        eprintln!("skipped: the second opinion (no Python with Polars is installed)");
        return;
    };
    let mut random = ChaCha8Rng::seed_from_u64(18);
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let (traffic, words) = (traffic(&mut random), decisions(&mut random));
    let cases = cases(&mut random, &sample_case());
    write(folder, "traffic", &traffic);
    write(folder, "cases", &cases);
    write(folder, "decisions", &words);
    write(folder, "weeks", &weeks(&traffic).unwrap());
    for level in Level::ALL {
        let name = level.as_str();
        write(
            folder,
            &format!("series_{name}"),
            &series(&traffic, level).unwrap(),
        );
        write(
            folder,
            &format!("exposed_{name}"),
            &exposed(&traffic, level).unwrap(),
        );
    }
    write(folder, "pathways", &pathways(&traffic).unwrap());
    write(folder, "hubs", &hubs(&traffic).unwrap());
    write(folder, "faults", &faults(&traffic).unwrap());
    write(folder, "document_series", &document_series(&cases).unwrap());
    write(folder, "outcomes", &outcomes(&words).unwrap());
    write(
        folder,
        "economy",
        &economy(&traffic, &cases, &words).unwrap(),
    );
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts/second_opinion");
    let said = Command::new(python)
        .arg(script)
        .arg(folder)
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&said.stdout);
    let faults = String::from_utf8_lossy(&said.stderr);
    assert!(said.status.success(), "{told}{faults}");
    assert!(told.contains("15 tables are the same"), "{told}");
}

/// A case of the bundled sample, whose columns are all in order.
fn sample_case() -> CaseRow {
    let out = tempfile::tempdir().unwrap();
    let mut run = crate::common::preboard();
    run.args(["run", "--quiet", "--run-id", "night", "--out"])
        .arg(out.path());
    crate::common::Said::of(&mut run).ok();
    let cases = read_cases(&out.path().join("night/recommendations.parquet")).unwrap();
    cases.into_iter().next().unwrap()
}

/// `PREBOARD_PYTHON`, or `python3`, if it knows Polars.
#[expect(clippy::disallowed_methods, reason = "it is no setting of the program")]
fn python() -> Option<std::ffi::OsString> {
    let named = std::env::var_os("PREBOARD_PYTHON").unwrap_or_else(|| "python3".into());
    let mut known = Command::new(&named);
    let known = known.args(["-c", "import polars"]).output();
    known
        .is_ok_and(|said| said.status.success())
        .then_some(named)
}
