//! Packages and shares: each ends with the run of its people. What stays of one is a line of the
//! journal, with a count and a digest.

use super::stays::Stays;
use crate::commands::package::kept as packages;
use crate::commands::runs::Run;
use crate::commands::share;
use crate::error::{Error, Result};
use crate::files::{self, Lock};
use crate::journal::line::{Ended, Fact, Product};
use crate::journal::write;
use crate::schema::package::{self, PackageRecord};
use crate::schema::share::{self as shares, Deed, ShareRecord};
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Its end has come.
pub(super) struct Ending {
    pub(super) product: Product,
    /// Of its folder.
    pub(super) name: String,
    pub(super) why: String,
    digest: String,
    people: u64,
    /// Somebody else still has what it told.
    pub(super) is_out: bool,
}

impl Ending {
    /// `packages/P-0123456789ab`.
    pub(super) fn path(&self) -> String {
        format!("{}/{}", folder_of(self.product), self.name)
    }
}

fn folder_of(product: Product) -> &'static str {
    match product {
        Product::Package => package::FOLDER,
        Product::Share => shares::FOLDER,
    }
}

/// Runs that stand with their people after this purge, and those that somebody's word keeps.
#[derive(Default)]
pub(super) struct Standing {
    named: BTreeSet<String>,
    held: BTreeSet<String>,
}

impl Standing {
    /// One that nothing happens to.
    pub(super) fn add(&mut self, run: &Run, is_held: bool) {
        let id = &run.record.run_id;
        if run.record.masked_at.is_none() {
            self.named.insert(id.clone());
        }
        if is_held {
            self.held.insert(id.clone());
        }
    }

    /// One whose record nobody can read may name them all the same.
    pub(super) fn add_unread(&mut self, name: &str) {
        self.named.insert(name.to_owned());
    }

    fn ends(&self, run_id: &str, until: Option<Date>, today: Date) -> Option<String> {
        if self.held.contains(run_id) {
            return None;
        }
        if !self.named.contains(run_id) {
            return Some(format!("run {run_id} names nobody any more"));
        }
        let until = until.filter(|until| *until <= today)?;
        Some(format!("a person of it was to be kept until {until}"))
    }
}

pub(super) fn find(
    out: &Path,
    standing: &Standing,
    today: Date,
    hold: &[String],
) -> Result<(Vec<Ending>, Vec<Stays>)> {
    let (mut endings, mut stays) = (Vec::new(), Vec::new());
    for folder in packages::folders(out)? {
        let name = files::name_of(&folder);
        match PackageRecord::read(&folder.join(package::FILE)) {
            Ok(record) => {
                let why = standing.ends(&record.run_id, record.until(), today);
                endings.extend(why.map(|why| Ending {
                    product: Product::Package,
                    name,
                    why,
                    people: record.people.len() as u64,
                    digest: record.audit_digest,
                    is_out: false,
                }));
            }
            Err(error) => stays.push(unread(Product::Package, &name, &error, hold)),
        }
    }
    let mut known = Vec::new();
    for (_, folder) in share::receipts(out)? {
        let name = files::name_of(&folder);
        match ShareRecord::read(&folder.join(shares::FILE)) {
            Ok(record) => known.push((name, record)),
            Err(error) => stays.push(unread(Product::Share, &name, &error, hold)),
        }
    }
    let with = with_partners(&known);
    for (name, record) in known {
        // Whoever is in one run alone was shared from there; a recall may be of several.
        let runs: BTreeSet<&str> = record
            .people
            .iter()
            .map(|one| one.run_id.as_str())
            .collect();
        let ends: Vec<Option<String>> = runs
            .into_iter()
            .map(|run| standing.ends(run, None, today))
            .collect();
        if ends.iter().any(Option::is_none) {
            continue;
        }
        let is_out = record.people.iter().any(|one| {
            let key = (record.partner.clone(), one.shared_id.clone());
            with.get(&key) == Some(&record.number)
        });
        endings.push(Ending {
            product: Product::Share,
            name,
            why: ends.into_iter().flatten().next().unwrap_or_default(),
            people: record.people.len() as u64,
            digest: record.audit_digest,
            is_out,
        });
    }
    Ok((endings, stays))
}

/// By partner and id, the share that told of somebody who was not called back since.
fn with_partners(known: &[(String, ShareRecord)]) -> BTreeMap<(String, String), u64> {
    let mut with = BTreeMap::new();
    for (_, record) in known {
        for person in &record.people {
            let key = (record.partner.clone(), person.shared_id.clone());
            match record.deed {
                Deed::Share => drop(with.insert(key, record.number)),
                Deed::Recall => drop(with.remove(&key)),
            }
        }
    }
    with
}

fn unread(product: Product, name: &str, error: &Error, hold: &[String]) -> Stays {
    let name = format!("{}/{name}", folder_of(product));
    Stays::fault(
        &name,
        format!("nobody knows whom it is about: {error}"),
        hold,
    )
}

/// The journal is told before each goes. One that cannot go keeps no other from its end.
pub(super) fn end(endings: &[Ending], out: &Path, now: Timestamp) -> Vec<Error> {
    let mut failed = Vec::new();
    for ending in endings {
        failed.extend(one(ending, out, now).err());
    }
    failed
}

fn one(ending: &Ending, out: &Path, now: Timestamp) -> Result<()> {
    let folder = out.join(folder_of(ending.product));
    let _lock = Lock::take(&folder)?;
    let fact = Fact::Ended(Ended {
        product: ending.product,
        name: ending.name.clone(),
        digest: ending.digest.clone(),
        people: ending.people,
        why: ending.why.clone(),
    });
    write::append(out, now, |_| vec![fact])?;
    files::remove_whole(&folder, &ending.name)
}
