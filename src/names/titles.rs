//! What stands in a name field without being part of a name: titles, suffixes and the
//! placeholders of people with one name.

use crate::names::words::Words;

/// Dropped when it stands as a word of its own beside a real one.
const TITLES: Words<47> = Words::new([
    "MR",
    "MRS",
    "MS",
    "MISS",
    "MSTR",
    "MSTER",
    "MASTER",
    "DR",
    "PROF",
    "REV",
    "SIR",
    "MME",
    "MLLE",
    "SRA",
    "SRTA",
    "INF",
    "CHD",
    "ADT",
    "MX",
    "MISTER",
    "MADAM",
    "MADAME",
    "MONSIEUR",
    "MSR",
    "MLE",
    "PROFESSOR",
    "DOCTOR",
    "HERR",
    "FRAU",
    "FRL",
    "SENOR",
    "SENORA",
    "SENORITA",
    "SNR",
    "SNRA",
    "SENHOR",
    "SENHORA",
    "SIG",
    "SIGRA",
    "SIGNOR",
    "SIGNORA",
    "DHR",
    "MEVR",
    "DRA",
    "SHRI",
    "SMT",
    "REVD",
]);

/// Ranks and honours of other tongues: a list has them, a passport does not, and a few
/// people have nothing else for a name.
const HONORIFICS: Words<65> = Words::new([
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
    "SAYYIDA",
    "SAYEDA",
    "SYEDA",
    "HAJIA",
    "HAJIYA",
    "HAJJAH",
    "USTAZ",
    "AGHA",
    "AGA",
    "BEY",
    "HANIM",
    "EFENDI",
    "PASHA",
    "PASA",
    "ENGR",
    "LIEUTENANT",
    "SERGEANT",
    "ADMIRAL",
    "MARSHAL",
    "DOKTOR",
    "SHEIKHA",
    "SHAIKHA",
    "MUHANDIS",
]);

/// Generation suffixes: relatives share the name, forms drop them at will.
const SUFFIXES: Words<6> = Words::new(["JR", "SR", "II", "III", "IV", "PHD"]);

/// Written where a name is unknown or does not exist.
const PLACEHOLDERS: Words<27> = Words::new([
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
    "UNK",
    "TBA",
    "NULL",
    "NOTKNOWN",
    "NOTAPPLICABLE",
    "SINGLENAME",
    "ONENAME",
    "NOFIRSTNAME",
    "NOLASTNAME",
    "NOFAMILYNAME",
    "NOGIVENNAMES",
    "NOMIDDLENAME",
    "NAMEUNKNOWN",
    "FIRSTNAMEUNKNOWN",
    "LASTNAMEUNKNOWN",
]);

/// Reservation systems append these to the given names (`CHARLESMR`), some prepend them
/// (`MRSTANYA`). Longest first, so that `MRS` is not read as `MR` and an `S`.
const GLUED: [&str; 7] = ["MSTER", "MISS", "MSTR", "MRS", "MR", "MS", "DR"];

/// The kind of passenger, behind a title or alone.
const KINDS: [&str; 3] = ["CHD", "INF", "ADT"];

/// At least so many letters must remain: `OMR` is not `O` with a title.
const GLUED_REST: usize = 3;

pub fn is_placeholder(word: &str) -> bool {
    let crosses = 2 <= word.len() && word.bytes().all(|letter| letter == b'X');
    crosses || PLACEHOLDERS.contains(word)
}

pub fn is_honorific(word: &str) -> bool {
    HONORIFICS.contains(word)
}

pub fn is_title_or_suffix(word: &str) -> bool {
    TITLES.contains(word) || SUFFIXES.contains(word)
}

/// What a reservation system writes and nobody is called, alone in a given-name field too.
pub fn is_form_of_address(word: &str) -> bool {
    GLUED.contains(&word) || KINDS.contains(&word)
}

/// Other readings of a word to which titles may be glued, before or behind it. The word
/// itself stays a reading too: `MRIDULA` is a name.
pub fn without_glued_title(word: &str, in_surname: bool) -> Vec<&str> {
    let behind = without_behind(word, in_surname);
    let mut readings = vec![behind];
    readings.extend(without_before(behind));
    readings.retain(|reading| *reading != word);
    readings
}

/// All titles taken off the end: `JOHNMRCHD`, `ANNAMISSINF`.
fn without_behind(word: &str, in_surname: bool) -> &str {
    let kind = KINDS
        .iter()
        .find_map(|kind| Some((*kind, enough(word.strip_suffix(kind)?)?)));
    let title_of = |text: &'_ str| GLUED.iter().any(|title| text.ends_with(title));
    let word = match kind {
        // HALLSTADT ends so: an adult has a title before it.
        Some(("ADT", rest)) if !title_of(rest) => return word,
        Some((_, rest)) => rest,
        None => word,
    };
    let stripped = GLUED.iter().find_map(|title| {
        let rest = enough(word.strip_suffix(title)?)?;
        may_end(rest, title, in_surname).then_some(rest)
    });
    stripped.unwrap_or(word)
}

/// Whether a title behind this rest is one. ALEKSANDR, NARENDR and SURINDR are whole names,
/// and so SUSANDR keeps its title; ADAMS and WILLIAMS are whole surnames, and titles stand
/// behind given names.
fn may_end(rest: &str, title: &str, in_surname: bool) -> bool {
    match title {
        "DR" => !in_surname && !["AN", "EN", "IN"].iter().any(|end| rest.ends_with(end)),
        "MS" => !in_surname,
        _ => true,
    }
}

/// `MRSANDRA` is SANDRA and ANDRA; DRAGAN is not AGAN, and so DRANNA keeps her title.
fn without_before(word: &str) -> Vec<&str> {
    let stripped = GLUED.iter().filter_map(|title| {
        let rest = enough(word.strip_prefix(title)?)?;
        let vowel = rest.starts_with(['A', 'E', 'I', 'O', 'U', 'Y']);
        (*title != "DR" || !vowel).then_some(rest)
    });
    stripped.take(2).collect()
}

fn enough(rest: &str) -> Option<&str> {
    (GLUED_REST <= rest.len()).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glued_titles_are_offered_without_losing_the_word() {
        for (word, expect) in [
            ("CHARLESMR", "CHARLES"),
            ("MRSTANYA", "TANYA STANYA"),
            ("ANNAMISS", "ANNA"),
            ("ANNAMISSCHD", "ANNA"),
            ("JOHNMRADT", "JOHN"),
            ("PAULMSTR", "PAUL"),
            ("LEOMSTRINF", "LEO"),
            ("SANDRMR", "SANDR"),
            ("JOHNDR", "JOHN"),
            ("DRJOHN", "JOHN"),
            ("MRJOHNMR", "MRJOHN JOHN"),
            ("HALLSTADT", ""),
            ("ALEKSANDR", ""),
            ("NARENDR", ""),
            ("DRAGAN", ""),
            ("OMR", ""),
            ("CHARLES", ""),
        ] {
            assert_eq!(without_glued_title(word, false).join(" "), expect, "{word}");
        }
        for surname in ["ADAMS", "WILLIAMS", "ALEXANDR", "LANDR"] {
            assert!(without_glued_title(surname, true).is_empty(), "{surname}");
        }
        assert_eq!(without_glued_title("SMITHMR", true), ["SMITH"]);
    }

    #[test]
    fn nobody_is_called_so() {
        for word in [
            "FNU",
            "LNU",
            "XX",
            "XXX",
            "XXXXX",
            "NFN",
            "NMN",
            "SINGLENAME",
            "NOFIRSTNAME",
        ] {
            assert!(is_placeholder(word), "{word}");
        }
        for word in ["X", "NA", "NIL", "XAX"] {
            assert!(!is_placeholder(word), "{word}");
        }
    }
}
