//! What a list says beside the facts: shown to the officer, kept through every command, and no
//! part of any score.

use crate::common::{Said, World, entry, import, merge, preboard, row};
use preboard::EvidenceRow;
use preboard::watchlist::read;

const HEADER: &str = "entry_id,list,authority,category,surname,given_names,birth_dates";
const LISTED: &str = "1,OWN,Own desk,smuggling,Zumarinov,Boris Petrovich,1970-03-05";
const SAID: &str = "brother of:Muster, Max:77|linked to:SAMPLE CORP";

fn world_of(list: &str) -> World {
    let world = World::new();
    let rows = [
        row("Zumarinov", "Boris Petrovich", "1970-03-05"),
        row("Muster", "Max", "1971-04-06"),
        row("Corp", "Sample", "1972-05-07"),
    ];
    world.manifest(&rows);
    let source = world.write("list.csv", list);
    import(
        "watchlist",
        "csv",
        &source,
        &world.path("list.parquet"),
        &[],
    )
    .ok();
    world
}

#[test]
fn associates_and_reliability_are_told_and_weigh_nothing() {
    let bare = world_of(&format!("{HEADER}\n{LISTED}\n"));
    let full = world_of(&format!(
        "{HEADER},associates,reliability,source_kind\n{LISTED},\"{SAID}\",b2,informant\n"
    ));
    let (before, after) = (bare.night("night"), full.night("night"));
    // Neither associate is a name of the listed person, or of anybody who is looked for.
    let (one, other) = (before.case(), after.case());
    assert_eq!(
        (one.score_bits, one.action, one.surname.as_str()),
        (other.score_bits, other.action, "Zumarinov")
    );
    assert_eq!(
        (one.case_id, one.explanation, one.reason_codes),
        (other.case_id.clone(), other.explanation, other.reason_codes)
    );
    let rows = |night: &crate::common::Night| night.rows::<EvidenceRow>("evidence.parquet");
    let (compared, said): (Vec<_>, Vec<_>) = rows(&after)
        .into_iter()
        .partition(|row| row.kind != "list_says");
    assert_eq!(compared.len(), rows(&before).len());
    let told: Vec<_> = said
        .iter()
        .map(|row| (row.level.as_str(), row.entry_value.as_deref(), row.points))
        .collect();
    assert_eq!(
        told,
        [
            ("reliability", Some("B2"), 0.0),
            ("source_kind", Some("informant"), 0.0),
            ("associate", Some("brother of Muster, Max (77)"), 0.0),
            ("associate", Some("linked to SAMPLE CORP"), 0.0),
        ]
    );
    let page = after.briefing("NEW_YORK");
    for words in [
        "OWN entry 1, B2: usually reliable source, probably true",
        "source: informant; the list says: brother of Muster, Max (77), linked to SAMPLE CORP",
    ] {
        assert!(page.contains(words), "{words}");
    }
    let explained = full.explain("night", &other.case_id, &[]).ok().out;
    let line = "the list says, reliability: B2 (usually reliable source, probably true)";
    assert!(explained.contains(line), "{explained}");
    assert!(explained.contains("the list says, associate: linked to SAMPLE CORP"));
}

#[test]
fn what_cannot_be_read_is_refused_with_its_reason_and_the_person_kept() {
    let world = World::empty();
    let source = world.write(
        "list.csv",
        format!("{HEADER},associates,reliability\n{LISTED},no relation|brother of:,good\n"),
    );
    let out = world.path("list.parquet");
    import("watchlist", "csv", &source, &out, &[]).ok();
    let list = read::read(&out).unwrap();
    assert!(list.entries[0].background.associates.is_empty());
    let report = world.text("list.rejects.csv");
    for line in [
        "list.csv,2,associates,associates,bad_value,value,cannot be read",
        "list.csv,2,reliability,reliability,bad_value,value,cannot be read",
    ] {
        assert!(report.contains(line), "{report}");
    }
    let graded = ["--reliability", "F6", "--source-kind", "press"];
    import("watchlist", "csv", &source, &out, &graded).ok();
    let entry = &read::read(&out).unwrap().entries[0];
    assert_eq!(entry.background.reliability[0].to_string(), "F6");
    assert_eq!(entry.background.source_kind.as_deref(), Some("press"));
    let wrong = ["--reliability", "G7"];
    import("watchlist", "csv", &source, &out, &wrong).ended(64);
}

#[test]
fn inspect_diff_and_merge_keep_what_each_list_says() {
    let world = World::empty();
    let put = |name: &str, list: &str, said: &str, grade: &str| {
        let row = LISTED.replace("OWN", list);
        let header = format!("{HEADER},documents,associates,reliability");
        let text = format!("{header}\n{row},P:X7654321:UTO,\"{said}\",{grade}\n");
        let source = world.write(&format!("{name}.csv"), text);
        let out = world.path(&format!("{name}.parquet"));
        import("watchlist", "csv", &source, &out, &[]).ok();
        out
    };
    let (one, two) = (
        put("one", "ONE", "linked to:A", "B2"),
        put("two", "TWO", "linked to:A", "D4"),
    );
    let newer = put("newer", "ONE", "linked to:A|linked to:B", "A1");
    let watchlist = |words: &[&std::path::Path], name: &str| {
        let mut command = preboard();
        command.args(["watchlist", name]).args(words);
        Said::of(&mut command).ok()
    };
    let shown = watchlist(&[&one], "inspect").out;
    assert!(
        shown.contains("associates   1\n  reliability  B2 1\n"),
        "{shown}"
    );
    let changes = watchlist(&[&one, &newer], "diff").out;
    assert!(
        changes.contains("associates +1 -0; reliability +1 -1"),
        "{changes}"
    );

    let merged = world.path("merged.parquet");
    merge(&[one, two], &merged).ok();
    let list = read::read(&merged).unwrap();
    let background = &list.entries[0].background;
    let ties: Vec<_> = background
        .associates
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(ties, ["linked to A [ONE 1]", "linked to A [TWO 1]"]);
    let grades: Vec<_> = background
        .reliability
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(grades, ["ONE 1: B2", "TWO 1: D4"]);
}

/// What no list of before had is none, and nothing is warned of.
#[test]
fn a_list_without_the_columns_reads_as_before() {
    let world = World::empty();
    let mut person = entry("1", "Zumarinov", "Boris", "1970");
    person.names[0].script = Some("Latn".to_owned());
    let path = world.list_as("list.parquet", &[person]);
    let old = std::path::Path::new("tests/data/watchlist/version_1.parquet");
    let (old, new) = (read::read(old).unwrap(), read::read(&path).unwrap());
    assert_eq!(old.entries, new.entries);
    assert_eq!(old.warnings, Vec::<String>::new());
}
