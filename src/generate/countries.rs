//! States: whose names their citizens bear, how their passports are numbered, their towns
//! and airports. Shares and patterns are plausible, not official.

use crate::generate::pools::Origin;
use crate::generate::rng::pick;
use rand_chacha::ChaCha8Rng;
use std::sync::LazyLock;

#[derive(Debug)]
pub(crate) struct State {
    /// ISO 3166-1 alpha-3.
    pub(crate) code: &'static str,
    pub(crate) origins: Vec<(Origin, u32)>,
    /// Pattern of [`crate::generate::rng::fill`].
    pub(crate) passport: &'static str,
    pub(crate) dialling: &'static str,
    towns: Vec<&'static str>,
    airports: Vec<&'static str>,
}

impl State {
    pub(crate) fn town(&self, rng: &mut ChaCha8Rng) -> &'static str {
        let town: &&'static str = pick(rng, &self.towns);
        town
    }

    /// As passports of this state are keyed at the desk: Germany's say `D`.
    pub(crate) fn issuer_code(&self) -> &'static str {
        if self.code == "DEU" { "D" } else { self.code }
    }
}

pub(crate) fn all() -> &'static [State] {
    static STATES: LazyLock<Vec<State>> = LazyLock::new(|| {
        include_str!("countries.tsv")
            .lines()
            .filter_map(read)
            .collect()
    });
    &STATES
}

/// The state of an airport; the United States for any that the table lacks, since the
/// table lists the foreign ends only.
pub(crate) fn of_airport(airport: &str) -> &'static State {
    all()
        .iter()
        .find(|state| state.airports.contains(&airport))
        .unwrap_or(&all()[0])
}

/// States whose citizens bear names of this origin, to a good part.
pub(crate) fn of_origin(origin: Origin) -> Vec<&'static State> {
    let bears = |state: &&State| {
        state
            .origins
            .iter()
            .any(|(found, share)| *found == origin && *share >= 30)
    };
    all().iter().filter(bears).collect()
}

fn read(line: &'static str) -> Option<State> {
    let mut fields = line.split('\t');
    Some(State {
        code: fields.next()?,
        origins: fields.next()?.split(' ').filter_map(share).collect(),
        passport: fields.next()?,
        dialling: fields.next()?,
        towns: fields.next()?.split('|').collect(),
        airports: fields
            .next()?
            .split(' ')
            .filter(|code| *code != "-")
            .collect(),
    })
}

fn share(text: &str) -> Option<(Origin, u32)> {
    let (name, weight) = text.split_once(':')?;
    Some((Origin::named(name)?, weight.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::codes::Country;

    #[test]
    fn every_line_of_the_table_is_read_whole() {
        assert_eq!(all().len(), include_str!("countries.tsv").lines().count());
        for (state, line) in all().iter().zip(include_str!("countries.tsv").lines()) {
            assert!(Country::parse(state.code).is_some(), "{line}");
            let shares = line.split('\t').nth(1).unwrap().split(' ').count();
            assert_eq!(state.origins.len(), shares, "{line}");
            assert!(!state.towns.is_empty(), "{line}");
        }
        assert_eq!(of_airport("FRA").code, "DEU");
        assert_eq!(of_airport("JFK").code, "USA");
    }

    #[test]
    fn every_origin_has_a_state() {
        for line in include_str!("countries.tsv").lines() {
            for (origin, _) in read(line).unwrap().origins {
                assert!(!of_origin(origin).is_empty(), "{origin:?}");
            }
        }
    }
}
