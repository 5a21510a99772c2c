//! A stretch of time as the form has it: from a first to a last day, each between two days.

use crate::domain::date::{ListedBirth, PartialDate};
use crate::watchlist::xml::Node;

/// The birth that a `DatePeriod` says. A whole year or month is that year or month.
pub(super) fn birth(period: &Node) -> Option<ListedBirth> {
    let edge = |edge: &str, side: &str| {
        let edge = period.all(edge).next()?;
        edge.all(side).next().and_then(day)
    };
    let from = edge("Start", "From")?;
    let to = edge("End", "To").or_else(|| edge("End", "From"));
    let to = to.or_else(|| edge("Start", "To")).unwrap_or(from);
    let circa = period
        .all("Start")
        .any(|start| start.attribute("Approximate") == "true");
    let known = match (from, to) {
        _ if from == to => Some(from),
        _ if from.year != to.year => None,
        _ if is_first(from) && is_last(to) => {
            let month = from.month.filter(|_| from.month == to.month);
            PartialDate::new(from.year, month, None)
        }
        _ => PartialDate::new(from.year, None, None),
    };
    match known {
        Some(date) if circa => Some(ListedBirth::Circa(date)),
        Some(date) => Some(ListedBirth::Known(date)),
        None => ListedBirth::parse(&format!("{:04}/{:04}", from.year, to.year)),
    }
}

fn is_first(day: PartialDate) -> bool {
    day.day == Some(1)
}

/// The day behind it is the first of a month.
fn is_last(day: PartialDate) -> bool {
    let next = day.to_date().and_then(|day| day.tomorrow().ok());
    next.is_some_and(|next| next.day() == 1)
}

/// `Year`, `Month` and `Day` of an element; what is 0 or absent is not known.
pub(super) fn day(node: &Node) -> Option<PartialDate> {
    let part = |name| node.text_of(name).parse::<i16>().ok();
    let small = |name| {
        part(name)
            .and_then(|part| u8::try_from(part).ok())
            .filter(|part| *part != 0)
    };
    let month = small("Month");
    PartialDate::new(
        part("Year")?,
        month,
        small("Day").filter(|_| month.is_some()),
    )
}
