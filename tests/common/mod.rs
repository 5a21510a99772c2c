//! A small world in a temporary folder, and the binary to run on it.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    reason = "each test binary uses its own part"
)]

use assert_cmd::Command;
use preboard::domain::date::ListedBirth;
use preboard::domain::entry::{Entry, ListedName, NameKind};
use preboard::manifest::row::ManifestRow;
use preboard::watchlist::canonical::{self, ListMeta};
use std::ffi::OsString;
use std::path::PathBuf;
use tempfile::TempDir;

pub const AS_OF: &str = "2026-11-23T18:00:00Z";

pub struct World {
    pub folder: TempDir,
}

pub fn row(surname: &str, given: &str, birth: &str) -> ManifestRow {
    let text = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    ManifestRow {
        carrier: text("XX"),
        flight_number: text("101"),
        departure_airport: text("CDG"),
        arrival_airport: text("JFK"),
        scheduled_departure: Some("2026-11-24T06:00:00Z".parse().unwrap()),
        surname: text(surname),
        given_names: text(given),
        birth_date: text(birth),
        document_type: text("P"),
        document_number: text(&number_of(surname, given)),
        document_issuer: text("FRA"),
        ..ManifestRow::default()
    }
}

/// Each person's own: a number on two people would be a finding.
fn number_of(surname: &str, given: &str) -> String {
    let sum = |sum: u32, byte: u8| (sum * 31 + u32::from(byte)) % 10_000_000;
    let bytes = surname.bytes().chain([b' ']).chain(given.bytes());
    format!("AB{:07}", bytes.fold(0, sum))
}

pub fn entry(id: &str, surname: &str, given: &str, birth: &str) -> Entry {
    Entry {
        entry_id: id.to_owned(),
        list: "TEST".to_owned(),
        authority: "Test".to_owned(),
        category: "smuggling".to_owned(),
        names: vec![ListedName {
            kind: NameKind::Primary,
            full: None,
            surname: Some(surname.to_owned()).filter(|text| !text.is_empty()),
            given_names: Some(given.to_owned()).filter(|text| !text.is_empty()),
            script: None,
        }],
        birth_dates: ListedBirth::parse(birth).into_iter().collect(),
        birth_places: Vec::new(),
        sexes: Vec::new(),
        nationalities: Vec::new(),
        documents: Vec::new(),
        reason: None,
        handling: None,
        valid_from: None,
        valid_to: None,
        source_ref: None,
        updated_at: None,
    }
}

impl World {
    /// One listed person among a few travellers.
    pub fn new() -> World {
        let world = World {
            folder: tempfile::tempdir().unwrap(),
        };
        world.manifest(&[
            row("ZUMARINOV", "BORISLAV", "1970-03-05"),
            row("SMITH", "ANNA", "1980-01-02"),
            row("NGUYEN", "MINH", "1991-07-30"),
        ]);
        world.list(&[
            entry("7", "ZUMARINOV", "Borislav", "1970-03-05"),
            entry("8", "QADRIYOV", "Timur", "1955"),
        ]);
        std::fs::write(world.path("settings.toml"), "").unwrap();
        world
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn manifest(&self, rows: &[ManifestRow]) {
        preboard::manifest::write::write(&self.path("manifest.parquet"), rows).unwrap();
    }

    pub fn list(&self, entries: &[Entry]) {
        canonical::write(&self.path("list.parquet"), entries, &ListMeta::default()).unwrap();
    }

    /// `preboard run` on this world, publishing to `out`.
    pub fn run(&self) -> Command {
        let mut command = preboard();
        command.args(self.run_arguments());
        command
    }

    pub fn run_arguments(&self) -> Vec<OsString> {
        let mut arguments = vec!["run".into(), "--as-of".into(), AS_OF.into()];
        for (option, name) in [
            ("--config", "settings.toml"),
            ("--manifest", "manifest.parquet"),
            ("--watchlist", "list.parquet"),
            ("--out", "out"),
        ] {
            arguments.extend([option.into(), self.path(name).into_os_string()]);
        }
        arguments
    }

    /// Names in the output folder, hidden ones left out.
    pub fn published(&self) -> Vec<String> {
        let Ok(items) = std::fs::read_dir(self.path("out")) else {
            return Vec::new();
        };
        let names = items.map(|item| item.unwrap().file_name().to_string_lossy().into_owned());
        names.filter(|name| name != ".lock").collect()
    }

    /// The run fails with the code and the words, on one line, and publishes nothing.
    pub fn refuses(&self, command: &mut Command, code: i32, words: &[&str]) {
        let output = command.output().unwrap();
        let text = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{text}");
        let errors: Vec<&str> = text
            .lines()
            .filter(|line| line.starts_with("error: "))
            .collect();
        assert_eq!(errors.len(), 1, "{text}");
        for word in words {
            assert!(errors[0].contains(word), "{word:?} is not in {text:?}");
        }
        assert!(self.published().is_empty(), "{:?}", self.published());
    }
}

pub fn preboard() -> Command {
    Command::new(env!("CARGO_BIN_EXE_preboard"))
}
