//! `preboard watchlist merge`: entries that contradict each other stay apart, whatever else
//! they share and whoever stands between them.

use crate::common::{World, entry, merge};
use preboard::{Country, Entry, ListedBirth, ListedDocument, Sex};
use std::path::PathBuf;

/// `births / sexes / nationalities / passports` of one rare name, parted by `;`.
fn person(list: usize, facts: &str) -> Entry {
    let cells: Vec<Vec<&str>> = facts
        .split('/')
        .map(|cell| cell.split(';').map(str::trim).collect())
        .collect();
    let [births, sexes, states, passports] = &cells[..] else {
        panic!("{facts}")
    };
    let mut person = entry("1", "Zumarinov", "Boris Petrovich", "");
    person.list = format!("LIST{list}");
    let birth = |text: &&str| ListedBirth::parse(&text.replace('_', "/"));
    person.birth_dates = births.iter().filter_map(birth).collect();
    person.sexes = sexes.iter().filter_map(|text| Sex::parse(text)).collect();
    person.nationalities = states
        .iter()
        .filter_map(|text| Country::parse(text))
        .collect();
    let numbers = passports.iter().filter(|number| !number.is_empty());
    let passports = numbers.map(|number| ListedDocument {
        kind: Some("P".to_owned()),
        number: format!("{number}7654321"),
        issuer: Country::parse("UTO"),
    });
    person.documents = passports.collect();
    person
}

/// A list of each.
fn lists(world: &World, people: &[Entry]) -> Vec<PathBuf> {
    let write = |person: &Entry| {
        let name = format!("{}.parquet", person.list);
        world.list_as(&name, std::slice::from_ref(person))
    };
    people.iter().map(write).collect()
}

/// What a merge says of lists of one entry each.
fn merged(people: &[Entry]) -> String {
    let world = World::empty();
    merge(&lists(&world, people), &world.path("m.parquet"))
        .ok()
        .err
}

/// How many people the merge makes of one entry a list.
fn people(entries: &[&str]) -> String {
    let people = (1..).zip(entries);
    let people = people.map(|(number, facts)| person(number, facts));
    let said = merged(&people.collect::<Vec<_>>());
    let (_, said) = said.split_once("m.parquet: ").expect("a summary");
    said.split(" people").next().unwrap().to_owned()
}

/// What two entries state, and of how many people.
const PAIRS: &str = "
    one passport                  | 1970-03-05 / / / P1            | 1970-03-05 / / / P1      | 1
    a span without the day        | 1940_1945 / / / P1             | 1970-03-05 / / / P1      | 2
    a year far from the day       | circa 1940 / / / P1            | 1970-03-05 / / / P1      | 2
    two spans far from each other | 1940_1945 / / / P1             | 1970_1975 / / / P1       | 2
    two spans that meet           | 1940_1945 / / / P1             | 1944_1950 / / / P1       | 1
    one of several births         | 1950-02-02;1970-03-05 / / / P1 | 1970-03-05 / / / P1      | 1
    a slip, and a passport        | 1970-03-05 / / / P1            | 1970-05-03 / / / P1      | 1
    sexes, and a passport         | 1970-03-05 / M / / P1          | 1970-03-05 / F / / P1    | 2
    a change of nationality       | 1970-03-05 / / IRN;IRQ / P1    | 1970-03-05 / / FRA / P1  | 1
    nationalities, and a name     | 1970-03-05 / / IRN;IRQ /       | 1970-03-05 / / FRA;DEU / | 2
    one of several nationalities  | 1970-03-05 / / IRN;IRQ /       | 1970-03-05 / / FRA;IRQ / | 1
    sexes, and a name             | 1970-03-05 / M / /             | 1970-03-05 / F / /       | 2
    one of several sexes          | 1970-03-05 / M;F / /           | 1970-03-05 / F / /       | 1";

#[test]
fn two_that_contradict_each_other_are_two() {
    for case in PAIRS.trim().lines() {
        let cells: Vec<&str> = case.split('|').map(str::trim).collect();
        let [_, one, other, expect] = cells[..] else {
            panic!("{case}")
        };
        assert_eq!(people(&[one, other]), expect, "{case}");
        assert_eq!(people(&[other, one]), expect, "{case}, turned");
    }
}

/// The one between has the first's passport and the last's day of birth.
const CHAINS: &str = "
    births        | 1955-12-20 / / / P1   | 1970-03-05 / / /    | 2
    sexes         | 1955-12-20 / M / / P1 | 1970-03-05 / F / /  | 2
    nationalities | / / IRN / P1          | 1970-03-05 / / FRA/ | 2
    nothing       | / / IRN / P1          | 1970-03-05 / / IRN/ | 1";

#[test]
fn a_chain_does_not_join_what_contradicts() {
    let between = "1970-03-05;1955-12-20 / / / P1";
    for case in CHAINS.trim().lines() {
        let cells: Vec<&str> = case.split('|').map(str::trim).collect();
        let [_, first, last, expect] = cells[..] else {
            panic!("{case}")
        };
        assert_eq!(people(&[first, between, last]), expect, "{case}");
        assert_eq!(people(&[last, between, first]), expect, "{case}, turned");
    }
}

/// Whether two entries, `SURNAME, Given` or a whole name with a passport, are one.
fn joined(one: (&str, &str), other: (&str, &str)) -> bool {
    let people = [(1, one), (2, other)].map(|(number, (name, passport))| {
        let mut person = person(number, "1972-08-27 / M / PRK / ");
        let (surname, given) = name.split_once(", ").unzip();
        person.names[0].full = Some(name.to_owned()).filter(|_| surname.is_none());
        person.names[0].surname = surname.map(str::to_owned);
        person.names[0].given_names = given.map(str::to_owned);
        let passport = Some(passport).filter(|number| !number.is_empty());
        let passport = passport.map(|number| ListedDocument {
            kind: Some("Passport".to_owned()),
            number: number.to_owned(),
            issuer: Country::parse("PRK"),
        });
        person.documents = passport.into_iter().collect();
        person
    });
    let said = merged(&people);
    assert!(said.contains(" people of 2 entries"), "{said}");
    said.contains("m.parquet: 1 people")
}

#[test]
fn namesakes_by_ear_with_other_passports_are_two() {
    let (one, other) = ("563999175", "PS381999397");
    assert!(!joined(("Pang, Myong Il", one), ("BANG MYONG-IL", other)));
    // A renewed passport beside the same surname is no contradiction.
    assert!(joined(
        ("Zumarinov, Boris Petrovich", one),
        ("ZUMARINOV BORIS PETROVICH", other)
    ));
    // Another spelling of the surname is none either, but beside other passports it is.
    let (listed, respelt) = ("Zumarinov, Boris Petrovich", "Zumarinoff, Boris Petrovich");
    assert!(joined((listed, ""), (respelt, "")));
    assert!(!joined((listed, one), (respelt, other)));
}

#[test]
fn a_merge_of_one_list_or_into_a_source_is_misuse() {
    let world = World::empty();
    let people = [1, 2].map(|number| person(number, "1970-03-05 / / / P1"));
    let paths = lists(&world, &people);
    let before = std::fs::read(&paths[1]).unwrap();
    for (sources, out) in [
        (&paths[..1], world.path("m.parquet")),
        (&paths[..], paths[1].clone()),
    ] {
        merge(sources, &out).ended(64);
    }
    assert_eq!(std::fs::read(&paths[1]).unwrap(), before);
}
