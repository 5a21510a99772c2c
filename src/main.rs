//! The thin binary: read what was typed, call the library, report, exit.
#![cfg_attr(not(test), warn(clippy::disallowed_methods))]

use preboard::{Surroundings, parse, run};
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = match parse(std::env::args_os()) {
        Ok(cli) => cli,
        Err(code) => return code,
    };
    let (code, kept) = run(cli, &Surroundings::of_process());
    // The system takes it all at once.
    std::mem::forget(kept);
    code
}
