//! A share becomes a folder, which appears by one rename and is never written again, and a line of
//! the journal behind it.

use super::kept::name;
use crate::error::Result;
use crate::files::{self, Staging};
use crate::journal::line::Fact;
use crate::journal::{begin, write};
use crate::output::encrypt;
use crate::schema::record::FileDigest;
use crate::schema::share::{Deed, FILE, FOLDER, FieldReceipt, ShareRecord, SharedPerson};
use crate::sharing::agreements::Format;
use crate::sharing::outgoing::{Body, Head};
use crate::sharing::{flat, ftm, misp};
use crate::tables::csv;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub(super) struct Written<'a> {
    pub(super) deed: Deed,
    pub(super) officer: &'a str,
    pub(super) package_id: Option<String>,
    pub(super) format: Format,
    pub(super) keys: &'a [String],
    pub(super) people: Vec<SharedPerson>,
    pub(super) fields: BTreeMap<String, FieldReceipt>,
    pub(super) held: BTreeMap<String, u64>,
}

/// The caller holds the lock of shares.
pub(super) fn publish(out: &Path, body: &Body, head: &Head, written: Written) -> Result<PathBuf> {
    let main = match written.format {
        Format::Ftm => ("people.ftm.jsonl", ftm::encode(body, head)),
        Format::Misp => ("event.misp.json", misp::encode(body, head)),
    };
    let flat = ("people.csv", csv::encode(&flat::rows(body)));
    let encrypted = !written.keys.is_empty();
    let mut outputs = Vec::new();
    for (path, bytes) in [main, flat] {
        let (path, bytes) = match encrypted {
            true => (format!("{path}.age"), encrypt::seal(&bytes, written.keys)?),
            false => (path.to_owned(), bytes),
        };
        outputs.push((path, bytes));
    }
    let people = written.people.len() as u64;
    let digests = outputs.iter().map(|(path, bytes)| FileDigest {
        path: path.clone(),
        digest: files::digest_of_bytes(bytes),
        rows: people,
    });
    let mut record = ShareRecord {
        number: head.number,
        deed: written.deed,
        partner: head.partner.to_owned(),
        officer: written.officer.to_owned(),
        made_at: head.made_at.to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        package_id: written.package_id,
        format: written.format.as_str().to_owned(),
        encrypted,
        people: written.people,
        fields: written.fields,
        held: written.held,
        outputs: digests.collect(),
        ..ShareRecord::default()
    };
    record.seal();
    let staging = Staging::create(&out.join(FOLDER), &name(head.number))?;
    for (path, bytes) in &outputs {
        files::write_staged(&staging.path().join(path), bytes)?;
    }
    files::write_staged(&staging.path().join(FILE), record.to_json().as_bytes())?;
    let target = staging.publish(&record.expected())?;
    tell(out, &record)?;
    Ok(target)
}

/// Who, what, by which rule; nobody is named.
pub(super) fn tell(out: &Path, record: &ShareRecord) -> Result<()> {
    let fact = Fact::Share(begin::of_receipt(record.clone()));
    let now = record.made_at.parse().unwrap_or_default();
    write::append(out, now, |_| vec![fact]).map(drop)
}
