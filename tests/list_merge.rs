//! `preboard watchlist merge`: entries that contradict each other stay apart, whatever else
//! they share and whoever stands between them.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{World, entry, preboard};
use preboard::domain::codes::{Country, Sex};
use preboard::domain::date::ListedBirth;
use preboard::domain::document::ListedDocument;
use preboard::domain::entry::Entry;
use preboard::watchlist::canonical::{self, ListMeta};

/// Births, sexes, nationalities and a passport of one rare name; blanks are not stated.
type Facts = [&'static str; 4];

fn person(list: usize, [births, sexes, states, passport]: Facts) -> Entry {
    let mut person = entry("1", "Zumarinov", "Boris Petrovich", "");
    person.list = format!("LIST{list}");
    let births = births.split(';').filter_map(ListedBirth::parse);
    person.birth_dates = births.collect();
    person.sexes = sexes.split(';').filter_map(Sex::parse).collect();
    person.nationalities = states.split(';').filter_map(Country::parse).collect();
    let passports = passport.split(';').filter(|number| !number.is_empty());
    let passports = passports.map(|number| ListedDocument {
        kind: Some("P".to_owned()),
        number: number.to_owned(),
        issuer: Country::parse("UTO"),
    });
    person.documents = passports.collect();
    person
}

/// How many people the merge makes of one entry a list.
fn people(entries: &[Facts]) -> String {
    let world = World::new();
    let lists: Vec<_> = (1..).zip(entries).collect();
    let mut command = preboard();
    command.args(["watchlist", "merge"]);
    for (number, facts) in lists {
        let path = world.path(&format!("list{number}.parquet"));
        canonical::write(&path, &[person(number, *facts)], &ListMeta::default()).unwrap();
        command.arg(path);
    }
    let output = command.arg("-o").arg(world.path("m.parquet")).output();
    let said = String::from_utf8(output.unwrap().stderr).unwrap();
    let (_, said) = said.split_once("m.parquet: ").expect("a summary");
    said.split(" people").next().unwrap().to_owned()
}

#[test]
fn two_that_contradict_each_other_are_two() {
    let cases: [(&str, Facts, Facts, &str); 12] = [
        (
            "one passport",
            ["1970-03-05", "", "", "X7654321"],
            ["1970-03-05", "", "", "X7654321"],
            "1",
        ),
        (
            "a span that cannot hold the day",
            ["1940/1945", "", "", "X7654321"],
            ["1970-03-05", "", "", "X7654321"],
            "2",
        ),
        (
            "a year about which it cannot be",
            ["circa 1940", "", "", "X7654321"],
            ["1970-03-05", "", "", "X7654321"],
            "2",
        ),
        (
            "two spans far from each other",
            ["1940/1945", "", "", "X7654321"],
            ["1970/1975", "", "", "X7654321"],
            "2",
        ),
        (
            "two spans that meet",
            ["1940/1945", "", "", "X7654321"],
            ["1944/1950", "", "", "X7654321"],
            "1",
        ),
        (
            "one of several births",
            ["1950-02-02;1970-03-05", "", "", "X7654321"],
            ["1970-03-05", "", "", "X7654321"],
            "1",
        ),
        (
            "a slip of the pen beside a passport",
            ["1970-03-05", "", "", "X7654321"],
            ["1970-05-03", "", "", "X7654321"],
            "1",
        ),
        (
            "sexes",
            ["1970-03-05", "M", "", "X7654321"],
            ["1970-03-05", "F", "", "X7654321"],
            "2",
        ),
        (
            "a passport outlives a nationality",
            ["1970-03-05", "", "IRN;IRQ", "X7654321"],
            ["1970-03-05", "", "FRA;DEU", "X7654321"],
            "1",
        ),
        (
            "a name and a birth date do not",
            ["1970-03-05", "", "IRN;IRQ", ""],
            ["1970-03-05", "", "FRA;DEU", ""],
            "2",
        ),
        (
            "one of several nationalities",
            ["1970-03-05", "", "IRN;IRQ", ""],
            ["1970-03-05", "", "FRA;IRQ", ""],
            "1",
        ),
        (
            "sexes of a name",
            ["1970-03-05", "M", "", ""],
            ["1970-03-05", "F", "", ""],
            "2",
        ),
    ];
    for (what, one, other, expect) in cases {
        assert_eq!(people(&[one, other]), expect, "{what}");
        assert_eq!(people(&[other, one]), expect, "{what}, turned");
    }
}

#[test]
fn a_chain_does_not_join_what_contradicts() {
    // The one between shares a passport with the first and a birth date with the last.
    let between: Facts = ["1970-03-05;1955-12-20", "", "", "X7654321"];
    for (what, first, last, expect) in [
        (
            "births",
            ["1955-12-20", "", "", "X7654321"],
            ["1970-03-05", "", "", ""],
            "2",
        ),
        (
            "sexes",
            ["1955-12-20", "M", "", "X7654321"],
            ["1970-03-05", "F", "", ""],
            "2",
        ),
        (
            "nationalities",
            ["", "", "IRN", "X7654321"],
            ["1970-03-05", "", "FRA", ""],
            "2",
        ),
        (
            "nothing",
            ["", "", "IRN", "X7654321"],
            ["1970-03-05", "", "IRN", ""],
            "1",
        ),
    ] {
        assert_eq!(people(&[first, between, last]), expect, "{what}");
        assert_eq!(people(&[last, between, first]), expect, "{what}, turned");
    }
}
