//! Names as feeds and lists mangle them: glued titles, swapped fields, placeholders, and
//! fields cut at their width. Either side may do it; the same person still reaches a desk,
//! and somebody else of the same birth date and another state, mangled alike, does not.

use crate::common::{AS_OF, entry};
use preboard::{
    Country, Entry, Inputs, LostIndex, PartialDate, Passenger, Rarity, Screener, Settings,
};

const BORN: &str = "1970-03-05";

/// Nationalities: the listed one's, and somebody else's.
const STATES: [&str; 2] = ["BGR", "POL"];

/// Invented people: the listed one and somebody else, of ordinary length and of one that no
/// field holds.
const SHORT: [Name; 2] = [("ZUMARINOV", "BORISLAV"), ("KOWALCZUK", "HENRYK")];
const LONG: [Name; 2] = [
    (
        "ZUMARINOVSKYBORISLAVENKOVITCH",
        "MAXIMILIAN SEBASTIAN THEODOROS",
    ),
    (
        "KOWALCZUKIEWICZAMBROZYNSKIEGO",
        "HENRYK WENCESLAUS BARTHOLOMEW",
    ),
];

type Name = (&'static str, &'static str);
/// Surname, given names, nationality.
type Person<'a> = (&'a str, &'a str, &'a str);
type Mangle = fn(&str, &str) -> (String, String);

/// Surname and given names of a form.
fn form(surname: impl Into<String>, given: impl Into<String>) -> (String, String) {
    (surname.into(), given.into())
}

const TITLES: [(&str, Mangle); 8] = [
    ("MR behind the given name", |s, g| form(s, format!("{g}MR"))),
    ("MRS behind the given name", |s, g| {
        form(s, format!("{g}MRS"))
    }),
    ("MSTR behind the given name", |s, g| {
        form(s, format!("{g}MSTR"))
    }),
    ("MISS behind the given name", |s, g| {
        form(s, format!("{g}MISS"))
    }),
    ("MR behind the surname", |s, g| form(format!("{s}MR"), g)),
    ("a title of its own", |s, g| form(s, format!("DR {g} MR"))),
    ("a booking's line", |s, g| form(format!("{s}/{g} MR"), "")),
    ("a booking's line, glued", |s, g| {
        form(format!("{s}/{g}MR"), "")
    }),
];

const SWAPPED: [(&str, Mangle); 5] = [
    ("fields", |s, g| form(g, s)),
    ("all in the surname", |s, g| form(format!("{g} {s}"), "")),
    ("all in the given names", |s, g| {
        form("", format!("{s} {g}"))
    }),
    ("surname twice", |s, g| form(s, format!("{g} {s}"))),
    ("swapped, with a title", |s, g| form(format!("{g}MR"), s)),
];

const PLACEHOLDERS: [(&str, Mangle); 7] = [
    ("no given name", |s, _| form(s, "FNU")),
    ("all in the surname, FNU", |s, g| {
        form(format!("{g} {s}"), "FNU")
    }),
    ("LNU for the surname", |s, g| {
        form("LNU", format!("{g} {s}"))
    }),
    ("XXX for the surname", |s, g| {
        form("XXX", format!("{g} {s}"))
    }),
    ("XXX for the given name", |s, g| {
        form(format!("{s} {g}"), "XXX")
    }),
    ("a placeholder too many", |s, g| form(s, format!("{g} FNU"))),
    ("NO FIRST NAME", |s, _| form(s, "NO FIRST NAME")),
];

const CUTS: [(&str, Mangle); 4] = [
    ("a field of 25", |s, g| form(first(s, 25), first(g, 25))),
    ("a name of 25", |s, g| {
        let cut = first(&format!("{s} {g}"), 25);
        form(cut, "")
    }),
    ("the 39 of a passport's line", |s, g| {
        form(first(&format!("{s}<<{}", g.replace(' ', "<")), 39), "")
    }),
    ("a name of 39", |s, g| {
        let cut = first(&format!("{s} {g}"), 39);
        let (surname, given) = cut.split_once(' ').unwrap();
        form(surname, given)
    }),
];

fn first(text: &str, letters: usize) -> String {
    text.chars().take(letters).collect()
}

/// What is mangled, what is listed, who travels, and whether the hit is to be written.
type Case = (String, Entry, Passenger, bool);

fn cases_of(what: &str, mangle: Mangle, [own, other]: [Name; 2]) -> Vec<Case> {
    let (own_form, other_form) = (mangle(own.0, own.1), mangle(other.0, other.1));
    let clean = (own.0, own.1, STATES[0]);
    let mangled = (own_form.0.as_str(), own_form.1.as_str(), STATES[0]);
    let another = (other_form.0.as_str(), other_form.1.as_str(), STATES[1]);
    let sides = [
        ("the passenger's", clean, mangled, true),
        ("the list's", mangled, clean, true),
        ("both", mangled, mangled, true),
        ("another passenger's", clean, another, false),
        ("another's on the list", another, clean, false),
        ("another's, both", mangled, another, false),
    ];
    let cases = sides.into_iter().map(|(side, on_list, boards, expect)| {
        let what = format!("{what}, {side}: {on_list:?} {boards:?}");
        (what, listed(on_list), passenger(boards), expect)
    });
    cases.collect()
}

fn listed((surname, given, state): Person) -> Entry {
    let mut listed = entry("1", surname, given, BORN);
    listed.nationalities = Country::parse(state).into_iter().collect();
    listed
}

fn passenger((surname, given, state): Person) -> Passenger {
    let at = AS_OF.parse().unwrap();
    let mut person = Passenger::of_name(surname.to_owned(), given.to_owned(), at);
    person.nationality = Country::parse(state);
    person.birth_date = PartialDate::parse_iso(BORN);
    person
}

fn check(table: &[(&str, Mangle)], people: [Name; 2]) {
    let cases = table.iter();
    let cases: Vec<Case> = cases
        .flat_map(|(what, mangle)| cases_of(what, *mangle, people))
        .collect();
    let settings = Settings::without_file(&Inputs::default(), AS_OF.parse().unwrap()).unwrap();
    let line = settings.policy.lines.review;
    let screener = Screener::new(
        cases.iter().map(|case| case.1.clone()).collect(),
        LostIndex::default(),
        Rarity::bundled(),
        settings.weights,
        settings.policy,
        jiff::civil::date(2026, 11, 23),
    );
    let wrong: Vec<&str> = (0..)
        .zip(&cases)
        .filter(|(number, (_, _, person, expect))| {
            let found = screener.ranked(person, line);
            found.iter().any(|hit| hit.entry == *number) != *expect
        })
        .map(|(_, case)| case.0.as_str())
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn titles_glued_to_names() {
    check(&TITLES, SHORT);
}

#[test]
fn fields_that_change_places() {
    check(&SWAPPED, SHORT);
}

#[test]
fn placeholders_for_names() {
    check(&PLACEHOLDERS, SHORT);
}

#[test]
fn names_cut_at_the_width_of_a_field() {
    check(&CUTS, LONG);
}
