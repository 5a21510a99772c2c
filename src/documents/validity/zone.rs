//! What the machine-readable zone of a document shows.

use crate::documents::fault::Fault;
use crate::documents::mrz::{self, Field, Zone, ZoneFault, compare};
use crate::domain::codes::Country;
use crate::domain::document::Document;
use crate::domain::passenger::Passenger;

/// Kept by Doc 9303 for samples: Utopia.
const SPECIMEN_CODE: &str = "UTO";

pub(super) fn faults(document: &Document, holder: &Passenger) -> Vec<Fault> {
    let Some(text) = &document.mrz else {
        return Vec::new();
    };
    if mrz::is_national(text) {
        return Vec::new();
    }
    let Some(zone) = mrz::parse(text) else {
        return vec![Fault::Malformed { fields: Vec::new() }];
    };
    let mut faults = Vec::new();
    let (digits, form) = (wrong_digits(&zone), wrong_form(&zone));
    faults.extend((!digits.is_empty()).then_some(Fault::CheckDigit { fields: digits }));
    faults.extend((!form.is_empty()).then_some(Fault::Malformed { fields: form }));
    for fault in &zone.faults {
        match fault {
            ZoneFault::Date(field) => faults.push(Fault::ZoneDateImpossible { field: *field }),
            ZoneFault::CheckDigit { .. } | ZoneFault::Form(_) => {}
        }
    }
    let conflicts = compare::conflicts(&zone, document, holder);
    faults.extend(conflicts.into_iter().map(Fault::FieldConflict));
    faults
}

/// The composite digit says nothing new beside another that is wrong.
fn wrong_digits(zone: &Zone) -> Vec<Field> {
    let digit = |fault: &ZoneFault| match fault {
        ZoneFault::CheckDigit { field, .. } => Some(*field),
        ZoneFault::Date(_) | ZoneFault::Form(_) => None,
    };
    let mut fields: Vec<Field> = zone.faults.iter().filter_map(digit).collect();
    if 1 < fields.len() {
        fields.retain(|field| *field != Field::Composite);
    }
    fields
}

fn wrong_form(zone: &Zone) -> Vec<Field> {
    let form = |fault: &ZoneFault| match fault {
        ZoneFault::Form(field) => Some(*field),
        ZoneFault::CheckDigit { .. } | ZoneFault::Date(_) => None,
    };
    zone.faults.iter().filter_map(form).collect()
}

pub(super) fn specimen(document: &Document, holder: &Passenger) -> Option<Fault> {
    let is_sample = |code: Option<Country>| code.is_some_and(|code| code.as_str() == SPECIMEN_CODE);
    let zone = document.mrz.as_deref().and_then(mrz::parse);
    let inside =
        zone.is_some_and(|zone| zone.issuer == SPECIMEN_CODE || zone.nationality == SPECIMEN_CODE);
    let found = inside || is_sample(document.issuer) || is_sample(holder.nationality);
    found.then_some(Fault::Specimen {
        code: SPECIMEN_CODE,
    })
}
