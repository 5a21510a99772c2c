//! How much it says that two people share a value, by how many do.

/// A value that so few share is always drawn.
const FEW: u64 = 9;

/// Of a value that more share: drawn from here on.
const DRAWN_FROM: Strength = Strength(1200);

/// More sharers than this are told as a number, and nobody is followed by them.
pub const MOST_FOLLOWED: u64 = 30;

/// Hundredths of a bit. The same unit as evidence, and never added to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Strength(pub i32);

/// A value, by the people who have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shared {
    /// People, and not their flights.
    pub sharers: u64,
    /// How unlikely it is that another one has it by chance; none when no other has.
    pub strength: Option<Strength>,
}

/// What becomes of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// One person's own rows.
    OneOnly,
    /// Each sharer is linked, and is followed from there.
    Drawn,
    /// How many share it, and no more.
    Told,
}

impl Strength {
    pub fn bits(self) -> f64 {
        f64::from(self.0) / 100.0
    }
}

impl Shared {
    /// -log2((sharers - 1) / (people - 1)): of the other people of the night, the share that
    /// has it.
    pub fn of(sharers: u64, people: u64) -> Shared {
        let others = sharers.saturating_sub(1);
        let all = people.saturating_sub(1).max(others);
        let strength = (0 < others).then(|| {
            let bits = (all as f64 / others as f64).log2();
            Strength((bits * 100.0).round() as i32)
        });
        Shared { sharers, strength }
    }

    pub fn fate(self) -> Fate {
        match self.strength {
            None => Fate::OneOnly,
            Some(_) if MOST_FOLLOWED < self.sharers => Fate::Told,
            Some(_) if self.sharers <= FEW => Fate::Drawn,
            Some(strength) if DRAWN_FROM <= strength => Fate::Drawn,
            Some(_) => Fate::Told,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_few_of_many_share_says_much() {
        let bits = |sharers, people| Shared::of(sharers, people).strength.map(Strength::bits);
        // By hand: 249,999 others.
        assert_eq!(bits(2, 250_000), Some(17.93));
        assert_eq!(bits(9, 250_000), Some(14.93));
        assert_eq!(bits(62, 250_000), Some(12.0));
        assert_eq!(bits(4_000, 250_000), Some(5.97));
        assert_eq!(bits(1, 250_000), None);
        assert_eq!(bits(3, 3), Some(0.0));
        // A count that the night's does not bear.
        assert_eq!(bits(5, 2), Some(0.0));
    }

    #[test]
    fn what_many_share_is_told_and_not_followed() {
        for (sharers, people, fate) in [
            (1, 250_000, Fate::OneOnly),
            (9, 100, Fate::Drawn),
            (10, 100, Fate::Told),
            (10, 250_000, Fate::Drawn),
            (30, 250_000, Fate::Drawn),
            // Beyond 12 bits, and yet too many.
            (31, 250_000, Fate::Told),
            (4_000, 3_000_000, Fate::Told),
        ] {
            assert_eq!(Shared::of(sharers, people).fate(), fate, "{sharers}");
        }
    }
}
