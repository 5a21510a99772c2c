//! How rare a name is: the weight of agreeing on it.
//!
//! Counts are frozen and bundled, never taken from tonight's manifest: a score must not
//! depend on who else flies. An unseen token gets a stated default, below what its true
//! rarity may be: too little weight, not too much.

use crate::domain::points::Points;
use crate::names::sounds::SoundClass;
use std::collections::HashMap;

/// Bits of agreeing on a token, or on a sound class.
pub struct Rarity {
    tokens: HashMap<String, Points>,
    classes: HashMap<SoundClass, Points>,
    unseen: Points,
}

impl Rarity {
    pub fn bundled() -> Rarity {
        Rarity::parse(BUNDLED)
    }

    pub fn bundled_text() -> &'static str {
        BUNDLED
    }

    /// Reads `token<TAB>hundredths of a bit` lines; `# default_centibits=N` sets the
    /// default.
    pub fn parse(table: &str) -> Rarity {
        let default = table
            .lines()
            .find_map(|line| line.strip_prefix("# default_centibits="));
        let unseen = Points(
            default
                .and_then(|text| text.trim().parse().ok())
                .unwrap_or(1500),
        );
        let rows = table.lines().filter(|line| !line.starts_with('#'));
        let tokens: HashMap<String, Points> = rows
            .filter_map(|line| {
                let (token, centibits) = line.split_once('\t')?;
                Some((token.to_owned(), Points(centibits.trim().parse().ok()?)))
            })
            .collect();
        let classes = class_rarity(&tokens);
        Rarity {
            tokens,
            classes,
            unseen,
        }
    }

    /// Bits of agreeing exactly on this token.
    pub fn of_token(&self, token: &str) -> Points {
        self.tokens.get(token).copied().unwrap_or(self.unseen)
    }

    /// Bits of agreeing only on how the token sounds: never more than the token's own.
    pub fn of_sound(&self, token: &str) -> Points {
        let class = SoundClass::of(token).and_then(|class| self.classes.get(&class));
        class
            .copied()
            .unwrap_or(self.unseen)
            .min(self.of_token(token))
    }

    /// The most that any token can bring.
    pub fn unseen(&self) -> Points {
        self.unseen
    }
}

/// A class is as frequent as its tokens together. Summed in token order, since floating
/// point addition depends on it.
fn class_rarity(tokens: &HashMap<String, Points>) -> HashMap<SoundClass, Points> {
    let mut sorted: Vec<(&String, &Points)> = tokens.iter().collect();
    sorted.sort();
    let mut shares: HashMap<SoundClass, f64> = HashMap::new();
    for (token, points) in sorted {
        if let Some(class) = SoundClass::of(token) {
            *shares.entry(class).or_default() += (-points.bits()).exp2();
        }
    }
    let classes = shares
        .into_iter()
        .map(|(class, share)| (class, Points::from_bits(-share.log2())));
    classes.collect()
}

const BUNDLED: &str = include_str!("rarity.tsv");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_names_weigh_less_and_a_class_less_than_its_tokens() {
        let rarity =
            Rarity::parse("# default_centibits=1400\nMOHAMMED\t600\nMUHAMAD\t700\nSMITH\t800\n");
        assert_eq!(rarity.of_token("MOHAMMED"), Points(600));
        assert_eq!(rarity.of_token("ZUMAR"), Points(1400));
        assert!(rarity.of_sound("MUHAMAD") < Points(600));
        assert_eq!(rarity.of_sound("SMYTH"), Points(800));
        assert_eq!(rarity.of_sound("ZUMAR"), Points(1400));
    }

    #[test]
    fn the_bundled_table_is_whole() {
        let rarity = Rarity::bundled();
        assert!(rarity.tokens.len() > 5_000);
        assert!(rarity.of_token("SMITH") < Points(900));
        assert!(
            rarity
                .tokens
                .values()
                .all(|points| Points::ZERO < *points && *points <= rarity.unseen)
        );
    }
}
