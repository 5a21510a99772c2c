//! How likely, and how sure: words of ICD 203, which says to keep the two out of one sentence. A
//! reader takes "very likely with low confidence" for whichever half suits.

/// Words for a probability, each with the least that it stands for.
const WORDS: [(f64, &str); 7] = [
    (0.95, "almost certain"),
    (0.80, "very likely"),
    (0.55, "likely"),
    (0.45, "about an even chance"),
    (0.20, "unlikely"),
    (0.05, "very unlikely"),
    (0.00, "almost no chance"),
];

/// `very likely`.
pub(crate) fn words(probability: f64) -> &'static str {
    let mut known = WORDS.iter();
    let found = known.find(|(least, _)| *least <= probability);
    found.map_or(WORDS[WORDS.len() - 1].1, |(_, word)| word)
}

/// How far a judgement can be relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Confidence {
    Low,
    Moderate,
    High,
}

/// What it depends on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Basis {
    /// Kinds of facts that were compared and agree, the name among them.
    pub(crate) agreeing: usize,
    /// The list's age; none of one without a date.
    pub(crate) days_old: Option<i64>,
    /// The letter of the list's grade; none of one that gives none.
    pub(crate) grade: Option<char>,
}

/// A list is fresh for so many days.
const FRESH: i64 = 30;

impl Confidence {
    /// Three facts of a fresh list that is not called unreliable are high, one alone is low.
    pub(crate) fn of(basis: &Basis) -> Confidence {
        let fresh = basis.days_old.is_some_and(|days| days <= FRESH);
        let doubted = matches!(basis.grade, Some('D' | 'E' | 'F'));
        match basis.agreeing {
            0 | 1 => Confidence::Low,
            _ if doubted => Confidence::Low,
            2 => Confidence::Moderate,
            _ if fresh => Confidence::High,
            _ => Confidence::Moderate,
        }
    }

    pub(crate) fn word(self) -> &'static str {
        match self {
            Confidence::Low => "low",
            Confidence::Moderate => "moderate",
            Confidence::High => "high",
        }
    }
}

/// With what it rests on, and without a word of how likely.
pub(crate) fn confidence(basis: &Basis) -> String {
    let age = match basis.days_old {
        Some(days) => format!("the list is {days} days old"),
        None => "the list bears no date".to_owned(),
    };
    let grade = match basis.grade {
        Some(grade) => format!("its source is graded {grade}"),
        None => "its source is not graded".to_owned(),
    };
    format!(
        "Confidence in that is {}: {} kinds of facts agree, {age}, {grade}.",
        Confidence::of(basis).word(),
        basis.agreeing
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_those_of_icd_203() {
        for (probability, expect) in [
            (1.0, "almost certain"),
            (0.95, "almost certain"),
            (0.9499, "very likely"),
            (0.8, "very likely"),
            (0.6, "likely"),
            (0.5, "about an even chance"),
            (0.3, "unlikely"),
            (0.1, "very unlikely"),
            (0.01, "almost no chance"),
            (0.0, "almost no chance"),
            (f64::NAN, "almost no chance"),
        ] {
            assert_eq!(words(probability), expect, "{probability}");
        }
    }

    #[test]
    fn confidence_rests_on_what_was_compared_and_on_the_source() {
        for (agreeing, days_old, grade, expect) in [
            (1, Some(0), Some('A'), Confidence::Low),
            (2, Some(0), None, Confidence::Moderate),
            (3, Some(30), None, Confidence::High),
            (3, Some(31), None, Confidence::Moderate),
            (4, None, None, Confidence::Moderate),
            (5, Some(0), Some('E'), Confidence::Low),
        ] {
            let basis = Basis {
                agreeing,
                days_old,
                grade,
            };
            assert_eq!(Confidence::of(&basis), expect, "{basis:?}");
            let said = confidence(&basis);
            for (_, word) in WORDS {
                assert!(!said.contains(word), "{said}");
            }
        }
    }
}
