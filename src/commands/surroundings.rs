//! Clock, environment and terminal, read once.

use jiff::Timestamp;
use std::ffi::OsString;
use std::io::IsTerminal;

#[derive(Clone, Debug)]
pub struct Surroundings {
    pub now: Timestamp,
    pub stderr_is_terminal: bool,
    pub no_color: bool,
    /// What was typed after the program's name, as a shell would take it again.
    pub typed: String,
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
            typed: typed(std::env::args_os().skip(1)),
        }
    }
}

fn typed(words: impl Iterator<Item = OsString>) -> String {
    let words: Vec<String> = words.map(|word| quoted(&word.to_string_lossy())).collect();
    words.join(" ")
}

fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./=:,@%+".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shell_takes_the_words_again() {
        let words = ["evaluate", "--pairs", "my file", "it's"].map(OsString::from);
        assert_eq!(
            typed(words.into_iter()),
            r"evaluate --pairs 'my file' 'it'\''s'"
        );
    }
}
