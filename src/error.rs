//! What stops a run: one line that names the thing, its cause and the next step.
//!
//! Trouble with a single row is not an error but data ([`crate::domain::parsed::Reject`]).

use rustix::io::Errno;
use std::path::Path;

/// Why the program stops, one variant per exit code of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The command line makes no sense.
    Usage,
    /// A required column is missing, a list is damaged or stale, too many bad rows.
    Data,
    /// An input is missing or unreadable.
    NoInput,
    /// A feature is not built in, or a service does not answer.
    Unavailable,
    /// A caught panic or a broken invariant: a defect of ours.
    Bug,
    /// The output cannot be created.
    CannotCreate,
    /// A read or write failed midway.
    Io,
    /// Another run holds the lock.
    TryLater,
    /// The settings are wrong.
    Config,
}

impl Kind {
    /// The contract's exit code (after BSD `sysexits`).
    pub fn exit_code(self) -> u8 {
        match self {
            Kind::Usage => 64,
            Kind::Data => 65,
            Kind::NoInput => 66,
            Kind::Unavailable => 69,
            Kind::Bug => 70,
            Kind::CannotCreate => 73,
            Kind::Io => 74,
            Kind::TryLater => 75,
            Kind::Config => 78,
        }
    }
}

/// `what` is lower case, names file, row and column, and has no full stop. `hint` is the
/// next step for the person who reads it at night.
#[derive(Debug)]
pub struct Error {
    pub kind: Kind,
    pub what: String,
    pub cause: Option<String>,
    pub hint: Option<String>,
}

pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    pub fn new(kind: Kind, what: impl Into<String>) -> Self {
        Error {
            kind,
            what: what.into(),
            cause: None,
            hint: None,
        }
    }

    /// An input that cannot be opened: missing is told apart from unreadable in the hint.
    pub fn cannot_read(path: &Path, cause: &std::io::Error) -> Self {
        let hint = match cause.kind() {
            std::io::ErrorKind::NotFound => "check the path",
            std::io::ErrorKind::PermissionDenied => "give the job's account read permission",
            std::io::ErrorKind::IsADirectory => "name a file in it",
            _ => "check the file system, then run again",
        };
        let what = format!("cannot read {}", path.display());
        Error::of_system(Kind::NoInput, what, cause, hint)
    }

    /// What the system refused. When it has none left of something that all share, the path is
    /// not at fault, and the code and the next step are others than the caller's.
    pub fn of_system(
        kind: Kind,
        what: impl Into<String>,
        cause: &std::io::Error,
        hint: &str,
    ) -> Self {
        let (kind, hint) = match exhausted(cause) {
            Some(next) => (Kind::Unavailable, next),
            None => (kind, hint),
        };
        Error::new(kind, what).because(cause).hint(hint)
    }

    pub fn because(mut self, cause: impl std::fmt::Display) -> Self {
        self.cause = Some(cause.to_string());
        self
    }

    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// The next step, when the system has none left of what was asked for.
fn exhausted(cause: &std::io::Error) -> Option<&'static str> {
    let number = Errno::from_io_error(cause)?;
    let steps = [
        (
            Errno::MFILE,
            "raise the limit of open files (ulimit -n, or LimitNOFILE of the unit), then run again",
        ),
        (
            Errno::NFILE,
            "the machine has no open files left: end what holds them, then run again",
        ),
        (
            Errno::NOMEM,
            "free memory, or raise its limit (ulimit -v, or MemoryMax of the unit), then run again",
        ),
        (
            Errno::AGAIN,
            "raise the limit of processes (ulimit -u, or TasksMax of the unit), then run again",
        ),
    ];
    let mut steps = steps.into_iter();
    steps
        .find(|(known, _)| *known == number)
        .map(|(_, step)| step)
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.what)?;
        if let Some(cause) = &self.cause {
            write!(f, ": {}", one_line(cause))?;
        }
        if let Some(hint) = &self.hint {
            write!(f, "; {hint}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}

/// Foreign causes (a TOML parser's, say) may span lines; schedulers keep one.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_has_none_left_of_is_no_fault_of_the_file() {
        let error = |number: Errno| Error::cannot_read(Path::new("a"), &number.into());
        for (number, step) in [
            (Errno::MFILE, "ulimit -n"),
            (Errno::NFILE, "open files left"),
            (Errno::NOMEM, "MemoryMax"),
            (Errno::AGAIN, "ulimit -u"),
        ] {
            let error = error(number);
            assert_eq!(error.kind, Kind::Unavailable, "{error}");
            assert!(error.to_string().contains(step), "{error}");
        }
        let missing = error(Errno::NOENT);
        assert_eq!(missing.kind, Kind::NoInput);
        assert!(missing.to_string().ends_with("check the path"), "{missing}");
    }

    #[test]
    fn an_error_is_one_line_with_cause_and_next_step() {
        let error = Error::new(Kind::Data, "a.parquet: column surname is missing")
            .because("two\n  lines")
            .hint("map it in [manifest.columns]");
        assert_eq!(
            error.to_string(),
            "a.parquet: column surname is missing: two lines; map it in [manifest.columns]"
        );
    }
}
