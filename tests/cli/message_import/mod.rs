//! `preboard manifest import`: small invented messages, and the public ones where they are.

mod capped;
mod cut_files;
mod disguised;

use crate::common::{Said, World, import, sample, shared};
use std::path::{Path, PathBuf};

fn message(name: &str) -> PathBuf {
    sample("messages").join(name)
}

fn import_to(output: &Path, format: &str, source: &Path, more: &[&str]) -> Said {
    import("manifest", format, source, output, more)
}

/// The table of what an import refused.
fn refused(manifest: &Path) -> String {
    std::fs::read_to_string(manifest.with_extension("rejects.csv")).unwrap()
}

const MAP: [&str; 9] = [
    "--column",
    "surname=Last",
    "given_names=First+Middle",
    "birth_date=Born",
    "departure_airport=From",
    "arrival_airport=To",
    "scheduled_departure=Leaves",
    "flight_number=Flight",
    "--quiet",
];

#[test]
fn every_format_ends_in_a_manifest_that_finds_the_listed_traveller() {
    let cases: [(&str, &str, &[&str]); 3] = [
        ("paxlst", "list.edi", &[]),
        ("pnrgov", "bookings.edi", &[]),
        ("csv", "flat.csv", &MAP),
    ];
    for (format, name, more) in cases {
        let world = World::new();
        import_to(
            &world.path("manifest.parquet"),
            format,
            &message(name),
            more,
        )
        .ok();
        let cases = world.night("night").text("recommendations.csv");
        assert_eq!(cases.lines().count(), 2, "{format}: {cases}");
        assert!(cases.contains("ZUMARINOV"), "{format}: {cases}");
        assert!(
            cases.contains("2026-11-24T13:00:00"),
            "{format}: local time: {cases}"
        );
    }
}

#[test]
fn rejects_lie_beside_the_output_and_name_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let expect = [
        (
            "paxlst",
            "list.edi",
            &[][..],
            "list.edi,20,NAD,NAD,no_usable_name,row,the name holds no letter,1\n\
             list.edi,27,scheduled_departure,scheduled_departure,bad_timestamp,message,the departure is no date and time,2\n\
             list.edi,30,NAD,NAD,no_flight,row,the message has no flight that can be used,2\n",
        ),
        ("pnrgov", "bookings.edi", &[], ""),
        (
            "csv",
            "flat.csv",
            &MAP,
            "flat.csv,4,scheduled_departure,scheduled_departure,bad_timestamp,row,the departure is no date and time,\n\
             flat.csv,5,,,wrong_field_count,row,another number of fields than the header has,\n",
        ),
    ];
    for (format, name, more, lines) in expect {
        let output = folder.path().join(format!("{format}.parquet"));
        import_to(&output, format, &message(name), more).ok();
        let header = "file,row,column,column_name,code,lost,message,edifact_message\n";
        assert_eq!(refused(&output), format!("{header}{lines}"), "{format}");
    }
}

#[test]
fn misuse_and_wrong_files_have_their_codes_and_leave_no_manifest() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("out.parquet");
    let cases: [(&str, &str, &[&str], i32, &str); 7] = [
        (
            "paxlst",
            "list.edi",
            &["--column", "surname=X"],
            64,
            "messages have no columns",
        ),
        (
            "csv",
            "flat.csv",
            &["--map", "surnam=Last"],
            64,
            "surnam is no column",
        ),
        (
            "csv",
            "flat.csv",
            &["--map", "surname"],
            64,
            "surname=LAST_NAME",
        ),
        (
            "csv",
            "flat.csv",
            &[],
            65,
            "scheduled_departure, surname are missing; name the file's own column: --column",
        ),
        ("pnrgov", "list.edi", &[], 65, "no passenger could be read"),
        ("paxlst", "flat.csv", &[], 65, "no passenger could be read"),
        ("paxlst", "absent.edi", &[], 66, "cannot read"),
    ];
    for (format, name, more, code, words) in cases {
        let said = import_to(&output, format, &message(name), more);
        said.ended(code).tells(&[words]);
        assert!(!output.exists(), "{format} {name}");
    }
}

#[test]
fn times_that_claim_to_be_utc_and_are_not_are_doubted() {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("utc.csv");
    let mut text =
        "surname,given_names,flight_number,departure_airport,arrival_airport,scheduled_departure\n"
            .to_owned();
    for number in 0..18 {
        let hour = 6 + number;
        text += &format!(
            "DOE,JO,XX{},JFK,CDG,2026-11-24 {hour:02}:00\n",
            100 + number
        );
    }
    std::fs::write(&source, text).unwrap();
    let output = folder.path().join("out.parquet");
    for (times, doubted) in [("utc", true), ("local", false)] {
        let said = import_to(&output, "csv", &source, &["--times", times]).ok();
        assert_eq!(
            said.err.contains("are these times UTC?"),
            doubted,
            "{said:#?}"
        );
        // The night says so too, whoever wrote the manifest.
        let world = World::new();
        std::fs::copy(&output, world.path("manifest.parquet")).unwrap();
        let said = Said::of(&mut world.run()).ok();
        assert_eq!(said.err.contains("may be no UTC"), doubted, "{said:#?}");
    }
}

/// What comes out of the public messages: see `docs/message_import.md`.
#[test]
fn every_public_message_imports() {
    for (format, files, passengers, rows) in [("paxlst", 8, 312, 336), ("pnrgov", 30, 156, 157)] {
        let Some(folder) = shared(&format!("manifests/{format}")) else {
            return;
        };
        let out = tempfile::tempdir().unwrap();
        let out = out.path().join("out.parquet");
        let said = import_to(&out, format, &folder, &[]).ok();
        let text = said.hides(&["of them refused"]).err;
        let of_files = text.lines().filter(|line| line.contains(": 1 message, "));
        assert_eq!(of_files.count(), files, "{text}");
        let whole = format!("{rows} rows of {passengers} passengers");
        assert!(text.contains(&whole), "{text}");
    }
}
