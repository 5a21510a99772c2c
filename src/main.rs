//! The thin binary: read what was typed, call the library, report, exit.

use preboard::cli;
use preboard::commands::{self, Surroundings};
use std::process::ExitCode;

fn main() -> ExitCode {
    match cli::parse(std::env::args_os()) {
        Ok(cli) => commands::run(cli, &Surroundings::of_process()),
        Err(code) => code,
    }
}
