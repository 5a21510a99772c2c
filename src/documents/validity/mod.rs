//! Findings that need no list: dates, the machine-readable zone, and what the route asks.

mod zone;

use crate::documents::fault::{Fault, Found};
use crate::documents::lost::LostIndex;
use crate::documents::number::normalise;
use crate::documents::rules::{DocumentRules, is_authority};
use crate::domain::airports;
use crate::domain::codes::DocumentType;
use crate::domain::document::Document;
use crate::domain::passenger::{Passenger, PersonType};
use jiff::ToSpan;
use jiff::civil::Date;

/// Every fault of the passenger's documents, document by document.
pub fn faults(passenger: &Passenger, lost: &LostIndex, rules: &DocumentRules) -> Vec<Found> {
    let journey = Journey::of(passenger);
    let mut found: Vec<Found> = Vec::new();
    for (at, document) in passenger.documents.iter().enumerate() {
        let mut of_document = dates(document, passenger, &journey, rules);
        of_document.extend(reported(document, passenger, lost));
        of_document.extend(zone::faults(document, passenger));
        of_document.extend(zone::specimen(document, passenger));
        of_document.extend(twin(passenger, at));
        found.extend(of_document.into_iter().map(|fault| (Some(at), fault)));
    }
    found.extend(
        of_traveller(passenger, &journey, rules)
            .into_iter()
            .map(|fault| (None, fault)),
    );
    found
}

/// Dates by the clocks of the airports: a passport ends at midnight where it is shown. An
/// airport that the table lacks counts in UTC.
struct Journey {
    leaves: Date,
    lands: Option<Date>,
    /// Of arrival.
    state: Option<&'static str>,
}

impl Journey {
    fn of(passenger: &Passenger) -> Journey {
        let flight = &passenger.flight;
        let local = airports::local_date;
        let landing = flight.scheduled_arrival;
        Journey {
            leaves: local(flight.scheduled_departure, &flight.departure_airport),
            lands: landing.map(|moment| local(moment, &flight.arrival_airport)),
            state: airports::find(&flight.arrival_airport).map(|airport| airport.country),
        }
    }
}

fn dates(
    document: &Document,
    holder: &Passenger,
    journey: &Journey,
    rules: &DocumentRules,
) -> Vec<Fault> {
    let Some(expiry) = document.expiry else {
        return Vec::new();
    };
    if document.kind == Some(DocumentType::Visa) {
        let fault = visa_expiry(document, expiry, holder, journey, rules);
        return fault.into_iter().collect();
    }
    let born_after = holder.birth_date.filter(|birth| birth.year > expiry.year());
    let before_landing = |date: Date| journey.lands.is_some_and(|landing| date < landing);
    let is_passport = document.kind == Some(DocumentType::Passport);
    let longest = journey
        .leaves
        .saturating_add(i64::from(rules.longest_passport_years).years());
    let fault = if let Some(birth) = born_after {
        Fault::BornAfterExpiry { birth, expiry }
    } else if expiry < journey.leaves && !renewed(holder, document, journey) {
        Fault::Expired { on: expiry }
    } else if journey.leaves <= expiry
        && before_landing(expiry)
        && !renewed(holder, document, journey)
    {
        Fault::ExpiresBeforeArrival { on: expiry }
    } else if is_passport && longest < expiry {
        Fault::ValidTooLong { until: expiry }
    } else {
        return Vec::new();
    };
    vec![fault]
}

/// Whether another passport or identity card is valid throughout: a visa often stands in an
/// old passport, and the manifest names both. Errs to yes: of two things that a feed leaves
/// out, the type and the date, the new paper may lack either.
fn renewed(holder: &Passenger, expired: &Document, journey: &Journey) -> bool {
    let until = journey.lands.unwrap_or(journey.leaves).max(journey.leaves);
    holder.documents.iter().any(|other| {
        let valid = match (other.kind, other.expiry) {
            (Some(DocumentType::Passport | DocumentType::IdentityCard), expiry) => {
                expiry.is_none_or(|expiry| until <= expiry)
            }
            (None, Some(expiry)) => until <= expiry,
            (None, None) | (Some(DocumentType::Visa | DocumentType::Other(_)), _) => false,
        };
        valid && !same_number(&other.number, &expired.number)
    })
}

/// Only a visa of the state of arrival is asked for there, and one that is valid is enough.
/// Crew travel without.
fn visa_expiry(
    visa: &Document,
    expiry: Date,
    holder: &Passenger,
    journey: &Journey,
    rules: &DocumentRules,
) -> Option<Fault> {
    let state = journey.state?;
    let entered = visa.issuer.is_some_and(|issuer| issuer.as_str() == state);
    let needed = journey.lands.unwrap_or(journey.leaves);
    let replaced = holder.documents.iter().any(|other| {
        let valid = other.expiry.is_none_or(|expiry| needed <= expiry);
        valid && is_authority(other, state)
    });
    let crew = holder.person_type == PersonType::Crew;
    let fault = Fault::AuthorityExpired {
        on: expiry,
        asked: rules.asks_authority(state, holder),
    };
    (entered && expiry < needed && !replaced && !crew).then_some(fault)
}

/// Feeds of some states drop the issuer; a passport's is nearly always the nationality.
fn reported(document: &Document, holder: &Passenger, lost: &LostIndex) -> Option<Fault> {
    let assumed = document.issuer.is_none() && document.kind != Some(DocumentType::Visa);
    let issuer = document.issuer.or(holder.nationality.filter(|_| assumed))?;
    let report = lost.find(issuer, document.kind, &document.number)?;
    Some(Fault::LostStolenRevoked {
        status: report.status,
        reported_on: report.reported_on,
        issuer_assumed: document.issuer.is_none(),
    })
}

/// An earlier document of the same type and issuer with another number. Two passports of
/// two states are lawful and common.
fn twin(passenger: &Passenger, at: usize) -> Option<Fault> {
    let document = &passenger.documents[at];
    let other = passenger.documents[..at].iter().find(|other| {
        let comparable = document.issuer.is_some() && document.kind.is_some();
        let alike = (other.issuer, other.kind) == (document.issuer, document.kind);
        let visa = document.kind == Some(DocumentType::Visa);
        comparable && alike && !visa && !same_number(&other.number, &document.number)
    });
    other.map(|other| Fault::SeveralDocuments {
        other: other.number.clone(),
    })
}

fn same_number(one: &str, other: &str) -> bool {
    match (normalise(one), normalise(other)) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    }
}

/// What rests on no single document.
fn of_traveller(passenger: &Passenger, journey: &Journey, rules: &DocumentRules) -> Vec<Fault> {
    let mut faults = Vec::new();
    let impossible = passenger.possible_birth().is_none();
    if let Some(birth) = passenger.birth_date.filter(|_| impossible) {
        faults.push(Fault::BornAfterDeparture { birth });
    }
    if passenger.documents.is_empty() {
        faults.push(Fault::NoDocument);
        return faults;
    }
    let Some(state) = journey.state else {
        return faults;
    };
    let elements = rules.missing(state, passenger);
    let state = state.to_owned();
    if !elements.is_empty() {
        let state = state.clone();
        faults.push(Fault::ElementsMissing { state, elements });
    }
    let crew = passenger.person_type == PersonType::Crew;
    if !crew && rules.lacks_authority(&state, passenger) {
        faults.push(Fault::AuthorityMissing { state });
    }
    faults
}

#[cfg(test)]
mod tests;
