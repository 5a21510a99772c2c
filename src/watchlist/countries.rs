//! State names as lists write them, to codes. An unknown name gives no code, never a guess.

use crate::domain::codes::Country;
use std::collections::BTreeMap;
use std::sync::LazyLock;

static BY_NAME: LazyLock<BTreeMap<String, Country>> = LazyLock::new(|| {
    include_str!("countries.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .filter_map(|(name, code)| Some((name.to_lowercase(), Country::parse(code)?)))
        .collect()
});

pub(super) fn by_name(name: &str) -> Option<Country> {
    BY_NAME.get(&name.trim().to_lowercase()).copied()
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
    fn every_line_of_the_table_is_used() {
        let lines = include_str!("countries.tsv").lines();
        let names = lines.filter(|line| !line.starts_with('#')).count();
        assert_eq!(BY_NAME.len(), names);
    }
}
