//! The lists of a season: the night's own with facilitators, couriers and others, and what two
//! partners share.

use super::cast::{List, Member, Party, Role};
use crate::domain::background::Background;
use crate::domain::codes::Country;
use crate::domain::date::{ListedBirth, PartialDate};
use crate::domain::document::ListedDocument;
use crate::domain::entry::{Entry, ListedName, NameKind};
use jiff::Timestamp;

impl List {
    pub(super) const PARTNERS: [List; 2] = [List::PartnerA, List::PartnerB];

    pub(super) fn file(self) -> &'static str {
        match self {
            List::Own => "watchlist.parquet",
            List::PartnerA => "partner_a.parquet",
            List::PartnerB => "partner_b.parquet",
        }
    }

    fn name(self) -> &'static str {
        match self {
            List::Own => "SYN_SEASON",
            List::PartnerA => "SYN_PARTNER_A",
            List::PartnerB => "SYN_PARTNER_B",
        }
    }
}

/// Of one list, in the order of the cast.
pub(super) fn entries(parties: &[Party], list: List, as_of: Timestamp) -> Vec<Entry> {
    let members = parties.iter().flat_map(|party| {
        let numbered = party.members.iter().enumerate();
        numbered.map(move |(at, member)| (party, at, member))
    });
    let of_list = members.filter(|(.., member)| member.listed == Some(list));
    of_list
        .map(|(party, at, member)| entry(list, party, at, member, as_of))
        .collect()
}

pub(super) fn entry_id(party: &Party, member: usize) -> String {
    format!("{}-{}-{}", party.role.as_str(), party.number, member + 1)
}

fn entry(list: List, party: &Party, at: usize, member: &Member, as_of: Timestamp) -> Entry {
    let person = &member.person;
    let issuer = Country::parse(person.nationality.code);
    Entry {
        entry_id: entry_id(party, at),
        list: list.name().to_owned(),
        authority: "Preboard sample".to_owned(),
        category: category(party.role).to_owned(),
        names: vec![ListedName {
            kind: NameKind::Primary,
            full: None,
            surname: Some(person.surname.clone()),
            given_names: Some(person.all_given()),
            script: None,
        }],
        birth_dates: vec![ListedBirth::Known(PartialDate::full(person.birth))],
        birth_places: Vec::new(),
        sexes: vec![person.sex],
        nationalities: issuer.into_iter().collect(),
        documents: match list {
            List::Own => vec![ListedDocument {
                kind: None,
                number: person.passport.clone(),
                issuer,
            }],
            // Partners know names and birth dates.
            List::PartnerA | List::PartnerB => Vec::new(),
        },
        reason: None,
        handling: None,
        valid_from: None,
        valid_to: None,
        source_ref: None,
        updated_at: Some(as_of),
        background: Background::default(),
    }
}

fn category(role: Role) -> &'static str {
    match role {
        Role::Network => "smuggling",
        Role::Courier => "courier",
        Role::Family => "sanctions",
        Role::Tour => "inadmissible",
    }
}
