//! Whether the night fits the memory that there is, asked of the footers before anything is
//! loaded: a job that the system kills halfway says nothing, and tells nobody by how much.

mod machine;

use crate::error::{Error, Kind, Result};
use crate::manifest::Manifests;
use crate::settings::Settings;
use crate::watchlist;

/// The program, its tables of names, and what threads read ahead (docs/benchmarks.md).
const BASE: u64 = 110 << 20;

/// Of one row of a manifest: the digests that tell people and documents apart across the night.
const OF_ROW: u64 = 80;

/// Of one listed person and its place in the indexes, beside its texts.
const OF_ENTRY: u64 = 2_000;

/// Of one byte of a list's texts: as they are, and made ready to be compared.
const OF_TEXT: u64 = 2;

/// Of one report of a lost document.
const OF_REPORT: u64 = 12;

/// What a night is made of, by its footers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Night {
    rows: u64,
    entries: u64,
    texts: u64,
    reports: u64,
}

impl Night {
    fn bytes(self) -> u64 {
        let parts = [
            (self.rows, OF_ROW),
            (self.entries, OF_ENTRY),
            (self.texts, OF_TEXT),
            (self.reports, OF_REPORT),
        ];
        let parts = parts.map(|(count, bytes)| count.saturating_mul(bytes));
        parts.into_iter().fold(BASE, u64::saturating_add)
    }
}

/// 69 with both figures when the night needs more than it may take.
pub fn require(settings: &Settings, manifests: &Manifests) -> Result<()> {
    let (mut night, limits) = (Night::default(), &settings.limits);
    night.rows = manifests.rows();
    for list in watchlist::footers(&settings.inputs.watchlists, limits)? {
        night.entries += list.rows();
        night.texts += list.unpacked_bytes();
    }
    for reports in watchlist::lost_footers(&settings.inputs.lost_documents, limits)? {
        night.reports += reports.rows();
    }
    let allowed = match limits.memory_bytes {
        0 => machine::allowed(),
        bytes => Some((bytes, "limits.memory_bytes".to_owned())),
    };
    match allowed {
        Some((bytes, who)) if bytes < night.bytes() => Err(too_little(night.bytes(), bytes, &who)),
        Some(_) | None => Ok(()),
    }
}

fn too_little(needed: u64, allowed: u64, who: &str) -> Error {
    let (needed, allowed) = (mebibytes(needed), mebibytes(allowed));
    let what =
        format!("the night needs some {needed} MiB of memory and {who} allows {allowed} MiB");
    let hint =
        "nothing was loaded; give the job more, or say what it may take in limits.memory_bytes";
    Error::new(Kind::Unavailable, what).hint(hint)
}

fn mebibytes(bytes: u64) -> u64 {
    bytes.div_ceil(1 << 20)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Measured nights (docs/benchmarks.md): passengers, listed, reports, GiB at the peak.
    const MEASURED: [(u64, u64, u64, f64); 5] = [
        (29_898, 20_000, 0, 0.13),
        (2_991_006, 20_000, 0, 0.34),
        (29_898, 200_000, 0, 0.59),
        (299_090, 2_000_000, 0, 4.84),
        (2_991_008, 2_000_000, 100_000_000, 6.91),
    ];

    #[test]
    fn the_estimate_is_within_a_quarter_of_what_was_measured() {
        for (rows, entries, reports, gibibytes) in MEASURED {
            let night = Night {
                rows,
                entries,
                texts: entries * 250,
                reports,
            };
            let ratio = night.bytes() as f64 / (gibibytes * f64::from(1 << 30));
            assert!((0.75..1.25).contains(&ratio), "{night:?}: {ratio}");
        }
    }
}
