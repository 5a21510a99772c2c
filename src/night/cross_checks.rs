//! A reading of the whole night before any passenger is screened: what shows only across
//! it, as digests.

use crate::analysis::consistency::{Collector, Consistency, DigestedPassenger};
use crate::documents::rules::DocumentRules;
use crate::domain::batch::Batch;
use crate::error::Result;
use crate::exec::Exec;

/// `rows` of the night make room once, so that growing never doubles the memory.
pub fn cross_checks(
    batches: impl Iterator<Item = Result<Batch>> + Send,
    rows: u64,
    rules: &DocumentRules,
    exec: &Exec,
) -> Result<Consistency> {
    let mut collector = Collector::with_passengers(rows as usize);
    exec.each_ahead(batches, |batch| {
        let passengers = batch?.passengers.good;
        let digested = exec.try_map(&passengers, |passenger| {
            Ok(DigestedPassenger::new(passenger))
        })?;
        for (passenger, digested) in passengers.iter().zip(digested) {
            collector.add(&passenger.flight, digested);
        }
        Ok(())
    })?;
    Ok(collector.finish(rules))
}
