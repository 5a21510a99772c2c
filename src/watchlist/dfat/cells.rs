//! What one cell holds: several values on lines of their own, behind semicolons, or numbered by
//! letters, as in `a) 5 Feb. 1970 b) 1969`.

use crate::domain::codes::Country;
use crate::domain::date::ListedBirth;
use crate::domain::states;
use crate::domain::written::{Order, Written};
use crate::watchlist::dates;
use crate::watchlist::names::one_blank;
use jiff::civil::Date;

/// Values that are none.
const NOTHING: [&str; 7] = ["", "-", "n/a", "na", "nil", "unknown", "not known"];

/// The values of a cell whose commas are a part of them, as those of places are.
pub(super) fn items(cell: &str) -> Vec<String> {
    let mut items = Vec::new();
    for line in cell.split(['\n', '\r', ';']) {
        for part in lettered(line) {
            let part = one_blank(part.trim_matches([',', ' ', '\u{a0}']));
            if !NOTHING.contains(&part.to_lowercase().as_str()) {
                items.push(part);
            }
        }
    }
    items
}

/// Cut where a letter or a small Roman number with a bracket begins an item: `a)`, `(b)`, `ii)`.
fn lettered(line: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = line;
    while let Some((before, behind)) = mark(rest) {
        parts.push(&rest[..before]);
        rest = &rest[behind..];
    }
    parts.push(rest);
    parts
}

/// Where the next mark begins and ends.
fn mark(text: &str) -> Option<(usize, usize)> {
    let mut from = 0;
    loop {
        let close = from + text[from..].find(')')?;
        let head = text[..close].trim_end_matches(|sign: char| sign.is_ascii_lowercase());
        let letters = &text[head.len()..close];
        let roman = letters.len() <= 4 && letters.chars().all(|sign| "ivx".contains(sign));
        let is_mark = letters.len() == 1 || (roman && !letters.is_empty());
        let open = head.strip_suffix('(').unwrap_or(head);
        if is_mark && (open.is_empty() || open.ends_with(|sign: char| !sign.is_alphanumeric())) {
            return Some((open.len(), close + 1));
        }
        from = close + 1;
    }
}

/// The dates of a cell. A comma or an `and` parts two where a year stands before it, and not within
/// a span.
pub(super) fn dates(cell: &str) -> Vec<String> {
    let mut dates = Vec::new();
    for item in items(cell) {
        let lower = item.to_lowercase();
        if lower.contains("between") || lower.contains(" to ") {
            dates.push(item);
            continue;
        }
        let mut open = String::new();
        for word in item.replace(',', " , ").split_whitespace() {
            let parts = matches!(word.to_lowercase().as_str(), "," | "and" | "or" | "&");
            if parts && has_year(&open) {
                dates.push(std::mem::take(&mut open));
            } else if !parts {
                if !open.is_empty() {
                    open.push(' ');
                }
                open.push_str(word);
            }
        }
        if !open.is_empty() {
            dates.push(open);
        }
    }
    dates
}

/// Four figures in a row, or two behind a day and a month in figures.
fn has_year(text: &str) -> bool {
    let runs = text.split(|sign: char| !sign.is_ascii_digit());
    let runs: Vec<usize> = runs.map(str::len).filter(|run| 0 < *run).collect();
    runs.contains(&4) || 3 <= runs.len()
}

/// A day of birth in any form that lists have, day before month; what stands in brackets behind it
/// is a remark, and a stop behind a month none of its letters.
pub(super) fn birth(text: &str) -> (Option<ListedBirth>, &'static str) {
    let text = text.split('(').next().unwrap_or_default();
    let text = one_blank(&text.replace('.', ". "));
    let order = Some(Order::DayMonthYear);
    let read = dates::stated(&text, order);
    if read.0.is_some() {
        return read;
    }
    let plain = one_blank(&text.replace('.', " "));
    match dates::stated(&plain, order) {
        (None, _) => dates::stated(&text.replace(". ", "."), order),
        read => read,
    }
}

/// The states of a cell, each by itself.
pub(super) fn states(cell: &str) -> Vec<String> {
    let mut states = Vec::new();
    for item in items(cell) {
        // Some names of states have a comma or an `and` in them.
        if state(&item).is_some() {
            states.push(item);
            continue;
        }
        let item = item.replace(" and ", ",").replace('/', ",");
        let parts = item.split(',').map(one_blank);
        states.extend(parts.filter(|part| !part.is_empty()));
    }
    states
}

/// By name or adjective; a remark in brackets is none of it.
pub(super) fn state(text: &str) -> Option<Country> {
    states::stated(text).or_else(|| {
        let plain = text.split('(').next().unwrap_or_default();
        states::stated(plain.trim_end_matches(['.', ' ']))
    })
}

pub(super) fn is_yes(cell: &str) -> bool {
    matches!(
        cell.to_lowercase().as_str(),
        "1" | "yes" | "y" | "true" | "x"
    )
}

/// A whole day, as a spreadsheet or a person writes it.
pub(super) fn day(text: &str) -> Option<Date> {
    let day = Written::read(text, Some(Order::DayMonthYear)).certain()?;
    if day.is_short {
        return None;
    }
    Date::new(day.year, day.month? as i8, day.day? as i8).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_of_several_values_are_parted() {
        for (cell, expected) in [
            (
                "a) Tripoli, Libya b) Benghazi",
                &["Tripoli, Libya", "Benghazi"][..],
            ),
            (
                "(i) Kabul (ii) Herat (old town)",
                &["Kabul", "Herat (old town)"],
            ),
            ("Kabul;\nHerat", &["Kabul", "Herat"]),
            ("Town (a) of the north", &["Town", "of the north"]),
            ("Ostrov (Pskov)", &["Ostrov (Pskov)"]),
            ("N/A", &[]),
        ] {
            assert_eq!(items(cell), expected, "{cell}");
        }
        for (cell, expected) in [
            ("a) 5 Feb. 1970 b) 1969", &["5 Feb. 1970", "1969"][..]),
            ("1/02/1970, 3/04/1971", &["1/02/1970", "3/04/1971"]),
            ("March 16, 1972", &["March 16 1972"]),
            ("Between 1961 and 1963", &["Between 1961 and 1963"]),
            ("1958 or 1959 and 1960", &["1958", "1959", "1960"]),
            ("12/03/62, 13/03/62", &["12/03/62", "13/03/62"]),
        ] {
            assert_eq!(dates(cell), expected, "{cell}");
        }
        assert_eq!(
            states("Libyan, Iraqi / Egypt"),
            ["Libyan", "Iraqi", "Egypt"]
        );
        assert_eq!(states("Bosnia and Herzegovina"), ["Bosnia and Herzegovina"]);
    }

    #[test]
    fn births_as_the_list_writes_them() {
        for (text, expected) in [
            ("5 Feb. 1970", Some("1970-02-05")),
            ("5 Feb.1970", Some("1970-02-05")),
            ("05/02/1970", Some("1970-02-05")),
            ("1970-02-05", Some("1970-02-05")),
            ("5.02.1970", Some("1970-02-05")),
            ("Feb. 1970", Some("1970-02")),
            ("c. 1970", Some("circa 1970")),
            ("Approximately 1970", Some("circa 1970")),
            ("between 1961 and 1963", Some("1961/1963")),
            ("1970-1973", Some("1970/1973")),
            ("3 March 1979 (from false passport)", Some("1979-03-03")),
            ("23-Apr-68", Some("1968-04-23")),
            ("Aug.", None),
        ] {
            let (birth, _) = birth(text);
            let birth = birth.map(|birth| birth.to_string());
            assert_eq!(birth.as_deref(), expected, "{text}");
        }
    }
}
