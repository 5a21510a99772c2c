//! The versions of the kinds of files, each counted for itself: a new column of one makes no
//! file of another old.

/// Of the tables and records of a run, its releases and the assessments.
pub const OUTPUTS: &str = "2";

/// Of the decisions.
pub const LEDGER: &str = "2";

/// Of canonical watchlists.
pub const LISTS: &str = "2";

/// Of reported documents.
pub const LOST_DOCUMENTS: &str = "1";

/// Of manifests that an import or the generator wrote, and of the truth about them.
pub const MANIFESTS: &str = "1";

/// What this program reads, of every kind.
pub const READ: [&str; 2] = ["1", "2"];

/// The key of a file's metadata that holds it.
pub const KEY: &str = "preboard.schema_version";

/// What is wrong with a file of this version; one without a version was made by another tool,
/// and is read as it is.
pub fn fault(version: Option<&str>) -> Option<String> {
    let version = version.filter(|version| !READ.contains(version))?;
    let [first, second] = READ;
    Some(format!(
        "has schema version {version}, this program reads {first} and {second}"
    ))
}
