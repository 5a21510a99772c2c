//! The world before each try: old runs, decisions, a release, and sources to import.

use crate::common::{World, copy, entry, row};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The commands that write. A later one is added here, with what must hold of it in
/// `invariants.rs`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tried {
    Run,
    Review,
    Release,
    Purge,
    ListImport,
    ManifestImport,
}

pub const COMMANDS: [Tried; 6] = [
    Tried::Run,
    Tried::Review,
    Tried::Release,
    Tried::Purge,
    Tried::ListImport,
    Tried::ManifestImport,
];

pub struct Desk {
    world: World,
}

/// One copy of the world.
pub struct Fresh(TempDir);

impl Fresh {
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn out(&self) -> PathBuf {
        self.path().join("out")
    }
}

const FLAT_LIST: &str = "entry_id,list,authority,category,surname,given_names,birth_dates\n\
    1,L,A,smuggling,ZUMARINOV,Borislav,1970-03-05\n2,L,A,smuggling,QADRIYOV,Timur,1955\n";

const FLAT_MANIFEST: &str = "carrier,flight_number,departure_airport,arrival_airport,scheduled_departure,surname,given_names\n\
    XX,101,CDG,JFK,2026-11-24T06:00:00Z,ZUMARINOV,BORISLAV\n";

impl Desk {
    /// `old` is to be deleted, `middle` to be masked with its decisions; of `night` a case is
    /// on a carrier's sheet, and the last word is against it since.
    pub fn new() -> Desk {
        let people = [
            row("ZUMARINOV", "BORISLAV", "1970-03-05"),
            row("QADRIYOV", "TIMUR", "1955-01-02"),
            row("SMITH", "ANNA", "1980-01-02"),
        ];
        let listed = ["ZUMARINOV", "QADRIYOV"].map(|name| {
            let given = if name == "ZUMARINOV" {
                "Borislav"
            } else {
                "Timur"
            };
            let birth = if name == "ZUMARINOV" {
                "1970-03-05"
            } else {
                "1955-01-02"
            };
            entry(name, name, given, birth)
        });
        let world = World::of(&people, &listed);
        world.settings("[retention]\npreset = \"five_years\"\n");
        let on = |day: &str| {
            let rows = people.clone().map(|mut row| {
                row.scheduled_departure = Some(format!("{day}T23:00:00Z").parse().unwrap());
                row
            });
            world.manifest(&rows);
        };
        for (id, day) in [
            ("old", "2014-05-01"),
            ("middle", "2020-01-01"),
            ("night", "2026-11-23"),
        ] {
            on(day);
            let night = world.night_at(id, &format!("{day}T18:00:00Z"));
            let ids: Vec<String> = night.case_ids().into_values().collect();
            assert_eq!(ids.len(), 2);
            let line = |id: &String| format!("{id},A1,{day}T19:00:00Z,concur,,,a note\n");
            if id != "old" {
                let lines: String = ids.iter().map(line).collect();
                world.review(id, &lines).ok();
            }
            if id == "night" {
                world.release(id).ok();
                let case = &ids[0];
                world
                    .review(id, &format!("{case},A1,{day}T20:00:00Z,not_concur,,,\n"))
                    .ok();
                let text = format!(
                    "case_id,officer,decided_at,decision\n{case},A1,{day}T21:00:00Z,concur\n"
                );
                world.write("decisions.csv", text);
            }
        }
        on("2026-11-24");
        world.write("list.csv", FLAT_LIST);
        world.write("flat.csv", FLAT_MANIFEST);
        std::fs::create_dir(world.path("made")).unwrap();
        world.write("made/list.parquet", "what stood there before");
        world.write("made/flat.parquet", "what stood there before");
        Desk { world }
    }

    pub fn fresh(&self) -> Fresh {
        let folder = tempfile::tempdir().unwrap();
        copy(self.world.folder.path(), folder.path());
        Fresh(folder)
    }

    pub fn arguments(&self, command: Tried, world: &Fresh) -> Vec<String> {
        let at = |name: &str| world.path().join(name).to_string_lossy().into_owned();
        let (settings, out, night) = (at("settings.toml"), at("out"), at("out/night"));
        let words: Vec<String> = match command {
            Tried::Run => vec![
                "run".into(),
                "--as-of".into(),
                "2026-11-24T18:00:00Z".into(),
                "--config".into(),
                settings,
                "--manifest".into(),
                at("manifest.parquet"),
                "--watchlist".into(),
                at("list.parquet"),
                "--out".into(),
                out,
            ],
            Tried::Review => vec![
                "review".into(),
                night,
                "--decisions".into(),
                at("decisions.csv"),
            ],
            Tried::Release => vec!["release".into(), night, "--config".into(), settings],
            Tried::Purge => vec![
                "purge".into(),
                "--config".into(),
                settings,
                "--as-of".into(),
                "2020-07-02T00:00:00Z".into(),
                "--out".into(),
                out,
            ],
            Tried::ListImport => vec![
                "watchlist".into(),
                "import".into(),
                "csv".into(),
                at("list.csv"),
                "-o".into(),
                at("made/list.parquet"),
            ],
            Tried::ManifestImport => vec![
                "manifest".into(),
                "import".into(),
                "csv".into(),
                at("flat.csv"),
                "-o".into(),
                at("made/flat.parquet"),
            ],
        };
        std::iter::once("preboard".to_owned())
            .chain(words)
            .collect()
    }
}
