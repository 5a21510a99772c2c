//! Chance that can be repeated: independent ChaCha8 streams under one seed.
//!
//! Every flight, listed person and planted case draws from a stream of its own, so any of
//! them can be made again alone, in any order, and still come out the same. Only integer
//! and exact floating-point arithmetic is used: no `powf`, which differs by platform.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// What a stream is for; streams of different use never meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Use {
    Flights,
    Bookings,
    ListedPerson,
    Entry,
    LostDocument,
    Case,
    CasePerson,
    Line,
    Week,
    Season,
    SeasonNight,
}

pub(crate) fn stream(seed: u64, purpose: Use, index: usize) -> ChaCha8Rng {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    rng.set_stream(((purpose as u64) << 48) | index as u64);
    rng
}

/// True `percent` times in a hundred.
pub(crate) fn chance(rng: &mut ChaCha8Rng, percent: f64) -> bool {
    rng.random_range(0.0..100.0) < percent
}

/// All alike.
pub(crate) fn pick<'a, T>(rng: &mut ChaCha8Rng, from: &'a [T]) -> &'a T {
    &from[rng.random_range(0..from.len())]
}

/// The head of the list far more often than its tail, as names are: the product of two
/// uniform draws falls off nearly like Zipf's law.
pub(crate) fn pick_common<'a, T>(rng: &mut ChaCha8Rng, from: &'a [T]) -> &'a T {
    let share = rng.random_range(0.0..1.0) * rng.random_range(0.0..1.0);
    &from[((share * from.len() as f64) as usize).min(from.len() - 1)]
}

/// By the weight beside each.
pub(crate) fn pick_weighted<T: Copy>(rng: &mut ChaCha8Rng, from: &[(T, u32)]) -> T {
    let total: u32 = from.iter().map(|(_, weight)| weight).sum();
    let mut rest = rng.random_range(0..total);
    for (item, weight) in from {
        if rest < *weight {
            return *item;
        }
        rest -= weight;
    }
    from[from.len() - 1].0
}

/// Fills a pattern: `A` a letter, `#` a digit, `?` one of the characters of German
/// passports, a small letter itself in capitals, anything else itself.
pub(crate) fn fill(rng: &mut ChaCha8Rng, pattern: &str) -> String {
    // No O and I: several states leave them out of numbers.
    const LETTERS: &[u8] = b"ABCDEFGHJKLMNPQRSTUVWXYZ";
    const GERMAN: &[u8] = b"0123456789CFGHJKLMNPRTVWXYZ";
    pattern
        .chars()
        .map(|sign| match sign {
            'A' => char::from(*pick(rng, LETTERS)),
            '#' => char::from(rng.random_range(b'0'..=b'9')),
            '?' => char::from(*pick(rng, GERMAN)),
            other => other.to_ascii_uppercase(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_repeat_and_differ() {
        let draw = |seed, purpose, index| stream(seed, purpose, index).random::<u64>();
        assert_eq!(draw(1, Use::Case, 5), draw(1, Use::Case, 5));
        assert_ne!(draw(1, Use::Case, 5), draw(1, Use::Case, 6));
        assert_ne!(draw(1, Use::Case, 5), draw(2, Use::Case, 5));
        assert_ne!(draw(1, Use::Case, 5), draw(1, Use::Entry, 5));
    }

    #[test]
    fn the_head_of_a_list_is_common() {
        let list: Vec<usize> = (0..60).collect();
        let mut rng = stream(1, Use::Case, 0);
        let drawn: Vec<usize> = (0..6000).map(|_| *pick_common(&mut rng, &list)).collect();
        let times = |wanted| drawn.iter().filter(|at| **at == wanted).count();
        assert!(times(0) > 4 * times(20), "{} {}", times(0), times(20));
        assert!(times(20) > times(58), "{} {}", times(20), times(58));
    }

    #[test]
    fn patterns_are_filled() {
        let number = fill(&mut stream(1, Use::Case, 0), "pA##-");
        assert_eq!(number.len(), 5);
        assert!(number.starts_with('P') && number.ends_with('-'));
    }
}
