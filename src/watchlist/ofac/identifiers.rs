//! Document numbers in the remarks: `Passport A123 (Egypt) issued 1984 expires 1991`.
//!
//! The kinds are a closed list, so that an address or a phone number never becomes a
//! document; a new kind of OFAC's must be added here, and until then is not matched.

use crate::domain::document::ListedDocument;
use crate::domain::states;

/// Longer names before the shorter ones that they begin with.
const KINDS: &[&str] = &[
    "Birth Certificate Number",
    "Bosnian Personal ID No.",
    "British National Overseas Passport",
    "C.U.I.P.",
    "C.U.I.T.",
    "C.U.I.",
    "C.U.R.P.",
    "Cartilla de Servicio Militar Nacional",
    "Cedula No.",
    "Citizen's Card Number",
    "Credencial electoral",
    "D.N.I.",
    "Diplomatic Passport",
    "Driver's License No.",
    "Electoral Registry No.",
    "I.F.E.",
    "Identification Number",
    "Immigration No.",
    "Italian Fiscal Code",
    "Kenyan ID No.",
    "LE Number",
    "Matricula Mercantil No",
    "Military Registration Number",
    "Moroccan Personal ID No.",
    "N.I.E.",
    "NIT",
    "National Foreign ID Number",
    "National ID No.",
    "Numero de Identidad",
    "Passport",
    "Personal ID Card",
    "Pilot License Number",
    "Public Security and Immigration No.",
    "R.F.C.",
    "RFC",
    "RUC",
    "Refugee ID Card",
    "Registration ID",
    "Residency Number",
    "SSN",
    "Seafarer's Identification Document",
    "Serial No.",
    "Stateless Person ID Card",
    "Stateless Person Passport",
    "Tax ID No.",
    "Tazkira National ID Card",
    "Travel Document Number",
    "Turkish Identification Number",
    "U.S.A. Passport",
    "UAE Identification",
    "VisaNumberID",
];

/// What one segment of the remarks is.
pub(super) enum Reading {
    /// Not of a kind in the list.
    NoDocument,
    /// Of such a kind, but it gives no number ("Passport issued in ...").
    NoNumber,
    Document {
        document: ListedDocument,
        /// It names an issuer that is in no table.
        unknown_issuer: bool,
    },
}

pub(super) fn read(segment: &str) -> Reading {
    let Some((kind, rest)) = KINDS
        .iter()
        .find_map(|kind| Some((*kind, after(segment, kind)?)))
    else {
        return Reading::NoDocument;
    };
    let (text, issuer) = match issuer_in_brackets(rest) {
        Some((before, issuer)) => (before, Some(issuer)),
        None => (rest, None),
    };
    let Some((number, stated)) = number(text) else {
        return Reading::NoNumber;
    };
    let known = issuer.or_else(|| states::by_name(stated.unwrap_or_default()));
    Reading::Document {
        document: ListedDocument {
            kind: Some(short_kind(kind).to_owned()),
            number,
            issuer: known,
        },
        unknown_issuer: known.is_none() && rest.contains('('),
    }
}

/// The kind of a document by its whole name, as the consolidated list writes it; `None` for
/// whatever is no document. Bare `Passport` of a class is a passport.
pub(in crate::watchlist) fn document_kind(name: &str) -> Option<&'static str> {
    let name = name.trim_end_matches(['#', ' ', ':']);
    let kind = KINDS.iter().find(|kind| **kind == name)?;
    Some(short_kind(kind))
}

/// Passports of every class are one kind, for that is what a passenger presents.
fn short_kind(kind: &'static str) -> &'static str {
    if kind.ends_with("Passport") {
        "P"
    } else {
        kind
    }
}

fn after<'a>(segment: &'a str, kind: &str) -> Option<&'a str> {
    let rest = segment.strip_prefix(kind)?;
    let goes_on = rest.starts_with([' ', ':', '#']);
    goes_on.then(|| rest.trim_start_matches([' ', ':', '#']))
}

/// The last brackets that hold a state's name; the number may have brackets of its own.
fn issuer_in_brackets(rest: &str) -> Option<(&str, crate::domain::codes::Country)> {
    let mut end = rest.len();
    while let Some(open) = rest[..end].rfind('(') {
        let inside = rest[open + 1..].split(')').next().unwrap_or_default();
        if let Some(country) = states::by_name(inside) {
            return Some((&rest[..open], country));
        }
        end = open;
    }
    None
}

/// The number, and what follows its first comma. `None` when there is no digit.
fn number(text: &str) -> Option<(String, Option<&str>)> {
    let text = ["issued ", "expires ", "expired ", "and "]
        .iter()
        .fold(text, |text, word| before_word(text, word));
    let mut parts = text.split(',');
    let first = parts.next().unwrap_or_default();
    let words: Vec<&str> = first
        .split_whitespace()
        .skip_while(|word| is_label(word))
        .collect();
    let kept = words.len() - words.iter().rev().take_while(|word| is_label(word)).count();
    let number = words[..kept].join(" ");
    let number = number.trim_end_matches('.');
    let has_digit = number.bytes().any(|b| b.is_ascii_digit());
    has_digit.then(|| (number.to_owned(), parts.next()))
}

/// The text up to a word, whole if it is not there; `word` ends with a blank.
fn before_word<'a>(text: &'a str, word: &str) -> &'a str {
    text.match_indices(word)
        .map(|(at, _)| at)
        .find(|at| *at == 0 || text[..*at].ends_with([' ', ',']))
        .map_or(text, |at| &text[..at])
}

/// `Booklet`, `RNE:`, `No.:`, `#`: words about the number, not part of it. Capitals without
/// a colon stay, for they may be its series.
fn is_label(word: &str) -> bool {
    let letters = !word.bytes().any(|b| b.is_ascii_digit());
    letters && (word.ends_with(':') || word == "#" || word.chars().any(char::is_lowercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_seen_in_the_lists() {
        let cases = [
            ("Passport 1084010 (Egypt)", "P|1084010|EGY"),
            (
                "Passport G 649385 issued 08 Sep 2006 expires 17 Jul 2011",
                "P|G 649385|-",
            ),
            ("Diplomatic Passport Laissez-Passer 02154", "P|02154|-"),
            ("Passport Booklet: A5199819 (Pakistan)", "P|A5199819|PAK"),
            (
                "Passport D000000483, Diplomatic (Syria)",
                "P|D000000483|SYR",
            ),
            (
                "Passport PS 472330208 (Korea, North) expires 04 Jul 2017",
                "P|PS 472330208|PRK",
            ),
            (
                "Passport OR801168 and Sample National ID No. 28 issued",
                "P|OR801168|-",
            ),
            (
                "Passport No.: 0310857, Eritrea, Issue Date 21 August 2006",
                "P|0310857|ERI",
            ),
            (
                "National ID No. 13/Ta Na (Naing)019077 (Burma)",
                "National ID No.|13/Ta Na (Naing)019077|MMR",
            ),
            (
                "National ID No. CNIC: 35202-5400413-9 (Pakistan)",
                "National ID No.|35202-5400413-9|PAK",
            ),
            (
                "C.U.R.P. # HESU430525HBCRMR13 (Mexico)",
                "C.U.R.P.|HESU430525HBCRMR13|MEX",
            ),
            ("NIT # 16215230-1 (Colombia)", "NIT|16215230-1|COL"),
            (
                "Immigration No. A7800002 Border Crossing (United States)",
                "Immigration No.|A7800002|USA",
            ),
            ("Passport A1 (Atlantis)", "P|A1|-"),
            (
                "Passport issued in Sarajevo, Bosnia-Herzegovina",
                "no number",
            ),
            (
                "U.S.A. Passport issued 21 Jun 1992 in Amman, Jordan",
                "no number",
            ),
            ("Phone Number 9647821757598", "no document"),
            ("Passports 12", "no document"),
            ("Linked To: 12 (Egypt)", "no document"),
        ];
        for (segment, expected) in cases {
            let found = match read(segment) {
                Reading::NoDocument => "no document".to_owned(),
                Reading::NoNumber => "no number".to_owned(),
                Reading::Document { document, .. } => format!(
                    "{}|{}|{}",
                    document.kind.unwrap_or_default(),
                    document.number,
                    document.issuer.map_or("-".to_owned(), |c| c.to_string())
                ),
            };
            assert_eq!(found, expected, "{segment}");
        }
    }
}
