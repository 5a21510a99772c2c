//! `[import]`: what an import of lists or messages may lose, and by which table topics are read.

use serde::Deserialize;
use std::path::{Path, PathBuf};

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImportRules {
    /// The share of what is read past which nothing is written.
    pub most_lost: f64,
    /// Entries of a hundred by which a field may be less filled than in the list of before.
    pub field_lost_points: u64,
    /// What a folder of sources holds and is not read.
    pub unread_files: Unread,
    /// The operator's own; blank for the one that is compiled in.
    topics: PathBuf,
}

/// What files that lie in a folder of inputs and are not read do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unread {
    #[default]
    Warn,
    Stop,
}

impl ImportRules {
    pub fn topics(&self) -> Option<&Path> {
        Some(self.topics.as_path()).filter(|path| !path.as_os_str().is_empty())
    }

    /// `Err` names the key and the rule.
    pub(super) fn check(&self) -> Result<(), String> {
        if !(0.0..=1.0).contains(&self.most_lost) {
            return Err("import.most_lost must lie between 0 and 1".to_owned());
        }
        match self.field_lost_points {
            1..=100 => Ok(()),
            _ => Err("import.field_lost_points must lie between 1 and 100".to_owned()),
        }
    }
}
