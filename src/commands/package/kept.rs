//! The packages of an output folder: which there are, whether one is as it was written, and what
//! keeps one from being sealed.

use crate::commands::checked::require_sealed;
use crate::error::{Error, Kind, Result};
use crate::files;
use crate::inert::shown;
use crate::journal::{Journal, RESTORE};
use crate::schema::package::{FILE, FOLDER, PAGE, PackageRecord, Role};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::path::{Path, PathBuf};

/// Folders of packages, by name.
pub fn folders(out: &Path) -> Result<Vec<PathBuf>> {
    let folder = out.join(FOLDER);
    let mut found = Vec::new();
    if !files::is_plain_folder(&folder)? {
        return Ok(found);
    }
    for path in files::list(&folder)? {
        if files::is_plain_folder(&path)? && !files::name_of(&path).starts_with('.') {
            found.push(path);
        }
    }
    Ok(found)
}

/// The package of this id, if page and record are to the byte what was written.
pub fn read(out: &Path, id: &str) -> Result<(PathBuf, PackageRecord)> {
    let is_id = id.len() == 14
        && id
            .strip_prefix("P-")
            .is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
    let folder = out.join(FOLDER).join(id);
    if !is_id || !files::is_plain_folder(&folder)? {
        let what = format!("{} holds no package {}", out.display(), shown(id));
        let hint = "`preboard package` says what the one it writes is called";
        return Err(Error::new(Kind::NoInput, what).hint(hint));
    }
    let path = folder.join(FILE);
    let record = PackageRecord::read(&path)?;
    require_sealed(&path, &record.audit_digest)?;
    let page = record.outputs.iter().find(|output| output.path == PAGE);
    let page = page.map(|page| page.digest.as_str());
    if record.package_id != id || page != Some(&files::digest_of_file(&folder.join(PAGE))?) {
        let what = format!("{} is not as it was written", folder.display());
        return Err(Error::new(Kind::Data, what).hint(RESTORE));
    }
    Ok((folder, record))
}

/// The same of one that may leave: sealed, and named by the journal.
pub fn sealed(out: &Path, id: &str, journal: Option<&Journal>) -> Result<PackageRecord> {
    let (folder, record) = read(out, id)?;
    let named = journal.is_some_and(|journal| journal.package(&record.audit_digest).is_some());
    if !record.is_sealed() || !named {
        let what = format!(
            "{} is a draft, and only a sealed package leaves",
            folder.display()
        );
        let hint =
            format!("another officer seals it: `preboard package approve {id} --officer NAME`");
        return Err(Error::new(Kind::Usage, what).hint(hint));
    }
    Ok(record)
}

/// Why it cannot be sealed, a line each.
pub fn lacks(record: &PackageRecord, now: Timestamp) -> Vec<String> {
    let today = now.to_zoned(TimeZone::UTC).date();
    let mut lines = Vec::new();
    for person in &record.people {
        let name = shown(&person.person);
        match (person.role, &person.role_reason) {
            (None, _) => lines.push(format!("{name} has no role: --role {name}=ROLE")),
            (Some(Role::Unknown), None) => {
                lines.push(format!("{name} is unknown without a reason"));
            }
            (Some(_), _) => (),
        }
        match person.until {
            None => lines.push(format!("{name} has no end date: --until {name}=DATE")),
            Some(day) if day <= today => lines.push(format!("{name} was to be kept until {day}")),
            Some(_) => (),
        }
    }
    lines
}
