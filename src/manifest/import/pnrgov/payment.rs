//! FOP: what a booking was paid with, as a digest that shows no digit of it.

use crate::manifest::import::edifact::Segment;
use crate::manifest::import::flight::Flight;
use crate::manifest::import::passenger::short_digest;

/// Digits that make a card one in the world: the issuer's six and the last four.
const TELLING_DIGITS: usize = 10;

/// A card, as far as the message shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Card {
    vendor: String,
    account: String,
    expiry: String,
}

impl Card {
    /// `FOP+CC::100.00:VI:XXXXXXXXXXXX2786:1020`; cash and vouchers tie nobody.
    pub(super) fn of(segment: &Segment) -> Option<Card> {
        let forms = segment.elements.iter();
        let card = forms.map(Vec::as_slice).find(|form| {
            let field = |number: usize| form.get(number).map_or("", String::as_str);
            field(0) == "CC" && 4 <= digits(field(4))
        })?;
        let field = |number: usize| card.get(number).cloned().unwrap_or_default();
        Some(Card {
            vendor: field(3),
            account: field(4),
            expiry: field(5),
        })
    }

    /// Where only the last digits show, many cards of a night look alike: such a card is
    /// told apart within its flight alone.
    pub(super) fn reference(&self, flight: Option<&Flight>) -> Option<String> {
        let Card {
            vendor,
            account,
            expiry,
        } = self;
        let card = [vendor, account, expiry].map(String::as_str).join("\u{1f}");
        if TELLING_DIGITS <= digits(account) {
            return Some(short_digest(&card));
        }
        let flight = flight?;
        let scope = format!("{}{} {}", flight.carrier, flight.number, flight.departs);
        Some(short_digest(&[card, scope].join("\u{1f}")))
    }
}

fn digits(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}
