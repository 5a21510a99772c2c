//! What one machine or an engine runs of a night: cross-checks, screening, gathering, links.
//!
//! It is fed batches of passengers and knows no format.

pub mod cross_checks;

pub mod doubts;

pub mod screening;

pub mod seen;

mod associates;

pub mod companions;

pub mod gathered;

pub mod links;

pub mod together;

use crate::domain::batch::Batch;
use crate::error::Result;

/// Takes a batch; the first error ends the feed.
pub type Take<'a> = &'a mut dyn FnMut(Batch) -> Result<()>;
