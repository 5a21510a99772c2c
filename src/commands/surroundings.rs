//! Clock, environment and terminal, read once.

use jiff::Timestamp;
use std::io::IsTerminal;

#[derive(Clone, Debug)]
pub struct Surroundings {
    pub now: Timestamp,
    pub stderr_is_terminal: bool,
    pub no_color: bool,
}

impl Surroundings {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that reads the process"
    )]
    pub fn of_process() -> Surroundings {
        Surroundings {
            now: Timestamp::now(),
            stderr_is_terminal: std::io::stderr().is_terminal(),
            no_color: std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()),
        }
    }
}
