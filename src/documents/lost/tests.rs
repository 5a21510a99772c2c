//! The index against a search of every row.

use super::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

fn lost(number: &str, to: Option<&str>, status: LostStatus) -> LostDocument {
    LostDocument {
        number: number.to_owned(),
        number_to: to.map(str::to_owned),
        issuer: Country::parse("FRA").unwrap(),
        kind: Some(DocumentType::Passport),
        status,
        reported_on: None,
    }
}

const PASSPORT: Option<DocumentType> = Some(DocumentType::Passport);

#[test]
fn only_the_issuers_own_number_is_found() {
    let index = LostIndex::build(&[
        lost("12AB34567", None, LostStatus::Stolen),
        lost("77XX00010", Some("77XX00020"), LostStatus::StolenBlank),
        lost("2024IDENTITY0042", None, LostStatus::Lost),
        lost("000000000", None, LostStatus::Lost),
        lost("999999000", Some("999999999"), LostStatus::StolenBlank),
        lost("000000000", Some("000000999"), LostStatus::StolenBlank),
        // No range: the first number alone.
        lost("55YY00010", Some("55YY0020"), LostStatus::StolenBlank),
    ]);
    assert_eq!(index.rows(), 6);
    let found = |number: &str, issuer: &str, kind| {
        let issuer = Country::parse(issuer).unwrap();
        index.find(issuer, kind, number).map(|report| report.status)
    };
    for (number, issuer, kind, expect) in [
        ("12ab-34567", "FRA", PASSPORT, Some(LostStatus::Stolen)),
        ("12AB34567", "FRA", None, Some(LostStatus::Stolen)),
        ("12AB34567", "DEU", PASSPORT, None),
        ("12AB34567", "FRA", Some(DocumentType::Visa), None),
        ("12AB34568", "FRA", PASSPORT, None),
        ("12AB3456", "FRA", PASSPORT, None),
        ("77XX00010", "FRA", PASSPORT, Some(LostStatus::StolenBlank)),
        ("77XX00015", "FRA", PASSPORT, Some(LostStatus::StolenBlank)),
        ("77XX00020", "FRA", PASSPORT, Some(LostStatus::StolenBlank)),
        ("77XX00021", "FRA", PASSPORT, None),
        ("999999500", "FRA", PASSPORT, Some(LostStatus::StolenBlank)),
        ("000000500", "FRA", PASSPORT, Some(LostStatus::StolenBlank)),
        ("000000000", "FRA", PASSPORT, None),
        ("55YY00010", "FRA", PASSPORT, Some(LostStatus::StolenBlank)),
        ("55YY00015", "FRA", PASSPORT, None),
        ("77XX0001", "FRA", PASSPORT, None),
        (
            "2024 IDENTITY 0042",
            "FRA",
            PASSPORT,
            Some(LostStatus::Lost),
        ),
        ("2024IDENTITY0043", "FRA", PASSPORT, None),
    ] {
        assert_eq!(found(number, issuer, kind), expect, "{number} {issuer}");
    }
}

#[test]
fn what_was_given_back_does_not_fire_until_it_is_lost_again() {
    let dated = |status, day: Option<&str>| LostDocument {
        reported_on: day.map(|day| day.parse().unwrap()),
        ..lost("12AB34567", None, status)
    };
    use LostStatus::{Recovered, Stolen, Superseded};
    for (rows, fires) in [
        (vec![dated(Stolen, Some("2025-01-02"))], true),
        (
            vec![
                dated(Stolen, Some("2025-01-02")),
                dated(Recovered, Some("2025-02-01")),
            ],
            false,
        ),
        (
            vec![
                dated(Stolen, Some("2025-01-02")),
                dated(Superseded, Some("2025-01-02")),
            ],
            false,
        ),
        (
            vec![
                dated(Stolen, Some("2025-03-02")),
                dated(Recovered, Some("2025-02-01")),
            ],
            true,
        ),
        (
            vec![dated(Stolen, None), dated(Recovered, Some("2025-02-01"))],
            false,
        ),
        (
            vec![dated(Stolen, Some("2025-03-02")), dated(Recovered, None)],
            false,
        ),
        (vec![dated(Recovered, None)], false),
        // A card that was found is not the passport that bears its number.
        (
            vec![
                dated(Stolen, Some("2025-01-02")),
                LostDocument {
                    kind: Some(DocumentType::IdentityCard),
                    ..dated(Recovered, None)
                },
            ],
            true,
        ),
        (
            vec![
                dated(Stolen, Some("2025-01-02")),
                LostDocument {
                    kind: None,
                    ..dated(Recovered, None)
                },
            ],
            false,
        ),
    ] {
        let index = LostIndex::build(&rows);
        let issuer = Country::parse("FRA").unwrap();
        assert_eq!(
            index.find(issuer, PASSPORT, "12AB34567").is_some(),
            fires,
            "{rows:?}"
        );
    }
}

fn rows() -> impl Strategy<Value = Vec<(String, Option<u16>, u8)>> {
    proptest::collection::vec(
        ("[AB][0-3]{3}", proptest::option::of(0u16..400), 0u8..3),
        0..120,
    )
}

proptest! {
    /// Many overlapping ranges and repeats, against a search of every row.
    #[test]
    fn the_index_finds_what_a_search_of_every_row_finds(rows in rows(), asked in "[AB][0-3]{3}", issuer in 0u8..3) {
        let country = |at: u8| Country::parse(["FRA", "DEU", "ITA"][usize::from(at)]).unwrap();
        let last = |first: &str, width: u16| {
            let number: u16 = first[1..].parse().unwrap();
            format!("{}{:03}", &first[..1], (number + width).min(999))
        };
        let documents: Vec<LostDocument> = rows
            .iter()
            .map(|(first, width, at)| LostDocument {
                issuer: country(*at),
                number_to: width.map(|width| last(first, width)),
                ..lost(first, None, LostStatus::Lost)
            })
            .collect();
        let known: BTreeMap<_, _> = documents.iter().map(|row| ((row.issuer, &row.number, &row.number_to), ())).collect();
        let among = known.keys().any(|(of, first, to)| {
            let end = to.as_ref().unwrap_or(first);
            *of == country(issuer) && (**first <= asked && asked <= *end || **first == asked)
        });
        let filler = asked.bytes().all(|sign| sign == asked.as_bytes()[0]);
        let found = LostIndex::build(&documents).find(country(issuer), PASSPORT, &asked);
        prop_assert_eq!(found.is_some(), among && !filler);
    }
}
