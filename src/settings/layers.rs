//! Settings as layered tables: which value wins, and where each came from.

use crate::cli::{Inputs, Moment, Threads};
use crate::error::{Error, Kind, Result};
use crate::files::digest_of_bytes;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use toml::{Table, Value};

const DEFAULTS: &str = include_str!("../../configs/defaults.toml");
const GROUPS: &str = include_str!("../../configs/groups.toml");
const DOCUMENTS: &str = include_str!("../../configs/documents.toml");

/// Tables whose keys the operator may add to.
const OPEN: [&str; 16] = [
    "decision.base_rate_of",
    "decision.categories",
    "decision.documents.authority",
    "decision.documents.elements",
    "decision.lines_of",
    "manifest.columns",
    "output.group_readable",
    "output.recipients",
    "retention.presets",
    "run.list_age_days_of",
    "run.list_age_warning_days_of",
    "run.list_least_share_of",
    "run.list_lost_share_of",
    "routing.contacts",
    "routing.groups",
    "routing.ports",
];

/// The origin of a value that nobody said.
const DEFAULT: &str = "default";

/// Values that change no result, and so no digest.
const WITHOUT_EFFECT: [&str; 9] = [
    "import.",
    "inputs.",
    "output.folder",
    "output.group_readable",
    "output.officers",
    "output.recipients",
    "retention.hold",
    "run.threads",
    "sharing.",
];

pub struct Layers {
    table: Table,
    origins: BTreeMap<String, String>,
}

/// One setting as `check --show-settings` and `run.json` show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    pub key: String,
    pub value: String,
    pub origin: String,
}

impl Layers {
    pub fn defaults() -> Layers {
        let mut table: Table = DEFAULTS
            .parse()
            .expect("a test parses the bundled defaults");
        let groups: Table = GROUPS.parse().expect("a test parses the bundled groups");
        table.insert("routing".to_owned(), Value::Table(groups));
        let documents: Table = DOCUMENTS.parse().expect("a test parses the bundled tables");
        if let Some(Value::Table(decision)) = table.get_mut("decision") {
            decision.insert("documents".to_owned(), Value::Table(documents));
        }
        let keys = flatten(&table).into_keys();
        let origins = keys.map(|key| (key, DEFAULT.to_owned())).collect();
        Layers { table, origins }
    }

    /// Unknown keys are refused: a misspelt key would silently leave its default in force.
    pub fn add_file(&mut self, path: &Path, text: &str) -> Result<()> {
        let wrong = |cause: &dyn std::fmt::Display| {
            Error::new(
                Kind::Config,
                format!("{}: the settings are wrong", path.display()),
            )
            .because(cause)
        };
        let mut file: Table = text
            .parse()
            .map_err(|e: toml::de::Error| wrong(&e).hint("mend the line; the file is TOML"))?;
        let known = flatten(&self.table);
        for key in flatten(&file).keys() {
            if !is_known(key, &known) {
                return Err(wrong(&format!("unknown key {key}")).hint(advice(key, &known)));
            }
        }
        make_paths_relative_to(path.parent().unwrap_or(Path::new("")), &mut file);
        self.merge(file, &path.display().to_string());
        Ok(())
    }

    pub fn add_typed(&mut self, typed: &Inputs) {
        let Inputs {
            settings: _,
            manifest,
            watchlist,
            lost_documents,
            out,
            moment: Moment { as_of },
            work: Threads { threads },
        } = typed;
        let mut table = Table::new();
        set_paths(&mut table, "manifests", manifest);
        set_paths(&mut table, "watchlists", watchlist);
        set_paths(&mut table, "lost_documents", lost_documents);
        let mut typed = Table::new();
        typed.insert("inputs".to_owned(), Value::Table(table));
        if let Some(out) = out {
            let folder = Value::String(out.display().to_string());
            typed.insert("output".to_owned(), section("folder", folder));
        }
        let mut run = Table::new();
        if let Some(as_of) = as_of {
            run.insert("as_of".to_owned(), Value::String(as_of.to_string()));
        }
        if let Some(threads) = threads {
            run.insert(
                "threads".to_owned(),
                Value::Integer(i64::try_from(*threads).unwrap_or(i64::MAX)),
            );
        }
        typed.insert("run".to_owned(), Value::Table(run));
        self.merge(typed, "command line");
    }

    fn merge(&mut self, layer: Table, origin: &str) {
        for key in flatten(&layer).into_keys() {
            self.origins.insert(key, origin.to_owned());
        }
        merge_tables(&mut self.table, layer);
    }

    /// The merged table as a typed value; every key must fit.
    pub fn typed<T: DeserializeOwned>(&self) -> std::result::Result<T, toml::de::Error> {
        self.table.clone().try_into()
    }

    pub fn shown(&self) -> Vec<Shown> {
        let origin = |key: &str| self.origins.get(key).cloned().unwrap_or_default();
        let values = flatten(&self.table).into_iter();
        values
            .map(|(key, value)| Shown {
                origin: origin(&key),
                key,
                value: value.to_string(),
            })
            .collect()
    }

    /// Whether somebody said it: the operator's file or the command line.
    pub fn is_said(&self, key: &str) -> bool {
        let origin = self.origins.get(key);
        origin.is_some_and(|origin| origin != DEFAULT)
    }

    pub fn digest(&self) -> String {
        let values = flatten(&self.table).into_iter();
        digest_of(values.map(|(key, value)| (key, value.to_string())))
    }
}

/// The same digest from the settings that `run.json` shows; nothing that is no such block
/// has one.
pub fn digest_of_shown(settings: &serde_json::Value) -> String {
    let rows = settings.as_object().into_iter().flatten();
    let value = |row: &serde_json::Value| row["value"].as_str().unwrap_or_default().to_owned();
    // By key, whatever order the object came in.
    let values: BTreeMap<String, String> =
        rows.map(|(key, row)| (key.clone(), value(row))).collect();
    digest_of(values.into_iter())
}

fn digest_of(values: impl Iterator<Item = (String, String)>) -> String {
    let has_effect = |key: &str| !WITHOUT_EFFECT.iter().any(|prefix| key.starts_with(prefix));
    let lines = values.filter(|(key, _)| has_effect(key));
    let text: String = lines
        .map(|(key, value)| format!("{key} = {value}\n"))
        .collect();
    digest_of_bytes(text.as_bytes())
}

/// Dotted keys of all values; arrays count as one value.
fn flatten(table: &Table) -> BTreeMap<String, Value> {
    let mut flat = BTreeMap::new();
    for (key, value) in table {
        match value {
            Value::Table(inner) => {
                let inner = flatten(inner).into_iter();
                flat.extend(inner.map(|(rest, value)| (format!("{key}.{rest}"), value)));
            }
            _ => {
                flat.insert(key.clone(), value.clone());
            }
        }
    }
    flat
}

fn is_known(key: &str, known: &BTreeMap<String, Value>) -> bool {
    known.contains_key(key) || OPEN.iter().any(|open| key.starts_with(&format!("{open}.")))
}

fn advice(key: &str, known: &BTreeMap<String, Value>) -> String {
    let likeness = |candidate: &&String| (strsim::jaro_winkler(key, candidate) * 1000.0) as u32;
    let nearest = known.keys().max_by_key(likeness);
    nearest.map_or_else(String::new, |nearest| format!("did you mean {nearest}?"))
}

fn merge_tables(into: &mut Table, layer: Table) {
    for (key, value) in layer {
        match (into.get_mut(&key), value) {
            (Some(Value::Table(known)), Value::Table(more)) => merge_tables(known, more),
            (_, value) => {
                into.insert(key, value);
            }
        }
    }
}

/// Paths in a settings file are relative to the file, wherever the job is started. The
/// output folder is not: it is where the operator stands.
fn make_paths_relative_to(folder: &Path, file: &mut Table) {
    for (section, key) in [
        ("names", "rarity"),
        ("import", "topics"),
        ("sharing", "partners"),
    ] {
        if let Some(Value::Table(table)) = file.get_mut(section)
            && let Some(Value::String(text)) = table.get_mut(key)
            && !text.is_empty()
        {
            *text = tidy(&folder.join(&*text)).display().to_string();
        }
    }
    let Some(Value::Table(inputs)) = file.get_mut("inputs") else {
        return;
    };
    for (_, value) in inputs.iter_mut() {
        let Value::Array(paths) = value else { continue };
        for path in paths {
            if let Value::String(text) = path {
                *text = tidy(&folder.join(&*text)).display().to_string();
            }
        }
    }
}

/// `configs/../sample_data` reads better as `sample_data`.
fn tidy(path: &Path) -> PathBuf {
    let mut tidied = PathBuf::new();
    for part in path.components() {
        let up = part == std::path::Component::ParentDir;
        let inside = tidied.file_name().is_some_and(|name| name != "..");
        if up && inside {
            tidied.pop();
        } else {
            tidied.push(part);
        }
    }
    tidied
}

fn set_paths(table: &mut Table, key: &str, paths: &[PathBuf]) {
    if !paths.is_empty() {
        let values = paths
            .iter()
            .map(|path| Value::String(path.display().to_string()));
        table.insert(key.to_owned(), Value::Array(values.collect()));
    }
}

fn section(key: &str, value: Value) -> Value {
    let mut table = Table::new();
    table.insert(key.to_owned(), value);
    Value::Table(table)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn later_layers_win_and_say_so() {
        let mut layers = Layers::defaults();
        let file = "[inputs]\nmanifests = [\"../sample_data/m\"]\n[run]\nthreads = 3\n";
        layers.add_file(Path::new("configs/a.toml"), file).unwrap();
        let typed = Inputs {
            work: Threads { threads: Some(5) },
            ..Inputs::default()
        };
        layers.add_typed(&typed);
        let shown = layers.shown();
        let find = |key: &str| shown.iter().find(|shown| shown.key == key).unwrap();
        assert_eq!(find("run.threads").value, "5");
        assert_eq!(find("run.threads").origin, "command line");
        assert_eq!(find("inputs.manifests").value, "[\"sample_data/m\"]");
        assert_eq!(find("inputs.manifests").origin, "configs/a.toml");
        assert_eq!(find("decision.lines.review").origin, "default");
    }

    #[test]
    fn a_misspelt_key_is_refused_with_advice() {
        let mut layers = Layers::defaults();
        let error = layers.add_file(Path::new("a.toml"), "[decision.lines]\nreviw = 1.0\n");
        let text = error.err().unwrap().to_string();
        assert!(text.contains("unknown key decision.lines.reviw"), "{text}");
        assert!(
            text.contains("did you mean decision.lines.review?"),
            "{text}"
        );
    }

    #[test]
    fn threads_and_paths_change_no_digest_but_weights_do() {
        let digest = |text: &str| {
            let mut layers = Layers::defaults();
            layers.add_file(Path::new("a.toml"), text).unwrap();
            layers.digest()
        };
        let shown = Layers::defaults().shown().into_iter().map(|shown| {
            let row = serde_json::json!({ "value": shown.value, "origin": shown.origin });
            (shown.key, row)
        });
        let shown = serde_json::Value::Object(shown.collect());
        assert_eq!(digest_of_shown(&shown), digest(""));
        assert_eq!(digest("[run]\nthreads = 3\n"), digest(""));
        assert_ne!(digest("[weights.birth]\nexact = 12.0\n"), digest(""));
    }
}
