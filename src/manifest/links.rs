//! Reading, of a few columns, of what ties other passengers to a case.

use crate::analysis::links::{Key, KeyRef, LinkValues, keys};
use crate::domain::ids::RowRef;
use crate::error::Result;
use crate::exec::Exec;
use crate::manifest::{Manifests, Unit};
use crate::tables::read::{Moments, Text};

const COLUMNS: [&str; 8] = [
    "carrier",
    "scheduled_departure",
    "booking_ref",
    "contact_phone",
    "contact_email",
    "payment_ref",
    "document_number",
    "document_issuer",
];

impl Manifests {
    /// Keys of the rows that are wanted, as far as they are wanted, with their hash; in the
    /// order of the rows, whatever the threads.
    pub fn link_keys(
        &self,
        exec: &Exec,
        rows: &(dyn Fn(RowRef) -> bool + Sync),
        wanted: &(dyn Fn(&KeyRef) -> bool + Sync),
    ) -> Result<Vec<(RowRef, u64, Key)>> {
        let found = exec.try_map(&self.units(), |unit| self.keys_of(unit, rows, wanted))?;
        Ok(found.concat())
    }

    fn keys_of(
        &self,
        unit: &Unit,
        rows: &dyn Fn(RowRef) -> bool,
        wanted: &dyn Fn(&KeyRef) -> bool,
    ) -> Result<Vec<(RowRef, u64, Key)>> {
        let columns = &self.files[unit.file].columns;
        let mut found = Vec::new();
        let mut row = unit.rows_before;
        for batch in self.read_unit(unit, &columns.names(&COLUMNS))? {
            let batch = batch?;
            let text = |column| Text::of(&batch, columns.name(column));
            let [carrier, _, booking, phone, email, payment, number, issuer] = COLUMNS.map(text);
            let departure = Moments::of(&batch, columns.name("scheduled_departure"));
            for at in 0..batch.num_rows() {
                row += 1;
                let place = RowRef {
                    file: unit.file as u32,
                    row,
                };
                if !rows(place) {
                    continue;
                }
                let values = LinkValues {
                    carrier: carrier.get(at),
                    departure: departure.known(at).map(|moment| moment.as_second()),
                    booking_ref: booking.get(at),
                    contact_phone: phone.get(at),
                    contact_email: email.get(at),
                    payment_ref: payment.get(at),
                    document_number: number.get(at),
                    document_issuer: issuer.get(at),
                };
                let keys = keys(&values).filter(|key| wanted(key));
                found.extend(keys.map(|key| (place, key.hash64(), key.to_key())));
            }
        }
        Ok(found)
    }
}
