//! PNRGOV, the bookings of one flight (IATA, ICAO and WCO guide).
//!
//! Read: TVL, RCI, ORG, TIF, REF, the contacts in ADD, IFT and SSR, FOP, and of the SSR
//! only DOCS, DOCO, DOCA, INFT, SEAT, CTCE and CTCM. No other code is looked at, so that
//! meals, health and belief cannot enter; free text (IFT without a contact, OSI, LTS,
//! history after ABI) is never kept.

mod booking;

mod contact;

mod docs;

mod guest;

mod itinerary;

mod payment;

#[cfg(test)]
mod tests;

use crate::manifest::import::edifact::Segment;
use crate::manifest::import::flight::{Flight, StatedLeg};
use crate::manifest::import::rejects::{Code, Lost};
use crate::manifest::import::sink::Sink;
use booking::Booking;

/// One message, read segment by segment; it holds one booking at a time.
#[derive(Default)]
pub struct Pnrgov {
    leg: Option<(StatedLeg, u64)>,
    /// Once the first booking is over: the message's flight, or none.
    flights: Option<Vec<Flight>>,
    booking: Option<Booking>,
}

impl Pnrgov {
    pub fn segment(&mut self, segment: &Segment, sink: &mut Sink) {
        match (segment.tag.as_str(), &mut self.booking) {
            ("SRC", _) => {
                self.finish_booking(sink);
                self.booking = Some(Booking::default());
            }
            ("RCI", Some(booking)) if booking.is_over(segment) => {
                self.finish_booking(sink);
                let why = "a booking begins without its SRC";
                sink.reject(Lost::Nothing, segment.number, "SRC", Code::CutShort, why);
                self.begin(segment, sink);
            }
            (_, Some(booking)) => booking.segment(segment, sink),
            ("TVL", None) if self.leg.is_none() => {
                self.leg = Some((itinerary::leg(segment), segment.number));
            }
            // A booking that lost its SRC.
            ("RCI" | "TIF", None) => self.begin(segment, sink),
            _ => {}
        }
    }

    fn begin(&mut self, segment: &Segment, sink: &mut Sink) {
        let mut booking = Booking::default();
        booking.segment(segment, sink);
        self.booking = Some(booking);
    }

    pub fn end(&mut self, at: u64, sink: &mut Sink) {
        self.finish_booking(sink);
        if self.flights.is_none() {
            self.resolve_flight(at, sink);
        }
    }

    fn finish_booking(&mut self, sink: &mut Sink) {
        let Some(booking) = self.booking.take() else {
            return;
        };
        if self.flights.is_none() {
            self.resolve_flight(0, sink);
        }
        let flights = self.flights.as_deref().unwrap_or_default();
        if booking.is_cancelled() {
            for passenger in booking.passengers(flights.first()) {
                let why = "the booking is cancelled whole: not on the flight";
                sink.refuse(passenger.at, "TIF", Code::Cancelled, why);
            }
            sink.note("cancelled bookings: nobody of them is on the manifest".to_owned());
            return;
        }
        for passenger in booking.passengers(flights.first()) {
            sink.passenger(&passenger, flights, "TIF");
        }
    }

    /// Without a flight the message is refused; its passengers are still counted.
    fn resolve_flight(&mut self, at: u64, sink: &mut Sink) {
        let flight = match &self.leg {
            Some((leg, row)) => sink.flight(leg, *row).map_err(|why| (why, *row)),
            None => Err((("TVL", Code::NoFlight, "no TVL before the bookings"), at)),
        };
        self.flights = Some(match flight {
            Ok(flight) => vec![flight],
            Err(((column, code, why), row)) => {
                sink.reject(Lost::Message, row.max(1), column, code, why);
                Vec::new()
            }
        });
    }
}
