//! How rare names are among the people an operator really carries: the bundled table,
//! corrected by counts of past manifests.
//!
//! The bundled table counts as so many more passengers, so no token gets a weight that few
//! people decide. A token that fewer than [`FEWEST`] passengers carry is nobody's business:
//! it is written only if the bundled table has it, and then with a value that its count does
//! not change. Rather too little weight than too much.

use crate::names::rarity::Rarity;
use crate::names::tokens::{self, Role};
use std::collections::{BTreeMap, HashSet};
use std::fmt::Write;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Carried by fewer passengers, a token would point to persons.
pub const FEWEST: u64 = 5;

/// The bundled table's weight, in passengers: a token of its rarest counts as two.
pub const PSEUDO_TRAVELLERS: u64 = 100_000;

/// Stands for every count below [`FEWEST`].
const HIDDEN: f64 = 2.5;

/// Counts of name tokens, each passenger once.
#[derive(Default)]
pub struct Traffic {
    counts: BTreeMap<String, u64>,
    /// Hashes of name and birth date; a collision leaves one passenger out.
    seen: HashSet<u64>,
}

impl Traffic {
    /// A passenger is known again by name and birth date, on whatever flight.
    pub fn add(&mut self, surname: &str, given_names: &str, birth_date: &str) {
        let tokens = tokens::of_passenger(surname, given_names);
        let content = tokens.iter().filter(|token| token.role != Role::Particle);
        let words: Vec<&str> = content.map(|token| token.forms[0].as_str()).collect();
        // Fixed keys, so that nothing depends on the process.
        let mut hasher = DefaultHasher::new();
        (&words, birth_date).hash(&mut hasher);
        if words.is_empty() || !self.seen.insert(hasher.finish()) {
            return;
        }
        for word in words {
            *self.counts.entry(word.to_owned()).or_default() += 1;
        }
    }

    pub fn passengers(&self) -> u64 {
        self.seen.len() as u64
    }

    /// The table, in the form of `rarity.tsv`, with `notes` in its header.
    pub fn table(&self, notes: &[String]) -> String {
        let bundled = Rarity::bundled_text();
        let rarity = Rarity::bundled();
        let mut gains: BTreeMap<&str, &str> = BTreeMap::new();
        for line in bundled.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split('\t');
            if let Some(token) = fields.next() {
                gains.insert(token, fields.nth(1).unwrap_or(""));
            }
        }
        let common = self.counts.iter().filter(|(_, count)| FEWEST <= **count);
        let mut rows: BTreeMap<&str, f64> = common
            .map(|(token, count)| (token.as_str(), *count as f64))
            .collect();
        for token in gains.keys() {
            rows.entry(token).or_insert(HIDDEN);
        }
        let mut table = header(bundled, notes);
        for (token, count) in rows {
            let centibits = self.centibits(token, count, &rarity);
            let gains = gains.get(token).unwrap_or(&"");
            let _ = writeln!(table, "{token}\t{centibits}\t{gains}");
        }
        table
    }

    /// Never more than an unseen token of its length is worth, never nothing.
    fn centibits(&self, token: &str, count: f64, rarity: &Rarity) -> i32 {
        let bundled = rarity.of_token(token).0;
        let most = bundled.max(rarity.of_token(&"Q".repeat(token.len())).0);
        let pseudo = PSEUDO_TRAVELLERS as f64;
        let prior = pseudo * (-f64::from(bundled) / 100.0).exp2();
        let share = (count + prior) / (self.passengers() as f64 + pseudo);
        ((-100.0 * share.log2()).round() as i32).clamp(1, most)
    }
}

/// The operator's notes, then what the program reads from the bundled header.
fn header(bundled: &str, notes: &[String]) -> String {
    let read = ["# default_centibits", "# group_centibits"];
    let kept = bundled
        .lines()
        .filter(|line| read.iter().any(|key| line.starts_with(key)));
    let notes = notes.iter().map(|note| format!("# {note}"));
    notes
        .chain(kept.map(str::to_owned))
        .fold(String::new(), |text, line| text + &line + "\n")
}

/// Number of the first line that is no row of a rarity table, counted from 1.
pub fn first_bad_line(table: &str) -> Option<usize> {
    let is_row = |line: &str| {
        let mut fields = line.split('\t');
        let token = fields.next().unwrap_or("");
        let letters = !token.is_empty() && token.bytes().all(|b| b.is_ascii_uppercase());
        let worth = fields.next().and_then(|text| text.parse::<i32>().ok());
        letters && worth.is_some_and(|worth| 0 < worth)
    };
    let bad = |line: &str| !(line.is_empty() || line.starts_with('#') || is_row(line));
    table.lines().position(bad).map(|at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn traffic() -> Traffic {
        let mut traffic = Traffic::default();
        for number in 0..2_000 {
            let given = if number < 4 { "HAPAXIUS" } else { "QUVORIM" };
            traffic.add("SMITH", given, &number.to_string());
        }
        traffic.add("SMITH", "QUVORIM", "7"); // The same passenger on another flight.
        traffic
    }

    #[test]
    fn each_traveller_counts_once_and_few_are_not_written() {
        let traffic = traffic();
        assert_eq!(traffic.passengers(), 2_000);
        let table = traffic.table(&["one note".to_owned()]);
        assert!(table.starts_with("# one note\n"));
        assert!(table.contains("\nQUVORIM\t") && !table.contains("HAPAXIUS"));
        assert_eq!(first_bad_line(&table), None);
        assert_eq!(table, traffic.table(&["one note".to_owned()]));
    }

    #[test]
    fn counts_move_the_bundled_weights_within_bounds() {
        let (own, bundled) = (Rarity::parse(&traffic().table(&[])), Rarity::bundled());
        assert!(own.of_token("SMITH") < bundled.of_token("SMITH"));
        assert!(own.of_token("QUVORIM") < bundled.of_token("QUVORIM"));
        let unseen = bundled.of_token("QQQQQQQQ");
        for token in ["AADAN", "ZHANG", "NGUYEN"] {
            assert!(own.of_token(token) <= unseen.max(bundled.of_token(token)));
        }
        assert_eq!(own.of_token("HAPAXIUS"), bundled.of_token("HAPAXIUS"));
    }

    #[test]
    fn a_count_below_the_limit_changes_no_line() {
        let mut with = traffic();
        let mut without = traffic();
        with.add("AADAN", "SMITH", "1");
        without.add("AAMIR", "SMITH", "1");
        assert_eq!(with.table(&[]), without.table(&[]));
    }

    #[test]
    fn lines_that_are_no_rows_are_found() {
        for (table, expect) in [
            ("# x\nSMITH\t800\t1:2\nLEE\t700\n", None),
            ("# x\nSmith\t800\n", Some(2)),
            ("SMITH\tmany\n", Some(1)),
            ("SMITH\t0\n", Some(1)),
        ] {
            assert_eq!(first_bad_line(table), expect, "{table}");
        }
    }
}
