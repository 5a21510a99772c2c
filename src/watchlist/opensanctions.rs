//! OpenSanctions' `targets.simple.csv`: one row a target, lists in a cell parted by `;`.
//!
//! Its countries are states somehow linked with the target, and its identifiers are bare
//! numbers: the first are not read as nationalities, the second have neither type nor
//! issuer. The FollowTheMoney file of the same data set says more.

use crate::domain::date::{ListedBirth, PartialDate};
use crate::domain::document::ListedDocument;
use crate::domain::entry::{Entry, ListedName, NameKind};
use crate::error::Result;
use crate::tables::limits::Limits;
use crate::watchlist::import::{ImportCode, Imported, Losses, push};
use crate::watchlist::names::{usable, whole_name};
use crate::watchlist::table::{Record, Table};
use crate::watchlist::topics::{self, Topics};
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::path::Path;

const REQUIRED: [&str; 3] = ["id", "schema", "name"];

const ALSO_READ: [&str; 7] = [
    "aliases",
    "birth_date",
    "identifiers",
    "sanctions",
    "dataset",
    "last_seen",
    "last_change",
];

const IGNORED: [&str; 6] = [
    "countries",
    "addresses",
    "phones",
    "emails",
    "first_seen",
    "program_ids",
];

/// Imports one CSV file, gzip or plain. The list date is the day on which the newest row was
/// last seen, unless one is given.
pub fn import(path: &Path, list_date: Option<Date>) -> Result<Imported> {
    import_by(path, list_date, &Topics::bundled(), &Limits::default())
}

/// The same with the operator's own table of topics, within the limits of the settings.
pub fn import_by(
    path: &Path,
    list_date: Option<Date>,
    topics: &Topics,
    limits: &Limits,
) -> Result<Imported> {
    let mut lost = Losses::of(path);
    let mut entries = Vec::new();
    let (mut rows, mut others) = (0, 0);
    let mut newest = None;
    let mut table = Table::open(path, limits, &REQUIRED)?;
    table.know(&[&REQUIRED, &ALSO_READ, &IGNORED]);
    while let Some(record) = table.next()? {
        rows += 1;
        let Some(record) = record.whole(&mut lost) else {
            continue;
        };
        let day = record.text("last_seen").get(..10);
        newest = newest.max(day.and_then(|day| day.parse::<Date>().ok()));
        let schema = record.text("schema");
        if schema.is_empty() || !schema.bytes().all(|sign| sign.is_ascii_alphabetic()) {
            // A stray quote moves columns: `Person"` would be passed over as a company is.
            let why = "no name of a schema";
            lost.row(record.row, "schema", ImportCode::BadValue, why);
        } else if schema != "Person" {
            others += 1;
        } else if let Some(entry) = entry(&record, topics, &mut lost) {
            let why = "the same id as an earlier row";
            if lost.is_new(("", &entry.entry_id), record.row, "id", why) {
                entries.push(entry);
            }
        }
    }
    table.tell_unknown(&mut lost);
    Ok(Imported {
        retracted: Default::default(),
        entries,
        rejects: lost.rejects,
        rows,
        passed_over: BTreeMap::from([("of another schema", others)]),
        source_digest: crate::files::digest_of_file(path)?,
        list_date: list_date.or(newest),
        warnings: Vec::new(),
    })
}

/// `None` when nobody could look for the person.
fn entry(record: &Record, topics: &Topics, lost: &mut Losses) -> Option<Entry> {
    let entry_id = record.required("id", lost)?;
    let names = usable(names(record), record.row, "name", lost);
    if names.is_empty() {
        let why = "no name can be looked for";
        lost.row(record.row, "name", ImportCode::NoUsableName, why);
        return None;
    }
    let datasets = record.items("dataset", ";");
    let dataset = datasets
        .first()
        .cloned()
        .unwrap_or_else(|| "opensanctions".to_owned());
    let sanctions = record.text("sanctions");
    Some(Entry {
        source_ref: Some(entry_id.clone()),
        entry_id,
        list: "OPENSANCTIONS".to_owned(),
        authority: dataset,
        category: category(sanctions, &datasets.join(" "), topics).to_owned(),
        names,
        birth_dates: births(record, lost),
        documents: documents(record),
        reason: Some(sanctions.to_owned()).filter(|text| !text.is_empty()),
        updated_at: moment(record.text("last_change")),
        ..Entry::default()
    })
}

/// The cell of sanctions holds notices too: what they are stands in it, or in the data set's
/// name. Only what is no notice is a measure of somebody.
fn category<'a>(sanctions: &str, datasets: &str, topics: &'a Topics) -> &'a str {
    let notice = topics
        .of_notice(sanctions)
        .or_else(|| topics.of_notice(datasets));
    match notice {
        Some(category) => category,
        None if sanctions.is_empty() => topics::UNCLASSIFIED,
        None => topics.category(&["sanction".to_owned()]),
    }
}

fn names(record: &Record) -> Vec<ListedName> {
    let aliases = record.items("aliases", ";");
    let primary = std::iter::once(whole_name(NameKind::Primary, record.text("name")));
    primary
        .chain(aliases.iter().map(|text| whole_name(NameKind::Alias, text)))
        .collect()
}

fn births(record: &Record, lost: &mut Losses) -> Vec<ListedBirth> {
    let mut births = Vec::new();
    for text in record.items("birth_date", ";") {
        match PartialDate::parse_iso(&text) {
            Some(date) => push(&mut births, ListedBirth::Known(date)),
            None => {
                let why = "a birth date that cannot be read";
                lost.value(record.row, "birth_date", ImportCode::BadValue, why);
            }
        }
    }
    births
}

fn documents(record: &Record) -> Vec<ListedDocument> {
    let mut documents = Vec::new();
    for number in record.items("identifiers", ";") {
        let document = ListedDocument {
            kind: None,
            number,
            issuer: None,
        };
        push(&mut documents, document);
    }
    documents
}

fn moment(text: &str) -> Option<Timestamp> {
    text.parse()
        .ok()
        .or_else(|| format!("{text}Z").parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_is_no_sanction() {
        for (sanctions, datasets, expected) in [
            (
                "Yellow Notice - missing child",
                "INTERPOL Yellow Notices",
                "missing_person",
            ),
            ("Red Notice - Murder", "INTERPOL Red Notices", "fugitive"),
            ("", "INTERPOL Yellow Notices", "missing_person"),
            ("SAMPLE - 2020", "Sample List", "sanctions"),
            ("", "Sample List", "unclassified"),
        ] {
            assert_eq!(
                category(sanctions, datasets, &Topics::bundled()),
                expected,
                "{sanctions}"
            );
        }
    }

    /// As `of another schema` the person was passed over.
    #[test]
    fn a_stray_quote_before_a_schema_costs_its_row_and_is_told() {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        let text = "id,schema,name\n1,\"\"Person\",Jo Specimen\n2,Person,Max Muster\n";
        std::io::Write::write_all(&mut file, text.as_bytes()).unwrap();
        let imported = import(file.path(), None).unwrap();
        assert!(imported.adds_up());
        assert_eq!(imported.entries.len(), 1);
        let told = &imported.rejects[0];
        assert_eq!((told.row, told.column, told.whole_row), (2, "schema", true));
    }

    #[test]
    fn the_sample_becomes_entries_with_every_row_accounted_for() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/watchlist");
        let imported = import(&folder.join("targets.simple.csv"), None).unwrap();
        assert!(imported.adds_up());
        assert_eq!((imported.rows, imported.passed()), (4, 1));
        assert_eq!(imported.list_date, Some(jiff::civil::date(2026, 11, 3)));
        let lost: Vec<_> = imported
            .rejects
            .iter()
            .map(|r| (r.row, r.column, r.code))
            .collect();
        assert_eq!(
            lost,
            [
                (2, "birth_date", ImportCode::BadValue),
                (4, "id", ImportCode::MissingValue),
            ]
        );
        let [jo, max] = imported.entries.as_slice() else {
            panic!("two people")
        };
        assert_eq!(jo.names.len(), 3);
        assert_eq!(jo.names[2].script.as_deref(), Some("Cyrl"));
        assert_eq!(jo.birth_dates.len(), 1);
        assert_eq!(jo.nationalities, []);
        assert_eq!(jo.documents.len(), 2);
        assert_eq!(jo.category, "sanctions");
        assert_eq!(max.category, "unclassified");
    }
}
