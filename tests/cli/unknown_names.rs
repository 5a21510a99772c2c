//! What a list's reader meets and does not know is told, counted, and in the report; and what a
//! published file is known to hold is not.

use crate::common::{World, import, sample};
use std::path::Path;

/// Format, sample, what is written otherwise, and what is told of it.
const CHANGES: [(&str, &str, &str, &str, &str); 10] = [
    (
        "un-xml",
        "un.xml",
        "INDIVIDUAL_DATE_OF_BIRTH",
        "INDIVIDUAL_BIRTH_DATE",
        "element INDIVIDUAL_BIRTH_DATE is not known and was not read, 7 times, first in row 1",
    ),
    (
        "un-xml",
        "un.xml",
        "Low<",
        "Feeble<",
        "alias type Feeble is not known",
    ),
    (
        "eu-xml",
        "eu_current.xml",
        "wholeName=",
        "fullName=",
        "attribute nameAlias@fullName is not known and was not read, 4 times, first in row 1",
    ),
    (
        "eu-xml",
        "eu_old.xml",
        "BIRTH",
        "BORN",
        "element BORN is not known",
    ),
    (
        "csl-csv",
        "csl.csv",
        "dates_of_birth",
        "birthdays",
        "column birthdays is not known",
    ),
    (
        "opensanctions-csv",
        "targets.simple.csv",
        "birth_date",
        "born",
        "column born is not known and was not read",
    ),
    (
        "ftm-json",
        "people.ftm.json",
        "birthDate",
        "bornOn",
        "property bornOn is not known",
    ),
    (
        "ftm-json",
        "people.ftm.json",
        "\"sanction\"",
        "\"sanction.new\"",
        "topic sanction.new is not known",
    ),
    (
        "ofac-csv",
        "ofac/alt.csv",
        "\"aka\"",
        "\"also\"",
        "alias type also is not known",
    ),
    (
        "csv",
        "flat.csv",
        "birth_dates",
        "bdates",
        "column bdates is not known",
    ),
];

#[test]
fn every_reader_tells_what_it_does_not_know() {
    let world = World::empty();
    let copied = |from: &str, change: &dyn Fn(String) -> String| {
        let text = std::fs::read_to_string(sample("watchlist").join(from)).unwrap();
        let name = Path::new(from)
            .file_name()
            .unwrap()
            .to_string_lossy()
            .into_owned();
        world.write(&name, change(text))
    };
    for (format, file, from, to, tells) in CHANGES {
        for sibling in ["ofac/sdn.csv", "ofac/alt.csv", "ofac/sdn_comments.csv"] {
            copied(sibling, &|text| text);
        }
        let mut source = copied(file, &|text| {
            assert!(text.contains(from), "{file} lacks {from}");
            text.replace(from, to)
        });
        if format == "ofac-csv" {
            source = world.path("sdn.csv");
        }
        let out = world.path("list.parquet");
        let more = ["--category", "sanctions", "--list-date", "2026-11-01"];
        import("watchlist", format, &source, &out, &more)
            .ok()
            .tells(&["warning: ", tells]);
        let report = world.text("list.rejects.csv");
        let line = report.lines().find(|line| {
            line.contains(
                tells
                    .split(" is ")
                    .next()
                    .unwrap()
                    .rsplit(' ')
                    .next()
                    .unwrap(),
            )
        });
        assert!(
            line.is_some_and(|line| line.contains(",not_known,nothing,")),
            "{report}"
        );
        std::fs::remove_file(&out).unwrap();
    }
}

#[test]
fn what_a_published_form_is_known_to_hold_is_not_told() {
    let world = World::empty();
    for (format, file) in [
        ("un-xml", "un.xml"),
        ("eu-xml", "eu_current.xml"),
        ("eu-xml", "eu_old.xml"),
        ("csl-csv", "csl.csv"),
        ("opensanctions-csv", "targets.simple.csv"),
        ("ftm-json", "people.ftm.json"),
        ("ofac-csv", "ofac"),
    ] {
        let out = world.path(&format!("{format}.parquet"));
        let more = ["--category", "sanctions", "--list-date", "2026-11-01"];
        import(
            "watchlist",
            format,
            &sample("watchlist").join(file),
            &out,
            &more,
        )
        .ok()
        .hides(&["is not known"]);
    }
}
