//! Names made to run, to mislead or to break, through the whole program: manifest, list, run,
//! tables, briefing, terminal and carrier sheet.

use crate::common::{Night, Said, World, entry, files_below, row};
use preboard::{CaseRow, as_written};
use std::path::Path;

/// Put before a name that is listed, so that each makes a case.
const HOSTILE: [&str; 16] = [
    "=HYPERLINK(\"http://x.invalid\",\"A\")",
    "@SUM(1)",
    "+1",
    "-2",
    "\t=1",
    "\r=1",
    "\n@A",
    "x;=1+1",
    "'=1",
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "{{7*7}}",
    "\u{1b}[2J\u{1b}]0;x\u{7}",
    "\u{202E}\u{2066}",
    "A\0B",
    "\u{9b}31m&amp;",
];

const LISTED: &str = "ZUMARINOV";

/// One passenger for each value, all concurred with and released.
fn desk() -> (World, Night, Vec<CaseRow>) {
    let rows = HOSTILE.iter().enumerate().map(|(number, text)| {
        let mut row = row(LISTED, "BORISLAV", "1970-03-05");
        row.surname = Some(format!("{text} {LISTED}"));
        row.given_names = Some(format!("{text} BORISLAV"));
        row.passenger_ref = Some(format!("{text}{number}"));
        row.booking_ref = Some(format!("{text}{number}"));
        row.document_number = Some(format!("{text}AB{number:07}"));
        row
    });
    let mut listed = entry("=7<b id=7>\u{1b}[2J", LISTED, "Borislav", "1970-03-05");
    listed.list = "@LIST<i id=7>\u{202E}".to_owned();
    listed.reason = Some("<script>alert(2)</script>\u{1b}[2J".to_owned());
    listed.handling = Some("\u{1b}[2J<b id=7>".to_owned());
    listed.birth_places = vec!["=1+1<u id=7>\u{9b}".to_owned()];
    let world = World::of(&rows.collect::<Vec<_>>(), &[listed]);
    let mut run = world.run();
    let said = Said::of(run.args(["--run-id", "night", "-v"])).ok();
    inert(&said.hides(&[LISTED]).err, "messages of run");
    let night = world.published_run("night");
    let cases = night.cases();
    assert_eq!(cases.len(), HOSTILE.len());
    let words = cases.iter();
    let words = words.map(|case| (case.case_id.as_str(), "19:00", "concur"));
    world.decide("night", &words.collect::<Vec<_>>());
    world.release("night").ok();
    (world, night, cases)
}

#[test]
fn hostile_values_stay_values_wherever_they_are_shown() {
    let (world, night, cases) = desk();
    for (path, bytes) in files_below(&night.folder) {
        let text = || String::from_utf8(bytes.clone()).unwrap();
        match Path::new(&path)
            .extension()
            .and_then(|ending| ending.to_str())
        {
            Some("csv") => csv(&text(), &path),
            Some("html") => html(&text(), &path),
            Some("prom") => inert(&text(), &path),
            // Data: what is no control stands as it came.
            Some("json") => assert!(!text().contains(|c: char| c.is_control() && c != '\n')),
            Some("parquet") | None => (),
            Some(other) => panic!("{path}: nobody looked at .{other}"),
        }
    }
    sheet_names_everybody(&night);
    csv_is_what_parquet_says(&night, &cases);
    for case in &cases {
        let explained = world.explain("night", &case.case_id, &[]).ok().out;
        assert!(explained.contains(LISTED), "{explained}");
        inert(&explained, "explain");
    }
    inert(&world.verify("night").ok().out, "verify");
    #[cfg(feature = "analyst")]
    assessment(&world);
}

/// Lists and airports are foreign there too.
#[cfg(feature = "analyst")]
fn assessment(world: &World) {
    let mut assess = world.command("assess");
    assess.args(["--as-of", "2026-12-08T00:00:00Z", "--runs"]);
    let said = Said::of(assess.arg(world.path("out"))).ok();
    inert(&said.out, "assess");
    for (path, bytes) in files_below(&world.path("out/assessment")) {
        let text = String::from_utf8_lossy(&bytes);
        match path.rsplit_once('.') {
            Some((_, "html")) => {
                html(&text, &path);
                assert!(text.contains("@LIST&#60;i id=7&#62;"), "{path}: {text}");
            }
            Some((_, "csv")) => inert(&text.replace('\r', " "), &path),
            Some(_) | None => (),
        }
    }
}

/// No character that a terminal obeys or that turns the reading direction.
fn inert(text: &str, place: &str) {
    let acts = |c: char| {
        (c.is_control() && c != '\n' && c != '\t')
            || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    let found = text.find(acts).map(|at| text[at..].chars().next());
    assert_eq!(found, None, "{place}");
}

/// No cell starts a formula, also for one who splits at `;` or at a line end.
fn csv(text: &str, path: &str) {
    inert(&text.replace('\r', " "), path);
    let mut reader = ::csv::Reader::from_reader(text.as_bytes());
    let mut rows = 0;
    for record in reader.records() {
        for cell in &record.unwrap() {
            for part in cell.split([';', '\t', '\r', '\n']) {
                let start = part.trim_start_matches([' ', '"']);
                let runs = start.starts_with(['=', '+', '-', '@']);
                assert!(!runs || cell.parse::<f64>().is_ok(), "{path}: {cell:?}");
            }
        }
        rows += 1;
    }
    assert!(
        rows == HOSTILE.len() || path.starts_with("groups/"),
        "{path}: {rows}"
    );
}

fn html(text: &str, path: &str) {
    inert(text, path);
    for tag in [
        "<script>alert",
        "<img",
        "<b id=7>",
        "<i id=7>",
        "<u id=7>",
        "onerror=alert(1)>",
    ] {
        assert!(!text.contains(tag), "{path}: {tag}");
    }
    assert!(
        !text.contains("49 ZUMARINOV"),
        "{path}: a template was filled by a name"
    );
}

fn sheet_names_everybody(night: &Night) {
    let page = night.text("release/0001/XX/CDG/XX101-20261124T0600Z.html");
    assert!(page.contains(&format!("Before boarding: {}", HOSTILE.len())));
    assert!(page.contains("&#60;script&#62;"));
    assert!(page.contains("\u{FFFD}"), "what acted is shown as a mark");
}

/// A machine takes our mark off and has the value, but for characters that acted.
fn csv_is_what_parquet_says(night: &Night, cases: &[CaseRow]) {
    let mut reader = ::csv::Reader::from_path(night.path("recommendations.csv")).unwrap();
    let names = reader.headers().unwrap().clone();
    let at = names.iter().position(|name| name == "surname").unwrap();
    for (record, case) in reader.records().zip(cases) {
        let read = as_written(&record.unwrap()[at]);
        let shown = |c: char| match c {
            '\t' | '\r' | '\n' => c,
            c if c.is_control() || ('\u{202A}'..='\u{2069}').contains(&c) => '\u{FFFD}',
            c => c,
        };
        let expect: String = case.surname.chars().map(shown).collect();
        assert_eq!(read, expect);
    }
}
