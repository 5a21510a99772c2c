//! What becomes of a listed person's name and birth date on the way to the manifest.

use crate::domain::entry::{Entry, NameKind};
use crate::generate::kinds::Kind;
use crate::generate::people::Person;
use crate::generate::rng::pick;
use crate::generate::{feed, latin, names, variants};
use jiff::ToSpan;
use jiff::civil::Date;
use rand::Rng;
use rand_chacha::ChaCha8Rng;

/// Surname and given names as the row has them.
pub(crate) type NameFields = (Option<String>, Option<String>);

pub(crate) fn names(
    rng: &mut ChaCha8Rng,
    kind: Kind,
    round: usize,
    person: &Person,
    entry: Option<&Entry>,
) -> NameFields {
    let plain = |text: &str| latin::plain(text, person.origin);
    let surname = plain(&person.surname);
    let given = plain(&person.all_given());
    let by_turns = |first: NameFields, second: NameFields| {
        if round.is_multiple_of(2) {
            first
        } else {
            second
        }
    };
    match kind {
        Kind::MisspeltOneEdit => two_fields(variants::misspell(rng, &surname), given),
        Kind::MisspeltTwoEdits => {
            let in_both = (
                Some(variants::misspell(rng, &surname)),
                Some(variants::misspell(rng, &given)),
            );
            by_turns(two_fields(two_slips(rng, &surname), given), in_both)
        }
        Kind::Transliterated => {
            let other = variants::transliterate(rng, &person.surname, person.origin);
            two_fields(other.unwrap_or(surname), given)
        }
        Kind::SwappedNames => two_fields(given, surname),
        Kind::TitleGlued => {
            let before = format!("MRS{given}");
            by_turns(
                two_fields(surname.clone(), feed::glued(given, person.sex)),
                two_fields(surname, before),
            )
        }
        Kind::OneName => by_turns(
            (Some(surname.clone()), None),
            two_fields(surname.clone(), surname),
        ),
        Kind::PlaceholderGiven => match round % 5 {
            4 => two_fields("LNU".to_owned(), surname),
            turn => two_fields(surname, ["FNU", "XXX", ".", "-"][turn].to_owned()),
        },
        Kind::ApostropheOrSpace => by_turns(
            two_fields(surname.replace('\'', " "), given.clone()),
            two_fields(surname.replace('\'', ""), given),
        ),
        Kind::HyphenSpace => by_turns(
            two_fields(surname.replace('-', " "), given.clone()),
            two_fields(surname.replace('-', ""), given),
        ),
        Kind::Truncated25 => cut(surname, given, 25),
        Kind::Truncated39 => cut(surname, given, 39),
        Kind::DoubleSurnameDropped => two_fields(first_word(&surname), given),
        Kind::ParticleJoined => two_fields(surname.replace(' ', ""), given),
        Kind::ParticleSplit => two_fields(split_particle(&surname), given),
        Kind::ParticleDropped => two_fields(last_word(&surname), given),
        Kind::PatronymicDropped => two_fields(surname, plain(&person.given)),
        Kind::Initials => two_fields(surname, initials(&given)),
        Kind::Nickname => two_fields(surname, variants::nickname(round).3.to_owned()),
        Kind::Alias => listed_under(entry, NameKind::Alias).unwrap_or((Some(surname), Some(given))),
        Kind::WeakAlias => {
            let byname = listed_under(entry, NameKind::WeakAlias).and_then(|(name, _)| name);
            two_fields(byname.unwrap_or(surname), given)
        }
        Kind::LowerCaseDiacritics => two_fields(
            latin::title_case(&person.surname, person.origin),
            latin::title_case(&person.all_given(), person.origin),
        ),
        Kind::DocumentOnly | Kind::DocumentConfusable => {
            let other = person.renamed(rng);
            two_fields(plain(&other.surname), plain(&other.given))
        }
        // A new surname, as after marriage.
        Kind::DocumentOneEdit => {
            two_fields(plain(&names::rare_and_long(rng, person.origin)), given)
        }
        _ if given.is_empty() => (Some(surname), None),
        _ => two_fields(surname, given),
    }
}

/// `None` for a missing date; partial where the kind has it so.
pub(crate) fn birth(rng: &mut ChaCha8Rng, kind: Kind, round: usize, birth: Date) -> Option<String> {
    let odd = round % 2 == 1;
    let written = |date: Date| Some(date.to_string());
    match kind {
        Kind::BirthMissing => None,
        Kind::BirthDayMonthSwapped => {
            let swapped = Date::new(birth.year(), birth.day(), birth.month());
            written(swapped.unwrap_or(birth))
        }
        Kind::BirthYearOnly if odd => Some(format!("{:04}", birth.year())),
        Kind::BirthFirstJanuary if odd => Some(format!("{:04}-01-01", birth.year())),
        Kind::BirthOneDigit => written(one_digit_off(rng, birth)),
        Kind::NearMiss => {
            let years = rng.random_range(6..15);
            let days: i64 = rng.random_range(40..150);
            written(
                birth
                    .saturating_sub(years.years())
                    .saturating_sub(days.days()),
            )
        }
        Kind::NameTwin => written(other_day_of_year(rng, birth)),
        _ => written(birth),
    }
}

/// Same year; neither the same day, nor the same month, nor the two swapped.
fn other_day_of_year(rng: &mut ChaCha8Rng, birth: Date) -> Date {
    for _ in 0..1000 {
        let month = rng.random_range(1..=12);
        let day = rng.random_range(2..=28);
        let near = month == birth.month() || day == birth.day() || day == birth.month();
        // Two digits apart at least, so that no single slip explains it.
        let one_slip = day % 10 == birth.day() % 10 || day / 10 == birth.day() / 10;
        if !near && !one_slip {
            return Date::new(birth.year(), month, day).unwrap_or(birth);
        }
    }
    birth
}

fn one_digit_off(rng: &mut ChaCha8Rng, birth: Date) -> Date {
    let years: i16 = *pick(rng, &[-3, -2, 2, 3]);
    let tens = birth.year().div_euclid(10);
    let other_year = Date::new(birth.year() + years, birth.month(), birth.day());
    let days: i8 = *pick(rng, &[-10, 10]);
    let other_day = Date::new(
        birth.year(),
        birth.month(),
        birth.day().saturating_add(days),
    );
    let same_decade = (birth.year() + years).div_euclid(10) == tens;
    match (other_day, other_year) {
        (Ok(date), _) => date,
        (_, Ok(date)) if same_decade => date,
        _ => {
            Date::new(birth.year(), birth.month(), last_digit_turned(birth.day())).unwrap_or(birth)
        }
    }
}

/// Within the ten, and never day 0.
fn last_digit_turned(day: i8) -> i8 {
    if day % 10 >= 5 {
        day - 2
    } else if day > 20 {
        day - day % 10 + (day + 2) % 5
    } else {
        day + 2
    }
}

fn two_fields(surname: String, given: String) -> NameFields {
    (Some(surname), Some(given))
}

/// The second slip must not undo the first.
fn two_slips(rng: &mut ChaCha8Rng, name: &str) -> String {
    let once = variants::misspell(rng, name);
    let mut twice = variants::misspell(rng, &once);
    while twice == name {
        twice = variants::misspell(rng, &once);
    }
    twice
}

/// InParallel fields together hold so many letters, a separator counted.
fn cut(surname: String, given: String, limit: usize) -> NameFields {
    let surname: String = surname.chars().take(limit).collect();
    let rest = limit.saturating_sub(surname.chars().count() + 1);
    let given: String = given.chars().take(rest).collect();
    let given = given.trim_end().to_owned();
    (Some(surname), (!given.is_empty()).then_some(given))
}

fn first_word(name: &str) -> String {
    name.split(' ').next().unwrap_or(name).to_owned()
}

fn last_word(name: &str) -> String {
    name.rsplit(' ').next().unwrap_or(name).to_owned()
}

/// `ALRASHIDI` to `AL RASHIDI`; names with a particle of several words lose one join.
fn split_particle(name: &str) -> String {
    const JOINED: [&str; 8] = ["DE LA", "VAN DER", "ABU", "BIN", "DOS", "VON", "AL", "EL"];
    JOINED
        .iter()
        .find_map(|particle| {
            name.strip_prefix(particle)
                .map(|rest| format!("{particle} {rest}"))
        })
        .unwrap_or_else(|| name.to_owned())
}

fn initials(given: &str) -> String {
    let first: Vec<String> = given
        .split(' ')
        .filter_map(|word| word.chars().next())
        .map(String::from)
        .collect();
    first.join(" ")
}

fn listed_under(entry: Option<&Entry>, kind: NameKind) -> Option<NameFields> {
    let name = entry?.names.iter().find(|name| name.kind == kind)?;
    let surname = name.surname.clone().or_else(|| name.full.clone());
    Some((surname, name.given_names.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generate::listed;
    use crate::generate::rng::{Use, stream};
    use jiff::civil::date;

    fn worn(kind: Kind, round: usize) -> (Person, String, String) {
        let today = date(2026, 11, 23);
        let person = listed::person(1, round, Some((kind, round)), today);
        let mut rng = stream(1, Use::Case, round);
        let (surname, given) = names(&mut rng, kind, round, &person, None);
        (
            person,
            surname.unwrap_or_default(),
            given.unwrap_or_default(),
        )
    }

    #[test]
    fn names_wear_as_their_kind_says() {
        for round in 0..30 {
            let plain = |person: &Person| latin::plain(&person.surname, person.origin);
            let (person, surname, given) = worn(Kind::Exact, round);
            assert_eq!(surname, plain(&person));
            assert!(!given.is_empty());
            for kind in [
                Kind::MisspeltOneEdit,
                Kind::Transliterated,
                Kind::HyphenSpace,
                Kind::ApostropheOrSpace,
                Kind::ParticleJoined,
                Kind::ParticleSplit,
                Kind::ParticleDropped,
                Kind::DoubleSurnameDropped,
                Kind::SwappedNames,
            ] {
                let (person, surname, _) = worn(kind, round);
                assert_ne!(surname, plain(&person), "{kind:?}");
            }
            let (_, surname, given) = worn(Kind::Truncated25, round);
            assert!(surname.len() + given.len() <= 25);
            let (person, surname, _) = worn(Kind::MisspeltOneEdit, round);
            assert_eq!(strsim::damerau_levenshtein(&surname, &plain(&person)), 1);
            assert!(
                worn(Kind::LowerCaseDiacritics, round)
                    .1
                    .chars()
                    .any(char::is_lowercase)
            );
        }
    }

    #[test]
    fn births_wear_as_their_kind_says() {
        let mut rng = stream(1, Use::Case, 0);
        let mut write = |kind, round, day| birth(&mut rng, kind, round, day);
        let day = date(1970, 3, 5);
        assert_eq!(
            write(Kind::BirthDayMonthSwapped, 0, day).as_deref(),
            Some("1970-05-03")
        );
        assert_eq!(write(Kind::BirthYearOnly, 1, day).as_deref(), Some("1970"));
        assert_eq!(
            write(Kind::BirthFirstJanuary, 1, day).as_deref(),
            Some("1970-01-01")
        );
        assert_eq!(write(Kind::BirthMissing, 0, day), None);
        for month in 1..=12 {
            for number in 1..=28 {
                let day = date(1970, month, number);
                let other = write(Kind::BirthOneDigit, 0, day).unwrap();
                assert_eq!(
                    strsim::hamming(&other, &day.to_string()),
                    Ok(1),
                    "{day} {other}"
                );
                let twin = write(Kind::NameTwin, 0, day).unwrap();
                assert!(
                    twin.starts_with("1970-")
                        && strsim::hamming(&twin, &day.to_string()).unwrap() > 1
                );
            }
        }
    }
}
