//! Which commit this is, for `--version`: of the tarball that git made, else of the checkout; of
//! neither in sources that were handed on in another way. One commit gives one text, so two builds
//! of it stay the same bytes.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "Cargo and a build script talk by the environment and by standard output"
)]

use std::path::Path;
use std::process::Command;

/// Letters of a commit that nobody shares within one repository.
const SHORT: usize = 12;

fn main() {
    let root = std::env::var("CARGO_MANIFEST_DIR").unwrap_or_default();
    let version = std::env::var("CARGO_PKG_VERSION").unwrap_or_default();
    let commit = of_tarball(&root).or_else(|| of_checkout(&root));
    let text = match commit {
        Some(commit) => format!("{version} ({})", &commit[..SHORT]),
        None => format!("{version} (commit not known)"),
    };
    println!("cargo:rustc-env=PREBOARD_VERSION={text}");
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=COMMIT");
}

/// `git archive` writes it there (`.gitattributes`).
fn of_tarball(root: &str) -> Option<String> {
    let text = std::fs::read_to_string(Path::new(root).join("COMMIT")).ok()?;
    commit(&text)
}

/// Of this repository alone: sources that were unpacked within another one are none of it.
fn of_checkout(root: &str) -> Option<String> {
    if !Path::new(root).join(".git").exists() {
        return None;
    }
    // HEAD names a branch, the branch a commit, here or in the packed references; the log has a
    // line for every commit, also of a branch that was packed until now.
    let head = git(root, &["symbolic-ref", "-q", "HEAD"]);
    let watched = ["HEAD", "packed-refs", "logs/HEAD"];
    for name in watched.into_iter().chain(head.as_deref()) {
        let path = git(root, &["rev-parse", "--git-path", name]);
        let there = path.filter(|path| Path::new(root).join(path).exists());
        if let Some(path) = there {
            println!("cargo:rerun-if-changed={path}");
        }
    }
    commit(&git(root, &["rev-parse", "HEAD"])?)
}

fn git(root: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new("git")
        .arg("-C")
        .arg(root)
        .args(arguments)
        .output()
        .ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}

fn commit(text: &str) -> Option<String> {
    let text = text.trim();
    let is_one = SHORT <= text.len() && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_one.then(|| text.to_owned())
}
