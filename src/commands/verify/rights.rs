//! Who else may read the run. Its digests say nothing of that, and a copy or a group's job may
//! have other rights with reason: it is a warning and no fault. What the run's own settings grant
//! a liaison group, and no more, is as it should be.

use crate::commands::ui::Ui;
use crate::files;
use crate::output::readers::{Granted, Readers};
use crate::schema::record::RunRecord;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub(super) fn tell(folder: &Path, run: &RunRecord, ui: &Ui) {
    let readers = readers(run);
    let mut open = Vec::new();
    look(folder, "", readers.as_ref(), &mut open);
    let Some(first) = open.first() else { return };
    ui.warn(&format!(
        "{} files and folders of the run are open to other accounts, the first is {}: \
         the program writes them 0600 and 0700{}; `chmod -R go= {}` closes them",
        open.len(),
        first.display(),
        match readers {
            Some(_) => ", and 0710, 0750 and 0640 where [output] group_readable says so",
            None => "",
        },
        folder.display()
    ));
}

/// As its settings say. A unix group that is not known here grants nothing.
fn readers(run: &RunRecord) -> Option<Readers> {
    const PREFIX: &str = "output.group_readable.";
    let settings = run.settings.as_object()?;
    let text = |value: &serde_json::Value| {
        // As TOML shows it.
        let shown = value["value"].as_str()?;
        Some(shown.trim_matches('"').to_owned())
    };
    let groups = settings.iter().filter_map(|(key, value)| {
        let group = key.strip_prefix(PREFIX)?;
        Some((group.to_owned(), text(value)?))
    });
    let groups: BTreeMap<String, String> = groups.collect();
    let officers = settings.get("output.officers").and_then(text);
    Readers::resolve(&groups, &officers.unwrap_or_default()).ok()?
}

/// By name, the folder before what is in it. Links have no rights of their own.
fn look(path: &Path, inside: &str, readers: Option<&Readers>, open: &mut Vec<PathBuf>) {
    let Ok(Some(found)) = files::about_itself(path) else {
        return;
    };
    let granted = readers.and_then(|readers| readers.granted(inside, found.is_dir()));
    if is_open(&found, granted) {
        open.push(path.to_owned());
    }
    if !found.is_dir() {
        return;
    }
    for path in files::list(path).unwrap_or_default() {
        let name = files::name_of(&path);
        let below = match inside {
            "" => name,
            _ => format!("{inside}/{name}"),
        };
        look(&path, &below, readers, open);
    }
}

/// Beyond what is granted.
#[cfg(unix)]
fn is_open(found: &std::fs::Metadata, granted: Option<Granted>) -> bool {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let others = found.permissions().mode() & 0o077;
    let own = granted.filter(|granted| granted.gid == found.gid());
    let allowed = own.map_or(0, |granted| granted.bits);
    !found.is_symlink() && others & !allowed != 0
}

#[cfg(not(unix))]
fn is_open(_: &std::fs::Metadata, _: Option<Granted>) -> bool {
    false
}
