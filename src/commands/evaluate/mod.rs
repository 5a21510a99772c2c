//! `preboard evaluate`: how well are listed people told from others?

mod bench;

mod examples;

mod fit;

mod pairs;

mod require;

mod self_screen;

mod text;

use crate::cli::{self, Inputs, PrintFormat};
use crate::commands::load::{self, Loaded};
use crate::commands::ui::Ui;
use crate::commands::{Outcome, Surroundings, stdout};
use crate::error::Result;
use crate::exec::Exec;
use crate::files;
use crate::inert::Lines;
use crate::render::quality::Provenance;
use crate::schema::scores::ScoreRow;
use crate::settings::Settings;
use crate::tables::parquet;
use bench::Bench;

/// What one evaluation found, in every form it can be asked for.
struct Measured {
    json: serde_json::Value,
    text: Lines,
    /// Empty unless asked for.
    scores: Vec<ScoreRow>,
    /// The HTML report, when asked for.
    page: Option<String>,
}

pub fn run(args: &cli::Evaluate, surroundings: &Surroundings, ui: &Ui) -> Result<Outcome> {
    let bars = require::parse(&args.require)?;
    let settings = Settings::resolve(&inputs(args), surroundings.now)?;
    let exec = Exec::new(settings.threads)?;
    let loaded = load::screener(&settings, &exec, ui)?;
    loaded.say_doubts(&settings, ui);
    let bench = Bench::new(&loaded.screener, &exec, ui);
    if args.fit {
        stdout::lines(&fit::block(args, &settings, &bench)?)?;
        return Ok(Outcome::Done);
    }
    let made_of = provenance(args, &settings, &loaded, surroundings)?;
    let measured = match args.self_screen {
        Some(_) => self_screen::measure(args, &settings, &bench, &made_of)?,
        None => pairs::measure(args, &settings, &bench, &made_of)?,
    };
    ui.step("measured", loaded.screener.entries() as u64);
    let missed = require::missed(&bars, &measured.json)?;
    publish(args, &measured)?;
    for line in &missed {
        ui.warn(line);
    }
    Ok(if missed.is_empty() {
        Outcome::Done
    } else {
        Outcome::BarNotMet
    })
}

fn inputs(args: &cli::Evaluate) -> Inputs {
    let listed = args.self_screen.iter().chain(&args.watchlist);
    Inputs {
        settings: args.settings.clone(),
        watchlist: listed.cloned().collect(),
        work: args.work.clone(),
        ..Inputs::default()
    }
}

/// What a reader needs to measure the same again.
fn provenance(
    args: &cli::Evaluate,
    settings: &Settings,
    loaded: &Loaded,
    surroundings: &Surroundings,
) -> Result<Provenance> {
    let named = args.pairs.iter().chain(&args.population);
    let queries = named.map(|path| Ok((path.display().to_string(), files::digest_of_file(path)?)));
    Ok(Provenance {
        command: format!("preboard {}", surroundings.typed),
        as_of: settings.as_of,
        settings_digest: settings.digest.clone(),
        rarity_digest: loaded.rarity_digest.clone(),
        lists: loaded.lists.clone(),
        queries: queries.collect::<Result<_>>()?,
    })
}

fn publish(args: &cli::Evaluate, measured: &Measured) -> Result<()> {
    if let Some(path) = &args.scores {
        parquet::write(path, &measured.scores, &[])?;
    }
    if let (Some(path), Some(page)) = (&args.report, &measured.page) {
        files::write_atomic(path, page.as_bytes())?;
    }
    match args.format.unwrap_or(PrintFormat::Text) {
        PrintFormat::Json => stdout::json(&measured.json),
        PrintFormat::Text => stdout::lines(&measured.text),
    }
}
