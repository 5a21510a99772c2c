//! Messages that are too long come in parts, told by the sequence in UNH (`01:C` the first,
//! `03:F` the last). Each part may announce the people of all: only together can they be counted,
//! and a part that never came is named with how many people it should have held.

use crate::manifest::import::edifact::Segment;
use std::collections::BTreeMap;

/// Which part of which message is being read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The common access reference, which all parts share.
    message: String,
    number: u32,
    is_last: bool,
}

impl Part {
    /// Of a UNH. `None` for a message that comes whole.
    pub fn of(unh: &Segment) -> Option<Part> {
        let message = unh.get(2, 0)?.to_owned();
        let number: u32 = unh.get(3, 0)?.parse().ok().filter(|number| 0 < *number)?;
        let is_last = unh.is(3, 1, "F");
        let is_whole = number == 1 && is_last;
        (!is_whole).then_some(Part {
            message,
            number,
            is_last,
        })
    }
}

/// What one part held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    pub people: u64,
    pub announced: Option<u64>,
    /// Where the part is told of: its file, and the segment that ends it.
    pub file: u32,
    pub row: u64,
}

/// A split message that is not whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incomplete {
    pub message: String,
    /// Numbers of the parts that never came; the last is not known when none says that it is.
    pub missing: Vec<u32>,
    pub has_no_end: bool,
    /// People who are announced and stand in no part.
    pub never_came: u64,
    /// Of the last part that did come.
    pub file: u32,
    pub row: u64,
}

/// The parts of all sources.
#[derive(Debug, Default)]
pub struct Splits(BTreeMap<String, BTreeMap<u32, (bool, Held)>>);

impl Splits {
    /// A part that comes twice counts once.
    pub fn add(&mut self, part: Part, held: Held) {
        let parts = self.0.entry(part.message).or_default();
        parts.insert(part.number, (part.is_last, held));
    }

    pub fn incomplete(&self) -> Vec<Incomplete> {
        let messages = self.0.iter();
        messages
            .filter_map(|(message, parts)| incomplete(message, parts))
            .collect()
    }
}

fn incomplete(message: &str, parts: &BTreeMap<u32, (bool, Held)>) -> Option<Incomplete> {
    let (&highest, (_, last)) = parts.last_key_value()?;
    let has_no_end = !parts.values().any(|(is_last, _)| *is_last);
    let missing: Vec<u32> = (1..highest)
        .filter(|number| !parts.contains_key(number))
        .collect();
    let held = || parts.values().map(|(_, held)| held);
    let people: u64 = held().map(|held| held.people).sum();
    // Each of its own, or all of the flight.
    let own = held().all(|held| {
        held.announced
            .is_none_or(|announced| announced == held.people)
    });
    let announced = held()
        .filter_map(|held| held.announced)
        .max()
        .unwrap_or(people);
    let never_came = match own {
        true => 0,
        false => announced.saturating_sub(people),
    };
    let whole = missing.is_empty() && !has_no_end && never_came == 0;
    (!whole).then(|| Incomplete {
        message: message.to_owned(),
        missing,
        has_no_end,
        never_came,
        file: last.file,
        row: last.row,
    })
}

impl Incomplete {
    /// `part 2 of the message LH400/261124/1030 is missing, with 298 people`.
    pub fn words(&self) -> String {
        let numbers: Vec<String> = self.missing.iter().map(u32::to_string).collect();
        let what = match (numbers.len(), self.has_no_end) {
            (0, true) => "the last part is missing".to_owned(),
            (0, false) => "no part is missing, and it is not whole".to_owned(),
            (1, _) => format!("part {} is missing", numbers[0]),
            (_, _) => format!("parts {} are missing", numbers.join(", ")),
        };
        let people = match self.never_came {
            0 => String::new(),
            count => format!(", with {count} people whom it announces"),
        };
        format!("of the split message {} {what}{people}", self.message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn splits(parts: &[(u32, bool, u64, u64)]) -> Vec<Incomplete> {
        let mut splits = Splits::default();
        for &(number, is_last, people, announced) in parts {
            let message = "XX1".to_owned();
            let held = Held {
                people,
                announced: Some(announced),
                file: 0,
                row: u64::from(number),
            };
            splits.add(
                Part {
                    message,
                    number,
                    is_last,
                },
                held,
            );
        }
        splits.incomplete()
    }

    #[test]
    fn whole_splits_are_no_finding_and_missing_parts_are_named() {
        assert_eq!(splits(&[(1, false, 1, 2), (2, true, 1, 2)]), []);
        assert_eq!(splits(&[(1, false, 5, 5), (2, true, 3, 3)]), []);
        let lost = splits(&[(1, false, 1, 300), (3, true, 1, 300)]);
        assert_eq!(
            (lost[0].missing.as_slice(), lost[0].never_came),
            (&[2][..], 298)
        );
        assert!(
            lost[0]
                .words()
                .contains("part 2 is missing, with 298 people")
        );
        let cut = splits(&[(1, false, 2, 2)]);
        assert!(cut[0].has_no_end && cut[0].never_came == 0);
    }
}
