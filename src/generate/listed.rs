//! The people behind the watchlist: most at random, some made to measure so that a
//! planted case of a given kind can be written about them.

use crate::domain::codes::Sex;
use crate::generate::countries;
use crate::generate::kinds::Kind;
use crate::generate::names::{self, rare_and_long};
use crate::generate::people::{self, Age, Person};
use crate::generate::pools::Origin;
use crate::generate::rng::{Use, chance, fill, pick, stream};
use crate::generate::variants;
use jiff::civil::Date;
use rand_chacha::ChaCha8Rng;

/// Origins of listed people; no weight is meant.
const ORIGINS: [Origin; 17] = [
    Origin::English,
    Origin::Hispanic,
    Origin::Portuguese,
    Origin::French,
    Origin::German,
    Origin::Slavic,
    Origin::Turkish,
    Origin::Arabic,
    Origin::Persian,
    Origin::Indian,
    Origin::African,
    Origin::Filipino,
    Origin::ThaiMalay,
    Origin::Japanese,
    Origin::Chinese,
    Origin::Korean,
    Origin::Vietnamese,
];

/// The first so many of [`ORIGINS`] make rare surnames of more than one syllable, so that
/// a name alone can tell a person.
const WITH_RARE_SURNAMES: usize = 14;

/// Always the same for a seed and an index: entry and passenger are written from it.
pub(crate) fn person(
    seed: u64,
    index: usize,
    made_for: Option<(Kind, usize)>,
    today: Date,
) -> Person {
    let mut rng = stream(seed, Use::ListedPerson, index);
    match made_for {
        Some((kind, round)) => made_to_measure(&mut rng, kind, round, today),
        None => {
            let origin = *pick(&mut rng, &ORIGINS);
            let family = if chance(&mut rng, 80.0) {
                names::rare(&mut rng, origin)
            } else {
                names::surname(&mut rng, origin)
            };
            let age = if chance(&mut rng, 1.0) {
                Age::Minor
            } else {
                Age::Adult
            };
            bearer(&mut rng, origin, &family, age, today)
        }
    }
}

fn bearer(rng: &mut ChaCha8Rng, origin: Origin, family: &str, age: Age, today: Date) -> Person {
    let state = *pick(rng, &countries::of_origin(origin));
    people::member(rng, state, origin, family, age, today)
}

fn of(rng: &mut ChaCha8Rng, origins: &[Origin], today: Date) -> Person {
    let origin = *pick(rng, origins);
    let family = rare_and_long(rng, origin);
    bearer(rng, origin, &family, Age::Adult, today)
}

fn made_to_measure(rng: &mut ChaCha8Rng, kind: Kind, round: usize, today: Date) -> Person {
    let mut person = of(rng, &ORIGINS[..WITH_RARE_SURNAMES], today);
    match kind {
        Kind::Transliterated => until(
            rng,
            today,
            &[
                Origin::Slavic,
                Origin::Arabic,
                Origin::Persian,
                Origin::Turkish,
            ],
            |rng, person| variants::transliterate(rng, &person.surname, person.origin).is_some(),
        ),
        Kind::LowerCaseDiacritics => until(
            rng,
            today,
            &[
                Origin::Hispanic,
                Origin::Portuguese,
                Origin::Turkish,
                Origin::French,
            ],
            |_, person| !person.surname.is_ascii(),
        ),
        Kind::BirthDayMonthSwapped => {
            until(rng, today, &ORIGINS[..WITH_RARE_SURNAMES], |_, person| {
                person.birth.day() <= 12 && person.birth.day() != person.birth.month()
            })
        }
        Kind::OneName | Kind::PlaceholderGiven => {
            person = of(
                rng,
                &[Origin::ThaiMalay, Origin::Indian, Origin::Persian],
                today,
            );
            person.given = String::new();
            person
        }
        Kind::ApostropheOrSpace => {
            person = of(rng, &[Origin::English], today);
            person.surname = format!("O'{}", person.surname);
            person
        }
        Kind::HyphenSpace => {
            person = of(
                rng,
                &[Origin::English, Origin::French, Origin::Portuguese],
                today,
            );
            person.surname = format!("{}-{}", person.surname, rare_and_long(rng, person.origin));
            person
        }
        Kind::DoubleSurnameDropped => {
            person = of(rng, &[Origin::Hispanic, Origin::Portuguese], today);
            person.surname = format!("{} {}", person.surname, rare_and_long(rng, person.origin));
            person
        }
        Kind::Truncated25 => long_name(rng, 25, today),
        Kind::Truncated39 => long_name(rng, 39, today),
        Kind::ParticleJoined | Kind::ParticleSplit | Kind::ParticleDropped => {
            let (origin, particle) = PARTICLES[round % PARTICLES.len()];
            let family = rare_and_long(rng, origin);
            let glue = if kind == Kind::ParticleSplit { "" } else { " " };
            person = bearer(rng, origin, &family, Age::Adult, today);
            person.surname = format!("{particle}{glue}{family}");
            person
        }
        Kind::PatronymicDropped => {
            person = of(rng, &[Origin::Slavic], today);
            person.patronymic = Some(names::patronymic(rng, person.sex));
            person
        }
        Kind::Initials => {
            person = of(
                rng,
                &[Origin::English, Origin::Hispanic, Origin::Portuguese],
                today,
            );
            person.given = two_given(rng, &person);
            person
        }
        Kind::Nickname => {
            let (origin, sex, formal, _) = variants::nickname(round);
            person = of(rng, &[origin], today);
            person.sex = sex;
            person.given = formal.to_owned();
            person.patronymic = None;
            person
        }
        Kind::SwappedNames | Kind::TitleGlued | Kind::DocumentOneEdit => {
            person.given = names::one_given(rng, person.origin, person.sex);
            person.patronymic = None;
            person
        }
        Kind::DocumentConfusable => {
            while !person.passport.contains(CONFUSABLE) {
                person.passport = fill(rng, person.nationality.passport);
            }
            person
        }
        Kind::Minor => {
            let family = person.surname.clone();
            bearer(rng, person.origin, &family, Age::Minor, today)
        }
        Kind::NearMiss | Kind::NameTwin => common_person(rng, today),
        _ => person,
    }
}

/// Digits that are read as a letter; every state's numbers hold digits.
pub(crate) const CONFUSABLE: [char; 6] = ['0', '1', '2', '5', '6', '8'];

const PARTICLES: [(Origin, &str); 8] = [
    (Origin::Arabic, "AL"),
    (Origin::Hispanic, "DE LA"),
    (Origin::Arabic, "ABU"),
    (Origin::German, "VAN DER"),
    (Origin::Arabic, "EL"),
    (Origin::Arabic, "BIN"),
    (Origin::Portuguese, "DOS"),
    (Origin::German, "VON"),
];

/// Draws until one suits; the last one as it is, should none of very many.
fn until(
    rng: &mut ChaCha8Rng,
    today: Date,
    origins: &[Origin],
    suits: impl Fn(&mut ChaCha8Rng, &Person) -> bool,
) -> Person {
    let mut person = of(rng, origins, today);
    for _ in 0..10_000 {
        if suits(rng, &person) {
            break;
        }
        person = of(rng, origins, today);
    }
    person
}

/// InParallel name fields together, with one space, are longer than the limit by some letters.
fn long_name(rng: &mut ChaCha8Rng, limit: usize, today: Date) -> Person {
    let mut person = of(
        rng,
        &[Origin::Hispanic, Origin::Portuguese, Origin::Indian],
        today,
    );
    person.surname = format!("{} {}", person.surname, rare_and_long(rng, person.origin));
    while person.surname.chars().count() + person.given.chars().count() < limit + 3 {
        let more = names::one_given(rng, person.origin, person.sex);
        person.given = format!("{} {more}", person.given);
    }
    person
}

fn two_given(rng: &mut ChaCha8Rng, person: &Person) -> String {
    let first = names::one_given(rng, person.origin, person.sex);
    let second = names::one_given(rng, person.origin, person.sex);
    format!("{first} {second}")
}

/// Somebody whose name many share.
fn common_person(rng: &mut ChaCha8Rng, today: Date) -> Person {
    let origin = *pick(
        rng,
        &[
            Origin::Arabic,
            Origin::Chinese,
            Origin::Korean,
            Origin::Indian,
            Origin::Vietnamese,
        ],
    );
    let pool = origin.pool();
    let family = pick(rng, &pool.surnames[..8]).clone();
    let mut person = bearer(rng, origin, &family, Age::Adult, today);
    let names = if person.sex == Sex::Female {
        &pool.female
    } else {
        &pool.male
    };
    person.given = pick(rng, &names[..8]).clone();
    person
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn made(kind: Kind, round: usize) -> Person {
        person(7, round, Some((kind, round)), date(2026, 11, 23))
    }

    #[test]
    fn people_made_to_measure_suit_their_kind() {
        for round in 0..20 {
            let whole = |p: &Person| p.surname.chars().count() + 1 + p.given.chars().count();
            assert!(made(Kind::Truncated39, round).surname.contains(' '));
            assert!(whole(&made(Kind::Truncated39, round)) > 41);
            assert!(whole(&made(Kind::Truncated25, round)) > 27);
            assert!(made(Kind::PatronymicDropped, round).patronymic.is_some());
            assert!(made(Kind::Initials, round).given.contains(' '));
            assert!(made(Kind::HyphenSpace, round).surname.contains('-'));
            assert!(!made(Kind::LowerCaseDiacritics, round).surname.is_ascii());
            assert!(made(Kind::BirthDayMonthSwapped, round).birth.day() <= 12);
            assert!(
                made(Kind::DocumentConfusable, round)
                    .passport
                    .contains(CONFUSABLE)
            );
            assert!(!made(Kind::ParticleSplit, round).surname.starts_with("AL "));
        }
    }

    #[test]
    fn a_listed_person_is_the_same_each_time() {
        let again = || format!("{:?}", person(3, 42, None, date(2026, 11, 23)));
        assert_eq!(again(), again());
    }
}
