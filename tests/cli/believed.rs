//! Nothing is believed that was not checked: whatever somebody changes in the records, no
//! decision rests on it and no carrier is told of it.

use crate::common::{World, all_concur, as_version_1, copy, names_in};
use preboard::{RunRecord, journal};
use std::fs;
use std::path::Path;

/// A night, and an officer's last word that nobody is to be held up.
fn world() -> (World, String) {
    let world = World::new();
    let case = world.night("night").case().case_id;
    world.decide("night", &[(&case, "19:00", "need_info")]);
    world.decide("night", &[(&case, "20:00", "not_concur")]);
    (world, case)
}

fn lines(world: &World) -> Vec<String> {
    let text = world.text("out/journal.jsonl");
    text.lines().map(str::to_owned).collect()
}

/// Neither a decision is taken nor a carrier told, and the night clears nobody.
#[track_caller]
fn is_refused(world: &World, case: &str, words: &[&str]) {
    let sheet = world.path("out/night/release/0001");
    world.release("night").ended(65).tells(words);
    assert!(!sheet.exists());
    let word = format!("{case},A1,2026-11-23T21:00:00Z,concur,,,");
    world.review("night", &word).ended(65).tells(words);
    assert_eq!(world.verify("night").code, 1);
}

/// What somebody does below `out`, and what the refusal says.
type Deed = (&'static str, fn(&Path), &'static str);

const DEEDS: [Deed; 12] = [
    (
        "the newest part forged",
        |out| all_concur(&out.join("ledger/decisions-000002.parquet")),
        "is not the newest part as",
    ),
    (
        "and HEAD with it",
        |out| {
            let part = out.join("ledger/decisions-000002.parquet");
            let old = preboard::digest_of_file(&part).unwrap();
            all_concur(&part);
            replace(
                &out.join("ledger/HEAD"),
                &old,
                &preboard::digest_of_file(&part).unwrap(),
            );
        },
        "is not the newest part that the journal names",
    ),
    (
        "the newest part taken out",
        |out| fs::remove_file(out.join("ledger/decisions-000002.parquet")).unwrap(),
        "is not the newest part as",
    ),
    (
        "HEAD taken out",
        |out| fs::remove_file(out.join("ledger/HEAD")).unwrap(),
        "HEAD is gone",
    ),
    (
        "the newest part and HEAD taken out",
        |out| {
            fs::remove_file(out.join("ledger/decisions-000002.parquet")).unwrap();
            fs::remove_file(out.join("ledger/HEAD")).unwrap();
        },
        "HEAD is gone",
    ),
    (
        "the whole ledger taken out",
        |out| fs::remove_dir_all(out.join("ledger")).unwrap(),
        "is gone, which the journal names",
    ),
    (
        "the journal taken out",
        |out| fs::remove_file(out.join("journal.jsonl")).unwrap(),
        "journal.jsonl is gone",
    ),
    (
        "the journal and the ledger taken out",
        |out| {
            fs::remove_dir_all(out.join("ledger")).unwrap();
            fs::remove_file(out.join("journal.jsonl")).unwrap();
        },
        "journal.jsonl is gone",
    ),
    (
        "a line of the journal changed",
        |out| replace(&out.join("journal.jsonl"), "\"rows\":1", "\"rows\":2"),
        "does not follow the line before it",
    ),
    (
        "a page changed",
        |out| {
            let page = out.join("night/groups/NEW_YORK/briefing.html");
            let text = fs::read_to_string(&page).unwrap();
            fs::write(page, text + " ").unwrap();
        },
        "briefing.html is not as the run wrote it",
    ),
    (
        "the record changed",
        |out| replace(&out.join("night/run.json"), "\"cases\": 1", "\"cases\": 2"),
        "is not as it was sealed",
    ),
    (
        "a table that nobody vouches for",
        |out| {
            let run = out.join("night");
            fs::copy(
                run.join("evidence.parquet"),
                run.join("recommendations.parquet"),
            )
            .unwrap();
            let mut record = RunRecord::read(&run.join("run.json")).unwrap();
            record
                .outputs
                .retain(|output| output.path != "recommendations.parquet");
            record.seal();
            fs::write(run.join("run.json"), record.to_json()).unwrap();
        },
        "is no run that the journal names",
    ),
];

fn replace(path: &Path, old: &str, new: &str) {
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains(old), "{old}");
    fs::write(path, text.replacen(old, new, 1)).unwrap();
}

#[test]
fn whatever_is_changed_no_decision_rests_on_it_and_no_carrier_is_told() {
    let (world, case) = world();
    let (out, whole) = (world.path("out"), world.path("whole"));
    copy(&out, &whole);
    for (name, deed, words) in DEEDS {
        eprintln!("{name}");
        fs::remove_dir_all(&out).unwrap();
        copy(&whole, &out);
        deed(&out);
        is_refused(&world, &case, &[words]);
    }
}

#[test]
fn a_forged_ledger_clears_nobody_counts_in_no_trend_and_is_not_purged() {
    let (world, _) = world();
    all_concur(&world.path("out/ledger/decisions-000002.parquet"));
    let mut run = world.run();
    let said = crate::common::Said::of(run.args(["--run-id", "next"])).ok();
    said.tells(&["no decision clears a pair tonight"]);
    world.trends("2026-12-01T00:00:00Z", &[]).ended(65);
    world
        .purge("2026-11-24T00:00:00Z", &["--mask", "night"])
        .ended(65);
    assert_eq!(world.published_run("night").record().masked_at, None);
}

#[test]
fn a_forged_release_is_not_what_carriers_were_told() {
    let (world, case) = world();
    world.decide("night", &[(&case, "21:00", "concur")]);
    world.release("night").ok();
    let path = world.path("out/night/release/0001/release.json");
    let whole = fs::read(&path).unwrap();
    let mut record = preboard::ReleaseRecord::read(&path).unwrap();
    record.cases.clear();
    record.seal();
    fs::write(&path, record.to_json()).unwrap();
    world
        .release("night")
        .ended(65)
        .tells(&["the journal names the last release"]);
    fs::write(&path, whole).unwrap();
    // A folder taken away would make the carrier hear of it as new.
    fs::rename(path.parent().unwrap(), world.path("aside")).unwrap();
    world.release("night").ended(65);
}

#[test]
fn the_chain_follows_the_order_of_writing() {
    let (world, case) = world();
    world.decide("night", &[(&case, "21:00", "concur")]);
    world.release("night").ok();
    // An old night, run again.
    let again = world.night_at("again", "2026-11-22T18:00:00Z").record();
    let next = world.night_at("next", "2026-11-24T01:00:00Z").record();
    let first = world.published_run("night").record();
    let named = |record: &RunRecord| (record.number, record.previous_audit_digest.clone());
    assert_eq!(named(&first), (Some(1), None));
    assert_eq!(named(&again), (Some(2), Some(first.audit_digest.clone())));
    assert_eq!(named(&next), (Some(3), Some(again.audit_digest.clone())));
    // The journal's line that it names stands behind the release, which it so names too.
    let journal = journal::read::read(&world.path("out")).unwrap().unwrap();
    let told = journal.last_release("night").unwrap();
    let release = world.path("out/night/release/0001/release.json");
    let release = preboard::ReleaseRecord::read(&release).unwrap();
    assert_eq!(told.digest, release.audit_digest);
    let head = again.journal.unwrap();
    assert!(journal.has(head.lines, &head.head));
    let line = lines(&world)[usize::try_from(head.lines).unwrap() - 1].clone();
    assert!(line.contains("\"event\":\"release\""), "{line}");
    world.verify("next").ok();
}

#[test]
fn two_runs_that_follow_the_same_one_are_told() {
    let (world, _) = world();
    let (out, aside) = (world.path("out"), world.path("aside"));
    copy(&out, &aside);
    world.night("second");
    fs::rename(out.join("second"), world.path("second")).unwrap();
    fs::remove_dir_all(&out).unwrap();
    copy(&aside, &out);
    world.night("third");
    world.verify("third").ok();
    fs::rename(world.path("second"), out.join("second")).unwrap();
    let text = world.verify("third").ended(1).out;
    for line in [
        "changed\trun.json\tanother run here has the same number and names the same run before it",
        "unexpected\t../second/run.json\tthe journal names no such run",
    ] {
        assert!(text.lines().any(|found| found == line), "{text}");
    }
}

#[test]
fn what_the_journal_names_and_is_not_here_is_missing() {
    let (world, case) = world();
    world.decide("night", &[(&case, "21:00", "concur")]);
    world.release("night").ok();
    world.night("second");
    world.night("third");
    // The newest run and release are named by nothing but the journal.
    fs::remove_dir_all(world.path("out/third")).unwrap();
    fs::remove_dir_all(world.path("out/night/release")).unwrap();
    let text = world.verify("second").ended(1).out;
    for line in [
        "missing\tjournal.jsonl: run third\tit is not here as it was written",
        "missing\tjournal.jsonl: run night, release 1\tit is not here as it was written",
    ] {
        assert!(text.lines().any(|found| found == line), "{text}");
    }
}

#[test]
fn what_a_kill_kept_out_of_the_journal_is_told_and_named_by_the_next() {
    let (world, case) = world();
    world.decide("night", &[(&case, "21:00", "concur")]);
    for (act, event) in [("run", "run"), ("release", "release")] {
        match act {
            "run" => drop(world.night("second")),
            _ => drop(world.release("night").ok()),
        }
        // Killed after the folder appeared, before the line.
        let mut kept = lines(&world);
        kept.pop_if(|line| line.contains("\"event\":\"links\""));
        kept.pop_if(|line| line.contains("\"event\":\"traffic\""));
        let last = kept.pop().unwrap();
        assert!(last.contains(&format!("\"event\":\"{event}\"")), "{last}");
        world.write("out/journal.jsonl", kept.join("\n") + "\n");
        let text = world.verify("night").ok().out;
        assert!(
            text.contains("the program was stopped before the journal named it"),
            "{text}"
        );
    }
    let word = format!("{case},A1,2026-11-23T22:00:00Z,concur,,,");
    world.review("second", &word).ok();
    world.release("night").ok();
    world.night("third");
    let text = world.verify("night").ok().out;
    assert!(!text.contains("not_covered"), "{text}");
    let journal = journal::read::read(&world.path("out")).unwrap().unwrap();
    let numbers: Vec<u64> = journal.runs().map(|run| run.number).collect();
    assert_eq!(numbers, [1, 2, 3]);
}

#[test]
fn a_restored_backup_is_answered_for_by_an_officer() {
    let (world, case) = world();
    let (ledger, backup) = (world.path("out/ledger"), world.path("backup"));
    copy(&ledger, &backup);
    world.decide("night", &[(&case, "21:00", "concur")]);
    let accept = |officer: &str| {
        let mut review = crate::common::preboard();
        review.arg("review").arg(world.path("out/night"));
        crate::common::Said::of(review.args(["--accept-restored", "--officer", officer]))
    };
    accept("Officer 12")
        .ok()
        .tells(&["there is no break to record"]);
    fs::remove_dir_all(&ledger).unwrap();
    copy(&backup, &ledger);
    let word = format!("{case},A1,2026-11-23T22:00:00Z,concur,,,");
    world
        .review("night", &word)
        .ended(65)
        .tells(&["--accept-restored"]);
    accept("\n").ended(64);
    let before = world.text("out/journal.jsonl");
    accept("Officer 12")
        .ok()
        .tells(&["accepts what stands here, 2 parts"]);
    assert!(world.text("out/journal.jsonl").starts_with(&before));
    world.review("night", &word).ok();
    world.release("night").ok();
    world.night("second");
    let text = world.verify("night").ok().out;
    assert!(
        text.contains("a break that Officer 12 recorded on"),
        "{text}"
    );
    // A part that does not follow was not restored.
    fs::remove_file(ledger.join("decisions-000001.parquet")).unwrap();
    accept("Officer 12").ended(65);
}

#[test]
fn records_of_version_1_are_believed_until_a_record_names_a_journal() {
    let (world, case) = world();
    as_version_1(&world.path("out"));
    let word = format!("{case},A1,2026-11-23T21:00:00Z,concur,,,");
    world.review("night", &word).ok();
    assert!(names_in(&world.path("out/ledger")).contains(&"HEAD".to_owned()));
    let first = &lines(&world)[0];
    assert!(
        first.contains("\"event\":\"begun\"") && first.contains("\"listed\":3"),
        "{first}"
    );
    world.release("night").ok();
    world.night("second");
    let text = world.verify("second").ok().out;
    assert!(text.contains("untouched\tledger/HEAD"), "{text}");
    let second = world.published_run("second").record();
    assert_eq!(second.number, Some(2));
}
