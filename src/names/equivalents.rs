//! Spellings of one name element that no distance relates: ZHANG is CHEUNG, RI is LEE.

use std::collections::HashMap;

/// Families of equal elements; a token may be in several, and what it shares with one it
/// does not share with another.
pub struct Equivalents {
    families: Vec<Vec<String>>,
    by_token: HashMap<String, Vec<u32>>,
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
        let lines = table
            .lines()
            .filter(|line| !line.starts_with('#') && !line.is_empty());
        let families: Vec<Vec<String>> = lines
            .map(|line| line.split('\t').map(str::to_owned).collect())
            .collect();
        let mut by_token: HashMap<String, Vec<u32>> = HashMap::new();
        for (number, family) in families.iter().enumerate() {
            for token in family {
                by_token
                    .entry(token.clone())
                    .or_default()
                    .push(number as u32);
            }
        }
        Equivalents { families, by_token }
    }

    pub fn related(&self, one: &str, other: &str) -> bool {
        let others = self.families_of(other);
        let shared = |number: &u32| others.contains(number);
        self.families_of(one).iter().any(shared)
    }

    /// Every token that [`Equivalents::related`] accepts for this one.
    pub fn relatives(&self, token: &str) -> impl Iterator<Item = &str> {
        let families = self.families_of(token).iter();
        families
            .flat_map(|&number| &self.families[number as usize])
            .map(String::as_str)
    }

    fn families_of(&self, token: &str) -> &[u32] {
        self.by_token.get(token).map_or(&[], Vec::as_slice)
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
