//! Findings by kind, on one invented passenger.

use super::*;
use crate::documents::fault::FaultKind;
use crate::documents::mrz;
use crate::documents::mrz::write::{Fields, zone};
use crate::documents::rules::{Authority, Element};
use crate::domain::codes::{Country, Sex};
use crate::domain::date::PartialDate;
use jiff::civil::date;
use std::collections::BTreeMap;
use std::sync::Arc;

fn rules() -> DocumentRules {
    let elements = vec![Element::DocumentExpiry, Element::Nationality];
    let authority = Authority {
        exempt: vec!["CAN".to_owned()],
        electronic: vec!["FRA".to_owned()],
    };
    DocumentRules {
        elements: BTreeMap::from([("USA".to_owned(), elements)]),
        authority: BTreeMap::from([("USA".to_owned(), authority)]),
        longest_passport_years: 11,
        feed_fault_people: 10,
        minimum_connection_minutes: 30,
        fastest_kmh: 1200.0,
    }
}

fn document(kind: &str, number: &str, issuer: &str, expiry: Option<Date>) -> Document {
    Document {
        kind: DocumentType::parse(kind),
        number: number.to_owned(),
        issuer: Country::parse(issuer),
        expiry,
        mrz: None,
    }
}

/// Paris to New York, 23:30 on the 23rd to 01:30 on the 24th by the local clocks.
fn passenger(documents: Vec<Document>) -> Passenger {
    let now = "2026-11-23T22:30:00Z".parse().unwrap();
    let mut holder = Passenger::of_name("Martin".to_owned(), "Anna".to_owned(), now);
    Arc::make_mut(&mut holder.flight).departure_airport = "CDG".to_owned();
    Arc::make_mut(&mut holder.flight).arrival_airport = "JFK".to_owned();
    Arc::make_mut(&mut holder.flight).scheduled_arrival =
        Some("2026-11-24T06:30:00Z".parse().unwrap());
    holder.birth_date = PartialDate::parse_iso("1974-08-12");
    holder.nationality = Country::parse("FRA");
    holder.sex = Some(Sex::Female);
    holder.documents = documents;
    holder
}

fn kinds(holder: &Passenger) -> Vec<FaultKind> {
    let found = faults(holder, &LostIndex::default(), &rules());
    found.iter().map(|(_, fault)| fault.kind()).collect()
}

#[test]
fn dates_are_judged_by_the_clocks_of_the_airports() {
    use FaultKind::*;
    let passport = |expiry| document("P", "12AB34567", "FRA", Some(expiry));
    for (expiry, expect) in [
        (date(2026, 11, 22), vec![DocumentExpired]),
        (date(2026, 11, 23), vec![DocumentExpiresBeforeArrival]),
        (date(2026, 11, 24), vec![]),
        (date(2037, 11, 23), vec![]),
        (date(2037, 11, 24), vec![DocumentValidityTooLong]),
        (date(1970, 1, 1), vec![DocumentDatesImpossible]),
    ] {
        assert_eq!(
            kinds(&passenger(vec![passport(expiry)])),
            expect,
            "{expiry}"
        );
    }
    // In Auckland the 24th has long begun; in Honolulu it has not.
    for (airport, expect) in [
        ("AKL", vec![DocumentExpired]),
        ("HNL", vec![DocumentExpiresBeforeArrival]),
    ] {
        let mut holder = passenger(vec![passport(date(2026, 11, 23))]);
        Arc::make_mut(&mut holder.flight).departure_airport = airport.to_owned();
        assert_eq!(kinds(&holder), expect, "{airport}");
    }
}

#[test]
fn a_renewed_document_and_a_foreign_visa_are_nobodys_business() {
    use FaultKind::*;
    let past = Some(date(2026, 1, 1));
    let old = || document("P", "12AB34567", "FRA", past);
    let renewed = document("P", "13CD34567", "FRA", Some(date(2034, 1, 1)));
    let visa = |issuer| document("V", "V1234567", issuer, past);
    for (documents, expect) in [
        (vec![old(), renewed.clone()], vec![PersonSeveralDocuments]),
        (
            vec![renewed.clone(), visa("USA")],
            vec![TravelAuthorityExpired],
        ),
        (vec![renewed.clone(), visa("DEU")], vec![]),
        (
            vec![
                renewed.clone(),
                document("P", "X1234567", "ITA", Some(date(2034, 1, 1))),
            ],
            vec![],
        ),
        // Replaced, or of an expiry that nobody knows.
        (
            vec![
                renewed.clone(),
                visa("USA"),
                document("V", "V7654321", "USA", Some(date(2030, 1, 1))),
            ],
            vec![],
        ),
        (
            vec![
                renewed.clone(),
                visa("USA"),
                document("V", "V7654321", "", None),
            ],
            vec![],
        ),
        (
            vec![old(), visa("USA")],
            vec![DocumentExpired, TravelAuthorityExpired],
        ),
        // The new passport's type or date is not told.
        (
            vec![
                old(),
                Document {
                    kind: None,
                    ..renewed.clone()
                },
            ],
            vec![],
        ),
        (
            vec![
                old(),
                Document {
                    expiry: None,
                    ..renewed.clone()
                },
            ],
            vec![PersonSeveralDocuments],
        ),
        (
            vec![
                old(),
                Document {
                    kind: None,
                    expiry: None,
                    ..renewed.clone()
                },
            ],
            vec![DocumentExpired],
        ),
        (vec![], vec![NoDocument]),
    ] {
        assert_eq!(
            kinds(&passenger(documents.clone())),
            expect,
            "{documents:?}"
        );
    }
}

#[test]
fn an_old_visa_matters_to_whom_the_table_asks_for_one() {
    let with = |change: fn(&mut Passenger)| {
        let day = |text: &str| text.parse().ok();
        let passport = document("P", "12AB34567", "IND", day("2034-01-01"));
        let visa = document("V", "V1234567", "USA", day("2026-01-01"));
        let mut holder = passenger(vec![passport, visa]);
        holder.nationality = Country::parse("IND");
        change(&mut holder);
        let found = faults(&holder, &LostIndex::default(), &rules());
        found.into_iter().find_map(|(_, fault)| match fault {
            Fault::AuthorityExpired { asked, .. } => Some(asked),
            _ => None,
        })
    };
    assert_eq!(with(|_| ()), Some(true));
    let citizen: fn(&mut Passenger) = |holder| holder.nationality = Country::parse("USA");
    let resident: fn(&mut Passenger) = |holder| holder.residence = Country::parse("USA");
    let exempt: fn(&mut Passenger) = |holder| holder.nationality = Country::parse("FRA");
    for change in [citizen, resident, exempt] {
        assert_eq!(with(change), Some(false));
    }
    assert_eq!(with(|holder| holder.person_type = PersonType::Crew), None);
}

#[test]
fn the_route_decides_what_must_be_there() {
    use FaultKind::*;
    let whole = || {
        passenger(vec![document(
            "P",
            "12AB34567",
            "FRA",
            Some(date(2030, 1, 1)),
        )])
    };
    let change = |change: fn(&mut Passenger)| {
        let mut holder = whole();
        change(&mut holder);
        kinds(&holder)
    };
    let indian = |holder: &mut Passenger| holder.nationality = Country::parse("IND");
    assert_eq!(kinds(&whole()), []);
    assert_eq!(change(indian), [TravelAuthorityMissing]);
    assert_eq!(
        change(|holder| holder.documents[0].expiry = None),
        [MandatoryElementMissing]
    );
    assert_eq!(
        change(|holder| holder.nationality = None),
        [MandatoryElementMissing]
    );
    assert_eq!(
        change(|holder| {
            holder.nationality = Country::parse("IND");
            Arc::make_mut(&mut holder.flight).arrival_airport = "FRA".to_owned();
        }),
        []
    );
    let with_visa = |issuer: &'static str| {
        let mut holder = whole();
        indian(&mut holder);
        holder
            .documents
            .push(document("V", "V1234567", issuer, Some(date(2030, 1, 1))));
        kinds(&holder)
    };
    assert_eq!(with_visa("USA"), []);
    assert_eq!(with_visa(""), []);
    assert_eq!(with_visa("DEU"), [TravelAuthorityMissing]);
}

#[test]
fn the_zone_is_checked_and_compared() {
    use FaultKind::*;
    let fields = Fields {
        code: "P",
        issuer: "FRA",
        number: "12AB34567",
        nationality: "FRA",
        birth: "740812",
        sex: "F",
        expiry: "300101",
        optional: "",
        surname: "MARTIN",
        given_names: "ANNA",
    };
    let presented = |text: String| {
        let mut holder = passenger(vec![document(
            "P",
            "12AB34567",
            "FRA",
            Some(date(2030, 1, 1)),
        )]);
        holder.documents[0].mrz = Some(text);
        kinds(&holder)
    };
    let with = |fields: Fields| presented(zone(mrz::Format::Td3, &fields));
    let long = "MARTIN<DE<LA<FONTAINE<DES<GRANDS<CHENES<DU<BOIS";
    for (fields, expect) in [
        (fields.clone(), vec![]),
        (
            Fields {
                number: "12AB34568",
                ..fields.clone()
            },
            vec![MrzFieldConflict],
        ),
        (
            Fields {
                issuer: "ITA",
                ..fields.clone()
            },
            vec![MrzFieldConflict],
        ),
        (
            Fields {
                birth: "710812",
                ..fields.clone()
            },
            vec![MrzFieldConflict],
        ),
        (
            Fields {
                birth: "74<<<<",
                ..fields.clone()
            },
            vec![],
        ),
        (
            Fields {
                expiry: "310101",
                ..fields.clone()
            },
            vec![MrzFieldConflict],
        ),
        (
            Fields {
                sex: "M",
                ..fields.clone()
            },
            vec![MrzFieldConflict],
        ),
        (
            Fields {
                sex: "<",
                ..fields.clone()
            },
            vec![],
        ),
        (
            Fields {
                surname: "BERNARD",
                ..fields.clone()
            },
            vec![MrzFieldConflict],
        ),
        (
            Fields {
                surname: long,
                ..fields.clone()
            },
            vec![],
        ),
        (
            Fields {
                given_names: "ANNE<LOUISE",
                ..fields.clone()
            },
            vec![],
        ),
        (
            Fields {
                given_names: "PIERRE",
                ..fields.clone()
            },
            vec![MrzFieldConflict],
        ),
        (
            Fields {
                nationality: "UTO",
                ..fields.clone()
            },
            vec![SpecimenDocument, MrzFieldConflict],
        ),
        (
            Fields {
                birth: "741312",
                ..fields.clone()
            },
            vec![DocumentDatesImpossible],
        ),
    ] {
        let mut found = with(fields.clone());
        found.sort_by_key(|kind| *kind != SpecimenDocument);
        assert_eq!(found, expect, "{fields:?}");
    }
    // A second nationality that the document's own state bears out.
    let second = |nationality: &str, issuer: &str| {
        let mut holder = passenger(vec![document("P", "12AB34567", issuer, None)]);
        let code = |text| Country::parse(text).unwrap().to_string();
        let (inside, issuer) = (code(nationality), code(issuer).replace("HKG", "CHN"));
        let fields = Fields {
            nationality: &inside,
            issuer: &issuer,
            expiry: "<<<<<<",
            ..fields.clone()
        };
        holder.documents[0].mrz = Some(zone(mrz::Format::Td3, &fields));
        let found = |holder: &Passenger| {
            let mut found = kinds(holder);
            found.retain(|kind| *kind != MandatoryElementMissing);
            found
        };
        let alone = found(&holder);
        holder
            .documents
            .push(document("I", "XX1234567", nationality, None));
        (alone, found(&holder))
    };
    assert_eq!(second("USA", "USA"), (vec![], vec![]));
    assert_eq!(second("CHN", "HKG"), (vec![], vec![]));
    assert_eq!(second("ITA", "FRA"), (vec![MrzFieldConflict], vec![]));
    // Short names, initials, and letters written as two.
    for (typed, inside, expect) in [
        (("LU", "WEI"), ("LYU", "WEI"), vec![]),
        (("OYEN", "LI"), ("OEYEN", "LI"), vec![]),
        (("AASLUND", "J"), ("ASLUND", "JOHN"), vec![]),
        (("MARTIN", "J"), ("MARTIN", "ANNA"), vec![MrzFieldConflict]),
        (("LU", "WEI"), ("CHEN", "WEI"), vec![MrzFieldConflict]),
    ] {
        let mut holder = passenger(vec![document(
            "P",
            "12AB34567",
            "FRA",
            Some(date(2030, 1, 1)),
        )]);
        (holder.surname, holder.given_names) = (typed.0.to_owned(), typed.1.to_owned());
        let fields = Fields {
            surname: inside.0,
            given_names: inside.1,
            ..fields.clone()
        };
        holder.documents[0].mrz = Some(zone(mrz::Format::Td3, &fields));
        assert_eq!(kinds(&holder), expect, "{typed:?} {inside:?}");
    }
    // A visa bears the passport's number; a French card of before 2021 is no TD2.
    let visa = Fields {
        code: "V",
        number: "99ZZ99999",
        ..fields.clone()
    };
    assert_eq!(presented(zone(mrz::Format::MrvA, &visa)), []);
    let card = "IDFRABERTHIER<<<<<<<<<<<<<<<<<881069\n8806923102858CORINNE<<<<<<<6512068F6";
    assert_eq!(presented(card.to_owned()), []);
    let right = zone(mrz::Format::Td3, &fields);
    assert_eq!(
        presented(right.replace("300101", "300102")),
        [MrzCheckDigit, MrzFieldConflict]
    );
    assert_eq!(presented("P<FRA".to_owned()), [MrzMalformed]);
    assert_eq!(presented(right.replace("MARTIN", "MART1N")), [MrzMalformed]);
}

#[test]
fn a_missing_issuer_is_taken_from_the_nationality_and_said() {
    use crate::domain::document::{LostDocument, LostStatus};
    let lost = LostIndex::build(&[LostDocument {
        number: "12AB34567".to_owned(),
        number_to: None,
        issuer: Country::parse("FRA").unwrap(),
        kind: None,
        status: LostStatus::Stolen,
        reported_on: None,
    }]);
    for (issuer, nationality, expect) in [
        ("FRA", "ITA", Some(false)),
        ("", "FRA", Some(true)),
        ("", "ITA", None),
        ("ITA", "FRA", None),
    ] {
        let mut holder = passenger(vec![document(
            "P",
            "12AB34567",
            issuer,
            Some(date(2030, 1, 1)),
        )]);
        holder.nationality = Country::parse(nationality);
        let found = faults(&holder, &lost, &rules());
        let assumed = found.iter().find_map(|(_, fault)| match fault {
            Fault::LostStolenRevoked { issuer_assumed, .. } => Some(*issuer_assumed),
            _ => None,
        });
        assert_eq!(assumed, expect, "{issuer} {nationality}");
    }
}

#[test]
fn nobody_flies_before_being_born() {
    let mut holder = passenger(vec![document(
        "P",
        "12AB34567",
        "FRA",
        Some(date(2030, 1, 1)),
    )]);
    for (birth, expect) in [
        ("2026-12-24", vec![FaultKind::DocumentDatesImpossible]),
        ("2027", vec![FaultKind::DocumentDatesImpossible]),
        ("2026", vec![]),
    ] {
        holder.birth_date = PartialDate::parse_iso(birth);
        assert_eq!(kinds(&holder), expect, "{birth}");
        let known = holder.birth_date.filter(|_| expect.is_empty());
        assert_eq!(holder.possible_birth(), known, "{birth}");
    }
}
