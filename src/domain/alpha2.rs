//! Two-letter state codes, which bookings and some lists use, to the three letters of
//! travel documents.

use std::collections::HashMap;
use std::sync::LazyLock;

static TABLE: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let rows = include_str!("alpha2.tsv").lines();
    rows.filter(|row| !row.starts_with('#'))
        .filter_map(|row| row.split_once('\t'))
        .collect()
});

/// ISO 3166-1 alpha-3, or `XKX` for `XK`; `None` for what is no code of a state.
pub fn to_alpha3(code: &str) -> Option<&'static str> {
    TABLE.get(code.to_ascii_uppercase().as_str()).copied()
}

/// The inverse.
pub fn to_alpha2(code: &str) -> Option<&'static str> {
    static INVERSE: LazyLock<HashMap<&str, &str>> =
        LazyLock::new(|| TABLE.iter().map(|(two, three)| (*three, *two)).collect());
    INVERSE.get(code).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::codes::Country;

    #[test]
    fn every_row_names_a_state_and_nothing_else_does() {
        assert!(240 < TABLE.len());
        assert!(TABLE.values().all(|code| Country::parse(code).is_some()));
        assert_eq!(to_alpha3("kr"), Some("KOR"));
        assert_eq!(to_alpha2("KOR"), Some("KR"));
        assert_eq!(to_alpha2("UNO"), None);
        #[expect(clippy::iter_over_hash_type, reason = "each is asked by itself")]
        for (two, three) in TABLE.iter() {
            assert_eq!(to_alpha2(three), Some(*two));
        }
        assert_eq!(to_alpha3("XK"), Some("XKX"));
        assert_eq!(to_alpha3("ZZ"), None);
        assert_eq!(to_alpha3("USA"), None);
    }
}
