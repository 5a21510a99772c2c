//! Which falls stop the night, which are only said, and what letting one pass means later.

use super::*;

fn counts(entries: u64) -> CountsByList {
    let counts = ListCounts {
        entries,
        ..ListCounts::default()
    };
    BTreeMap::from([("L".to_owned(), counts)])
}

fn run(as_of: &str, entries: u64) -> RunRecord {
    RunRecord {
        as_of: as_of.to_owned(),
        list_counts: counts(entries),
        ..RunRecord::default()
    }
}

fn rules() -> FallRules {
    FallRules {
        lost_share: 0.10,
        lost_entries: 20,
        least_share: 0.80,
        ..FallRules::default()
    }
}

fn compare(now: &CountsByList, runs: &[RunRecord], accepted: &[&str]) -> Falls {
    let runs: Vec<&RunRecord> = runs.iter().collect();
    let accepted: Vec<String> = accepted.iter().map(|name| (*name).to_owned()).collect();
    let compared = Compared {
        now,
        empty: &[],
        runs: &runs,
        as_of: "2026-11-23T18:00:00Z".parse().unwrap(),
        accepted: &accepted,
    };
    falls(&compared, &rules())
}

fn stops(falls: &Falls) -> bool {
    falls.doubts.iter().any(|doubt| doubt.stop.is_some())
}

const LAST: &str = "2026-11-22T18:00:00Z";

#[test]
fn what_fell_too_far_stops_and_every_fall_is_said() {
    for (before, now, stop, fell) in [
        (200, 200, false, false),
        (200, 180, false, true),
        (200, 179, true, true),
        // Less than 20 entries, and still more than four fifths.
        (100, 85, false, true),
        (5, 4, false, true),
        (4, 3, true, true),
        (200, 0, true, true),
        (100, 300, false, false),
    ] {
        let falls = compare(&counts(now), &[run(LAST, before)], &[]);
        assert_eq!(stops(&falls), stop, "{before} to {now}");
        assert_eq!(!falls.fallen.is_empty(), fell, "{before} to {now}");
    }
    let gone = compare(&CountsByList::new(), &[run(LAST, 200)], &[]);
    assert!(stops(&gone) && gone.fallen.len() == 1);
    assert!(compare(&counts(1), &[], &[]).doubts.is_empty());
}

#[test]
fn a_list_cut_a_little_each_night_is_seen_against_its_greatest_of_late() {
    let nights = [
        run(LAST, 85),
        run("2026-11-21T18:00:00Z", 92),
        run("2026-11-20T18:00:00Z", 100),
    ];
    assert!(!stops(&compare(&counts(80), &nights, &[])));
    assert!(stops(&compare(&counts(79), &nights, &[])));
    // More than thirty days ago is another list's life.
    let long_ago = [run(LAST, 85), run("2026-10-20T18:00:00Z", 200)];
    assert!(!stops(&compare(&counts(84), &long_ago, &[])));
}

#[test]
fn what_was_let_pass_is_what_later_nights_are_compared_with() {
    let before = run("2026-11-21T18:00:00Z", 7_000);
    let let_pass = compare(&counts(3), std::slice::from_ref(&before), &["L"]);
    assert!(!stops(&let_pass));
    assert_eq!(let_pass.fallen.len(), 1, "its withdrawals still wait");
    let because = let_pass.accepted[0].because.clone().unwrap();
    assert!(because.contains("7000 to 3"), "{because}");
    let mut small = run(LAST, 3);
    small.accepted_lists = let_pass.accepted;
    let nights = [small, before];
    assert!(!stops(&compare(&counts(3), &nights, &[])));
    assert!(stops(&compare(&counts(1), &nights, &[])));
}

#[test]
fn dates_and_documents_that_went_are_a_fall_too() {
    let mut before = run(LAST, 10);
    before.list_counts.get_mut("L").unwrap().documents = 4;
    let falls = compare(&counts(10), &[before], &[]);
    assert!(!stops(&falls));
    assert!(falls.doubts[0].text.contains("4 to 0 documents"));
    assert_eq!(falls.fallen[0].now.documents, 0);
}
