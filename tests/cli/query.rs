//! `preboard query`: what it answers, what it leaves out, what it refuses, and that it says the
//! same twice. The ten questions of docs/query.md: `ten_questions.rs`.

use crate::common::{Night, Said, World, change_columns, entry, preboard, row};
use assert_cmd::Command;
use preboard::digest_of_file;
use std::path::Path;

fn world() -> (World, Night) {
    let world = World::new();
    let night = world.night("night");
    (world, night)
}

fn query(world: &World, sql: &str, more: &[&str]) -> Said {
    Said::of(command(world, sql).args(more))
}

fn command(world: &World, sql: &str) -> Command {
    let mut query = world.command("query");
    query.arg(sql).arg("--out").arg(world.path("out"));
    query
}

/// A column of an answer that has rows.
fn header(said: &Said) -> Vec<&str> {
    said.out
        .lines()
        .next()
        .unwrap_or_default()
        .split(',')
        .collect()
}

#[test]
fn a_star_leaves_personal_columns_out_and_a_named_one_is_printed() {
    let (world, _) = world();
    let people = "(SELECT case_id, surname FROM cases)";
    for (sql, shown, told) in [
        ("SELECT * FROM cases", false, true),
        ("SELECT c.* FROM cases c", false, true),
        ("FROM cases", false, true),
        (
            "SELECT * FROM cases WHERE surname = 'ZUMARINOV'",
            false,
            true,
        ),
        ("SELECT * FROM cases ORDER BY surname", false, true),
        (
            "SELECT c.* FROM cases AS c WHERE c.surname LIKE 'ZUM%'",
            false,
            true,
        ),
        (
            "SELECT * FROM (SELECT * FROM cases) t WHERE case_id IN (SELECT case_id FROM cases WHERE surname = 'ZUMARINOV')",
            false,
            true,
        ),
        (
            "WITH t AS (SELECT * FROM cases WHERE surname <> '') SELECT * FROM t",
            false,
            true,
        ),
        (
            "SELECT * FROM cases a JOIN cases b ON a.surname = b.surname",
            false,
            true,
        ),
        (
            "SELECT b.* FROM cases a JOIN cases b ON a.surname = b.surname",
            false,
            true,
        ),
        (
            "SELECT a.*, b.* FROM cases a JOIN cases b USING (surname)",
            false,
            true,
        ),
        (
            "SELECT * FROM cases a LEFT JOIN evidence e ON a.case_id = e.case_id WHERE a.surname <> '' AND e.passenger_value <> ''",
            false,
            true,
        ),
        (
            "SELECT * FROM cases WHERE surname <> '' UNION ALL SELECT * FROM cases",
            false,
            true,
        ),
        (
            "SELECT * EXCLUDE (priority) FROM cases WHERE surname <> ''",
            false,
            true,
        ),
        (
            "SELECT count(*) AS n, status FROM cases WHERE surname <> '' GROUP BY status",
            false,
            false,
        ),
        ("SELECT surname FROM cases", true, false),
        ("SELECT surname AS who FROM cases", true, false),
        ("SELECT lower(surname) AS who FROM cases", true, false),
        ("SELECT c.surname FROM cases c", true, false),
        ("SELECT *, surname FROM cases", true, true),
        (
            "SELECT c.*, c.surname AS who FROM cases c JOIN cases d USING (case_id)",
            true,
            true,
        ),
        (&format!("SELECT * FROM {people} t"), true, false),
        (&format!("SELECT t.* FROM {people} AS t"), true, false),
        (&format!("WITH t AS {people} SELECT * FROM t"), true, false),
        (
            &format!("SELECT * FROM cases c JOIN {people} t ON c.case_id = t.case_id"),
            true,
            true,
        ),
        (
            &format!("SELECT * FROM {people} t JOIN evidence e ON t.case_id = e.case_id"),
            true,
            true,
        ),
        (
            "SELECT surname FROM cases UNION SELECT case_id FROM cases",
            true,
            false,
        ),
    ] {
        for format in ["csv", "jsonl", "table"] {
            let said = query(&world, sql, &["--format", format, "--rows", "1000"]).ok();
            let text = said.out.to_lowercase();
            assert_eq!(text.contains("zumarinov"), shown, "{sql}\n{said:#?}");
            assert!(
                text.contains("c-") || text.contains("new") || text.contains("zum"),
                "{sql}"
            );
        }
        let said = query(&world, sql, &[]).ok();
        let leaves_out = "`*` leaves out what identifies somebody: ";
        assert_eq!(said.err.contains(leaves_out), told, "{sql}\n{said:#?}");
    }
}

#[test]
fn the_other_columns_and_the_rows_of_a_star_are_all_there() {
    let (world, _) = world();
    let all = query(&world, "SELECT * FROM cases", &["--format", "csv"]).ok();
    let beside = query(
        &world,
        "SELECT * FROM cases WHERE surname <> ''",
        &["--format", "csv"],
    );
    assert_eq!(all.out, beside.ok().out);
    assert!(header(&all).contains(&"liaison_group") && header(&all).contains(&"probability"));
    let named = query(&world, "SELECT *, surname FROM cases", &["--format", "csv"]).ok();
    let mut expect = header(&all);
    expect.push("surname");
    assert_eq!(header(&named), expect);
    let twice = "SELECT * FROM cases a JOIN cases b ON a.surname = b.surname";
    let twice = query(&world, twice, &["--format", "csv"]).ok();
    assert_eq!(header(&twice).len(), 2 * header(&all).len());
    assert!(header(&twice).contains(&"case_id:b"));
}

#[test]
fn what_is_no_select_over_its_tables_is_refused() {
    let (world, _) = world();
    let csv = world.write("people.csv", "surname\nSMITH\n");
    let read = format!("SELECT * FROM read_csv('{}')", csv.display());
    for (sql, words) in [
        (read.as_str(), "read_csv() is no table"),
        ("SELECT * FROM read_parquet('x')", "is no table"),
        ("DROP TABLE cases", "no SELECT"),
        ("CREATE TABLE t AS SELECT * FROM cases", "no SELECT"),
        ("DELETE FROM cases", "no SELECT"),
        ("TRUNCATE TABLE cases", "no SELECT"),
        ("INSERT INTO cases SELECT * FROM cases", "no SELECT"),
        ("SHOW TABLES", "no SELECT"),
        ("EXPLAIN SELECT * FROM cases", "no SELECT"),
        ("TABLE cases", "no SQL"),
        ("SELECT 1; SELECT 2", "several statements"),
        ("", "is empty"),
        ("SELECT case_id FROM 'people.csv'", "no table"),
        (
            "SELECT * FROM people",
            "there is no table people; there are cases, decisions",
        ),
        ("SELECT * FROM main.cases", "main.cases is no table"),
        (
            "WITH cases AS (SELECT * FROM cases) SELECT * FROM cases",
            "the name of a table",
        ),
        (
            "SELECT COLUMNS('sur.*') FROM cases WHERE surname <> ''",
            "is a pattern",
        ),
        (
            "SELECT \"^sur.*$\" FROM cases WHERE surname <> ''",
            "is a pattern",
        ),
        (
            "SELECT \"*\" FROM cases WHERE surname <> ''",
            "is a pattern",
        ),
        (
            "SELECT * FROM cases AS c (a, b)",
            "gives columns other names",
        ),
        (
            "SELECT * FROM cases c, LATERAL FLATTEN(c.reason_codes)",
            "something else than a table",
        ),
        (
            "SELEC case_id FROM cases",
            "no SQL: Expected: an SQL statement, found: SELEC at Line: 1, Column: 1",
        ),
        ("SELECT case_id FROM cases WHERE", "no SQL"),
        ("SELECT nothing FROM cases", "nothing"),
        ("SELECT nofunction(case_id) FROM cases", "nofunction"),
        (
            "SELECT * RENAME (case_id AS id) FROM cases WHERE surname <> ''",
            "name the columns",
        ),
    ] {
        let said = query(&world, sql, &[]).ended(64);
        assert!(said.err.contains(words), "{sql}\n{said:#?}");
        assert_eq!(said.out, "", "{sql}");
    }
}

/// A value that does not fit is no word of a message.
#[test]
fn what_stops_among_the_rows_names_no_value() {
    let (world, _) = world();
    let sql = "SELECT CAST(surname AS BIGINT) AS n FROM cases";
    let said = query(&world, sql, &[]).ended(64);
    said.tells(&["stopped among the rows", "CAST"])
        .hides(&["ZUMARINOV"]);
    let said = query(
        &world,
        "SELECT TRY_CAST(surname AS BIGINT) AS n FROM cases",
        &["--format", "csv"],
    );
    assert_eq!(said.ok().out, "n\n\"\"\n");
}

#[test]
fn the_folder_is_as_in_other_commands() {
    let world = World::new();
    query(&world, "SELECT * FROM cases", &[])
        .ended(66)
        .tells(&["holds no run", "start `preboard run`"]);
    let night = world.night("night");
    query(&world, "SELECT * FROM cases", &["--run", "other"])
        .ended(66)
        .tells(&["no run other"]);
    let by_path = night.folder.to_str().unwrap();
    for run in ["night", "latest", by_path] {
        let said = query(
            &world,
            "SELECT run_id FROM runs",
            &["--run", run, "--format", "csv"],
        );
        assert_eq!(said.ok().out, "run_id\nnight\n");
    }
    query(
        &world,
        "SELECT 1 AS one",
        &["--run", "other", "--format", "csv"],
    )
    .ok();
}

#[test]
fn a_damaged_run_is_named_and_passed_over_or_refused() {
    let (world, night) = world();
    world.night_at("later", "2026-11-23T19:00:00Z");
    std::fs::write(night.path("recommendations.parquet"), "PAR1").unwrap();
    let sql = "SELECT run_id FROM cases";
    let said = query(&world, sql, &["--format", "csv"]).ok();
    assert_eq!(said.out, "run_id\nlater\n");
    said.tells(&[
        "a run is passed over",
        "night/recommendations.parquet is not as the run wrote",
    ]);
    query(&world, sql, &["--run", "night"])
        .ended(65)
        .tells(&["not as the run wrote it"]);
    world.write("out/later/run.json", "{ cut");
    let said = query(&world, "SELECT run_id FROM runs", &["--format", "csv"]).ok();
    assert_eq!(
        said.tells(&["a run is passed over", "later"]).out,
        "run_id\nnight\n"
    );
}

/// Seals a run again over what is changed in it: it is a run of a version before.
fn as_earlier(night: &Night, file: &str, gone: &[&str]) {
    let path = night.path(file);
    change_columns(&path, |columns| {
        columns.retain(|(name, _)| !gone.contains(&name.as_str()));
    });
    let mut record = night.record();
    for output in record
        .outputs
        .iter_mut()
        .filter(|output| output.path == file)
    {
        output.digest = digest_of_file(&path).unwrap();
    }
    record.seal();
    std::fs::write(night.path("run.json"), record.to_json()).unwrap();
}

#[test]
fn what_an_earlier_version_did_not_have_is_null_and_said() {
    let (world, night) = world();
    world.night_at("later", "2026-11-23T19:00:00Z");
    as_earlier(&night, "evidence.parquet", &["entry_name", "run_id"]);
    let mut record = night.record();
    record
        .outputs
        .retain(|output| output.path != "networks.parquet");
    record.seal();
    std::fs::write(night.path("run.json"), record.to_json()).unwrap();
    let sql =
        "SELECT DISTINCT run_id, entry_name IS NULL AS unknown FROM evidence WHERE hit_rank = 1";
    let said = query(&world, sql, &["--format", "csv"]).ok();
    said.clone()
        .tells(&["night: evidence.parquet has no entry_name, null here"]);
    assert!(said.out.contains("night,true"), "{said:#?}");
    let said = query(&world, "SELECT * FROM networks", &[]).ok();
    said.tells(&["night: of a version without networks.parquet, no rows"]);
}

const TIES: usize = 60_000;

/// A file of many rows, with ties wherever an order may be told by them.
fn many(world: &World) -> String {
    let mut text = "id,kind,value\n".to_owned();
    for number in 0..TIES {
        let mixed = number * 7_919 % TIES;
        text.push_str(&format!("{mixed},K{},{}\n", mixed % 977, mixed % 13));
    }
    format!("many={}", world.write("many.csv", text).display())
}

#[test]
fn the_same_query_gives_the_same_bytes_whatever_the_threads() {
    let world = World::empty();
    world.settings("");
    let many = many(&world);
    for sql in [
        "SELECT kind, count(*) AS n, avg(value) AS mean FROM many GROUP BY kind",
        "SELECT kind, count(*) AS n FROM many GROUP BY kind ORDER BY n DESC LIMIT 50",
        "SELECT DISTINCT kind FROM many",
        "SELECT DISTINCT ON (value) value, id FROM many",
        "SELECT * FROM many ORDER BY value LIMIT 500",
        "SELECT a.id, b.id AS other FROM many a JOIN many b ON a.id = b.id WHERE a.value = 3",
        "SELECT kind FROM many UNION SELECT kind FROM many",
        "SELECT * FROM (SELECT kind, first(id) AS one FROM many GROUP BY kind) t ORDER BY one % 5",
        "WITH t AS (SELECT kind, sum(value) AS s FROM many GROUP BY kind) SELECT s, count(*) AS n FROM t GROUP BY s",
        "SELECT id, row_number() OVER (PARTITION BY kind ORDER BY value) AS nth FROM many",
    ] {
        let answers = ["1", "4", "4"].map(|threads| {
            let mut query = world.command("query");
            query.args([sql, "--table", &many, "--format", "csv"]);
            let said = Said::of(query.env("POLARS_MAX_THREADS", threads)).ok();
            assert!(said.out.lines().count() > 10, "{sql}");
            said.out
        });
        assert!(
            answers[0] == answers[1] && answers[1] == answers[2],
            "{sql}"
        );
    }
}

#[test]
fn formats_agree_and_a_parquet_answer_is_asked_again() {
    let (world, _) = world();
    let sql =
        "SELECT case_id, score_bits, scheduled_departure, reason_codes, retention_until FROM cases";
    let csv = query(&world, sql, &["--format", "csv"]).ok().out;
    assert!(csv.contains("2026-11-24T06:00:00Z"), "{csv}");
    let path = world.path("answer.parquet");
    let to = path.to_str().unwrap();
    let said = query(&world, sql, &["-o", to]).ok();
    assert_eq!(said.out, "");
    said.tells(&["1 row in", "answer.parquet"]);
    let first = std::fs::read(&path).unwrap();
    let again = format!("again={to}");
    let more = ["--table", &again, "--format", "csv"];
    let said = query(&world, "SELECT * FROM again", &more).ok();
    assert_eq!(said.out, csv);
    query(&world, sql, &["-o", to]).ok();
    assert_eq!(std::fs::read(&path).unwrap(), first, "the same bytes");
    let line = query(&world, sql, &["--format", "jsonl"]).ok().out;
    let line: serde_json::Value = serde_json::from_str(&line).unwrap();
    assert_eq!(line["scheduled_departure"], "2026-11-24T06:00:00Z");
    assert_eq!(line["reason_codes"][0], "listed_person");
    query(&world, sql, &["--format", "parquet"])
        .ended(64)
        .tells(&["Parquet is no text", "-o"]);
    for (name, start) in [
        ("a.csv", "case_id,"),
        ("a.jsonl", "{\"case_id\":"),
        ("a.txt", "case_id  "),
    ] {
        let path = world.path(name);
        query(&world, sql, &["-o", path.to_str().unwrap()]).ok();
        assert!(world.text(name).starts_with(start), "{name}");
    }
}

#[test]
fn a_printed_table_ends_somewhere_and_says_so() {
    let world = World::empty();
    world.settings("");
    let many = many(&world);
    let ask = |more: &[&str]| {
        let mut query = world.command("query");
        Said::of(
            query
                .args(["SELECT id FROM many", "--table", &many])
                .args(more),
        )
        .ok()
    };
    let said = ask(&[]);
    assert_eq!(said.out.lines().count(), 101);
    said.tells(&["the first 100 of 60000 rows"]);
    assert_eq!(ask(&["--rows", "3"]).out.lines().count(), 4);
    assert_eq!(ask(&["--format", "csv"]).out.lines().count(), TIES + 1);
}

#[test]
fn nothing_foreign_acts_in_an_answer() {
    let mut hostile = row("ZUMARINOV", "BORISLAV", "1970-03-05");
    hostile.surname = Some("=cmd\u{1b}[2J\nX ZUMARINOV".to_owned());
    hostile.booking_ref = Some("\u{202E}@SUM(1)".to_owned());
    let world = World::of(
        &[hostile],
        &[entry("7", "ZUMARINOV", "Borislav", "1970-03-05")],
    );
    world.night("night");
    let sql = "SELECT surname, booking_ref, surname AS \"=1+1\u{1b}[2J\" FROM cases";
    for format in ["table", "csv", "jsonl"] {
        let said = query(&world, sql, &["--format", format]).ok();
        assert!(!said.out.contains(['\u{1b}', '\u{202E}']), "{said:#?}");
        match format {
            "csv" => {
                assert!(
                    said.out.starts_with("surname,booking_ref,'=1+1"),
                    "{said:#?}"
                );
                assert!(said.out.contains("'=cmd"), "{said:#?}");
            }
            "table" => assert_eq!(said.out.lines().count(), 2),
            _ => assert_eq!(said.json()["surname"], "=cmd\u{1b}[2J\nX ZUMARINOV"),
        }
    }
}

#[test]
fn tables_are_listed_with_what_is_personal_and_those_of_ones_own() {
    let world = World::empty();
    world.settings("");
    let csv = world.write("roster.csv", "officer,Given Names,shifts\nA,B,3\n");
    let own = format!("roster={}", csv.display());
    let list = |more: &[&str]| {
        let mut query = world.command("query");
        Said::of(query.args(["--tables", "--table", &own]).args(more)).ok()
    };
    let said = list(&["--format", "csv"]);
    for line in [
        "cases,surname,text,personal,",
        "cases,case_id,text,,\"Stable",
        "traffic,passengers,int64,,",
        "decisions,officer,text,personal,",
        "runs,undecided,int64,,",
        "roster,officer,str,personal,",
        "roster,Given Names,str,personal,",
        "roster,shifts,i64,,",
    ] {
        assert!(said.out.contains(line), "{line}\n{}", said.out);
    }
    let tables = said
        .out
        .lines()
        .skip(1)
        .map(|line| line.split(',').next().unwrap());
    let mut tables: Vec<&str> = tables.collect();
    tables.dedup();
    let expect = [
        "cases",
        "evidence",
        "links",
        "networks",
        "quarantine",
        "traffic",
        "decisions",
        "runs",
        "roster",
    ];
    assert_eq!(tables, expect);
    assert!(list(&[]).out.starts_with("table "));
    let sql = "SELECT * FROM roster";
    let mut query = world.command("query");
    let said = Said::of(query.args([sql, "--table", &own, "--format", "csv"])).ok();
    assert_eq!(said.out, "shifts\n3\n");
    let mut query = preboard();
    let taken = format!("cases={}", csv.display());
    Said::of(query.args(["query", sql, "--table", &taken]))
        .ended(64)
        .tells(&["of this name"]);
}

#[test]
fn a_file_of_ones_own_is_looked_at_before_it_is_read() {
    let world = World::empty();
    world.settings("");
    let ask = |path: &Path| {
        let own = format!("own={}", path.display());
        let mut query = world.command("query");
        Said::of(query.args(["SELECT * FROM own", "--table", &own]))
    };
    ask(&world.path("none.parquet")).ended(66);
    ask(&world.write("cut.parquet", "PAR1 and nothing"))
        .ended(65)
        .tells(&["cut.parquet"]);
    ask(&world.write("odd.csv", "a,b\n1\n"))
        .ended(65)
        .tells(&["row 1 has 1 cells"]);
}

/// What runs counted, what officers said, and who flew: each flight of each day once.
#[test]
fn decisions_and_traffic_are_tables_too() {
    let (world, night) = world();
    let case = night.case().case_id;
    world.decide("night", &[(&case, "19:00", "concur")]);
    world.night_at("later", "2026-11-23T20:00:00Z");
    let ask = |sql: &str, more: &[&str]| {
        let more = [&["--format", "csv"], more].concat();
        query(&world, sql, &more).ok().out
    };
    assert_eq!(
        ask("SELECT case_id, decision FROM decisions", &[]),
        format!("case_id,decision\n{case},concur\n")
    );
    assert_eq!(
        ask("SELECT decision FROM decisions", &["--run", "later"]),
        "decision\n"
    );
    let sum = "SELECT sum(passengers) AS p, sum(cases) AS c FROM traffic";
    assert_eq!(ask(sum, &[]), "p,c\n3,1\n");
    let hours = "SELECT DISTINCT departure_hour FROM traffic";
    assert_eq!(ask(hours, &[]), "departure_hour\n\"\"\n");
    assert_eq!(ask(hours, &["--run", "later"]), "departure_hour\n6\n");
    let runs = "SELECT run_id, passengers, cases, new_cases FROM runs";
    assert_eq!(
        ask(runs, &[]),
        "run_id,passengers,cases,new_cases\nlater,3,1,0\nnight,3,1,1\n"
    );
    let joined =
        "SELECT c.run_id, d.decision FROM cases c JOIN decisions d ON c.case_id = d.case_id";
    assert_eq!(
        ask(joined, &[]),
        "run_id,decision\nlater,concur\nnight,concur\n"
    );
}
