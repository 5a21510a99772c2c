//! States as manifests and lists write them, to codes: letters, names, adjectives. An unknown
//! name gives no code, never a guess.

use crate::domain::alpha2;
use crate::domain::codes::Country;
use std::collections::BTreeMap;
use std::sync::LazyLock;

type Table = LazyLock<BTreeMap<String, Country>>;

static BY_NAME: Table = LazyLock::new(|| table(include_str!("states.tsv")));
static BY_ADJECTIVE: Table = LazyLock::new(|| table(include_str!("demonyms.tsv")));

fn table(text: &str) -> BTreeMap<String, Country> {
    text.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .filter_map(|(name, code)| Some((name.to_lowercase(), Country::parse(code)?)))
        .collect()
}

fn looked_up(table: &Table, name: &str) -> Option<Country> {
    table.get(&name.trim().to_lowercase()).copied()
}

pub fn by_name(name: &str) -> Option<Country> {
    looked_up(&BY_NAME, name)
}

/// Two letters, as ISO 3166-1 has them.
pub fn by_alpha2(code: &str) -> Option<Country> {
    alpha2::to_alpha3(code.trim()).and_then(Country::parse)
}

/// The inverse, in capitals; none for a code that ISO 3166-1 has none for.
pub fn to_alpha2(state: &Country) -> Option<&'static str> {
    alpha2::to_alpha2(state.as_str())
}

/// A code of two or three letters, or a name: what aggregators write.
pub fn by_any(text: &str) -> Option<Country> {
    match text.trim().len() {
        2 => by_alpha2(text).or_else(|| by_name(text)),
        3 => by_name(text).or_else(|| Country::parse(text)),
        _ => by_name(text),
    }
}

/// Whatever a manifest or a list says of a state: a code of one, two or three letters, a name, or
/// the adjective of its people. A code of three letters is taken as it is: no table knows them all.
pub fn stated(text: &str) -> Option<Country> {
    let text = text.trim();
    match text.len() {
        1 | 3 => short(text).or_else(|| Country::parse(text)),
        2 => by_alpha2(text).or_else(|| by_name(text)),
        _ => by_name(text)
            .or_else(|| looked_up(&BY_ADJECTIVE, text))
            .or_else(|| Country::parse(text)),
    }
}

/// Three letters in daily use that no standard gives to another state.
fn short(text: &str) -> Option<Country> {
    const IN_USE: [(&str, &str); 3] = [("UAE", "ARE"), ("DRC", "COD"), ("KSA", "SAU")];
    let mut known = IN_USE.iter();
    let found = known.find(|(letters, _)| letters.eq_ignore_ascii_case(text))?;
    Country::parse(found.1)
}

/// The state of an adjective or a name that ends the text: `... Tunisian`.
pub fn at_the_end(text: &str) -> Option<Country> {
    at_an_edge(text, |words, count| words[words.len() - count..].join(" "))
}

/// The same at the start: `Libya B014995`.
pub fn at_the_start(text: &str) -> Option<Country> {
    at_an_edge(text, |words, count| words[..count].join(" "))
}

/// Longest first: a Central African is no African.
fn at_an_edge(text: &str, edge: impl Fn(&[&str], usize) -> String) -> Option<Country> {
    let words: Vec<&str> = text.split_whitespace().collect();
    (1..=words.len().min(4)).rev().find_map(|count| {
        let name = edge(&words, count);
        let name = name.trim_matches([',', ';', ':', '(', ')']);
        looked_up(&BY_ADJECTIVE, name).or_else(|| by_name(name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_spellings_are_known_and_nothing_is_guessed() {
        let cases = [
            ("Korea, North", Some("PRK")),
            ("Burma", Some("MMR")),
            ("Region: Gaza", Some("PSE")),
            ("Congo, Democratic Republic of the", Some("COD")),
            ("the gambia", Some("GMB")),
            ("Kosovo", Some("XKX")),
            ("Atlantis", None),
            ("", None),
        ];
        for (name, code) in cases {
            assert_eq!(
                by_name(name).map(|c| c.to_string()).as_deref(),
                code,
                "{name}"
            );
        }
    }

    #[test]
    fn every_line_of_the_tables_is_used() {
        for (text, table) in [
            (include_str!("states.tsv"), &BY_NAME),
            (include_str!("demonyms.tsv"), &BY_ADJECTIVE),
        ] {
            let lines = text.lines().filter(|line| !line.starts_with('#')).count();
            assert_eq!(table.len(), lines);
        }
    }

    #[test]
    fn codes_names_and_adjectives_give_their_state() {
        let code = |country: Option<Country>| country.map(|c| c.to_string()).unwrap_or_default();
        for (text, expected) in [
            ("sa", "SAU"),
            ("XK", "XKX"),
            ("IRQ", "IRQ"),
            ("Mali", "MLI"),
            ("zz", ""),
        ] {
            assert_eq!(code(by_any(text)), expected, "{text}");
            assert_eq!(code(stated(text)), expected, "{text}");
        }
        for (text, expected) in [
            ("d", "DEU"),
            ("D<<", "DEU"),
            ("UK", "GBR"),
            ("UTO", "UTO"),
            ("uae", "ARE"),
            ("Russian", "RUS"),
            ("Germany", "DEU"),
            ("XXX", ""),
            ("Utopia", ""),
        ] {
            assert_eq!(code(stated(text)), expected, "{text}");
        }
        for (text, expected) in [
            ("issued: Tunisian", "TUN"),
            ("the Central African", "CAF"),
            ("the Republic of Korea", "KOR"),
            ("Congolese", ""),
            ("", ""),
        ] {
            assert_eq!(code(at_the_end(text)), expected, "{text}");
        }
        assert_eq!(code(at_the_start("Libya B014995")), "LBY");
    }
}
