//! What the columns of lists and of reported documents mean, for the data dictionary.

use super::lost;
use super::schema::COLUMNS;
use crate::domain::document::LostStatus;
use crate::schema::dictionary::{ColumnDoc, Direction, TableDoc, plain};
use crate::tables::source::Wanted;
use crate::tables::version;

/// A list in its canonical form.
pub fn describe() -> TableDoc {
    TableDoc {
        name: "watchlist".to_owned(),
        file: "[inputs] watchlists: canonical Parquet, made by `preboard watchlist import`"
            .to_owned(),
        direction: Direction::Input,
        version: version::LISTS.to_owned(),
        about: "One row per listed person. File metadata: `preboard.schema_version`, \
                `preboard.list_date` (a date), `preboard.source_digest`. The flat form that \
                `import csv` reads has the same names, lists separated by `|`, documents as \
                `type:number:issuer`."
            .to_owned(),
        columns: columns(&COLUMNS, &MEANINGS),
    }
}

/// Lost, stolen and revoked documents.
pub fn describe_lost() -> TableDoc {
    let mut columns = columns(&lost::COLUMNS, &LOST_MEANINGS);
    for column in &mut columns {
        if column.name == "status" {
            let statuses = LostStatus::ALL.iter().map(|status| status.as_str());
            column.values = statuses.map(str::to_owned).collect();
        }
    }
    TableDoc {
        name: "lost_documents".to_owned(),
        file: "[inputs] lost_documents: Parquet".to_owned(),
        direction: Direction::Input,
        version: version::LOST_DOCUMENTS.to_owned(),
        about: "One row per reported document, or per range of stolen blanks.".to_owned(),
        columns,
    }
}

fn columns(known: &[(&str, Wanted, bool)], meanings: &[(&str, &str)]) -> Vec<ColumnDoc> {
    let columns = known.iter().map(|(name, wanted, required)| {
        let kind = match (*name, wanted) {
            ("names", _) => "list of struct{full?, surname?, given_names?, kind, script?}",
            ("documents", _) => "list of struct{type?, number, issuer?}",
            ("associates", _) => "list of struct{name?, entry_id?, relation, source?}",
            (_, Wanted::Text) => "text",
            (_, Wanted::Label) => "text, or whole numbers",
            (_, Wanted::Day) => "date, or ISO text",
            (_, Wanted::Moment) => "timestamp, UTC",
            (_, Wanted::TextList) => "list of text",
            (_, Wanted::StructList) => "list of struct",
        };
        let meaning = meanings.iter().find(|(known, _)| known == name);
        let column = plain(
            name,
            kind,
            *required,
            meaning.map_or("", |(_, meaning)| meaning),
        );
        match OF_VERSION_2.contains(name) {
            true => column.since(version::LISTS),
            false => column,
        }
    });
    columns.collect()
}

const MEANINGS: [(&str, &str); 19] = [
    ("entry_id", "Unique in its list."),
    ("list", "Name of the list; a file may hold several."),
    ("authority", "Who publishes it."),
    (
        "category",
        "A key of `[decision.categories]`: what a hit may recommend at most.",
    ),
    (
        "names",
        "`kind` is `primary`, `alias` or `weak_alias`; one name at least, in any script.",
    ),
    (
        "birth_dates",
        "`1970-03-05`, `1970-03`, `1970`, `circa 1970` or `1968/1972`.",
    ),
    ("birth_places", "Towns or countries, as written."),
    ("sexes", "`M`, `F`, `X` or `U`."),
    (
        "nationalities",
        "ISO 3166-1 alpha-3, or a code of ICAO 9303.",
    ),
    ("documents", "Known documents of the person."),
    ("reason", "Why the person is listed."),
    ("handling", "Who may see the entry."),
    ("valid_from", "Before that day the entry is not in force."),
    ("valid_to", "After that day the entry is not in force."),
    ("source_ref", "The authority's own reference."),
    ("updated_at", "By the authority."),
    (
        "associates",
        "With whom the list says that the person is tied. Shown, and never compared: it adds no \
         bit. A name or an `entry_id`, or both; `source` is who says it, where it is another.",
    ),
    (
        "reliability",
        "`A1` to `F6`: how reliable the source is (A best), how credible what it says (1 best). \
         A merged entry has `LIST ID: B2; LIST ID: A1`. Shown, and never compared.",
    ),
    (
        "source_kind",
        "What kind of source the entry rests on, in the list's words. Shown, and never compared.",
    ),
];

/// What the second version brought.
const OF_VERSION_2: [&str; 3] = ["associates", "reliability", "source_kind"];

const LOST_MEANINGS: [(&str, &str); 6] = [
    ("document_number", "Or the first of a range."),
    (
        "document_number_to",
        "The last of a range of stolen blanks.",
    ),
    ("issuer", "ISO 3166-1 alpha-3, or a code of ICAO 9303."),
    ("document_type", "As on a manifest; null is any."),
    (
        "status",
        "In any case. `recovered` and `superseded` take a report back.",
    ),
    ("reported_on", "Of the report."),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_that_is_read_has_its_meaning() {
        for table in [describe(), describe_lost()] {
            for column in table.columns {
                assert!(!column.meaning.is_empty(), "{}.{}", table.name, column.name);
            }
        }
        assert_eq!(
            (MEANINGS.len(), LOST_MEANINGS.len()),
            (COLUMNS.len(), lost::COLUMNS.len())
        );
    }
}
