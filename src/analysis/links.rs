//! Who travels with a case: context on it, never a case by itself.
//!
//! One step from a case and no further: other rows that share its booking, contact,
//! payment or document. Values leave only as digests.

use crate::domain::ids::RowRef;
use foldhash::fast::FixedState;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::BuildHasher;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(clippy::enum_variant_names, reason = "the words of the contract")]
pub enum Relation {
    SameBooking,
    SameContact,
    SamePayment,
    SameDocument,
}

impl Relation {
    pub fn as_str(self) -> &'static str {
        match self {
            Relation::SameBooking => "same_booking",
            Relation::SameContact => "same_contact",
            Relation::SamePayment => "same_payment",
            Relation::SameDocument => "same_document",
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

impl KeyRef<'_> {
    /// 64 bits: unlike keys may meet in one, so the text decides.
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
pub fn keys<'a>(values: &LinkValues<'a>) -> impl Iterator<Item = KeyRef<'a>> {
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
    [
        key(Relation::SameBooking, journey, values.booking_ref),
        key(Relation::SameContact, everywhere, values.contact_phone),
        key(Relation::SameContact, everywhere, values.contact_email),
        key(Relation::SamePayment, everywhere, values.payment_ref),
        values
            .document_issuer
            .and_then(|issuer| key(Relation::SameDocument, Scope::Issuer(issuer), number)),
    ]
    .into_iter()
    .flatten()
}

/// Rows listed per case and relation: a coach party of hundreds is one fact, not hundreds.
pub const MOST_PER_RELATION: usize = 50;

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Link {
    /// Index of the case.
    pub case: usize,
    pub relation: Relation,
    pub other: RowRef,
    pub value: String,
}

/// Rows that share a key with a case's rows. First give every row of every case, then what
/// their rows hold, then every other row that holds one of those keys.
#[derive(Default)]
pub struct Finder {
    case_of_row: HashMap<RowRef, usize>,
    cases_of_key: HashMap<Key, Vec<usize>>,
    /// Of the keys: what no case holds is ruled out by its hash, without a text made.
    hashes: HashSet<u64>,
    links: Vec<Link>,
}

impl Finder {
    pub fn case_row(&mut self, row: RowRef, case: usize) {
        self.case_of_row.insert(row, case);
    }

    pub fn is_of_case(&self, row: RowRef) -> bool {
        self.case_of_row.contains_key(&row)
    }

    pub fn remember(&mut self, row: RowRef, hash: u64, key: Key) {
        let Some(&case) = self.case_of_row.get(&row) else {
            return;
        };
        self.hashes.insert(hash);
        let cases = self.cases_of_key.entry(key).or_default();
        if !cases.contains(&case) {
            cases.push(case);
        }
    }

    /// Whether a case may hold a key of that hash: never no where one does.
    pub fn may_hold(&self, hash: u64) -> bool {
        self.hashes.contains(&hash)
    }

    pub fn visit(&mut self, row: RowRef, key: &Key) {
        let own = self.case_of_row.get(&row).copied();
        let cases = self.cases_of_key.get(key).into_iter().flatten();
        let others = cases.filter(|case| Some(**case) != own);
        let (relation, value) = key;
        let links = others.map(|&case| Link {
            case,
            relation: *relation,
            other: row,
            value: value.clone(),
        });
        self.links.extend(links);
    }

    /// Sorted, and cut to the most per case and relation.
    pub fn finish(mut self) -> Vec<Link> {
        self.links.sort();
        self.links.dedup();
        let mut counts: BTreeMap<(usize, Relation), usize> = BTreeMap::new();
        self.links.retain(|link| {
            let count = counts.entry((link.case, link.relation)).or_default();
            *count += 1;
            *count <= MOST_PER_RELATION
        });
        self.links
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn row(row: u64) -> RowRef {
        RowRef { file: 0, row }
    }

    fn values(value: &str) -> LinkValues<'_> {
        LinkValues {
            booking_ref: Some(value),
            ..LinkValues::default()
        }
    }

    fn whole(key: &KeyRef) -> u64 {
        key.hash64()
    }

    fn few(key: &KeyRef) -> u64 {
        key.hash64() % 2
    }

    fn one(_: &KeyRef) -> u64 {
        0
    }

    /// By the texts of all rows, or with rows ruled out by a hash.
    fn linked(rows: &[&str], cases: &[u64], hash: fn(&KeyRef) -> u64) -> Vec<Link> {
        let mut finder = Finder::default();
        for (number, case) in cases.iter().enumerate() {
            finder.case_row(row(*case), number);
        }
        let numbered = || (1..).zip(rows);
        for (number, value) in numbered().filter(|(number, _)| cases.contains(number)) {
            for key in keys(&values(value)) {
                finder.remember(row(number), hash(&key), key.to_key());
            }
        }
        for (number, value) in numbered() {
            for key in keys(&values(value)) {
                if finder.may_hold(hash(&key)) {
                    finder.visit(row(number), &key.to_key());
                }
            }
        }
        finder.finish()
    }

    #[test]
    fn companions_of_a_case_are_linked_and_strangers_are_not() {
        let links = linked(&["AB", "CD", "AB"], &[1], whole);
        assert_eq!(links.len(), 1);
        assert_eq!((links[0].case, links[0].other), (0, row(3)));
    }

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

    proptest! {
        /// Hashes rule rows out and decide nothing: not even when all meet in one.
        #[test]
        fn links_by_hash_are_links_by_text(
            rows in proptest::collection::vec("[AB]{1,2}", 1..20),
            cases in proptest::collection::btree_set(1_u64..20, 1..4),
        ) {
            let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
            let cases: Vec<u64> = cases.into_iter().collect();
            let by_hash = linked(&rows, &cases, whole);
            prop_assert_eq!(&by_hash, &linked(&rows, &cases, one));
            prop_assert_eq!(&by_hash, &linked(&rows, &cases, few));
        }
    }
}
