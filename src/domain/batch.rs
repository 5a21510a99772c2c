//! A part of the night, as a reader hands it to whoever screens.

use crate::domain::parsed::Parsed;
use crate::domain::passenger::Passenger;
use std::collections::BTreeMap;

/// Passengers whose last row has come, and the rows that went to quarantine on the way.
#[derive(Debug)]
pub struct Batch {
    pub passengers: Parsed<Passenger>,
    pub rows_read: u64,
    /// Optional values that could not be read and count as missing, by column.
    pub unreadable: BTreeMap<&'static str, u64>,
}
