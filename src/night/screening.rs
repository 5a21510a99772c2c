//! Every passenger of the night through the one door, in order.

use crate::domain::passenger::Passenger;
use crate::error::Result;
use crate::exec::Exec;
use crate::night::Take;
use crate::night::gathered::{CaseContext, Gathered};
use crate::screen::Screened;

/// `progress` is told the rows that are done. Cases of all parts of a night are told apart by
/// [`Gathered::tell_apart`] at its end.
pub fn screen(
    feed: impl FnOnce(Take) -> Result<()>,
    context: &CaseContext,
    exec: &Exec,
    screen_one: impl Fn(&Passenger) -> Screened + Sync,
    progress: impl Fn(u64),
) -> Result<Gathered> {
    let mut gathered = Gathered::default();
    feed(&mut |batch| {
        progress(batch.rows_read);
        gathered.join(Gathered::of(batch, exec, context, &screen_one));
        Ok(())
    })?;
    Ok(gathered)
}
