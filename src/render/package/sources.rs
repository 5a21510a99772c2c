//! Which sources a package rests on, each with a mark in the order in which it is first named.

use super::Gathered;
use crate::inert::cut;
use crate::schema::package::SourceRecord;
use std::collections::BTreeMap;

/// Who may see what came from a source, as words and as a rank of strictness, by its name.
#[derive(Clone, Debug, Default)]
pub struct Handling {
    /// `manifest`, or a list.
    pub of: BTreeMap<String, (u8, String)>,
}

/// Whatever nobody gave a handling is for the eyes of the desk alone.
const STRICTEST: (u8, &str) = (u8::MAX, "TLP:RED");

/// The name of passenger data among sources.
const MANIFEST: &str = "manifest";

impl Handling {
    fn of(&self, name: &str) -> (u8, String) {
        let (rank, words) = STRICTEST;
        let known = self.of.get(name).cloned();
        known.unwrap_or_else(|| (rank, format!("{words} (none is set for this source)")))
    }
}

pub(super) struct Sources<'a> {
    gathered: &'a Gathered<'a>,
    named: Vec<(String, u8, SourceRecord)>,
}

impl<'a> Sources<'a> {
    pub(super) fn new(gathered: &'a Gathered<'a>) -> Sources<'a> {
        Sources {
            gathered,
            named: Vec::new(),
        }
    }

    /// The carrier's data of this file.
    pub(super) fn manifest(&mut self, path: &str) -> String {
        let run = self.gathered.run;
        let input = run.inputs.iter().find(|input| input.path == path);
        let name = path.rsplit('/').next().unwrap_or(path);
        let (rank, handling) = self.gathered.handling.of(MANIFEST);
        let record = SourceRecord {
            kind: MANIFEST.to_owned(),
            name: cut(name),
            date: run.as_of.get(..10).map(str::to_owned),
            digest: input.map(|input| input.digest.clone()),
            reliability: "as the carrier sent it; not graded".to_owned(),
            handling,
            ..SourceRecord::default()
        };
        self.mark(format!("{MANIFEST}:{path}"), rank, record)
    }

    /// A list by the name that its entries bear, with what it says of its own reliability.
    pub(super) fn list(&mut self, list: &str, reliability: &[String]) -> String {
        let run = self.gathered.run;
        let mut files = run.lists.iter();
        let file = files.find(|file| file.list.split('+').any(|name| name == list));
        let (rank, handling) = self.gathered.handling.of(list);
        let record = SourceRecord {
            kind: "list".to_owned(),
            name: cut(list),
            date: file.and_then(|file| file.list_date.clone()),
            digest: file.map(|file| file.digest.clone()),
            reliability: match reliability {
                [] => "not graded".to_owned(),
                grades => cut(&grades.join("; ")),
            },
            handling,
            ..SourceRecord::default()
        };
        self.mark(format!("list:{list}"), rank, record)
    }

    /// What officers said. It is the desk's own, and no stricter than what it is about.
    pub(super) fn decisions(&mut self) -> String {
        let record = SourceRecord {
            kind: "decisions".to_owned(),
            name: "officers' decisions".to_owned(),
            digest: self.gathered.ledger_head.clone(),
            reliability: "as the officer said".to_owned(),
            handling: "as the sources it is about".to_owned(),
            ..SourceRecord::default()
        };
        self.mark("decisions".to_owned(), 0, record)
    }

    /// What the program itself compared.
    pub(super) fn screening(&mut self) -> String {
        let run = self.gathered.run;
        let record = SourceRecord {
            kind: "screening".to_owned(),
            name: cut(&format!("run {}", run.run_id)),
            date: run.as_of.get(..10).map(str::to_owned),
            digest: Some(run.audit_digest.clone()),
            reliability: "computed by the settings that the run names".to_owned(),
            handling: "as the sources it compared".to_owned(),
            ..SourceRecord::default()
        };
        self.mark("screening".to_owned(), 0, record)
    }

    fn mark(&mut self, key: String, rank: u8, record: SourceRecord) -> String {
        if let Some((.., known)) = self.named.iter().find(|(known, ..)| *known == key) {
            return known.mark.clone();
        }
        let mark = format!("S{}", self.named.len() + 1);
        let record = SourceRecord {
            mark: mark.clone(),
            ..record
        };
        self.named.push((key, rank, record));
        mark
    }

    /// In order, and the strictest handling of them all.
    pub(super) fn finished(self) -> (Vec<SourceRecord>, String) {
        let strictest = self.named.iter().max_by_key(|(_, rank, _)| *rank);
        let (rank, words) = STRICTEST;
        let handling = match strictest {
            Some((_, known, record)) if *known < rank => record.handling.clone(),
            Some(_) | None => words.to_owned(),
        };
        let records = self.named.into_iter().map(|(.., record)| record);
        (records.collect(), handling)
    }
}
