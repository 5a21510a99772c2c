//! Lists as their authorities publish them, to one night's case: the commands on invented
//! files, and the importers on the whole published ones where they are at hand.

use crate::common::{AS_OF, World, entry, preboard, row};
use preboard::domain::document::ListedDocument;
use preboard::domain::entry::{Entry, NameKind};
use preboard::output::parquet::read_cases;
use preboard::watchlist::canonical::{self, ListMeta};
use preboard::watchlist::import::Imported;
use preboard::watchlist::{csl, eu, ftm, read, un};
use std::path::{Path, PathBuf};

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data/watchlist")
        .join(name)
}

#[test]
fn every_format_is_imported_with_its_report_and_counts() {
    let folder = tempfile::tempdir().unwrap();
    for (format, source, says) in [
        ("un-xml", "un.xml", "passed over: 1 (1 entity)"),
        (
            "eu-xml",
            "eu_current.xml",
            "refused: 1 (1 no_usable_name NAME no name can be looked for)",
        ),
        ("eu-xml", "eu_old.xml", "passed over: 1 (1 enterprise)"),
        ("csl-csv", "csl.csv", "1 no_person_by_name name"),
        ("ftm-json", "people.ftm.json", "1 person who is no target"),
        (
            "opensanctions-csv",
            "targets.simple.csv",
            "1 missing_value id no value",
        ),
        ("csv", "flat.csv", "refused: 0"),
    ] {
        let out = folder.path().join("list.parquet");
        let run = || {
            let mut command = preboard();
            command
                .args(["watchlist", "import", format])
                .arg(sample(source))
                .arg("-o")
                .arg(&out);
            command
                .args(["--category", "sanctions", "--handling", "officers"])
                .output()
                .unwrap()
        };
        let output = run();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(
            output.status.success() && said.contains(says),
            "{format}: {said}"
        );
        assert!(output.stdout.is_empty());
        let list = read::read(&out).unwrap();
        assert!(
            list.entries
                .iter()
                .all(|entry| entry.category == "sanctions")
        );
        assert!(
            list.entries
                .iter()
                .all(|entry| entry.handling.as_deref() == Some("officers"))
        );
        let report = std::fs::read_to_string(folder.path().join("list.rejects.csv")).unwrap();
        assert!(report.starts_with("file,row,column,code,lost,message,edifact_message\n"));
        run();
        assert_eq!(read::read(&out).unwrap().digest, list.digest, "{format}");
    }
}

/// Every format of lines: whole, it is read; cut in its last record, it is damaged.
#[test]
fn a_list_cut_in_plain_text_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let alt = "1,1,\"aka\",\"MUSTER, Jo\",-0-\r\n";
    std::fs::write(at("alt.csv"), alt).unwrap();
    let sdn =
        "1,\"SPECIMEN, Jo\",\"individual\",\"X\",-0-,-0-,-0-,-0-,-0-,-0-,-0-,\"DOB 1970.\"\r\n";
    let text = |name: &str| std::fs::read_to_string(sample(name)).unwrap();
    let people = text("people.ftm.json");
    let first = people.lines().next().unwrap();
    let people = format!("{}\n{first}\n", people.trim_end());
    let flat = text("flat.csv");
    let targets = text("targets.simple.csv");
    let csl = text("csl.csv");
    let csl: String = csl.split_inclusive('\n').take(2).collect();
    for (format, name, whole, cuts) in [
        (
            "ofac-csv",
            "sdn.csv",
            sdn.to_owned(),
            vec![5, 60, sdn.len() - 3],
        ),
        ("csl-csv", "c.csv", csl.clone(), vec![csl.len() - 12]),
        ("ftm-json", "p.json", people.clone(), vec![people.len() - 9]),
        (
            "csv",
            "f.csv",
            flat.clone(),
            vec![flat.trim_end().rfind('\n').unwrap() + 9],
        ),
        (
            "opensanctions-csv",
            "t.csv",
            targets.clone(),
            vec![targets.trim_end().rfind('\n').unwrap() + 4],
        ),
    ] {
        let import = |text: &str| {
            std::fs::write(at(name), text).unwrap();
            let mut command = preboard();
            command.args(["watchlist", "import", format]).arg(at(name));
            command.arg("-o").arg(at("out.parquet")).output().unwrap()
        };
        let done = import(&whole);
        let said = String::from_utf8(done.stderr).unwrap();
        assert!(done.status.success(), "{format}: {said}");
        std::fs::remove_file(at("out.parquet")).unwrap();
        for cut in cuts {
            let done = import(&whole[..cut]);
            let said = String::from_utf8(done.stderr).unwrap();
            assert_eq!(done.status.code(), Some(65), "{format} {cut}: {said}");
            assert!(said.contains(name) && said.contains("last row"), "{said}");
            assert!(!at("out.parquet").exists(), "{format}");
        }
    }
}

#[test]
fn an_ofac_list_bears_the_date_that_is_given_and_none_of_the_future() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("list.parquet");
    let import = |more: &[&str], out: &Path| {
        let mut command = preboard();
        command.args(["watchlist", "import", "ofac-csv"]);
        command.arg(sample("ofac")).arg("-o").arg(out).args(more);
        command.output().unwrap()
    };
    let done = import(&[], &out);
    let said = String::from_utf8(done.stderr).unwrap();
    assert!(
        done.status.success() && said.contains("bears no date"),
        "{said}"
    );
    assert_eq!(read::read(&out).unwrap().list_date, None);
    let done = import(&["--list-date", "2021-03-01"], &out);
    assert!(done.status.success());
    let date = Some(jiff::civil::date(2021, 3, 1));
    assert_eq!(read::read(&out).unwrap().list_date, date);
    let done = import(&["--list-date", "2199-01-01"], &out);
    assert_eq!(done.status.code(), Some(64));
    let done = import(&[], folder.path());
    assert_eq!(done.status.code(), Some(73));
}

#[test]
fn a_billion_laughs_stop_the_import_and_write_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let laughs: String = (1..10)
        .map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10)))
        .collect();
    let text = format!(
        "<!DOCTYPE L [<!ENTITY l0 \"lol\">{laughs}]><CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL>\
         <FIRST_NAME>&l9;</FIRST_NAME></INDIVIDUAL></INDIVIDUALS></CONSOLIDATED_LIST>"
    );
    let source = folder.path().join("laughs.xml");
    std::fs::write(&source, text).unwrap();
    let out = folder.path().join("list.parquet");
    for format in ["un-xml", "eu-xml"] {
        let mut command = preboard();
        command
            .args(["watchlist", "import", format])
            .arg(&source)
            .arg("-o")
            .arg(&out);
        let output = command.output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(65), "{said}");
        assert!(said.contains("document type definition"), "{said}");
        assert!(!out.exists());
    }
}

#[test]
fn a_list_that_is_refused_whole_has_its_report_and_no_output() {
    let folder = tempfile::tempdir().unwrap();
    let columns = "entry_id,list,authority,category,full_name";
    for (format, text, says, line) in [
        // Nobody in it, and why nobody.
        ("csv", format!("{columns}\n"), "lists no person", ""),
        (
            "csv",
            format!("{columns}\n1,L,A,c,123\n"),
            "lists no person",
            "list.txt,2,names,no_usable_name,row",
        ),
        (
            "opensanctions-csv",
            "id,schema,name\n1,Company,Specimen\n".to_owned(),
            "lists no person",
            "",
        ),
        (
            "csv",
            "1,Muster\n".to_owned(),
            "entry_id is missing",
            "list.txt,0,,refused_whole,file,list.txt: required column entry_id is missing",
        ),
        (
            "un-xml",
            "<CONSOLIDATED_LIST><INDIVIDUALS>".to_owned(),
            "fetch it again",
            "list.txt,0,,refused_whole,file,list.txt is damaged",
        ),
    ] {
        let (source, out) = (
            folder.path().join("list.txt"),
            folder.path().join("list.parquet"),
        );
        std::fs::write(&source, text).unwrap();
        let mut command = preboard();
        command.args(["watchlist", "import", format]).arg(&source);
        let output = command.arg("-o").arg(&out).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(65), "{format}: {said}");
        assert!(said.contains(says), "{format}: {said}");
        assert!(!out.exists());
        let report = folder.path().join("list.rejects.csv");
        let report_text = std::fs::read_to_string(&report).unwrap();
        assert!(report_text.contains(line), "{report_text}");
        std::fs::remove_file(report).unwrap();
    }
}

/// One person with a passport on two lists.
fn two_lists(folder: &Path) -> [PathBuf; 2] {
    let person = |list: &str, id: &str, surname: &str| {
        let mut person = entry(id, surname, "Boris Petrovich", "1970-03-05");
        person.list = list.to_owned();
        person.authority = format!("Authority {list}");
        person.handling = Some(format!("handling {list}"));
        person.reason = Some(format!("reason {list}"));
        person.documents = vec![ListedDocument {
            kind: Some("P".to_owned()),
            number: "X7654321".to_owned(),
            issuer: preboard::domain::codes::Country::parse("UTO"),
        }];
        person
    };
    let put = |name: &str, entries: &[Entry]| {
        let path = folder.join(name);
        let meta = ListMeta {
            list_date: Some(jiff::civil::date(2026, 11, 1)),
            source_digest: Some(name.to_owned()),
        };
        canonical::write(&path, entries, &meta).unwrap();
        path
    };
    let mut namesake = entry("9", "Zumarinov", "Boris Petrovich", "1981-06-07");
    namesake.list = "TWO".to_owned();
    [
        put("one.parquet", &[person("ONE", "1", "Zumarinov")]),
        put("two.parquet", &[person("TWO", "2", "Zumarinow"), namesake]),
    ]
}

#[test]
fn a_person_on_two_lists_is_one_hit_that_names_both_and_comes_apart_again() {
    let world = World::new();
    let lists = two_lists(world.folder.path());
    let merged = world.path("merged.parquet");
    let mut command = preboard();
    command
        .args(["watchlist", "merge"])
        .args(&lists)
        .arg("-o")
        .arg(&merged);
    let output = command.output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.contains("2 people of 3 entries") && said.contains("joined by document: 1"),
        "{said}"
    );

    world.manifest(&[row("Zumarinov", "Boris Petrovich", "1970-03-05")]);
    let mut command = preboard();
    command.args(["run", "--as-of", AS_OF, "--run-id", "night", "--manifest"]);
    command
        .arg(world.path("manifest.parquet"))
        .arg("--watchlist")
        .arg(&merged);
    command.arg("--out").arg(world.path("out"));
    let output = command.output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let cases = read_cases(&world.path("out/night/recommendations.parquet")).unwrap();
    assert_eq!(cases.len(), 1);
    assert_eq!(
        (cases[0].list.as_deref(), cases[0].entry_id.as_deref()),
        (Some("ONE"), Some("1"))
    );
    let case = &cases[0].case_id;
    let mut command = preboard();
    command
        .args(["explain", case, "--run"])
        .arg(world.path("out/night"));
    assert!(command.output().unwrap().status.success());
    let page = world.path("out/night/groups/NEW_YORK/briefing.html");
    let briefing = std::fs::read_to_string(page).unwrap();
    for part in [
        "ONE 1: reason ONE; TWO 2: reason TWO",
        "ONE 1: handling ONE; TWO 2: handling TWO",
    ] {
        assert!(briefing.contains(part), "{part}");
    }

    let apart = world.path("apart");
    let mut command = preboard();
    command
        .args(["watchlist", "split"])
        .arg(&merged)
        .arg("-o")
        .arg(&apart);
    assert!(command.output().unwrap().status.success());
    for list in lists {
        let again = apart.join(list.file_name().unwrap());
        assert_eq!(std::fs::read(&list).unwrap(), std::fs::read(again).unwrap());
    }
}

#[test]
fn a_list_of_too_great_an_age_is_named_by_run_and_check() {
    let world = World::new();
    let [one, _] = two_lists(world.folder.path());
    world.manifest(&[row("Nobody", "Known", "1990-01-01")]);
    for (limits, code, says) in [
        ("list_age_days = 30", 0, ""),
        (
            "list_age_days = 7",
            65,
            "list ONE is 22 days old, more than 7",
        ),
        (
            "list_age_days_of = { ONE = 14 }",
            65,
            "list ONE is 22 days old, more than 14",
        ),
        ("list_age_days = 7\nlist_age_days_of = { ONE = 0 }", 0, ""),
    ] {
        let config = world.path("own.toml");
        std::fs::write(&config, format!("[run]\n{limits}\n")).unwrap();
        for command in ["check", "run"] {
            let mut run = preboard();
            run.args([command, "--as-of", AS_OF, "--config"])
                .arg(&config);
            run.arg("--manifest").arg(world.path("manifest.parquet"));
            run.arg("--watchlist")
                .arg(&one)
                .arg("--out")
                .arg(world.path("out"));
            let output = run.output().unwrap();
            let said = String::from_utf8(output.stderr).unwrap();
            assert_eq!(
                output.status.code(),
                Some(code),
                "{command} {limits}: {said}"
            );
            assert!(said.contains(says), "{command} {limits}: {said}");
        }
        let _ = std::fs::remove_dir_all(world.path("out"));
    }
}

#[test]
fn inspect_and_diff_tell_what_is_in_a_list_and_what_changed() {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, entries: &[Entry]| {
        let path = folder.path().join(name);
        canonical::write(&path, entries, &ListMeta::default()).unwrap();
        path
    };
    let mut bare = entry("2", "", "Mononym", "");
    bare.names[0].surname = None;
    let glued = entry("3", "MustermannMRS", "Erika", "2030-01-01");
    let mut twice = entry("4", "Specimen", "Jo", "1970-03-05");
    twice.documents = vec![ListedDocument {
        kind: None,
        number: "1".into(),
        issuer: None,
    }];
    let again = Entry {
        entry_id: "5".into(),
        documents: Vec::new(),
        ..twice.clone()
    };
    let old = put(
        "old.parquet",
        &[entry("1", "Gone", "Jo", "1970"), twice.clone()],
    );
    let changed = Entry {
        reason: Some("new".into()),
        ..twice.clone()
    };
    let new = put("new.parquet", &[bare, glued, changed, again]);

    let mut command = preboard();
    command
        .args(["watchlist", "inspect", "--as-of", AS_OF, "--format", "json"])
        .arg(&new);
    let found: serde_json::Value =
        serde_json::from_slice(&command.output().unwrap().stdout).unwrap();
    let suspects = &found[0]["suspects"];
    for (reason, rows) in [
        ("one_word_alone", vec![1]),
        ("title_in_name", vec![2]),
        ("birth_in_future", vec![2]),
        ("useless_number", vec![3]),
        ("maybe_twice", vec![3, 4]),
    ] {
        assert_eq!(
            suspects[reason]["first_rows"],
            serde_json::json!(rows),
            "{reason}: {found:#}"
        );
    }
    assert_eq!(suspects.as_object().unwrap().len(), 5, "{found:#}");
    assert_eq!(found[0]["counts"]["missing"]["a birth date"], 1);

    let mut command = preboard();
    command.args(["watchlist", "diff"]).args([&old, &new]);
    let output = command.output().unwrap();
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        "change,list,entry_id,fields,entry_name\n\
         withdrawn,TEST,1,,\"Gone, Jo\"\n\
         added,TEST,2,,Mononym\n\
         added,TEST,3,,\"MustermannMRS, Erika\"\n\
         changed,TEST,4,reason +1 -0,\"Specimen, Jo\"\n\
         added,TEST,5,,\"Specimen, Jo\"\n"
    );
}

fn shared(path: &str) -> Option<PathBuf> {
    let found = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/data/lists")
        .join(path);
    if !found.exists() {
        eprintln!("skipped: lists/{path} of the shared data is absent");
        return None;
    }
    Some(found)
}

/// Rows, entries, primary names, strong and weak aliases, names in another script, births,
/// nationalities, documents, documents out of text.
fn counts(imported: &Imported) -> [usize; 10] {
    assert!(imported.adds_up());
    let entries = &imported.entries;
    let names = || entries.iter().flat_map(|entry| &entry.names);
    let kind = |kind| names().filter(|name| name.kind == kind).count();
    let latin = |script: &String| script == "Latn";
    let documents = || entries.iter().flat_map(|entry| &entry.documents);
    [
        imported.rows as usize,
        entries.len(),
        kind(NameKind::Primary),
        kind(NameKind::Alias),
        kind(NameKind::WeakAlias),
        names()
            .filter(|name| name.script.as_ref().is_some_and(|script| !latin(script)))
            .count(),
        entries.iter().map(|entry| entry.birth_dates.len()).sum(),
        entries.iter().map(|entry| entry.nationalities.len()).sum(),
        documents().count(),
        documents()
            .filter(|document| {
                document
                    .kind
                    .as_ref()
                    .is_some_and(|kind| kind.ends_with("(from text)"))
            })
            .count(),
    ]
}

#[test]
fn the_published_lists_are_read_in_full() {
    type Read = fn(&Path) -> preboard::error::Result<Imported>;
    let cases: [(&str, Read, [usize; 10]); 4] = [
        ("un/un_2026-08-01.xml", |path| un::import(path, None), UN),
        ("eu/eu_2017.xml", |path| eu::import(path, None), EU),
        (
            "csl/consolidated.csv.gz",
            |path| csl::import(path, None),
            CSL,
        ),
        ("ftm/entities.ftm.json", |path| ftm::import(path, None), FTM),
    ];
    for (file, import, expected) in cases {
        if let Some(path) = shared(file) {
            assert_eq!(counts(&import(&path).unwrap()), expected, "{file}");
        }
    }
}

// docs/list_import.md states and explains these.
const UN: [usize; 10] = [1_011, 736, 736, 1_928, 651, 388, 918, 661, 519, 78];
const EU: [usize; 10] = [595, 319, 319, 970, 0, 7, 406, 303, 125, 4];
const CSL: [usize; 10] = [14_160, 6_835, 6_835, 9_032, 0, 0, 5_858, 3_512, 3_837, 2];
const FTM: [usize; 10] = [1_565, 423, 423, 1_982, 221, 923, 248, 272, 0, 0];

#[test]
fn a_list_whose_letters_were_cut_to_bytes_is_refused() {
    if let Some(path) = shared("un/un_2025-08-16.xml") {
        let error = un::import(&path, None).unwrap_err();
        assert!(error.to_string().contains("fetch it again"), "{error}");
    }
}
