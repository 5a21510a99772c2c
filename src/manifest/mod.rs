//! Passenger manifests: the only place that knows their file format.

pub mod row;
