//! `preboard generate`: invented manifests, a watchlist, lost documents and the truth.

use crate::cli::{self, Moment};
use crate::commands::season;
use crate::commands::ui::Ui;
use crate::commands::{Outcome, Surroundings, generate_weeks};
use crate::error::{Error, Kind, Result};
use crate::files;
use crate::generate::{self, MAX_ROWS_PER_PART, Placed, Plan, Truth, World, part_name};
use crate::manifest::row::ManifestRow;
use crate::manifest::write;
use crate::tables::write::{self as tables, Columns};
use crate::watchlist::canonical::{self, ListMeta};
use crate::watchlist::lost;
use jiff::tz::TimeZone;
use std::path::Path;

pub fn run(args: &cli::Generate, surroundings: &Surroundings, ui: &Ui) -> Result<Outcome> {
    if let Some(weeks) = args.weeks {
        return generate_weeks::run(args, weeks, surroundings, ui);
    }
    let plan = plan(args, surroundings)?;
    refuse_other_files(&args.out)?;
    if let Some(nights) = args.nights {
        return season::write(&args.out, &plan, nights as usize, ui);
    }
    let world = generate::world(&plan);
    let list_date = plan.as_of.to_zoned(TimeZone::UTC).date();
    let meta = ListMeta {
        list_date: Some(list_date),
        source_digest: None,
    };
    canonical::write(&args.out.join("watchlist.parquet"), world.entries(), &meta)?;
    ui.step("listed people written", plan.entries as u64);
    lost::write(
        &args.out.join("lost_documents.parquet"),
        world.lost_documents(),
    )?;
    let truth = write_manifest(&world, &args.out)?;
    ui.step("flights written", world.flights.len() as u64);
    write_truth(&args.out.join("truth.parquet"), &truth)?;
    ui.say(&format!(
        "{}: {} flights, {} listed people, {} lost documents, {} planted rows",
        args.out.display(),
        world.flights.len(),
        plan.entries,
        plan.lost_documents,
        truth.len()
    ));
    Ok(Outcome::Done)
}

fn plan(args: &cli::Generate, surroundings: &Surroundings) -> Result<Plan> {
    let cli::Generate {
        out: _,
        passengers,
        entries,
        lost_documents,
        seed,
        nights: _,
        moment: Moment { as_of },
        planted_rate,
        weeks: _,
        dispersion: _,
        season: _,
        calm: _,
        settings: _,
    } = args;
    let sample = Plan::sample(as_of.unwrap_or(surroundings.now));
    let passengers = passengers.unwrap_or(sample.passengers);
    let rate = planted_rate.unwrap_or(Plan::default_planted_rate(passengers));
    if !(0.0..=1.0).contains(&rate) {
        return Err(
            Error::new(Kind::Usage, format!("--planted-rate {rate} is no share"))
                .hint("give a number from 0 to 1"),
        );
    }
    Ok(Plan {
        passengers,
        entries: entries.unwrap_or(sample.entries),
        lost_documents: lost_documents.unwrap_or(sample.lost_documents),
        seed: seed.unwrap_or(sample.seed),
        as_of: sample.as_of,
        planted_rate: rate,
    })
}

/// A larger set before would leave parts behind that the truth knows nothing of.
fn refuse_other_files(out: &Path) -> Result<()> {
    for name in ["manifest", season::FOLDER] {
        let before = out.join(name);
        if files::is_there(&before)? {
            let what = format!("{} already exists", before.display());
            return Err(
                Error::new(Kind::CannotCreate, what).hint("choose another --out, or remove it")
            );
        }
    }
    Ok(())
}

/// One part in memory at a time.
fn write_manifest(world: &World, out: &Path) -> Result<Vec<Truth>> {
    let mut truth = Vec::new();
    let mut rows: Vec<ManifestRow> = Vec::new();
    let mut part = 1;
    for placed in world.manifest() {
        truth.extend(placed.truth());
        let Placed {
            part: of_row,
            values,
            ..
        } = placed;
        if of_row != part {
            write::write(&out.join(part_name(part)), &rows)?;
            rows.clear();
            part = of_row;
        }
        rows.push(values);
        debug_assert!(rows.len() as u64 <= MAX_ROWS_PER_PART);
    }
    write::write(&out.join(part_name(part)), &rows)?;
    Ok(truth)
}

fn write_truth(path: &Path, truth: &[Truth]) -> Result<()> {
    let mut columns = Columns::default();
    columns
        .text(
            "manifest_file",
            truth.iter().map(|line| Some(&line.manifest_file)),
        )
        .integers(
            "manifest_row",
            truth
                .iter()
                .map(|line| i64::try_from(line.manifest_row).ok()),
        )
        .text("entry_id", truth.iter().map(|line| line.entry_id.as_ref()))
        .text("kind", truth.iter().map(|line| Some(line.kind)));
    tables::write(path, &columns.finish(), &[])
}
