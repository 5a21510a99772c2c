//! How it was asked, with the false alarms that were measured, and what would have gone unseen.

use super::Assessed;
use super::view::{Cell, Row, Section, Table, number, words};
use crate::analysis::warning::power;
use crate::analysis::warning::weeks::{BASE, FEWEST, WINDOWS};

/// Calm seasons of docs/quality.md: dispersion, weeks a year with any flag, their 95 % interval.
const CALM: [[&str; 3]; 4] = [
    ["1", "0.16", "0.06 to 0.42"],
    ["1.5", "0.49", "0.28 to 0.85"],
    ["2", "1.14", "0.79 to 1.63"],
    ["3", "2.07", "1.58 to 2.70"],
];

/// Planted shifts of the same: dispersion, cases of, found, weeks until found in the median.
const PLANTED: [[&str; 4]; 4] = [
    ["1", "listed_person", "8 of 8", "3"],
    ["1", "possible_match", "7 of 8", "8"],
    ["2", "listed_person", "5 of 8", "8"],
    ["2", "possible_match", "3 of 8", "5"],
];

pub(super) fn section(assessed: &Assessed) -> Section {
    Section {
        id: "method",
        title: "Method and its false alarms",
        text: vec![
            format!(
                "Windows of 1, 2, 4 and 8 weeks are held against the {BASE} weeks before, or as many of them as the same lists and rules cover. Given all cases of both, the test asks how many fall into the window by chance, and is widened where counts scatter more than chance makes them. A signal needs its own past and all other places, so that a new list is none."
            ),
            format!(
                "In the last week {} series were asked. Of weeks in which nothing rises, at most one in twenty has any signal, over everything that is asked.",
                assessed.asked
            ),
        ],
        tables: vec![calm(), planted(), shows(assessed.asked)],
        notes: vec![
            "Measured on eight made-up seasons of each kind, 160 weeks each, with a season of 30 % and a list that is exchanged; docs/quality.md has how. Fewer than ten seasons of one maker are no proof for your traffic.".to_owned(),
            "Intervals of pathways are drawn towards what is usual at their level. Networks and schemes are told and not tested: nobody has measured how many of them chance makes.".to_owned(),
        ],
        ..Section::default()
    }
}

fn calm() -> Table {
    let rows = CALM.map(|[dispersion, weeks, interval]| {
        Row::new(
            format!("Variance {dispersion} times the mean"),
            vec![Cell::number(weeks), Cell::number(interval)],
        )
    });
    Table {
        caption: "Calm seasons: promised are at most 2.6 weeks a year with any flag".to_owned(),
        heads: vec![
            words("Season"),
            number("Weeks a year with any flag"),
            number("95 % interval"),
        ],
        rows: rows.into(),
    }
}

fn planted() -> Table {
    let rows = PLANTED.map(|[dispersion, cases, found, weeks]| {
        Row::new(
            format!(
                "Variance {dispersion} times the mean, {}",
                cases.replace('_', " ")
            ),
            vec![Cell::number(found), Cell::number(weeks)],
        )
    });
    Table {
        caption: "Planted shifts of one route".to_owned(),
        heads: vec![
            words("Season"),
            number("Found"),
            number("Weeks until found, median"),
        ],
        rows: rows.into(),
    }
}

/// The power table for as many questions as this installation asks.
fn shows(asked: usize) -> Table {
    // A level has about a quarter of all questions.
    let lines = [BASE, FEWEST].into_iter().flat_map(|weeks| {
        power::table(weeks, 1.0, asked / 4)
            .into_iter()
            .map(move |line| {
                let smallest = line.smallest.map(|count| Cell::number(count.to_string()));
                Row::new(
                    format!("{} cases in {weeks} weeks", line.base),
                    smallest.into(),
                )
            })
    });
    let [one, two, four, eight] = WINDOWS.map(|window| match window {
        1 => "1 week",
        2 => "2 weeks",
        4 => "4 weeks",
        _ => "8 weeks",
    });
    Table {
        caption: "What can be seen: the smallest count that is a signal, with a year behind it and with half a year; less goes unseen".to_owned(),
        heads: vec![
            words("Before"),
            number(one),
            number(two),
            number(four),
            number(eight),
        ],
        rows: lines.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The page may say no other thing than the document of measures does.
    #[test]
    fn what_was_measured_is_what_the_document_has() {
        let document = include_str!("../../../docs/quality.md");
        for [dispersion, weeks, interval] in CALM {
            let line = format!("| {dispersion} | {weeks} | {interval} |");
            assert!(document.contains(&line), "{line}");
        }
        for [dispersion, cases, found, weeks] in PLANTED {
            let of = |line: &&str| {
                let cells: Vec<&str> = line.split('|').map(str::trim).collect();
                cells.get(1..3) == Some(&[dispersion, cases])
                    && cells.get(4) == Some(&found)
                    && cells.get(6) == Some(&weeks)
            };
            let line = document.lines().find(of);
            assert!(line.is_some(), "{dispersion} {cases}");
        }
    }
}
