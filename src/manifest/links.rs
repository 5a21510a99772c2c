//! Third reading, of a few columns: what ties other travellers to a case.

use crate::analysis::links::LinkValues;
use crate::domain::ids::RowRef;
use crate::error::Result;
use crate::manifest::Manifests;
use crate::tables::read::{Moments, Source, Text};

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
    /// Every row with its link values, in order.
    pub fn for_each_link_row(&self, mut visit: impl FnMut(RowRef, LinkValues)) -> Result<()> {
        for (file, manifest) in self.files.iter().enumerate() {
            let columns = &manifest.columns;
            let mut before = 0;
            for batch in Source::open(&manifest.path)?.read(&columns.names(&COLUMNS))? {
                let batch = batch?;
                let text = |column| Text::of(&batch, columns.name(column));
                let [carrier, _, booking, phone, email, payment, number, issuer] =
                    COLUMNS.map(text);
                let departure = Moments::of(&batch, columns.name("scheduled_departure"));
                for row in 0..batch.num_rows() {
                    let at = RowRef {
                        file: file as u32,
                        row: before + row as u64 + 1,
                    };
                    let values = LinkValues {
                        carrier: carrier.get(row),
                        departure: departure.known(row).map(|moment| moment.as_second()),
                        booking_ref: booking.get(row),
                        contact_phone: phone.get(row),
                        contact_email: email.get(row),
                        payment_ref: payment.get(row),
                        document_number: number.get(row),
                        document_issuer: issuer.get(row),
                    };
                    visit(at, values);
                }
                before += batch.num_rows() as u64;
            }
        }
        Ok(())
    }
}
