//! Words of likelihood: one row of ICD 203 (2015) and no other, so that a word always means the
//! same range.

/// Each word with the per cent up to which it reaches.
pub const SCALE: [(&str, u8); 7] = [
    ("almost no chance", 5),
    ("very unlikely", 20),
    ("unlikely", 45),
    ("roughly even", 55),
    ("likely", 80),
    ("very likely", 95),
    ("almost certain", 99),
];

/// Beyond this no rule of ours goes: what a test takes for granted is itself not that sure.
const SUREST: u8 = 95;

/// A probability in whole per cent, from 1 to 95.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Likelihood(u8);

impl Likelihood {
    /// Of a rule: never surer than 95 %, never less than 1 %.
    pub fn of(probability: f64) -> Likelihood {
        let percent = (probability * 100.0).round();
        // What is no number is not known at all.
        let percent = if percent.is_nan() { 50.0 } else { percent };
        Likelihood(percent.clamp(1.0, f64::from(SUREST)) as u8)
    }

    pub fn percent(self) -> u8 {
        self.0
    }

    pub fn word(self) -> &'static str {
        let own = SCALE.iter().find(|(_, most)| self.0 <= *most);
        own.map_or(SCALE[SCALE.len() - 1].0, |(word, _)| word)
    }
}

/// That a flagged rise is none of chance: less than the share of false flags that the procedure
/// lets through at this strength, over all four levels.
pub fn of_signal(adjusted: f64, levels: usize) -> Likelihood {
    Likelihood::of(1.0 - adjusted * levels as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_per_cent_has_the_word_of_its_range() {
        for (percent, word) in [
            (1, "almost no chance"),
            (5, "almost no chance"),
            (6, "very unlikely"),
            (20, "very unlikely"),
            (45, "unlikely"),
            (50, "roughly even"),
            (55, "roughly even"),
            (56, "likely"),
            (80, "likely"),
            (81, "very likely"),
            (95, "very likely"),
        ] {
            let of = Likelihood::of(f64::from(percent) / 100.0);
            assert_eq!((of.percent(), of.word()), (percent as u8, word));
        }
    }

    #[test]
    fn no_rule_is_surer_than_its_test() {
        assert_eq!(Likelihood::of(1.0).percent(), 95);
        assert_eq!(Likelihood::of(-3.0).percent(), 1);
        assert_eq!(Likelihood::of(f64::NAN).word(), "roughly even");
        assert_eq!(of_signal(1e-9, 4).percent(), 95);
        assert_eq!(of_signal(0.0125, 4).percent(), 95);
        assert_eq!(of_signal(0.1, 4).word(), "likely");
    }
}
