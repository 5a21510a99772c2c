//! A line kept off the machine shows what nothing on it can: records that somebody who owns the
//! folder wrote anew, all of them together.

use crate::common::{Said, World, all_concur, preboard};
use preboard::RunRecord;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// A night on which an officer held nobody up, and the next night.
fn world() -> World {
    let world = World::new();
    let case = world.night("night").case().case_id;
    world.decide("night", &[(&case, "20:00", "not_concur")]);
    world.night("second");
    world
}

fn checkpoint(world: &World, more: &[&str]) -> Said {
    let mut command = preboard();
    command
        .arg("checkpoint")
        .arg("--out")
        .arg(world.path("out"));
    Said::of(command.args(more))
}

fn verify(world: &World, checkpoint: &Path, more: &[&str]) -> Said {
    let mut command = preboard();
    command.arg("verify").arg("--out").arg(world.path("out"));
    Said::of(command.arg("--checkpoint").arg(checkpoint).args(more))
}

fn digest(text: &str) -> String {
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), text).unwrap();
    preboard::digest_of_file(file.path()).unwrap()
}

/// The newest word becomes `concur`, and then everything that names it is made anew: `HEAD`,
/// each line of the journal, the run that read it with its seal.
fn rewritten_by_an_insider(out: &Path) {
    let part = out.join("ledger/decisions-000001.parquet");
    let old = preboard::digest_of_file(&part).unwrap();
    all_concur(&part);
    let new = preboard::digest_of_file(&part).unwrap();
    let head = fs::read_to_string(out.join("ledger/HEAD")).unwrap();
    fs::write(out.join("ledger/HEAD"), head.replace(&old, &new)).unwrap();
    let text = fs::read_to_string(out.join("journal.jsonl")).unwrap();
    let mut lines: Vec<String> = Vec::new();
    let mut seals: Option<(String, String)> = None;
    for line in text.lines() {
        let known: Value = serde_json::from_str(line).unwrap();
        let named = |key: &str| known[key].as_str().unwrap_or("").to_owned();
        let before = lines.last().map_or("none".to_owned(), |line| digest(line));
        let mut line = line
            .replace(&old, &new)
            .replace(&named("previous"), &before);
        if let Some((old, new)) = &seals {
            line = line.replace(old, new);
        }
        if named("name") == "second" {
            let path = out.join("second/run.json");
            let mut record = RunRecord::read(&path).unwrap();
            let digests = &mut record.data_digests;
            digests.insert("ledger_head".to_owned(), new.clone());
            record.journal.as_mut().unwrap().head = digest(lines.last().unwrap());
            record.seal();
            fs::write(path, record.to_json()).unwrap();
            line = line.replace(&named("digest"), &record.audit_digest);
            seals = Some((named("digest"), record.audit_digest));
        }
        lines.push(line);
    }
    fs::write(out.join("journal.jsonl"), lines.join("\n") + "\n").unwrap();
}

#[test]
fn a_rewritten_chain_holds_together_and_a_checkpoint_shows_it() {
    let world = world();
    let kept = world.write("kept", checkpoint(&world, &[]).ok().out);
    let text = fs::read_to_string(&kept).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 3, "{text}");
    assert!(
        lines[0].starts_with("preboard/") && lines[1] == "7",
        "{text}"
    );

    // Without it the forger's work is whole, and a carrier is told.
    rewritten_by_an_insider(&world.path("out"));
    world.verify("second").ok();
    world.release("second").ok().tells(&["1 case for carriers"]);
    let said = verify(&world, &kept, &[]).ended(1);
    let told = "changed\tcheckpoint\tthe first 7 lines of the journal are not those it was made of";
    assert!(said.out.lines().any(|line| line == told), "{said:#?}");
}

#[test]
fn records_that_only_grew_extend_it() {
    let world = world();
    let kept = world.write("kept", checkpoint(&world, &[]).ok().out);
    world.release("night").ok();
    world.night("third");
    let said = verify(&world, &kept, &[]).ok();
    for told in [
        "untouched\tcheckpoint\tthe first 7 lines of the journal are those it was made of; 3 were added since",
        "not_covered\tcheckpoint: signature\tit has none: it is worth as much as the place where it was kept",
        "untouched\tnight/evidence.parquet",
        "untouched\tthird/evidence.parquet",
    ] {
        assert!(
            said.out.lines().any(|line| line == told),
            "{told}\n{said:#?}"
        );
    }
    // One run is looked at with it too.
    let mut one = preboard();
    one.arg("verify").arg(world.path("out/night"));
    let said = Said::of(one.arg("--checkpoint").arg(&kept)).ok();
    assert!(said.out.contains("untouched\tcheckpoint\t"), "{said:#?}");
    // A file of a run is changed: without a run, all are looked at.
    world.write("out/second/evidence.parquet", "x");
    let said = verify(&world, &kept, &[]).ended(1);
    assert!(
        said.out.contains("changed\tsecond/evidence.parquet"),
        "{said:#?}"
    );
}

#[test]
fn a_journal_that_is_shorter_or_begun_anew_is_told() {
    let world = world();
    let kept = world.write("kept", checkpoint(&world, &[]).ok().out);
    let journal = world.path("out/journal.jsonl");
    let text = fs::read_to_string(&journal).unwrap();
    let first: Vec<&str> = text.split_inclusive('\n').take(5).collect();
    fs::write(&journal, first.concat()).unwrap();
    let said = verify(&world, &kept, &[]).ended(1);
    assert!(
        said.out
            .contains("missing\tcheckpoint\tit was made of 7 lines"),
        "{said:#?}"
    );
    fs::remove_file(&journal).unwrap();
    let said = verify(&world, &kept, &[]).ended(1);
    assert!(
        said.out
            .contains("missing\tcheckpoint\tthere is no journal"),
        "{said:#?}"
    );
    crate::common::as_version_1(&world.path("out"));
    checkpoint(&world, &[]).ok();
    let said = verify(&world, &kept, &[]).ended(1);
    assert!(
        said.out
            .contains("changed\tcheckpoint\tit is of another journal"),
        "{said:#?}"
    );
}

#[test]
fn a_signed_one_is_believed_by_its_key_alone() {
    let world = world();
    let path = |name: &str| world.path(name).display().to_string();
    let key = |name: &str| -> PathBuf {
        let public = checkpoint(&world, &["--new-key", &path(name), "--name", "desk/1"])
            .ok()
            .out;
        world.write(&format!("{name}.pub"), public)
    };
    let (own, other) = (key("own"), key("other"));
    checkpoint(&world, &["--new-key", &path("own")]).ended(73);
    checkpoint(&world, &["--new-key", &path("third"), "--name", "a b"]).ended(64);
    let signed = checkpoint(&world, &["--sign", &path("own")]).ok().out;
    assert!(signed.contains("\n\n\u{2014} desk/1 "), "{signed}");
    let kept = world.write("kept", &signed);
    let told = |kept: &Path, key: &Path, code: i32, words: &str| {
        let said = verify(&world, kept, &["--key", key.to_str().unwrap()]).ended(code);
        assert!(said.out.contains(words), "{said:#?}");
    };
    told(
        &kept,
        &own,
        0,
        "untouched\tcheckpoint: signature\tsigned by desk/1",
    );
    told(
        &kept,
        &other,
        1,
        "changed\tcheckpoint: signature\tnot signed by desk/1",
    );
    // A forger's own checkpoint fits the forged records, and bears no signature of ours.
    rewritten_by_an_insider(&world.path("out"));
    let forged = checkpoint(&world, &[]).ok().out;
    let (_, signature) = signed.split_once("\n\n").unwrap();
    let forged = world.write("forged", format!("{forged}\n{signature}"));
    verify(&world, &forged, &[]).ok();
    told(
        &forged,
        &own,
        1,
        "changed\tcheckpoint: signature\tnot signed by desk/1",
    );
    told(&kept, &own, 1, "changed\tcheckpoint\tthe first 7 lines");
    checkpoint(&world, &["--sign", &path("own.pub")]).ended(78);
    verify(&world, &own, &[]).ended(65);
    verify(&world, &world.path("absent"), &[]).ended(66);
}

/// What docs/trust.md shows of it, to the word: `…` stands for lines that are left out there.
#[test]
fn the_transcript_of_the_docs_is_what_verify_says() {
    let world = world();
    let kept = world.write("kept", checkpoint(&world, &[]).ok().out);
    rewritten_by_an_insider(&world.path("out"));
    let mut without = preboard();
    without.arg("verify").arg("--out").arg(world.path("out"));
    let without = Said::of(&mut without);
    let with = verify(&world, &kept, &[]);
    let docs = include_str!("../../docs/trust.md");
    let (_, section) = docs.split_once("## Rewritten by an insider").unwrap();
    let transcript = section.split("```").nth(1).unwrap();
    let (mut said, mut shown) = (&without, 0);
    for line in transcript.lines().skip(1) {
        match line {
            "$ preboard verify --out out" => said = &without,
            "$ preboard verify --out out --checkpoint kept" => said = &with,
            "$ echo $?" | "…" => (),
            "0" | "1" => assert_eq!(said.code.to_string(), line, "{said:#?}"),
            _ => {
                assert!(
                    said.out.lines().any(|told| told == line),
                    "{line}\n{said:#?}"
                );
                shown += 1;
            }
        }
    }
    assert!(
        5 < shown && without.code == 0 && with.code == 1,
        "{without:#?}"
    );
}
