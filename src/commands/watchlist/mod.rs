//! `preboard watchlist`: what is done with lists before a night reads them.

mod import;

mod inspect;

mod diff;

mod merge;

use crate::cli::Watchlist;
use crate::commands::ui::Ui;
use crate::commands::{Outcome, Surroundings, stdout};
use crate::error::Result;
use crate::watchlist::topics;

pub fn run(command: &Watchlist, surroundings: &Surroundings, ui: &Ui) -> Result<Outcome> {
    match command {
        Watchlist::Import(args) => import::run(args, surroundings, ui),
        Watchlist::Inspect(args) => inspect::run(args, surroundings, ui),
        Watchlist::Diff(args) => diff::run(args, ui),
        Watchlist::Merge(args) => merge::run(args, surroundings, ui),
        Watchlist::Split(args) => merge::split(args, ui),
        Watchlist::Topics(_) => stdout::own(topics::BUNDLED.as_bytes()).map(|()| Outcome::Done),
    }
}
