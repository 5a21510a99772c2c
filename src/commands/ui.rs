//! What a person sees on standard error: progress, messages, errors, log lines. Each message is
//! one line, made inert on its way out, whatever names of files and values of lists are in it.

use crate::cli::{Common, LogFormat, When};
use crate::commands::Surroundings;
use crate::error::Error;
use crate::inert::shown;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;
use tracing::Level;

pub struct Ui {
    quiet: bool,
    colour: bool,
    progress: bool,
    logs: bool,
    json: bool,
    started: Instant,
    /// Milliseconds after `started`, when the last step ended.
    last_step: AtomicU64,
}

impl Ui {
    pub fn new(common: &Common, surroundings: &Surroundings) -> Ui {
        let Common {
            verbose,
            quiet,
            log_format,
            progress,
            color,
        } = common;
        let terminal = surroundings.stderr_is_terminal;
        let colour = match color.unwrap_or(When::Auto) {
            When::Always => true,
            When::Never => false,
            When::Auto => terminal && !surroundings.no_color,
        };
        let progress = match progress.unwrap_or(When::Auto) {
            When::Always => true,
            When::Never => false,
            When::Auto => terminal && !quiet,
        };
        let logs = *verbose > 0 || log_format.is_some();
        start_logs(
            log_level(*verbose, *quiet, logs),
            log_format.unwrap_or(LogFormat::Text),
            colour,
        );
        Ui {
            quiet: *quiet,
            colour,
            progress,
            logs,
            json: *log_format == Some(LogFormat::Json),
            started: Instant::now(),
            last_step: AtomicU64::new(0),
        }
    }

    /// Whether messages are log lines: figures then go out as fields, and not as a sentence.
    pub fn logs(&self) -> bool {
        self.logs
    }

    /// With `-vv`, and in JSON, one line for a step that is done: how many of what, and the
    /// seconds since the step before. Never a person.
    pub fn step(&self, step: &str, count: u64) {
        let now = u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX);
        let before = self.last_step.swap(now, Ordering::Relaxed);
        let seconds = now.saturating_sub(before) as f64 / 1000.0;
        match self.json {
            true => tracing::info!(step, count, seconds),
            false => tracing::debug!(step, count, seconds),
        }
    }

    /// One line for a person; with logs on, it is a log line instead.
    pub fn say(&self, text: &str) {
        let text = shown(text);
        if self.logs {
            tracing::info!("{text}");
        } else if !self.quiet {
            line(&text);
        }
    }

    pub fn warn(&self, text: &str) {
        let text = shown(text);
        if self.logs {
            tracing::warn!("{text}");
        } else if !self.quiet {
            line(&format!("{} {text}", self.label(Label::Warning)));
        }
    }

    pub fn error(&self, error: &Error) {
        let error = shown(&error.to_string());
        if self.logs {
            tracing::error!("{error}");
        } else {
            line(&format!("{} {error}", self.label(Label::Error)));
        }
    }

    /// The word that a line begins with.
    fn label(&self, label: Label) -> String {
        let (word, colour) = match label {
            Label::Warning => ("warning:", "33"),
            Label::Error => ("error:", "31"),
        };
        match self.colour {
            true => format!("\u{1b}[1;{colour}m{word}\u{1b}[0m"),
            false => word.to_owned(),
        }
    }

    /// A bar over rows; nothing unless it is wanted.
    pub fn bar(&self, rows: u64, what: &'static str) -> ProgressBar {
        if !self.progress {
            return ProgressBar::with_draw_target(Some(rows), ProgressDrawTarget::hidden());
        }
        let style = "{msg} [{bar:30}] {human_pos}/{human_len} rows, {eta} left";
        let style = ProgressStyle::with_template(style).expect("the template is fixed");
        ProgressBar::new(rows)
            .with_style(style.progress_chars("=> "))
            .with_message(what)
    }
}

#[derive(Clone, Copy)]
enum Label {
    Warning,
    Error,
}

fn log_level(verbose: u8, quiet: bool, logs: bool) -> Option<Level> {
    match (logs, quiet, verbose) {
        (false, _, _) => None,
        (true, true, _) => Some(Level::ERROR),
        (true, false, 0 | 1) => Some(Level::INFO),
        (true, false, _) => Some(Level::DEBUG),
    }
}

/// Rows are named by file and number in every message: no log line holds personal data.
fn start_logs(level: Option<Level>, format: LogFormat, colour: bool) {
    let Some(level) = level else { return };
    let logs = tracing_subscriber::fmt()
        .with_max_level(level)
        .with_writer(std::io::stderr);
    // A second start in one process (tests) keeps the first.
    let _ = match format {
        LogFormat::Text => logs.with_ansi(colour).try_init(),
        LogFormat::Json => logs.json().try_init(),
    };
}

fn line(text: &str) {
    // Standard error may be closed; that must not stop a night.
    let _ = writeln!(std::io::stderr(), "{text}");
}
