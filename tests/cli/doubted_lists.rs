//! Lists that shrank, are empty, gone or old: what stops the night, what is said, and what no
//! carrier is told because of it.

use crate::common::{AS_OF, Said, World, entry, preboard, row};
use preboard::Entry;
use preboard::watchlist::canonical::{self, ListMeta};

/// People of no manifest: surnames of as many letters.
fn nobody(count: usize) -> Vec<Entry> {
    let entries = (0..count).map(|number| {
        let id = format!("N{number}");
        entry(&id, &format!("NOBODY{id}"), "NEMO", "1900-01-01")
    });
    entries.collect()
}

/// One listed passenger among 200 entries.
fn world() -> World {
    let mut list = nobody(199);
    list.push(entry("7", "ZUMARINOV", "BORISLAV", "1970-03-05"));
    World::of(&[row("ZUMARINOV", "BORISLAV", "1970-03-05")], &list)
}

/// `run` and `check` of the next hour; the run is published under its name.
fn next(world: &World, id: &str, more: &[&str]) -> [Said; 2] {
    let at = |name: &str| {
        let mut command = world.command_on_inputs(name);
        command.args(["--as-of", "2026-11-23T19:00:00Z"]).args(more);
        command.arg("--out").arg(world.path("out"));
        command
    };
    let check = Said::of(&mut at("check"));
    [check, Said::of(at("run").args(["--run-id", id]))]
}

#[test]
fn a_list_that_shrank_stops_run_and_check_with_both_counts() {
    let world = world();
    let first = Said::of(world.run().args(["--run-id", "first"])).ok();
    first.tells(&["a first run: there is no earlier one to compare"]);
    for (left, says) in [
        (179, "list TEST fell from 200 to 179 since the last run"),
        (3, "list TEST fell from 200 to 3 since the last run"),
        (0, "list list.parquet is empty"),
    ] {
        world.list(&nobody(left));
        for said in next(&world, "second", &[]) {
            said.ended(65).tells(&["error: ", says, "--accept-list"]);
        }
    }
    let mut other = nobody(200);
    other
        .iter_mut()
        .for_each(|one| one.list = "OTHER".to_owned());
    world.list(&other);
    for said in next(&world, "second", &[]) {
        said.ended(65)
            .tells(&["list TEST is absent: 200 before, none now"]);
    }
    assert_eq!(world.published(), ["first"]);
}

#[test]
fn a_list_that_is_let_pass_once_is_recorded_and_is_the_measure_of_later_nights() {
    let world = world();
    world.night("first");
    world.list(&nobody(3));
    let accept = ["--accept-list", "TEST"];
    for said in next(&world, "second", &accept) {
        said.ok()
            .tells(&["fell from 200 to 3", "let pass by --accept-list"]);
    }
    let night = world.published_run("second");
    let record = night.record();
    assert_eq!(record.accepted_lists[0].list, "TEST");
    assert!(
        record.accepted_lists[0]
            .because
            .as_ref()
            .unwrap()
            .contains("200 to 3")
    );
    assert_eq!(record.list_counts["TEST"].entries, 3);
    assert_eq!(record.fallen_lists[0].before.entries, 200);
    assert!(
        night
            .briefing("NEW_YORK")
            .contains("let pass by --accept-list")
    );
    let metrics = night.text("metrics.prom");
    for line in [
        r#"preboard_warnings{code="list_accepted"} 1"#,
        r#"preboard_list_counts{list="TEST",of="entries"} 3"#,
    ] {
        assert!(metrics.contains(line), "{line} in {metrics}");
    }
    let [_, third] = next(&world, "third", &[]);
    third.ok().hides(&["let pass"]);
    // No settings file can let one pass.
    world.settings("[run]\naccept_list = [\"TEST\"]\n");
    for said in next(&world, "fourth", &[]) {
        said.ended(78);
    }
}

#[test]
fn a_list_of_own_shares_is_held_to_them() {
    let world = world();
    world.night("first");
    world.list(&nobody(150));
    world.settings("[run.list_lost_share_of]\nTEST = 0.5\n[run.list_least_share_of]\nTEST = 0.5\n");
    for said in next(&world, "second", &[]) {
        said.ok();
    }
    world.settings("[run]\nlist_lost_share = 1.5\n");
    for said in next(&world, "third", &[]) {
        said.ended(78).tells(&["run.list_lost_share must lie"]);
    }
}

#[test]
fn a_withdrawal_that_comes_from_a_fall_waits_for_the_officer() {
    let world = world();
    let id = world.night("first").case().case_id;
    world.decide("first", &[(&id, "19:00", "concur")]);
    world.release("first").ok().tells(&["1 case for carriers"]);
    // One entry less: too little to stop the night.
    world.list(&nobody(199));
    let [_, run] = next(&world, "second", &[]);
    run.ok().tells(&["list TEST fell from 200 to 199 entries"]);
    let waits = "1 withdrawals wait for an officer: they come from lists that fell: TEST";
    world
        .release("second")
        .ok()
        .tells(&[waits, "nothing was released"]);
    // It still waits when no list falls any more.
    let [_, run] = next(&world, "third", &[]);
    run.ok().hides(&["fell from"]);
    let third = world.release("third").ok();
    third.tells(&["1 withdrawals wait for an officer", "nothing was released"]);
    world.decide("first", &[(&id, "20:00", "not_concur")]);
    let told = world.release("third").ok();
    told.tells(&["0 cases for carriers, 1 withdrawn"])
        .hides(&["wait for an officer"]);
}

fn dated(world: &World, date: Option<jiff::civil::Date>) {
    let meta = ListMeta {
        list_date: date,
        source_digest: None,
    };
    let list = [entry("7", "ZUMARINOV", "BORISLAV", "1970-03-05")];
    canonical::write(&world.path("list.parquet"), &list, &meta).unwrap();
}

#[test]
fn every_run_says_how_old_each_list_is_and_an_old_one_is_warned_of_and_then_refused() {
    let world = World::new();
    let day = jiff::civil::date;
    for (number, (date, code, says)) in (1..).zip([
        (Some(day(2026, 11, 20)), 0, "lists: TEST 3 days old"),
        (
            Some(day(2026, 10, 1)),
            0,
            "warning: list TEST is 53 days old",
        ),
        (
            Some(day(2025, 11, 1)),
            65,
            "error: list TEST is 387 days old, more than 365",
        ),
        (
            None,
            0,
            "warning: list TEST has no date; its age is unknown",
        ),
    ]) {
        dated(&world, date);
        for said in next(&world, &format!("n{number}"), &[]) {
            said.ended(code).tells(&[says]);
        }
    }
    assert_eq!(world.published_run("n1").record().warnings, []);
    let old = world.published_run("n2");
    assert_eq!(old.record().warnings[0].code, "list_old");
    assert!(
        old.briefing("NEW_YORK")
            .contains("list TEST is 53 days old")
    );
    assert!(
        old.text("metrics.prom")
            .contains(r#"preboard_warnings{code="list_old"} 1"#)
    );
}

#[test]
fn explain_and_evaluate_say_an_age_and_do_not_stop() {
    let world = World::new();
    dated(&world, Some(jiff::civil::date(2025, 11, 1)));
    let mut explain = preboard();
    explain.args([
        "explain",
        "--surname",
        "ZUMARINOV",
        "--as-of",
        AS_OF,
        "--watchlist",
    ]);
    let old = ["list TEST is ", " days old, more than 365"];
    Said::of(explain.arg(world.path("list.parquet")))
        .ok()
        .tells(&old);
    let mut evaluate = preboard();
    // By the clock: long after.
    evaluate.args(["evaluate", "--self-screen"]);
    Said::of(evaluate.arg(world.path("list.parquet"))).tells(&old);
}
