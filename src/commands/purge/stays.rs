//! Everything in the output folder that is no run which retention can judge, by what it is:
//! nothing is kept without a word.

use crate::commands::runs::Runs;
use crate::commands::trends;
use crate::error::Result;
use crate::files;
use crate::ledger;
use crate::output::beside::latest;
use crate::output::{purged, traffic};
use crate::schema::{package, share};
use std::fs::Metadata;
use std::path::Path;

/// A thing that stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stays {
    pub(super) name: String,
    pub(super) why: String,
    /// It may hold what retention should have ended: purge did not do all of its work.
    pub(super) is_fault: bool,
}

impl Stays {
    /// What `[retention] hold` names stays by somebody's word.
    pub(super) fn fault(name: &str, why: String, hold: &[String]) -> Stays {
        let is_held = hold.iter().any(|held| held == name);
        Stays {
            name: name.to_owned(),
            why: match is_held {
                true => format!("{why}; retention.hold names it"),
                false => why,
            },
            is_fault: !is_held,
        }
    }

    fn told(name: &str, why: &str) -> Stays {
        Stays {
            name: name.to_owned(),
            why: why.to_owned(),
            is_fault: false,
        }
    }
}

/// Locks, the nights that failed, which name nobody, and a link that has not its name yet.
const OWN: [&str; 4] = [".lock", ".beside.lock", ".failed.jsonl", latest::PART];

/// What the program and the system put beside the runs, and who ends it.
const KNOWN: [(&str, &str); 11] = [
    (
        ledger::FOLDER,
        "officers' decisions, reduced part by part; links of runs that are kept",
    ),
    (
        purged::FILE,
        "the log of purges: nothing in it is about a person",
    ),
    (
        trends::FOLDER,
        "counts of decisions: written anew by `preboard trends`",
    ),
    ("latest", "a link to the newest run"),
    ("index.html", "names of runs and counts"),
    ("metrics.prom", "counts and times"),
    (
        traffic::FOLDER,
        "counts of passengers by flight and journey: nobody is named, and no period ends them",
    ),
    (
        package::FOLDER,
        "target packages: each ends with its run, or on the first day that ends a person of it",
    ),
    (
        share::FOLDER,
        "what partners were told: each share ends with the run of its people",
    ),
    (
        "journal.jsonl",
        "the record of what was done: nothing in it is about a person",
    ),
    ("lost+found", "the file system's own"),
];

/// What is no run, and so cannot be held.
pub(super) fn is_known(name: &str) -> bool {
    KNOWN.iter().any(|(known, _)| *known == name)
}

/// By name, all but the runs that can be read and what a killed process left.
pub(super) fn beside(out: &Path, runs: &Runs, hold: &[String]) -> Result<Vec<Stays>> {
    let mut found = Vec::new();
    for path in files::list(out)? {
        let name = files::name_of(&path);
        let is_run = runs.read.iter().any(|run| run.folder == path);
        let is_own = OWN.contains(&name.as_str()) || files::is_leftover(&name);
        let Some(about) = files::about_itself(&path)?.filter(|_| !is_run && !is_own) else {
            continue;
        };
        let known = KNOWN.iter().find(|(known, _)| *known == name);
        found.push(match known {
            Some((_, why)) => Stays::told(&name, why),
            None => stranger(&path, &name, &about, runs, hold),
        });
    }
    Ok(found)
}

fn stranger(path: &Path, name: &str, about: &Metadata, runs: &Runs, hold: &[String]) -> Stays {
    let unread = runs.unread.iter().find(|unread| unread.folder == path);
    let why = if about.is_symlink() {
        "a link, which is not followed: what it leads to is under no retention".to_owned()
    } else if let Some(unread) = unread {
        format!("a run whose record cannot be read: {}", unread.error)
    } else if about.is_dir() {
        "a folder without run.json: nobody knows how old it is".to_owned()
    } else if about.is_file() {
        return Stays::told(name, "a file and no run: no period ends it");
    } else {
        return Stays::told(name, "neither file nor folder");
    };
    Stays::fault(name, why, hold)
}
