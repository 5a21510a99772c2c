//! Files as people really have them: what is lost is told, too much of it stops, and what can be
//! read in one way alone is read.

use crate::common::{Said, World, import_as_it_is as import, passengers, preboard, row};
use std::path::{Path, PathBuf};

const HEADER: &str = "carrier,flight_number,departure_airport,arrival_airport,\
                      scheduled_departure,surname,given_names,birth_date,document_number,\
                      nationality\n";

fn flat(people: usize, change: impl Fn(usize, String) -> String) -> String {
    let row = |at: usize| {
        let letter = char::from(b'A' + (at % 26) as u8);
        let row = format!(
            "XX,101,CDG,JFK,2026-11-24 10:30,SURNAME{letter}Q,NAME,1980-01-16,X00{at:05},FRA\n"
        );
        change(at, row)
    };
    HEADER.to_owned() + &(0..people).map(row).collect::<String>()
}

fn csv(world: &World, text: impl AsRef<[u8]>, more: &[&str]) -> Said {
    let source = world.write("flat.csv", text);
    import("manifest", "csv", &source, &world.path("m.parquet"), more)
}

/// Once 41 of 61 travellers stood in one cell, and the exit code was 0.
#[test]
fn a_stray_quote_costs_its_row_and_a_ceiling_holds_for_what_is_lost() {
    let world = World::new();
    let stray = |wrong: usize| {
        flat(61, move |at, row| match at % 20 < wrong {
            true => row.replace(",FRA", ",\"FRA"),
            false => row,
        })
    };
    let said = csv(&world, stray(0), &[]).ok();
    said.tells(&["61 rows of 61 passengers"]);
    let before = std::fs::read(world.path("m.parquet")).unwrap();
    let said = csv(&world, stray(1), &[]).ended(65);
    said.tells(&["4 of 61 people", "--most-lost", "is not written"]);
    assert_eq!(std::fs::read(world.path("m.parquet")).unwrap(), before);
    let said = csv(&world, stray(1), &["--most-lost", "0.1"]).ok();
    said.tells(&["57 rows of 57 passengers", "wrong_field_count 4 row"]);
}

#[test]
fn text_of_another_encoding_stops_until_it_is_named() {
    let world = World::new();
    // ЦАГАРАЕВ in windows-1251.
    let mut bytes = HEADER.as_bytes().to_vec();
    bytes.extend(b"XX,101,CDG,JFK,2026-11-24 10:30,");
    bytes.extend(b"\xd6\xc0\xc3\xc0\xd0\xc0\xc5\xc2");
    bytes.extend(b",NAME,1980-01-16,X0000001,RUS\n");
    csv(&world, &bytes, &[])
        .ended(65)
        .tells(&["row 2", "--encoding"]);
    csv(&world, &bytes, &["--encoding", "windows-1251"]).ok();
    csv(&world, &bytes, &["--encoding", "klingon"]).ended(64);
    let wide: Vec<u8> = std::iter::once(0xfeff)
        .chain(flat(1, |_, row| row).encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    csv(&world, wide, &[])
        .ok()
        .tells(&["1 rows of 1 passengers"]);
}

#[test]
fn days_in_figures_need_an_order_only_where_they_have_two() {
    let world = World::new();
    let dated = |day: &str| flat(1, |_, row| row.replace("2026-11-24", day));
    csv(&world, dated("24/11/2026"), &[]).ok();
    csv(&world, dated("24NOV26"), &[]).ok();
    let doubted = csv(&world, dated("05/12/2026"), &[]).ended(65);
    doubted.tells(&["--date-order"]);
    csv(&world, dated("05/12/2026"), &["--date-order", "dmy"]).ok();
}

#[test]
fn a_file_of_a_wrong_kind_is_named_and_takes_no_other_along() {
    let world = World::new();
    let inbox = world.path("inbox");
    std::fs::create_dir_all(inbox.join("late")).unwrap();
    std::fs::write(inbox.join("a.csv"), flat(3, |_, row| row)).unwrap();
    std::fs::write(inbox.join("b.csv"), b"PK\x03\x04 and so on").unwrap();
    std::fs::write(inbox.join("late/c.csv"), flat(2, |_, row| row)).unwrap();
    let read = |more: &[&str]| import("manifest", "csv", &inbox, &world.path("m.parquet"), more);
    read(&[])
        .ended(65)
        .tells(&["a zip archive", "1 of 3 files", "is not written"]);
    assert!(!world.path("m.parquet").exists());
    read(&["--most-lost", "0.4"])
        .ok()
        .tells(&["5 rows of 5 passengers", "a zip archive"]);
}

fn message(part: &str, name: &str, announced: u32) -> String {
    format!(
        "UNA:+.? 'UNB+UNOA:4+A+B+261123:1700+1'UNH+1+PAXLST:D:05B:UN:IATA+XX1+{part}'BGM+745'\
         TDT+20+XX101+++XX'LOC+125+CDG'DTM+189:2611241030:201'LOC+87+JFK'\
         NAD+FL+++{name}:ANNA'DTM+329:800116'CNT+42:{announced}'UNT+10+1'UNZ+1+1'"
    )
}

#[test]
fn a_part_that_never_came_is_named_with_its_people() {
    let world = World::new();
    let inbox = world.path("inbox");
    std::fs::create_dir(&inbox).unwrap();
    let read = || import("manifest", "paxlst", &inbox, &world.path("m.parquet"), &[]);
    std::fs::write(inbox.join("1.edi"), message("01:C", "ONESON", 300)).unwrap();
    std::fs::write(inbox.join("3.edi"), message("03:F", "THREESON", 300)).unwrap();
    read()
        .ended(65)
        .tells(&["part 2 is missing, with 298 people", "298 of 300 people"]);
    std::fs::write(inbox.join("1.edi"), message("01:C", "ONESON", 2)).unwrap();
    std::fs::write(inbox.join("3.edi"), message("02:F", "THREESON", 2)).unwrap();
    read().ok().hides(&["count_differs", "part_missing"]);
}

/// Windows-1251 that calls itself ASCII: it was screened as a person whom nobody is called.
#[test]
fn a_name_of_another_character_set_is_told_and_not_screened() {
    let world = World::new();
    let text = message("", "@", 1).into_bytes();
    let at = text.iter().position(|sign| *sign == b'@').unwrap();
    let mut bytes = text;
    bytes.splice(at..=at, *b"\xd6\xe0\xf0\xe3\xe0\xed\xe0\xe5\xe2");
    let source = world.write("one.edi", bytes);
    let out = world.path("m.parquet");
    let said = import("manifest", "paxlst", &source, &out, &[]).ended(65);
    said.tells(&["no passenger could be read"]);
    let report = std::fs::read_to_string(world.path("m.rejects.csv")).unwrap();
    assert!(report.contains("garbled_text,row,"), "{report}");

    let mut rows = passengers().to_vec();
    rows.push(row("Öàðãàíàåâ", "ANNA", "1980-01-02"));
    world.manifest(&rows);
    Said::of(&mut world.run()).ended(65).tells(&[
        "no_usable_name 1",
        "surname is text of another character set",
    ]);
}

/// Milliseconds that were written for microseconds: nothing is mended by a guess.
#[test]
fn departures_in_another_unit_of_time_are_told_as_that() {
    let world = World::new();
    let mut rows = passengers().to_vec();
    for row in &mut rows {
        row.scheduled_departure = Some("1970-01-21T18:45:12Z".parse().unwrap());
    }
    world.manifest(&rows);
    Said::of(&mut world.run())
        .ended(65)
        .tells(&["mistook its unit of time"]);
}

/// Small files, great harm: what a packed one comes to is counted.
#[test]
fn a_packed_file_of_messages_is_read_up_to_its_limit() {
    let world = World::new();
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    let text = message("", "ONESON", 1) + &" ".repeat(100_000);
    std::io::Write::write_all(&mut packed, text.as_bytes()).unwrap();
    let source = world.write("day.edi.gz", packed.finish().unwrap());
    let out = world.path("m.parquet");
    import("manifest", "paxlst", &source, &out, &[]).ok();
    let small = world.write(
        "small.toml",
        "[limits]\nunpacked_times = 1\nunpacked_bytes = 1000\n",
    );
    let config = ["--config", small.to_str().unwrap()];
    import("manifest", "paxlst", &source, &out, &config)
        .ended(65)
        .tells(&["limits.unpacked_times", "[limits]"])
        .hides(&["breaks off"]);
}

/// A feed of Hive: parts without an ending, in folders that name a column.
#[test]
fn parts_in_folders_are_read_by_what_they_hold() {
    let world = World::new();
    csv(&world, flat(2, |_, row| row), &[]).ok();
    let night = world.path("night");
    let part = night.join("birth_country=FRA");
    std::fs::create_dir_all(&part).unwrap();
    std::fs::copy(world.path("m.parquet"), part.join("000003_0")).unwrap();
    std::fs::write(part.join("_SUCCESS"), "").unwrap();
    let check = |folder: &Path| {
        let mut check = world.command("check");
        check.arg("--manifest").arg(folder);
        check.arg("--watchlist").arg(world.path("list.parquet"));
        Said::of(check.arg("--out").arg(world.path("out")))
    };
    let said = check(&night).ok();
    said.hides(&["not read: _SUCCESS"]);
    let log: PathBuf = night.join("_delta_log");
    std::fs::create_dir(&log).unwrap();
    check(&night)
        .ended(65)
        .tells(&["is a table of Delta Lake", "export"]);
}

/// The renamed tag: every birth date of a list was gone, and the exit code was 0.
#[test]
fn a_field_that_is_empty_now_leaves_the_list_of_before() {
    let world = World::new();
    let list = |column: &str| {
        let header = format!("entry_id,list,authority,category,surname,given_names,{column}\n");
        let rows = (0..12).map(|at| {
            let letter = char::from(b'A' + at);
            format!("{at},L,A,sanctions,Specimen{letter},Jo,1970-03-05\n")
        });
        world.write("list.csv", header + &rows.collect::<String>())
    };
    let out = world.path("l.parquet");
    let read = |column: &str, more: &[&str]| {
        let source = list(column);
        import("watchlist", "csv", &source, &out, more)
    };
    read("birth_dates", &[]).ok().tells(&["unknown"]);
    let before = std::fs::read(&out).unwrap();
    read("birthdates_new", &[])
        .ended(65)
        .tells(&["birth_dates (100 % of entries had it, 0 % do)"]);
    assert_eq!(std::fs::read(&out).unwrap(), before);
    read("birthdates_new", &["--accept-field", "birth_dates"]).ok();
    let mut inspect = preboard();
    Said::of(inspect.args(["watchlist", "inspect"]).arg(&out)).ok();
}

/// Words that stand for nothing elsewhere are what an operator calls a list, or says of it.
#[test]
fn a_list_may_be_called_missing() {
    let world = World::new();
    let text = "entry_id,list,authority,category,surname,given_names,birth_dates,reason\n\
                1,MISSING,Unknown,missing_person,Specimen,Jo,UNKNOWN,pending\n";
    let out = world.path("l.parquet");
    import(
        "watchlist",
        "csv",
        &world.write("list.csv", text),
        &out,
        &[],
    )
    .ok();
    let mut inspect = preboard();
    let said = Said::of(inspect.args(["watchlist", "inspect"]).arg(&out)).ok();
    assert!(said.out.contains("lists        MISSING 1"), "{said:?}");
}
