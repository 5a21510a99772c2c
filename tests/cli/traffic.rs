//! What is kept of who was screened: counts, of whom nobody is named, for good.

use crate::common::{Said, World, names_in, passengers, preboard, row, texts_of};
use preboard::{Table, TrafficRow, decode, journal, kept_traffic, newest_traffic};
use std::fs;

/// A run of the bundled sample, which has cases of every kind.
fn sample() -> World {
    let world = World::empty();
    let mut run = preboard();
    run.args(["run", "--run-id", "night", "--out"]);
    Said::of(run.arg(world.path("out"))).ok();
    world
}

/// An ordinary world of a night long past, so that retention may end it.
fn long_past() -> World {
    let world = World::new();
    let rows = passengers().map(|mut row| {
        row.scheduled_departure = Some("2020-01-02T06:00:00Z".parse().unwrap());
        row
    });
    world.manifest(&rows);
    world
}

#[test]
fn rows_sum_to_the_counts_of_the_run_and_name_nobody() {
    let world = sample();
    let night = world.published_run("night");
    let rows: Vec<TrafficRow> = night.rows("traffic.parquet");
    let counts = night.record().counts;
    let sum = |of: fn(&TrafficRow) -> i64| rows.iter().map(of).sum::<i64>() as u64;
    assert_eq!(sum(|row| row.passengers), counts.passengers);
    assert_eq!(sum(|row| row.cases), counts.cases);
    assert!(0 < counts.cases && counts.cases < counts.passengers);
    let new = sum(|row| row.new_cases.unwrap());
    assert_eq!(new, counts.by_status["new"]);
    for (action, count) in &counts.by_action {
        let with = rows
            .iter()
            .filter(|row| row.action.map(|one| one.as_str()) == Some(action.as_str()));
        assert_eq!(
            with.map(|row| row.cases as u64).sum::<u64>(),
            *count,
            "{action}"
        );
    }
    // Whoever has a name here has it in the cases too: none of theirs is in the counts.
    let text = texts_of(&night.path("traffic.parquet"));
    for case in night.cases() {
        for own in [
            Some(case.case_id),
            Some(case.surname),
            case.booking_ref,
            case.document_number,
        ] {
            let own = own.filter(|own| 3 < own.len());
            assert!(
                own.as_ref().is_none_or(|own| !text.contains(own.as_str())),
                "{own:?}"
            );
        }
    }
    let columns: Vec<&str> = TrafficRow::COLUMNS
        .iter()
        .map(|column| column.name)
        .collect();
    assert!(columns.contains(&"departure_hour") && columns.contains(&"reason_class"));
}

#[test]
fn legs_of_one_person_are_one_journey_and_journeys_of_few_are_other() {
    let world = World::new();
    let mut rows = Vec::new();
    for person in 0..14 {
        let letter = char::from(b'A' + person);
        let leg = |from: &str, to: &str, hour: &str, number: &str| {
            let mut row = row("LUNDQVIST", &format!("PER{letter}"), "1981-04-07");
            row.flight_number = Some(number.to_owned());
            row.departure_airport = Some(from.to_owned());
            row.arrival_airport = Some(to.to_owned());
            row.scheduled_departure = Some(format!("2026-11-24T{hour}:00:00Z").parse().unwrap());
            row.scheduled_arrival = None;
            row.document_type = Some("P".to_owned());
            row.document_number = Some(format!("77889{person:02}"));
            row.document_issuer = Some("SWE".to_owned());
            row
        };
        // Eleven go on to New York, three to Miami.
        rows.push(leg("ARN", "LHR", "06", "10"));
        match person < 11 {
            true => rows.push(leg("LHR", "JFK", "12", "20")),
            false => rows.push(leg("LHR", "MIA", "13", "30")),
        }
    }
    world.manifest(&rows);
    let night = world.night("night");
    let traffic: Vec<TrafficRow> = night.rows("traffic.parquet");
    let told = traffic.iter().map(|row| {
        let route = format!("{}-{}", row.departure_airport, row.arrival_airport);
        (
            route,
            row.journey.as_str(),
            row.departure_hour.unwrap(),
            row.passengers,
        )
    });
    let mut told: Vec<_> = told.collect();
    told.sort();
    let route = |text: &str| text.to_owned();
    assert_eq!(
        told,
        [
            (route("ARN-LHR"), "ARN-LHR-JFK", 6, 11),
            (route("ARN-LHR"), "other", 6, 3),
            (route("LHR-JFK"), "ARN-LHR-JFK", 12, 11),
            (route("LHR-MIA"), "other", 13, 3),
        ]
    );
}

#[test]
fn the_copy_has_no_hours_outlives_the_run_and_is_vouched_for() {
    let world = long_past();
    world.night_at("first", "2020-01-01T18:00:00Z");
    world.night_at("second", "2020-01-01T22:00:00Z");
    let kept = |id: &str| -> Vec<TrafficRow> {
        decode(&world.path(&format!("out/traffic/{id}.parquet"))).unwrap()
    };
    let whole: Vec<TrafficRow> = world.published_run("first").rows("traffic.parquet");
    assert!(whole.iter().all(|row| row.departure_hour.is_some()));
    assert!(kept("first").iter().all(|row| row.departure_hour.is_none()));
    let journal = journal::read::read(&world.path("out")).unwrap().unwrap();
    let named: Vec<&str> = journal.traffic().map(|one| one.name.as_str()).collect();
    assert_eq!(named, ["first.parquet", "second.parquet"]);
    // The flights were screened twice, and count once.
    let runs = kept_traffic(&world.path("out")).unwrap();
    assert_eq!(runs, [kept("first"), kept("second")]);
    let newest = newest_traffic(&runs);
    let passengers: i64 = newest.iter().map(|row| row.passengers).sum();
    let second = world.published_run("second").record();
    assert_eq!(passengers as u64, second.counts.passengers);
    assert!(newest.iter().all(|row| row.run_id == "second"));

    let listed = world.purge("2020-08-01T00:00:00Z", &["--dry-run"]).ok().out;
    assert!(
        listed.contains("keep,traffic,\"counts of passengers"),
        "{listed}"
    );
    world.purge("2020-08-01T00:00:00Z", &[]).ok();
    assert!(!world.path("out/first").exists());
    assert_eq!(kept("first"), runs[0]);
    let verify = || {
        let mut verify = preboard();
        Said::of(verify.arg("verify").arg("--out").arg(world.path("out")))
    };
    let text = verify().ok().out;
    assert!(text.contains("untouched\ttraffic/first.parquet"), "{text}");
    // Whatever is done to a copy shows.
    let path = world.path("out/traffic/first.parquet");
    let bytes = fs::read(&path).unwrap();
    fs::write(
        &path,
        fs::read(world.path("out/traffic/second.parquet")).unwrap(),
    )
    .unwrap();
    assert!(
        verify()
            .ended(1)
            .out
            .contains("changed\ttraffic/first.parquet")
    );
    fs::remove_file(&path).unwrap();
    let text = verify().ended(1).out;
    assert!(
        text.contains("missing\tjournal.jsonl: traffic/first.parquet"),
        "{text}"
    );
    fs::write(&path, &bytes).unwrap();
    fs::write(world.path("out/traffic/third.parquet"), &bytes).unwrap();
    let text = verify().ended(1).out;
    assert!(text.contains("unexpected\ttraffic/third.parquet"), "{text}");
}

#[test]
fn a_masked_run_keeps_its_counts_without_hours() {
    let world = long_past();
    let night = world.night_at("first", "2020-01-01T18:00:00Z");
    let before: Vec<TrafficRow> = night.rows("traffic.parquet");
    world
        .purge("2020-01-03T00:00:00Z", &["--mask", "first"])
        .ok();
    let after: Vec<TrafficRow> = night.rows("traffic.parquet");
    let sum = |rows: &[TrafficRow]| rows.iter().map(|row| row.passengers).sum::<i64>();
    assert_eq!(sum(&before), sum(&after));
    assert!(after.iter().all(|row| row.departure_hour.is_none()));
}

#[test]
fn what_could_not_be_copied_is_told_and_copied_by_the_next_run() {
    let world = World::new();
    // Something else has the name.
    fs::create_dir_all(world.path("out")).unwrap();
    world.write("out/traffic", "mine");
    let mut run = world.run();
    let said = Said::of(run.args(["--run-id", "first"])).ok();
    said.tells(&[
        "no copy of what was screened is in traffic",
        "the next run tries again",
    ]);
    let text = world.verify("first").out;
    assert!(
        text.contains("not_covered\trun.json: traffic.parquet"),
        "{text}"
    );
    fs::remove_file(world.path("out/traffic")).unwrap();
    world.night("second");
    let names = names_in(&world.path("out/traffic"));
    assert_eq!(names, ["first.parquet", "second.parquet"]);
    assert!(!world.verify("second").ok().out.contains("not_covered"));
}
