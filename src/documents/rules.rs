//! The operator's tables about documents: what each state asks for, and where the program
//! draws its lines. Presets with their sources: `configs/documents.toml`.

use crate::domain::codes::{Country, DocumentType};
use crate::domain::document::Document;
use crate::domain::passenger::Passenger;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentRules {
    /// By state of arrival.
    pub elements: BTreeMap<String, Vec<Element>>,
    /// By state of arrival.
    pub authority: BTreeMap<String, Authority>,
    /// Years from today beyond which no passport can be valid.
    pub longest_passport_years: i16,
    /// From so many people on one number it is the feed that is wrong.
    pub feed_fault_people: u32,
    pub minimum_connection_minutes: i64,
    /// Faster than any airliner: what it cannot bridge cannot be flown.
    pub fastest_kmh: f64,
}

/// What a state may ask to be in passenger data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Element {
    DocumentType,
    DocumentNumber,
    DocumentIssuer,
    DocumentExpiry,
    Nationality,
    BirthDate,
    Sex,
    Surname,
    GivenNames,
}

/// Who needs no visa of this state in the manifest. All other nationals do.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Authority {
    /// Nationals who need none.
    pub exempt: Vec<String>,
    /// Nationals whose authority is electronic and stands in no manifest.
    pub electronic: Vec<String>,
}

impl Element {
    pub fn words(self) -> &'static str {
        match self {
            Element::DocumentType => "document type",
            Element::DocumentNumber => "document number",
            Element::DocumentIssuer => "issuing state",
            Element::DocumentExpiry => "document expiry",
            Element::Nationality => "nationality",
            Element::BirthDate => "birth date",
            Element::Sex => "sex",
            Element::Surname => "surname",
            Element::GivenNames => "given names",
        }
    }

    /// Of a document's elements, one document that has it is enough.
    fn is_there(self, passenger: &Passenger) -> bool {
        let mut papers = passenger.documents.iter();
        match self {
            Element::DocumentType => papers.any(|document| document.kind.is_some()),
            Element::DocumentNumber => papers.any(|document| !document.number.is_empty()),
            Element::DocumentIssuer => papers.any(|document| document.issuer.is_some()),
            Element::DocumentExpiry => papers.any(|document| document.expiry.is_some()),
            Element::Nationality => passenger.nationality.is_some(),
            Element::BirthDate => passenger.birth_date.is_some(),
            Element::Sex => passenger.sex.is_some(),
            Element::Surname => !passenger.surname.is_empty(),
            Element::GivenNames => !passenger.given_names.is_empty(),
        }
    }
}

impl DocumentRules {
    /// What the state of arrival asks for and the manifest lacks.
    pub fn missing(&self, state: &str, passenger: &Passenger) -> Vec<Element> {
        let asked = self.elements.get(state).into_iter().flatten();
        asked
            .copied()
            .filter(|element| !element.is_there(passenger))
            .collect()
    }

    /// Whether the table asks this passenger for a visa. An unknown nationality is never
    /// held against anyone.
    pub fn asks_authority(&self, state: &str, passenger: &Passenger) -> bool {
        let (Some(table), Some(nationality)) = (self.authority.get(state), passenger.nationality)
        else {
            return false;
        };
        let code = nationality.as_str();
        let in_table = |codes: &[String]| codes.iter().any(|known| known == code);
        let own = code == state
            || passenger
                .residence
                .is_some_and(|home| home.as_str() == state);
        !(own || in_table(&table.exempt) || in_table(&table.electronic))
    }

    /// Whether the table asks for a visa that the manifest does not name.
    pub fn lacks_authority(&self, state: &str, passenger: &Passenger) -> bool {
        let has_visa = passenger
            .documents
            .iter()
            .any(|document| is_authority(document, state));
        !has_visa && self.asks_authority(state, passenger)
    }
}

/// A visa of the state, or of one that the manifest does not name.
pub fn is_authority(document: &Document, state: &str) -> bool {
    let of_state = |issuer: Country| issuer.as_str() == state;
    document.kind == Some(DocumentType::Visa) && document.issuer.is_none_or(of_state)
}
