//! Made-up cases for the tests of this floor and those above it.

use crate::domain::background::Background;
use crate::domain::codes::{Country, DocumentType, Sex};
use crate::domain::date::PartialDate;
use crate::domain::document::{Document, LostStatus};
use crate::domain::ids::RowRef;
use crate::domain::passenger::{Flight, FromZone, Passenger, PersonType};
use crate::domain::points::Points;
use crate::recommend::case::Case;
use crate::recommend::{
    Action, Detail, EvidenceLine, Fault, FaultKind, Finding, Hit, Level, NameField, NameLevel,
    Reason, Recommendation,
};
use jiff::civil::date;
use std::sync::Arc;

pub(crate) fn passenger() -> Passenger {
    Passenger {
        rows: vec![RowRef { file: 0, row: 17 }],
        flight: Arc::new(Flight {
            carrier: "XX".to_owned(),
            number: "123".to_owned(),
            departure_airport: "CDG".to_owned(),
            arrival_airport: "JFK".to_owned(),
            scheduled_departure: "2026-11-23T04:35:00Z".parse().unwrap(),
            scheduled_arrival: None,
        }),
        passenger_ref: None,
        booking_ref: Some("ABC123".to_owned()),
        person_type: PersonType::Passenger,
        surname: "SPECIMEN".to_owned(),
        given_names: "IVAN".to_owned(),
        birth_date: PartialDate::parse_iso("1970-03-05"),
        sex: Some(Sex::Male),
        nationality: Country::parse("FRA"),
        residence: None,
        birth_country: None,
        birth_place: None,
        documents: vec![document("AA111111"), document("AB123456")],
        redress_number: None,
        known_traveller_number: None,
        from_zone: FromZone::default(),
    }
}

fn document(number: &str) -> Document {
    Document {
        kind: Some(DocumentType::Passport),
        number: number.to_owned(),
        issuer: Country::parse("FRA"),
        expiry: Some(date(2031, 5, 1)),
        mrz: None,
    }
}

/// By the published words. `specimen` is the surname of [`passenger`].
pub(crate) fn line(kind: &str, level: &str, values: (&str, &str), points: i32) -> EvidenceLine {
    let level = Level::parse(kind, level).unwrap();
    EvidenceLine {
        level,
        detail: match level {
            Level::Name(NameLevel::EntryOnly | NameLevel::Dependence) => Detail::None,
            Level::Name(_) => Detail::Name {
                field: match values.0 {
                    "specimen" => NameField::Surname,
                    _ => NameField::GivenNames,
                },
                exchanged: false,
                tampering: None,
            },
            Level::Document(level) if level.agrees() => Detail::Document(1),
            _ => Detail::None,
        },
        passenger_value: values.0.to_owned(),
        entry_value: values.1.to_owned(),
        points: Points(points),
    }
}

/// Same name and birth date; the entry has one name more and a place of birth.
pub(crate) fn hit() -> Hit {
    let evidence = vec![
        line("prior", "base_rate", ("", ""), -2100),
        line("name", "equal", ("ivan", "ivan"), 900),
        line("name", "equal", ("specimen", "specimen"), 1500),
        line("name", "entry_only", ("", "petrovich"), -100),
        line("birth_date", "exact", ("1970-03-05", "1970-03-05"), 1450),
        line("document", "missing", ("", ""), 0),
        line("nationality", "missing", ("FRA", ""), 0),
        line("birth_place", "missing", ("", "Minsk"), 0),
        line("sex", "agrees", ("M", "M"), 100),
    ];
    Hit {
        list: "DEMO_LIST".to_owned(),
        authority: "Demo authority".to_owned(),
        entry_digest: "e1".to_owned(),
        entry_id: "12345".to_owned(),
        entry_name: "SPECIMEN, Ivan Petrovich".to_owned(),
        primary_name: "SPECIMEN, Ivan Petrovich".to_owned(),
        category: "smuggler".to_owned(),
        listed_reason: Some("demonstration".to_owned()),
        handling: Some("liaison officers only".to_owned()),
        background: Background::default(),
        reasons: vec![Reason::ListedPerson],
        action: Action::RecommendDenial,
        total: evidence.iter().map(|line| line.points).sum(),
        evidence,
    }
}

pub(crate) fn stolen() -> Finding {
    Finding {
        document: Some(1),
        fault: Fault::LostStolenRevoked {
            status: LostStatus::Stolen,
            reported_on: Some(date(2025, 3, 2)),
            issuer_assumed: false,
        },
        reasons: vec![Reason::Document(FaultKind::DocumentLostStolenRevoked)],
        action: Some(Action::VerifyDocument),
    }
}

pub(crate) fn case_of(hits: Vec<Hit>, findings: Vec<Finding>) -> Case {
    let actions = hits
        .iter()
        .map(|h| h.action)
        .chain(findings.iter().filter_map(|f| f.action));
    let action = actions.max().unwrap();
    let of_hits = hits.iter().flat_map(|h| h.reasons.clone());
    let mut reasons: Vec<_> = of_hits
        .chain(findings.iter().flat_map(|f| f.reasons.clone()))
        .collect();
    reasons.sort();
    reasons.dedup();
    Case {
        passenger: passenger(),
        recommendation: Recommendation {
            case_id: "C-1".to_owned(),
            action,
            reasons,
            category: hits.first().map(|hit| hit.category.clone()),
            office: None,
            priority: 480,
            hits,
            findings,
            travels_with: Vec::new(),
        },
        group: "EAST".to_owned(),
        minutes_to_departure: 155,
        retention_until: date(2027, 5, 23),
    }
}

/// In one booking with the listed person of another case, and nothing else.
pub(crate) fn companion() -> Case {
    let mut case = case_of(vec![hit()], Vec::new());
    case.recommendation = Recommendation {
        case_id: "C-2".to_owned(),
        action: Action::ContactGroup,
        reasons: vec![Reason::TravelsWith],
        category: None,
        office: None,
        priority: 100,
        hits: Vec::new(),
        findings: Vec::new(),
        travels_with: vec!["C-1".to_owned()],
    };
    case
}

/// A hit that recommends denial, and a stolen second passport.
pub(crate) fn case() -> Case {
    case_of(vec![hit()], vec![stolen()])
}
