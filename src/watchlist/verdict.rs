//! Whether what an import read may take the place of the list of before: not when too many rows
//! were lost, and not when a field that was filled is empty now. A renamed tag once emptied every
//! birth date of a list, and nobody was told.

use crate::domain::entry::Entry;
use crate::error::{Error, Kind, Result};
use crate::watchlist::import::{ImportCode, Imported};
use std::path::Path;

/// Fewer entries say nothing about a field.
const LEAST_ENTRIES: usize = 10;

/// Refuses a source of which more was lost than that share of its rows.
pub fn refuse_losses(output: &Path, imported: &Imported, most: f64) -> Result<()> {
    let rows = imported.rows - imported.passed();
    // Whom a name word tells from people is judged, and not lost.
    let lost = imported.rejects.iter();
    let lost = lost.filter(|reject| reject.whole_row && reject.code != ImportCode::NoPersonByName);
    let lost = lost.count() as u64;
    if lost as f64 <= most * rows as f64 {
        return Ok(());
    }
    let what = format!(
        "{lost} of {rows} rows could not be used, more than --most-lost {most} allows, so {} is \
         not written",
        output.display()
    );
    let hint = "look at the reject report beside it and mend the source, or raise --most-lost";
    Err(Error::new(Kind::Data, what).hint(hint))
}

type Filled = fn(&Entry) -> bool;

const FIELDS: [(&str, Filled); 6] = [
    ("birth_dates", |entry| !entry.birth_dates.is_empty()),
    ("birth_places", |entry| !entry.birth_places.is_empty()),
    ("sexes", |entry| !entry.sexes.is_empty()),
    ("nationalities", |entry| !entry.nationalities.is_empty()),
    ("documents", |entry| !entry.documents.is_empty()),
    ("associates", |entry| {
        !entry.background.associates.is_empty()
    }),
];

/// The names that `--accept-field` takes.
pub fn fields() -> [&'static str; 6] {
    FIELDS.map(|(name, _)| name)
}

/// Refuses a list in which a field is filled by so many entries of a hundred less than in the one that
/// it replaces.
pub fn refuse_emptied(
    output: &Path,
    before: &[Entry],
    now: &[Entry],
    accepted: &[String],
    most_points: u64,
) -> Result<()> {
    if before.len() < LEAST_ENTRIES || now.is_empty() {
        return Ok(());
    }
    let fallen = FIELDS
        .iter()
        .filter(|(name, _)| !accepted.iter().any(|field| field == name));
    let fallen = fallen.filter_map(|(name, filled)| {
        let (was, is) = (share(before, *filled), share(now, *filled));
        (is + most_points <= was).then(|| format!("{name} ({was} % of entries had it, {is} % do)"))
    });
    let fallen: Vec<String> = fallen.collect();
    if fallen.is_empty() {
        return Ok(());
    }
    let what = format!(
        "{} lost values since the last import: {}; it is not replaced",
        output.display(),
        fallen.join(", ")
    );
    let hint =
        "see whether its form changed; if the list is right, import it with --accept-field NAME";
    Err(Error::new(Kind::Data, what).hint(hint))
}

/// In whole hundredths.
fn share(entries: &[Entry], filled: Filled) -> u64 {
    let count = entries.iter().filter(|entry| filled(entry)).count();
    (count * 100 / entries.len().max(1)) as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::watchlist::import::ImportReject;
    use crate::watchlist::samples::full_entry;

    #[test]
    fn too_many_lost_rows_leave_the_list_of_before() {
        let reject = ImportReject {
            file: "a.csv".to_owned(),
            row: 2,
            column: "names",
            code: ImportCode::NoUsableName,
            message: String::new(),
            whole_row: true,
            times: 1,
        };
        let told = |lost: usize, rows: u64| {
            let imported = Imported {
                rejects: vec![reject.clone(); lost],
                rows,
                ..Imported::default()
            };
            refuse_losses(Path::new("l.parquet"), &imported, 0.05).is_err()
        };
        assert!(!told(0, 0) && !told(5, 100));
        assert!(told(6, 100) && told(1, 3));
    }

    #[test]
    fn a_field_that_was_filled_and_is_empty_stops() {
        let before: Vec<Entry> = (0..20).map(|n| full_entry(&n.to_string())).collect();
        let emptied = |count: usize| -> Vec<Entry> {
            let mut now = before.clone();
            now.iter_mut()
                .take(count)
                .for_each(|entry| entry.birth_dates.clear());
            now
        };
        let told = |now: &[Entry], accepted: &[String]| {
            let refused = refuse_emptied(Path::new("l.parquet"), &before, now, accepted, 20);
            refused.err().map(|error| error.what).unwrap_or_default()
        };
        assert_eq!(told(&emptied(3), &[]), "");
        let text = told(&emptied(4), &[]);
        assert!(
            text.contains("birth_dates (100 % of entries had it, 80 % do)"),
            "{text}"
        );
        assert_eq!(told(&emptied(20), &["birth_dates".to_owned()]), "");
        assert!(told(&emptied(20), &["documents".to_owned()]).contains("birth_dates"));
    }
}
