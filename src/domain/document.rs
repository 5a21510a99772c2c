//! Travel documents: as presented, as listed, and as reported lost.

use crate::domain::codes::{Country, DocumentType};
use jiff::civil::Date;

/// A document a passenger presents.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Document {
    pub kind: Option<DocumentType>,
    /// As written on the manifest; document numbers are normalised when compared.
    pub number: String,
    pub issuer: Option<Country>,
    pub expiry: Option<Date>,
    /// Machine-readable zone, lines joined by `\n`.
    pub mrz: Option<String>,
}

/// A document that a watchlist ties to a listed person.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ListedDocument {
    /// As the list calls it: `P`, or a word such as `National ID No.`.
    pub kind: Option<String>,
    pub number: String,
    pub issuer: Option<Country>,
}

/// What the issuing state says about a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LostStatus {
    Lost,
    Stolen,
    Revoked,
    Invalid,
    StolenBlank,
    /// Back with its owner: takes earlier reports back.
    Recovered,
    /// Replaced, the report settled: the same.
    Superseded,
}

impl LostStatus {
    pub const ALL: [LostStatus; 7] = [
        LostStatus::Lost,
        LostStatus::Stolen,
        LostStatus::Revoked,
        LostStatus::Invalid,
        LostStatus::StolenBlank,
        LostStatus::Recovered,
        LostStatus::Superseded,
    ];

    /// Whether the row says that a report is over.
    pub fn is_return(self) -> bool {
        matches!(self, LostStatus::Recovered | LostStatus::Superseded)
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == text)
    }

    pub fn as_str(self) -> &'static str {
        match self {
            LostStatus::Lost => "lost",
            LostStatus::Stolen => "stolen",
            LostStatus::Revoked => "revoked",
            LostStatus::Invalid => "invalid",
            LostStatus::StolenBlank => "stolen_blank",
            LostStatus::Recovered => "recovered",
            LostStatus::Superseded => "superseded",
        }
    }
}

/// One row of the lost, stolen and revoked documents file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LostDocument {
    pub number: String,
    /// Last number of a range of stolen blanks, `number` being the first.
    pub number_to: Option<String>,
    pub issuer: Country,
    pub kind: Option<DocumentType>,
    pub status: LostStatus,
    pub reported_on: Option<Date>,
}
