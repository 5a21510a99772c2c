//! Who else may read the run. Its digests say nothing of that, and a copy or a group's job may
//! have other rights with reason: it is a warning and no fault.

use crate::commands::ui::Ui;
use std::path::{Path, PathBuf};

pub(super) fn tell(folder: &Path, ui: &Ui) {
    let mut open = Vec::new();
    look(folder, &mut open);
    let Some(first) = open.first() else { return };
    ui.warn(&format!(
        "{} files and folders of the run are open to other accounts, the first is {}: \
         the program writes them 0600 and 0700; `chmod -R go= {}` closes them",
        open.len(),
        first.display(),
        folder.display()
    ));
}

/// By name, the folder before what is in it. Links have no rights of their own.
fn look(path: &Path, open: &mut Vec<PathBuf>) {
    let Ok(found) = path.symlink_metadata() else {
        return;
    };
    if is_open(&found) {
        open.push(path.to_owned());
    }
    if !found.is_dir() {
        return;
    }
    let items = std::fs::read_dir(path).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = items.map(|item| item.path()).collect();
    paths.sort();
    paths.iter().for_each(|path| look(path, open));
}

#[cfg(unix)]
fn is_open(found: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;
    !found.is_symlink() && found.permissions().mode() & 0o077 != 0
}

#[cfg(not(unix))]
fn is_open(_: &std::fs::Metadata) -> bool {
    false
}
