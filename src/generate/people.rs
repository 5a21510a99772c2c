//! One invented person, before any feed writes them down.

use crate::domain::codes::Sex;
use crate::generate::countries::{self, State};
use crate::generate::names;
use crate::generate::pools::Origin;
use crate::generate::rng::{chance, fill, pick, pick_weighted};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan, tz::TimeZone};
use rand::Rng;
use rand_chacha::ChaCha8Rng;

/// Names in capitals with diacritics; [`crate::generate::latin`] writes them plain.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub(crate) origin: Origin,
    pub(crate) surname: String,
    pub(crate) given: String,
    pub(crate) patronymic: Option<String>,
    pub(crate) sex: Sex,
    pub(crate) birth: Date,
    pub(crate) nationality: &'static State,
    pub(crate) birth_state: &'static State,
    pub(crate) birth_place: &'static str,
    /// Number of the passport held now.
    pub(crate) passport: String,
}

/// Which ages to draw from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Age {
    Adult,
    Child,
    Infant,
    /// 12 to 16: old enough to be listed, too young to be refused.
    Minor,
}

pub(crate) fn day_of(as_of: Timestamp) -> Date {
    as_of.to_zoned(TimeZone::UTC).date()
}

pub(crate) fn sex(rng: &mut ChaCha8Rng) -> Sex {
    if chance(rng, 52.0) {
        Sex::Male
    } else {
        Sex::Female
    }
}

/// A citizen of the state, with a name of one of its origins.
pub(crate) fn citizen(rng: &mut ChaCha8Rng, state: &'static State, today: Date) -> Person {
    let origin = pick_weighted(rng, &state.origins);
    let family = names::surname(rng, origin);
    member(rng, state, origin, &family, Age::Adult, today)
}

/// One member of a family.
pub(crate) fn member(
    rng: &mut ChaCha8Rng,
    state: &'static State,
    origin: Origin,
    family: &str,
    age: Age,
    today: Date,
) -> Person {
    let sex = sex(rng);
    let patronymic =
        (origin == Origin::Slavic && chance(rng, 35.0)).then(|| names::patronymic(rng, sex));
    let birth_state = if chance(rng, 88.0) {
        state
    } else {
        pick(rng, countries::all())
    };
    Person {
        origin,
        surname: names::borne_by(family, origin, sex),
        given: names::given(rng, origin, sex),
        patronymic,
        sex,
        birth: birth(rng, age, today),
        nationality: state,
        birth_state,
        birth_place: birth_state.town(rng),
        passport: fill(rng, state.passport),
    }
}

/// Passengers are mostly 20 to 60; the sum of two draws gives the hump.
fn birth(rng: &mut ChaCha8Rng, age: Age, today: Date) -> Date {
    let years = match age {
        Age::Adult => 18 + rng.random_range(0..38) + rng.random_range(0..32),
        Age::Child => rng.random_range(2..17),
        Age::Infant => 0,
        Age::Minor => rng.random_range(12..16),
    };
    let days: i64 = rng.random_range(20..350);
    today
        .saturating_sub(years.years())
        .saturating_sub(days.days())
}

impl Person {
    /// Given names with the patronymic behind them.
    pub(crate) fn all_given(&self) -> String {
        match &self.patronymic {
            Some(father) => format!("{} {father}", self.given),
            None => self.given.clone(),
        }
    }

    /// The same person under another surname and given names.
    pub(crate) fn renamed(&self, rng: &mut ChaCha8Rng) -> Person {
        Person {
            surname: names::rare_and_long(rng, self.origin),
            given: names::one_given(rng, self.origin, self.sex),
            patronymic: None,
            ..self.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generate::rng::{Use, stream};
    use jiff::civil::date;

    #[test]
    fn ages_are_what_was_asked_for() {
        let today = date(2026, 11, 23);
        let mut rng = stream(1, Use::Bookings, 0);
        for (age, from, to) in [
            (Age::Adult, 18, 88),
            (Age::Child, 2, 17),
            (Age::Infant, 0, 0),
            (Age::Minor, 12, 16),
        ] {
            for _ in 0..500 {
                let born = birth(&mut rng, age, today);
                let years = crate::domain::date::PartialDate::full(born).youngest_age_at(today);
                assert!((from..=to).contains(&years), "{age:?} {years}");
            }
        }
    }
}
