//! Bits that are not independent: the parts of a name, and the name with a nationality.
//!
//! Who shares two rare names with a person is often from the same family or village, and
//! then from the same country too. So of the bits that a name and an agreeing nationality
//! bring together, those beyond a first knee count in part, and those beyond a second one
//! hardly: namesakes exist, however odd a name is. May undervalue a name that only one
//! person on earth bears; a birth date or a document adds in full.

use crate::domain::points::Points;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Dependence {
    /// Up to so many bits count whole.
    pub whole_up_to: Points,
    /// What share of the bits beyond counts, above 0 to 1.
    pub share_beyond: f64,
    /// Once so many bits count, namesakes are as likely as one more agreement.
    pub namesakes_from: Points,
    /// What share of the bits counts from there on, above 0 to 1.
    pub share_of_rest: f64,
}

impl Dependence {
    /// What is taken off so many bits: zero or negative, and never turns the order of two.
    pub fn taken_off(&self, bits: Points) -> Points {
        self.counted(bits) - bits
    }

    fn counted(&self, bits: Points) -> Points {
        let once = beyond(bits, self.whole_up_to, self.share_beyond);
        let at = self.namesakes_from.max(self.whole_up_to);
        beyond(once, at, self.share_of_rest)
    }

    /// The bits that must be brought so that at least `counted` of them count. May be too
    /// few by hundredths, never too many.
    pub fn before(&self, counted: Points) -> Points {
        let at = self.namesakes_from.max(self.whole_up_to);
        let once = raised(counted, at, self.share_of_rest);
        raised(once, self.whole_up_to, self.share_beyond)
    }
}

fn beyond(bits: Points, knee: Points, share: f64) -> Points {
    let rest = (bits - knee).max(Points::ZERO);
    bits - rest + Points((f64::from(rest.0) * share).round() as i32)
}

fn raised(counted: Points, knee: Points, share: f64) -> Points {
    let rest = (counted - knee).max(Points::ZERO);
    if rest == Points::ZERO {
        return counted;
    }
    // Half a hundredth may have been rounded up.
    let least = ((f64::from(rest.0) - 0.5) / share.max(0.01)).floor();
    knee + Points(least as i32)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNEES: Dependence = Dependence {
        whole_up_to: Points(1200),
        share_beyond: 0.5,
        namesakes_from: Points(2100),
        share_of_rest: 0.1,
    };

    #[test]
    fn bits_count_whole_then_in_part_then_hardly() {
        for (bits, counted) in [
            (-300, -300),
            (0, 0),
            (1200, 1200),
            (1600, 1400),
            (3000, 2100),
            (5000, 2200),
        ] {
            assert_eq!(KNEES.taken_off(Points(bits)), Points(counted - bits));
        }
    }

    #[test]
    fn what_must_be_brought_is_never_overstated_and_order_is_kept() {
        let mut last = Points(i32::MIN / 2);
        for bits in (-500..6000).map(Points) {
            let counted = KNEES.counted(bits);
            assert!(KNEES.before(counted) <= bits, "{bits:?}");
            assert!(last <= counted, "{bits:?}");
            last = counted;
        }
    }
}
