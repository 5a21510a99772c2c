//! One passenger of a booking, gathered from its TIF and the SSR attached to it.

use crate::manifest::import::dates;
use crate::manifest::import::edifact::Segment;
use crate::manifest::import::names::{self, Name};
use crate::manifest::import::passenger::{PersonType, StatedDocument, StatedPassenger};
use crate::manifest::import::pnrgov::contact::Contacts;
use crate::manifest::import::pnrgov::docs::Docs;
use crate::manifest::import::pnrgov::payment::Card;

#[derive(Clone, Debug, Default)]
pub(super) struct Guest {
    pub(super) at: u64,
    pub(super) surname: String,
    pub(super) given_names: String,
    /// Both, as they are compared.
    name: Name,
    pub(super) infant: bool,
    pub(super) reference: Option<String>,
    /// REF: the carrier's reference of the person.
    pub(super) passenger_ref: Option<String>,
    pub(super) contacts: Contacts,
    pub(super) card: Option<Card>,
    pub(super) seat: Option<String>,
    pub(super) residence: Option<String>,
    pub(super) redress_number: Option<String>,
    pub(super) known_traveller_number: Option<String>,
    pub(super) visas: Vec<StatedDocument>,
    pub(super) docs: Vec<Docs>,
    /// No TIF of the booking names this person: a document, or check-in, does.
    pub(super) inferred: bool,
}

impl Guest {
    /// `TIF+SMITHJR+JOHNMR:A:1`; `None` for the name of a group.
    pub(super) fn of(segment: &Segment) -> Option<Guest> {
        if segment.is(0, 1, "G") {
            return None;
        }
        let [surname, given_names] = [0, 1].map(|at| segment.get(at, 0).unwrap_or_default());
        Some(Guest {
            at: segment.number,
            surname: surname.to_owned(),
            given_names: given_names.to_owned(),
            name: Name::of(surname, given_names),
            infant: segment.get(1, 1).is_some_and(|kind| kind.starts_with("IN")),
            reference: segment.get(1, 2).map(str::to_owned),
            ..Guest::default()
        })
    }

    /// A person whom only a document names.
    pub(super) fn with_document(docs: Docs) -> Guest {
        Guest {
            at: docs.at,
            surname: docs.surname.clone(),
            given_names: docs.given_names.clone(),
            name: Name::of(&docs.surname, &docs.given_names),
            infant: docs.infant,
            docs: vec![docs],
            inferred: true,
            ..Guest::default()
        }
    }

    /// Named again at check-in: by reference when both have one, and a name that may be
    /// theirs; else only by the same name.
    pub(super) fn is_again(&self, other: &Guest) -> bool {
        match (&self.reference, &other.reference) {
            (Some(own), Some(theirs)) => own == theirs && self.may_be(&other.name),
            _ => self.is_called(&other.name),
        }
    }

    pub(super) fn is_called(&self, name: &Name) -> bool {
        self.name.is(name)
    }

    /// A seat held for somebody still to be named.
    pub(super) fn is_nobody(&self) -> bool {
        names::unusable(&self.surname, &self.given_names).is_some()
    }

    /// A document of theirs states another birth date.
    pub(super) fn is_told_apart(&self, docs: &Docs) -> bool {
        let birth = |docs: &Docs| docs.birth_date.as_deref().and_then(dates::birth);
        let stated = birth(docs);
        let mut known = self.docs.iter().filter_map(birth);
        stated.is_some() && known.any(|known| Some(known) != stated)
    }

    pub(super) fn may_be(&self, name: &Name) -> bool {
        self.name.may_be(name)
    }

    /// The document's name before the booking's: it is the one a passport bears.
    pub(super) fn passenger(&self) -> StatedPassenger {
        let named = self.docs.iter().find(|docs| !docs.surname.is_empty());
        let booked = (self.surname.clone(), self.given_names.clone());
        let (surname, given_names) = named.map_or_else(
            || booked.clone(),
            |docs| (docs.surname.clone(), docs.given_names.clone()),
        );
        let first =
            |get: fn(&Docs) -> &Option<String>| self.docs.iter().find_map(|d| get(d).clone());
        StatedPassenger {
            at: self.at,
            reservation: named.filter(|_| !self.inferred).map(|_| booked),
            surname,
            given_names,
            person_type: if self.infant {
                PersonType::Infant
            } else {
                PersonType::Passenger
            },
            birth_date: first(|docs| &docs.birth_date),
            sex: first(|docs| &docs.sex),
            nationality: first(|docs| &docs.nationality),
            residence: self.residence.clone(),
            passenger_ref: self.passenger_ref.clone(),
            redress_number: self.redress_number.clone(),
            known_traveller_number: self.known_traveller_number.clone(),
            contact_phone: self.contacts.phone.clone(),
            contact_email: self.contacts.email.clone(),
            seat: self.seat.clone(),
            documents: self.documents(),
            inferred: self.inferred(),
            ..StatedPassenger::default()
        }
    }

    /// The same number may be told twice, the second time with what was missing.
    fn documents(&self) -> Vec<StatedDocument> {
        let stated = self.docs.iter().filter_map(|docs| docs.document.clone());
        let mut documents: Vec<StatedDocument> = Vec::new();
        for document in stated.chain(self.visas.iter().cloned()) {
            let same = |known: &&mut StatedDocument| {
                (&known.number, &known.kind) == (&document.number, &document.kind)
            };
            match documents.iter_mut().find(same) {
                Some(known) => {
                    known.issuer = known.issuer.take().or(document.issuer);
                    known.expiry = known.expiry.take().or(document.expiry);
                }
                None => documents.push(document),
            }
        }
        documents
    }

    fn inferred(&self) -> Vec<&'static str> {
        let name = self.inferred.then_some(["surname", "given_names"]);
        let mut inferred: Vec<&'static str> = name.into_iter().flatten().collect();
        let visa = self.visas.iter().any(|visa| visa.issuer.is_some());
        inferred.extend(visa.then_some("document_issuer"));
        inferred
    }
}
