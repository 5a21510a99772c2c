//! Everything of a folder and its subfolders that is a table by what it holds, whatever it is
//! called: feeds file their parts by carrier and day, and write them without an ending.

use super::{Input, table_format};
use crate::error::Result;
use crate::files;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Subfolders within subfolders: more is a loop, or no feed.
const DEEPEST: usize = 16;

/// By name, subfolders in their place.
pub(super) fn files_below(input: Input, folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    walk(folder, 0, &mut |path| {
        if is_wanted(input, path)? {
            found.push(path.to_owned());
        }
        Ok(())
    })?;
    Ok(found)
}

/// Hands over whatever is no subfolder, and links to folders: they are not entered, they may
/// lead back.
pub(super) fn walk(
    folder: &Path,
    depth: usize,
    take: &mut dyn FnMut(&Path) -> Result<()>,
) -> Result<()> {
    table_format::refuse(folder)?;
    for path in files::list(folder)? {
        if is_hidden(&files::name_of(&path)) {
            continue;
        }
        // What is called as a table is told by whoever reads it, a folder too.
        let enter = files::is_plain_folder(&path)? && !is_named_as_table(&path);
        match enter && depth < DEEPEST {
            true => walk(&path, depth + 1, take)?,
            false => take(&path)?,
        }
    }
    Ok(())
}

/// Feeds write under such names until a file is whole, and engines leave marks beside it.
pub(super) fn is_hidden(name: &str) -> bool {
    const ENDINGS: [&str; 5] = [".crc", ".tmp", ".temp", ".part", ".inprogress"];
    let ends = |ending: &str| name.to_ascii_lowercase().ends_with(ending);
    name.starts_with(['.', '_']) || ENDINGS.iter().any(|ending| ends(ending))
}

/// `.parquet`, `.parq` in any case.
pub(super) fn is_named_as_table(path: &Path) -> bool {
    let name = files::name_of(path).to_ascii_lowercase();
    [".parquet", ".parq", ".pq"]
        .iter()
        .any(|ending| name.ends_with(ending))
}

pub(super) fn is_wanted(input: Input, path: &Path) -> Result<bool> {
    match input {
        Input::Messages => Ok(true),
        Input::Manifest | Input::Watchlist | Input::LostDocuments => {
            Ok(is_named_as_table(path) || holds_a_table(path)?)
        }
    }
}

/// By its first signs, those of an encrypted one too: it is named when it is opened.
fn holds_a_table(path: &Path) -> Result<bool> {
    if !files::about(path)?.is_some_and(|about| about.is_file()) {
        return Ok(false);
    }
    let mut mark = Vec::new();
    let read = files::open(path)?.take(4).read_to_end(&mut mark);
    read.map_err(|e| files::read_failed(path, &e))?;
    Ok(mark == b"PAR1" || mark == b"PARE")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_found_by_what_they_hold_and_marks_are_left() {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in [
            ("000003_0", "PAR1 and so on"),
            ("B.PARQUET", "damaged"),
            ("c.parq", ""),
            ("carrier=LH/part-0", "PARE"),
            ("d/e/f.parquet", "PAR1"),
            ("_SUCCESS", ""),
            ("_temporary/0/g.parquet", "PAR1"),
            (".c.parquet.crc", "PAR1"),
            ("h.parquet.crc", "PAR1"),
            ("i.parquet.tmp", "PAR1"),
            ("notes.txt", "PAR 1"),
        ] {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
        let names = |input| -> Vec<String> {
            let found = files_below(input, folder.path()).unwrap();
            let name = |path: &PathBuf| {
                let below = path.strip_prefix(folder.path()).unwrap();
                below.to_string_lossy().into_owned()
            };
            found.iter().map(name).collect()
        };
        let tables = [
            "000003_0",
            "B.PARQUET",
            "c.parq",
            "carrier=LH/part-0",
            "d/e/f.parquet",
        ];
        assert_eq!(names(Input::Manifest), tables);
        assert_eq!(
            names(Input::Messages),
            [&tables[..], &["notes.txt"]].concat()
        );
    }
}
