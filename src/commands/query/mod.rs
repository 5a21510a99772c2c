//! `preboard query`: the tables of the runs, the ledger and files of one's own, asked by SQL.

#[cfg(feature = "analyst")]
mod asked;
#[cfg(feature = "analyst")]
mod given;
#[cfg(feature = "analyst")]
mod listed;
#[cfg(feature = "analyst")]
mod of_runs;
#[cfg(feature = "analyst")]
mod printed;
#[cfg(feature = "analyst")]
mod published;

#[cfg(feature = "analyst")]
pub use asked::run;

#[cfg(not(feature = "analyst"))]
pub fn run(
    _: &crate::cli::Query,
    _: &crate::commands::Surroundings,
    _: &crate::commands::ui::Ui,
) -> crate::error::Result<crate::commands::Outcome> {
    use crate::error::{Error, Kind};
    let what = "`preboard query` is not built in";
    let hint = "build it with its default features: cargo build --release, without \
                --no-default-features";
    Err(Error::new(Kind::Unavailable, what).hint(hint))
}
