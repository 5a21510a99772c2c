//! Everything the program writes is for its own account alone: folders 0700, files 0600.
//!
//! Elsewhere than on Unix the folder's own rules hold. A folder that stands already keeps
//! the rights its owner gave it.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io;
use std::path::Path;

/// The folder and what is missing above it.
pub fn create_folder(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// An empty file, whatever stood there.
pub(super) fn create_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    open(&options, path)
}

/// A file that was not there; a link that leads nowhere is something.
pub(super) fn create_new(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    open(&options, path)
}

#[cfg(unix)]
fn open(options: &OpenOptions, path: &Path) -> io::Result<File> {
    use std::fs::Permissions;
    use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
    let file = options.clone().mode(0o600).open(path)?;
    // What a killed process left may have other rights.
    file.set_permissions(Permissions::from_mode(0o600))?;
    Ok(file)
}

#[cfg(not(unix))]
fn open(options: &OpenOptions, path: &Path) -> io::Result<File> {
    options.open(path)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn nobody_else_may_read_whatever_stood_there_before() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("a/b");
        create_folder(&inner).unwrap();
        let left = inner.join("left");
        std::fs::write(&left, "x").unwrap();
        std::fs::set_permissions(&left, std::fs::Permissions::from_mode(0o666)).unwrap();
        create_file(&left).unwrap();
        create_file(&inner.join("fresh")).unwrap();
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&folder.path().join("a")), 0o700);
        assert_eq!(mode(&inner), 0o700);
        assert_eq!(mode(&left), 0o600);
        assert_eq!(mode(&inner.join("fresh")), 0o600);
    }
}
