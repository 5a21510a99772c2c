//! Carrier sheets: per carrier, station and flight one CSV and one page to print.
//!
//! Only what a desk needs to act: who, which flight and document, what to do, whom to phone.

pub mod instruction;

mod page;

use crate::error::Result;
use crate::files::folder_name;
use crate::routing::Contact;
use crate::routing::directory::Desk;
use crate::schema::release::State;
use crate::schema::rows::{CarrierRow, CaseRow};
use crate::tables::csv;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// One case as a carrier is told of it.
pub struct SheetCase<'a> {
    pub row: &'a CaseRow,
    pub state: State,
    /// Of the last word; the sheet says how recent it is.
    pub decided_at: Option<Timestamp>,
}

/// What the sheets say of the run and its groups.
pub struct SheetContext<'a> {
    pub run_id: &'a str,
    pub contacts: &'a BTreeMap<String, Contact>,
    /// Whom to phone at the carriers.
    pub directory: &'a [Desk],
    pub redress_text: &'a str,
}

/// One file of a release, by its path within it.
pub struct SheetFile {
    pub path: String,
    pub bytes: Vec<u8>,
    pub rows: usize,
}

/// Two files for each flight, in order of path.
pub fn sheets(reported: &[SheetCase], context: &SheetContext) -> Result<Vec<SheetFile>> {
    let mut flights: BTreeMap<String, Vec<&SheetCase>> = BTreeMap::new();
    for one in reported {
        flights.entry(path_of(one.row)).or_default().push(one);
    }
    let mut files = Vec::new();
    for (path, mut own) in flights {
        own.sort_by_key(|one| {
            let row = one.row;
            (one.state, std::cmp::Reverse(row.priority), &row.case_id)
        });
        let rows: Vec<CarrierRow> = own.iter().map(|one| carrier_row(one, context)).collect();
        for (ending, bytes) in [
            ("csv", csv::encode(&rows)),
            ("html", page::page(&own, &rows, context)?.into_bytes()),
        ] {
            files.push(SheetFile {
                path: format!("{path}.{ending}"),
                bytes,
                rows: rows.len(),
            });
        }
    }
    Ok(files)
}

/// `XX/CDG/XX101-20261124T0600Z`: one flight of one day.
fn path_of(row: &CaseRow) -> String {
    let departure = row.scheduled_departure.strftime("%Y%m%dT%H%MZ");
    let flight = format!("{}{}-{departure}", row.carrier, row.flight_number);
    let folders = [&row.carrier, &row.departure_airport, &flight];
    folders.map(|name| folder_name(name)).join("/")
}

fn carrier_row(reported: &SheetCase, context: &SheetContext) -> CarrierRow {
    let row = reported.row.clone();
    let contact = context.contacts.get(&row.group);
    let contact = contact.cloned().unwrap_or_default();
    let known = |text: String| Some(text).filter(|text| !text.is_empty());
    let (action, instruction, reason_class) = match reported.state {
        State::Released => (
            Some(row.action),
            instruction::instruction(&row),
            instruction::reason_class(&row),
        ),
        State::Withdrawn => (None, WITHDRAWN.to_owned(), Vec::new()),
    };
    CarrierRow {
        state: reported.state.as_str().to_owned(),
        carrier: row.carrier,
        flight_number: row.flight_number,
        departure_airport: row.departure_airport,
        arrival_airport: row.arrival_airport,
        scheduled_departure: row.scheduled_departure,
        surname: row.surname,
        given_names: row.given_names,
        birth_date: row.birth_date,
        document_type: row.document_type,
        document_number: row.document_number,
        document_issuer: row.document_issuer,
        action,
        instruction,
        reason_class,
        group: row.group,
        contact_phone: known(contact.phone),
        contact_email: known(contact.email),
        contact_hours: known(contact.hours),
        case_id: row.case_id,
    }
}

/// The earlier instruction must end in the same plain way as it began.
const WITHDRAWN: &str = "Withdrawn: do not act on the earlier instruction about this passenger. If you acted on it already, phone the liaison group.";

#[cfg(test)]
mod tests;
