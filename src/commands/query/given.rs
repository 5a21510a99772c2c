//! Files that an analyst brings: `--table NAME=PATH`.

use crate::error::Result;
use crate::files;
use crate::frames::sql::{Asked, Loaded};
use crate::frames::{flat, read};
use crate::schema::personal::may_be_personal;
use std::path::PathBuf;

pub struct Given {
    pub name: String,
    pub path: PathBuf,
}

impl Given {
    /// Its rows, with the columns that seem to identify nobody and those that the question names.
    pub fn load(&self, asked: &Asked) -> Result<Loaded> {
        let bytes = files::read(&self.path)?;
        let names = self.names(&bytes)?;
        let names = names.into_iter().map(|(name, _)| name);
        let wanted = |column: &str| !may_be_personal(column) || asked.names(column);
        let rows = match is_parquet(&bytes) {
            true => read::parquet(&self.path, bytes, wanted)?,
            false => flat::read(&self.path, &bytes, wanted)?,
        };
        Ok(Loaded {
            rows,
            personal: names.filter(|name| may_be_personal(name)).collect(),
        })
    }

    /// Names and types of its columns.
    pub fn columns(&self) -> Result<Vec<(String, String)>> {
        self.names(&files::read(&self.path)?)
    }

    fn names(&self, bytes: &[u8]) -> Result<Vec<(String, String)>> {
        match is_parquet(bytes) {
            true => read::columns_of(&self.path, bytes.to_vec()),
            false => flat::columns_of(&self.path, bytes),
        }
    }
}

/// By what it is, not by what it is called.
fn is_parquet(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PAR1") || bytes.starts_with(b"PARE")
}
