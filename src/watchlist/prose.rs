//! Documents out of running text, where a list has nothing better: `Tunisian passport number
//! L 191609 issued on 28 Feb. 1996`.
//!
//! What is found here says so in its type (`Passport (from text)`), so that an officer reads
//! the source before trusting it. The kinds are a closed list: other numbers in prose are
//! streets, years and telephones. A number that is read short or long matches nothing, which
//! is the weaker error.

use crate::domain::codes::Country;
use crate::domain::document::ListedDocument;
use crate::domain::states;

/// Stands behind the type of every document that was read out of text.
pub(super) const FROM_TEXT: &str = " (from text)";

/// Words that name a document, in small letters, and what they are called in the list.
const KINDS: [(&str, &str); 30] = [
    ("passport", "Passport"),
    ("passeport", "Passport"),
    ("pasaporte", "Passport"),
    ("travel document", "Travel document"),
    ("laissez-passer", "Travel document"),
    ("driving licence", "Driving licence"),
    ("driving license", "Driving licence"),
    ("driver's license", "Driving licence"),
    ("identity card", "National ID"),
    ("identity document", "National ID"),
    ("identity number", "National ID"),
    ("identification card", "National ID"),
    ("identification number", "National ID"),
    ("military identification", "Military ID"),
    ("national number", "National ID"),
    ("national id no", "National ID"),
    ("id card", "National ID"),
    ("tazkira", "National ID"),
    ("nationality certificate", "Nationality certificate"),
    ("alien registration", "Alien registration"),
    ("social security number", "SSN"),
    ("ssn", "SSN"),
    ("fiscal code", "Fiscal code"),
    ("cedula", "Cedula No."),
    ("residence permit", "Residence permit"),
    ("residency card", "Residence permit"),
    ("residential card", "Residence permit"),
    ("residence card", "Residence permit"),
    ("birth certificate", "Birth certificate"),
    ("ration card", "Ration card"),
];

/// Between the state and the document: `CAR diplomatic passport`.
const CLASSES: [&str; 12] = [
    "diplomatic",
    "service",
    "national",
    "ordinary",
    "foreign",
    "travel",
    "provisional",
    "official",
    "temporary",
    "civil",
    "electronic",
    "armed",
];

/// The number ends before these.
const ENDS: [&str; 24] = [
    "issued",
    "issue",
    "expires",
    "expired",
    "expire",
    "expiry",
    "expiration",
    "valid",
    "under",
    "date",
    "dated",
    "born",
    "until",
    "on",
    "in",
    "and",
    "by",
    "for",
    "with",
    "revoked",
    "cancelled",
    "as",
    "of",
    "from",
];

/// Every document that the text names with a number.
pub(super) fn documents(text: &str) -> Vec<ListedDocument> {
    let mut found = Vec::new();
    let mentions = mentions(text);
    let mut carried = None;
    let mut start = 0;
    for (index, mention) in mentions.iter().enumerate() {
        let end = mentions.get(index + 1).map_or(text.len(), |next| next.at);
        let issuer = state_before(&text[start..mention.at]).or(carried);
        let after = &text[mention.end..end];
        start = mention.end;
        let Some(number) = number(after) else {
            // `identification card (tazkira) number 4414`: one document, named twice.
            carried = issuer;
            continue;
        };
        carried = None;
        found.push(ListedDocument {
            kind: Some(format!("{}{FROM_TEXT}", mention.kind)),
            issuer: issuer.or_else(|| state_after(after)),
            number,
        });
    }
    found
}

/// A number field that may hold prose. Plain, it is taken as it stands; else what it says
/// completes what other fields state. `None` when it gives no number.
pub(super) fn of_field(kind: &str, text: &str, issuer: Option<Country>) -> Option<ListedDocument> {
    let document = |kind: String, number, issuer| ListedDocument {
        kind: Some(kind).filter(|kind| !kind.is_empty()),
        number,
        issuer,
    };
    if is_plain(text) {
        let known = text.bytes().any(|b| b.is_ascii_digit());
        return known.then(|| document(kind.to_owned(), text.to_owned(), issuer));
    }
    if let Some(found) = documents(text).into_iter().next() {
        return Some(ListedDocument {
            issuer: issuer.or(found.issuer),
            ..found
        });
    }
    let marked = match kind {
        "P" => format!("Passport{FROM_TEXT}"),
        "" => format!("Document{FROM_TEXT}"),
        other => format!("{other}{FROM_TEXT}"),
    };
    let before = || states::at_the_start(text);
    let issuer = issuer.or_else(before).or_else(|| state_after(text));
    Some(document(marked, number(text)?, issuer))
}

/// No sentence, no brackets: at most capital letters around the digits.
fn is_plain(text: &str) -> bool {
    let small = |word: &str| word.chars().filter(|c| c.is_lowercase()).count();
    !text.contains(['(', '[', ',', ':']) && text.split_whitespace().all(|word| small(word) < 3)
}

struct Mention {
    at: usize,
    end: usize,
    kind: &'static str,
}

/// In order; of two that overlap the one that begins first, the longer on a tie.
fn mentions(text: &str) -> Vec<Mention> {
    let lower = text.to_ascii_lowercase();
    let mut all: Vec<Mention> = KINDS
        .iter()
        .flat_map(|(words, kind)| {
            let lower = &lower;
            lower.match_indices(words).map(move |(at, _)| Mention {
                at,
                end: at + words.len(),
                kind,
            })
        })
        .filter(|mention| !lower[..mention.at].ends_with(|c: char| c.is_alphanumeric()))
        .collect();
    all.sort_by_key(|mention| (mention.at, std::cmp::Reverse(mention.end)));
    let mut kept: Vec<Mention> = Vec::new();
    for mention in all {
        if kept.last().is_none_or(|last| last.end <= mention.at) {
            kept.push(mention);
        }
    }
    kept
}

/// `... Tunisian national`: the state before the class of the document.
fn state_before(text: &str) -> Option<Country> {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    while words
        .last()
        .is_some_and(|word| CLASSES.contains(&word.to_ascii_lowercase().as_str()))
    {
        words.pop();
    }
    states::at_the_end(&words.join(" "))
}

/// `... (Egypt)` or `..., South Sudan`.
fn state_after(text: &str) -> Option<Country> {
    let bracketed = text.split('(').skip(1).find_map(|rest| {
        let inside = rest.split(')').next().unwrap_or_default();
        states::by_any(inside)
    });
    bracketed.or_else(|| {
        text.split(',')
            .skip(1)
            .find_map(|part| states::by_any(part.trim()))
    })
}

/// `number L 191609 issued on ...` gives `L 191609`; `8208 No. 555627` both parts.
fn number(text: &str) -> Option<String> {
    let text = without_brackets_before(text);
    let text = text
        .split(['(', ',', ';', '[', '"'])
        .next()
        .unwrap_or_default();
    let words = text.split_whitespace().take_while(|word| !is_end(word));
    let mut kept: Vec<&str> = Vec::new();
    let mut series = None;
    for word in words {
        let word = without_glued_label(word.trim_matches([':', '.', '#', '”', '“', '’', ')']));
        let has_digit = word.bytes().any(|b| b.is_ascii_digit());
        let label = word.is_empty() || matches!(word.to_ascii_lowercase().as_str(), "no" | "nr");
        match (has_digit, kept.is_empty()) {
            (true, _) => {
                kept.extend(series.take());
                kept.push(word);
            }
            (false, _) if label => {}
            (false, true) => series = Some(word).filter(|word| is_series(word)),
            (false, false) => break,
        }
    }
    let number = kept.join(" ");
    let letters = number.chars().filter(|c| c.is_alphanumeric()).count();
    (4 <= letters).then_some(number)
}

/// `(“Reiseausweis”) A 0139243`: the first brackets explain the kind.
fn without_brackets_before(text: &str) -> &str {
    let text = text.trim_start();
    match text.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
        Some((_, rest)) => rest,
        None => text,
    }
}

/// `no.03825239`
fn without_glued_label(word: &str) -> &str {
    let label = word
        .get(..3)
        .is_some_and(|head| matches!(head, "no." | "No." | "NO."));
    if label { &word[3..] } else { word }
}

fn is_end(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    ENDS.contains(&word.to_ascii_lowercase().as_str())
}

/// Capitals before the digits, apart from them.
fn is_series(word: &str) -> bool {
    let letters = word.trim_end_matches('-');
    (1..=4).contains(&letters.len()) && letters.bytes().all(|b| b.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(document: &ListedDocument) -> String {
        let issuer = document.issuer.map(|c| c.to_string()).unwrap_or_default();
        let kind = document.kind.as_deref().unwrap_or_default();
        format!("{kind}|{}|{issuer}", document.number)
    }

    #[test]
    fn documents_are_found_in_sentences() {
        for (text, expected) in [
            (
                "Libyan passport number 347834, issued under name Jo Specimen, expired on 21 Feb. 2014",
                "Passport (from text)|347834|LBY",
            ),
            (
                "Tunisian passport number L 191609 issued on 28 Feb. 1996",
                "Passport (from text)|L 191609|TUN",
            ),
            (
                "Moroccan national identity card DE- 473900",
                "National ID (from text)|DE- 473900|MAR",
            ),
            (
                "Afghan national identification card (tazkira) number 300786",
                "National ID (from text)|300786|AFG",
            ),
            (
                "SSN 156-92-9858 (United States of America)",
                "SSN (from text)|156-92-9858|USA",
            ),
            (
                "Passport OR801168 and Kuwaiti National ID No. 281020505755 issued under the name Jo",
                "Passport (from text)|OR801168|; National ID (from text)|281020505755|KWT",
            ),
            ("passport issued on 20.10.1996", ""),
            (
                "Italian Fiscal Code: DAOMMD74T11Z352Z",
                "Fiscal code (from text)|DAOMMD74T11Z352Z|ITA",
            ),
            ("born in 1970, telephone 0123456", ""),
            (
                "Oman passport no.03825239, date of issue 4 May",
                "Passport (from text)|03825239|OMN",
            ),
            ("passports 123456", "Passport (from text)|123456|"),
        ] {
            let found: Vec<_> = documents(text).iter().map(shown).collect();
            assert_eq!(found.join("; "), expected, "{text}");
        }
    }

    #[test]
    fn number_fields_are_plain_or_prose() {
        for (kind, text, expected) in [
            ("P", "OB 0243318", "P|OB 0243318|"),
            (
                "P",
                "CAR diplomatic passport no. D00000898",
                "Passport (from text)|D00000898|CAF",
            ),
            (
                "P",
                "Central African Republic number O00065772",
                "Passport (from text)|O00065772|CAF",
            ),
            (
                "P",
                "381110042 (Expired 25 Jan. 2016)",
                "Passport (from text)|381110042|",
            ),
            ("P", "Libya B/002210", "Passport (from text)|B/002210|LBY"),
            (
                "P",
                "R00012098, South Sudan",
                "Passport (from text)|R00012098|SSD",
            ),
            ("P", "403062567 (US)", "Passport (from text)|403062567|USA"),
            (
                "P",
                "Russian passport number 8208 No. 555627",
                "Passport (from text)|8208 555627|RUS",
            ),
            (
                "P",
                "German travel document (“Reiseausweis”) A 0139243",
                "Travel document (from text)|A 0139243|DEU",
            ),
            (
                "National ID",
                "Cedula No. 80413253",
                "Cedula No. (from text)|80413253|",
            ),
            ("", "Name withheld", "none"),
            ("P", "unknown", "none"),
        ] {
            let found = of_field(kind, text, None).map_or("none".to_owned(), |d| shown(&d));
            assert_eq!(found, expected, "{text}");
        }
    }
}
