//! Each list on its own terms: its lines, and how often somebody on it travels.

use crate::common::{Said, World, entry, row};

/// One is listed with her whole name and birth date, the other with his name alone.
fn world(settings: &str) -> World {
    let passengers = [
        row("QADRIYOV", "TIMUR", "1955-06-07"),
        row("ZUMARINOV", "BORISLAV", "1970-03-05"),
    ];
    let listed = [
        entry("7", "QADRIYOV", "Timur", "1955-06-07"),
        entry("8", "ZUMARINOV", "Borislav", ""),
    ];
    let world = World::of(&passengers, &listed);
    world.settings(settings);
    world
}

/// What is asked of each, by surname.
fn asked(settings: &str) -> Vec<(String, String)> {
    let world = world(settings);
    let night = world.night("night");
    let cases = night.cases().into_iter();
    let listed = cases.filter(|case| case.list.is_some());
    let mut asked: Vec<_> = listed
        .map(|case| (case.surname, case.action.as_str().to_owned()))
        .collect();
    asked.sort();
    asked
}

#[test]
fn a_list_has_lines_and_a_base_rate_of_its_own_and_others_change_nothing() {
    let denied = ("QADRIYOV", "recommend_denial");
    let held = ("QADRIYOV", "contact_group");
    let by_name = ("ZUMARINOV", "contact_group");
    for (settings, expect) in [
        ("", vec![denied]),
        (
            "[decision.lines_of.TEST]\nreview = -7.0\n",
            vec![denied, by_name],
        ),
        ("[decision.lines_of.OTHER]\nreview = -7.0\n", vec![denied]),
        ("[decision.lines_of.TEST]\nrecommend = 15.0\n", vec![held]),
        // Somebody on the list boards once in a thousand million.
        ("[decision.base_rate_of]\nTEST = 1e9\n", vec![held]),
        ("[decision.base_rate_of]\nOTHER = 1e9\n", vec![denied]),
        // However often the list flies, nobody on it does so more than other travellers.
        ("[decision.base_rate_of]\nTEST = 1\n", vec![denied]),
    ] {
        let found = asked(settings);
        let found: Vec<(&str, &str)> = found
            .iter()
            .map(|(surname, action)| (surname.as_str(), action.as_str()))
            .collect();
        assert_eq!(found, expect, "{settings}");
    }
}

#[test]
fn terms_that_cannot_be_meant_are_refused() {
    for (settings, key) in [
        (
            "[decision.lines_of.TEST]\nreview = 6.0\n",
            "decision.lines_of.TEST",
        ),
        ("[decision.lines_of.TEST]\nreviw = -6.0\n", "reviw"),
        (
            "[decision.base_rate_of]\nTEST = 0.5\n",
            "decision.base_rate_of.TEST",
        ),
    ] {
        let world = world(settings);
        Said::of(&mut world.run()).ended(78).tells(&[key]);
    }
}
