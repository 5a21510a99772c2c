//! What early warning must and must not say, on small worlds that can be counted by hand.

use super::counts::{Builder, Counts, Flight, Level, Subject, Week};
use super::cuts::{Cut, Entries, Facts, cuts, last};
use super::family::{Class, Judged, judge};
use super::finding::Ground;
use super::pathways::pathways;
use super::power;
use super::signals::{Standing, walk};
use std::collections::BTreeMap;

const WEEKS: Week = 100;

fn subject() -> Subject {
    Subject {
        category: Some("smuggling".to_owned()),
        reason_class: "listed_person".to_owned(),
    }
}

/// Twelve routes of one case a week each in 1,000 passengers; `of` says what is otherwise:
/// route and week to passengers and cases.
fn world(of: impl Fn(usize, Week) -> Option<(u64, u64)>) -> Counts {
    let mut builder = Builder::default();
    for route in 0..12 {
        let from = format!("H{:02}", route / 2);
        let to = ["JFK", "MIA"][route % 2];
        let journey = format!("{from}-{to}");
        let flight = Flight {
            from: &from,
            to,
            journey: &journey,
        };
        for week in 0..WEEKS {
            let (passengers, cases) = of(route, week).unwrap_or((1_000, 1));
            builder.screened(week, &flight, passengers);
            builder.cases(week, &flight, &subject(), cases);
        }
    }
    builder.finish(WEEKS)
}

fn flagged(counts: &Counts, cuts: &[Cut], week: Week) -> Vec<Judged> {
    let judged = judge(counts, cuts, week, &[]).judged;
    judged
        .into_iter()
        .filter(|one| one.class == Class::Signal)
        .collect()
}

fn places(judged: &[Judged]) -> Vec<&str> {
    judged
        .iter()
        .map(|one| one.finding.place.as_str())
        .collect()
}

#[test]
fn one_route_that_rises_is_flagged_with_its_hub_and_a_steady_world_is_not() {
    assert!(flagged(&world(|_, _| None), &[], 95).is_empty());
    let counts = world(|route, week| (route == 3 && 90 <= week).then_some((1_000, 6)));
    let found = flagged(&counts, &[], 95);
    assert!(places(&found).contains(&"H01-MIA"), "{found:?}");
    let route = found
        .iter()
        .find(|one| one.finding.place == "H01-MIA")
        .unwrap();
    let finding = &route.finding;
    assert_eq!(finding.ground, Ground::PastAndOthers);
    assert_eq!(finding.base_weeks, 52);
    let ratio = finding.ratio().unwrap();
    assert!(ratio.low < 6.0 && 2.0 < ratio.low, "{ratio:?}");
    assert!(52.0 < route.recurrence_weeks);
    let smallest = power::smallest(finding, route.asked).unwrap();
    assert!(
        smallest <= finding.rates.window,
        "{smallest}: it was flagged"
    );
}

#[test]
fn what_rises_everywhere_is_no_signal_and_more_passengers_are_none() {
    let all = world(|_, week| (90 <= week).then_some((1_000, 4)));
    assert!(
        flagged(&all, &[], 95).is_empty(),
        "{:?}",
        flagged(&all, &[], 95)
    );
    let fuller = world(|route, week| (route == 3 && 90 <= week).then_some((6_000, 6)));
    assert!(flagged(&fuller, &[], 95).is_empty());
}

#[test]
fn behind_a_cut_places_are_compared_with_each_other_alone() {
    let counts = world(|route, week| match (route, week) {
        (3, 90..) => Some((1_000, 12)),
        (_, 80..) => Some((1_000, 2)),
        _ => None,
    });
    let cut = [Cut {
        week: 80,
        category: subject().category,
    }];
    let found = flagged(&counts, &cut, 95);
    let route = found
        .iter()
        .find(|one| one.finding.place == "H01-MIA")
        .unwrap();
    assert_eq!(route.finding.ground, Ground::Others);
    let own = found.iter().filter(|one| one.finding.level == Level::Route);
    assert_eq!(own.count(), 1, "{found:?}");
}

#[test]
fn a_route_that_opens_is_a_new_series_and_a_signal_where_its_rate_is_another() {
    let opens = |cases| {
        world(move |route, week| match (route, week) {
            (5, ..85) => Some((0, 0)),
            (5, _) => Some((1_000, cases)),
            _ => None,
        })
    };
    let of = |counts: &Counts| {
        let judged = judge(counts, &[], 92, &[]).judged;
        let found = judged
            .into_iter()
            .find(|one| one.finding.place == "H02-MIA");
        found.map(|one| (one.class, one.finding.ground)).unwrap()
    };
    assert_eq!(of(&opens(1)), (Class::NewSeries, Ground::NewSeries));
    assert_eq!(of(&opens(9)), (Class::Signal, Ground::NewSeries));
}

#[test]
fn nobody_asks_where_nobody_flew_or_no_case_is_known() {
    let counts = world(|route, week| match (route, week) {
        (5, 80..) => Some((0, 0)),
        (7, _) => Some((1_000, 0)),
        _ => None,
    });
    let judged = judge(&counts, &[], 95, &[]).judged;
    let routes = judged
        .iter()
        .filter(|one| one.finding.level == Level::Route);
    let routes: Vec<&str> = routes.map(|one| one.finding.place.as_str()).collect();
    assert_eq!(routes.len(), 10, "{routes:?}");
    assert!(!routes.contains(&"H02-MIA") && !routes.contains(&"H03-MIA"));
}

#[test]
fn a_signal_is_new_then_ongoing_and_ends_and_then_it_is_asked_where_the_flow_went() {
    let counts = world(|route, week| match (route, week) {
        (3, 40..46) => Some((1_000, 9)),
        (3, 46..) => Some((1_000, 0)),
        _ => None,
    });
    let walked = walk(&counts, &[], (0, WEEKS), false);
    let of_route = walked.told.iter().filter(|told| {
        told.judged.finding.place == "H01-MIA" && told.judged.finding.level == Level::Route
    });
    let standings: Vec<(Week, Standing)> = of_route
        .filter_map(|told| Some((told.week, told.standing?)))
        .collect();
    let (first, ended) = (standings.first().unwrap(), standings.last().unwrap());
    assert_eq!(first.1, Standing::New, "{standings:?}");
    assert!((40..43).contains(&first.0), "{standings:?}");
    assert!(
        standings.contains(&(44, Standing::Ongoing)),
        "{standings:?}"
    );
    assert!(
        standings.contains(&(46, Standing::NothingAdded)),
        "{standings:?}"
    );
    assert_eq!(ended.1, Standing::Ended, "{standings:?}");
    let quiet = walk(&counts, &[], (0, ended.0), false);
    let before = walked.asked[&ended.0];
    assert!(before < walked.asked[&(ended.0 + 1)], "one question more");
    assert!(quiet.told.iter().all(|told| told.week < ended.0));
    let all = walk(&counts, &[], (60, 62), true);
    assert_eq!(
        all.told.len(),
        all.asked.values().sum::<usize>(),
        "quiet ones too"
    );
}

#[test]
fn flow_that_goes_to_the_neighbours_of_an_ended_signal_is_seen_as_one() {
    // Three neighbours by the same arrival rise by half each when the route falls.
    let counts = world(|route, week| match (route, week) {
        (3, 40..48) => Some((1_000, 9)),
        (3, 48..) => Some((1_000, 0)),
        (1 | 5 | 7 | 9 | 11, 54..) => Some((1_000, 2)),
        _ => None,
    });
    let walked = walk(&counts, &[], (0, WEEKS), false);
    let near = walked.told.iter().filter(|told| {
        told.judged.finding.ground == Ground::Displacement
            && told.judged.class == Class::Signal
            && told.judged.finding.level == Level::Route
    });
    let near: Vec<&str> = near
        .map(|told| told.judged.finding.place.as_str())
        .collect();
    assert!(near.contains(&"near H01-MIA"), "{near:?}");
}

#[test]
fn a_journey_counts_on_its_first_leg() {
    let mut builder = Builder::default();
    let flight = |from, to| Flight {
        from,
        to,
        journey: "GRU-LIS-JFK",
    };
    builder.screened(0, &flight("GRU", "LIS"), 40);
    builder.screened(0, &flight("LIS", "JFK"), 40);
    builder.cases(0, &flight("GRU", "LIS"), &subject(), 1);
    builder.cases(0, &flight("LIS", "JFK"), &subject(), 1);
    let counts = builder.finish(1);
    let journeys = counts.of(Level::Journey);
    assert_eq!(journeys.places, ["GRU-LIS-JFK"]);
    assert_eq!(counts.screened(Level::Journey, 0, (0, 1)), 40.0);
    assert_eq!(counts.cases(&journeys.series[0], (0, 1)), 1);
    assert_eq!(counts.of(Level::Route).places.len(), 2);
}

#[test]
fn the_past_is_cut_where_rules_or_more_than_a_twentieth_of_a_list_changed() {
    let facts = |rules: &str, added, withdrawn| Facts {
        rules: Some(rules.to_owned()),
        categories: BTreeMap::from([(
            "smuggling".to_owned(),
            Entries {
                entries: 1_000,
                added,
                withdrawn,
            },
        )]),
        ..Facts::default()
    };
    let runs = [
        (1, facts("a", 0, 0)),
        (2, facts("a", 50, 50)),
        (3, facts("a", 51, 51)),
        (4, facts("b", 0, 0)),
        (5, Facts::default()),
        (6, facts("b", 0, 60)),
    ];
    let found = cuts(&runs);
    let weeks: Vec<(Week, Option<&str>)> = found
        .iter()
        .map(|cut| (cut.week, cut.category.as_deref()))
        .collect();
    let of = Some("smuggling");
    assert_eq!(weeks, [(3, of), (4, None), (6, of)]);
    assert_eq!(last(&found, &subject(), 5), Some(4));
    let other = Subject {
        category: None,
        ..subject()
    };
    assert_eq!(last(&found, &other, 9), Some(4));
    assert_eq!(last(&found, &other, 3), None);
}

#[test]
fn three_cases_of_forty_passengers_are_no_first_pathway() {
    let counts = world(|route, week| match (route, week) {
        (2, 99) => Some((40, 3)),
        (2, _) => Some((0, 0)),
        (3, _) => Some((1_000, 5)),
        _ => None,
    });
    let found = pathways(&counts, (48, WEEKS));
    assert_eq!(found[0].place, "H01-MIA");
    let few = found.iter().find(|one| one.place == "H01-JFK").unwrap();
    assert!(few.low < found[0].low && found[0].high < few.high);
    assert!(found.windows(2).all(|pair| pair[1].low <= pair[0].low));
}

/// networks.md, 2.3: smallest count that flags one route of 300 at five in a hundred.
#[test]
fn little_past_needs_a_burst_and_much_past_shows_less_than_a_doubling() {
    let lines = power::table(52, 1.0, 300);
    let of = |base| {
        lines
            .iter()
            .find(|line| line.base == base)
            .unwrap()
            .smallest
    };
    assert!(of(0)[0] <= 5 && 3 <= of(0)[0], "{:?}", of(0));
    assert!(of(260)[3] < 2 * 40 + 10, "{:?}", of(260));
    assert!(
        lines
            .windows(2)
            .all(|pair| pair[0].smallest[3] <= pair[1].smallest[3])
    );
    let half = power::table(26, 1.0, 300);
    assert!(
        lines
            .iter()
            .zip(&half)
            .all(|(year, half)| year.smallest[0] <= half.smallest[0])
    );
}
