//! `preboard watchlist`: what is done with lists before a night reads them.

mod import;

mod inspect;

mod diff;

mod merge;

use crate::cli::Watchlist;
use crate::commands::ui::Ui;
use crate::commands::{Outcome, Surroundings};
use crate::error::Result;

pub fn run(command: &Watchlist, around: &Surroundings, ui: &Ui) -> Result<Outcome> {
    match command {
        Watchlist::Import(args) => import::run(args, around, ui),
        Watchlist::Inspect(args) => inspect::run(args, around, ui),
        Watchlist::Diff(args) => diff::run(args, ui),
        Watchlist::Merge(args) => merge::run(args, around, ui),
        Watchlist::Split(args) => merge::split(args, ui),
    }
}
