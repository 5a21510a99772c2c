//! How old each list is: said every night, warned of when it is much, refused when it is more.

use super::Doubt;
use crate::schema::record::warning::WarningCode;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Days; 0 accepts any age.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AgeRules {
    pub warning_days: i64,
    pub warning_days_of: BTreeMap<String, i64>,
    pub most_days: i64,
    pub most_days_of: BTreeMap<String, i64>,
    /// Whether the operator said the greatest age: then a list must bear a date.
    pub asks_for_date: bool,
}

/// One list, and the day as of which its authority published it.
pub type DatedList<'a> = (&'a str, Option<Date>);

/// Later dates than `day` are of no age.
pub fn doubts(lists: &[DatedList], day: Date, rules: &AgeRules) -> Vec<Doubt> {
    let doubts = lists.iter();
    doubts
        .filter_map(|(list, date)| match date {
            Some(date) => of_age(list, age(*date, day), rules),
            None => undated(list, rules),
        })
        .collect()
}

/// `OFAC of today, UN_SC 3 days old, OWN undated`.
pub fn told(lists: &[DatedList], day: Date) -> String {
    let words = lists.iter().map(|(list, date)| match date {
        None => format!("{list} undated"),
        Some(date) => match age(*date, day) {
            0 => format!("{list} of today"),
            1 => format!("{list} 1 day old"),
            days if days < 0 => format!("{list} of {date}, later than this run"),
            days => format!("{list} {days} days old"),
        },
    });
    words.collect::<Vec<_>>().join(", ")
}

fn age(date: Date, day: Date) -> i64 {
    i64::from((day - date).get_days())
}

fn of_age(list: &str, age: i64, rules: &AgeRules) -> Option<Doubt> {
    let own = |of: &BTreeMap<String, i64>, all: i64| of.get(list).copied().unwrap_or(all);
    let most = own(&rules.most_days_of, rules.most_days);
    let warning = own(&rules.warning_days_of, rules.warning_days);
    if 0 < most && most < age {
        let text = format!("list {list} is {age} days old, more than {most}");
        let hint = "import today's list, or raise run.list_age_days or run.list_age_days_of";
        return Some(Doubt::stopping(WarningCode::ListOld, text, hint));
    }
    (0 < warning && warning < age).then(|| {
        let text = format!("list {list} is {age} days old: who was listed since is on no page");
        Doubt::warning(WarningCode::ListOld, text)
    })
}

/// Refused only where somebody asked for an age.
fn undated(list: &str, rules: &AgeRules) -> Option<Doubt> {
    let own = rules.most_days_of.get(list).copied();
    let asked = own.or(rules.asks_for_date.then_some(rules.most_days));
    Some(match asked.filter(|most| 0 < *most) {
        Some(most) => Doubt::stopping(
            WarningCode::ListUndated,
            format!("list {list} bears no date, and must be no older than {most} days"),
            "import it with --list-date, or take its age out of run.list_age_days",
        ),
        None => Doubt::warning(
            WarningCode::ListUndated,
            format!("list {list} has no date; its age is unknown"),
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn an_old_list_is_warned_of_and_then_refused_by_its_own_line() {
        let today = date(2026, 11, 23);
        let rules = AgeRules {
            warning_days: 45,
            most_days: 365,
            most_days_of: BTreeMap::from([("UN".to_owned(), 7), ("ANY".to_owned(), 0)]),
            warning_days_of: BTreeMap::from([("SLOW".to_owned(), 0)]),
            ..AgeRules::default()
        };
        let told = |list: &str, day: Option<Date>| {
            let doubts = doubts(&[(list, day)], today, &rules);
            let first = doubts.first();
            first.map(|doubt| (doubt.code, doubt.stop.is_some()))
        };
        let old = |stops| Some((WarningCode::ListOld, stops));
        for (list, day, expect) in [
            ("OWN", date(2026, 10, 9), None),
            ("OWN", date(2026, 10, 8), old(false)),
            ("OWN", date(2025, 11, 23), old(false)),
            ("OWN", date(2025, 11, 22), old(true)),
            ("OWN", date(2026, 11, 24), None),
            ("UN", date(2026, 11, 15), old(true)),
            ("ANY", date(2020, 1, 1), old(false)),
            ("SLOW", date(2026, 1, 1), None),
        ] {
            assert_eq!(told(list, Some(day)), expect, "{list} {day}");
        }
        let undated = |stops| Some((WarningCode::ListUndated, stops));
        assert_eq!(told("OWN", None), undated(false));
        assert_eq!(told("UN", None), undated(true));
        let asked = AgeRules {
            asks_for_date: true,
            ..rules.clone()
        };
        assert!(doubts(&[("OWN", None)], today, &asked)[0].stop.is_some());
    }

    #[test]
    fn every_age_is_said() {
        let lists = [
            ("A", Some(date(2026, 11, 23))),
            ("B", Some(date(2026, 11, 20))),
            ("C", None),
        ];
        assert_eq!(
            told(&lists, date(2026, 11, 23)),
            "A of today, B 3 days old, C undated"
        );
    }
}
