//! Whether somebody who was shared is to be called back, now that lists and ledger were read anyway.

use crate::commands::load::Loaded;
use crate::commands::redress::Redress;
use crate::commands::share::due::{Listed, Present};
use crate::commands::share::{Shares, recall, say_due, standing};
use crate::commands::ui::Ui;
use crate::error::Result;
use crate::journal::read;
use crate::settings::Settings;
use jiff::tz::TimeZone;
use std::collections::BTreeMap;
use std::path::Path;

/// What cannot be told ends no night: it is a warning.
pub(super) fn say(out: &Path, settings: &Settings, loaded: &Loaded, redress: &Redress, ui: &Ui) {
    match count(out, settings, loaded, redress) {
        Ok(count) => say_due(count, out, ui),
        Err(error) => ui.warn(&format!(
            "whether anybody is to be called back is unknown: {error}"
        )),
    }
}

fn count(out: &Path, settings: &Settings, loaded: &Loaded, redress: &Redress) -> Result<usize> {
    let Some(journal) = read::read(out)? else {
        return Ok(0);
    };
    let shares = Shares::read(out, &journal)?;
    let standing = standing::all(&shares);
    if standing.is_empty() {
        return Ok(0);
    }
    let keys = standing::keys(&standing);
    let listed = loaded.screener.listed(&keys).into_iter();
    let listed: Listed = listed.map(|key| (key.clone(), BTreeMap::new())).collect();
    let today = settings.as_of.to_zoned(TimeZone::UTC).date();
    let present = Present::of(settings, redress, listed, today)?;
    Ok(recall::due(&standing, &present, out)?.len())
}
