//! Completions and manual pages, made of what may be typed.

use crate::cli::{Cli, Completions, Man};
use crate::commands::ui::Ui;
use crate::commands::{Outcome, stdout};
use crate::error::Result;
use crate::files;
use clap::CommandFactory;

pub(super) fn completions(args: &Completions) -> Result<Outcome> {
    let mut text = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "preboard", &mut text);
    stdout::own(&text)?;
    Ok(Outcome::Done)
}

pub(super) fn man(args: &Man, ui: &Ui) -> Result<Outcome> {
    if let Some(folder) = &args.out {
        files::disk::create_folder(folder).map_err(|e| files::cannot_create(folder, &e))?;
        let pages = clap_mangen::generate_to(Cli::command(), folder);
        pages.map_err(|e| files::write_failed(folder, &e))?;
        ui.say(&format!("the manual is in {}", folder.display()));
        return Ok(Outcome::Done);
    }
    let mut text = Vec::new();
    clap_mangen::Man::new(Cli::command())
        .render(&mut text)
        .expect("writing to memory cannot fail");
    stdout::own(&text)?;
    Ok(Outcome::Done)
}
