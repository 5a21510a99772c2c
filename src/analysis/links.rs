//! Who travels with a case: context on it, never a case by itself.
//!
//! One step from a case and no further: other rows that share its booking, contact,
//! payment or document. Values leave only as digests.

use crate::domain::ids::RowRef;
use std::collections::BTreeMap;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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

/// What a row may share with others.
pub type Key = (Relation, String);

/// Values that two travellers may share; the flight narrows a booking to one journey.
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

/// What a row may share, of its own values.
pub fn keys(values: &LinkValues) -> Vec<Key> {
    let mut keys = Vec::new();
    let mut add = |relation, value: Option<&str>, scope: String| {
        keys.extend(value.map(|value| (relation, format!("{scope}{value}"))));
    };
    // Locators are reused between carriers, and on one carrier after some days.
    let journey = format!(
        "{}/{}/",
        values.carrier.unwrap_or(""),
        values
            .departure
            .map_or(0, |seconds| seconds.div_euclid(5 * 86_400))
    );
    add(Relation::SameBooking, values.booking_ref, journey);
    add(Relation::SameContact, values.contact_phone, String::new());
    add(Relation::SameContact, values.contact_email, String::new());
    add(Relation::SamePayment, values.payment_ref, String::new());
    let issuer = values.document_issuer.map(|issuer| format!("{issuer}/"));
    if let Some(issuer) = issuer {
        add(Relation::SameDocument, values.document_number, issuer);
    }
    keys
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

/// Rows that share a key with a case's rows. First give every row of every case to
/// `remember`, then every row to `visit`.
#[derive(Default)]
pub struct Finder {
    case_of_row: BTreeMap<RowRef, usize>,
    cases_of_key: BTreeMap<Key, Vec<usize>>,
    links: Vec<Link>,
}

impl Finder {
    pub fn case_row(&mut self, row: RowRef, case: usize) {
        self.case_of_row.insert(row, case);
    }

    pub fn case_of(&self, row: RowRef) -> Option<usize> {
        self.case_of_row.get(&row).copied()
    }

    pub fn remember(&mut self, row: RowRef, keys: Vec<Key>) {
        let Some(case) = self.case_of(row) else {
            return;
        };
        for key in keys {
            let cases = self.cases_of_key.entry(key).or_default();
            if !cases.contains(&case) {
                cases.push(case);
            }
        }
    }

    pub fn visit(&mut self, row: RowRef, keys: Vec<Key>) {
        let own = self.case_of(row);
        for (relation, value) in keys {
            let cases = self
                .cases_of_key
                .get(&(relation, value.clone()))
                .into_iter()
                .flatten();
            let others = cases.filter(|case| Some(**case) != own);
            let links = others.map(|&case| Link {
                case,
                relation,
                other: row,
                value: value.clone(),
            });
            self.links.extend(links);
        }
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

    #[test]
    fn companions_of_a_case_are_linked_and_strangers_are_not() {
        let row = |row| RowRef { file: 0, row };
        let key = |value: &str| vec![(Relation::SameBooking, value.to_owned())];
        let mut finder = Finder::default();
        finder.case_row(row(1), 0);
        finder.remember(row(1), key("AB"));
        finder.remember(row(2), key("CD"));
        for (number, value) in [(1, "AB"), (2, "CD"), (3, "AB")] {
            finder.visit(row(number), key(value));
        }
        let links = finder.finish();
        assert_eq!(links.len(), 1);
        assert_eq!((links[0].case, links[0].other), (0, row(3)));
    }
}
