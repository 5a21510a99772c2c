//! Spellings of one name element that no distance relates: ZHANG is CHEUNG, RI is LEE.

use crate::names::families::Families;

/// Families of equal elements; a token may be in several, and what it shares with one it
/// does not share with another.
pub struct Equivalents {
    families: Families,
}

impl Equivalents {
    /// The bundled table: one family a line, tab-separated.
    pub fn bundled() -> Equivalents {
        Equivalents::parse(BUNDLED)
    }

    pub fn bundled_text() -> &'static str {
        BUNDLED
    }

    pub fn parse(table: &str) -> Equivalents {
        Equivalents {
            families: Families::parse(table),
        }
    }

    pub fn related(&self, one: &str, other: &str) -> bool {
        self.families.share_one(one, other)
    }

    /// Every token that [`Equivalents::related`] accepts for this one.
    pub fn relatives(&self, token: &str) -> impl Iterator<Item = &str> {
        self.families.of(token).flatten().map(String::as_str)
    }
}

const BUNDLED: &str = include_str!("equivalents.tsv");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families_do_not_run_into_one_another() {
        let table = Equivalents::parse("# x\nZHANG\tCHANG\tCHEUNG\nZENG\tCHANG\tTSANG\n");
        assert!(table.related("ZHANG", "CHANG"));
        assert!(table.related("CHANG", "TSANG"));
        assert!(!table.related("ZHANG", "ZENG"));
        assert!(!table.related("ZHANG", "WANG"));
        let relatives: Vec<_> = table.relatives("TSANG").collect();
        assert_eq!(relatives, ["ZENG", "CHANG", "TSANG"]);
    }
}
