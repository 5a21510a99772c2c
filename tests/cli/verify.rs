//! An untouched run says so; whatever is done to it is named.

use crate::common::{Said, World, as_older_part, as_version_1, copy, files_below, preboard};
use preboard::RunRecord;
use std::fs;
use std::path::Path;

/// Two nights with two reviews and two releases of the second.
fn history() -> World {
    let world = World::new();
    let case = world.night("first").case().case_id;
    world.decide("first", &[(&case, "19:00", "concur")]);
    world.night("second");
    world.release("second").ok();
    world.decide("second", &[(&case, "20:00", "not_concur")]);
    world.release("second").ok();
    world
}

/// Code and the lines of standard output.
fn verify(run: &Path) -> (i32, Vec<String>) {
    let said = Said::of(preboard().arg("verify").arg(run));
    let lines = said.out.lines().map(str::to_owned);
    (said.code, lines.collect())
}

#[test]
fn an_untouched_run_is_covered_whole() {
    let world = history();
    for run in ["first", "second"] {
        let (code, lines) = verify(&world.path("out").join(run));
        assert_eq!(code, 0, "{lines:#?}");
        assert!(
            lines.iter().all(|line| line.starts_with("untouched\t")),
            "{lines:#?}"
        );
        // Every file below the run has its line.
        for path in files_below(&world.path("out").join(run)).into_keys() {
            let named = lines.contains(&format!("untouched\t{path}"));
            assert!(
                named || path == "release/.lock",
                "{path} is not in {lines:#?}"
            );
        }
    }
    let lines = verify(&world.path("out/second")).1;
    for line in [
        "untouched\tledger/decisions-000001.parquet",
        "untouched\tledger/decisions-000002.parquet",
        "untouched\tledger\tthe last part that the run read",
        "untouched\t../first/run.json",
        "untouched\trun.json: settings",
    ] {
        assert!(
            lines.iter().any(|found| found == line),
            "{line} is not in {lines:#?}"
        );
    }
}

/// What is done below `out`, and the line that tells it when `second` is verified.
type Deed = (&'static str, fn(&Path), &'static str);

const DEEDS: [Deed; 18] = [
    (
        "beside releases",
        |out| fs::write(out.join("second/release/old.html"), "x").unwrap(),
        "unexpected\trelease/old.html",
    ),
    (
        "byte",
        |out| flip(&out.join("second/evidence.parquet")),
        "changed\tevidence.parquet",
    ),
    (
        "metrics",
        |out| flip(&out.join("second/metrics.prom")),
        "changed\tmetrics.prom",
    ),
    (
        "gone",
        |out| fs::remove_file(out.join("second/pairs.parquet")).unwrap(),
        "missing\tpairs.parquet",
    ),
    (
        "added",
        |out| fs::write(out.join("second/groups/notes.txt"), "x").unwrap(),
        "unexpected\tgroups/notes.txt",
    ),
    (
        "count",
        |out| {
            replace(
                &out.join("second/run.json"),
                "\"rows_read\": 3",
                "\"rows_read\": 4",
            )
        },
        "changed\trun.json",
    ),
    (
        "sealed again",
        |out| reseal(&out.join("second")),
        "changed\trun.json: settings",
    ),
    (
        "before sealed again",
        |out| reseal(&out.join("first")),
        "missing\trun.json\tthe run before it is not here as it was",
    ),
    (
        "before gone",
        |out| fs::remove_dir_all(out.join("first")).unwrap(),
        "missing\trun.json\tthe run before it is not here as it was",
    ),
    (
        "before damaged",
        |out| fs::write(out.join("first/run.json"), "{").unwrap(),
        "changed\t../first/run.json\tno run record",
    ),
    (
        "sheet",
        |out| flip(&out.join("second/release/0002/XX/CDG/XX101-20261124T0600Z.csv")),
        "changed\trelease/0002/XX/CDG/XX101-20261124T0600Z.csv",
    ),
    (
        "release",
        |out| {
            let path = out.join("second/release/0001/release.json");
            replace(&path, "\"released\"", "\"withdrawn\"");
        },
        "changed\trelease/0001/release.json",
    ),
    (
        "release gone",
        |out| fs::remove_dir_all(out.join("second/release/0001")).unwrap(),
        "missing\trelease/0002/release.json\tthe release before it is not here as it was",
    ),
    (
        "word",
        |out| fs::remove_file(out.join("ledger/decisions-000001.parquet")).unwrap(),
        "missing\tledger/decisions-000002.parquet\tthe part before it is gone",
    ),
    (
        "torn part",
        |out| fs::write(out.join("ledger/decisions-000002.parquet"), "PAR1").unwrap(),
        "changed\tledger/decisions-000002.parquet\tnot a whole part of the ledger",
    ),
    (
        "newest word of a release",
        |out| fs::remove_file(out.join("ledger/decisions-000002.parquet")).unwrap(),
        "changed\trelease/0002/release.json: ledger\tthe last part that the release read",
    ),
    (
        "salt gone",
        |out| fs::remove_file(out.join("ledger/salt")).unwrap(),
        "missing\tledger/salt\tthe parts' digests are hidden by it",
    ),
    (
        "another salt",
        |out| fs::write(out.join("ledger/salt"), "0".repeat(64)).unwrap(),
        "changed\tledger/salt\tparts were written with another",
    ),
];

#[test]
fn whatever_is_done_to_it_is_named() {
    let whole = history();
    for (name, deed, line) in DEEDS {
        let changed = tempfile::tempdir().unwrap();
        let out = changed.path().join("out");
        copy(&whole.path("out"), &out);
        assert_eq!(verify(&out.join("second")).0, 0, "{name}: before");
        deed(&out);
        let (code, lines) = verify(&out.join("second"));
        assert_eq!(code, 1, "{name}: {lines:#?}");
        assert!(
            lines.iter().any(|found| found == line),
            "{name}: {lines:#?}"
        );
    }
}

/// A link may lead to what somebody exchanges later, and a pipe is never read to its end.
#[cfg(unix)]
#[test]
fn what_is_no_file_is_changed_and_never_opened() {
    use std::os::unix::fs::symlink;
    let world = history();
    let out = world.path("out");
    let run = out.join("second");
    let aside = world.path("aside");
    let pipe = |path: &Path| {
        let made = std::process::Command::new("mkfifo").arg(path).status();
        assert!(made.unwrap().success());
    };
    let told = |place: &str| {
        let mut verify = preboard();
        let limit = std::time::Duration::from_secs(60);
        let said = Said::of(verify.arg("verify").arg(&run).timeout(limit));
        let text = said.ended(1).out;
        let line = format!("changed\t{place}\tno file, and not followed: a link, pipe or device");
        assert!(
            text.lines().any(|found| found == line),
            "{line} is not in {text}"
        );
    };
    for (inside, place) in [
        ("second/pairs.parquet", "pairs.parquet"),
        ("second/groups", "groups"),
        (
            "second/release/0001/release.json",
            "release/0001/release.json",
        ),
        ("second/release/0002/XX", "release/0002/XX"),
        ("second/release", "release"),
        (
            "ledger/decisions-000001.parquet",
            "ledger/decisions-000001.parquet",
        ),
        ("first/run.json", "../first/run.json"),
    ] {
        let path = out.join(inside);
        fs::rename(&path, &aside).unwrap();
        symlink(&aside, &path).unwrap();
        told(place);
        fs::remove_file(&path).unwrap();
        if aside.is_file() {
            pipe(&path);
            told(place);
            fs::remove_file(&path).unwrap();
        }
        fs::rename(&aside, &path).unwrap();
        assert_eq!(verify(&run).0, 0, "{inside}");
    }
    let added = run.join("groups/added");
    pipe(&added);
    told("groups/added");
    fs::remove_file(&added).unwrap();
    fs::rename(run.join("run.json"), &aside).unwrap();
    symlink(&aside, run.join("run.json")).unwrap();
    assert_eq!(verify(&run).0, 65);
}

#[cfg(unix)]
#[test]
fn rights_that_let_others_in_are_a_warning_and_no_fault() {
    use std::os::unix::fs::PermissionsExt;
    let world = history();
    let run = world.path("out/second");
    let said = || world.verify("second").ok().err;
    assert!(!said().contains("open to other accounts"));
    let chmod = |path: &str, mode| {
        let rights = fs::Permissions::from_mode(mode);
        fs::set_permissions(run.join(path), rights).unwrap();
    };
    chmod("pairs.parquet", 0o640);
    chmod("groups", 0o711);
    let text = said();
    let first = format!(
        "2 files and folders of the run are open to other accounts, the first is {}",
        fs::canonicalize(&run).unwrap().join("groups").display()
    );
    assert!(text.contains(&first), "{text}");
}

#[test]
fn what_retention_took_away_is_told_apart_from_what_somebody_did() {
    let world = history();
    let out = world.path("out");
    let first = world.published_run("first").record();
    let line = format!(
        "{{\"event\":\"run_purged\",\"run_id\":\"first\",\"audit_digest\":\"{}\",\"purged_at\":\"2027-05-24T01:00:00Z\",\"policy\":\"six_months\"}}\n",
        first.audit_digest
    );
    fs::remove_dir_all(out.join("first")).unwrap();
    assert_eq!(verify(&out.join("second")).0, 1);
    let log = "torn {\n".to_owned() + &line;
    fs::write(out.join("purged.jsonl"), &log).unwrap();
    // Whoever can write the log can add a line: the journal names none such.
    let (code, lines) = verify(&out.join("second"));
    assert_eq!(code, 1, "{lines:#?}");
    let told =
        "not_covered\tpurged.jsonl: line 2\tthe journal does not name it: it excuses nothing";
    assert!(lines.iter().any(|line| line == told), "{lines:#?}");
    assert!(
        lines
            .iter()
            .any(|line| line.starts_with("missing\trun.json\t"))
    );
    // Before the journal, the log was all there was.
    fs::remove_file(out.join("purged.jsonl")).unwrap();
    as_version_1(&out);
    let log = log.replace(
        &first.audit_digest,
        &world
            .published_run("second")
            .record()
            .previous_audit_digest
            .unwrap(),
    );
    fs::write(out.join("purged.jsonl"), log).unwrap();
    let (code, lines) = verify(&out.join("second"));
    let released = lines
        .iter()
        .filter(|line| line.contains("another run record"))
        .count();
    assert_eq!(
        (code, released),
        (1, 2),
        "the releases name the seal of before: {lines:#?}"
    );
    let told = "purged\trun.json\tthe run before it, first, was purged on 2027-05-24 by policy: six_months".to_owned();
    assert!(lines.contains(&told), "{lines:#?}");
}

#[test]
fn a_record_that_is_damaged_or_gone_has_its_code() {
    let world = World::new();
    assert_eq!(verify(&world.path("out/absent")).0, 66);
    fs::create_dir_all(world.path("out/run")).unwrap();
    assert_eq!(verify(&world.path("out/run")).0, 66);
    for damage in [&b"{"[..], b"", b"\xff\xfe", b"{}"] {
        fs::write(world.path("out/run/run.json"), damage).unwrap();
        assert_eq!(verify(&world.path("out/run")).0, 65, "{damage:?}");
    }
}

#[test]
fn parts_of_an_older_version_are_read_and_told_apart() {
    let world = history();
    let part = world.path("out/ledger/decisions-000001.parquet");
    // As they were written before: no digest of the part before, no salt.
    as_older_part(&part, None);
    fs::remove_file(world.path("out/ledger/decisions-000002.parquet")).unwrap();
    as_version_1(&world.path("out"));
    let (code, lines) = verify(&world.path("out/first"));
    assert_eq!(code, 0, "{lines:#?}");
    let told = lines
        .iter()
        .any(|line| line.starts_with("not_covered\tledger/"));
    assert!(told, "{lines:#?}");
}

fn flip(path: &Path) {
    let mut bytes = fs::read(path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(path, bytes).unwrap();
}

fn replace(path: &Path, old: &str, new: &str) {
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains(old), "{old}");
    fs::write(path, text.replacen(old, new, 1)).unwrap();
}

/// A forger's work: a setting changed and the record sealed as the program seals it.
fn reseal(run: &Path) {
    let path = run.join("run.json");
    let mut record = RunRecord::read(&path).unwrap();
    record.settings["decision.lines.review"]["value"] = "9.0".into();
    record.seal();
    fs::write(path, record.to_json()).unwrap();
}
