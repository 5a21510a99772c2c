//! Who is contradicted by the name is not denied, however much else agrees: twins, brothers, and
//! whoever shares a document number but for a digit.

use crate::common::{AS_OF, entry};
use preboard::{
    Country, Document, Entry, Inputs, ListedDocument, ListedName, LostIndex, NameKind, PartialDate,
    Passenger, Rarity, Screener, Settings, Sex,
};

const BORN: &str = "1970-03-05";

/// A name: surname and given names.
type Name = (&'static str, &'static str);

/// The listed person, with a document whose number is one digit off the passenger's.
fn listed((surname, given): Name) -> Entry {
    Entry {
        nationalities: Country::parse("IRQ").into_iter().collect(),
        sexes: vec![Sex::Male],
        documents: vec![ListedDocument {
            kind: None,
            number: "G4417093".to_owned(),
            issuer: Country::parse("IRQ"),
        }],
        ..entry("1", surname, given, BORN)
    }
}

/// Everything but the name agrees.
fn boards((surname, given): Name, number: &str) -> Passenger {
    let at = AS_OF.parse().unwrap();
    let mut person = Passenger::of_name(surname.to_owned(), given.to_owned(), at);
    person.nationality = Country::parse("IRQ");
    person.birth_date = PartialDate::parse_iso(BORN);
    person.sex = Some(Sex::Male);
    person.documents = vec![Document {
        kind: None,
        number: number.to_owned(),
        issuer: Country::parse("IRQ"),
        expiry: None,
        mrz: None,
    }];
    person
}

/// What is asked for, and whether a contradiction held it down.
fn asked(listed: Entry, person: &Passenger) -> (&'static str, bool) {
    let settings = Settings::without_file(&Inputs::default(), AS_OF.parse().unwrap()).unwrap();
    let screener = Screener::new(
        vec![listed],
        LostIndex::default(),
        Rarity::bundled(),
        settings.weights,
        settings.policy,
        jiff::civil::date(2026, 11, 23),
    );
    let found = screener.screen(person).unwrap();
    let mut reasons = found.reasons.iter().map(|reason| reason.as_str());
    (
        found.action.as_str(),
        reasons.any(|reason| reason == "contradiction_cap"),
    )
}

const ONE_DIGIT_OFF: &str = "G4417098";

#[test]
fn another_given_name_stops_at_human_contact_and_a_missing_or_unknown_one_does_not() {
    for (listed_name, passenger, expect) in [
        // The same person, as written and as people write it.
        (("ZUMARINOV", "Peter"), ("ZUMARINOV", "PETER"), false),
        (("ZUMARINOV", "Peter"), ("ZUMARINOV", "PETR"), false),
        (("AL-ZUMAROV", "Hassan"), ("AL ZUMAROV", "HASAN"), false),
        (
            ("ZUMARINOV", "Mohammed Ali"),
            ("ZUMARINOV", "MUHAMMAD"),
            false,
        ),
        (("ZUMARINOV", "William"), ("ZUMARINOV", "BILL"), false),
        // Nothing stands against what is missing, and an unknown word may be any name.
        (("ZUMARINOV", "Peter"), ("ZUMARINOV", ""), false),
        (("ZUMARINOV", "Peter"), ("ZUMARINOV", "QVYRXTON"), false),
        // Twins and brothers.
        (("ZUMARINOV", "Peter"), ("ZUMARINOV", "PAUL"), true),
        (("AL-ZUMAROV", "Hassan"), ("AL ZUMAROV", "HUSSEIN"), true),
        (
            ("ZUMARINOV", "Ivan Petrovich"),
            ("ZUMARINOV", "IVAN SERGEYEVICH"),
            true,
        ),
    ] {
        let held = if expect {
            "contact_group"
        } else {
            "recommend_denial"
        };
        let found = asked(listed(listed_name), &boards(passenger, ONE_DIGIT_OFF));
        assert_eq!(found, (held, expect), "{listed_name:?} {passenger:?}");
    }
}

#[test]
fn another_name_altogether_stops_there_whatever_it_is() {
    // The number as it is when I is read for 1: far more bits than a digit that is off.
    for (number, expect) in [
        ("G44I7093", ("contact_group", true)),
        ("G4417093", ("verify_document", true)),
    ] {
        let found = asked(
            listed(("ZUMARINOV", "Peter")),
            &boards(("OKONKWO", "QVYRXTON"), number),
        );
        assert_eq!(found, expect, "{number}");
    }
}

#[test]
fn the_listed_document_in_another_hand_is_looked_at() {
    let twin = boards(("ZUMARINOV", "PAUL"), "G4417093");
    let found = asked(listed(("ZUMARINOV", "Peter")), &twin);
    assert_eq!(found, ("verify_document", true));
}

#[test]
fn a_strong_alias_that_agrees_lifts_the_cap_and_a_weak_one_does_not() {
    for (kind, expect) in [
        (NameKind::Alias, ("recommend_denial", false)),
        (NameKind::WeakAlias, ("contact_group", true)),
    ] {
        let mut known_as = listed(("ZUMARINOV", "Peter Vladimir"));
        known_as.names.push(ListedName {
            kind,
            full: None,
            surname: Some("QADRIYOV".to_owned()),
            given_names: Some("Paul".to_owned()),
            script: None,
        });
        let found = asked(known_as, &boards(("ZUMARINOV", "PAUL"), ONE_DIGIT_OFF));
        assert_eq!(found, expect, "{kind:?}");
    }
}
