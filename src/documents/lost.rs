//! The lost, stolen and revoked documents of the night, in memory.
//!
//! Exact on issuer and normalised number: the number space is too dense for a fuzzy match
//! to mean anything. A document type is compared only when both sides give one.

use crate::documents::number;
use crate::domain::codes::{Country, DocumentType};
use crate::domain::document::{Document, LostDocument, LostStatus};
use jiff::civil::Date;
use std::collections::HashMap;

/// What the issuer reported about the document at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LostReport {
    pub status: LostStatus,
    pub reported_on: Option<Date>,
}

type Row = (Option<DocumentType>, LostReport);
/// First and last number, and the row.
type Range = (String, String, Row);

#[derive(Default)]
pub struct LostIndex {
    exact: HashMap<(Country, String), Vec<Row>>,
    /// Per issuer and length of number: first, last, row; sorted by first.
    ranges: HashMap<(Country, usize), Vec<Range>>,
}

impl LostIndex {
    pub fn build(documents: &[LostDocument]) -> LostIndex {
        let mut index = LostIndex::default();
        for document in documents {
            index.insert(document);
        }
        index
    }

    fn insert(&mut self, document: &LostDocument) {
        let report = LostReport {
            status: document.status,
            reported_on: document.reported_on,
        };
        let row = (document.kind, report);
        let Some(first) = number::normalise(&document.number) else {
            return;
        };
        let last = document.number_to.as_deref().and_then(number::normalise);
        match last {
            // Ranges of stolen blanks count within one length: AB9 comes before AB10.
            Some(last) if last.len() == first.len() => {
                let key = (document.issuer, first.len());
                self.ranges.entry(key).or_default().push((first, last, row));
            }
            _ => self
                .exact
                .entry((document.issuer, first))
                .or_default()
                .push(row),
        }
    }

    /// The gravest report about this document. Without an issuer a number means nothing.
    pub fn find(&self, document: &Document) -> Option<LostReport> {
        let issuer = document.issuer?;
        let number = number::normalise(&document.number)?;
        let ranges = self
            .ranges
            .get(&(issuer, number.len()))
            .into_iter()
            .flatten();
        let in_range = ranges.filter(|(first, last, _)| *first <= number && number <= *last);
        let in_range = in_range.map(|(_, _, row)| row);
        let exact = self
            .exact
            .get(&(issuer, number.clone()))
            .into_iter()
            .flatten();
        exact
            .chain(in_range)
            .filter(|(kind, _)| kind.is_none() || document.kind.is_none() || *kind == document.kind)
            .map(|(_, report)| *report)
            .max_by_key(|report| (report.status, report.reported_on))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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

    fn held(number: &str, issuer: &str, kind: Option<DocumentType>) -> Document {
        Document {
            kind,
            number: number.to_owned(),
            issuer: Country::parse(issuer),
            expiry: None,
            mrz: None,
        }
    }

    #[test]
    fn only_the_issuers_own_number_is_found() {
        let index = LostIndex::build(&[
            lost("12AB34567", None, LostStatus::Stolen),
            lost("77XX00010", Some("77XX00020"), LostStatus::StolenBlank),
        ]);
        let passport = Some(DocumentType::Passport);
        let status = |document: Document| index.find(&document).map(|report| report.status);
        assert_eq!(
            status(held("12ab-34567", "FRA", passport)),
            Some(LostStatus::Stolen)
        );
        assert_eq!(
            status(held("12AB34567", "FRA", None)),
            Some(LostStatus::Stolen)
        );
        assert_eq!(status(held("12AB34567", "DEU", passport)), None);
        assert_eq!(
            status(held("12AB34567", "FRA", Some(DocumentType::Visa))),
            None
        );
        assert_eq!(status(held("12AB34567", "", passport)), None);
        assert_eq!(
            status(held("77XX00015", "FRA", passport)),
            Some(LostStatus::StolenBlank)
        );
        assert_eq!(status(held("77XX00021", "FRA", passport)), None);
        assert_eq!(status(held("77XX0001", "FRA", passport)), None);
    }
}
