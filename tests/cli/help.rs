//! What the program says of itself, and what it says to whoever typed the wrong thing.

use crate::common::{Said, World, import, names_in, preboard};
use assert_cmd::Command;

#[test]
fn a_version_bears_the_commit_that_it_was_built_from() {
    let said = Said::of(preboard().arg("--version")).ok();
    let version = said.out.trim().strip_prefix("preboard ").unwrap();
    let (number, commit) = version.split_once(" (").unwrap();
    assert_eq!(number, env!("CARGO_PKG_VERSION"));
    let commit = commit.strip_suffix(')').unwrap();
    let mut git = Command::new("git");
    git.args(["-C", env!("CARGO_MANIFEST_DIR"), "rev-parse", "HEAD"]);
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let head = git.output().ok().filter(|head| head.status.success());
    match head.filter(|_| root.join(".git").exists()) {
        Some(head) => assert_eq!(commit, String::from_utf8_lossy(&head.stdout)[..12].trim()),
        // Of a tarball the commit is 12 digits too; of copied sources nobody knows it.
        None => assert!(
            commit == "commit not known" || commit.len() == 12,
            "{commit}"
        ),
    }
}

#[test]
fn a_manual_has_a_page_for_each_command() {
    let world = World::empty();
    let folder = world.path("man/man1");
    let said = Said::of(preboard().args(["man", "--out"]).arg(&folder)).ok();
    said.tells(&["the manual is in"]);
    let names = names_in(&folder);
    for page in [
        "preboard.1",
        "preboard-run.1",
        "preboard-watchlist-import.1",
        "preboard-cases.1",
    ] {
        assert!(names.iter().any(|name| name == page), "{names:?}");
    }
    let page = world.text("man/man1/preboard-review.1");
    assert!(
        page.contains("preboard review output/") && page.contains("template"),
        "{page}"
    );
    let file = world.write("file", "x");
    Said::of(preboard().args(["man", "--out"]).arg(file.join("x"))).ended(73);
}

#[test]
fn every_command_takes_settings_and_reads_them() {
    let world = World::new();
    world.night("night");
    world.settings("[weights.birth]\nexakt = 3.0\n");
    let settings = world.path("settings.toml");
    for typed in [
        "man",
        "completions bash",
        "verify RUN",
        "watchlist inspect LIST",
        "review RUN --template",
        "query --tables",
    ] {
        let mut command = preboard();
        for word in typed.split(' ') {
            match word {
                "RUN" => command.arg(world.path("out/night")),
                "LIST" => command.arg(world.path("list.parquet")),
                word => command.arg(word),
            };
        }
        Said::of(command.arg("--config").arg(&settings))
            .ended(78)
            .tells(&["exakt", "birth.exact"]);
    }
}

#[test]
fn colour_is_for_whoever_asks_for_it() {
    let world = World::new();
    let absent = world.path("absent");
    let said = |colour: &str| {
        let mut verify = preboard();
        verify.args(["--color", colour, "verify"]).arg(&absent);
        Said::of(&mut verify).ended(66).err
    };
    assert!(said("always").starts_with("\u{1b}[1;31merror:\u{1b}[0m cannot read"));
    assert!(said("never").starts_with("error: cannot read"));
    assert!(
        said("auto").starts_with("error: cannot read"),
        "it is no terminal"
    );
    let help = |typed: &[&str]| Said::of(preboard().args(typed)).ok().out;
    assert!(help(&["--color", "always", "run", "--help"]).contains('\u{1b}'));
    assert!(!help(&["run", "--help"]).contains('\u{1b}'));
    let misuse = Said::of(preboard().args(["run", "--color=always", "--nothing"])).ended(64);
    misuse.tells(&["\u{1b}["]);
}

#[test]
fn a_file_as_carriers_send_it_is_told_how_it_becomes_a_manifest() {
    let world = World::new();
    for (name, format) in [
        ("flat.csv", "csv"),
        ("list.edi", "paxlst"),
        ("b.PNRGOV", "pnrgov"),
    ] {
        let file = world.write(name, "surname,given_names\nLEE,ANN\n");
        let mut run = world.command("run");
        run.arg("--manifest")
            .arg(&file)
            .arg("--watchlist")
            .arg(world.path("list.parquet"));
        let said = Said::of(run.arg("--out").arg(world.path("out"))).ended(65);
        let hint = format!("`preboard manifest import {format} {}", file.display());
        said.tells(&[&hint]);
    }
}

#[test]
fn a_file_of_decisions_is_no_input_of_the_night() {
    let world = World::new();
    world.night("night");
    let mut review = preboard();
    review
        .arg("review")
        .arg(world.path("out/night"))
        .arg("--decisions");
    let said = Said::of(review.arg(world.path("absent.csv"))).ended(66);
    said.tells(&["absent.csv", "check the path"])
        .hides(&["[inputs]"]);
    let mut run = world.command_on_inputs("run");
    let said = Said::of(
        run.arg("--lost-documents")
            .arg(world.path("absent.parquet")),
    )
    .ended(66);
    said.tells(&["or the [inputs] of the settings file"]);
}

#[test]
fn all_missing_columns_are_named_at_once() {
    let world = World::new();
    // A list in the place of a manifest, and a manifest in the place of a list.
    let mut run = world.command("run");
    run.arg("--manifest").arg(world.path("list.parquet"));
    run.arg("--watchlist").arg(world.path("list.parquet"));
    let said = Said::of(run.arg("--out").arg(world.path("out"))).ended(65);
    said.tells(&[
        "required columns carrier, flight_number, departure_airport",
        "map it: carrier =",
    ]);
    let mut inspect = preboard();
    inspect
        .args(["watchlist", "inspect"])
        .arg(world.path("manifest.parquet"));
    let said = Said::of(&mut inspect).ended(65);
    said.tells(&["required columns entry_id, list, category, names are missing"]);

    let flat = world.write("flat.csv", "surname,given_names\nLEE,ANN\n");
    let said = import("manifest", "csv", &flat, &world.path("m.parquet"), &[]).ended(65);
    said.tells(&["required columns", "flight_number", "--column"]);
    let said = import("watchlist", "csv", &flat, &world.path("l.parquet"), &[]).ended(65);
    said.tells(&["required columns entry_id, list"]);
}

#[test]
fn damaged_xml_is_told_with_its_line() {
    let world = World::empty();
    let text = "<CONSOLIDATED_LIST>\n<INDIVIDUALS>\n<INDIVIDUAL>\n</ENTITY>\n";
    let list = world.write("un.xml", text);
    let said = import("watchlist", "un-xml", &list, &world.path("un.parquet"), &[]).ended(65);
    said.tells(&["un.xml is damaged: line 4: "]);
}
