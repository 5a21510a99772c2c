//! Group files for the eyes of their recipients alone, by age (age-encryption.org/v1).
//!
//! Each encryption draws a new key, so these bytes differ from run to run: they are outside
//! the promise that the same inputs give the same bytes.

use crate::error::{Error, Kind, Result};
use std::collections::BTreeMap;

/// Public keys by group.
pub type Recipients = BTreeMap<String, Vec<String>>;

/// Whether this program can write for them; asked before a night's work.
pub fn check(recipients: &Recipients) -> Result<()> {
    for (group, keys) in recipients {
        seal(&[], keys).map_err(|error| {
            let what = format!("output.recipients.{group}: {}", error.what);
            Error { what, ..error }
        })?;
    }
    Ok(())
}

/// The whole encrypted file.
#[cfg(feature = "encrypt")]
pub fn seal(bytes: &[u8], keys: &[String]) -> Result<Vec<u8>> {
    use age::x25519::Recipient;
    use std::io::Write;
    let recipients: Vec<Recipient> = keys
        .iter()
        .enumerate()
        .map(|(at, key)| key.parse().map_err(|_| no_key(at)))
        .collect::<Result<_>>()?;
    let recipients = recipients.iter().map(|key| key as &dyn age::Recipient);
    let encryptor = age::Encryptor::with_recipients(recipients).map_err(|e| failed(&e))?;
    let mut sealed = Vec::new();
    let mut writer = encryptor.wrap_output(&mut sealed).map_err(|e| failed(&e))?;
    writer.write_all(bytes).map_err(|e| failed(&e))?;
    writer.finish().map_err(|e| failed(&e))?;
    Ok(sealed)
}

#[cfg(feature = "encrypt")]
fn no_key(at: usize) -> Error {
    let number = at + 1;
    Error::new(Kind::Config, format!("key {number} is no age public key"))
        .hint("`age-keygen` prints one: age1 and 58 more characters")
}

#[cfg(feature = "encrypt")]
fn failed(cause: &dyn std::fmt::Display) -> Error {
    Error::new(Kind::Bug, "cannot encrypt a file in memory")
        .because(cause)
        .hint("nothing was published; report this defect")
}

#[cfg(not(feature = "encrypt"))]
pub fn seal(_: &[u8], _: &[String]) -> Result<Vec<u8>> {
    let what = "encryption is not built into this program";
    Err(Error::new(Kind::Unavailable, what)
        .hint("build it with `cargo build --release --features encrypt`, or leave the keys out"))
}
