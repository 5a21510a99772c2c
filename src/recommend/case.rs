//! A case: one passenger on one flight with what is recommended.

use crate::domain::document::Document;
use crate::domain::passenger::Passenger;
use crate::recommend::{Detail, Finding, Hit, Level, Recommendation};
use jiff::Timestamp;
use jiff::civil::Date;

#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    pub passenger: Passenger,
    pub recommendation: Recommendation,
    /// The liaison group that receives it.
    pub group: String,
    pub minutes_to_departure: i64,
    pub retention_until: Date,
}

impl Case {
    /// The hit that the action comes from; none when only a finding asks for it.
    pub(crate) fn deciding_hit(&self) -> Option<&Hit> {
        let asked = self.recommendation.action;
        let by_hit = self
            .recommendation
            .hits
            .iter()
            .find(|hit| hit.action == asked);
        let by_finding = self.deciding_finding().is_some();
        by_hit.or_else(|| self.recommendation.hits.first().filter(|_| !by_finding))
    }

    pub(crate) fn deciding_finding(&self) -> Option<&Finding> {
        let asked = self.recommendation.action;
        self.recommendation
            .findings
            .iter()
            .find(|finding| finding.action == Some(asked))
    }

    /// The document the case is about: of the deciding finding, or the one a list knows,
    /// or of any finding, else the first.
    pub(crate) fn shown_document(&self) -> Option<&Document> {
        let documents = &self.passenger.documents;
        let deciding = self.deciding_finding().and_then(|finding| finding.document);
        let any = self
            .recommendation
            .findings
            .iter()
            .find_map(|finding| finding.document);
        let at = |index: Option<usize>| index.and_then(|index| documents.get(index));
        at(deciding)
            .or_else(|| self.listed_document())
            .or(at(any))
            .or(documents.first())
    }

    fn listed_document(&self) -> Option<&Document> {
        let hits = self.recommendation.hits.iter();
        let mut lines = hits.flat_map(|hit| &hit.evidence);
        let at = lines.find_map(|line| match (line.level, line.detail) {
            (Level::Document(level), Detail::Document(at)) if level.agrees() => Some(at),
            _ => None,
        })?;
        self.passenger.documents.get(at)
    }
}

/// Whole minutes, rounded down: never more time than there is.
pub fn minutes_between(as_of: Timestamp, departure: Timestamp) -> i64 {
    (departure.as_second() - as_of.as_second()).div_euclid(60)
}
