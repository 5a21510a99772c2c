//! The thin binary: read what was typed, call the library, report, exit.

use preboard::{Surroundings, parse, run};
use std::process::ExitCode;

fn main() -> ExitCode {
    match parse(std::env::args_os()) {
        Ok(cli) => run(cli, &Surroundings::of_process()),
        Err(code) => code,
    }
}
