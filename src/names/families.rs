//! Tables of names that belong together: one family a line, tab-separated.

use std::collections::HashMap;

/// Families of names; a name may be in several.
pub struct Families {
    families: Vec<Vec<String>>,
    by_name: HashMap<String, Vec<u32>>,
}

impl Families {
    pub fn parse(table: &str) -> Families {
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
        Families { families, by_name }
    }

    /// The families that hold the name, in the table's order.
    pub fn of(&self, name: &str) -> impl Iterator<Item = &[String]> {
        let numbers = self.numbers_of(name).iter();
        numbers.map(|&number| self.families[number as usize].as_slice())
    }

    pub fn share_one(&self, one: &str, other: &str) -> bool {
        let others = self.numbers_of(other);
        let shared = |number: &u32| others.contains(number);
        self.numbers_of(one).iter().any(shared)
    }

    fn numbers_of(&self, name: &str) -> &[u32] {
        self.by_name.get(name).map_or(&[], Vec::as_slice)
    }
}
