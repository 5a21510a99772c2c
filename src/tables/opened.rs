//! A file that is opened once: its digest and every reading of its rows use one descriptor,
//! so that what was read is what was hashed, whatever is renamed over the path meanwhile.
//!
//! It is read at places and never by a cursor, which descriptors of one opening share: two
//! threads may read it at once.

use crate::error::{Error, Result};
use crate::files::{self, Since, Stamp, disk};
use crate::tables::damage::Failure;
use bytes::Bytes;
use parquet::errors::ParquetError;
use parquet::file::reader::{ChunkReader, Length};
use std::io::{BufReader, Read};
use std::path::Path;
use std::sync::Arc;

#[derive(Clone, Debug)]
pub struct Opened {
    file: Arc<disk::File>,
    length: u64,
    stamp: Stamp,
    failure: Failure,
}

impl Opened {
    pub fn open(path: &Path) -> Result<Opened> {
        let file = files::open(path)?;
        let data = file.about().map_err(|e| Error::cannot_read(path, &e))?;
        Ok(Opened {
            length: data.len(),
            stamp: Stamp::of(&data),
            failure: Failure::default(),
            file: Arc::new(file),
        })
    }

    /// SHA-256 of the whole file, in hexadecimal.
    pub fn digest(&self, path: &Path) -> Result<String> {
        let digest = files::digest_of_reader(&mut self.reader(0));
        digest.map_err(|e| files::read_failed(path, &e))
    }

    /// Refuses a file that is not, to the byte, what stands at the path and what was hashed.
    pub fn require_unchanged(&self, path: &Path, digest: &str) -> Result<()> {
        let same = match self.stamp.since(path)? {
            Since::Same => true,
            Since::Touched => self.digest(path)? == digest,
            Since::Changed => false,
        };
        match same {
            true => Ok(()),
            false => Err(files::changed_meanwhile(path)),
        }
    }

    pub(super) fn failure(&self) -> Failure {
        Arc::clone(&self.failure)
    }

    fn reader(&self, start: u64) -> Reader {
        Reader {
            failure: self.failure(),
            file: Arc::clone(&self.file),
            at: start,
        }
    }
}

/// Reads on from a place of its own.
pub struct Reader {
    file: Arc<disk::File>,
    at: u64,
    failure: Failure,
}

impl Read for Reader {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.file.read_at(buffer, self.at).inspect_err(|e| {
            self.failure.get_or_init(|| e.to_string());
        })?;
        self.at += read as u64;
        Ok(read)
    }
}

impl Length for Opened {
    fn len(&self) -> u64 {
        self.length
    }
}

impl ChunkReader for Opened {
    type T = BufReader<Reader>;

    fn get_read(&self, start: u64) -> parquet::errors::Result<Self::T> {
        Ok(BufReader::new(self.reader(start)))
    }

    fn get_bytes(&self, start: u64, length: usize) -> parquet::errors::Result<Bytes> {
        let end = start.checked_add(length as u64);
        if end.is_none_or(|end| self.length < end) {
            let what = format!("{length} bytes from {start} lie beyond the file's end");
            return Err(ParquetError::EOF(what));
        }
        let mut bytes = vec![0; length];
        self.reader(start).read_exact(&mut bytes)?;
        Ok(bytes.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_renamed_over_the_path_is_neither_read_nor_hashed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("night.parquet");
        std::fs::write(&path, b"first").unwrap();
        let opened = Opened::open(&path).unwrap();
        std::fs::write(folder.path().join("other"), b"other and longer").unwrap();
        std::fs::rename(folder.path().join("other"), &path).unwrap();
        assert_eq!(opened.get_bytes(1, 4).unwrap().as_ref(), b"irst");
        let digest = opened.digest(&path).unwrap();
        assert_eq!(digest, files::digest_of_bytes(b"first"));
        assert_ne!(digest, files::digest_of_file(&path).unwrap());
        let error = opened.require_unchanged(&path, &digest).unwrap_err();
        assert_eq!(error.kind, crate::error::Kind::Data);
    }

    #[test]
    fn readings_have_places_of_their_own_and_end_with_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("night.parquet");
        std::fs::write(&path, b"0123456789").unwrap();
        let opened = Opened::open(&path).unwrap();
        let (mut one, mut other) = (opened.get_read(2).unwrap(), opened.get_read(7).unwrap());
        let (mut text, mut rest) = ([0; 3], String::new());
        one.read_exact(&mut text).unwrap();
        other.read_to_string(&mut rest).unwrap();
        assert_eq!((&text, rest.as_str()), (b"234", "789"));
        assert!(opened.get_bytes(8, 3).is_err());
        assert!(opened.get_bytes(u64::MAX, 3).is_err());
        assert!(Opened::open(folder.path()).is_err());
    }
}
