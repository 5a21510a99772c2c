//! The `ids` field: `JO, 2014-08-30, 2009-08-31, K475336, Passport; Female, Gender`.
//!
//! Each item ends with its type; before it the number, and before that, if known, state,
//! expiry and issue. The same field holds websites and orders, so the types of documents
//! are a closed list, the one of the OFAC remarks.

use super::Identity;
use crate::domain::codes::Sex;
use crate::domain::date::PartialDate;
use crate::domain::document::ListedDocument;
use crate::domain::states;
use crate::watchlist::import::{ImportCode, Losses, push};
use crate::watchlist::ofac::document_kind;
use crate::watchlist::table::Record;

pub(super) fn read(record: &Record, lost: &mut Losses) -> Identity {
    let mut identity = Identity {
        sexes: Vec::new(),
        documents: Vec::new(),
    };
    for item in record.items("ids", "; ") {
        let (before, kind) = item.rsplit_once(", ").unwrap_or(("", &item));
        if kind == "Gender" {
            Sex::parse(before)
                .into_iter()
                .for_each(|sex| push(&mut identity.sexes, sex));
        } else if let Some(kind) = document_kind(kind) {
            match document(before, kind) {
                Some(document) => push(&mut identity.documents, document),
                None => {
                    let why = "a document without a number";
                    lost.value(record.row, "ids", ImportCode::MissingValue, why);
                }
            }
        }
    }
    identity
}

fn document(text: &str, kind: &str) -> Option<ListedDocument> {
    let mut parts: Vec<&str> = text.split(',').map(str::trim).collect();
    let issuer = parts.first().and_then(|first| states::by_alpha2(first));
    if issuer.is_some() {
        parts.remove(0);
    }
    parts.retain(|part| PartialDate::parse_iso(part).is_none_or(|date| date.day.is_none()));
    let number = parts.join(", ");
    let number = number.trim_start_matches(['#', ' ']).trim();
    let known = number.bytes().any(|b| b.is_ascii_digit());
    known.then(|| ListedDocument {
        kind: Some(kind.to_owned()),
        number: number.to_owned(),
        issuer,
    })
}
