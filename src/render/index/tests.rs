//! Which runs have a row, what is said of each, and that foreign text stays text.

use super::*;
use crate::schema::record;

fn run(as_of: &str, change: impl FnOnce(&mut RunRecord)) -> RunRecord {
    let mut run = record::tests::record();
    run.as_of = as_of.to_owned();
    run.settings = serde_json::json!({"output.run_every_minutes": {"value": "240"}});
    change(&mut run);
    run
}

fn page_of(records: &[RunRecord], failed: Vec<FailedNight>) -> String {
    let runs = records.iter().map(|record| Seen {
        name: record.run_id.clone(),
        record,
        undecided: Some(2),
        releases: 1,
    });
    let contents = Contents {
        runs: runs.collect(),
        failed,
        unread: vec!["<old>".to_owned()],
        older: 3,
        groups: vec![GroupState {
            folder: "NEW_YORK".to_owned(),
            name: "NEW_YORK".to_owned(),
            page: Some("latest/groups/NEW_YORK/briefing.html".to_owned()),
            cases: 31,
            undecided: Some(22),
            departs: moment("2026-11-24T07:10:00Z"),
        }],
        ledger: Ledger::Decisions {
            count: 1_204,
            last: moment("2026-11-24T05:41:00Z"),
        },
        assessment: Some("assessment/assessment.html".to_owned()),
        written: Timestamp::UNIX_EPOCH,
    };
    page(&contents).unwrap()
}

/// The states of the rows, in their order.
fn states(page: &str) -> Vec<String> {
    let cells = page.split("<td class=\"st\">").skip(1);
    let cells = cells.map(|rest| rest.split('<').next().unwrap().trim().to_owned());
    cells.collect()
}

#[test]
fn failed_and_missed_runs_have_their_rows_between_the_others() {
    let records = [
        run("2026-11-24T06:00:00Z", |_| ()),
        run("2026-11-23T18:00:00Z", |_| ()),
        run("2026-11-23T14:00:00Z", |run| {
            run.masked_at = Some("2026-11-24T01:00:00Z".to_owned());
        }),
    ];
    let failed = FailedNight {
        as_of: moment("2026-11-24T02:00:00Z"),
        code: 65,
        stage: "load".to_owned(),
        what: "list <b>A</b> is damaged".to_owned(),
    };
    let page = page_of(&records, vec![failed]);
    assert_eq!(
        states(&page),
        [
            "● Newest",
            "✕ Failed, 65",
            "− Missed",
            "○ Replaced",
            "◌ Masked"
        ]
    );
    assert!(page.contains("24 Nov 2026 02:00") && page.contains("23 Nov 2026 22:00"));
    assert!(page.contains("list &#60;b&#62;A&#60;/b&#62; is damaged"));
    assert!(page.contains("&#60;old&#62;"));
}

#[test]
fn a_long_gap_is_one_row_with_its_number() {
    let records = [
        run("2026-11-24T06:00:00Z", |_| ()),
        run("2026-11-14T06:00:00Z", |_| ()),
    ];
    let page = page_of(&records, Vec::new());
    assert_eq!(states(&page), ["● Newest", "− Missed", "○ Replaced"]);
    assert!(page.contains("From 14 Nov 2026 10:00 on, 59 were due."));
}

#[test]
fn the_newest_run_says_when_the_next_is_due_and_who_waits() {
    let page = page_of(&[run("2026-11-24T06:00:00Z", |_| ())], Vec::new());
    for says in [
        "data-made=\"2026-11-24T06:00:00Z\" data-due=\"2026-11-24T10:00:00Z\"",
        "run of 24 Nov 2026 06:00 UTC",
        "Next run due 24 Nov 2026 10:00 UTC",
        "22 undecided of 31",
        "next departure 24 Nov 2026 07:10 UTC",
        "Decisions recorded: 1,204, the last of 24 Nov 2026 05:41 UTC.",
        "Released to carriers.",
        "Older runs in this folder: 3.",
        "<a href=\"assessment/assessment.html\">",
    ] {
        assert!(page.contains(says), "{says}\nin\n{page}");
    }
    // The clock of the reader alone says how old it is.
    assert!(!page.contains(" old<"), "{page}");
}

#[test]
fn a_change_of_a_list_is_told_against_the_run_before() {
    let before = run("2026-11-23T06:00:00Z", |run| run.lists[0].entries = 5);
    let page = page_of(&[run("2026-11-24T06:00:00Z", |_| ()), before], Vec::new());
    assert!(page.contains("<td class=\"num\">−2</td>"), "{page}");
    assert!(page.contains("DEMO &#34;A&#34;"));
}

#[test]
fn a_folder_without_runs_says_so() {
    let contents = Contents {
        runs: Vec::new(),
        failed: Vec::new(),
        unread: Vec::new(),
        older: 0,
        groups: Vec::new(),
        ledger: Ledger::Unread("part 3".to_owned()),
        assessment: None,
        written: Timestamp::UNIX_EPOCH,
    };
    let page = page(&contents).unwrap();
    assert!(page.contains("No run is published here."));
    assert!(!page.contains("assessment.html"));
    assert!(page.contains("The decisions cannot be read: part 3"));
}
