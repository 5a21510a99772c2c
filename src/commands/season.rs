//! `preboard generate --nights`: a season of manifests with networks planted in it, its lists, and
//! the truth about who belongs to whom.

use crate::commands::Outcome;
use crate::commands::ui::Ui;
use crate::error::Result;
use crate::generate::season::{self, Part, Season};
use crate::generate::{MAX_ROWS_PER_PART, Plan};
use crate::manifest::row::ManifestRow;
use crate::manifest::write;
use crate::tables::write::{self as tables, Columns};
use crate::watchlist::canonical::{self, ListMeta};
use crate::watchlist::lost;
use jiff::tz::TimeZone;
use std::path::Path;

/// One folder of manifests a night.
pub(super) const FOLDER: &str = "nights";

/// One planted row.
struct Line {
    night: usize,
    file: String,
    row: usize,
    part: Part,
}

pub(super) fn write(out: &Path, plan: &Plan, nights: usize, ui: &Ui) -> Result<Outcome> {
    let season = season::season(plan, nights);
    let meta = ListMeta {
        list_date: Some(plan.as_of.to_zoned(TimeZone::UTC).date()),
        source_digest: None,
    };
    for (file, entries) in season.lists() {
        canonical::write(&out.join(file), entries, &meta)?;
    }
    lost::write(&out.join("lost_documents.parquet"), season.lost_documents())?;
    let bar = ui.bar(nights as u64, "nights");
    let mut truth = Vec::new();
    for night in 0..nights {
        truth.extend(write_night(out, &season, night)?);
        bar.inc(1);
    }
    bar.finish_and_clear();
    write_truth(&out.join("truth.parquet"), &season, &truth)?;
    ui.say(&format!(
        "{}: {nights} nights, {} planted rows",
        out.display(),
        truth.len()
    ));
    Ok(Outcome::Done)
}

fn write_night(out: &Path, season: &Season, night: usize) -> Result<Vec<Line>> {
    let mut truth = Vec::new();
    let rows = season.night(night);
    for (part, rows) in (1..).zip(rows.chunks(MAX_ROWS_PER_PART as usize)) {
        let file = format!("{FOLDER}/{:04}/part-{part:04}.parquet", night + 1);
        let values: Vec<ManifestRow> = rows.iter().map(|(row, _)| row.clone()).collect();
        write::write(&out.join(&file), &values)?;
        let planted = (1..).zip(rows).filter_map(|(row, (_, part))| {
            Some(Line {
                night,
                file: file.clone(),
                row,
                part: part.clone()?,
            })
        });
        truth.extend(planted);
    }
    Ok(truth)
}

fn write_truth(path: &Path, season: &Season, truth: &[Line]) -> Result<()> {
    let mut columns = Columns::default();
    let number = |value: usize| i64::try_from(value).ok();
    columns
        .integers("night", truth.iter().map(|line| number(line.night + 1)))
        .moments(
            "as_of",
            truth.iter().map(|line| Some(season.as_of(line.night))),
        )
        .text("manifest_file", truth.iter().map(|line| Some(&line.file)))
        .integers("manifest_row", truth.iter().map(|line| number(line.row)))
        .text(
            "role",
            truth.iter().map(|line| Some(line.part.role.as_str())),
        )
        .text("group", truth.iter().map(|line| Some(&line.part.group)))
        .text("person", truth.iter().map(|line| Some(&line.part.person)))
        .flags(
            "is_listed",
            truth.iter().map(|line| Some(line.part.is_listed)),
        );
    tables::write(path, &columns.finish(), &[])
}
