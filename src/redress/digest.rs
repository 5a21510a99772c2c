//! A passenger's identity and an entry's content as digests, so that the ledger can tell
//! whether they are the same again without holding a name, birth date or document.
//!
//! A digest of few possibilities can be guessed: these stand for a person and are to be
//! kept as personal data is.

use crate::documents::number;
use crate::domain::date::PartialDate;
use crate::domain::entry::Entry;
use crate::domain::passenger::Passenger;
use sha2::{Digest, Sha256};

/// Name, birth date and every document. `None` without a document: a name and a birth date
/// are those of namesakes too, and nobody is cleared by them.
pub fn identity_digest(passenger: &Passenger) -> Option<String> {
    let documents = passenger.documents.iter().filter_map(|document| {
        let number = number::normalise(&document.number)?;
        let issuer = document.issuer.map(|issuer| issuer.to_string());
        Some(format!("{}/{number}", issuer.unwrap_or_default()))
    });
    let documents = sorted(documents);
    let birth = passenger.birth_date.map(|date| date.to_string());
    let person = [
        plain(&passenger.surname),
        plain(&passenger.given_names),
        birth.unwrap_or_default(),
    ];
    (!documents.is_empty()).then(|| digest(&[person.to_vec(), documents]))
}

/// A redress number with the name and birth date it was given to: a number alone may have
/// been copied. It stands in for the document, so a new passport does not end it.
pub fn redress_digest(
    number: &str,
    surname: &str,
    given_names: &str,
    birth: PartialDate,
) -> Option<String> {
    let number = number::normalise(number)?;
    let person = [plain(surname), plain(given_names), birth.to_string()];
    Some(digest(&[vec![number], person.to_vec()]))
}

/// All that tells the listed person from others, and what they are listed for. Not the date
/// of the list, its handling or its references, nor whom it is tied to or how reliable the list is:
/// these change without the person.
pub fn entry_digest(entry: &Entry) -> String {
    let names = entry.names.iter().map(|name| {
        let part = |part: &Option<String>| plain(part.as_deref().unwrap_or(""));
        let (full, surname, given) = (
            part(&name.full),
            part(&name.surname),
            part(&name.given_names),
        );
        format!("{}/{full}/{surname}/{given}", name.kind.as_str())
    });
    let documents = entry.documents.iter().map(|document| {
        let issuer = document.issuer.map(|issuer| issuer.to_string());
        let kind = document.kind.as_deref().unwrap_or("");
        let issuer = issuer.unwrap_or_default();
        format!("{kind}/{issuer}/{}", plain(&document.number))
    });
    let reason = plain(entry.reason.as_deref().unwrap_or(""));
    digest(&[
        sorted(names),
        sorted(entry.birth_dates.iter().map(ToString::to_string)),
        sorted(entry.birth_places.iter().map(|place| plain(place))),
        sorted(entry.sexes.iter().map(|sex| sex.code().to_owned())),
        sorted(entry.nationalities.iter().map(ToString::to_string)),
        sorted(documents),
        vec![entry.category.clone(), reason],
    ])
}

/// Case and spaces are how a feed writes, not who is meant.
fn plain(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").to_uppercase()
}

/// Lists hold their values in any order.
fn sorted(values: impl Iterator<Item = String>) -> Vec<String> {
    let mut values: Vec<String> = values.collect();
    values.sort();
    values.dedup();
    values
}

/// 128 bits of SHA-256, in hexadecimal.
fn digest(groups: &[Vec<String>]) -> String {
    let mut hasher = Sha256::new();
    for group in groups {
        for text in group {
            hasher.update(text.as_bytes());
            hasher.update([0x1f]);
        }
        hasher.update([0x1e]);
    }
    half(&hasher.finalize())
}

/// 128 bits, in hexadecimal.
pub(super) fn half(bytes: &[u8]) -> String {
    let half = &bytes[..bytes.len() / 2];
    half.iter().map(|byte| format!("{byte:02x}")).collect()
}
