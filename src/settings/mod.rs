//! What was typed and written becomes what it means: every value known, checked, and with
//! its origin kept.
//!
//! Precedence, lowest first: the compiled-in defaults, the settings file, the command line.

mod doubts;

mod import;

pub mod layers;

pub mod retention;

pub mod rules;

use crate::cli::Inputs;
use crate::cli::shared::SettingsFile;
use crate::decide::Policy;
use crate::error::{Error, Kind, Result};
use crate::files;
use crate::manifest;
use crate::redress;
use crate::routing;
use crate::score::Weights;
use crate::tables::limits::Limits;
pub use doubts::DoubtRules;
pub use import::{ImportRules, Unread};
use jiff::Timestamp;
use layers::{Layers, Shown};
pub use retention::Retention;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Used when no `--config` is given and the file is there.
pub const DEFAULT_FILE: &str = "configs/preboard.toml";

#[derive(Clone, Debug)]
pub struct Settings {
    pub inputs: InputPaths,
    pub output: Output,
    pub as_of: Timestamp,
    pub threads: Option<usize>,
    pub quarantine_ceiling: f64,
    /// When tonight is doubted, and when it is stopped for it.
    pub doubts: DoubtRules,
    /// What files may ask for.
    pub limits: Limits,
    pub import: ImportRules,
    /// The file of partners; nothing is shared when there is none.
    pub partners: Option<PathBuf>,
    pub manifest: manifest::schema::Config,
    /// The operator's own rarity table; the bundled one when there is none.
    pub rarity: Option<PathBuf>,
    pub policy: Policy,
    pub redress: redress::RedressRules,
    pub retention: Retention,
    pub weights: Weights,
    pub routing: routing::Tables,
    /// Every value with its origin, in key order.
    pub shown: Vec<Shown>,
    /// Of the values that can change a result: not of paths and threads.
    pub digest: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InputPaths {
    pub manifests: Vec<PathBuf>,
    pub watchlists: Vec<PathBuf>,
    pub lost_documents: Vec<PathBuf>,
    /// Redress numbers and the pairs that they clear.
    pub redress: Vec<PathBuf>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Output {
    pub folder: PathBuf,
    pub redress_text: String,
    pub cut_off_minutes: i64,
    /// Before departure: when the door closes.
    pub door_minutes: i64,
    /// From one run to the next; 0 when nobody says.
    pub run_every_minutes: i64,
    /// Public keys, by group, of those who alone may read its files.
    pub recipients: BTreeMap<String, Vec<String>>,
    /// By liaison group, the unix group that reads its folder.
    pub group_readable: BTreeMap<String, String>,
    /// The unix group that every officer is in, where those are several.
    pub officers: String,
}

/// The merged table, typed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Merged {
    inputs: InputPaths,
    output: Output,
    run: RunSection,
    limits: Limits,
    import: ImportRules,
    sharing: SharingSection,
    manifest: manifest::schema::Config,
    names: NamesSection,
    decision: Policy,
    redress: redress::RedressRules,
    retention: retention::Section,
    weights: Weights,
    routing: routing::Tables,
}

/// Unknown keys were refused when the layers were laid.
#[derive(Debug, Deserialize)]
struct RunSection {
    as_of: String,
    threads: usize,
    quarantine_ceiling: f64,
    #[serde(flatten)]
    doubts: doubts::Section,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SharingSection {
    partners: PathBuf,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NamesSection {
    rarity: PathBuf,
}

/// Settings that are no text are wrong settings, and no wrong input.
fn text_of(file: &Path) -> Result<String> {
    files::read_text(file).map_err(|e| Error {
        kind: if e.kind == Kind::Data {
            Kind::Config
        } else {
            e.kind
        },
        ..e
    })
}

impl Settings {
    /// `now` is the clock, read once by the caller; it counts only when nothing else says
    /// what moment it is.
    pub fn resolve(typed: &Inputs, now: Timestamp) -> Result<Settings> {
        let Some(file) = settings_file(typed)? else {
            return Settings::without_file(typed, now);
        };
        let mut layers = Layers::defaults();
        layers.add_file(&file, &text_of(&file)?)?;
        layers.add_typed(typed);
        Settings::from_layers(layers, &file, now)
    }

    /// The defaults with the command line alone, for jobs that need no settings file.
    pub fn without_file(typed: &Inputs, now: Timestamp) -> Result<Settings> {
        let mut layers = Layers::defaults();
        layers.add_typed(typed);
        Settings::from_layers(layers, Path::new("the defaults"), now)
    }

    /// For whoever needs none: a file that is named must be right.
    pub fn check_file(file: &SettingsFile, now: Timestamp) -> Result<()> {
        Settings::of_file(file, now).map(drop)
    }

    /// Of a file that was named, or the defaults: a job that makes inputs does not look for one.
    pub fn of_file(file: &SettingsFile, now: Timestamp) -> Result<Settings> {
        let typed = Inputs {
            settings: file.clone(),
            ..Inputs::default()
        };
        match file.config {
            Some(_) => Settings::resolve(&typed, now),
            None => Settings::without_file(&typed, now),
        }
    }

    fn from_layers(layers: Layers, file: &Path, now: Timestamp) -> Result<Settings> {
        let merged: Merged = layers.typed().map_err(|e| bad_settings(file, &e))?;
        let Merged {
            inputs,
            output,
            run,
            limits,
            import,
            sharing,
            manifest,
            names,
            decision,
            redress,
            retention,
            weights,
            routing,
        } = merged;
        let RunSection {
            as_of,
            threads,
            quarantine_ceiling,
            doubts,
        } = run;
        rules::check(&decision, &weights, quarantine_ceiling)
            .and_then(|()| rules::check_counts(output.cut_off_minutes, threads))
            .and_then(|()| rules::check_redress(redress))
            .and_then(|()| rules::check_recipients(&output.recipients, &routing))
            .and_then(|()| rules::check_readers(&output.group_readable, &routing))
            .and_then(|()| rules::check_contacts(&routing))
            .and_then(|()| rules::check_directory(&routing))
            .and_then(|()| rules::check_clock(output.door_minutes, output.run_every_minutes))
            .and_then(|()| doubts.check())
            .and_then(|()| rules::check_limits(&limits))
            .and_then(|()| import.check())
            .map_err(|message| bad_settings(file, &message))?;
        if let Some(column) = manifest.unknown_column() {
            let cause = format!("manifest.columns.{column}: no column of the contract");
            return Err(bad_settings(file, &cause));
        }
        let as_of = moment(&as_of, now).map_err(|e| bad_settings(file, &e))?;
        Ok(Settings {
            inputs,
            output,
            as_of,
            threads: (threads > 0).then_some(threads),
            quarantine_ceiling,
            doubts: doubts.rules(layers.is_said("run.list_age_days")),
            limits,
            import,
            partners: Some(sharing.partners).filter(|path| !path.as_os_str().is_empty()),
            manifest,
            rarity: Some(names.rarity).filter(|path| !path.as_os_str().is_empty()),
            policy: decision,
            redress,
            retention: retention.resolve().map_err(|e| bad_settings(file, &e))?,
            weights,
            routing,
            shown: layers.shown(),
            digest: layers.digest(),
        })
    }
}

/// What was typed must be there; the default file need not.
fn settings_file(typed: &Inputs) -> Result<Option<PathBuf>> {
    let default = Path::new(DEFAULT_FILE);
    match &typed.settings.config {
        Some(typed) => Ok(Some(typed.clone())),
        None => Ok(files::is_there(default)?.then(|| default.into())),
    }
}

fn moment(text: &str, now: Timestamp) -> std::result::Result<Timestamp, String> {
    if text.is_empty() {
        return Ok(now);
    }
    text.parse()
        .map_err(|_| format!("run.as_of: {text:?} is not an RFC 3339 moment"))
}

fn bad_settings(file: &Path, cause: &dyn std::fmt::Display) -> Error {
    Error::new(
        Kind::Config,
        format!("{}: the settings are wrong", file.display()),
    )
    .because(cause)
    .hint("`preboard check --show-settings` prints every key with its value")
}
