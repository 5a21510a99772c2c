//! A temporary folder with all that a night needs: settings, manifest, list, and a place for
//! what is published.

use super::folders::names_in;
use super::night::Night;
use super::people::{entry, listed, passengers, row};
use preboard::Entry;
use preboard::ledger::{self, Row};
use preboard::manifest::row::ManifestRow;
use preboard::watchlist::canonical::{self, ListMeta};
use std::path::PathBuf;
use tempfile::TempDir;

pub struct World {
    pub folder: TempDir,
}

impl World {
    /// One listed person among a few passengers.
    pub fn new() -> World {
        World::of(&passengers(), &listed())
    }

    pub fn of(passengers: &[ManifestRow], listed: &[Entry]) -> World {
        let world = World::empty();
        world.manifest(passengers);
        world.list(listed);
        world.settings("");
        world
    }

    /// Everybody travels on one flight, and everybody is listed under the surname.
    pub fn of_listed(people: &[[&str; 3]]) -> World {
        let people = people.iter();
        let rows = people
            .clone()
            .map(|[surname, given, birth]| row(surname, given, birth));
        let entries = people.map(|[surname, given, birth]| entry(surname, surname, given, birth));
        World::of(&rows.collect::<Vec<_>>(), &entries.collect::<Vec<_>>())
    }

    /// A folder alone.
    pub fn empty() -> World {
        World {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file, and says where.
    pub fn write(&self, name: &str, contents: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, contents).unwrap();
        path
    }

    pub fn text(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    pub fn settings(&self, text: &str) {
        self.write("settings.toml", text);
    }

    pub fn manifest(&self, rows: &[ManifestRow]) {
        self.manifest_as("manifest.parquet", rows);
    }

    pub fn manifest_as(&self, name: &str, rows: &[ManifestRow]) -> PathBuf {
        let path = self.path(name);
        preboard::manifest::write::write(&path, rows).unwrap();
        path
    }

    pub fn list(&self, entries: &[Entry]) {
        self.list_as("list.parquet", entries);
    }

    pub fn list_as(&self, name: &str, entries: &[Entry]) -> PathBuf {
        let path = self.path(name);
        canonical::write(&path, entries, &ListMeta::default()).unwrap();
        path
    }

    /// A run by its id.
    pub fn published_run(&self, id: &str) -> Night {
        Night {
            folder: self.path("out").join(id),
        }
    }

    /// Names in the output folder, but for locks and what is written again with every run.
    pub fn published(&self) -> Vec<String> {
        let out = self.path("out");
        if !out.is_dir() {
            return Vec::new();
        }
        let names = names_in(&out).into_iter();
        let beside = [
            "latest",
            "index.html",
            "metrics.prom",
            "journal.jsonl",
            "traffic",
            "packages",
            "shares",
        ];
        let is_beside = |name: &str| name.starts_with('.') || beside.contains(&name);
        names.filter(|name| !is_beside(name)).collect()
    }

    /// What the ledger holds.
    pub fn decided(&self) -> Vec<Row> {
        ledger::read(&self.path("out")).unwrap()
    }
}
