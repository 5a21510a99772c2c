//! A small world in a temporary folder, and the binary to run on it.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    reason = "each test binary uses its own part"
)]

use arrow_array::{RecordBatch, StringArray};
use assert_cmd::Command;
use preboard::domain::date::ListedBirth;
use preboard::domain::entry::{Entry, ListedName, NameKind};
use preboard::manifest::row::ManifestRow;
use preboard::tables::read::Source;
use preboard::watchlist::canonical::{self, ListMeta};
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;
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

    /// Case ids of a run by surname.
    pub fn case_ids(&self, run: &str) -> BTreeMap<String, String> {
        let path = self.path("out").join(run).join("recommendations.parquet");
        let cases = preboard::schema::rows::read_cases(&path).unwrap();
        let ids = cases.into_iter().map(|case| (case.surname, case.case_id));
        ids.collect()
    }

    /// Hands in decisions of one evening, each a case, an hour and a word; gives what `review`
    /// said.
    pub fn decide(&self, run: &str, words: &[(&str, &str, &str)]) -> String {
        let mut text = "case_id,officer,decided_at,decision\n".to_owned();
        for (case, hour, word) in words {
            text.push_str(&format!("{case},Officer 12,2026-11-23T{hour}:00Z,{word}\n"));
        }
        let file = self.path("decisions.csv");
        std::fs::write(&file, text).unwrap();
        let mut review = preboard();
        review.arg("review").arg(self.path("out").join(run));
        let output = review.arg("--decisions").arg(file).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(0), "{said}");
        said
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

/// Every file below a folder, by its path within.
pub fn files_below(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for item in std::fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            let below = files_below(&path).into_iter();
            found.extend(below.map(|(inside, bytes)| (format!("{name}/{inside}"), bytes)));
        } else {
            found.insert(name, std::fs::read(&path).unwrap());
        }
    }
    found
}

/// Writes a part of the ledger again as versions before the chain and the salt did, with
/// these bare digests of traveller and entry.
pub fn as_older_part(path: &Path, bare: Option<(&str, &str)>) {
    let names = ledger_columns(path);
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut batches = Source::open(path).unwrap().read(&names).unwrap();
    let batch = batches.next().unwrap().unwrap();
    let mut columns = batch.columns().to_vec();
    for (name, digest) in bare
        .into_iter()
        .flat_map(|(who, entry)| [("identity_digest", who), ("entry_digest", entry)])
    {
        let at = batch.schema().index_of(name).unwrap();
        columns[at] = Arc::new(StringArray::from(vec![digest; batch.num_rows()]));
    }
    let batch = RecordBatch::try_new(batch.schema(), columns).unwrap();
    preboard::tables::write::write(path, &batch, &[]).unwrap();
}

fn ledger_columns(path: &Path) -> Vec<String> {
    let source = Source::open(path).unwrap();
    let fields = source.schema().fields().iter();
    fields.map(|field| field.name().clone()).collect()
}

pub fn preboard() -> Command {
    Command::new(env!("CARGO_BIN_EXE_preboard"))
}
