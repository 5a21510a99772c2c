//! The floors of the house: imports point down only, and each format, thread and clock
//! has one place.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test fails by panicking"
)]

use std::path::{Path, PathBuf};

/// Lowest first. A module may use itself and what stands before it.
const FLOORS: [&str; 28] = [
    "domain",
    "names",
    "documents",
    "evidence",
    "candidates",
    "score",
    "decide",
    "routing",
    "recommend",
    "redress",
    "screen",
    "analysis",
    "error",
    "guard",
    "exec",
    "files",
    "locate",
    "columns",
    "tables",
    "rejects",
    "manifest",
    "labelled",
    "generate",
    "watchlist",
    "ledger",
    "output",
    "cli",
    "settings",
];

/// Only one module may name these crates.
const OWNERS: [(&str, &[&str]); 5] = [
    ("rayon::", &["exec"]),
    ("clap::", &["cli", "commands"]),
    ("parquet::", &["columns", "tables", "output"]),
    ("indicatif::", &["commands"]),
    ("glob::", &["locate"]),
];

/// Below these floors nothing can fail, reads a clock or writes a log.
const CORE: [&str; 12] = [
    "domain",
    "names",
    "documents",
    "evidence",
    "candidates",
    "score",
    "decide",
    "routing",
    "recommend",
    "redress",
    "screen",
    "analysis",
];

/// Siblings that know different formats and not each other.
const SIBLINGS: [&str; 5] = ["manifest", "labelled", "watchlist", "ledger", "output"];

fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    collect(&root, &mut found);
    assert!(found.len() > 40);
    let module = |path: &PathBuf| {
        let inside = path.strip_prefix(&root).unwrap();
        let first = inside
            .components()
            .next()
            .unwrap()
            .as_os_str()
            .to_string_lossy()
            .into_owned();
        first.trim_end_matches(".rs").to_owned()
    };
    found
        .iter()
        .map(|path| (module(path), std::fs::read_to_string(path).unwrap()))
        .collect()
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for item in std::fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            found.push(path);
        }
    }
}

fn imports(text: &str) -> Vec<String> {
    let uses = text.split("crate::").skip(1);
    let head = |rest: &str| {
        rest.chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect()
    };
    uses.map(head).collect()
}

#[test]
fn imports_point_down() {
    let floor = |module: &str| FLOORS.iter().position(|known| *known == module);
    for (module, text) in sources() {
        let Some(own) = floor(&module) else {
            assert!(
                matches!(module.as_str(), "lib" | "main" | "commands"),
                "{module} has no floor"
            );
            continue;
        };
        let body = text.split("#[cfg(test)]").next().unwrap();
        for import in imports(body) {
            let Some(other) = floor(&import) else {
                assert_ne!(import, "commands", "{module} imports commands");
                continue;
            };
            assert!(
                other <= own,
                "{module} imports {import}, which stands above it"
            );
            let siblings =
                SIBLINGS.contains(&module.as_str()) && SIBLINGS.contains(&import.as_str());
            assert!(
                !siblings || module == import,
                "{module} knows its sibling {import}"
            );
        }
    }
}

#[test]
fn crates_have_owners() {
    for (module, text) in sources() {
        for (name, owners) in OWNERS {
            let body = text.split("#[cfg(test)]").next().unwrap();
            // Hand-made samples, compiled for tests alone, may build odd files.
            if text.starts_with("//! Invented entries for the tests") {
                continue;
            }
            let uses = body
                .lines()
                .any(|line| line.trim_start().starts_with(&format!("use {name}")));
            assert!(
                !uses || owners.contains(&module.as_str()),
                "{module} uses {name}"
            );
        }
    }
}

#[test]
fn the_core_has_no_files_clock_or_log() {
    for (module, text) in sources() {
        if CORE.contains(&module.as_str()) {
            for forbidden in ["std::fs", "Timestamp::now", "tracing::", "std::env"] {
                assert!(!text.contains(forbidden), "{module} uses {forbidden}");
            }
        }
    }
}

#[test]
fn every_module_says_what_it_is_for() {
    for (module, text) in sources() {
        assert!(
            text.starts_with("//!"),
            "a file of {module} lacks its heading"
        );
    }
}
