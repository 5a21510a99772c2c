//! What stands in a folder where the journal begins: runs of version 1, their releases, the
//! ledger. From then on it vouches for them as they were found.

use crate::error::{Error, Kind, Result};
use crate::files;
use crate::journal::line::{
    Begun, Fact, Links, Package, Part, Release, Run, Share, ShareDeed, Traffic,
};
use crate::journal::{FILE, RESTORE};
use crate::schema::package::{self, PackageRecord};
use crate::schema::record::{RunRecord, file_is_intact};
use crate::schema::release::{self, ReleaseRecord};
use crate::schema::share::{self, Deed, ShareRecord};
use crate::schema::traffic::TrafficRow;
use crate::tables::parquet;
use crate::tables::source::Source;
use rand::TryRngCore;
use rand::rngs::OsRng;
use std::path::{Path, PathBuf};

const LEDGER: &str = "ledger";
/// What runs screened, without a person. No run may bear this name.
pub const TRAFFIC: &str = "traffic";

/// In the ledger, before and behind the name of a run.
pub const LINKS_PREFIX: &str = "links-";
pub const LINKS_SUFFIX: &str = ".parquet";

const PURGED: &str = "purged.jsonl";

/// No journal is version 1, and only where no record ever named one.
pub(super) fn require_unnamed(out: &Path) -> Result<()> {
    let by_ledger = out.join(LEDGER).join("HEAD");
    let named = match files::is_there(&by_ledger)? {
        true => Some(by_ledger),
        false => runs(out)?
            .into_iter()
            .find(|(_, record)| record.journal.is_some())
            .map(|(folder, _)| folder.join("run.json")),
    };
    match named {
        None => Ok(()),
        Some(path) => {
            let gone = out.join(FILE);
            let what = format!("{} is gone: {} names it", gone.display(), path.display());
            Err(Error::new(Kind::Data, what).hint(RESTORE))
        }
    }
}

/// The first line, and those that it lists.
pub(super) fn beginning(out: &Path) -> Result<Vec<Fact>> {
    let (purged_lines, purged_digest) = purged(out)?;
    let listed = listing(out)?;
    let begun = Fact::Begun(Begun {
        id: random_id()?,
        listed: listed.len() as u64,
        purged_lines,
        purged_digest,
    });
    Ok([vec![begun], listed].concat())
}

pub(super) fn random_id() -> Result<String> {
    let mut bytes = [0; 16];
    OsRng.try_fill_bytes(&mut bytes).map_err(|e| {
        Error::new(Kind::Io, "the system gives no random bytes")
            .because(e)
            .hint("run it again")
    })?;
    Ok(bytes.map(|byte| format!("{byte:02x}")).concat())
}

/// Of the whole lines in the log of purges.
fn purged(out: &Path) -> Result<(u64, String)> {
    let path = out.join(PURGED);
    let bytes = match files::is_there(&path)? {
        true => files::read(&path)?,
        false => Vec::new(),
    };
    let end = bytes.iter().rposition(|byte| *byte == b'\n');
    let whole = &bytes[..end.map_or(0, |at| at + 1)];
    let lines = whole.iter().filter(|byte| **byte == b'\n').count();
    Ok((lines as u64, files::digest_of_bytes(whole)))
}

/// Runs in the order in which they ended, the releases of each, the parts of the ledger.
pub(super) fn listing(out: &Path) -> Result<Vec<Fact>> {
    let mut runs = runs(out)?;
    runs.retain(|(folder, record)| is_sealed(&folder.join("run.json"), &record.audit_digest));
    runs.sort_by(|(_, a), (_, b)| (&a.finished_at, &a.run_id).cmp(&(&b.finished_at, &b.run_id)));
    let mut facts = Vec::new();
    for (number, (folder, record)) in (1..).zip(&runs) {
        facts.push(Fact::Run(Run {
            found: true,
            ..of_record(number, record)
        }));
        for released in releases(folder)? {
            facts.push(Fact::Release(Release {
                run: record.run_id.clone(),
                number: u64::from(released.number),
                digest: released.audit_digest,
                found: true,
            }));
        }
    }
    facts.extend(parts(out)?.into_iter().map(Fact::Part));
    facts.extend(traffic(out, &runs)?.into_iter().map(Fact::Traffic));
    facts.extend(links(out, &runs)?.into_iter().map(Fact::Links));
    facts.extend(packages(out)?.into_iter().map(Fact::Package));
    facts.extend(shares(out)?.into_iter().map(Fact::Share));
    Ok(facts)
}

pub fn of_record(number: u64, record: &RunRecord) -> Run {
    let cases = record.outputs.iter();
    let cases = cases.filter(|output| output.path == "recommendations.parquet");
    Run {
        number,
        name: record.run_id.clone(),
        digest: record.audit_digest.clone(),
        rows: cases.map(|output| output.rows).sum(),
        found: false,
    }
}

/// Runs that can be read: folders, and no links to such.
pub(super) fn runs(out: &Path) -> Result<Vec<(PathBuf, RunRecord)>> {
    let mut found = Vec::new();
    for folder in folders(out)? {
        if !files::is_plain_file(&folder.join("run.json"))? {
            continue;
        }
        if let Ok(record) = RunRecord::read(&folder.join("run.json")) {
            found.push((folder, record));
        }
    }
    Ok(found)
}

fn releases(run: &Path) -> Result<Vec<ReleaseRecord>> {
    let mut found = Vec::new();
    for folder in folders(&run.join("release"))? {
        let path = folder.join(release::FILE);
        if !files::is_plain_file(&path)? {
            continue;
        }
        let record = ReleaseRecord::read(&path).ok();
        found.extend(record.filter(|record| is_sealed(&path, &record.audit_digest)));
    }
    Ok(found)
}

/// What was changed since it was sealed is not vouched for.
fn is_sealed(path: &Path, audit_digest: &str) -> bool {
    file_is_intact(path, audit_digest).unwrap_or(false)
}

fn folders(of: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for path in items(of)? {
        if files::is_plain_folder(&path)? && !files::name_of(&path).starts_with('.') {
            found.push(path);
        }
    }
    Ok(found)
}

/// By name; none where there is no folder.
fn items(of: &Path) -> Result<Vec<PathBuf>> {
    match files::is_there(of)? {
        true => files::list(of),
        false => Ok(Vec::new()),
    }
}

/// The ledger's parts in order, those that can be read.
fn parts(out: &Path) -> Result<Vec<Part>> {
    let folder = out.join(LEDGER);
    let mut names = Vec::new();
    for path in items(&folder)? {
        let name = files::name_of(&path);
        let is_part = name.starts_with("decisions-") && name.ends_with(".parquet");
        // No link, and no pipe that is never read to its end.
        if is_part && files::is_plain_file(&path)? {
            names.push(name);
        }
    }
    names.sort();
    let mut parts = Vec::new();
    for name in names {
        let path = folder.join(&name);
        let bytes = files::read(&path)?;
        let digest = files::digest_of_bytes(&bytes);
        let Ok(source) = Source::of_bytes(&path, bytes) else {
            continue;
        };
        parts.push(Part {
            name,
            digest,
            rows: source.rows(),
            found: true,
        });
    }
    Ok(parts)
}

/// Copies of what runs screened, those that can be read.
fn traffic(out: &Path, runs: &[(PathBuf, RunRecord)]) -> Result<Vec<Traffic>> {
    let mut found = Vec::new();
    let folder = out.join(TRAFFIC);
    // Something else under that name vouches for nothing.
    if !files::is_plain_folder(&folder)? {
        return Ok(found);
    }
    for path in files::list(&folder)? {
        let name = files::name_of(&path);
        let is_copy = name.ends_with(".parquet") && !name.starts_with('.');
        if !is_copy || !files::is_plain_file(&path)? {
            continue;
        }
        let bytes = files::read(&path)?;
        let digest = files::digest_of_bytes(&bytes);
        let source = Source::of_bytes(&path, bytes);
        let Ok(rows) = source.and_then(parquet::decode_bytes::<TrafficRow>) else {
            continue;
        };
        let run = rows.first().map_or("", |row| &row.run_id);
        found.push(Traffic {
            run: run.to_owned(),
            run_digest: seal_of(run, runs),
            name,
            digest,
            rows: rows.len() as u64,
            found: true,
        });
    }
    Ok(found)
}

/// None of a run that is gone.
fn seal_of(run: &str, runs: &[(PathBuf, RunRecord)]) -> String {
    let mut here = runs.iter().filter(|(_, record)| record.run_id == run);
    let seal = here.next().map(|(_, record)| record.audit_digest.clone());
    seal.unwrap_or_default()
}

/// What was kept of runs for links across nights, those that can be read.
fn links(out: &Path, runs: &[(PathBuf, RunRecord)]) -> Result<Vec<Links>> {
    let mut found = Vec::new();
    for (run, path) in kept_links(out)? {
        let run_digest = seal_of(&run, runs);
        // No link, and no pipe that is never read to its end; and what is of no run ends.
        if run_digest.is_empty() || !files::is_plain_file(&path)? {
            continue;
        }
        let bytes = files::read(&path)?;
        let digest = files::digest_of_bytes(&bytes);
        let Ok(source) = Source::of_bytes(&path, bytes) else {
            continue;
        };
        found.push(Links {
            run_digest,
            run,
            name: files::name_of(&path),
            digest,
            rows: source.rows(),
            found: true,
        });
    }
    Ok(found)
}

/// Run and file, by name.
pub fn kept_links(out: &Path) -> Result<Vec<(String, PathBuf)>> {
    let run_of = |path: &PathBuf| {
        let name = files::name_of(path);
        let run = name
            .strip_prefix(LINKS_PREFIX)?
            .strip_suffix(LINKS_SUFFIX)?;
        Some(run.to_owned())
    };
    let items = items(&out.join(LEDGER))?.into_iter();
    let mut found: Vec<(String, PathBuf)> = items
        .filter_map(|path| Some((run_of(&path)?, path)))
        .collect();
    found.sort();
    Ok(found)
}

/// Packages that somebody sealed.
fn packages(out: &Path) -> Result<Vec<Package>> {
    let mut found = Vec::new();
    let folder = out.join(package::FOLDER);
    if !files::is_plain_folder(&folder)? {
        return Ok(found);
    }
    for folder in folders(&folder)? {
        let path = folder.join(package::FILE);
        if !files::is_plain_file(&path)? {
            continue;
        }
        let record = PackageRecord::read(&path).ok();
        let record = record.filter(|record| is_sealed(&path, &record.audit_digest));
        found.extend(record.and_then(|record| {
            Some(Package {
                officer: record.sealed_by?,
                package: record.package_id,
                digest: record.audit_digest,
                people: record.people.len() as u64,
                run: record.run_id,
                found: true,
            })
        }));
    }
    Ok(found)
}

/// Receipts, in the order of sharing.
fn shares(out: &Path) -> Result<Vec<Share>> {
    let mut found = Vec::new();
    let folder = out.join(share::FOLDER);
    if !files::is_plain_folder(&folder)? {
        return Ok(found);
    }
    for folder in folders(&folder)? {
        let path = folder.join(share::FILE);
        if !files::is_plain_file(&path)? {
            continue;
        }
        let record = ShareRecord::read(&path).ok();
        let record = record.filter(|record| is_sealed(&path, &record.audit_digest));
        found.extend(record.map(of_receipt).map(|share| Share {
            found: true,
            ..share
        }));
    }
    found.sort_by_key(|share| share.number);
    Ok(found)
}

/// Who got what by which rule, without a name.
pub fn of_receipt(record: ShareRecord) -> Share {
    let rules = record.fields.into_iter();
    Share {
        number: record.number,
        deed: match record.deed {
            Deed::Share => ShareDeed::Share,
            Deed::Recall => ShareDeed::Recall,
        },
        partner: record.partner,
        officer: record.officer,
        package: record.package_id,
        people: record.people.len() as u64,
        digest: record.audit_digest,
        rules: rules
            .map(|(field, receipt)| (field, receipt.rules.join(" | ")))
            .collect(),
        found: false,
    }
}
