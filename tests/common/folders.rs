//! Folders: what is in them, and copies of them.

use super::columns::texts_of;
use super::night::Night;
use std::collections::BTreeMap;
use std::path::Path;

/// Names in a folder, sorted.
pub fn names_in(folder: &Path) -> Vec<String> {
    let items = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = items
        .map(|item| folder_name(&item.unwrap().path()))
        .collect();
    names.sort();
    names
}

pub fn folder_name(path: &Path) -> String {
    path.file_name().unwrap().to_str().unwrap().to_owned()
}

/// Every file below a folder, by its path within; links are passed over.
pub fn files_below(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for name in names_in(folder) {
        let path = folder.join(&name);
        if path.is_symlink() {
            continue;
        }
        if path.is_dir() {
            let below = files_below(&path).into_iter();
            found.extend(below.map(|(inside, bytes)| (format!("{name}/{inside}"), bytes)));
        } else {
            found.insert(name, std::fs::read(&path).unwrap());
        }
    }
    found
}

pub fn copy(from: &Path, to: &Path) {
    for (path, bytes) in files_below(from) {
        let path = to.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
}

/// Counts the runs of an output folder, each of which is whole. Links and files beside them
/// are none.
#[track_caller]
pub fn whole_runs(out: &Path) -> usize {
    let names = names_in(out).into_iter();
    let is_folder = |name: &String| {
        let found = out.join(name).symlink_metadata().unwrap();
        !name.starts_with('.') && name != "traffic" && found.is_dir()
    };
    names
        .filter(is_folder)
        .map(|run| Night::from(out.join(run).as_path()).is_whole())
        .count()
}

/// Every name below a folder, every byte, and every text of Parquet files, whose bytes are
/// compressed.
pub fn everything(folder: &Path) -> String {
    let mut text = String::new();
    for name in names_in(folder) {
        let path = folder.join(&name);
        text.push_str(&name);
        if path.is_dir() {
            text.push_str(&everything(&path));
            continue;
        }
        text.push_str(&String::from_utf8_lossy(&std::fs::read(&path).unwrap()));
        if name.ends_with(".parquet") {
            text.push_str(&texts_of(&path));
        }
    }
    text
}
