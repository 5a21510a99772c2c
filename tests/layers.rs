//! The floors of the house: imports point down only and never in a circle, and each format,
//! thread and clock has one place.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test fails by panicking"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Lowest first, as in `src/lib.rs`. A module may use itself and what stands before it.
const FLOORS: [&str; 38] = [
    "domain",
    "inert",
    "names",
    "documents",
    "evidence",
    "candidates",
    "score",
    "decide",
    "terms",
    "routing",
    "recommend",
    "redress",
    "screen",
    "analysis",
    "wording",
    "error",
    "guard",
    "exec",
    "files",
    "locate",
    "tables",
    "rejects",
    "schema",
    "journal",
    "manifest",
    "labelled",
    "generate",
    "watchlist",
    "ledger",
    "sharing",
    "frames",
    "night",
    "render",
    "output",
    "cli",
    "settings",
    "commands",
    "main",
];

/// Only these modules may name these crates.
const OWNERS: [(&str, &[&str]); 10] = [
    ("rayon::", &["exec"]),
    ("clap::", &["cli", "commands"]),
    ("parquet::", &["tables"]),
    ("calamine::", &["tables"]),
    ("zip::", &["tables"]),
    ("indicatif::", &["commands"]),
    ("glob::", &["locate"]),
    ("polars::", &["frames"]),
    ("polars_io::", &["frames"]),
    ("sqlparser::", &["frames"]),
];

/// What leaves the program for a person leaves by these files, which make it inert: nothing else
/// writes there or makes CSV.
const DOORS: [(&str, &[&str]); 3] = [
    ("stdout()", &["commands::stdout", "cli"]),
    (
        "stderr()",
        &["commands::ui", "commands::surroundings", "cli"],
    ),
    ("csv::Writer", &["tables::csv"]),
];

/// Up to here nothing can fail, reads a clock or writes a log.
const LAST_OF_CORE: &str = "wording";

/// Siblings that know different formats and not each other. A night knows none of them: an
/// engine hands it passengers that it read itself.
const SIBLINGS: [&str; 6] = [
    "manifest",
    "labelled",
    "watchlist",
    "ledger",
    "night",
    "render",
];

/// One file of `src`: its module path, and its text without tests and comments.
struct File {
    /// `names::scripts::arabic`; a folder's `mod.rs` bears the folder's name.
    module: String,
    text: String,
    whole: String,
}

impl File {
    fn floor(&self) -> &str {
        self.module.split("::").next().unwrap()
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Every file that goes into the program; those for tests alone are left out.
fn sources() -> Vec<File> {
    let mut paths = Vec::new();
    collect(&root(), &mut paths);
    assert!(paths.len() > 300, "{} files", paths.len());
    let files = paths.iter().map(|path| {
        let whole = std::fs::read_to_string(path).unwrap();
        File {
            module: module_of(path),
            text: without_comments(&without_tests(&whole)),
            whole,
        }
    });
    let for_tests = tests_only(&paths);
    files
        .filter(|file| !for_tests.contains(&file.module))
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

fn module_of(path: &Path) -> String {
    let inside = path.strip_prefix(root()).unwrap().with_extension("");
    let parts = inside.iter().map(|part| part.to_str().unwrap());
    let parts: Vec<&str> = parts.filter(|part| *part != "mod").collect();
    parts.join("::")
}

/// Modules that are declared under `#[cfg(test)]`.
fn tests_only(paths: &[PathBuf]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for path in paths {
        let whole = std::fs::read_to_string(path).unwrap();
        let kept = without_tests(&whole);
        let parent = module_of(path);
        let declared = |text: &str| -> BTreeSet<String> {
            let lines = text.lines().map(str::trim);
            let names = lines.filter_map(|line| {
                let rest = line.strip_suffix(';')?;
                let (before, name) = rest.rsplit_once("mod ")?;
                (before.is_empty() || before.starts_with("pub")).then(|| name.to_owned())
            });
            names.collect()
        };
        let all = declared(&whole);
        for name in all.difference(&declared(&kept)) {
            found.insert(match parent.as_str() {
                "lib" => name.clone(),
                parent => format!("{parent}::{name}"),
            });
        }
    }
    found
}

/// Items under `#[cfg(test)]` are cut out, wherever they stand: what follows them is read.
/// The text is formatted, so an item ends with the brace in the attribute's own column.
fn without_tests(text: &str) -> String {
    let mut kept = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line.trim() != "#[cfg(test)]" {
            kept.push_str(line);
            kept.push('\n');
            continue;
        }
        let indent = &line[..line.len() - line.trim_start().len()];
        let mut item = lines
            .by_ref()
            .skip_while(|line| line.trim().starts_with("#["));
        let first = item.next().unwrap_or_default();
        if !first.ends_with(';') && !first.ends_with('}') {
            let end = format!("{indent}}}");
            for line in lines.by_ref() {
                if line == end {
                    break;
                }
            }
        }
    }
    kept
}

fn without_comments(text: &str) -> String {
    let code = |line: &str| line.split("//").next().unwrap_or("").to_owned();
    text.lines().map(code).collect::<Vec<_>>().join("\n")
}

/// Paths that a file names: `use` trees spelt out, and paths in the code.
fn paths(file: &File) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = file.text.as_str();
    while let Some(at) = rest.find("use ") {
        let starts = at == 0 || !rest.as_bytes()[at - 1].is_ascii_alphanumeric();
        let tail = &rest[at + 4..];
        let end = tail.find(';').unwrap_or(tail.len());
        if starts {
            let tree: String = tail[..end].split_whitespace().collect::<Vec<_>>().join(" ");
            spell_out("", &tree, &mut found);
        }
        rest = &tail[end.min(tail.len())..];
    }
    for start in ["crate::", "super::", "self::"] {
        for (at, _) in file.text.match_indices(start) {
            let path = &file.text[at..];
            let path: String = path
                .chars()
                .take_while(|c| c.is_alphanumeric() || matches!(c, '_' | ':'))
                .collect();
            found.push(path.trim_end_matches(':').to_owned());
        }
    }
    found
}

fn spell_out(prefix: &str, tree: &str, found: &mut Vec<String>) {
    let tree = tree.trim();
    let Some((head, body)) = tree.split_once('{') else {
        let name = tree.split(" as ").next().unwrap_or(tree);
        found.push(format!("{prefix}{name}"));
        return;
    };
    let body = body.trim_end().strip_suffix('}').unwrap_or(body);
    let prefix = format!("{prefix}{head}");
    let (mut depth, mut start) = (0, 0);
    for (at, c) in body.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                spell_out(&prefix, &body[start..at], found);
                start = at + 1;
            }
            _ => (),
        }
    }
    if !body[start..].trim().is_empty() {
        spell_out(&prefix, &body[start..], found);
    }
}

/// The module that a path leads to: the longest of its beginnings that is one.
fn target(from: &str, path: &str, modules: &BTreeSet<String>) -> Option<String> {
    let absolute = if let Some(rest) = path.strip_prefix("crate::") {
        rest.to_owned()
    } else if path.starts_with("super::") {
        let mut base: Vec<&str> = from.split("::").collect();
        let mut rest = path;
        while let Some(tail) = rest.strip_prefix("super::") {
            base.pop();
            rest = tail;
        }
        [&base.join("::"), rest].join("::")
    } else {
        // Its own child, or another crate.
        let inside = format!("{from}::{}", path.strip_prefix("self::").unwrap_or(path));
        let child = inside.split("::").take(from.split("::").count() + 1);
        let child: Vec<&str> = child.collect();
        modules.contains(&child.join("::")).then_some(inside)?
    };
    let parts: Vec<&str> = absolute.split("::").collect();
    let beginnings = (1..=parts.len()).rev().map(|n| parts[..n].join("::"));
    beginnings.into_iter().find(|one| modules.contains(one))
}

/// What each file takes from others. A folder's `mod.rs` is the door of what is in it, so
/// its naming of its own files is no import.
fn imports(files: &[File]) -> BTreeMap<String, BTreeSet<String>> {
    let modules: BTreeSet<String> = files.iter().map(|file| file.module.clone()).collect();
    let of = |file: &File| {
        let inside = format!("{}::", file.module);
        let targets = paths(file).into_iter();
        let targets = targets.filter_map(|path| target(&file.module, &path, &modules));
        targets
            .filter(|to| *to != file.module && !to.starts_with(&inside))
            .collect()
    };
    files
        .iter()
        .map(|file| (file.module.clone(), of(file)))
        .collect()
}

#[test]
fn imports_point_down() {
    let files = sources();
    let floor = |module: &str| {
        let name = module.split("::").next().unwrap().to_owned();
        let known = FLOORS.iter().position(|known| *known == name);
        known.unwrap_or_else(|| panic!("{name} has no floor"))
    };
    for (from, targets) in imports(&files) {
        if from == "lib" {
            continue;
        }
        for to in targets {
            assert!(
                floor(&to) <= floor(&from),
                "{from} imports {to}, which stands above it"
            );
            let (own, other) = (from.split("::").next(), to.split("::").next());
            let is_sibling = |name: Option<&str>| SIBLINGS.contains(&name.unwrap());
            assert!(
                own == other || !is_sibling(own) || !is_sibling(other),
                "{from} knows its sibling {to}"
            );
        }
    }
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let imports = imports(&sources());
    // What nothing else waits for is taken away until nothing is left, or only circles.
    let mut left = imports.clone();
    loop {
        let free: Vec<String> = left
            .iter()
            .filter(|(_, targets)| !targets.iter().any(|to| left.contains_key(to)))
            .map(|(module, _)| module.clone())
            .collect();
        if free.is_empty() {
            break;
        }
        free.iter().for_each(|module| drop(left.remove(module)));
    }
    // Those that only lead into a circle are no part of it.
    loop {
        let used: BTreeSet<String> = left.values().flatten().cloned().collect();
        let before = left.len();
        left.retain(|module, _| used.contains(module));
        if left.len() == before {
            break;
        }
    }
    let circle: Vec<&String> = left.keys().collect();
    assert!(circle.is_empty(), "in circles: {circle:?}");
}

#[test]
fn the_floors_are_the_librarys_order() {
    let lib = std::fs::read_to_string(root().join("lib.rs")).unwrap();
    let kept = without_tests(&lib);
    let declared = kept.lines().filter_map(|line| {
        let rest = line.strip_suffix(';')?;
        rest.strip_prefix("pub mod ").or(rest.strip_prefix("mod "))
    });
    let declared: Vec<&str> = declared.collect();
    assert_eq!(declared, FLOORS[..FLOORS.len() - 1]);
}

#[test]
fn what_is_read_is_all_but_tests() {
    let text = "use crate::a;\n#[cfg(test)]\nmod tests {\n    use crate::b;\n}\nuse crate::{c, d::{e, f as g}}; // crate::h\n";
    let file = File {
        module: "x::y".to_owned(),
        text: without_comments(&without_tests(text)),
        whole: text.to_owned(),
    };
    let found: BTreeSet<String> = paths(&file).into_iter().collect();
    for expect in ["crate::a", "crate::c", "crate::d::e", "crate::d::f"] {
        assert!(found.contains(expect), "{expect} not in {found:?}");
    }
    assert!(
        !found
            .iter()
            .any(|path| path.contains('b') || path.contains("::h"))
    );
    let modules = BTreeSet::from(["x".to_owned(), "x::z".to_owned(), "d".to_owned()]);
    for (path, expect) in [
        ("super::z::Type", Some("x::z")),
        ("crate::d::Type", Some("d")),
        ("super::Type", Some("x")),
        ("std::fs", None),
    ] {
        let found = target("x::y", path, &modules);
        assert_eq!(found.as_deref(), expect, "{path}");
    }
}

#[test]
fn crates_have_owners() {
    for file in sources() {
        for (name, owners) in OWNERS {
            let named = file.text.match_indices(name).any(|(at, _)| {
                let before = file.text[..at].chars().next_back();
                !before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | ':'))
            });
            assert!(
                !named || owners.contains(&file.floor()) || is_own_module(&file, name),
                "{} uses {name}",
                file.module
            );
        }
    }
}

#[test]
fn what_people_read_leaves_by_its_doors() {
    for file in sources() {
        for (way, doors) in DOORS {
            let leaves = file.text.contains(way) && !doors.contains(&file.module.as_str());
            assert!(!leaves, "{} uses {way}", file.module);
        }
    }
}

/// `parquet::encode` is ours where `crate::tables::parquet` was imported.
fn is_own_module(file: &File, name: &str) -> bool {
    let own = name.trim_end_matches("::");
    paths(file)
        .iter()
        .any(|path| path.starts_with("crate::") && path.ends_with(&format!("::{own}")))
}

#[test]
fn the_core_has_no_files_clock_or_log() {
    let last = FLOORS.iter().position(|floor| *floor == LAST_OF_CORE);
    let core = &FLOORS[..=last.unwrap()];
    for file in sources() {
        if core.contains(&file.floor()) {
            for forbidden in ["std::fs", "Timestamp::now", "tracing::", "std::env"] {
                let module = &file.module;
                assert!(!file.text.contains(forbidden), "{module} uses {forbidden}");
            }
        }
    }
}

#[test]
fn every_file_says_what_it_is_for() {
    for file in sources() {
        let module = &file.module;
        assert!(file.whole.starts_with("//!"), "{module} lacks its heading");
    }
}

/// One habit: a module with children is a folder with a `mod.rs`.
#[test]
fn a_module_with_children_is_a_folder_with_a_door() {
    let mut found = Vec::new();
    collect(&root(), &mut found);
    for path in found {
        let folder = path.with_extension("");
        assert!(
            !folder.is_dir(),
            "{} stands beside its folder: make it {}/mod.rs",
            path.display(),
            folder.display()
        );
    }
}

/// Polars without what its own `parquet` feature draws in: nothing here may speak HTTP. `tokio`
/// brings sockets, which nothing opens; `deny.toml` lets them in for Polars alone.
#[test]
fn the_default_build_has_no_network_stack() {
    for (features, has_polars) in [(&[][..], true), (&["--no-default-features"], false)] {
        let mut cargo = std::process::Command::new(env!("CARGO"));
        cargo.args(["tree", "--locked", "--offline", "--prefix", "none"]);
        cargo
            .args(["-e", "normal,build", "-f", "{p}"])
            .args(features);
        let said = cargo
            .current_dir(root().parent().unwrap())
            .output()
            .unwrap();
        let told = String::from_utf8(said.stdout).unwrap();
        assert!(
            said.status.success(),
            "{}",
            String::from_utf8_lossy(&said.stderr)
        );
        let crates: BTreeSet<&str> = told
            .lines()
            .filter_map(|line| line.split(' ').next())
            .collect();
        assert!(
            crates.contains("parquet") && crates.len() > 100,
            "{crates:?}"
        );
        assert_eq!(crates.contains("polars"), has_polars);
        let network = [
            "reqwest",
            "rustls",
            "object_store",
            "hyper",
            "h2",
            "native-tls",
            "ring",
        ];
        for crate_name in network {
            assert!(!crates.contains(crate_name), "{crate_name} is in the build");
        }
        for sockets in ["tokio", "mio", "socket2"] {
            assert!(
                has_polars || !crates.contains(sockets),
                "{sockets} is in the slim build"
            );
        }
    }
}
