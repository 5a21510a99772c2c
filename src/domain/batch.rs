//! A part of the night, as a reader hands it to whoever screens.

use crate::domain::parsed::Parsed;
use crate::domain::passenger::Passenger;
use crate::domain::values::Values;

/// Passengers whose last row has come, and the rows that went to quarantine on the way.
#[derive(Debug)]
pub struct Batch {
    pub passengers: Parsed<Passenger>,
    pub rows_read: u64,
    /// How many optional values were there; those that could not be read count as missing.
    pub values: Values,
}
