//! What ties other passengers to a case: a hash of every key, for the survey, and the texts
//! of the few rows that are asked for.

use crate::analysis::links::agencies::Agencies;
use crate::analysis::links::hashes::{self, RowHashes};
use crate::analysis::links::keys::{LinkValues, keys};
use crate::analysis::network::walk::{Held, Who};
use crate::domain::ids::RowRef;
use crate::error::Result;
use crate::exec::Exec;
use crate::manifest::schema::ManifestColumns;
use crate::manifest::{Manifests, Unit};
use crate::tables::read::{Day, Days, Moments, Text};
use arrow_array::RecordBatch;

pub const COLUMNS: [&str; 9] = [
    "carrier",
    "scheduled_departure",
    "booking_ref",
    "contact_phone",
    "contact_email",
    "payment_ref",
    "document_number",
    "document_issuer",
    "agency",
];

/// What tells one person's rows from another's, read of the few rows that are asked for.
const WHO: [&str; 3] = ["surname", "given_names", "birth_date"];

struct WhoColumns<'a> {
    surname: Text<'a>,
    given_names: Text<'a>,
    birth_date: Days<'a>,
}

impl<'a> WhoColumns<'a> {
    fn of(batch: &'a RecordBatch, columns: &ManifestColumns) -> WhoColumns<'a> {
        let [surname, given_names, birth_date] = WHO.map(|column| columns.name(column));
        WhoColumns {
            surname: Text::of(batch, surname),
            given_names: Text::of(batch, given_names),
            birth_date: Days::of(batch, birth_date),
        }
    }

    fn of_row(&self, row: usize) -> Who {
        let (surname, given_names) = (self.surname.get(row), self.given_names.get(row));
        match self.birth_date.get(row) {
            Day::Date(date) => Who::of(surname, given_names, &date.to_string()),
            Day::Text(text) => Who::of(surname, given_names, text),
            Day::Missing => Who::of(surname, given_names, ""),
        }
    }
}

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
    agency: Text<'a>,
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
            agency: text("agency"),
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

pub fn hash_rows(
    batch: &RecordBatch,
    columns: &ManifestColumns,
    hashed: &mut Vec<RowHashes>,
    agencies: &mut Agencies,
) {
    let columns = LinkColumns::of(batch, columns);
    let rows = 0..batch.num_rows();
    for agency in rows.clone().filter_map(|row| columns.agency.stated(row)) {
        agencies.add(agency);
    }
    hashed.extend(rows.map(|row| hashes::of_row(&columns.values(row), hashes::hash)));
}

impl Manifests {
    /// What these rows hold, which are in the night's order, and no others; in that order,
    /// whatever the threads.
    pub fn link_rows(&self, exec: &Exec, rows: &[RowRef]) -> Result<Vec<Held>> {
        let asked = self.units().into_iter().map(|unit| {
            let from = rows.partition_point(|row| *row < unit.row(0));
            let until = rows.partition_point(|row| *row < unit.row(unit.rows));
            (unit, &rows[from..until])
        });
        let asked: Vec<_> = asked.filter(|(_, rows)| !rows.is_empty()).collect();
        let found = exec.try_map(&asked, |(unit, rows)| self.held_by(unit, rows))?;
        Ok(found.concat())
    }

    fn held_by(&self, unit: &Unit, rows: &[RowRef]) -> Result<Vec<Held>> {
        let manifest = &self.files[unit.file];
        let places: Vec<u64> = rows.iter().map(|row| row.row - unit.row(0).row).collect();
        let wanted = [&COLUMNS[..], &WHO].concat();
        let names = manifest.columns.names(&wanted);
        let mut found = Vec::new();
        let mut rows = rows.iter();
        for batch in manifest.source.read_rows(&names, unit.group, &places)? {
            let batch = batch?;
            let columns = LinkColumns::of(&batch, &manifest.columns);
            let who = WhoColumns::of(&batch, &manifest.columns);
            for (at, &row) in (0..batch.num_rows()).zip(rows.by_ref()) {
                found.push(Held {
                    row,
                    who: who.of_row(at),
                    keys: keys(&columns.values(at)).map(|key| key.to_key()).collect(),
                    agency: columns.agency.stated(at).map(str::to_owned),
                });
            }
        }
        Ok(found)
    }
}
