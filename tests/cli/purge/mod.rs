//! What retention takes away is gone, what it keeps still answers, and nothing stands half
//! done.

mod beside;
mod counted;
mod killed;
mod masked;

use crate::common::{World, entry, preboard, row};
use preboard::purged::{self, Event};
use preboard::{Lock, ledger};

const FIVE_YEARS: &str = "[retention]\npreset = \"five_years\"\n";

/// A listed passenger with a companion, and everything that links and names them.
fn world(departure: &str) -> World {
    let mut listed = row("ZUMARINOV", "BORISLAV", "1970-03-05");
    let mut companion = row("QUELLHORST", "WALBURGA", "1971-09-21");
    for traveller in [&mut listed, &mut companion] {
        traveller.booking_ref = Some("PNRXYZ".to_owned());
        traveller.contact_phone = Some("+359881234567".to_owned());
        traveller.contact_email = Some("both@example.org".to_owned());
        traveller.payment_ref = Some("PAY998877".to_owned());
    }
    // Quarantined: a departure that nobody gives.
    let mut unscreened = row("VANTERPOOL", "OTTOLINE", "1980-02-03");
    unscreened.scheduled_departure = None;
    let mut rows = [listed, companion, row("SMITH", "ANNA", "1980-01-02")];
    for row in &mut rows {
        row.scheduled_departure = Some(departure.parse().unwrap());
    }
    let listed = entry("ENTRY-777", "ZUMARINOV", "Borislav", "1970-03-05");
    let world = World::of(&[rows.as_slice(), &[unscreened]].concat(), &[listed]);
    settings(&world, "");
    world
}

fn settings(world: &World, text: &str) {
    world.settings(&format!("[run]\nquarantine_ceiling = 0.5\n{text}"));
}

/// Lines of a list but for what stands beside the runs.
fn without_kept(list: &str) -> String {
    let lines = list.lines().filter(|line| !line.starts_with("keep,"));
    lines.map(|line| format!("{line}\n")).collect()
}

/// A night, and its only case.
fn night(world: &World, id: &str, as_of: &str) -> String {
    world.night_at(id, as_of).case().case_id
}

#[test]
fn a_dry_run_lists_what_a_purge_then_does_and_a_held_run_stays() {
    let world = world("2020-01-02T06:00:00Z");
    for (id, as_of) in [
        ("old", "2020-01-01T18:00:00Z"),
        ("held", "2020-01-01T18:00:00Z"),
        ("young", "2020-06-01T18:00:00Z"),
    ] {
        night(&world, id, as_of);
    }
    let later = "2020-07-02T00:00:00Z";
    settings(&world, "[retention]\nhold = [\"held\", \"misspelt\"]\n");
    for more in [&["--dry-run"][..], &[]] {
        let said = world.purge(later, more).ended(78);
        said.tells(&["no run \"misspelt\""]);
    }
    assert_eq!(world.published().len(), 3, "nothing went");
    settings(&world, "[retention]\nhold = [\"held\"]\n");
    assert_eq!(
        without_kept(&world.purge(later, &["--dry-run"]).ok().out),
        "step,name,why\n\
         hold,held,\"its period is over, but retention.hold names it\"\n\
         delete,old,six_months: deleted 6mo after 2020-01-01T18:00:00Z\n"
    );
    assert_eq!(world.published().len(), 3);
    let record = world.published_run("old").record();
    world.purge(later, &[]).ok();
    assert_eq!(world.published(), ["held", "purged.jsonl", "young"]);
    // What went before may still be named.
    settings(&world, "[retention]\nhold = [\"held\", \"old\"]\n");
    world.purge(later, &[]).ok();
    let lines = purged::read(&world.path("out")).unwrap();
    assert_eq!(lines.len(), 1);
    assert_eq!(
        (lines[0].event, &lines[0].audit_digest),
        (Event::RunPurged, &record.audit_digest)
    );
    assert_eq!((lines[0].passengers, lines[0].cases), (3, 1));
    let later = world.published_run("young").record();
    let lost = later.previous_audit_digest.unwrap();
    let told = lines.iter().any(|line| line.audit_digest == lost);
    let held = world.published_run("held").record();
    assert!(told || held.audit_digest == lost);
}

#[test]
fn a_case_is_kept_no_longer_than_promised_and_no_longer_than_today_allows() {
    let world = world("2020-01-02T06:00:00Z");
    let case = world.night_at("night", "2020-01-01T18:00:00Z").case();
    assert_eq!(case.retention_until.to_string(), "2020-07-01");
    let listed = |as_of, settings_text: &str| {
        settings(&world, settings_text);
        world.purge(as_of, &["--dry-run"]).out
    };
    assert!(
        listed("2020-07-02T00:00:00Z", FIVE_YEARS)
            .contains("delete,night,five_years: every case was to be kept until 2020-07-01")
    );
    let own = "[retention]\npreset = \"own\"\n[retention.presets.own]\nmask = \"\"\ndelete = \"3 days\"\nledger = \"1 year\"\n";
    assert!(listed("2020-01-04T18:00:00Z", own).contains("delete,night,own: deleted 3d after"));
    let nothing = listed("2020-01-04T17:00:00Z", own);
    assert_eq!(without_kept(&nothing), "step,name,why\n");
    settings(&world, "[retention]\npreset = \"forever\"\n");
    world.purge("2020-01-04T17:00:00Z", &[]).ended(78);
}

#[test]
fn every_way_not_to_purge_has_its_code_and_changes_nothing() {
    let world = world("2020-01-02T06:00:00Z");
    let case = night(&world, "night", "2020-01-01T18:00:00Z");
    let word = format!("{case},A1,2020-01-01T19:00:00Z,concur,denied_boarding,same_person,");
    world.review("night", &word).ok();
    let (soon, later) = ("2020-01-03T00:00:00Z", "2020-08-01T00:00:00Z");
    let held = Lock::take(&world.path("out")).unwrap();
    world.purge(later, &[]).ended(75);
    drop(held);
    let reviewing = ledger::Writer::open(&world.path("out")).unwrap();
    world.purge(later, &[]).ended(75);
    drop(reviewing);
    world.purge("2999-01-01T00:00:00Z", &[]).ended(64);
    world.purge("2999-01-01T00:00:00Z", &["--dry-run"]).ok();
    world.purge(soon, &["--mask", "none"]).ended(66);
    settings(&world, "[retention]\nhold = [\"night\"]\n");
    world.purge(soon, &["--mask", "night"]).ended(64);
    settings(&world, "");
    // A damaged ledger may hold the word that says so: nothing goes.
    let part = "out/ledger/decisions-000001.parquet";
    let whole = std::fs::read(world.path(part)).unwrap();
    world.write(part, b"PAR1");
    world.purge(later, &[]).ended(65);
    world.write(part, whole);
    assert!(world.path("out/night/run.json").exists());
    assert!(!world.path("out/purged.jsonl").exists());
    // Masking would seal what somebody changed.
    let sheet = "out/night/groups/NEW_YORK/recommendations.csv";
    let whole = std::fs::read(world.path(sheet)).unwrap();
    world.write(sheet, b"changed");
    let said = world.purge(soon, &["--mask", "night"]).ended(65);
    said.tells(&["a run is not masked"]);
    assert_eq!(world.text(sheet), "changed");
    world.write(sheet, whole);
    // A run whose tables are damaged stays, and so do its decisions.
    let table = world.write("out/night/recommendations.parquet", b"PAR1");
    world
        .purge(later, &[])
        .ended(65)
        .tells(&["night stays: a run with damaged tables"]);
    assert!(table.exists());
    assert_eq!(world.decided()[0].case_id, case);
    let mut absent = preboard();
    absent.args(["purge", "--out"]).arg(world.path("absent"));
    absent.assert().success();
    assert!(!world.path("absent").exists());
}

#[test]
fn verify_tells_what_policy_took_from_what_somebody_took() {
    let world = world("2020-01-02T06:00:00Z");
    let case = night(&world, "first", "2020-01-01T18:00:00Z");
    let word = format!("{case},A1,2020-01-01T19:00:00Z,concur,denied_boarding,same_person,x");
    world.review("first", &word).ok();
    night(&world, "second", "2020-01-01T23:00:00Z");
    // Another night's passengers: a case that a kept run holds would keep its decisions.
    world.manifest(&[row("SMITH", "ANNA", "1980-01-02")]);
    world.night_at("third", "2020-07-01T20:00:00Z");
    let told = |run: &str, words: &[&str]| {
        let text = world.verify(run).ok().out;
        for word in words {
            assert!(text.contains(word), "{word} is not in {text}");
        }
    };
    told("third", &[]);
    settings(&world, FIVE_YEARS);
    world.purge("2020-07-01T22:00:00Z", &[]).ok();
    let masked = "purged\trun.json\tthe run before it, first, was masked on 2";
    told("second", &[masked]);
    told("first", &["purged\trun.json\tmasked on 2"]);

    settings(&world, "");
    world.purge("2020-07-02T00:00:00Z", &[]).ok();
    assert!(!world.path("out/first").exists() && !world.path("out/second").exists());
    let words = [
        "the run before it, second, was purged on 2",
        "ledger\tthe last part that the run read was reduced on 2",
    ];
    told("third", &words);
    // Without the log it is a run that somebody took away.
    std::fs::remove_file(world.path("out/purged.jsonl")).unwrap();
    let text = world.verify("third").ended(1).out;
    assert!(text.contains("missing\trun.json"), "{text}");
}
