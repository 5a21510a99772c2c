//! `preboard assess`: what changed where, who hangs together, and what became of it.

#[cfg(feature = "analyst")]
mod asked;
#[cfg(feature = "analyst")]
mod changes;
#[cfg(feature = "analyst")]
mod counted;
#[cfg(feature = "analyst")]
mod doubts;
#[cfg(feature = "analyst")]
mod gathered;
#[cfg(feature = "analyst")]
mod known;
#[cfg(feature = "analyst")]
mod sources;
#[cfg(feature = "analyst")]
mod tables;

#[cfg(feature = "analyst")]
pub use asked::run;

/// The folder beside the runs where the assessment goes. No run may bear this name.
pub const FOLDER: &str = "assessment";

#[cfg(not(feature = "analyst"))]
pub fn run(
    _: &crate::cli::assess::Assess,
    _: &crate::commands::Surroundings,
    _: &crate::commands::ui::Ui,
) -> crate::error::Result<crate::commands::Outcome> {
    use crate::error::{Error, Kind};
    let what = "`preboard assess` is not built in";
    let hint = "build it with its default features: cargo build --release, without \
                --no-default-features";
    Err(Error::new(Kind::Unavailable, what).hint(hint))
}
