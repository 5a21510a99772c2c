//! How rare names are: the operator's own table, or the bundled one. Every command that
//! screens takes it from here, with the digest of what it took.

use crate::error::{Error, Kind, Result};
use crate::files;
use crate::names::rarity::Rarity;
use crate::names::traffic;
use crate::settings::Settings;
use std::borrow::Cow;

pub struct RarityTable {
    pub table: Rarity,
    /// Of the table's text.
    pub digest: String,
}

pub fn load(settings: &Settings) -> Result<RarityTable> {
    let text = text(settings)?;
    Ok(RarityTable {
        table: Rarity::parse(&text),
        digest: files::digest_of_bytes(text.as_bytes()),
    })
}

fn text(settings: &Settings) -> Result<Cow<'static, str>> {
    let Some(path) = &settings.rarity else {
        return Ok(Cow::Borrowed(Rarity::bundled_text()));
    };
    let text = files::read_text(path)?;
    match traffic::first_bad_line(&text) {
        None => Ok(Cow::Owned(text)),
        Some(line) => {
            let what = format!("{}:{line}: no row of a rarity table", path.display());
            Err(Error::new(Kind::Data, what).hint("build it with `preboard names build`"))
        }
    }
}
