//! OFAC's lists as advanced XML, `sdn_advanced.xml` and `cons_advanced.xml`: everything is a number
//! that the file's own reference values spell out, and what belongs to one party stands in five
//! parts of the file. Documents name an identity, programmes and ties a profile; all are joined at the
//! end, whatever the order of the parts.

mod names;
mod party;
mod period;
mod references;

use super::known::ADVANCED;
use super::{CONS, SDN, list_of};
use crate::domain::background::Associate;
use crate::domain::entry::Entry;
use crate::error::{Error, Kind, Result};
use crate::tables::limits::Limits;
use crate::watchlist::import::{ImportReject, Imported, Losses, push};
use crate::watchlist::xml::{self, Node};
use jiff::civil::Date;
use party::{Listed, Party};
use references::References;
use std::collections::BTreeMap;
use std::path::Path;

/// The elements that are read whole, besides the reference values.
const PARTS: [&str; 6] = [
    "DateOfIssue",
    "Location",
    "IDRegDocument",
    "DistinctParty",
    "ProfileRelationship",
    "SanctionsEntry",
];

/// Imports one file, gzip or plain. The list date is that of its issue unless one is given.
pub fn import(path: &Path, list_date: Option<Date>) -> Result<Imported> {
    import_within(path, list_date, &Limits::default())
}

/// The same within the limits of the settings.
pub fn import_within(path: &Path, list_date: Option<Date>, limits: &Limits) -> Result<Imported> {
    let mut reading = Reading::new(path);
    let parts = [&PARTS[..], &references::KINDS].concat();
    let heading = xml::records(path, limits, &parts, |_, node| reading.take(&node))?;
    ADVANCED.check_outside(&heading.outside, &mut reading.lost);
    if heading.root.name != "Sanctions" {
        let what = format!("{} is none of OFAC's lists in advanced XML", path.display());
        let hint = "give sdn_advanced.xml or cons_advanced.xml; sdn.xml is ofac-xml";
        return Err(Error::new(Kind::Data, what).hint(hint));
    }
    let (rows, issued) = (reading.row as u64, reading.issued);
    let passed_over = std::mem::take(&mut reading.passed_over);
    let (entries, rejects) = reading.finished(list_of(path));
    Ok(Imported {
        retracted: Default::default(),
        entries,
        rejects,
        rows,
        passed_over,
        source_digest: crate::files::digest_of_file(path)?,
        list_date: list_date.or(issued),
        warnings: Vec::new(),
    })
}

struct Reading {
    lost: Losses,
    row: usize,
    references: References,
    people: Vec<Listed>,
    passed_over: BTreeMap<&'static str, u64>,
    /// By the identity that bears them.
    documents: BTreeMap<String, Vec<Node>>,
    /// By profile: programmes, and whether it is on the SDN list.
    measures: BTreeMap<String, (Vec<String>, bool)>,
    /// How each party is called, for whoever is tied to it.
    called: BTreeMap<String, String>,
    /// By profile: how it is tied, and to which other one.
    ties: BTreeMap<String, Vec<(String, String)>>,
    issued: Option<Date>,
}

impl Reading {
    fn new(path: &Path) -> Reading {
        Reading {
            lost: Losses::of(path),
            row: 0,
            references: References::default(),
            people: Vec::new(),
            passed_over: BTreeMap::new(),
            documents: BTreeMap::new(),
            measures: BTreeMap::new(),
            called: BTreeMap::new(),
            ties: BTreeMap::new(),
            issued: None,
        }
    }

    /// Parties are checked where they are read, and reference values are told where one is used.
    fn take(&mut self, node: &Node) {
        if PARTS.contains(&node.name.as_str()) && node.name != "DistinctParty" {
            ADVANCED.check(node, 0, &mut self.lost);
        }
        match node.name.as_str() {
            "DateOfIssue" => self.issued = period::day(node).and_then(|day| day.to_date()),
            "Location" => self.references.locate(node),
            "IDRegDocument" => {
                let identity = node.attribute("IdentityID").to_owned();
                self.documents
                    .entry(identity)
                    .or_default()
                    .push(node.clone());
            }
            "SanctionsEntry" => self.measure(node),
            "ProfileRelationship" => self.tie(node),
            "DistinctParty" => self.party(node),
            _ => self.references.take(node),
        }
    }

    fn tie(&mut self, node: &Node) {
        let of_type = node.attribute("RelationTypeID");
        let relation = self.references.text("RelationType", of_type);
        let relation = relation.unwrap_or("tied to").to_lowercase();
        let [from, to] =
            ["From-ProfileID", "To-ProfileID"].map(|end| node.attribute(end).to_owned());
        self.ties.entry(from).or_default().push((relation, to));
    }

    fn measure(&mut self, node: &Node) {
        let profile = node.attribute("ProfileID").to_owned();
        let (programmes, of_sdn) = self.measures.entry(profile).or_default();
        let list = self.references.text("List", node.attribute("ListID"));
        *of_sdn |= list == Some("SDN List");
        for measure in node.all("SanctionsMeasure") {
            let of_type = measure.attribute("SanctionsTypeID");
            let programme = measure.text_of("Comment");
            let is_programme = self.references.text("SanctionsType", of_type) == Some("Program");
            if is_programme && !programme.is_empty() {
                push(programmes, programme);
            }
        }
    }

    fn party(&mut self, node: &Node) {
        self.row += 1;
        if let Some((profile, name)) = party::called(node, &self.references) {
            self.called.insert(profile, name);
        }
        match party::read(node, &self.references, self.row, &mut self.lost) {
            Party::Other(what) => *self.passed_over.entry(what).or_default() += 1,
            Party::Refused => {}
            Party::Person(listed) => {
                let why = "the same profile as an earlier party's";
                let id = ("", listed.entry.entry_id.as_str());
                if self.lost.is_new(id, listed.row, "Profile", why) {
                    self.people.push(*listed);
                }
            }
        }
    }

    /// With the documents, programmes and list that name each person.
    fn finished(mut self, by_file: &'static str) -> (Vec<Entry>, Vec<ImportReject>) {
        let mut entries = Vec::new();
        for mut listed in self.people {
            let documents = listed.identities.iter();
            let documents = documents.filter_map(|identity| self.documents.remove(identity));
            for node in documents.flatten().collect::<Vec<Node>>() {
                party::add_document(&node, &self.references, &mut listed, &mut self.lost);
            }
            for (relation, to) in self.ties.remove(&listed.entry.entry_id).unwrap_or_default() {
                let name = self.called.get(&to).cloned();
                let tied = Associate::new(&relation, name, Some(to)).into_iter();
                tied.for_each(|tied| push(&mut listed.entry.background.associates, tied));
            }
            let measures = self.measures.remove(&listed.entry.entry_id);
            let list = match &measures {
                None => by_file,
                Some((_, true)) => SDN,
                Some((_, false)) => CONS,
            };
            let programmes = measures.map(|(programmes, _)| programmes.join(", "));
            listed.entry.reason = programmes.filter(|text| !text.is_empty());
            list.clone_into(&mut listed.entry.list);
            entries.push(listed.entry);
        }
        (entries, self.lost.rejects)
    }
}
