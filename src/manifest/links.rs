//! Third reading, of a few columns: what ties other travellers to a case.

use crate::columns::{Moments, Source, Text};
use crate::domain::ids::RowRef;
use crate::error::Result;
use crate::manifest::Manifests;

/// Values that two travellers may share; the flight narrows a booking to one journey.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LinkValues<'a> {
    pub carrier: Option<&'a str>,
    /// Seconds since 1970.
    pub departure: Option<i64>,
    pub booking_ref: Option<&'a str>,
    pub contact_phone: Option<&'a str>,
    pub contact_email: Option<&'a str>,
    pub payment_ref: Option<&'a str>,
    pub document_number: Option<&'a str>,
    pub document_issuer: Option<&'a str>,
}

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
