//! What ties other passengers to a case: a hash of every key, for the survey, and the texts
//! of the few rows that are asked for.

use crate::analysis::links::hashes::{self, RowHashes};
use crate::analysis::links::keys::{Key, LinkValues, keys};
use crate::domain::ids::RowRef;
use crate::error::Result;
use crate::exec::Exec;
use crate::manifest::schema::ManifestColumns;
use crate::manifest::{Manifests, Unit};
use crate::tables::read::{Moments, Text};
use arrow_array::RecordBatch;

pub const COLUMNS: [&str; 8] = [
    "carrier",
    "scheduled_departure",
    "booking_ref",
    "contact_phone",
    "contact_email",
    "payment_ref",
    "document_number",
    "document_issuer",
];

/// The columns of one batch, found once.
pub struct LinkColumns<'a> {
    carrier: Text<'a>,
    departure: Moments<'a>,
    booking_ref: Text<'a>,
    contact_phone: Text<'a>,
    contact_email: Text<'a>,
    payment_ref: Text<'a>,
    document_number: Text<'a>,
    document_issuer: Text<'a>,
}

impl<'a> LinkColumns<'a> {
    pub fn of(batch: &'a RecordBatch, columns: &ManifestColumns) -> LinkColumns<'a> {
        let text = |column| Text::of(batch, columns.name(column));
        LinkColumns {
            carrier: text("carrier"),
            departure: Moments::of(batch, columns.name("scheduled_departure")),
            booking_ref: text("booking_ref"),
            contact_phone: text("contact_phone"),
            contact_email: text("contact_email"),
            payment_ref: text("payment_ref"),
            document_number: text("document_number"),
            document_issuer: text("document_issuer"),
        }
    }

    fn values(&self, row: usize) -> LinkValues<'a> {
        let departure = self.departure.known(row);
        LinkValues {
            carrier: self.carrier.get(row),
            departure: departure.map(|moment| moment.as_second()),
            booking_ref: self.booking_ref.stated(row),
            contact_phone: self.contact_phone.stated(row),
            contact_email: self.contact_email.stated(row),
            payment_ref: self.payment_ref.stated(row),
            document_number: self.document_number.stated(row),
            document_issuer: self.document_issuer.get(row),
        }
    }
}

pub fn hash_rows(batch: &RecordBatch, columns: &ManifestColumns, hashed: &mut Vec<RowHashes>) {
    let columns = LinkColumns::of(batch, columns);
    let rows = 0..batch.num_rows();
    hashed.extend(rows.map(|row| hashes::of_row(&columns.values(row), hashes::hash)));
}

impl Manifests {
    /// The keys of these rows, which are in the night's order, and of no others; in that
    /// order, whatever the threads.
    pub fn link_keys(&self, exec: &Exec, rows: &[RowRef]) -> Result<Vec<(RowRef, Key)>> {
        let asked = self.units().into_iter().map(|unit| {
            let from = rows.partition_point(|row| *row < unit.row(0));
            let until = rows.partition_point(|row| *row < unit.row(unit.rows));
            (unit, &rows[from..until])
        });
        let asked: Vec<_> = asked.filter(|(_, rows)| !rows.is_empty()).collect();
        let found = exec.try_map(&asked, |(unit, rows)| self.keys_of(unit, rows))?;
        Ok(found.concat())
    }

    fn keys_of(&self, unit: &Unit, rows: &[RowRef]) -> Result<Vec<(RowRef, Key)>> {
        let manifest = &self.files[unit.file];
        let places: Vec<u64> = rows.iter().map(|row| row.row - unit.row(0).row).collect();
        let names = manifest.columns.names(&COLUMNS);
        let mut found = Vec::new();
        let mut rows = rows.iter();
        for batch in manifest.source.read_rows(&names, unit.group, &places)? {
            let batch = batch?;
            let columns = LinkColumns::of(&batch, &manifest.columns);
            for (at, &row) in (0..batch.num_rows()).zip(rows.by_ref()) {
                let keys = keys(&columns.values(at));
                found.extend(keys.map(|key| (row, key.to_key())));
            }
        }
        Ok(found)
    }
}
