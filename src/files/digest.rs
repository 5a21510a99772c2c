//! SHA-256 of what is written and read, in hexadecimal.

use super::{disk, read_failed};
use crate::error::{Error, Result};
use sha2::{Digest, Sha256};
use std::io::Read;
use std::path::Path;

/// Of a file's bytes.
pub fn digest_of_file(path: &Path) -> Result<String> {
    let mut file = disk::open(path).map_err(|e| Error::cannot_read(path, &e))?;
    digest_of_reader(&mut file).map_err(|e| read_failed(path, &e))
}

/// Of what a reader gives until its end.
pub fn digest_of_reader(reader: &mut impl Read) -> std::io::Result<String> {
    let mut hasher = Hasher::default();
    let mut buffer = vec![0; 1 << 18];
    loop {
        match reader.read(&mut buffer)? {
            0 => return Ok(hasher.finish()),
            n => hasher.update(&buffer[..n]),
        }
    }
}

/// Of what comes in pieces.
#[derive(Default)]
pub struct Hasher(Sha256);

impl Hasher {
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    pub fn finish(self) -> String {
        hex(&self.0.finalize())
    }
}

/// Of bytes.
pub fn digest_of_bytes(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
