//! `preboard names build`: how rare names are among the operator's own travellers.

use crate::cli;
use crate::commands::ui::Ui;
use crate::commands::{Outcome, Surroundings, load};
use crate::error::Result;
use crate::files;
use crate::manifest::{self, Manifests};
use crate::names::rarity::Rarity;
use crate::names::traffic::{FEWEST, PSEUDO_TRAVELLERS, Traffic};
use crate::settings::Settings;
use jiff::civil::Date;

pub fn run(args: &cli::NamesBuild, surroundings: &Surroundings, ui: &Ui) -> Result<Outcome> {
    let settings = settings(args, surroundings)?;
    let day = load::day_of(&settings);
    let manifests = manifest::open_within(
        &settings.inputs.manifests,
        &settings.manifest,
        &settings.limits,
    )?;
    let traffic = count(&manifests, day, ui)?;
    ui.step("rows counted", manifests.rows());
    let table = traffic.table(&notes(&traffic, &manifests, day)?);
    files::write_atomic(&args.output, table.as_bytes())?;
    ui.say(&format!(
        "{}: {} travellers of {} rows",
        args.output.display(),
        traffic.passengers(),
        manifests.rows()
    ));
    ui.say("next: set names.rarity to this file");
    Ok(Outcome::Done)
}

/// A settings file is needed only where columns have other names.
fn settings(args: &cli::NamesBuild, surroundings: &Surroundings) -> Result<Settings> {
    let typed = cli::Inputs {
        settings: args.settings.clone(),
        manifest: args.manifest.clone(),
        moment: args.moment.clone(),
        ..cli::Inputs::default()
    };
    match args.settings.config {
        Some(_) => Settings::resolve(&typed, surroundings.now),
        None => Settings::without_file(&typed, surroundings.now),
    }
}

fn count(manifests: &Manifests, day: Date, ui: &Ui) -> Result<Traffic> {
    let bar = ui.bar(manifests.rows(), "counting");
    let mut traffic = Traffic::default();
    for batch in manifests.stream(day)? {
        let batch = batch?;
        bar.inc(batch.rows_read);
        for passenger in &batch.passengers.good {
            let birth = passenger.birth_date.map(|date| date.to_string());
            let birth = birth.unwrap_or_default();
            traffic.add(&passenger.surname, &passenger.given_names, &birth);
        }
    }
    bar.finish_and_clear();
    Ok(traffic)
}

/// Where the table comes from and how it was made. No paths: they say who and where.
fn notes(traffic: &Traffic, manifests: &Manifests, day: Date) -> Result<Vec<String>> {
    let mut notes = vec![
        "Rarity of name tokens: token <TAB> -100 * log2(share of travellers who carry it)".into(),
        format!(
            "built by preboard {} names build, {day}",
            env!("CARGO_PKG_VERSION")
        ),
        format!(
            "travellers={} rows={}",
            traffic.passengers(),
            manifests.rows()
        ),
        format!(
            "share = (count + {PSEUDO_TRAVELLERS} * bundled share) / (travellers + {PSEUDO_TRAVELLERS}),"
        ),
        format!("at most an unseen token's worth; fewer than {FEWEST} travellers are not counted"),
        format!(
            "bundled={}",
            files::digest_of_bytes(Rarity::bundled_text().as_bytes())
        ),
    ];
    let digests = manifests.digests()?.into_iter();
    notes.extend(digests.map(|digest| format!("input={digest}")));
    Ok(notes)
}
