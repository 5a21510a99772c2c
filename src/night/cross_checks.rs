//! A reading of the whole night before any passenger is screened: what shows only across
//! it, as digests.

use crate::analysis::consistency::{Collector, Consistency, DigestedPassenger};
use crate::documents::rules::DocumentRules;
use crate::domain::passenger::Passenger;
use crate::error::Result;
use crate::exec::Exec;
use crate::night::Take;

/// `rows` of the night make room once, so that growing never doubles the memory.
pub fn cross_checks(
    feed: impl FnOnce(Take) -> Result<()>,
    rows: u64,
    rules: &DocumentRules,
    exec: &Exec,
) -> Result<Consistency> {
    let mut collector = Collector::with_passengers(rows as usize);
    feed(&mut |batch| {
        let digested = exec.try_map_owned(batch.passengers.good, |passenger: Passenger| {
            Ok((DigestedPassenger::new(&passenger), passenger.flight))
        })?;
        for (passenger, flight) in digested {
            collector.add(&flight, passenger);
        }
        Ok(())
    })?;
    Ok(collector.finish(rules))
}
