//! Travel documents: does the passenger carry a document that the list ties to the person?

use crate::documents::number::{confusable_form, normalise, without_check_digit};
use crate::domain::codes::{Country, DocumentType};
use crate::domain::document::{Document, ListedDocument};
use crate::domain::points::Points;
use serde::{Deserialize, Serialize};

/// Strongest agreement first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DocumentLevel {
    /// Same number, same issuer.
    Same,
    /// Same number, one side without an issuer.
    SameNumber,
    /// Same issuer, one side with the check digit of the machine-readable zone glued on.
    CheckDigitGlued,
    /// Same issuer, equal but for characters that look alike.
    Confusable,
    /// Same issuer, one character differs.
    OneEdit,
    /// No document to compare on one side, or other types and issuers.
    Missing,
    /// Another document of the same type and issuer. People renew passports: weak.
    Different,
}

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentWeights {
    pub same: Points,
    pub same_number: Points,
    pub check_digit_glued: Points,
    pub confusable: Points,
    pub one_edit: Points,
    pub different: Points,
}

impl DocumentLevel {
    pub const ALL: [DocumentLevel; 7] = [
        DocumentLevel::Same,
        DocumentLevel::SameNumber,
        DocumentLevel::CheckDigitGlued,
        DocumentLevel::Confusable,
        DocumentLevel::OneEdit,
        DocumentLevel::Missing,
        DocumentLevel::Different,
    ];

    /// Whether the document in hand is, or may be misread for, the listed one.
    pub fn agrees(self) -> bool {
        match self {
            DocumentLevel::Same
            | DocumentLevel::SameNumber
            | DocumentLevel::CheckDigitGlued
            | DocumentLevel::Confusable
            | DocumentLevel::OneEdit => true,
            DocumentLevel::Missing | DocumentLevel::Different => false,
        }
    }

    pub fn as_str(self) -> &'static str {
        match self {
            DocumentLevel::Same => "same",
            DocumentLevel::SameNumber => "same_number",
            DocumentLevel::CheckDigitGlued => "check_digit_glued",
            DocumentLevel::Confusable => "confusable",
            DocumentLevel::OneEdit => "one_edit",
            DocumentLevel::Missing => "missing",
            DocumentLevel::Different => "different",
        }
    }

    /// Whether the agreement corroborates a name by itself. One edit does not: states number
    /// in series, and the neighbour's passport is one edit away. It counts beside a birth
    /// date that agrees.
    pub fn corroborates(self) -> bool {
        match self {
            DocumentLevel::Same
            | DocumentLevel::SameNumber
            | DocumentLevel::CheckDigitGlued
            | DocumentLevel::Confusable => true,
            DocumentLevel::OneEdit | DocumentLevel::Missing | DocumentLevel::Different => false,
        }
    }
}

impl DocumentWeights {
    pub fn points(&self, level: DocumentLevel) -> Points {
        match level {
            DocumentLevel::Same => self.same,
            DocumentLevel::SameNumber => self.same_number,
            DocumentLevel::CheckDigitGlued => self.check_digit_glued,
            DocumentLevel::Confusable => self.confusable,
            DocumentLevel::OneEdit => self.one_edit,
            DocumentLevel::Missing => Points::ZERO,
            DocumentLevel::Different => self.different,
        }
    }
}

/// A document with its number in comparable form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparableDocument {
    pub number: String,
    pub issuer: Option<Country>,
    pub kind: Option<DocumentType>,
    /// Index into the person's own list of documents.
    pub index: usize,
}

pub fn of_passenger(documents: &[Document]) -> Vec<ComparableDocument> {
    let numbered = documents.iter().enumerate();
    numbered
        .filter_map(|(index, document)| {
            Some(ComparableDocument {
                number: normalise(&document.number)?,
                issuer: document.issuer,
                kind: document.kind,
                index,
            })
        })
        .collect()
}

pub fn of_listed(documents: &[ListedDocument]) -> Vec<ComparableDocument> {
    let numbered = documents.iter().enumerate();
    numbered
        .filter_map(|(index, document)| {
            Some(ComparableDocument {
                number: normalise(&document.number)?,
                issuer: document.issuer,
                kind: document.kind.as_deref().and_then(kind_of_words),
                index,
            })
        })
        .collect()
}

/// Lists write `P`, or words; words other than "passport" are national papers.
fn kind_of_words(words: &str) -> Option<DocumentType> {
    if words.len() <= 2 {
        DocumentType::parse(words)
    } else if words.to_ascii_lowercase().contains("passport") {
        Some(DocumentType::Passport)
    } else {
        Some(DocumentType::IdentityCard)
    }
}

/// The best level over both sides, and which two documents made it.
pub type DocumentMatch = (DocumentLevel, Option<(usize, usize)>);

pub fn compare(
    passenger: &[ComparableDocument],
    listed: &[ComparableDocument],
    weights: &DocumentWeights,
) -> DocumentMatch {
    let mut best = (DocumentLevel::Missing, None);
    for one in passenger {
        for other in listed {
            let level = level(one, other);
            let better = match (best.0, level) {
                (_, DocumentLevel::Missing) => false,
                (DocumentLevel::Missing, _) => true,
                (known, found) => weights.points(known) < weights.points(found),
            };
            if better {
                best = (level, Some((one.index, other.index)));
            }
        }
    }
    best
}

/// Only issuer and type make a number meaningful, so a similar number counts only with
/// the same issuer.
pub fn level(one: &ComparableDocument, other: &ComparableDocument) -> DocumentLevel {
    let issuers_known = one.issuer.is_some() && other.issuer.is_some();
    let same_issuer = issuers_known && one.issuer == other.issuer;
    if one.number == other.number {
        return match (issuers_known, same_issuer) {
            (_, true) => DocumentLevel::Same,
            (false, _) => DocumentLevel::SameNumber,
            (true, false) => DocumentLevel::Missing,
        };
    }
    if !same_issuer {
        return DocumentLevel::Missing;
    }
    if is_glued(&one.number, &other.number) || is_glued(&other.number, &one.number) {
        return DocumentLevel::CheckDigitGlued;
    }
    if confusable_form(&one.number) == confusable_form(&other.number) {
        return DocumentLevel::Confusable;
    }
    if is_one_edit(&one.number, &other.number) {
        return DocumentLevel::OneEdit;
    }
    let same_kind = one.kind.is_some() && one.kind == other.kind;
    if same_kind {
        DocumentLevel::Different
    } else {
        DocumentLevel::Missing
    }
}

fn is_glued(longer: &str, number: &str) -> bool {
    without_check_digit(longer) == Some(number)
}

/// Numbers shorter than this are one edit from too many others of the same series.
const SHORTEST_EDITED: usize = 7;

pub fn is_one_edit(one: &str, other: &str) -> bool {
    SHORTEST_EDITED <= one.len().min(other.len())
        && one.len().abs_diff(other.len()) <= 1
        && strsim::osa_distance(one, other) == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(text: &str) -> ComparableDocument {
        let (number, issuer) = text.split_once(' ').unwrap_or((text, ""));
        ComparableDocument {
            number: number.to_owned(),
            issuer: Country::parse(issuer),
            kind: Some(DocumentType::Passport),
            index: 0,
        }
    }

    #[test]
    fn levels_of_pairs() {
        use DocumentLevel::*;
        for (one, other, expect) in [
            ("AB1234567 FRA", "AB1234567 FRA", Same),
            ("AB1234567", "AB1234567 FRA", SameNumber),
            ("AB1234567 DEU", "AB1234567 FRA", Missing),
            ("AB123456O FRA", "AB1234560 FRA", Confusable),
            ("L898902C36 FRA", "L898902C3 FRA", CheckDigitGlued),
            ("L898902C3 FRA", "L898902C36 FRA", CheckDigitGlued),
            ("L898902C37 FRA", "L898902C3 FRA", OneEdit),
            ("L898902C36 FRA", "L898902C3 ITA", Missing),
            ("AB1234567 GBR", "AB1234567 GBN", Same),
            ("AB1234567 RKS", "AB1234567 XXK", Same),
            ("AB1234567 D", "AB1234567 DEU", Same),
            ("AB1234567 FRA", "AB1234568 FRA", OneEdit),
            ("AB1234567 FRA", "AB1234568", Missing),
            ("123456 FRA", "123457 FRA", Different),
            ("AB1234567 FRA", "ZZ9999999 FRA", Different),
        ] {
            assert_eq!(
                level(&document(one), &document(other)),
                expect,
                "{one} {other}"
            );
        }
    }
}
