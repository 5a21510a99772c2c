//! Short forms of given names: BILL is WILLIAM.

use crate::names::families::Families;

/// Each family's first name is the formal one.
pub struct Nicknames {
    families: Families,
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
        Nicknames {
            families: Families::parse(table),
        }
    }

    /// Whether one is a short form of the other. Two short forms of one name (BILL, WILL)
    /// are not related: both would need the formal name as a bridge that nobody wrote.
    pub fn related(&self, one: &str, other: &str) -> bool {
        self.families.of(one).any(|family| {
            (family[0] == one || family[0] == other) && family.iter().any(|name| name == other)
        })
    }

    /// Every name that [`Nicknames::related`] accepts for this one.
    pub fn relatives(&self, name: &str) -> Vec<&str> {
        let members = self.families.of(name).flatten();
        members
            .map(String::as_str)
            .filter(|other| *other != name && self.related(name, other))
            .collect()
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
