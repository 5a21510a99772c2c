//! `preboard check`: would tonight's run start, and with what settings?

use crate::cli;
use crate::commands::doubts::{self, Tonight};
use crate::commands::share::agreements;
use crate::commands::ui::Ui;
use crate::commands::{Outcome, Surroundings, load, memory, redress, runs, stdout};
use crate::error::Result;
use crate::exec::Exec;
use crate::manifest;
use crate::night::gathered::within_ceiling;
use crate::night::seen::Seen;
use crate::output::encrypt;
use crate::settings::Settings;

pub fn run(args: &cli::Check, surroundings: &Surroundings, ui: &Ui) -> Result<Outcome> {
    let settings = Settings::resolve(&args.inputs, surroundings.now)?;
    if args.show_settings {
        let lines = settings
            .shown
            .iter()
            .map(|shown| format!("{} = {}  # {}", shown.key, shown.value, shown.origin));
        stdout::lines(&lines.collect())?;
    }
    encrypt::check(&settings.output.recipients)?;
    let manifests = manifest::open_within(
        &settings.inputs.manifests,
        &settings.manifest,
        &settings.limits,
    )?;
    memory::require(&settings, &manifests)?;
    let exec = Exec::new(settings.threads)?;
    let loaded = load::screener(&settings, &exec, ui)?;
    ui.say(&format!(
        "{} manifest rows in {} files, {} entries in force, {} reported documents",
        manifests.rows(),
        manifests.files.len(),
        loaded.screener.entries(),
        loaded.lost_documents
    ));
    let survey = manifests.survey(&exec)?;
    let mut seen = Seen::default();
    manifests.feed(&survey, load::day_of(&settings), &exec, &mut |batch| {
        seen.add(&batch);
        Ok(())
    })?;
    let doubts = doubts::of(
        &Tonight {
            settings: &settings,
            manifests: &manifests,
            survey: &survey,
            seen: &seen,
            loaded: &loaded,
            runs: &runs::walk(&settings.output.folder)?,
            accepted: &args.accept.accept_list,
        },
        ui,
    )?;
    redress::load(&settings, ui)?;
    // It stops no night: nothing is shared by a run.
    if let Err(error) = agreements(&settings) {
        ui.warn(&format!("nothing can be shared: {error}"));
    }
    within_ceiling(&seen.counts, seen.has_bug, settings.quarantine_ceiling)?;
    Ok(if args.strict && !doubts.warnings.is_empty() {
        Outcome::BarNotMet
    } else {
        Outcome::Done
    })
}
