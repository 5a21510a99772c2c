//! Every passenger of the night through the one door, in order.

use crate::domain::batch::Batch;
use crate::domain::passenger::Passenger;
use crate::error::Result;
use crate::exec::Exec;
use crate::night::gathered::{CaseContext, Gathered};
use crate::screen::Screened;

/// `progress` is told the rows that are done.
pub fn screen(
    batches: impl Iterator<Item = Result<Batch>> + Send,
    context: &CaseContext,
    exec: &Exec,
    screen_one: impl Fn(&Passenger) -> Screened + Sync,
    progress: impl Fn(u64),
) -> Result<Gathered> {
    let mut gathered = Gathered::default();
    exec.each_ahead(batches, |batch| {
        let batch = batch?;
        progress(batch.rows_read);
        gathered.add(batch, exec, context, &screen_one);
        Ok(())
    })?;
    gathered.tell_apart();
    Ok(gathered)
}
