//! `preboard manifest import`: small invented messages, and the public ones where they are.

use crate::common::{Said, World, entry, import, sample, shared};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;
use std::path::{Path, PathBuf};

fn message(name: &str) -> PathBuf {
    sample("messages").join(name)
}

fn import_to(output: &Path, format: &str, source: &Path, more: &[&str]) -> Said {
    import("manifest", format, source, output, more)
}

fn zipped(text: &[u8], level: Compression) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), level);
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

/// The table of what an import refused.
fn refused(manifest: &Path) -> String {
    std::fs::read_to_string(manifest.with_extension("rejects.csv")).unwrap()
}

const MAP: [&str; 9] = [
    "--map",
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
            "list.edi,20,NAD,no_usable_name,row,the name holds no letter,1\n\
             list.edi,27,scheduled_departure,bad_timestamp,message,the departure is no date and time,2\n\
             list.edi,30,NAD,no_flight,row,the message has no flight that can be used,2\n",
        ),
        ("pnrgov", "bookings.edi", &[], ""),
        (
            "csv",
            "flat.csv",
            &MAP,
            "flat.csv,4,scheduled_departure,bad_timestamp,row,the departure is no date and time,\n\
             flat.csv,5,,wrong_field_count,row,another number of fields than the header has,\n",
        ),
    ];
    for (format, name, more, lines) in expect {
        let output = folder.path().join(format!("{format}.parquet"));
        import_to(&output, format, &message(name), more).ok();
        let header = "file,row,column,code,lost,message,edifact_message\n";
        assert_eq!(refused(&output), format!("{header}{lines}"), "{format}");
    }
}

#[test]
fn the_same_messages_give_the_same_bytes_compressed_or_not() {
    let folder = tempfile::tempdir().unwrap();
    let text = std::fs::read(message("list.edi")).unwrap();
    let packed = folder.path().join("list.edi");
    std::fs::write(&packed, zipped(&text, Compression::fast())).unwrap();
    let bytes = |name: &str, source: &Path| {
        let output = folder.path().join(name);
        import_to(&output, "paxlst", source, &[]).ok();
        std::fs::read(output).unwrap()
    };
    let plain = bytes("a.parquet", &message("list.edi"));
    assert_eq!(plain, bytes("b.parquet", &message("list.edi")));
    // The metadata hold the digest of the file as it stands.
    assert_eq!(plain.len(), bytes("c.parquet", &packed).len());
}

/// Of a compressed file that was cut, those before the cut are kept, the file is named, and
/// the other files of the import are not touched by it.
#[test]
fn a_compressed_file_that_breaks_off_keeps_whoever_stood_before() {
    let person = |number: usize| {
        // No two names alike, so that the cut lies in the middle of them.
        let letters = |n: usize| char::from(b'A' + (n % 26) as u8);
        let tail = [number, number / 26, number * 7, number * 11].map(letters);
        let tail = String::from_iter(tail);
        format!("NAD+FL+++SPECIMEN{tail}:JO{tail}'\nDTM+329:700305'\n")
    };
    let people: String = (0..2000).map(person).collect();
    let head = "UNB+UNOA:4+XX:ZZ+GOV:ZZ+261124:0300+1'\nUNH+1+PAXLST:D:05B:UN:IATA'\nBGM+745'\n\
                TDT+20+XX0101+++XX'\nLOC+125+CDG'\nDTM+189:2611241400:201'\nLOC+87+JFK'\n";
    let edi = format!("{head}{people}UNT+4007+1'\nUNZ+1+1'\n");
    let row = |number: usize| {
        format!(
            "XX101,CDG,JFK,2026-11-24T14:00,SPECIMEN{number},JO{}\n",
            number * 7919 % 997
        )
    };
    let header = "flight_number,departure_airport,arrival_airport,scheduled_departure,surname,\
                  given_names\n";
    let csv = format!("{header}{}", (0..2000).map(row).collect::<String>());
    for (format, text, whole) in [("paxlst", edi, "list.edi"), ("csv", csv, "")] {
        let folder = tempfile::tempdir().unwrap();
        let zipped = zipped(text.as_bytes(), Compression::default());
        let mut changed = zipped.clone();
        let check = zipped.len() - 8;
        changed[check] ^= 0xff;
        // Cut in the middle; whole, with a checksum that does not agree.
        for (bytes, least, most) in [
            (&zipped[..zipped.len() / 2], 300, 1_900),
            (&changed, 2_000, 2_001),
        ] {
            let source = folder.path().join("cut.gz");
            std::fs::write(&source, bytes).unwrap();
            let out = folder.path().join("m.parquet");
            let more = [message(whole)];
            let more: Vec<&str> = match whole {
                "" => Vec::new(),
                _ => more.iter().filter_map(|path| path.to_str()).collect(),
            };
            let said = import_to(&out, format, &source, &more).ended(65);
            said.tells(&["files that break off: cut.gz"]);
            let report = refused(&out);
            let line = report
                .lines()
                .find(|line| line.starts_with("cut.gz") && line.contains(",file,"));
            assert!(
                line.is_some_and(|line| line.contains(",cut_short,file,")),
                "{report}"
            );
            let rows = rows_of(&out, "cut.gz");
            assert!((least..=most).contains(&rows), "{format}: {rows} rows");
            if !whole.is_empty() {
                assert_eq!(rows_of(&out, whole), 2, "the other file");
            }
        }
    }
}

#[test]
fn a_file_that_ends_inside_a_message_is_exit_65_and_keeps_what_stood_before() {
    let folder = tempfile::tempdir().unwrap();
    let text = std::fs::read_to_string(message("list.edi")).unwrap();
    let source = folder.path().join("cut.edi");
    std::fs::write(&source, &text[..text.rfind("UNT+").unwrap()]).unwrap();
    let out = folder.path().join("m.parquet");
    let said = import_to(&out, "paxlst", &source, &[]).ended(65);
    said.tells(&["files that break off: cut.edi"]);
    let report = refused(&out);
    assert!(report.contains(",cut_short,message,"), "{report}");
    assert_eq!(rows_of(&out, "cut.edi"), 2);
    // An output that is a source is refused before anything is read.
    import_to(&source, "paxlst", &source, &[]).ended(64);
    assert!(std::fs::read_to_string(&source).unwrap().starts_with("UN"));
}

fn rows_of(manifest: &Path, source: &str) -> usize {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::RowAccessor;
    let file = std::fs::File::open(manifest).unwrap();
    let reader = SerializedFileReader::new(file).unwrap();
    let fields = reader
        .metadata()
        .file_metadata()
        .schema()
        .get_fields()
        .to_vec();
    let at = fields
        .iter()
        .position(|field| field.name() == "source_file")
        .unwrap();
    let rows = reader.get_row_iter(None).unwrap();
    rows.filter(|row| row.as_ref().unwrap().get_string(at).unwrap() == source)
        .count()
}

#[test]
fn misuse_and_wrong_files_have_their_codes_and_leave_no_manifest() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("out.parquet");
    let cases: [(&str, &str, &[&str], i32, &str); 7] = [
        (
            "paxlst",
            "list.edi",
            &["--map", "surname=X"],
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
            "column flight_number is missing",
        ),
        ("pnrgov", "list.edi", &[], 65, "no traveller could be read"),
        ("paxlst", "flat.csv", &[], 65, "no traveller could be read"),
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

/// Name as the message brings it (surname, given names), and as the list has it.
const DISGUISED: [(&str, &str, &str, &str); 17] = [
    // Titles glued to either end of either field.
    ("ZUMARINOV", "BORISLAVMR", "ZUMARINOV", "BORISLAV"),
    ("QADRIYOV", "MRTIMUR", "QADRIYOV", "TIMUR"),
    ("VELTRANOMRS", "SERAFINA", "VELTRANO", "SERAFINA"),
    ("TINDARELLI", "GAVINOMSTR", "TINDARELLI", "GAVINO"),
    ("FJELLSTADEN", "HALVARD DR", "FJELLSTADEN", "HALVARD"),
    // The fields swapped, or all in one.
    ("OKSANTRA", "BELFIORI", "BELFIORI", "OKSANTRA"),
    ("MONTEVERDIO/CLEMENTE MR", "", "MONTEVERDIO", "CLEMENTE"),
    ("ARBATOVSKY LEOPOLDO", "", "ARBATOVSKY", "LEOPOLDO"),
    // Fillers for a name one does not have.
    ("SUKARDJANTO", "FNU", "SUKARDJANTO", ""),
    ("FNU", "WIRATMADJAYA", "WIRATMADJAYA", ""),
    ("LNU", "HAMIDOLLAZADEH", "HAMIDOLLAZADEH", ""),
    ("TRISNAWATIKA", "XXX", "TRISNAWATIKA", ""),
    ("MARDIJOSOV", ".", "MARDIJOSOV", ""),
    // Cut at 25 letters of the surname, at 39 of the machine-readable zone.
    (
        "KRISHNAMURTHYVENKATARAGHA",
        "ANIRUDDHA",
        "KRISHNAMURTHYVENKATARAGHAVAN",
        "ANIRUDDHA",
    ),
    (
        "WIJAYAWARDENA GUNASEKARA",
        "ROHANA PRIYAN",
        "WIJAYAWARDENA GUNASEKARA",
        "ROHANA PRIYANTHA",
    ),
    // Split and lower case; one of two surnames left out.
    ("o grandison", "emiliana", "O'GRANDISON", "EMILIANA"),
    (
        "ECHEVARRIETA",
        "XIMENA",
        "ECHEVARRIETA ZUBIZARRETA",
        "XIMENA",
    ),
];

fn disguised(format: &str) -> String {
    let mut people = String::new();
    for (number, (surname, given, ..)) in DISGUISED.iter().enumerate() {
        let (day, surname) = (number + 1, surname.replace('\'', "?'"));
        people += &match format {
            "paxlst" => {
                format!("NAD+FL+++{surname}:{given}'DTM+329:7003{day:02}'RFF+ABO:{number}'")
            }
            _ => format!(
                "SRC'RCI+XX:Q{number}'TIF+{surname}+{given}:A:1'REF+:{number}'\
                 SSR+DOCS:HK:1:XX::::://///{day:02}MAR70/M'"
            ),
        };
    }
    let flight = match format {
        "paxlst" => "TDT+20+XX101'LOC+125+CDG'DTM+189:2611241400:201'LOC+87+JFK'",
        _ => "TVL+241126:1400+CDG+JFK+XX+101'",
    };
    format!(
        "UNB+A'UNH+1+{}:D:05B'{flight}{people}UNT'UNZ'",
        format.to_uppercase()
    )
}

#[test]
fn disguised_names_find_their_entries_in_either_message() {
    for format in ["paxlst", "pnrgov"] {
        let entries = DISGUISED
            .iter()
            .enumerate()
            .map(|(number, (.., surname, given))| {
                let birth = format!("1970-03-{:02}", number + 1);
                entry(&number.to_string(), surname, given, &birth)
            });
        let world = World::new();
        world.list(&entries.collect::<Vec<_>>());
        let people = world.write("people.edi", disguised(format));
        import_to(&world.path("manifest.parquet"), format, &people, &[]).ok();
        let night = world.night("night");
        let mut cases = csv::Reader::from_path(night.path("recommendations.csv")).unwrap();
        let header = cases.headers().unwrap().clone();
        let column = |name: &str| header.iter().position(|known| known == name).unwrap();
        let (person, entry) = (column("passenger_ref"), column("entry_id"));
        let found: Vec<_> = cases
            .records()
            .map(|case| case.unwrap())
            .filter(|case| case[person] == case[entry])
            .map(|case| case[person].parse::<usize>().unwrap())
            .collect();
        let lost: Vec<_> = DISGUISED
            .iter()
            .enumerate()
            .filter(|(number, _)| !found.contains(number))
            .collect();
        assert!(lost.is_empty(), "{format}: not found: {lost:?}");
    }
}

/// What comes out of the public messages: see `docs/message_import.md`.
#[test]
fn every_public_message_imports() {
    for (format, files, travellers, rows) in [("paxlst", 8, 312, 336), ("pnrgov", 30, 156, 157)] {
        let Some(folder) = shared(&format!("manifests/{format}")) else {
            return;
        };
        let out = tempfile::tempdir().unwrap();
        let out = out.path().join("out.parquet");
        let said = import_to(&out, format, &folder, &[]).ok();
        let text = said.hides(&["of them refused"]).err;
        let of_files = text.lines().filter(|line| line.contains(": 1 message, "));
        assert_eq!(of_files.count(), files, "{text}");
        let whole = format!("{rows} rows of {travellers} travellers");
        assert!(text.contains(&whole), "{text}");
    }
}
