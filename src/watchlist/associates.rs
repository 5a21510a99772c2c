//! With whom a list says that somebody is tied, out of its remarks and notes: other parties, and
//! never other names of the person.

use crate::domain::background::Associate;
use crate::watchlist::import::push;

/// `Linked To: SAMPLE CORP`, as the US Treasury writes it, alone or among other statements.
pub(super) fn linked(remarks: &str) -> Vec<Associate> {
    let mut found = Vec::new();
    for statement in remarks.split([';', '\n']).map(str::trim) {
        // The full stop of a remark; in brackets it is the name's own.
        let statement = match statement.starts_with('(') {
            true => statement,
            false => statement.strip_suffix('.').unwrap_or(statement),
        };
        if let Some(associate) = linked_to(statement) {
            push(&mut found, associate);
        }
    }
    found
}

/// One statement, without the full stop that ends it.
pub(super) fn linked_to(statement: &str) -> Option<Associate> {
    let statement = statement.trim().trim_start_matches('(');
    let name = statement.strip_prefix("Linked To:")?.trim();
    Associate::new("linked to", Some(outer_closed(name).to_owned()), None)
}

/// Without the bracket that closes one before the text.
fn outer_closed(text: &str) -> &str {
    let count = |sign| text.matches(sign).count();
    match text.strip_suffix(')') {
        Some(rest) if count('(') < count(')') => rest,
        _ => text,
    }
}

/// Ties that notes of the United Nations state, longer ones before those they end with.
const RELATIONS: [&str; 23] = [
    "associated with",
    "associate of",
    "linked to",
    "brother-in-law of",
    "half-brother of",
    "brother of",
    "sister of",
    "father-in-law of",
    "father of",
    "mother of",
    "son-in-law of",
    "grandson of",
    "son of",
    "daughter of",
    "cousin of",
    "nephew of",
    "uncle of",
    "wife of",
    "husband of",
    "married to",
    "member of",
    "leader of",
    "deputy to",
];

/// Parents whom a note names, who need not be listed.
const PARENTS: [(&str, &str); 4] = [
    ("father's name is ", "father"),
    ("name of father ", "father"),
    ("mother's name is ", "mother"),
    ("name of mother ", "mother"),
];

/// More words are a sentence, and no name.
const MOST_WORDS: usize = 12;

/// Of a note only what names another entry by its reference, and parents by their name: other
/// sentences tell a reader more than a program.
pub(super) fn noted(note: &str) -> Vec<Associate> {
    let mut found = Vec::new();
    let note = note.replace('\u{2019}', "'");
    for sentence in sentences(&note) {
        let lower = sentence.to_ascii_lowercase();
        for (phrase, relation) in PARENTS {
            let name = lower.find(phrase).map(|at| &sentence[at + phrase.len()..]);
            let name = name.map(|rest| parent(rest).to_owned());
            let told = name.and_then(|name| Associate::new(relation, Some(name), None));
            told.into_iter().for_each(|one| push(&mut found, one));
        }
        for associate in listed(sentence, &lower) {
            push(&mut found, associate);
        }
    }
    found
}

/// A full stop ends one when a blank follows; references hold full stops too.
fn sentences(note: &str) -> impl Iterator<Item = &str> {
    note.split(". ")
        .flat_map(|part| part.split([';', '\n']))
        .map(str::trim)
}

fn parent(rest: &str) -> &str {
    let end = rest.find(['(', ',', ';', '.']).unwrap_or(rest.len());
    let name = rest[..end].split(" and ").next().unwrap_or_default();
    match name.split_whitespace().count() <= MOST_WORDS {
        true => name.trim(),
        false => "",
    }
}

/// Every reference that stands behind a tie, with the name in front of it.
fn listed(sentence: &str, lower: &str) -> Vec<Associate> {
    let mut found = Vec::new();
    let mut ties: Vec<(usize, &str)> = Vec::new();
    for relation in RELATIONS {
        for (at, _) in lower.match_indices(relation) {
            let inside = lower[..at].ends_with(|sign: char| sign.is_alphanumeric() || sign == '-');
            if !inside {
                ties.push((at, relation));
            }
        }
    }
    ties.sort_unstable();
    for (number, (at, relation)) in ties.iter().enumerate() {
        let end = ties
            .get(number + 1)
            .map_or(sentence.len(), |(next, _)| *next);
        let mut rest = &sentence[at + relation.len()..end];
        while let Some((before, reference, after)) = reference(rest) {
            found.extend(Associate::new(
                relation,
                name(before),
                Some(reference.to_owned()),
            ));
            rest = after;
        }
    }
    found
}

/// The first `(QDi.001)`: what stands before it, it, and what stands behind.
fn reference(text: &str) -> Option<(&str, &str, &str)> {
    let mut brackets = text.match_indices('(');
    brackets.find_map(|(open, _)| {
        let close = open + text[open..].find(')')?;
        let inside = &text[open + 1..close];
        is_reference(inside).then(|| (&text[..open], inside, &text[close + 1..]))
    })
}

/// `QDi.001`, `TAe.010`: the committee, individual or entity, a number.
fn is_reference(text: &str) -> bool {
    let Some((committee, number)) = text.split_once('.') else {
        return false;
    };
    let letters = committee.strip_suffix(['i', 'e']);
    let is_committee = letters.is_some_and(|letters| {
        (2..=3).contains(&letters.len()) && letters.bytes().all(|sign| sign.is_ascii_uppercase())
    });
    is_committee && !number.is_empty() && number.bytes().all(|sign| sign.is_ascii_digit())
}

fn name(before: &str) -> Option<String> {
    let words = before.trim_start_matches([',', ')', ' ']);
    let words = words.strip_prefix("and ").unwrap_or(words);
    let words = words.strip_prefix("the ").unwrap_or(words);
    let known = words.split_whitespace().count() <= MOST_WORDS;
    known.then(|| words.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(found: &[Associate]) -> Vec<String> {
        found.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn treasury_remarks_name_with_whom_somebody_is_linked() {
        for (text, expected) in [
            (
                "DOB 1970; Linked To: SAMPLE CORP.",
                &["linked to SAMPLE CORP"][..],
            ),
            (
                "(Linked To: SAMPLE GUARD (SG)-FORCE); (Linked To: MUSTER, Max)",
                &["linked to SAMPLE GUARD (SG)-FORCE", "linked to MUSTER, Max"],
            ),
            ("Linked To: A; Linked To: A", &["linked to A"]),
            ("(Linked To: A CO.)", &["linked to A CO."]),
            ("Linked To: A CO..", &["linked to A CO."]),
            ("Linked To: ; a.k.a. 'B'", &[]),
            ("not Linked To: A", &[]),
        ] {
            assert_eq!(told(&linked(text)), expected, "{text}");
        }
    }

    #[test]
    fn notes_name_other_entries_by_reference_and_parents_by_name() {
        for (text, expected) in [
            (
                "Brother of Max Muster (QDi.001) and Jo Muster (TAi.22). Born in Utopia.",
                &[
                    "brother of Max Muster (QDi.001)",
                    "brother of Jo Muster (TAi.22)",
                ][..],
            ),
            (
                "Senior leader of the Sample Group (SG) (QDe.161), associated with Eve (CFi.9).",
                &[
                    "leader of Sample Group (SG) (QDe.161)",
                    "associated with Eve (CFi.9)",
                ],
            ),
            (
                "Father\u{2019}s name is Abdul Specimen (a.k.a.: X). Mother's name is Eve Muster.",
                &["father: Abdul Specimen", "mother: Eve Muster"],
            ),
            ("A person of note (QDi.1). Associated with crimes.", &[]),
            ("Linked to passport number 434021161.", &[]),
            ("", &[]),
        ] {
            assert_eq!(told(&noted(text)), expected, "{text}");
        }
    }
}
