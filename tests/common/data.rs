//! Files to read: invented ones beside the tests, and published ones where they are at hand.

use std::path::{Path, PathBuf};

/// A file of `tests/data`.
pub fn sample(name: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    root.join("tests/data").join(name)
}

/// A file or folder of the data beside the project, which few machines have.
pub fn shared(name: &str) -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = root.join("../shared/data").join(name);
    if path.exists() {
        return Some(path);
    }
    eprintln!("skipped: {name} of the shared data is absent");
    None
}
