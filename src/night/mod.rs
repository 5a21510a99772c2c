//! What one machine or an engine runs of a night: cross-checks, screening, gathering, links.
//!
//! It is handed batches of passengers and knows no format: two halves of a night are two
//! calls, and what they gather can be put together.

pub mod cross_checks;

pub mod screening;

pub mod gathered;

pub mod links;
