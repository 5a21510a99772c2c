//! The fast path equals the slow one: screening through the indexes gives what comparing
//! with every entry gives. And the parts of every hit sum to its total.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test fails by panicking"
)]

mod common;

use common::entry;
use preboard::{
    Country, Document, Entry, Flight, ListedBirth, ListedDocument, ListedName, LostIndex, NameKind,
    PartialDate, Passenger, PersonType, Points, Rarity, RowRef, Screener, Settings,
};
use proptest::prelude::*;
use std::sync::{Arc, LazyLock};

fn passenger(surname: &str, given: &str, birth: &str, document: &str) -> Passenger {
    let documents = Some(document)
        .filter(|number| !number.is_empty())
        .map(|number| Document {
            kind: None,
            number: number.to_owned(),
            issuer: Country::parse("FRA"),
            expiry: None,
            mrz: None,
        });
    Passenger {
        rows: vec![RowRef { file: 0, row: 1 }],
        flight: std::sync::Arc::new(Flight {
            carrier: "XX".to_owned(),
            number: "1".to_owned(),
            departure_airport: "CDG".to_owned(),
            arrival_airport: "JFK".to_owned(),
            scheduled_departure: common::AS_OF.parse().unwrap(),
            scheduled_arrival: None,
        }),
        passenger_ref: None,
        booking_ref: None,
        person_type: PersonType::Passenger,
        surname: surname.to_owned(),
        given_names: given.to_owned(),
        birth_date: PartialDate::parse_iso(birth),
        sex: None,
        nationality: Country::parse("FRA"),
        residence: None,
        birth_country: None,
        birth_place: None,
        documents: documents.into_iter().collect(),
        redress_number: None,
        known_traveller_number: None,
        from_zone: Default::default(),
    }
}

/// Few letters and few syllables, so that near names, joins and initials abound.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => "(AL|MO|HAM|ZU|RE|KA|NIV|TOR|SH){2,4}",
        1 => "[A-D]",
        1 => Just("AL".to_owned()),
        1 => Just("SMITH".to_owned()),
        1 => Just("MOHAMMED".to_owned()),
    ]
}

fn words(most: usize) -> impl Strategy<Value = String> {
    proptest::collection::vec(word(), 1..=most).prop_map(|words| words.join(" "))
}

fn date() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => (1970..1974_i16, 1..4_u8, 1..28_u8).prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}")),
        1 => (1970..1974_i16).prop_map(|y| y.to_string()),
        1 => (1970..1974_i16, 1..4_u8).prop_map(|(y, m)| format!("{y}-{m:02}")),
        1 => (1970..1974_i16).prop_map(|y| format!("circa {y}")),
        1 => Just(String::new()),
    ]
}

/// Spans of years, and second dates.
fn other_birth() -> impl Strategy<Value = String> {
    prop_oneof![
        2 => date(),
        1 => (1960..1974_i16, 0..16_i16).prop_map(|(y, years)| format!("{y}/{}", y + years)),
    ]
}

fn listed() -> impl Strategy<Value = Entry> {
    (
        words(3),
        words(3),
        proptest::option::of(words(3)),
        (date(), proptest::option::weighted(0.3, other_birth())),
        "[AB]{0,1}[0-2]{7}",
    )
        .prop_map(|(surname, given, alias, (birth, other), number)| {
            let mut entry = entry("?", &surname, &given, &birth);
            let other = other.and_then(|other| ListedBirth::parse(&other));
            entry.birth_dates.extend(other);
            entry.names.extend(alias.map(|full| ListedName {
                kind: NameKind::WeakAlias,
                full: Some(full),
                surname: None,
                given_names: None,
                script: None,
            }));
            entry.documents = vec![ListedDocument {
                kind: None,
                number,
                issuer: Country::parse("FRA"),
            }];
            entry.nationalities = Country::parse("FRA").into_iter().collect();
            entry
        })
}

/// What everyone is called, with initials and single names, mostly without dates.
fn common_word() -> impl Strategy<Value = String> {
    let names = [
        "MOHAMMED", "MOHAMED", "AHMED", "ALI", "NGUYEN", "VAN", "M", "A", "LEE", "LI",
    ];
    proptest::sample::select(names.to_vec()).prop_map(str::to_owned)
}

fn common_words(most: usize) -> impl Strategy<Value = String> {
    proptest::collection::vec(common_word(), 0..=most).prop_map(|words| words.join(" "))
}

fn seldom_dated() -> impl Strategy<Value = String> {
    prop_oneof![4 => Just(String::new()), 1 => date()]
}

fn commonly_named() -> impl Strategy<Value = Entry> {
    (common_word(), common_words(2), seldom_dated())
        .prop_map(|(surname, given, birth)| entry("?", &surname, &given, &birth))
}

static RARITY: LazyLock<Arc<Rarity>> = LazyLock::new(|| Arc::new(Rarity::bundled()));

fn screener(entries: Vec<Entry>) -> Screener {
    screener_from(entries, None)
}

/// `review` moves the review line; the others stay above it. Entries stand on three lists of unlike
/// priors and lines, so that none may be searched on the terms of another.
fn screener_from(mut entries: Vec<Entry>, review: Option<i32>) -> Screener {
    for (number, entry) in entries.iter_mut().enumerate() {
        entry.entry_id = number.to_string();
        entry.list = ["GENEROUS", "TEST", "RARE", "TEST"][number % 4].to_owned();
    }
    screener_of(entries, review)
}

fn screener_of(entries: Vec<Entry>, review: Option<i32>) -> Screener {
    let now = common::AS_OF.parse().unwrap();
    let settings = Settings::without_file(&Default::default(), now).unwrap();
    let mut policy = settings.policy;
    if let Some(bits) = review {
        policy.lines.review = Points(bits);
    }
    let lines = policy.lines_of.entry("GENEROUS".to_owned()).or_default();
    lines.review = Some(policy.lines.review - Points(500));
    policy.base_rate_of.insert("RARE".to_owned(), 5e7);
    // Its prior falls with each entry beyond 58.
    policy.base_rate_of.insert("MANY".to_owned(), 1e6);
    Screener::new(
        entries,
        LostIndex::default(),
        Arc::clone(&RARITY),
        settings.weights,
        policy,
        "2026-11-23".parse().unwrap(),
    )
}

/// What the indexes give is what comparing with everyone gives, and its parts add up.
fn check(screener: &Screener, passenger: &Passenger) -> Result<(), TestCaseError> {
    let fast = screener.screen(passenger);
    prop_assert_eq!(&fast, &screener.screen_all(passenger));
    for hit in fast.iter().flat_map(|found| &found.hits) {
        let sum: Points = hit.evidence.iter().map(|line| line.points).sum();
        prop_assert_eq!(sum, hit.total);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]
    #[test]
    fn the_index_loses_nothing(
        entries in proptest::collection::vec(listed(), 1..40),
        travellers in proptest::collection::vec(
            (words(3), words(3), date(), "[AB]{0,1}[0-2]{7}"),
            1..4,
        ),
    ) {
        let screener = screener(entries);
        for (surname, given, birth, number) in travellers {
            check(&screener, &passenger(&surname, &given, &birth, &number))?;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]
    /// Common names, few dates, initials, and a review line anywhere, so that many totals
    /// stand right at it.
    #[test]
    fn worlds_made_to_deceive_lose_nothing(
        entries in proptest::collection::vec(commonly_named(), 1..60),
        travellers in proptest::collection::vec(
            (common_word(), common_words(3), seldom_dated()),
            1..4,
        ),
        review in -2400..0_i32,
    ) {
        let screener = screener_from(entries, Some(review));
        for (surname, given, birth) in travellers {
            check(&screener, &passenger(&surname, &given, &birth, ""))?;
        }
    }
}

/// What a list says of a passenger: who, how sure, and what for.
fn said_by(list: &str, screener: &Screener, passenger: &Passenger) -> Vec<String> {
    let found = screener.screen(passenger);
    let hits = found.iter().flat_map(|found| &found.hits);
    let of_list = hits.filter(|hit| hit.list == list);
    of_list
        .map(|hit| {
            format!(
                "{} {:?} {:?} {:?}",
                hit.entry_id, hit.total, hit.action, hit.evidence
            )
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    /// A list of a few beside one of many: neither is heard otherwise for the other.
    #[test]
    fn other_lists_change_no_score(
        few in proptest::collection::vec(listed(), 1..6),
        many in proptest::collection::vec(prop_oneof![listed(), commonly_named()], 20..120),
        travellers in proptest::collection::vec((words(3), words(3), date()), 1..4),
    ) {
        let on = |list: &str, entries: Vec<Entry>| -> Vec<Entry> {
            let numbered = entries.into_iter().enumerate();
            numbered
                .map(|(number, entry)| Entry {
                    entry_id: number.to_string(),
                    list: list.to_owned(),
                    ..entry
                })
                .collect()
        };
        let few = on("FEW", few);
        let many = on("MANY", many);
        let (alone, beside) = (screener_of(few.clone(), None), screener_of(many.clone(), None));
        let both = screener_of([few, many].concat(), None);
        for (surname, given, birth) in travellers {
            let person = passenger(&surname, &given, &birth, "");
            prop_assert_eq!(said_by("FEW", &alone, &person), said_by("FEW", &both, &person));
            prop_assert_eq!(said_by("MANY", &beside, &person), said_by("MANY", &both, &person));
        }
    }
}

#[test]
fn agreeing_on_more_never_lowers_the_total() {
    let screener = screener(vec![entry("1", "ZUMARINOV", "Borislav", "1970-03-05")]);
    let total =
        |surname, given, birth| screener.rank(&passenger(surname, given, birth, ""), 1)[0].total;
    let steps = [
        total("ZUMARINOV", "IGOR", "1980-11-30"),
        total("ZUMARINOV", "BORISLAV", "1980-11-30"),
        total("ZUMARINOV", "BORISLAV", ""),
        total("ZUMARINOV", "BORISLAV", "1970"),
        total("ZUMARINOV", "BORISLAV", "1970-05-03"),
        total("ZUMARINOV", "BORISLAV", "1970-03-05"),
    ];
    assert!(steps.is_sorted(), "{steps:?}");
}

#[test]
fn names_as_they_really_arrive_are_found() {
    let screener = screener(vec![
        entry("1", "AL-ZUMAROV", "Mohammed Borislav", "1970-03-05"),
        entry("2", "O'Gradovan", "Sean", "1971-06-07"),
    ]);
    for (surname, given, birth) in [
        ("ALZUMAROV", "MOHAMED BORISLAV", "1970-03-05"),
        ("ZUMAROV", "MUHAMMAD", "1970-03-05"),
        ("BORISLAV MOHAMMED", "AL ZUMAROV", "1970-03-05"),
        ("AL ZUMAROV", "MOHAMMED BORISLAVMR", "1970-05-03"),
        ("AL ZUMAROW", "M BORISLAV", "1970-03-05"),
        ("al-zumárov", "mohammed borislav", "1970"),
        ("O GRADOVAN", "SEAN", "1971-06-07"),
        ("OGRADOVAN", "MRSEAN", "1971-06-17"),
        ("OGRADOV", "SEAN", "1971-06-07"),
    ] {
        let found = screener.screen(&passenger(surname, given, birth, "X1234567"));
        assert!(
            found.is_some_and(|found| !found.hits.is_empty()),
            "{surname}, {given}"
        );
    }
    assert_eq!(
        screener.screen(&passenger("SMITH", "MOHAMMED", "1980-11-30", "X1234567")),
        None
    );
}
