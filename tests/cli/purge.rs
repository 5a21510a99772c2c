//! What retention takes away is gone, what it keeps still answers, and nothing stands half
//! done.

use crate::common::{World, entry, preboard, row};
use arrow_array::ArrayRef;
use arrow_array::cast::AsArray;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use preboard::files::{Lock, digest_of_file};
use preboard::ledger::{self, Row};
use preboard::output::parquet::{decode, read_cases};
use preboard::output::purged::{self, Event};
use preboard::output::record::RunRecord;
use preboard::output::tables::{LinkRow, PairRow, SuppressedRow};
use std::path::Path;
use std::process::Output;

const FIVE_YEARS: &str = "[retention]\npreset = \"five_years\"\n";

/// A listed traveller with a companion, and everything that links and names them.
fn world(departure: &str) -> World {
    let world = World::new();
    let mut listed = row("ZUMARINOV", "BORISLAV", "1970-03-05");
    let mut companion = row("QUELLHORST", "WALBURGA", "1971-09-21");
    for traveller in [&mut listed, &mut companion] {
        traveller.booking_ref = Some("PNRXYZ".to_owned());
        traveller.contact_phone = Some("+359881234567".to_owned());
        traveller.contact_email = Some("both@example.org".to_owned());
        traveller.payment_ref = Some("PAY998877".to_owned());
    }
    // Quarantined: a departure that nobody gives.
    let mut unscreened = row("VANTERPOOL", "OTTOLINE", "1980-02-03");
    unscreened.scheduled_departure = None;
    let mut rows = [listed, companion, row("SMITH", "ANNA", "1980-01-02")];
    for row in &mut rows {
        row.scheduled_departure = Some(departure.parse().unwrap());
    }
    world.manifest(&[rows.as_slice(), &[unscreened]].concat());
    let listed = entry("ENTRY-777", "ZUMARINOV", "Borislav", "1970-03-05");
    world.list(&[listed]);
    let ceiling = "[run]\nquarantine_ceiling = 0.5\n";
    std::fs::write(world.path("settings.toml"), ceiling).unwrap();
    world
}

fn settings(world: &World, text: &str) {
    let ceiling = "[run]\nquarantine_ceiling = 0.5\n";
    std::fs::write(world.path("settings.toml"), format!("{ceiling}{text}")).unwrap();
}

fn night(world: &World, id: &str, as_of: &str) -> String {
    let mut run = preboard();
    run.args(["run", "--run-id", id, "--as-of", as_of]);
    for (option, name) in [
        ("--config", "settings.toml"),
        ("--manifest", "manifest.parquet"),
        ("--watchlist", "list.parquet"),
        ("--out", "out"),
    ] {
        run.arg(option).arg(world.path(name));
    }
    run.assert().success();
    let cases = read_cases(&world.path(&format!("out/{id}/recommendations.parquet"))).unwrap();
    cases
        .first()
        .map_or_else(String::new, |case| case.case_id.clone())
}

fn review(world: &World, id: &str, row: &str) -> Output {
    let header = "case_id,officer,decided_at,decision,carrier_action,match_truth,note\n";
    let file = world.path("decisions.csv");
    std::fs::write(&file, format!("{header}{row}\n")).unwrap();
    let mut review = preboard();
    review.arg("review").arg(world.path("out").join(id));
    review.arg("--decisions").arg(file).output().unwrap()
}

fn purge(world: &World, as_of: &str, more: &[&str]) -> Output {
    let mut purge = preboard();
    purge.args(["purge", "--as-of", as_of]).args(more);
    purge.arg("--config").arg(world.path("settings.toml"));
    purge.arg("--out").arg(world.path("out")).output().unwrap()
}

fn code(output: &Output) -> i32 {
    let text = String::from_utf8_lossy(&output.stderr);
    eprintln!("{text}");
    output.status.code().unwrap()
}

fn decided(world: &World) -> Vec<Row> {
    ledger::read(&world.path("out")).unwrap()
}

/// Every byte of every file of a folder, and every text of its Parquet files, which are
/// compressed.
fn everything(folder: &Path) -> String {
    let mut text = String::new();
    for item in std::fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        text.push_str(&path.file_name().unwrap().to_string_lossy());
        if path.is_dir() {
            text.push_str(&everything(&path));
            continue;
        }
        text.push_str(&String::from_utf8_lossy(&std::fs::read(&path).unwrap()));
        if path.extension().is_some_and(|ext| ext == "parquet") {
            let file = std::fs::File::open(&path).unwrap();
            let reader = ParquetRecordBatchReaderBuilder::try_new(file).unwrap();
            for batch in reader.build().unwrap() {
                batch
                    .unwrap()
                    .columns()
                    .iter()
                    .for_each(|column| texts(column, &mut text));
            }
        }
    }
    text
}

fn texts(column: &ArrayRef, into: &mut String) {
    if let Some(values) = column.as_string_opt::<i32>() {
        values.iter().flatten().for_each(|value| {
            into.push('\n');
            into.push_str(value);
        });
    } else if let Some(lists) = column.as_list_opt::<i32>() {
        texts(lists.values(), into);
    }
}

/// What names or finds a traveller of the run.
fn identifying(world: &World, id: &str) -> Vec<String> {
    let folder = world.path("out").join(id);
    let cases = read_cases(&folder.join("recommendations.parquet")).unwrap();
    let pairs: Vec<PairRow> = decode(&folder.join("pairs.parquet")).unwrap();
    let links: Vec<LinkRow> = decode(&folder.join("links.parquet")).unwrap();
    let suppressed: Vec<SuppressedRow> = decode(&folder.join("suppressed.parquet")).unwrap();
    let mut found: Vec<String> = ["ZUMARINOV", "BORISLAV", "PNRXYZ", "ENTRY-777", "1970-03-05"]
        .map(str::to_owned)
        .into();
    for case in cases {
        found.extend(case.document_number);
        found.extend([case.case_id, case.explanation]);
    }
    for pair in pairs {
        found.extend(pair.identity_digest);
        found.push(pair.entry_digest);
    }
    found.extend(links.into_iter().map(|link| link.value_digest));
    for hit in suppressed {
        found.extend(hit.identity_digest);
        found.extend([hit.entry_digest, hit.case_id, hit.reference]);
    }
    found
}

#[test]
fn nobody_is_found_in_a_masked_run_and_its_digests_hold() {
    let world = world("2020-01-02T06:00:00Z");
    settings(&world, FIVE_YEARS);
    let case = night(&world, "first", "2020-01-01T18:00:00Z");
    let word = format!(
        "{case},Officer 12,2020-01-01T19:00:00Z,not_concur,boarded,different_person,is Borislav's cousin"
    );
    assert_eq!(code(&review(&world, "first", &word)), 0);
    night(&world, "second", "2020-01-01T23:00:00Z");
    let before = [("first", 10), ("second", 4)].map(|(id, fewest)| {
        let folder = world.path("out").join(id);
        let names = identifying(&world, id);
        let all = everything(&folder).to_uppercase();
        let count = names
            .iter()
            .filter(|name| all.contains(&name.to_uppercase()))
            .count();
        // In clear before, or this test shows nothing.
        assert!(fewest <= count, "{count} of {names:?}");
        (
            folder.clone(),
            names,
            RunRecord::read(&folder.join("run.json")).unwrap(),
        )
    });
    assert_eq!(code(&purge(&world, "2020-07-01T17:00:00Z", &[])), 0);
    assert_eq!(
        before[0].2,
        RunRecord::read(&before[0].0.join("run.json")).unwrap()
    );

    assert_eq!(code(&purge(&world, "2020-07-02T00:00:00Z", &[])), 0);
    let lines = purged::read(&world.path("out")).unwrap();
    for (folder, names, record) in &before {
        let all = everything(folder).to_uppercase();
        for name in names {
            assert!(
                !all.contains(&name.to_uppercase()),
                "{name:?} in {}",
                folder.display()
            );
        }
        // Never in any run, before or after: only cases are written down.
        for other in [
            "QUELLHORST",
            "+359881234567",
            "PAY998877",
            "VANTERPOOL",
            "BOTH@EXAMPLE",
        ] {
            assert!(!all.contains(other), "{other}");
        }
        let masked = RunRecord::read(&folder.join("run.json")).unwrap();
        assert!(masked.is_intact() && masked.masked_at.is_some());
        assert_eq!(masked.previous_audit_digest, record.previous_audit_digest);
        assert_eq!(masked.counts, record.counts);
        for output in &masked.outputs {
            assert_eq!(
                digest_of_file(&folder.join(&output.path)).unwrap(),
                output.digest
            );
        }
        assert!(!folder.join("groups/NEW_YORK/briefing.html").exists());
        assert!(folder.join("groups/NEW_YORK/recommendations.csv").exists());
        let line = lines
            .iter()
            .find(|line| line.run_id == record.run_id)
            .unwrap();
        assert_eq!(line.event, Event::RunMasked);
        assert_eq!(line.audit_digest, record.audit_digest);
        assert_eq!(line.new_digest.as_ref(), Some(&masked.audit_digest));
    }
    let cases = read_cases(&before[0].0.join("recommendations.parquet")).unwrap();
    assert_eq!(
        (cases[0].case_id.as_str(), cases[0].review_status.as_str()),
        ("M-0001", "not_concur")
    );
    assert!(cases[0].reason_codes.contains(&"listed_person".to_owned()));
    // Codes that stand elsewhere in a run too.
    assert_eq!(
        (&cases[0].document_issuer, &cases[0].nationality),
        (&None, &None)
    );
    // The ledger forgets the note and the case, and keeps the pair, which is still cleared.
    let rows = decided(&world);
    assert_eq!(
        (rows[0].case_id.as_str(), &rows[0].note),
        ("M-000001-0001", &None)
    );
    assert!(rows[0].verdict().unwrap().different_person);
    assert_eq!(night(&world, "third", "2020-07-03T18:00:00Z"), "");
    let suppressed: Vec<SuppressedRow> =
        decode(&world.path("out/third/suppressed.parquet")).unwrap();
    assert_eq!(suppressed.len(), 1);
    // A masked run takes no decision, by the new names either.
    let named = word.replace(&case, "M-0001");
    assert_eq!(code(&review(&world, "first", &named)), 65);
    assert_eq!(decided(&world).len(), 1);
    // Once more: nothing is left to do.
    let bytes = std::fs::read(world.path("out/purged.jsonl")).unwrap();
    assert_eq!(code(&purge(&world, "2020-07-02T00:00:00Z", &[])), 0);
    assert_eq!(
        std::fs::read(world.path("out/purged.jsonl")).unwrap(),
        bytes
    );
}

#[test]
fn a_dry_run_lists_what_a_purge_then_does_and_a_held_run_stays() {
    let world = world("2020-01-02T06:00:00Z");
    for (id, as_of) in [
        ("old", "2020-01-01T18:00:00Z"),
        ("held", "2020-01-01T18:00:00Z"),
        ("young", "2020-06-01T18:00:00Z"),
    ] {
        night(&world, id, as_of);
    }
    settings(&world, "[retention]\nhold = [\"held\", \"misspelt\"]\n");
    for more in [&["--dry-run"][..], &[]] {
        let output = purge(&world, "2020-07-02T00:00:00Z", more);
        assert_eq!(code(&output), 78);
        assert!(String::from_utf8_lossy(&output.stderr).contains("no run \"misspelt\""));
    }
    assert_eq!(world.published().len(), 3, "nothing went");
    settings(&world, "[retention]\nhold = [\"held\"]\n");
    let dry = purge(&world, "2020-07-02T00:00:00Z", &["--dry-run"]);
    assert_eq!(code(&dry), 0);
    let listed = String::from_utf8(dry.stdout).unwrap();
    assert_eq!(
        listed,
        "step,name,why\n\
         hold,held,\"its period is over, but retention.hold names it\"\n\
         delete,old,six_months: deleted 6mo after 2020-01-01T18:00:00Z\n"
    );
    assert_eq!(world.published().len(), 3);
    let record = RunRecord::read(&world.path("out/old/run.json")).unwrap();
    assert_eq!(code(&purge(&world, "2020-07-02T00:00:00Z", &[])), 0);
    let mut left = world.published();
    left.sort();
    assert_eq!(left, ["held", "purged.jsonl", "young"]);
    // What went before may still be named.
    settings(&world, "[retention]\nhold = [\"held\", \"old\"]\n");
    assert_eq!(code(&purge(&world, "2020-07-02T00:00:00Z", &[])), 0);
    let lines = purged::read(&world.path("out")).unwrap();
    assert_eq!(lines.len(), 1);
    assert_eq!(
        (lines[0].event, &lines[0].audit_digest),
        (Event::RunPurged, &record.audit_digest)
    );
    assert_eq!((lines[0].passengers, lines[0].cases), (3, 1));
    let later = RunRecord::read(&world.path("out/young/run.json")).unwrap();
    let lost = later.previous_audit_digest.unwrap();
    let told = lines.iter().any(|line| line.audit_digest == lost);
    let held = RunRecord::read(&world.path("out/held/run.json")).unwrap();
    assert!(told || held.audit_digest == lost);
}

#[test]
fn a_case_is_kept_no_longer_than_promised_and_no_longer_than_today_allows() {
    let world = world("2020-01-02T06:00:00Z");
    night(&world, "night", "2020-01-01T18:00:00Z");
    let cases = read_cases(&world.path("out/night/recommendations.parquet")).unwrap();
    assert_eq!(cases[0].retention_until.to_string(), "2020-07-01");
    settings(&world, FIVE_YEARS);
    let listed = |as_of, settings_text: &str| {
        settings(&world, settings_text);
        String::from_utf8(purge(&world, as_of, &["--dry-run"]).stdout).unwrap()
    };
    assert!(
        listed("2020-07-02T00:00:00Z", FIVE_YEARS)
            .contains("delete,night,five_years: every case was to be kept until 2020-07-01")
    );
    let own = "[retention]\npreset = \"own\"\n[retention.presets.own]\nmask = \"\"\ndelete = \"3 days\"\nledger = \"1 year\"\n";
    assert!(listed("2020-01-04T18:00:00Z", own).contains("delete,night,own: deleted 3d after"));
    assert_eq!(listed("2020-01-04T17:00:00Z", own), "step,name,why\n");
    settings(&world, "[retention]\npreset = \"forever\"\n");
    assert_eq!(code(&purge(&world, "2020-01-04T17:00:00Z", &[])), 78);
}

#[test]
fn every_way_not_to_purge_has_its_code_and_changes_nothing() {
    let world = world("2020-01-02T06:00:00Z");
    let case = night(&world, "night", "2020-01-01T18:00:00Z");
    let word = format!("{case},A1,2020-01-01T19:00:00Z,concur,denied_boarding,same_person,");
    assert_eq!(code(&review(&world, "night", &word)), 0);
    let later = "2020-08-01T00:00:00Z";
    let held = Lock::take(&world.path("out")).unwrap();
    assert_eq!(code(&purge(&world, later, &[])), 75);
    drop(held);
    let reviewing = ledger::Writer::open(&world.path("out")).unwrap();
    assert_eq!(code(&purge(&world, later, &[])), 75);
    drop(reviewing);
    assert_eq!(code(&purge(&world, "2999-01-01T00:00:00Z", &[])), 64);
    assert_eq!(
        code(&purge(&world, "2999-01-01T00:00:00Z", &["--dry-run"])),
        0
    );
    assert_eq!(
        code(&purge(&world, "2020-01-03T00:00:00Z", &["--mask", "none"])),
        66
    );
    settings(&world, "[retention]\nhold = [\"night\"]\n");
    assert_eq!(
        code(&purge(&world, "2020-01-03T00:00:00Z", &["--mask", "night"])),
        64
    );
    settings(&world, "");
    // A damaged ledger may hold the word that says so: nothing goes.
    let part = world.path("out/ledger/decisions-000001.parquet");
    let whole = std::fs::read(&part).unwrap();
    std::fs::write(&part, b"PAR1").unwrap();
    assert_eq!(code(&purge(&world, later, &[])), 65);
    std::fs::write(&part, whole).unwrap();
    assert!(world.path("out/night/run.json").exists());
    assert!(!world.path("out/purged.jsonl").exists());
    // Masking would seal what somebody changed.
    let sheet = world.path("out/night/groups/NEW_YORK/recommendations.csv");
    let whole = std::fs::read(&sheet).unwrap();
    std::fs::write(&sheet, b"changed").unwrap();
    let output = purge(&world, "2020-01-03T00:00:00Z", &["--mask", "night"]);
    assert_eq!(code(&output), 0);
    assert!(String::from_utf8_lossy(&output.stderr).contains("a run is not masked"));
    assert_eq!(std::fs::read(&sheet).unwrap(), b"changed");
    std::fs::write(&sheet, whole).unwrap();
    // A run whose tables are damaged stays, and so do its decisions.
    let table = world.path("out/night/recommendations.parquet");
    std::fs::write(&table, b"PAR1").unwrap();
    assert_eq!(code(&purge(&world, later, &[])), 0);
    assert!(table.exists());
    assert_eq!(decided(&world)[0].case_id, case);
    let mut absent = preboard();
    absent.args(["purge", "--out"]).arg(world.path("absent"));
    absent.assert().success();
    assert!(!world.path("absent").exists());
}

#[test]
fn a_run_is_masked_on_request_and_what_a_kill_left_goes() {
    let world = world("2020-01-02T06:00:00Z");
    night(&world, "night", "2020-01-01T18:00:00Z");
    let left = world.path("out/.staging-gone-other");
    std::fs::create_dir(&left).unwrap();
    std::fs::write(left.join("recommendations.csv"), "ZUMARINOV").unwrap();
    let output = purge(&world, "2020-01-03T00:00:00Z", &["--mask", "night"]);
    assert_eq!(code(&output), 0);
    assert!(!left.exists());
    assert!(!everything(&world.path("out")).contains("ZUMARINOV"));
    let lines = purged::read(&world.path("out")).unwrap();
    assert_eq!(lines[0].policy, "asked for by --mask");
}

/// The tables that the ledger alone makes.
fn trends(world: &World) -> Vec<Vec<u8>> {
    let mut trends = preboard();
    trends.args(["trends", "--as-of", "2026-01-01T00:00:00Z"]);
    trends.arg("--config").arg(world.path("settings.toml"));
    trends.arg("--ledger").arg(world.path("out"));
    trends
        .arg("--out")
        .arg(world.path("trends"))
        .assert()
        .success();
    let names = ["outcomes.parquet", "precision.csv", "timing.parquet"];
    names
        .map(|name| std::fs::read(world.path("trends").join(name)).unwrap())
        .into()
}

#[test]
fn denied_boarding_of_a_year_is_the_same_when_its_decisions_are_counts() {
    let world = world("2006-11-24T06:00:00Z");
    let case = night(&world, "first", "2006-11-23T18:00:00Z");
    let again = night(&world, "second", "2006-11-24T00:00:00Z");
    assert_eq!(case, again);
    for (id, word) in [
        ("first", "2006-11-23T19:05:00Z,need_info,,,ask Walburga"),
        ("second", "2006-11-24T01:00:00Z,concur,,,"),
        (
            "second",
            "2006-11-25T01:00:00Z,concur,denied_boarding,same_person,",
        ),
    ] {
        assert_eq!(
            code(&review(&world, id, &format!("{case},Officer 12,{word}"))),
            0
        );
    }
    let before = trends(&world);
    assert_eq!(code(&purge(&world, "2007-06-01T00:00:00Z", &[])), 0);
    let rows = decided(&world);
    assert!(
        rows.iter()
            .all(|row| row.case_id == "M-000001-0001" && row.note.is_none())
    );
    assert_eq!(trends(&world), before);
    assert_eq!(code(&purge(&world, "2012-01-01T00:00:00Z", &[])), 0);
    let rows = decided(&world);
    assert!(
        rows.iter()
            .all(|row| row.run_id == "(counted)" && row.officer == "(counted)")
    );
    assert_eq!(
        rows[2].scheduled_departure.to_string(),
        "2006-11-01T00:00:00Z"
    );
    assert_eq!(trends(&world), before);
    let outcomes = std::fs::read_to_string(world.path("trends/outcomes.csv")).unwrap();
    assert!(
        outcomes.contains("2007,group,NEW_YORK,1,1,0,0,1,0,0,0,0,1,0,0\n"),
        "{outcomes}"
    );
    // Reviews and their chain go on behind a reduced ledger.
    let fresh = night(&world, "third", "2012-01-01T00:00:00Z");
    let word = format!("{fresh},A1,2012-01-01T01:00:00Z,concur,,,");
    assert_eq!(code(&review(&world, "third", &word)), 0);
    let parts = ledger::load(&world.path("out")).unwrap();
    assert!(
        ledger::chain::links(&parts)
            .iter()
            .all(|link| *link == ledger::chain::Link::Whole)
    );
    let log = purged::read(&world.path("out")).unwrap();
    let reduced = log.iter().filter(|line| line.event == Event::LedgerReduced);
    assert_eq!(reduced.count(), 6, "three parts, twice");
}

fn verify(world: &World, id: &str) -> (i32, String) {
    let mut verify = preboard();
    verify.arg("verify").arg(world.path("out").join(id));
    let output = verify.output().unwrap();
    (code(&output), String::from_utf8(output.stdout).unwrap())
}

#[test]
fn verify_tells_what_policy_took_from_what_somebody_took() {
    let world = world("2020-01-02T06:00:00Z");
    let case = night(&world, "first", "2020-01-01T18:00:00Z");
    let word = format!("{case},A1,2020-01-01T19:00:00Z,concur,denied_boarding,same_person,x");
    assert_eq!(code(&review(&world, "first", &word)), 0);
    night(&world, "second", "2020-01-01T23:00:00Z");
    // Another night's travellers: a case that a kept run holds would keep its decisions.
    world.manifest(&[row("SMITH", "ANNA", "1980-01-02")]);
    night(&world, "third", "2020-07-01T20:00:00Z");
    assert_eq!(verify(&world, "third").0, 0);
    settings(&world, FIVE_YEARS);
    assert_eq!(code(&purge(&world, "2020-07-01T22:00:00Z", &[])), 0);
    let (ended, text) = verify(&world, "second");
    assert_eq!(ended, 0, "{text}");
    assert!(
        text.contains("purged\trun.json\tthe run before it, first, was masked on 2"),
        "{text}"
    );
    let (ended, text) = verify(&world, "first");
    assert_eq!(ended, 0, "{text}");
    assert!(text.contains("purged\trun.json\tmasked on 2"), "{text}");

    settings(&world, "");
    assert_eq!(code(&purge(&world, "2020-07-02T00:00:00Z", &[])), 0);
    assert!(!world.path("out/first").exists() && !world.path("out/second").exists());
    let (ended, text) = verify(&world, "third");
    assert_eq!(ended, 0, "{text}");
    for told in [
        "the run before it, second, was purged on 2",
        "ledger\tthe last part that the run read was reduced on 2",
    ] {
        assert!(text.contains(told), "{told} is not in {text}");
    }
    // Without the log it is a run that somebody took away.
    std::fs::remove_file(world.path("out/purged.jsonl")).unwrap();
    let (ended, text) = verify(&world, "third");
    assert_eq!(ended, 1, "{text}");
    assert!(text.contains("missing\trun.json"), "{text}");
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for item in std::fs::read_dir(from).unwrap() {
        let item = item.unwrap();
        let target = to.join(item.file_name());
        match item.path().is_dir() {
            true => copy(&item.path(), &target),
            false => drop(std::fs::copy(item.path(), target).unwrap()),
        }
    }
}

#[test]
fn a_purge_that_is_killed_anywhere_leaves_whole_runs_and_a_whole_ledger() {
    let world = world("2020-01-02T06:00:00Z");
    settings(&world, FIVE_YEARS);
    for (minute, id) in ["a", "b", "c"].into_iter().enumerate() {
        let case = night(&world, id, "2020-01-01T18:00:00Z");
        let word = format!("{case},A1,2020-01-01T19:0{minute}:00Z,need_info,,,x");
        assert_eq!(code(&review(&world, id, &word)), 0);
    }
    world.manifest(&[row("SMITH", "ANNA", "1980-01-02")]);
    night(&world, "young", "2020-06-30T00:00:00Z");
    let before = world.path("before");
    copy(&world.path("out"), &before);
    let mut states = std::collections::BTreeSet::new();
    let started = std::time::Instant::now();
    assert_eq!(code(&purge_again(&world)), 0);
    let whole_purge = started.elapsed();
    for wait in 0..40 {
        let out = world.path("out");
        std::fs::remove_dir_all(&out).unwrap();
        copy(&before, &out);
        let mut purge = std::process::Command::new(env!("CARGO_BIN_EXE_preboard"));
        purge.args(["purge", "--quiet", "--as-of", "2020-07-01T20:00:00Z"]);
        purge.arg("--config").arg(world.path("settings.toml"));
        let mut child = purge.arg("--out").arg(&out).spawn().unwrap();
        std::thread::sleep(whole_purge * wait / 36);
        child.kill().unwrap();
        child.wait().unwrap();
        let masked = ["a", "b", "c"].map(|id| {
            let folder = out.join(id);
            let record = RunRecord::read(&folder.join("run.json")).unwrap();
            for output in &record.outputs {
                let digest = digest_of_file(&folder.join(&output.path)).unwrap();
                assert_eq!(digest, output.digest, "{id} after {wait}");
            }
            record.masked_at.is_some()
        });
        let parts = ledger::load(&out).unwrap();
        let whole = |link: &ledger::chain::Link| *link == ledger::chain::Link::Whole;
        assert!(ledger::chain::links(&parts).iter().all(whole));
        let reduced = parts[0].rows[0].note.is_none();
        states.insert((masked, reduced));
        // The next purge ends what this one began, and says all of it.
        assert_eq!(code(&purge_again(&world)), 0);
        assert_eq!(verify(&world, "young").0, 0);
        let left = std::fs::read_dir(&out).unwrap();
        let left = left.map(|item| item.unwrap().file_name().to_string_lossy().into_owned());
        assert!(left.into_iter().all(|name| !name.starts_with(".staging")));
        let logged = purged::read(&out).unwrap();
        for id in ["a", "b", "c"] {
            let record = RunRecord::read(&out.join(id).join("run.json")).unwrap();
            let told =
                |line: &purged::Purged| line.new_digest.as_ref() == Some(&record.audit_digest);
            assert!(record.masked_at.is_some() && logged.iter().any(told));
        }
    }
    eprintln!("states seen: {states:?}");
    assert!(1 < states.len(), "no kill came in the middle");
}

fn purge_again(world: &World) -> Output {
    purge(world, "2020-07-01T20:00:00Z", &[])
}
