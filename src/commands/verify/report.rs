//! One line for each thing that was looked at: how it is, its path, and a word on it.

use crate::inert::Lines;

/// How a thing is, against what was recorded of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    Untouched,
    Changed,
    Missing,
    Unexpected,
    /// Nothing was recorded of it that could be compared.
    NotCovered,
    /// Retention took it away, and wrote so.
    Purged,
}

impl State {
    pub(super) fn of(same: bool) -> State {
        if same {
            State::Untouched
        } else {
            State::Changed
        }
    }

    pub(super) fn as_str(self) -> &'static str {
        match self {
            State::Untouched => "untouched",
            State::Changed => "changed",
            State::Missing => "missing",
            State::Unexpected => "unexpected",
            State::NotCovered => "not_covered",
            State::Purged => "purged",
        }
    }

    fn is_fault(self) -> bool {
        match self {
            State::Untouched | State::NotCovered | State::Purged => false,
            State::Changed | State::Missing | State::Unexpected => true,
        }
    }
}

#[derive(Debug, Default)]
pub(super) struct Report {
    lines: Vec<(State, String, String)>,
}

impl Report {
    pub(super) fn add(&mut self, path: &str, state: State, note: &str) {
        self.lines.push((state, path.to_owned(), note.to_owned()));
    }

    /// The lines of another report, with this before each path.
    pub(super) fn take(&mut self, prefix: &str, other: Report) {
        let lines = other.lines.into_iter();
        let lines = lines.map(|(state, path, note)| (state, format!("{prefix}{path}"), note));
        self.lines.extend(lines);
    }

    pub(super) fn len(&self) -> usize {
        self.lines.len()
    }

    pub(super) fn faults(&self) -> usize {
        let lines = self.lines.iter();
        lines.filter(|(state, ..)| state.is_fault()).count()
    }

    /// Tab-separated: state, path, note.
    pub(super) fn text(&self) -> Lines {
        let mut page = Lines::default();
        for (state, path, note) in &self.lines {
            page.fields(&[state.as_str(), path, note]);
        }
        page
    }
}
