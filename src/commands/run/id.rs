//! The name of a run: its moment, or what the operator calls it.

use crate::cli;
use crate::commands::{assess, trends};
use crate::error::{Error, Kind, Result};
use crate::files;
use crate::journal;
use crate::ledger;
use crate::output::{beside, purged, traffic};
use crate::schema::{package, share};
use jiff::Timestamp;
use std::path::Path;

/// What stands beside the runs. Names that begin with a dot are refused in any case.
const RESERVED: [&str; 11] = [
    ledger::FOLDER,
    journal::FILE,
    trends::FOLDER,
    assess::FOLDER,
    purged::FILE,
    beside::LATEST,
    beside::INDEX,
    beside::METRICS,
    traffic::FOLDER,
    package::FOLDER,
    share::FOLDER,
];

/// `20261123T180000Z`, and `-2` and so on when that night was run before.
pub(super) fn run_id(args: &cli::Run, out: &Path, as_of: Timestamp) -> Result<String> {
    if let Some(id) = &args.run_id {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        let good = !id.is_empty() && !id.starts_with('.') && id.chars().all(plain);
        let bad = || {
            Error::new(Kind::Usage, format!("--run-id {id:?} is no folder name"))
                .hint("use letters, digits, '-', '_' and '.'")
        };
        // Some file systems take one for the other in capitals.
        let same = |name: &&str| name.eq_ignore_ascii_case(id);
        if RESERVED.iter().any(same) {
            let what = format!("--run-id {id:?} is the name of a thing that is no run");
            return Err(Error::new(Kind::Usage, what).hint("choose another name"));
        }
        return good.then(|| id.clone()).ok_or_else(bad);
    }
    let base = as_of.strftime("%Y%m%dT%H%M%SZ").to_string();
    let names = std::iter::once(base.clone()).chain((2..).map(|n| format!("{base}-{n}")));
    for name in names {
        if !files::is_there(&out.join(&name))? {
            return Ok(name);
        }
    }
    Ok(base)
}
