//! What Polars says when it cannot, as one line of ours.
//!
//! While a query is planned only names and types are known, so its words may be shown. Once rows
//! are read its words may hold their values, which no message does.

use crate::error::{Error, Kind};
use polars::error::PolarsError;

/// Of a query, before any row is read.
pub fn planned(error: &PolarsError) -> Error {
    let hint = "`preboard query --tables` lists the tables and their columns";
    Error::new(Kind::Usage, "the query cannot be answered")
        .because(words(error))
        .hint(hint)
}

/// Of a query, over rows.
pub fn computed(error: &PolarsError) -> Error {
    let mut error = error;
    while let PolarsError::Context { error: inner, .. }
    | PolarsError::ExprContext { error: inner, .. } = error
    {
        error = inner;
    }
    let cause = match error {
        PolarsError::OutOfBounds(_) => "it asks for a place that is not there",
        PolarsError::ShapeMismatch(_) => "columns of different lengths meet",
        PolarsError::StringCacheMismatch(_)
        | PolarsError::ComputeError(_)
        | PolarsError::InvalidOperation(_)
        | PolarsError::SchemaMismatch(_) => {
            "a value does not fit what the query makes of it, such as a CAST"
        }
        _ => "the rows do not allow it",
    };
    let hint = "TRY_CAST gives null where a value does not fit; values are never repeated here";
    Error::new(Kind::Usage, "the query stopped among the rows")
        .because(cause)
        .hint(hint)
}

/// Without the name of the kind of error, and what was met on the way to it.
fn words(error: &PolarsError) -> String {
    let text = error.to_string();
    let text = text.split("\n\nResolved plan until failure").next();
    text.unwrap_or_default()
        .replace('\n', " ")
        .trim()
        .to_owned()
}
