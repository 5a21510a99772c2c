//! Birth dates: a date, a year or a span, exact or approximate, and what only a note says.

use super::known::DATE_TYPES;
use crate::domain::date::{ListedBirth, PartialDate};
use crate::watchlist::dates;
use crate::watchlist::import::{ImportCode, Losses, push};
use crate::watchlist::unknown::Unknown;
use crate::watchlist::xml::Node;

pub(super) fn read(node: &Node, row: usize, lost: &mut Losses) -> Vec<ListedBirth> {
    let mut births = Vec::new();
    for birth in node.all("INDIVIDUAL_DATE_OF_BIRTH") {
        let kind = birth.text_of("TYPE_OF_DATE");
        if !DATE_TYPES.contains(&kind.as_str()) {
            lost.unknown(row, Unknown::DateType, &kind);
        }
        match one(birth) {
            Ok(known) => known.into_iter().for_each(|birth| push(&mut births, birth)),
            Err(()) => {
                let why = "a birth date that cannot be read";
                lost.value(row, "INDIVIDUAL_DATE_OF_BIRTH", ImportCode::BadValue, why);
            }
        }
    }
    // Dates that a false identity claims are dates the person may travel under.
    for alias in node.all("INDIVIDUAL_ALIAS") {
        let claimed = PartialDate::parse_iso(&alias.text_of("DATE_OF_BIRTH"));
        claimed
            .into_iter()
            .for_each(|date| push(&mut births, ListedBirth::Known(date)));
    }
    births
}

/// `Ok(None)` for an empty form.
fn one(birth: &Node) -> Result<Option<ListedBirth>, ()> {
    let part = |name| birth.text_of(name);
    let (from, to, note) = (part("FROM_YEAR"), part("TO_YEAR"), part("NOTE"));
    if !from.is_empty() || !to.is_empty() {
        let span = format!("{from}/{to}");
        return ListedBirth::parse(&span).map(Some).ok_or(());
    }
    let text = [part("DATE"), part("YEAR")]
        .into_iter()
        .find(|text| !text.is_empty());
    let date = match text {
        Some(text) => PartialDate::parse_iso(text.get(..10).unwrap_or(&text)).ok_or(())?,
        None if note.is_empty() => return Ok(None),
        None => match dates::birth(&note) {
            Some(ListedBirth::Known(date)) => date,
            _ => return Err(()),
        },
    };
    let date = with_month(date, &note);
    Ok(Some(match part("TYPE_OF_DATE").as_str() {
        "APPROXIMATELY" => ListedBirth::Circa(date),
        _ => ListedBirth::Known(date),
    }))
}

/// A year whose month stands in the note: `Sep.`
fn with_month(date: PartialDate, note: &str) -> PartialDate {
    let month = date.month.or_else(|| dates::month(note));
    PartialDate::new(date.year, month, date.day).unwrap_or(date)
}
