//! Lists as their authorities publish them, to one night's case. The whole published ones:
//! `library/published_lists.rs`.

#[path = "../../src/tables/workbook.rs"]
mod workbook;

use crate::common::{Said, import, sample};
use preboard::watchlist::read;
use std::path::{Path, PathBuf};

fn import_list(format: &str, source: &Path, out: &Path, more: &[&str]) -> Said {
    import("watchlist", format, source, out, more)
}

fn list_sample(name: &str) -> PathBuf {
    sample("watchlist").join(name)
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
        ("ofac-xml", "ofac_forms/sdn.xml", "2 (1 entity; 1 vessel)"),
        (
            "ofac-advanced-xml",
            "ofac_forms/sdn_advanced.xml",
            "2 (1 entity; 1 vessel)",
        ),
        ("sema-xml", "sema.xml", "passed over: 2 (1 entity; 1 ship)"),
        ("seco-xml", "seco.xml", "1 no longer listed"),
        ("senzing-json", "senzing.jsonl", "1 organisation"),
        ("uk-csv", "uk.csv", "2 further row of a person"),
        ("uk-xml", "uk.xml", "1 of a type that is not known"),
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
        let more = ["--category", "sanctions", "--handling", "officers"];
        let run = || import_list(format, &list_sample(source), &out, &more).ok();
        assert_eq!(run().tells(&[says]).out, "");
        let list = read::read(&out).unwrap();
        assert!(!list.entries.is_empty());
        for entry in &list.entries {
            assert_eq!(entry.category, "sanctions");
            assert_eq!(entry.handling.as_deref(), Some("officers"));
        }
        let report = std::fs::read_to_string(folder.path().join("list.rejects.csv")).unwrap();
        assert!(
            report.starts_with("file,row,column,column_name,code,lost,message,edifact_message\n")
        );
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
    let text = |name: &str| std::fs::read_to_string(list_sample(name)).unwrap();
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
            import_list(format, &at(name), &at("out.parquet"), &[])
        };
        import(&whole).ok();
        std::fs::remove_file(at("out.parquet")).unwrap();
        for cut in cuts {
            import(&whole[..cut]).ended(65).tells(&[name, "last row"]);
            assert!(!at("out.parquet").exists(), "{format}");
        }
    }
}

/// Whoever is missing is for welfare whatever the operator calls the list; the dead are left out, and
/// of what no colour is said nothing is guessed.
#[test]
fn notices_are_never_more_than_their_colour_says() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("list.parquet");
    let categories = |more: &[&str]| -> Vec<String> {
        let notices = list_sample("interpol.json");
        let said = import_list("interpol-json", &notices, &out, more).ok();
        said.tells(&["1 black notice: the dead"]);
        let list = read::read(&out).unwrap();
        list.entries
            .into_iter()
            .map(|entry| entry.category)
            .collect()
    };
    assert_eq!(categories(&[]), ["fugitive", "missing_person"]);
    let forced = categories(&["--category", "sanctions"]);
    assert_eq!(
        forced,
        ["sanctions", "missing_person", "sanctions", "sanctions"]
    );
}

#[test]
fn an_ofac_list_bears_the_date_that_is_given_and_none_of_the_future() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("list.parquet");
    let import =
        |more: &[&str], out: &Path| import_list("ofac-csv", &list_sample("ofac"), out, more);
    import(&[], &out).ok().tells(&["bears no date"]);
    assert_eq!(read::read(&out).unwrap().list_date, None);
    import(&["--list-date", "2021-03-01"], &out).ok();
    let date = Some(jiff::civil::date(2021, 3, 1));
    assert_eq!(read::read(&out).unwrap().list_date, date);
    import(&["--list-date", "2199-01-01"], &out).ended(64);
    import(&[], folder.path()).ended(73);
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
    for format in [
        "un-xml",
        "eu-xml",
        "uk-xml",
        "ofac-xml",
        "ofac-advanced-xml",
        "sema-xml",
        "seco-xml",
    ] {
        let said = import_list(format, &source, &out, &[]);
        said.ended(65).tells(&["document type definition"]);
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
            "list.txt,2,names,names,no_usable_name,row",
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
            "entry_id, list, authority, category, full_name or surname are missing",
            "list.txt,0,,,refused_whole,file,\"list.txt: required columns entry_id, list",
        ),
        (
            "un-xml",
            "<CONSOLIDATED_LIST><INDIVIDUALS>".to_owned(),
            "fetch it again",
            "list.txt,0,,,refused_whole,file,list.txt is damaged",
        ),
    ] {
        let (source, out) = (
            folder.path().join("list.txt"),
            folder.path().join("list.parquet"),
        );
        std::fs::write(&source, text).unwrap();
        let said = import_list(format, &source, &out, &[]);
        said.ended(65).tells(&[says]);
        assert!(!out.exists());
        let report = folder.path().join("list.rejects.csv");
        let report_text = std::fs::read_to_string(&report).unwrap();
        assert!(report_text.contains(line), "{report_text}");
        std::fs::remove_file(report).unwrap();
    }
}

#[test]
fn a_spreadsheet_is_imported_within_its_limits() {
    use workbook::Cell::{Number, Text};
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let header = [
        "Reference",
        "Name of Individual or Entity",
        "Type",
        "Travel Ban",
    ];
    let rows = [
        header.map(Text).to_vec(),
        vec![
            Number(1.0),
            Text("Jo SPECIMEN"),
            Text("Individual"),
            Number(1.0),
        ],
        vec![Text("1a"), Text("Little Jo"), Text("Individual")],
        vec![Number(2.0), Text("Sample Trading"), Text("Entity")],
    ];
    std::fs::write(at("list.xlsx"), workbook::written(&rows)).unwrap();
    std::fs::write(at("topics.tsv"), "programme:travel ban\tsmuggling\n").unwrap();
    let run = |more: &[&str]| import_list("dfat-xlsx", &at("list.xlsx"), &at("l.parquet"), more);
    let topics = at("topics.tsv").display().to_string();
    let said = run(&["--topics", &topics, "--list-date", "2026-11-20"]).ok();
    said.tells(&[
        "1 entry of 3 rows",
        "2 (1 entity; 1 further row of a person)",
    ]);
    let list = read::read(&at("l.parquet")).unwrap();
    assert_eq!(list.entries[0].category, "smuggling");
    assert_eq!(list.entries[0].names.len(), 2);
    std::fs::write(at("small.toml"), "[limits]\nsheet_rows = 3\n").unwrap();
    let small = at("small.toml").display().to_string();
    let said = run(&["--config", &small]).ended(65);
    said.tells(&["asks for more than it may", "limits.sheet_rows", "[limits]"]);
    // The other importers name it for what it is.
    for format in ["csv", "un-xml", "ftm-json"] {
        let said = import_list(format, &at("list.xlsx"), &at("other.parquet"), &[]);
        said.ended(65).tells(&["is a spreadsheet"]);
    }
}

/// Each format with what is none of it: told as what it is, with a next step that helps.
#[test]
fn a_source_of_another_kind_is_told_as_that_by_every_format() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    std::fs::create_dir(at("folder")).unwrap();
    for (name, bytes) in [
        ("empty", &b""[..]),
        ("picture", b"\x89PNG\r\n\x1a\n0000"),
        ("page", b"<html><body>not here</body></html>"),
        ("words", b"hello world\n"),
        ("table.parquet", b"PAR1 and more"),
    ] {
        std::fs::write(at(name), bytes).unwrap();
    }
    let out = at("list.parquet");
    for (format, empty, other) in [
        ("ofac-xml", "is empty", "is no XML"),
        ("ofac-advanced-xml", "is empty", "is no XML"),
        ("uk-xml", "is empty", "is no XML"),
        ("un-xml", "is empty", "is no XML"),
        ("eu-xml", "is empty", "is no XML"),
        ("sema-xml", "is empty", "is no XML"),
        ("seco-xml", "is empty", "is no XML"),
        ("ftm-json", "is empty", "is no JSON"),
        ("senzing-json", "is empty", "is no JSON"),
        ("interpol-json", "is empty", "is no JSON"),
        ("dfat-xlsx", "is empty", "no spreadsheet"),
        ("uk-csv", "columns", "columns"),
        ("csl-csv", "columns", "columns"),
        ("opensanctions-csv", "columns", "columns"),
        ("csv", "columns", "columns"),
    ] {
        let run = |name: &str| import_list(format, &at(name), &out, &[]);
        run("folder")
            .ended(66)
            .tells(&["it is a folder", "name a file in it"]);
        for (name, says) in [("empty", empty), ("picture", other), ("words", other)] {
            let said = run(name).ended(65);
            assert!(
                !said.err.contains("damaged"),
                "{format} {name}: {}",
                said.err
            );
            said.tells(&[says]);
        }
        let said = run("page").ended(65);
        assert!(!said.err.contains("damaged"), "{format}: {}", said.err);
        if format != "dfat-xlsx" {
            run("table.parquet").ended(65).tells(&["a Parquet file"]);
        }
        assert!(!out.exists(), "{format}");
    }
}
