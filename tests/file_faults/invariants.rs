//! What must hold after a failure, whatever failed.

use crate::common::{Night, files_below, names_in};
use crate::desk::{Desk, Fresh, Tried};
use crate::{Ended, attempt};
use preboard::ledger::{self, Row, chain};
use preboard::{Releases, digest_of_file};
use std::collections::BTreeMap;
use std::path::Path;

/// Codes of the contract that a failed file call may end with.
const ALLOWED: [u8; 5] = [65, 66, 73, 74, 75];

/// Hidden names that stay: locks, and the nights that failed.
const KEPT: [&str; 3] = [".lock", ".beside.lock", ".failed.jsonl"];

/// An old run or part that cannot be read stops no night, and every reader is told what is not
/// known for it: statuses are unknown, pairs are not cleared, old sheets are not looked at.
const TOLD: [&str; 3] = [
    "a run is passed over",
    "no decision clears a pair tonight",
    "what it told carriers is not known",
];

/// What was there before the try.
pub struct Before {
    runs: BTreeMap<String, BTreeMap<String, Vec<u8>>>,
    decisions: Vec<Row>,
    salt: Vec<u8>,
    made: BTreeMap<String, Vec<u8>>,
}

impl Before {
    pub fn of(world: &Fresh) -> Before {
        let out = world.out();
        let runs = runs_of(&out).into_iter();
        Before {
            runs: runs
                .map(|id| (id.clone(), files_below(&out.join(id))))
                .collect(),
            decisions: ledger::read(&out).unwrap(),
            salt: std::fs::read(out.join("ledger/salt")).unwrap(),
            made: files_below(&world.path().join("made")),
        }
    }
}

pub fn runs_of(out: &Path) -> Vec<String> {
    let names = names_in(out).into_iter();
    let is_folder = |name: &String| {
        let path = out.join(name);
        !name.starts_with('.') && path.is_dir() && !path.is_symlink()
    };
    let names = names.filter(is_folder);
    let beside = ["ledger", "traffic"];
    names
        .filter(|name| !beside.contains(&name.as_str()))
        .collect()
}

/// What a command that succeeds leaves, in a form that is the same whenever it runs.
pub fn outcome(command: Tried, world: &Fresh) -> String {
    let out = world.out();
    let text = match command {
        Tried::Run => {
            let run = Night::from(out.join("20261124T180000Z").as_path());
            let record = run.record();
            let outputs = record.outputs.iter();
            // These hold the manifest's path, which is each copy's own.
            let paths = [
                "recommendations.parquet",
                "links.parquet",
                "quarantine.parquet",
            ];
            let tables = outputs.filter(|output| {
                output.path.ends_with(".parquet") && !paths.contains(&output.path.as_str())
            });
            let tables: Vec<_> = tables
                .map(|output| (&output.path, &output.digest))
                .collect();
            format!(
                "{tables:?} {} {:?} {:?}",
                run.text("recommendations.csv"),
                record.inputs.len(),
                record.previous_run_unread
            )
        }
        Tried::Review => format!("{:?}", said(&ledger::read(&out).unwrap())),
        Tried::Release => {
            let releases = Releases::read(&out.join("night")).unwrap();
            let newest = releases.newest().unwrap();
            format!("{} {:?}", newest.number, newest.cases)
        }
        Tried::Purge => {
            let runs = runs_of(&out).into_iter();
            let runs = runs.map(|id| {
                let masked = Night::from(out.join(&id).as_path()).record().masked_at;
                (id, masked.is_some())
            });
            let runs: Vec<_> = runs.collect();
            format!("{runs:?} {:?}", said(&ledger::read(&out).unwrap()))
        }
        Tried::ListImport => digest_of_file(&world.path().join("made/list.parquet")).unwrap(),
        Tried::ManifestImport => digest_of_file(&world.path().join("made/flat.parquet")).unwrap(),
    };
    // Copies of the world differ in their place alone.
    text.replace(&*world.path().to_string_lossy(), "WORLD")
}

fn said(rows: &[Row]) -> Vec<(&String, &str, String, bool)> {
    let rows = rows.iter();
    rows.map(|row| {
        let word = row.decision.as_str();
        (
            &row.case_id,
            word,
            row.decided_at.to_string(),
            row.note.is_some(),
        )
    })
    .collect()
}

pub fn hold(
    command: Tried,
    world: &Fresh,
    before: &Before,
    ended: &Ended,
    expected: &str,
    what: &str,
) {
    let out = world.out();
    match ended.codes[0] {
        0 => {
            let told = TOLD.iter().any(|words| what.contains(words));
            let now = outcome(command, world);
            let whole = now == expected;
            assert!(
                whole || told,
                "{what}: success is not whole: {now}, not {expected}"
            );
        }
        code => assert!(ALLOWED.contains(&code), "{what}: code"),
    }
    for id in runs_of(&out) {
        Night::from(out.join(&id).as_path()).is_whole();
    }
    for (id, files) in &before.runs {
        let folder = out.join(id);
        let gone = !folder.exists();
        assert!(
            !gone || (command == Tried::Purge && id == "old"),
            "{what}: {id} is gone"
        );
        if gone {
            continue;
        }
        let masked = Night::from(folder.as_path()).record().masked_at.is_some();
        assert!(!masked || command == Tried::Purge, "{what}: {id} is masked");
        let now = files_below(&folder);
        for (path, bytes) in files.iter().filter(|_| !masked) {
            let superseded = command == Tried::Release && path.starts_with("release/0001/");
            assert!(
                superseded || now.get(path) == Some(bytes),
                "{what}: {id}/{path} changed"
            );
        }
    }
    let parts = ledger::load(&out).unwrap_or_else(|e| panic!("{what}: {e}"));
    let links = chain::links(&parts);
    assert!(
        links.iter().all(|link| *link == chain::Link::Whole),
        "{what}: {links:?}"
    );
    let rows: Vec<Row> = parts.into_iter().flat_map(|part| part.rows).collect();
    let same = |one: &Row, other: &Row| {
        let id = |row: &Row| (row.decided_at, row.decision, row.officer.clone());
        // A masked decision keeps its place, its words and its officer, and no more.
        let masked = command == Tried::Purge
            && other.run_id == "middle"
            && one.case_id.starts_with("M-")
            && one.note.is_none();
        id(one) == id(other) && (masked || one.case_id == other.case_id)
    };
    for known in &before.decisions {
        assert!(
            rows.iter().any(|row| same(row, known)),
            "{what}: a decision is lost"
        );
    }
    let added = rows.len() - before.decisions.len();
    assert!(
        added == 0 || (command == Tried::Review && added == 1),
        "{what}: {added} more"
    );
    assert_eq!(
        std::fs::read(out.join("ledger/salt")).unwrap(),
        before.salt,
        "{what}: salt"
    );
    let releases = Releases::folders(&out.join("night")).unwrap();
    assert!(!releases.is_empty(), "{what}: a release is gone");
    Releases::read(&out.join("night")).unwrap_or_else(|e| panic!("{what}: {e}"));
    let made = files_below(&world.path().join("made"));
    for (path, bytes) in &before.made {
        let written = matches!(command, Tried::ListImport | Tried::ManifestImport);
        let whole = made[path] == *bytes
            || (written && made[path].starts_with(b"PAR1") && made[path].ends_with(b"PAR1"));
        assert!(whole, "{what}: made/{path}");
    }
}

/// The same command again, without a failure: it does what is left to do, clears what the
/// failure left behind, and every run verifies.
pub fn next_is_clean(command: Tried, desk: &Desk, world: &Fresh, what: &str) {
    let verify = |id: String| {
        let run = world.out().join(id).to_string_lossy().into_owned();
        vec!["preboard".to_owned(), "verify".to_owned(), run]
    };
    // A run that this purge takes away is not there to be verified, nor one that is made.
    let stay = ["middle", "night"].map(|id| verify(id.to_owned()));
    let commands = [vec![desk.arguments(command, world)], stay.to_vec()].concat();
    let (ended, said) = attempt(world.path(), commands, None);
    // A review that did record its row says that it is known.
    let known = command == Tried::Review && ended.codes[0] == 65;
    assert!(ended.codes[0] == 0 || known, "{what}; then {said}");
    assert_eq!(ended.codes[1..], [0, 0], "{what}; then verify says {said}");
    for folder in [
        "out",
        "out/ledger",
        "out/traffic",
        "out/night/release",
        "made",
    ] {
        let names = names_in(&world.path().join(folder));
        let left: Vec<_> = names
            .iter()
            .filter(|name| name.starts_with('.') && !KEPT.contains(&name.as_str()))
            .collect();
        assert!(left.is_empty(), "{what}; then {folder} holds {left:?}");
    }
}
