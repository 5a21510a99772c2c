//! TDT with its LOC and DTM: one flight of one or more legs.

use crate::manifest::import::dates::{self, Stated};
use crate::manifest::import::edifact::Segment;
use crate::manifest::import::flight::{Flight, StatedLeg};

/// Flights of a message, and stops of a flight: one without end must not fill the memory.
const MOST: usize = 64;

/// Every TDT of a message, in order.
#[derive(Default)]
pub(super) struct Legs {
    transports: Vec<Transport>,
    /// The last one was beyond [`MOST`]: what follows is about it.
    beyond: bool,
}

#[derive(Default)]
struct Transport {
    row: u64,
    number: Option<String>,
    carrier: Option<String>,
    stops: Vec<Stop>,
}

#[derive(Default)]
struct Stop {
    place: String,
    arrives: Option<Stated>,
    departs: Option<Stated>,
    /// An arrival that is no date and time.
    unread: bool,
}

impl Legs {
    /// `TDT+20+UA0989+++UA`: number and carrier. `false` when it is one too many.
    pub(super) fn start(&mut self, segment: &Segment) -> bool {
        self.beyond = MOST <= self.transports.len();
        if self.beyond {
            return false;
        }
        let owned = |text: Option<&str>| text.map(str::to_owned);
        self.transports.push(Transport {
            row: segment.number,
            number: owned(segment.get(1, 0)),
            carrier: owned(segment.get(4, 0)),
            stops: Vec::new(),
        });
        true
    }

    /// The same of a stop.
    pub(super) fn segment(&mut self, segment: &Segment) -> bool {
        let last = self.transports.last_mut().filter(|_| !self.beyond);
        let Some(transport) = last else {
            return true;
        };
        match segment.tag.as_str() {
            "LOC" if MOST <= transport.stops.len() => return false,
            "LOC" => transport.stops.push(Stop {
                place: segment.get(1, 0).unwrap_or_default().to_owned(),
                ..Stop::default()
            }),
            "DTM" => transport.time(segment),
            _ => {}
        }
        true
    }

    /// With the segment of each one's TDT.
    pub(super) fn all(&self) -> Vec<(StatedLeg, u64)> {
        self.transports.iter().flat_map(Transport::legs).collect()
    }
}

impl Transport {
    /// Scheduled before estimated before actual: the first that is given counts.
    fn time(&mut self, segment: &Segment) {
        let Some(stop) = self.stops.last_mut() else {
            return;
        };
        let moment = segment.get(0, 1);
        let moment = moment.and_then(|text| dates::dtm(text, segment.get(0, 2)));
        match segment.get(0, 0) {
            Some("189" | "133" | "136") => stop.departs = stop.departs.or(moment),
            Some("232" | "132" | "178") => {
                stop.arrives = stop.arrives.or(moment);
                stop.unread |= moment.is_none();
            }
            _ => {}
        }
    }

    /// Neighbouring stops; a stop named twice, to arrive and to depart, is one.
    fn legs(&self) -> Vec<(StatedLeg, u64)> {
        let text = |value: &str| Some(value.to_owned()).filter(|value| !value.is_empty());
        let pairs = self.stops.windows(2);
        let legs = pairs.filter(|pair| pair[0].place != pair[1].place);
        legs.map(|pair| {
            let leg = StatedLeg {
                carrier: self.carrier.clone(),
                number: self.number.clone(),
                from: text(&pair[0].place),
                to: text(&pair[1].place),
                departs: pair[0].departs,
                arrives: pair[1].arrives,
                arrives_by_clock: false,
                arrival_unread: pair[1].unread && pair[1].arrives.is_none(),
            };
            (leg, self.row)
        })
        .collect()
    }
}

/// The legs from where a person boards to where they leave; all, where that cannot be told.
pub(super) fn flown<'a>(
    flights: &'a [Flight],
    boards: Option<&str>,
    leaves: Option<&str>,
) -> &'a [Flight] {
    let first = flights
        .iter()
        .position(|leg| Some(leg.from.as_str()) == boards);
    let last = flights
        .iter()
        .rposition(|leg| Some(leg.to.as_str()) == leaves);
    match (first, last) {
        (Some(first), Some(last)) if first <= last => &flights[first..=last],
        (Some(first), None) => &flights[first..],
        (None, Some(last)) => &flights[..=last],
        _ => flights,
    }
}

/// Whether a person boards or leaves at an end of a failed leg and at none of a good one.
/// One whose journey the message does not tell stays on the good legs.
pub(super) fn only_on(
    failed: &[(Option<String>, Option<String>)],
    good: &[Flight],
    boards: Option<&str>,
    leaves: Option<&str>,
) -> bool {
    let is = |place: &Option<String>, stated: Option<&str>| {
        stated.is_some() && place.as_deref() == stated
    };
    let on_good =
        |leg: &Flight| Some(leg.from.as_str()) == boards || Some(leg.to.as_str()) == leaves;
    let on_failed =
        |(from, to): &(Option<String>, Option<String>)| is(from, boards) || is(to, leaves);
    failed.iter().any(on_failed) && !good.iter().any(on_good)
}
