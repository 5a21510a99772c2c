//! What a row may share with others.

use foldhash::fast::FixedState;
use std::hash::BuildHasher;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    SameBooking,
    SameContact,
    SamePayment,
    SameDocument,
    /// Told and never followed: who books where is no tie between two.
    SameAgency,
    /// A list ties the two entries: no value of the passengers' own.
    StatedAssociate,
}

impl Relation {
    pub const ALL: [Relation; 6] = [
        Relation::SameBooking,
        Relation::SameContact,
        Relation::SamePayment,
        Relation::SameDocument,
        Relation::SameAgency,
        Relation::StatedAssociate,
    ];

    pub fn kind(self) -> &'static str {
        match self {
            Relation::SameBooking => "booking",
            Relation::SameContact => "contact",
            Relation::SamePayment => "payment",
            Relation::SameDocument => "document",
            Relation::SameAgency => "agency",
            Relation::StatedAssociate => "associate",
        }
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Relation::SameBooking => "same_booking",
            Relation::SameContact => "same_contact",
            Relation::SamePayment => "same_payment",
            Relation::SameDocument => "same_document",
            Relation::SameAgency => "same_agency",
            Relation::StatedAssociate => "stated_associate",
        }
    }
}

/// Values that two passengers may share; the flight narrows a booking to one journey.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LinkValues<'a> {
    pub carrier: Option<&'a str>,
    /// Seconds since 1970.
    pub departure: Option<i64>,
    pub booking_ref: Option<&'a str>,
    pub contact_phone: Option<&'a str>,
    pub contact_email: Option<&'a str>,
    pub payment_ref: Option<&'a str>,
    pub document_number: Option<&'a str>,
    pub document_issuer: Option<&'a str>,
}

/// What a row may share with others, as it stands in the row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct KeyRef<'a> {
    pub relation: Relation,
    /// Where a value means one thing: a document's issuer, a booking's carrier and days.
    scope: Scope<'a>,
    value: &'a str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Scope<'a> {
    Everywhere,
    /// Locators are reused between carriers, and on one carrier after some days.
    Journey {
        carrier: &'a str,
        days: i64,
    },
    Issuer(&'a str),
}

/// The same as text, for what is kept.
pub type Key = (Relation, String);

/// Days within which one carrier's locator means one booking.
const LOCATOR_DAYS: i64 = 5;

/// The most keys that one row can have.
pub const MOST_KEYS: usize = 5;

impl KeyRef<'_> {
    /// The same in every run. Unlike keys may meet in one hash, so the text decides.
    pub fn hash64(&self) -> u64 {
        FixedState::default().hash_one(self)
    }

    pub fn to_key(self) -> Key {
        let value = self.value;
        let text = match self.scope {
            Scope::Everywhere => value.to_owned(),
            Scope::Journey { carrier, days } => format!("{carrier}/{days}/{value}"),
            Scope::Issuer(issuer) => format!("{issuer}/{value}"),
        };
        (self.relation, text)
    }
}

/// What a row may share, of its own values.
pub fn keys<'a>(values: &LinkValues<'a>) -> impl Iterator<Item = KeyRef<'a>> + use<'a> {
    let key = |relation, scope, value: Option<&'a str>| {
        value.map(|value| KeyRef {
            relation,
            scope,
            value,
        })
    };
    let journey = Scope::Journey {
        carrier: values.carrier.unwrap_or(""),
        days: values
            .departure
            .map_or(0, |seconds| seconds.div_euclid(LOCATOR_DAYS * 86_400)),
    };
    let everywhere = Scope::Everywhere;
    let number = values.document_number;
    let keys: [_; MOST_KEYS] = [
        key(Relation::SameBooking, journey, values.booking_ref),
        key(Relation::SameContact, everywhere, values.contact_phone),
        key(Relation::SameContact, everywhere, values.contact_email),
        key(Relation::SamePayment, everywhere, values.payment_ref),
        values
            .document_issuer
            .and_then(|issuer| key(Relation::SameDocument, Scope::Issuer(issuer), number)),
    ];
    keys.into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_means_one_thing_within_its_scope_only() {
        let text = |values: LinkValues| -> Vec<String> {
            keys(&values).map(|key| key.to_key().1).collect()
        };
        let booking = |carrier, departure| LinkValues {
            carrier: Some(carrier),
            departure: Some(departure),
            booking_ref: Some("QX2"),
            ..LinkValues::default()
        };
        assert_eq!(text(booking("LH", 86_400)), ["LH/0/QX2"]);
        assert_eq!(text(booking("LH", 6 * 86_400)), ["LH/1/QX2"]);
        assert_eq!(text(booking("XX", -1)), ["XX/-1/QX2"]);
        let document = |issuer| LinkValues {
            document_number: Some("7"),
            document_issuer: issuer,
            ..LinkValues::default()
        };
        assert_eq!(text(document(Some("FRA"))), ["FRA/7"]);
        assert!(text(document(None)).is_empty());
    }
}
