//! TVL: one leg of a journey, `TVL+121210:0915::1230+LHR+JFK+DL:KL+324:B`.

use crate::manifest::import::dates::{self, Stated};
use crate::manifest::import::edifact::Segment;
use crate::manifest::import::flight::StatedLeg;
use jiff::civil::{Date, DateTime};

pub(super) fn leg(segment: &Segment) -> StatedLeg {
    let owned = |text: Option<&str>| text.map(str::to_owned);
    let day = segment.get(0, 0).and_then(dates::day_month_year);
    let (arrives, arrives_by_clock) = arrival(segment, day);
    StatedLeg {
        carrier: owned(segment.get(3, 0)),
        number: owned(segment.get(4, 0)),
        from: owned(segment.get(1, 0)),
        to: owned(segment.get(2, 0)),
        departs: moment(day, segment.get(0, 1)),
        arrival_unread: arrives.is_none() && segment.get(0, 3).is_some(),
        arrives,
        arrives_by_clock,
    }
}

/// With whether the day is only assumed: many leave it out, and some write the time in its
/// place.
fn arrival(segment: &Segment, departs: Option<Date>) -> (Option<Stated>, bool) {
    let (day, time) = (segment.get(0, 2), segment.get(0, 3));
    match (day, time) {
        (Some(day), Some(time)) => (moment(dates::day_month_year(day), Some(time)), false),
        (None, time) | (time, None) => (moment(departs, time), true),
    }
}

fn moment(day: Option<Date>, time: Option<&str>) -> Option<Stated> {
    let clock = DateTime::from_parts(day?, dates::hour_minute(time?)?);
    Some(Stated::Clock(clock))
}

/// `DL324 LHR-JFK 2010-12-12T09:15`; `None` for what is no flight between two airports: a
/// hotel, a surface sector, the operating carrier's number.
pub(super) fn in_words(leg: &StatedLeg) -> Option<String> {
    let (from, to) = (leg.from.as_deref()?, leg.to.as_deref()?);
    let airport = |code: &str| code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase());
    if !airport(from) || !airport(to) {
        return None;
    }
    let carrier = leg.carrier.as_deref().unwrap_or_default();
    let number = leg.number.as_deref().unwrap_or_default();
    let when = match leg.departs {
        Some(Stated::Clock(clock)) => clock.strftime(" %Y-%m-%dT%H:%M").to_string(),
        Some(Stated::Moment(moment)) => format!(" {moment}"),
        None => String::new(),
    };
    Some(format!("{carrier}{number} {from}-{to}{when}"))
}
