//! Confidence: how much a judgement rests on. It says nothing of likelihood, and stands in a
//! sentence of its own.

/// What a judgement rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Basis {
    /// Cases that speak for it.
    pub cases: i64,
    /// Weeks with which they were compared.
    pub weeks: i32,
    /// Both its own past and the other places say so.
    pub twice: bool,
    /// Lists or rules were others within the time that is compared.
    pub changed: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    Low,
    Moderate,
    High,
}

/// Fewer cases than this carry no more than low confidence, and this many weeks are a year.
const FEW: i64 = 10;
const MANY: i64 = 30;
const YEAR: i32 = 52;

impl Confidence {
    pub const ALL: [Confidence; 3] = [Confidence::Low, Confidence::Moderate, Confidence::High];

    pub fn as_str(self) -> &'static str {
        match self {
            Confidence::Low => "low",
            Confidence::Moderate => "moderate",
            Confidence::High => "high",
        }
    }

    pub fn of(basis: Basis) -> Confidence {
        let Basis {
            cases,
            weeks,
            twice,
            changed,
        } = basis;
        if cases < FEW || !twice {
            return Confidence::Low;
        }
        match MANY <= cases && YEAR <= weeks && !changed {
            true => Confidence::High,
            false => Confidence::Moderate,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn confidence_is_what_a_judgement_rests_on() {
        let sound = Basis {
            cases: 40,
            weeks: 52,
            twice: true,
            changed: false,
        };
        let of = |basis| Confidence::of(basis).as_str();
        assert_eq!(of(sound), "high");
        assert_eq!(
            of(Basis {
                changed: true,
                ..sound
            }),
            "moderate"
        );
        assert_eq!(of(Basis { weeks: 30, ..sound }), "moderate");
        assert_eq!(of(Basis { cases: 12, ..sound }), "moderate");
        assert_eq!(of(Basis { cases: 9, ..sound }), "low");
        assert_eq!(
            of(Basis {
                twice: false,
                ..sound
            }),
            "low"
        );
    }
}
