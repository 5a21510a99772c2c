//! A file that is opened once: its digest and every reading of its rows use one descriptor,
//! so that what was read is what was hashed, whatever is renamed over the path meanwhile.
//!
//! It is read at places and never by a cursor, which descriptors of one opening share: two
//! threads may read it at once.

use crate::error::{Error, Kind, Result};
use crate::files::{self, Hasher};
use bytes::Bytes;
use parquet::errors::ParquetError;
use parquet::file::reader::{ChunkReader, Length};
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;
use std::sync::Arc;

#[derive(Clone, Debug)]
pub struct Opened {
    file: Arc<File>,
    length: u64,
}

impl Opened {
    pub fn open(path: &Path) -> Result<Opened> {
        let file = File::open(path).map_err(|e| Error::cannot_read(path, &e))?;
        let data = file.metadata().map_err(|e| Error::cannot_read(path, &e))?;
        if data.is_dir() {
            let what = format!("{} is a folder", path.display());
            return Err(Error::new(Kind::NoInput, what).hint("name a file"));
        }
        Ok(Opened {
            length: data.len(),
            file: Arc::new(file),
        })
    }

    /// SHA-256 of the whole file, in hexadecimal.
    pub fn digest(&self, path: &Path) -> Result<String> {
        let mut reader = self.reader(0);
        let mut hasher = Hasher::default();
        let mut buffer = vec![0; 1 << 18];
        loop {
            match reader.read(&mut buffer) {
                Ok(0) => return Ok(hasher.finish()),
                Ok(n) => hasher.update(&buffer[..n]),
                Err(e) => return Err(files::read_failed(path, &e)),
            }
        }
    }

    fn reader(&self, start: u64) -> Reader {
        Reader {
            file: Arc::clone(&self.file),
            at: start,
        }
    }
}

/// Reads on from a place of its own.
pub struct Reader {
    file: Arc<File>,
    at: u64,
}

impl Read for Reader {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = read_at(&self.file, buffer, self.at)?;
        self.at += read as u64;
        Ok(read)
    }
}

#[cfg(unix)]
fn read_at(file: &File, buffer: &mut [u8], at: u64) -> std::io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, buffer, at)
}

#[cfg(windows)]
fn read_at(file: &File, buffer: &mut [u8], at: u64) -> std::io::Result<usize> {
    std::os::windows::fs::FileExt::seek_read(file, buffer, at)
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
