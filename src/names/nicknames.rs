//! Short forms of given names: BILL is WILLIAM.

use std::collections::HashMap;

/// Families of names; a name may be in several.
pub struct Nicknames {
    families: Vec<Vec<String>>,
    by_name: HashMap<String, Vec<u32>>,
}

impl Nicknames {
    /// The bundled table: one family a line, tab-separated, the formal name first.
    pub fn bundled() -> Nicknames {
        Nicknames::parse(BUNDLED)
    }

    pub fn bundled_text() -> &'static str {
        BUNDLED
    }

    pub fn parse(table: &str) -> Nicknames {
        let lines = table
            .lines()
            .filter(|line| !line.starts_with('#') && !line.is_empty());
        let families: Vec<Vec<String>> = lines
            .map(|line| line.split('\t').map(str::to_owned).collect())
            .collect();
        let mut by_name: HashMap<String, Vec<u32>> = HashMap::new();
        for (number, family) in families.iter().enumerate() {
            for name in family {
                by_name.entry(name.clone()).or_default().push(number as u32);
            }
        }
        Nicknames { families, by_name }
    }

    /// Whether one is a short form of the other. Two short forms of one name (BILL, WILL)
    /// are not related: both would need the formal name as a bridge that nobody wrote.
    pub fn related(&self, one: &str, other: &str) -> bool {
        self.families_of(one).iter().any(|&number| {
            let family = &self.families[number as usize];
            (family[0] == one || family[0] == other) && family.iter().any(|name| name == other)
        })
    }

    /// Every name that [`Nicknames::related`] accepts for this one.
    pub fn relatives(&self, name: &str) -> Vec<&str> {
        let families = self.families_of(name).iter();
        let members = families.flat_map(|&number| self.families[number as usize].iter());
        members
            .map(String::as_str)
            .filter(|other| *other != name && self.related(name, other))
            .collect()
    }

    fn families_of(&self, name: &str) -> &[u32] {
        self.by_name.get(name).map_or(&[], Vec::as_slice)
    }
}

const BUNDLED: &str = include_str!("nicknames.tsv");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formal_and_short_forms_are_related_both_ways() {
        let table = Nicknames::parse("# x\nWILLIAM\tBILL\tWILL\nWILHELM\tWILL\n");
        assert!(table.related("BILL", "WILLIAM"));
        assert!(table.related("WILLIAM", "BILL"));
        assert!(!table.related("BILL", "WILL"));
        assert!(!table.related("BILL", "WILHELM"));
        assert_eq!(table.relatives("WILL"), ["WILLIAM", "WILHELM"]);
        assert!(table.relatives("NOBODY").is_empty());
    }
}
