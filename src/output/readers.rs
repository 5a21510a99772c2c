//! Who beside the program's own account may read what of a run: `[output] group_readable` gives
//! a liaison group's folder to a unix group, and the way to it; all else stays private.
//!
//! The one rule is asked twice, by who publishes and by `verify`, so that it accepts exactly what
//! is set here.

use crate::error::{Error, Kind, Result};
use crate::files::{self, disk, folder_name};
use std::collections::BTreeMap;
use std::path::Path;

/// What one path may grant beside its owner's rights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Granted {
    /// The group's three bits and nobody else's: `0o050`, `0o040` or `0o010`.
    pub bits: u32,
    /// Whose they are.
    pub gid: u32,
}

/// The unix groups that read, by number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Readers {
    /// On the way down to the folders.
    way: u32,
    /// By the liaison group's folder.
    folders: BTreeMap<String, u32>,
}

impl Readers {
    /// None when nobody else reads. `officers` is the unix group that goes down the way when the
    /// liaison groups have several; alone, theirs does.
    pub fn resolve(groups: &BTreeMap<String, String>, officers: &str) -> Result<Option<Readers>> {
        let known = files::read_text(Path::new("/etc/group")).unwrap_or_default();
        let number = |key: &str, name: &str| gid(&known, name).ok_or_else(|| unknown(key, name));
        let mut folders = BTreeMap::new();
        for (group, name) in groups {
            let key = format!("output.group_readable.{group}");
            folders.insert(folder_name(group), number(&key, name)?);
        }
        let mut gids = folders.values();
        let Some(&first) = gids.next() else {
            return Ok(None);
        };
        let way = match officers {
            "" if gids.all(|gid| *gid == first) => first,
            "" => return Err(several()),
            name => number("output.officers", name)?,
        };
        Ok(Some(Readers { way, folders }))
    }

    /// Of a path within the run's folder, which is `""`. None: the owner alone.
    pub fn granted(&self, inside: &str, is_folder: bool) -> Option<Granted> {
        let way = Granted {
            bits: 0o010,
            gid: self.way,
        };
        let Some(rest) = inside.strip_prefix("groups/") else {
            return (inside.is_empty() || inside == "groups").then_some(way);
        };
        let folder = rest.split('/').next().unwrap_or_default();
        let bits = if is_folder { 0o050 } else { 0o040 };
        let gid = self.folders.get(folder).copied()?;
        Some(Granted { bits, gid })
    }

    /// Grants it all to a run that is about to be published, and the way to it. A folder above it
    /// that has other rights than the program's own keeps them.
    pub fn grant(&self, out: &Path, run: &Path) -> Result<()> {
        let way = Granted {
            bits: 0o010,
            gid: self.way,
        };
        if mode(out)? == 0o700 {
            set(out, 0o700, way)?;
        }
        self.walk(run, "")
    }

    fn walk(&self, path: &Path, inside: &str) -> Result<()> {
        let is_folder = files::is_plain_folder(path)?;
        let Some(granted) = self.granted(inside, is_folder) else {
            return Ok(());
        };
        set(path, if is_folder { 0o700 } else { 0o600 }, granted)?;
        if !is_folder {
            return Ok(());
        }
        for path in files::list(path)? {
            let name = files::name_of(&path);
            let below = match inside {
                "" => name,
                _ => format!("{inside}/{name}"),
            };
            self.walk(&path, &below)?;
        }
        Ok(())
    }
}

/// By `/etc/group`, or by its number where the name is kept elsewhere.
fn gid(known: &str, name: &str) -> Option<u32> {
    if let Ok(number) = name.parse() {
        return Some(number);
    }
    let mut lines = known.lines();
    lines.find_map(|line| {
        let mut fields = line.split(':');
        (fields.next() == Some(name)).then(|| fields.nth(1)?.parse().ok())?
    })
}

fn unknown(key: &str, name: &str) -> Error {
    let what = format!("{key}: /etc/group has no group {name:?}");
    Error::new(Kind::Config, what)
        .hint("make it with `groupadd`; of a group that another service knows give the number")
}

fn several() -> Error {
    let what = "output.group_readable names several unix groups, and no one of them may pass";
    Error::new(Kind::Config, what)
        .hint("give output.officers, a unix group that every officer is in")
}

#[cfg(unix)]
fn mode(path: &Path) -> Result<u32> {
    use std::os::unix::fs::PermissionsExt;
    let found = files::about(path)?;
    Ok(found.map_or(0, |found| found.permissions().mode() & 0o777))
}

#[cfg(unix)]
fn set(path: &Path, own: u32, granted: Granted) -> Result<()> {
    let Granted { bits, gid } = granted;
    // First whose it is, so that no other group has the rights for a moment.
    let given = disk::give(path, gid).and_then(|()| disk::set_rights(path, own | bits));
    given.map_err(|e| {
        let what = format!("cannot give {} to the unix group {gid}", path.display());
        Error::new(Kind::CannotCreate, what)
            .because(e)
            .hint("the program's account must be in that group: `usermod -aG`")
    })
}

#[cfg(not(unix))]
fn mode(_: &Path) -> Result<u32> {
    Ok(0)
}

#[cfg(not(unix))]
fn set(_: &Path, _: u32, _: Granted) -> Result<()> {
    let what = "output.group_readable: this system has no unix groups";
    Err(Error::new(Kind::Config, what).hint("leave it out"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_is_found_by_name_or_number() {
        let known = "root:x:0:\nofficers:x:1001:ann,bob\nofficers2:x:1002:\n";
        assert_eq!(gid(known, "officers"), Some(1001));
        assert_eq!(gid(known, "1234"), Some(1234));
        assert_eq!(gid(known, "office"), None);
    }

    #[test]
    fn tables_stay_private_and_each_group_has_its_own_folder() {
        let groups = [("NEW_YORK", "7"), ("a b", "8")];
        let groups = groups.map(|(group, gid)| (group.to_owned(), gid.to_owned()));
        let groups = BTreeMap::from(groups);
        let error = Readers::resolve(&groups, "").unwrap_err();
        assert_eq!(error.kind, Kind::Config, "{error}");
        let readers = Readers::resolve(&groups, "9").unwrap().unwrap();
        let strange = format!("groups/{}/briefing.html", folder_name("a b"));
        for (inside, is_folder, expect) in [
            ("", true, Some((0o010, 9))),
            ("groups", true, Some((0o010, 9))),
            ("groups/NEW_YORK", true, Some((0o050, 7))),
            ("groups/NEW_YORK/briefing.html", false, Some((0o040, 7))),
            (strange.as_str(), false, Some((0o040, 8))),
            ("groups/MIAMI", true, None),
            ("groups/MIAMI/briefing.html", false, None),
            ("recommendations.parquet", false, None),
            ("release/0001/XX.csv", false, None),
            ("run.json", false, None),
        ] {
            let granted = readers.granted(inside, is_folder);
            let granted = granted.map(|granted| (granted.bits, granted.gid));
            assert_eq!(granted, expect, "{inside}");
        }
        assert_eq!(Readers::resolve(&BTreeMap::new(), "").unwrap(), None);
    }
}
