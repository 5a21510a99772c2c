//! The file of partners that the settings name.

use crate::decide::Action;
use crate::error::{Error, Kind, Result};
use crate::files;
use crate::settings::Settings;
use crate::sharing::agreements::Agreements;

/// None where no file is named: then nothing is shared with anybody.
pub fn agreements(settings: &Settings) -> Result<Agreements> {
    let Some(path) = &settings.partners else {
        return Ok(Agreements::default());
    };
    let categories = &settings.policy.categories;
    let is_protected = |name: &str| {
        let known = categories.get(name);
        known.is_some_and(|category| category.action == Action::WelfareReferral)
    };
    let text = files::read_text(path)?;
    let parsed = Agreements::parse(&text, |name| categories.contains_key(name), is_protected);
    parsed.map_err(|cause| {
        let what = format!("{}: the agreements are wrong", path.display());
        Error::new(Kind::Config, what)
            .because(cause.trim_end())
            .hint("docs/sharing.md has every key; nothing was shared")
    })
}
