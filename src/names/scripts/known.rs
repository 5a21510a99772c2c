//! Common names whose letters do not say how they are read (`native.tsv`): vowels that are
//! not written, surnames read otherwise than the word.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The Latin forms of a native one, the plainest first.
pub fn forms(native: &str) -> Option<Vec<String>> {
    TABLE
        .get(native)
        .map(|forms| forms.iter().map(|form| (*form).to_owned()).collect())
}

pub fn bundled_text() -> &'static str {
    BUNDLED
}

const BUNDLED: &str = include_str!("native.tsv");

static TABLE: LazyLock<BTreeMap<&str, Vec<&str>>> = LazyLock::new(|| {
    let lines = BUNDLED.lines().filter(|line| !line.starts_with('#'));
    let rows = lines.filter_map(|line| {
        let mut fields = line.split('\t');
        Some((fields.next()?, fields.collect()))
    });
    rows.collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_well_formed() {
        let lines: Vec<&str> = BUNDLED
            .lines()
            .filter(|line| !line.starts_with('#'))
            .collect();
        assert_eq!(lines.len(), TABLE.len(), "a native form stands twice");
        for (native, forms) in TABLE.iter() {
            assert!((1..=4).contains(&forms.len()), "{native}");
            let latin = |form: &&str| form.bytes().all(|b| b.is_ascii_uppercase());
            assert!(forms.iter().all(latin), "{native} {forms:?}");
            assert!(!native.is_ascii(), "{native}");
        }
    }
}
