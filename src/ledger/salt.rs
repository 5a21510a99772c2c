//! `OUT/ledger/salt`: 64 hexadecimal digits of this installation, made at the first review
//! and never written again.
//!
//! Lost, it cannot be made anew: parts that were written with it clear nobody from then on.

use crate::error::{Error, Kind, Result};
use crate::files;
use crate::ledger::FOLDER;
use crate::redress::Salt;
use rand::TryRngCore;
use rand::rngs::OsRng;
use std::path::{Path, PathBuf};

pub fn path(out: &Path) -> PathBuf {
    out.join(FOLDER).join("salt")
}

/// `None` when there is none (yet). A damaged one is an error: it must be restored.
pub fn read(out: &Path) -> Result<Option<Salt>> {
    let path = path(out);
    if !files::is_there(&path)? {
        return Ok(None);
    }
    let text = files::read(&path)?;
    let salt = std::str::from_utf8(&text).ok().and_then(parse);
    let what = || Error::new(Kind::Data, format!("{} is no salt", path.display()));
    salt.map(Some).ok_or_else(|| {
        what().hint("restore it from a backup; without it the decisions clear nobody")
    })
}

/// The salt there is, or a new one. The caller holds the ledger's lock, so that no two
/// make one.
pub(super) fn ensure(out: &Path) -> Result<Salt> {
    if let Some(salt) = read(out)? {
        return Ok(salt);
    }
    let mut bytes = [0; Salt::LENGTH];
    OsRng.try_fill_bytes(&mut bytes).map_err(|e| {
        Error::new(Kind::Io, "the system gives no random bytes")
            .because(e)
            .hint("nothing was recorded; run it again")
    })?;
    let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let path = path(out);
    files::write_new(&path, format!("{digits}\n").as_bytes())?;
    Ok(Salt::new(bytes))
}

fn parse(text: &str) -> Option<Salt> {
    let text = text.trim_end();
    let hexadecimal = text.len() == 2 * Salt::LENGTH && text.bytes().all(|b| b.is_ascii_hexdigit());
    let mut bytes = [0; Salt::LENGTH];
    for (place, byte) in bytes.iter_mut().enumerate().filter(|_| hexadecimal) {
        *byte = u8::from_str_radix(&text[2 * place..2 * place + 2], 16).ok()?;
    }
    hexadecimal.then_some(Salt::new(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_salt_is_made_once_and_a_damaged_one_is_not_replaced() {
        let out = tempfile::tempdir().unwrap();
        assert_eq!(read(out.path()).unwrap(), None);
        let made = ensure(out.path()).unwrap();
        assert_eq!(ensure(out.path()).unwrap(), made);
        assert_eq!(read(out.path()).unwrap(), Some(made.clone()));
        let other = tempfile::tempdir().unwrap();
        assert_ne!(ensure(other.path()).unwrap(), made);
        for damage in ["", "abc", &"g".repeat(64), &"é".repeat(32)] {
            std::fs::write(path(out.path()), damage).unwrap();
            assert_eq!(ensure(out.path()).err().unwrap().kind, Kind::Data);
            assert_eq!(std::fs::read(path(out.path())).unwrap(), damage.as_bytes());
        }
    }
}
