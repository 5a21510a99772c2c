//! An open file whose every reading, writing and sync can be made to fail.

use super::faults::{Call, ask};
use std::fs::{self, Metadata, TryLockError};
use std::io::{Read, Result, Seek, SeekFrom, Write};

#[derive(Debug)]
pub struct File(fs::File);

impl File {
    pub(super) fn of(file: fs::File) -> File {
        File(file)
    }

    pub fn about(&self) -> Result<Metadata> {
        ask(Call::Stat)?;
        self.0.metadata()
    }

    /// Waits until it is on the disk.
    pub fn sync(&self) -> Result<()> {
        ask(Call::Sync)?;
        self.0.sync_all()
    }

    /// Cuts what follows.
    pub fn cut(&self, length: u64) -> Result<()> {
        ask(Call::Write)?;
        self.0.set_len(length)
    }

    /// `false` when another holds it. The system frees it when the process ends, however it
    /// ends.
    pub fn lock(&self) -> Result<bool> {
        ask(Call::Lock)?;
        match self.0.try_lock() {
            Ok(()) => Ok(true),
            Err(TryLockError::WouldBlock) => Ok(false),
            Err(TryLockError::Error(e)) => Err(e),
        }
    }

    /// From a place of its own: descriptors of one opening share their cursor.
    pub fn read_at(&self, buffer: &mut [u8], at: u64) -> Result<usize> {
        ask(Call::Read)?;
        #[cfg(unix)]
        return std::os::unix::fs::FileExt::read_at(&self.0, buffer, at);
        #[cfg(windows)]
        return std::os::windows::fs::FileExt::seek_read(&self.0, buffer, at);
    }
}

impl Read for File {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        ask(Call::Read)?;
        self.0.read(buffer)
    }
}

impl Write for File {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        ask(Call::Write)?;
        self.0.write(bytes)
    }

    fn flush(&mut self) -> Result<()> {
        self.0.flush()
    }
}

impl Seek for File {
    fn seek(&mut self, to: SeekFrom) -> Result<u64> {
        self.0.seek(to)
    }
}
