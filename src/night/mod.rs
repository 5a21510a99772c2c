//! What one machine or an engine runs of a night: cross-checks, screening, gathering, links.

pub mod gathered;

pub mod links;
