//! Whether two entries state facts that cannot both be true of one person.
//!
//! All values of both sides are compared, and one pair that agrees is enough: a person has
//! several nationalities, and lists state every birth date that was ever claimed.

use crate::analysis::lists::documents;
use crate::analysis::lists::rule::Rule;
use crate::domain::codes::{Country, Sex};
use crate::domain::date::{ListedBirth, PartialDate};
use crate::domain::entry::Entry;
use crate::evidence::birth::{self, BirthLevel, CIRCA_YEARS};

/// A shared document forgives what clerks write down wrongly (a birth date near the other)
/// and what changes in a life (the nationality). A name forgives nothing.
pub fn contradict(one: &Entry, other: &Entry, rule: Rule) -> bool {
    let may_be_one = match rule {
        Rule::Document => near,
        Rule::NameAndBirth => overlap,
    };
    let states = || !share(&one.nationalities, &other.nationalities, same_state);
    !share(&one.birth_dates, &other.birth_dates, may_be_one)
        || !share(&one.sexes, &other.sexes, same_sex)
        || (rule == Rule::NameAndBirth && (states() || documents::of_two_people(one, other)))
}

/// What one side does not state cannot contradict.
fn share<T: Copy>(ones: &[T], others: &[T], same: fn(T, T) -> bool) -> bool {
    let any = |one: &T| others.iter().any(|other| same(*one, *other));
    ones.is_empty() || others.is_empty() || ones.iter().any(any)
}

fn same_state(one: Country, other: Country) -> bool {
    one == other
}

/// An unspecified sex contradicts none.
fn same_sex(one: Sex, other: Sex) -> bool {
    one == other || [one, other].contains(&Sex::Unspecified)
}

/// Whether some day is of both.
fn overlap(one: ListedBirth, other: ListedBirth) -> bool {
    let same =
        |one: Option<u8>, other: Option<u8>| one.is_none() || other.is_none() || one == other;
    match (one, other) {
        (ListedBirth::Known(one), ListedBirth::Known(other)) => {
            let (one, other) = (without_first(one), without_first(other));
            one.year == other.year && same(one.month, other.month) && same(one.day, other.day)
        }
        _ => years_meet(one, other, 0),
    }
}

/// Registers write 1 January for "some day of that year".
fn without_first(date: PartialDate) -> PartialDate {
    let first = (date.month, date.day) == (Some(1), Some(1));
    PartialDate {
        month: date.month.filter(|_| !first),
        day: date.day.filter(|_| !first),
        ..date
    }
}

/// As near as passengers' dates may be to a listed one.
fn near(one: ListedBirth, other: ListedBirth) -> bool {
    match (one, other) {
        (ListedBirth::Known(known), listed) | (listed, ListedBirth::Known(known)) => {
            birth::level(known, listed) != BirthLevel::Contradiction
        }
        _ => years_meet(one, other, CIRCA_YEARS),
    }
}

fn years_meet(one: ListedBirth, other: ListedBirth, apart: i16) -> bool {
    let ((from, to), (other_from, other_to)) = (years(one), years(other));
    from <= other_to + apart && other_from <= to + apart
}

fn years(birth: ListedBirth) -> (i16, i16) {
    match birth {
        ListedBirth::Known(date) => (date.year, date.year),
        ListedBirth::Circa(date) => (date.year - CIRCA_YEARS, date.year + CIRCA_YEARS),
        ListedBirth::Years(from, to) => (from, to),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Rule::{Document, NameAndBirth};

    #[test]
    fn births_that_cannot_be_one_day() {
        // Whether they contradict beside a document, and beside a name.
        for (one, other, by_document, by_name) in [
            ("1970-03-05", "1970-03-05", false, false),
            ("1970-03-05", "1970-03", false, false),
            ("1970-01-01", "1970-08-23", false, false),
            ("1970-03-05", "1970-05-03", false, true),
            ("1970-03-05", "1971-03-05", false, true),
            ("1970-03-05", "1984-07-19", true, true),
            ("circa 1970", "1971-07-19", false, false),
            ("circa 1970", "1974-07-19", false, true),
            ("circa 1970", "1984-07-19", true, true),
            ("1960/1965", "1965-07-19", false, false),
            ("1960/1965", "1984-07-19", true, true),
            ("1960/1965", "1966/1970", false, true),
            ("1960/1965", "1980/1985", true, true),
            ("circa 1960", "circa 1963", false, false),
            ("circa 1960", "circa 1980", true, true),
            (
                "1950-02-02 1970-03-05",
                "1970-03-05 1991-01-02",
                false,
                false,
            ),
            ("", "1970-03-05", false, false),
        ] {
            let births = |text: &str| -> Vec<ListedBirth> {
                let text = text.replace("circa ", "circa_");
                let one = |text: &str| ListedBirth::parse(&text.replace('_', " ")).unwrap();
                text.split_whitespace().map(one).collect()
            };
            let (ones, others) = (births(one), births(other));
            for (ones, others) in [(&ones, &others), (&others, &ones)] {
                let apart = [near, overlap].map(|same| !share(ones, others, same));
                assert_eq!(apart, [by_document, by_name], "{one} | {other}");
            }
        }
    }

    #[test]
    fn sexes_and_nationalities_that_no_value_shares() {
        let sexes = |text: &str| -> Vec<Sex> {
            text.chars()
                .filter_map(|c| Sex::parse(&c.to_string()))
                .collect()
        };
        for (one, other, apart) in [
            ("M", "F", true),
            ("M", "MF", false),
            ("M", "X", false),
            ("M", "", false),
        ] {
            assert_eq!(
                !share(&sexes(one), &sexes(other), same_sex),
                apart,
                "{one} {other}"
            );
        }
        let states = |text: &str| -> Vec<Country> {
            text.split_whitespace().filter_map(Country::parse).collect()
        };
        let person = |text: &str| Entry {
            nationalities: states(text),
            ..Entry::default()
        };
        for (one, other, apart) in [
            ("IRN IRQ", "FRA DEU", true),
            ("IRN IRQ", "FRA IRQ", false),
            ("IRN", "", false),
        ] {
            let (one, other) = (person(one), person(other));
            assert_eq!(contradict(&one, &other, NameAndBirth), apart);
            assert!(!contradict(&one, &other, Document));
        }
    }
}
