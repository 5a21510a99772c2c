//! What stands in a name field without being part of a name: titles, suffixes and the
//! placeholders of people with one name.

/// Dropped when it stands as a word of its own beside a real one.
const TITLES: [&str; 17] = [
    "MR", "MRS", "MS", "MISS", "MSTR", "MSTER", "MASTER", "DR", "PROF", "REV", "SIR", "MME",
    "MLLE", "SRA", "SRTA", "INF", "CHD",
];

/// Ranks and honours of other tongues: a list has them, a passport does not, and a few
/// people have nothing else for a name.
const HONORIFICS: [&str; 42] = [
    "SHEIKH",
    "SHAIKH",
    "SHAYKH",
    "SHEIK",
    "CHEIKH",
    "HAJI",
    "HAJJI",
    "HAJ",
    "HAJJ",
    "ALHAJ",
    "ALHAJI",
    "HADJI",
    "QARI",
    "HAFIZ",
    "MULLAH",
    "MULLA",
    "MOLLA",
    "MAULANA",
    "MAULAVI",
    "MAWLAWI",
    "MOULVI",
    "MAWLANA",
    "MUFTI",
    "IMAM",
    "AYATOLLAH",
    "HOJATOLESLAM",
    "SYED",
    "SAYED",
    "SEYED",
    "SEYYED",
    "SAYYID",
    "SAYYED",
    "SAYYAD",
    "USTAD",
    "GENERAL",
    "COLONEL",
    "BRIGADIER",
    "CAPTAIN",
    "MAJOR",
    "COMMANDER",
    "DON",
    "ENGINEER",
];

/// Generation suffixes: relatives share the name, forms drop them at will.
const SUFFIXES: [&str; 6] = ["JR", "SR", "II", "III", "IV", "PHD"];

/// Written where a name is unknown or does not exist.
const PLACEHOLDERS: [&str; 12] = [
    "FNU",
    "LNU",
    "XXX",
    "XX",
    "NFN",
    "NLN",
    "NMN",
    "NONE",
    "UNKNOWN",
    "NOGIVENNAME",
    "NOSURNAME",
    "NONAME",
];

/// Reservation systems append these to the given names (`CHARLESMR`), some prepend them
/// (`MRSTANYA`). Longest first, so that `MRS` is not read as `MR` and an `S`.
const GLUED: [&str; 6] = ["MISS", "MSTR", "MRS", "MR", "MS", "DR"];

/// At least so many letters must remain: `OMR` is not `O` with a title.
const GLUED_REST: usize = 3;

pub fn is_placeholder(word: &str) -> bool {
    PLACEHOLDERS.contains(&word)
}

pub fn is_honorific(word: &str) -> bool {
    HONORIFICS.contains(&word)
}

pub fn is_title_or_suffix(word: &str) -> bool {
    TITLES.contains(&word) || SUFFIXES.contains(&word)
}

/// Other readings of a word to which a title may be glued. The word itself stays a
/// reading too: `MRIDULA` is a name.
pub fn without_glued_title(word: &str) -> Vec<&str> {
    let enough = |rest: &&str| rest.len() >= GLUED_REST;
    let behind = GLUED
        .iter()
        .find_map(|title| word.strip_suffix(title).filter(enough));
    let before = GLUED
        .iter()
        .find_map(|title| word.strip_prefix(title).filter(enough));
    behind.into_iter().chain(before).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glued_titles_are_offered_without_losing_the_word() {
        for (word, expect) in [
            ("CHARLESMR", vec!["CHARLES"]),
            ("MRSTANYA", vec!["TANYA"]),
            ("ANNAMISS", vec!["ANNA"]),
            ("OMR", vec![]),
            ("CHARLES", vec![]),
        ] {
            assert_eq!(without_glued_title(word), expect, "{word}");
        }
    }
}
