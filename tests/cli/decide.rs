//! A decision without a spreadsheet: typed, piped, or on a template; and what is left to decide.

use crate::common::{Said, World, entry, listed, passengers, preboard};
use preboard::Status;
use serde_json::Value;
use std::io::Write;
use std::process::{Command, Stdio};

/// Two people of one flight, both listed.
fn night() -> (World, String, String) {
    let world = World::of_listed(&[
        ["ZUMARINOV", "BORISLAV", "1970-03-05"],
        ["QADRIYOV", "TIMUR", "1955-06-07"],
    ]);
    let ids = world.night("first").case_ids();
    let id = |surname: &str| ids[surname].clone();
    (world, id("ZUMARINOV"), id("QADRIYOV"))
}

fn review(world: &World, arguments: &[&str]) -> Said {
    let mut review = preboard();
    review.arg("review").arg(world.path("out/first"));
    Said::of(review.args(arguments))
}

fn cases(world: &World, run: &str, arguments: &[&str]) -> Said {
    let mut cases = preboard();
    cases.arg("cases").arg(world.path("out").join(run));
    Said::of(cases.args(arguments))
}

/// Case ids and where each stands.
fn states(world: &World, run: &str, arguments: &[&str]) -> Vec<(String, String)> {
    let found = cases(world, run, &[arguments, &["--format", "json"]].concat()).json();
    let rows = found.as_array().unwrap().iter();
    let text = |row: &Value, key: &str| row[key].as_str().unwrap().to_owned();
    rows.map(|row| (text(row, "case_id"), text(row, "decision_state")))
        .collect()
}

/// The state of one case of a run.
fn state(world: &World, run: &str, case: &str) -> String {
    let [one] = <[_; 1]>::try_from(states(world, run, &["--case", case])).unwrap();
    one.1
}

#[test]
fn one_decision_is_typed_by_the_beginning_of_its_case_and_words_in_any_case() {
    let (world, case, other) = night();
    let short = case[..6].to_uppercase();
    let said = review(
        &world,
        &[
            "--case",
            &short,
            "--decision",
            "NOT_concur",
            "--officer",
            "Officer 12",
            "--carrier-action",
            "Boarded",
            "--truth",
            "DIFFERENT_PERSON",
            "--note",
            "photo seen",
            "--decided-at",
            "2026-11-23T19:05:00Z",
        ],
    );
    said.ok()
        .tells(&["1 decision recorded", "1 of them clears a pair"]);
    let row = world.decided().remove(0);
    assert_eq!((row.case_id, row.officer.as_str()), (case, "Officer 12"));
    assert_eq!(row.decided_at.to_string(), "2026-11-23T19:05:00Z");
    assert_eq!(row.decision.as_str(), "not_concur");
    assert_eq!(row.carrier_action.as_str(), "boarded");
    assert_eq!(row.match_truth.as_str(), "different_person");
    assert_eq!(row.note.as_deref(), Some("photo seen"));

    // Without a moment it is the clock's.
    let typed = ["--case", &other, "--decision", "concur", "--officer", "A"];
    review(&world, &typed).ok();
    let rows = world.decided();
    assert_eq!((rows[1].decided_at, rows.len()), (rows[1].recorded_at, 2));
}

#[test]
fn a_typed_decision_that_is_refused_records_nothing_and_names_its_option() {
    let (world, case, _) = night();
    let at = "2026-11-23T19:05:00Z";
    for (arguments, words) in [
        (
            vec!["--case", "C-zz", "--decision", "concur", "--officer", "A"],
            "--case: the run has no such case",
        ),
        (
            vec!["--case", "C", "--decision", "concur", "--officer", "A"],
            "--case: the run has no such case",
        ),
        (
            vec!["--case", &case, "--decision", "deny", "--officer", "A"],
            "not_concur",
        ),
        (vec!["--case", &case, "--decision", "concur"], "--officer"),
        (
            vec!["--case", &case, "--decision", "concur", "--officer", "-"],
            "--officer: no name",
        ),
        (
            vec![
                "--case",
                &case,
                "--decision",
                "concur",
                "--officer",
                "A",
                "--truth",
                "different_person",
            ],
            "--truth: concur says",
        ),
        (
            vec![
                "--case",
                &case,
                "--decision",
                "concur",
                "--officer",
                "A",
                "--decided-at",
                "2020-01-01T00:00:00Z",
            ],
            "--decided-at: before the run",
        ),
        (
            vec![
                "--decisions",
                "x.csv",
                "--case",
                &case,
                "--decision",
                "concur",
                "--officer",
                "A",
            ],
            "cannot be used with",
        ),
        (vec!["--officer", "A"], "--case"),
        (vec![], "--decisions"),
    ] {
        review(&world, &arguments).ended(64).tells(&[words]);
    }
    assert_eq!(world.decided(), []);
    let typed = [
        "--case",
        &case,
        "--decision",
        "concur",
        "--officer",
        "A",
        "--decided-at",
        at,
    ];
    review(&world, &typed).ok();
    review(&world, &typed)
        .ended(64)
        .tells(&["recorded already"]);
    assert_eq!(world.decided().len(), 1);
}

#[test]
fn an_ambiguous_case_is_refused_with_its_candidates_and_an_exact_id_wins() {
    let mut people = passengers().to_vec();
    let mut namesake = people[0].clone();
    namesake.document_number = Some("CD7654321".to_owned());
    people.push(namesake);
    let world = World::of(&people, &listed());
    let cases = world.night("first").cases();
    let ids: Vec<&str> = cases.iter().map(|case| case.case_id.as_str()).collect();
    let (one, other) = (ids[0].min(ids[1]), ids[0].max(ids[1]));
    let decide = |case: &str| {
        let typed = ["--case", case, "--decision", "concur", "--officer", "A"];
        review(&world, &typed)
    };
    decide(&one[..8])
        .ended(64)
        .tells(&["several cases", one, other]);
    let row = format!("{},A,2026-11-23T19:05:00Z,concur,,,\n", &one[..8]);
    world
        .review("first", &row)
        .ended(65)
        .tells(&["row 2, column case_id", one, other]);
    decide(one).ok();
    decide(&format!("{one}-")).ok();
    let decided: Vec<String> = world.decided().into_iter().map(|row| row.case_id).collect();
    assert_eq!(decided, [one, other]);
}

/// `review --decisions -`, that is fed later.
fn piped(world: &World) -> std::process::Child {
    let mut review = Command::new(env!("CARGO_BIN_EXE_preboard"));
    review.arg("review").arg(world.path("out/first"));
    review.args(["--decisions", "-"]).stdin(Stdio::piped());
    review.stderr(Stdio::piped()).spawn().unwrap()
}

#[test]
fn standard_input_is_read_before_the_ledger_is_locked() {
    let (world, case, other) = night();
    let mut waiting = piped(&world);
    let mut input = waiting.stdin.take().unwrap();
    writeln!(input, "case_id,officer,decided_at,decision").unwrap();
    // Another officer is not kept from deciding meanwhile.
    let typed = ["--case", &other, "--decision", "concur", "--officer", "B"];
    review(&world, &typed).ok();
    writeln!(input, "{case},A,2026-11-23T19:05:00Z,concur").unwrap();
    writeln!(input, "C-zz,A,2026-11-23T19:05:00Z,concur").unwrap();
    drop(input);
    let output = waiting.wait_with_output().unwrap();
    let text = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(65), "{text}");
    assert!(
        text.contains("standard input: row 3, column case_id"),
        "{text}"
    );
    assert_eq!(world.decided().len(), 2);
}

#[test]
fn what_has_no_end_is_no_sheet() {
    let (world, case, _) = night();
    let mut piped = piped(&world);
    let mut input = piped.stdin.take().unwrap();
    let line = format!("{case},A,2026-11-23T19:05:00Z,concur\n").repeat(1_000);
    let mut written = input.write_all(b"case_id,officer,decided_at,decision\n");
    // The program stops reading: the pipe breaks long before this ends.
    for _ in 0..10_000 {
        if written.is_err() {
            break;
        }
        written = input.write_all(line.as_bytes());
    }
    assert!(written.is_err(), "all of it was read");
    drop(input);
    let output = piped.wait_with_output().unwrap();
    let text = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(65), "{text}");
    assert!(
        text.contains("standard input has more than 16 MiB"),
        "{text}"
    );
    assert!(world.decided().is_empty());
}

#[test]
#[cfg(unix)]
fn a_pipe_that_nobody_may_ever_fill_is_refused() {
    let (world, ..) = night();
    let pipe = world.path("decisions.csv");
    let made = Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    let said = review(&world, &["--decisions", pipe.to_str().unwrap()]).ended(66);
    said.tells(&["decisions.csv", "pipe", "`-` for standard input"]);
}

#[test]
fn a_template_names_the_undecided_and_is_handed_in_when_it_is_filled() {
    let (world, case, other) = night();
    let file = world.path("template.csv");
    let path = file.to_str().unwrap();
    review(&world, &["--template", "-o", path])
        .ok()
        .tells(&["2 undecided cases in"]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = file.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{mode:o}");
    }
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(
        text.contains("ZUMARINOV") && text.contains("QADRIYOV"),
        "{text}"
    );
    assert_eq!(review(&world, &["--template"]).ok().out, text);
    review(&world, &["--template", "-o", path])
        .ended(73)
        .tells(&["already exists"]);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), text);

    // As it is, it says nothing.
    review(&world, &["--decisions", path]).ok().tells(&[
        "2 rows without a decision were passed over",
        "nothing recorded",
    ]);
    let blank = format!("{case},,,,,,,");
    let filled = format!("{case},Ann Lee,2026-11-23T19:05:00Z,Concur,,,,");
    assert!(text.contains(&blank), "{text}");
    std::fs::write(&file, text.replace(&blank, &filled)).unwrap();
    let said = review(&world, &["--decisions", path]).ok();
    said.tells(&[
        "1 decision recorded",
        "1 row without a decision was passed over",
    ]);
    let next = review(&world, &["--template"]).ok().out;
    assert!(next.contains(&other) && !next.contains(&case), "{next}");

    let group = world.published_run("first").cases()[0].group.clone();
    assert_eq!(
        review(&world, &["--template", "--group", &group]).ok().out,
        next
    );
    let said = review(&world, &["--template", "--group", "NOWHERE"]).ended(64);
    said.tells(&["has no group NOWHERE", &group]);
}

#[test]
fn a_word_that_replaces_another_officers_is_told_and_the_officer_is_not_named() {
    let (world, case, other) = night();
    world.decide(
        "first",
        &[(&case, "19:00", "concur"), (&other, "19:00", "concur")],
    );
    let rows = format!(
        "{case},Ann Lee,2026-11-23T20:00:00Z,not_concur,,,\n\
         {other},Officer 12,2026-11-23T20:00:00Z,need_info,,,\n"
    );
    let said = world.review("first", &rows).ok();
    let line =
        format!("{case}: not_concur replaces another officer's concur of 2026-11-23T19:00:00Z");
    said.tells(&[&line])
        .hides(&[&format!("{other}: need_info"), "Ann Lee", "Officer 12"]);
    // An older word replaces nothing.
    let row = format!("{case},Officer 3,2026-11-23T18:30:00Z,concur,,,\n");
    world.review("first", &row).ok().hides(&["replaces"]);
}

#[test]
fn cases_say_what_waits_for_an_officer_and_why() {
    let (world, case, other) = night();
    assert_eq!(states(&world, "first", &["--undecided"]).len(), 2);
    world.decide(
        "first",
        &[(&case, "19:00", "not_concur"), (&other, "19:00", "concur")],
    );
    assert_eq!(states(&world, "first", &["--undecided"]), []);
    assert_eq!(state(&world, "first", &case[..8]), "not_concurred");
    world.decide("first", &[(&other, "19:30", "need_info")]);
    let waits = [(other.clone(), "need_info".to_owned())];
    assert_eq!(states(&world, "first", &["--undecided"]), waits);
    world.decide("first", &[(&other, "19:40", "concur")]);

    // The same cases in the next run stand as decided, until their entry changes.
    world.night_at("second", "2026-11-23T20:00:00Z");
    assert_eq!(states(&world, "second", &["--undecided"]), []);
    let mut entries = [
        entry("ZUMARINOV", "ZUMARINOV", "BORISLAV", "1970-03-05"),
        entry("QADRIYOV", "QADRIYOV", "TIMUR", "1955-06-07"),
    ];
    entries
        .iter_mut()
        .for_each(|entry| entry.birth_places.push("Varna".to_owned()));
    world.list(&entries);
    world.night_at("third", "2026-11-23T21:00:00Z");
    let changed = states(&world, "third", &["--undecided"]);
    assert_eq!(changed.len(), 2);
    assert!(
        changed.iter().all(|(_, state)| state == "changed"),
        "{changed:?}"
    );
    // Without the salt nobody knows whether they are the same.
    let salt = world.path("out/ledger/salt");
    let kept = std::fs::read(&salt).unwrap();
    std::fs::remove_file(&salt).unwrap();
    assert_eq!(state(&world, "second", &other), "in_doubt");
    std::fs::write(&salt, kept).unwrap();
    assert_eq!(state(&world, "second", &other), "concurred");
}

/// Where each thing that counts what is undecided puts a run whose one case `case` is decided.
#[track_caller]
fn everywhere(world: &World, run: &str, case: &str, waits: bool) {
    let listed = states(world, run, &["--undecided"]);
    assert_eq!(listed.iter().any(|(id, _)| id == case), waits, "cases");
    let mut template = preboard();
    template.arg("review").arg(world.path("out").join(run));
    let template = Said::of(template.arg("--template")).ok().out;
    assert_eq!(template.contains(case), waits, "template");
    let night = world.published_run(run);
    let counted = night.record().counts.undecided;
    assert_eq!(counted, listed.len() as u64, "run.json");
    let metrics = world.text(&format!("out/{run}/metrics.prom"));
    let line = format!("preboard_undecided_cases {counted}\n");
    assert!(metrics.contains(&line), "metrics");
    let page = world.text("out/index.html");
    let cells = page.split("data-l=\"undecided\">").skip(1);
    let newest = cells.map(|rest| rest.split('<').next().unwrap()).next();
    assert_eq!(newest.unwrap(), counted.to_string(), "index.html");
    let group = &night.cases()[0].group;
    let briefing = world.text(&format!("out/{run}/groups/{group}/briefing.html"));
    let card = briefing.split(&format!("id=\"{case}\"")).nth(1).unwrap();
    assert_eq!(
        card.split('>').next().unwrap().contains("data-s=\"open\""),
        waits,
        "briefing"
    );
}

#[test]
fn odds_that_changed_since_the_decision_ask_again_in_every_run_and_everywhere() {
    let (world, case, other) = night();
    world.decide(
        "first",
        &[(&case, "19:00", "concur"), (&other, "19:00", "concur")],
    );
    let weight = |bits: f64| world.settings(&format!("[weights.birth]\nexact = {bits:.1}\n"));
    let night = |run: &str, hour: u8| world.night_at(run, &format!("2026-11-23T{hour}:00:00Z"));
    // Of this the run before says `changed`; the odds are much the same.
    weight(13.3);
    night("hundredths", 20);
    everywhere(&world, "hundredths", &case, false);
    weight(15.9);
    night("doubled", 21);
    everywhere(&world, "doubled", &case, true);
    // Unchanged against the run before, and not against the decision.
    let later = night("later", 22);
    assert!(
        later
            .cases()
            .iter()
            .all(|row| row.status == Status::Unchanged)
    );
    everywhere(&world, "later", &case, true);
    let held = world.release("later").ok();
    held.tells(&["2 concurred with in another run and changed since"]);
    world.decide("later", &[(&case, "22:10", "concur")]);
    let left = states(&world, "later", &["--undecided"]);
    assert_eq!(left, [(other, "changed".to_owned())]);
    night("last", 23);
    everywhere(&world, "last", &case, false);
}

#[test]
fn a_run_prints_what_waits_by_ids_that_review_takes_and_names_nobody() {
    let (world, case, _) = night();
    let mut run = preboard();
    run.args(world.run_arguments("2026-11-23T20:00:00Z"));
    let said = Said::of(run.args(["--run-id", "second"])).ok();
    let said = said
        .tells(&[
            "undecided, the next departure first:",
            "  CASE ",
            "--case CASE_ID",
        ])
        .hides(&["ZUMARINOV", "QADRIYOV"]);
    let lines = said
        .err
        .lines()
        .skip_while(|line| !line.starts_with("  CASE "));
    let table: Vec<&str> = lines.take_while(|line| line.starts_with("  ")).collect();
    assert_eq!(table.len(), 3, "{table:?}");
    assert!(
        table.iter().all(|line| line.chars().count() <= 80),
        "{table:?}"
    );
    let ids = table[1..]
        .iter()
        .map(|line| line.trim().split(' ').next().unwrap());
    let short = ids.filter(|id| case.starts_with(id)).collect::<Vec<_>>()[0];
    let mut review = preboard();
    review.arg("review").arg(world.path("out/second"));
    Said::of(review.args(["--case", short, "--decision", "concur", "--officer", "A"])).ok();
    assert_eq!(state(&world, "second", &case), "concurred");
    // What is decided waits no more.
    let mut run = preboard();
    run.args(world.run_arguments("2026-11-23T21:00:00Z"));
    let said = Said::of(run.args(["--run-id", "third"])).ok();
    said.tells(&["undecided"]).hides(&[&format!("  {short}")]);
    // A log has the counts.
    let mut run = preboard();
    run.args(world.run_arguments("2026-11-23T22:00:00Z"));
    let said = Said::of(run.args(["--run-id", "logged", "--log-format", "json"])).ok();
    said.hides(&["CASE"]);
}

#[test]
fn cases_are_a_table_csv_or_json_of_one_run_group_or_case() {
    let (world, case, other) = night();
    let row = format!("{case},Ann Lee,2026-11-23T19:05:00Z,concur,,,=1+1\n");
    world.review("first", &row).ok();
    let said = cases(&world, "first", &[])
        .ok()
        .tells(&["2 of 2 cases; 1 of the run are undecided"]);
    let lines: Vec<&str> = said.out.lines().collect();
    assert!(
        lines[0].starts_with("CASE ") && lines.len() == 3,
        "{}",
        said.out
    );
    // The id is as long as it need be, and is taken as it stands there.
    let ids = lines[1..]
        .iter()
        .map(|line| line.split(' ').next().unwrap());
    let mut shown: Vec<&str> = ids.collect();
    shown.sort_unstable();
    assert!(shown.iter().all(|id| id.len() < 10), "{shown:?}");
    let mut meant = shown.iter().map(|id| {
        let found = states(&world, "first", &["--case", id]);
        <[_; 1]>::try_from(found).unwrap().map(|(id, _)| id)
    });
    let mut all = [[case.clone()], [other.clone()]];
    all.sort_unstable();
    assert!(meant.by_ref().eq(all), "{shown:?}");
    let short = &case[..6];
    let line = lines.iter().find(|line| line.starts_with(short)).unwrap();
    assert!(
        line.contains("ZUMARINOV") && line.ends_with("concur 2026-11-23 19:05Z Ann Lee"),
        "{line}"
    );

    let csv = cases(&world, "first", &["--format", "csv", "--case", &case])
        .ok()
        .out;
    assert_eq!(csv.lines().count(), 2);
    assert!(csv.contains("'=1+1"), "{csv}");
    let found = cases(&world, "first", &["--format", "json", "--undecided"]).json();
    assert_eq!(found.as_array().unwrap().len(), 1);
    assert_eq!(
        (&found[0]["case_id"], &found[0]["decision"]),
        (&Value::from(other), &Value::Null)
    );

    let group = found[0]["liaison_group"].as_str().unwrap();
    assert_eq!(states(&world, "first", &["--group", group]).len(), 2);
    cases(&world, "first", &["--group", "X"]).ended(64);
    // As `review --case` and `explain` end: what was typed names no case.
    cases(&world, "first", &["--case", "C-zz"])
        .ended(64)
        .tells(&["holds no case"]);
    cases(&world, "absent", &[]).ended(66);
    // The folder of all runs in the place of one.
    let out = world.path("out");
    for command in ["cases", "verify", "release", "review", "explain"] {
        let mut given = preboard();
        given.arg(command);
        match command {
            "explain" => given.arg(&case).arg("--run").arg(&out),
            "review" => given.arg(&out).arg("--template"),
            _ => given.arg(&out),
        };
        let said = Said::of(&mut given).ended(66);
        said.tells(&["is the folder of runs, and no run", "out/latest"]);
    }
    // Without a run it is the newest of the folder.
    world.night_at("newer", "2026-11-23T20:00:00Z");
    let mut newest = preboard();
    newest
        .args(["cases", "--format", "json", "--out"])
        .arg(world.path("out"));
    let found = Said::of(&mut newest).json();
    assert_eq!(found[0]["run_id"], "newer");
}
