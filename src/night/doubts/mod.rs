//! What makes one doubt that this is the night: a list that shrank or is old, a manifest of
//! another day, a column that cannot be read.
//!
//! A doubt is a warning, or it stops the run before anybody is screened. Nothing here opens a
//! file: it compares what was counted tonight with what earlier runs recorded.

pub mod ages;

pub mod columns;

pub mod falls;

pub mod horizon;

use crate::error::{Error, Kind};
use crate::schema::record::warning::{WarningCode, WarningRecord};

/// One reason to doubt. The text names no person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    pub code: WarningCode,
    pub text: String,
    /// What to do about it, when it stops the run.
    pub stop: Option<&'static str>,
}

impl Doubt {
    pub fn warning(code: WarningCode, text: impl Into<String>) -> Doubt {
        Doubt {
            code,
            text: text.into(),
            stop: None,
        }
    }

    pub fn stopping(code: WarningCode, text: impl Into<String>, hint: &'static str) -> Doubt {
        Doubt {
            code,
            text: text.into(),
            stop: Some(hint),
        }
    }

    /// What ends the run, if this does.
    pub fn error(&self) -> Option<Error> {
        let hint = self.stop?;
        Some(Error::new(Kind::Data, self.text.clone()).hint(hint))
    }

    pub fn record(&self) -> WarningRecord {
        WarningRecord {
            code: self.code.as_str().to_owned(),
            text: self.text.clone(),
        }
    }
}
