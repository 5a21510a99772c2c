//! Tokens that come together: NGUYEN and VAN are each rare among all passengers, and one of
//! them nearly implies the other.
//!
//! A name's tokens are worth the sum of their rarities only if they are independent. People
//! of one naming tradition share its tokens, so the chance that a stranger bears several of
//! them is that of belonging to the tradition, times each token's share *within* it. Used
//! only to lower what an agreement on names is worth; nothing is kept of it.

use crate::domain::points::Points;

/// Number of a naming tradition of the rarity table.
pub type Tradition = u8;

/// How much commoner a token is within a tradition than among all passengers.
pub type Gain = (Tradition, Points);

/// How rare it is to belong to each tradition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Traditions {
    rarity: Vec<Points>,
}

impl Traditions {
    /// Reads hundredths of a bit, separated by commas.
    pub fn parse(header: &str) -> Traditions {
        let numbers = header
            .split(',')
            .filter_map(|text| text.trim().parse().ok());
        Traditions {
            rarity: numbers.map(Points).collect(),
        }
    }

    /// What tokens are worth less together than their sum: zero or negative. Each token
    /// gives its gains and the bits that it brings; it loses no more than those.
    pub fn dependence<'a>(&self, tokens: impl Iterator<Item = (&'a [Gain], Points)>) -> Points {
        let mut sums = [Points::ZERO; MOST];
        for (gains, points) in tokens {
            for &(tradition, gain) in gains {
                if let Some(sum) = sums.get_mut(usize::from(tradition)) {
                    *sum += gain.min(points).max(Points::ZERO);
                }
            }
        }
        let lost = sums
            .iter()
            .zip(&self.rarity)
            .map(|(sum, rare)| *sum - *rare);
        -lost.max().unwrap_or_default().max(Points::ZERO)
    }
}

/// Traditions beyond this are not looked at.
const MOST: usize = 128;

/// Reads `tradition:hundredths,…`.
pub fn parse_gains(text: &str) -> Vec<Gain> {
    let items = text.trim().split(',');
    items
        .filter_map(|item| {
            let (tradition, gain) = item.split_once(':')?;
            Some((tradition.parse().ok()?, Points(gain.parse().ok()?)))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_of_one_tradition_are_worth_less_together() {
        let traditions = Traditions::parse("600,500");
        let (nguyen, van) = (parse_gains("0:550"), parse_gains("0:300,1:90"));
        let of = |tokens: &[(&[Gain], Points)]| traditions.dependence(tokens.iter().copied());
        assert_eq!(of(&[(&nguyen, Points(900))]), Points::ZERO);
        assert_eq!(
            of(&[(&nguyen, Points(900)), (&van, Points(800))]),
            Points(-250)
        );
        // A loosely related token brings little and loses no more.
        assert_eq!(
            of(&[(&nguyen, Points(900)), (&van, Points(100))]),
            Points(-50)
        );
        assert_eq!(of(&[]), Points::ZERO);
    }
}
