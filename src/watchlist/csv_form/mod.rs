//! The flat CSV form of a watchlist: the canonical columns by name, lists separated by
//! `|`, documents as `type:number:issuer`.
//!
//! Names stand in `full_name`, or `surname` and `given_names`, with `aliases` and
//! `weak_aliases` beside them; a name with a comma is `SURNAME, Given names`. A row that
//! cannot be told from another, or whose name cannot be looked for, is refused; a single
//! value that cannot be read is dropped and reported. A file with several rows a person is
//! grouped by the column that tells them apart; `name_type` then says what each row's name is.

mod cells;
mod people;

use crate::domain::written::Order;
use crate::error::{Error, Kind, Result};
use crate::tables::charset::Charset;
use crate::tables::limits::Limits;
use crate::tables::source::missing_columns;
use crate::watchlist::import::{Imported, Losses};
use crate::watchlist::table::Table;
use crate::watchlist::whole::cut;
use cells::Cells;
use jiff::civil::Date;
use people::People;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const REQUIRED: [&str; 4] = ["entry_id", "list", "authority", "category"];

/// At least one of these must be a column.
const NAMES: [&str; 3] = ["full_name", "names", "surname"];

const OTHERS: [&str; 20] = [
    "given_names",
    "aliases",
    "weak_aliases",
    "birth_dates",
    "birth_places",
    "sexes",
    "nationalities",
    "documents",
    "document_type",
    "document_number",
    "document_issuer",
    "reason",
    "handling",
    "valid_from",
    "valid_to",
    "source_ref",
    "updated_at",
    "associates",
    "reliability",
    "source_kind",
];

/// Of a file with several rows a person alone.
const NAME_TYPE: &str = "name_type";

/// How a foreign file's columns stand for the contract's.
#[derive(Clone, Debug, Default)]
pub struct Form {
    /// Contract name to the name in the file.
    pub columns: BTreeMap<String, String>,
    /// Contract name to what every row has there.
    pub values: BTreeMap<String, String>,
    /// Rows are numbered when the file has no ids; the ids change when rows are moved.
    pub row_ids: bool,
    /// The file's column that rows of one person share; their id unless there is another.
    pub group_by: Option<String>,
    /// Lines in front of the header.
    pub skip_lines: usize,
    /// Between columns; found in the first line where it is not said.
    pub delimiter: Option<u8>,
    /// Of text that is not UTF-8.
    pub charset: Option<Charset>,
    /// Of days in figures.
    pub order: Option<Order>,
}

/// Imports one CSV file with a header.
pub fn import(path: &Path, form: &Form, list_date: Option<Date>) -> Result<Imported> {
    import_within(path, form, list_date, &Limits::default())
}

/// The same within the limits of the settings.
pub fn import_within(
    path: &Path,
    form: &Form,
    list_date: Option<Date>,
    limits: &Limits,
) -> Result<Imported> {
    check_form(form)?;
    let mut table = Table::open_as(path, limits, form.charset, form.delimiter, form.skip_lines)?;
    check_columns(&table, form)?;
    know(&mut table, form);
    let mut lost = Losses::of(path);
    let mut people = People::default();
    let mut rows = 0;
    while let Some(record) = table.next()? {
        rows += 1;
        if record.runs_over() {
            let row = record.row;
            let cause = format!("row {row} runs over several lines: a quote is not closed");
            return Err(cut(path, &cause));
        }
        if form.charset.is_none() && record.is_implausible() {
            return Err(of_another_encoding(path, record.row));
        }
        let Some(record) = record.whole(&mut lost) else {
            continue;
        };
        let cells = Cells::new(&record, form);
        let Some(group) = cells.group(&mut lost) else {
            continue;
        };
        let Some(entry) = cells.entry(people.known(&group), &mut lost) else {
            continue;
        };
        let further = people.known(&group).is_some();
        let id = (entry.list.as_str(), entry.entry_id.as_str());
        let why = "the same list and entry_id as an earlier row";
        if further || lost.is_new(id, record.row, "entry_id", why) {
            people.add(group, record.row, entry, &mut lost);
        }
    }
    let further = people.further;
    table.tell_unknown(&mut lost);
    Ok(Imported {
        retracted: Default::default(),
        warnings: Vec::new(),
        entries: people.finished(&mut lost),
        rejects: lost.rejects,
        rows,
        passed_over: BTreeMap::from([("further row of a person", further)]),
        source_digest: crate::files::digest_of_file(path)?,
        list_date,
    })
}

/// Read on, it would be a list of other people.
fn of_another_encoding(path: &Path, row: usize) -> Error {
    let what = format!(
        "{}: row {row} holds text that is neither UTF-8 nor Latin-1: it is of another encoding",
        path.display()
    );
    let hint = "say which: --encoding windows-1251, iso-8859-2 or another";
    Error::new(Kind::Data, what).hint(hint)
}

fn known(name: &str, form: &Form) -> bool {
    let grouped = form.group_by.is_some() && name == NAME_TYPE;
    grouped || [&REQUIRED[..], &NAMES, &OTHERS].concat().contains(&name)
}

fn check_form(form: &Form) -> Result<()> {
    let mut named = form.columns.keys().chain(form.values.keys());
    match named.find(|name| !known(name, form)) {
        None => Ok(()),
        Some(name) if name == NAME_TYPE => Err(Error::new(
            Kind::Usage,
            "name_type is of a file with several rows a person",
        )
        .hint("name the column that such rows share: --group-by COLUMN")),
        Some(name) => Err(
            Error::new(Kind::Usage, format!("{name} is no column of the flat form"))
                .hint("the columns are listed in docs/list_import.md"),
        ),
    }
}

/// A column that is mapped must be there: a slip would lose its values in silence. All that are
/// not are named at once.
fn check_columns(table: &Table, form: &Form) -> Result<()> {
    let is_there = |name: &str| table.columns().any(|column| column == name.to_lowercase());
    let mapped = form.columns.values().chain(&form.group_by);
    let mapped = mapped.map(String::as_str);
    let mapped = mapped.filter(|theirs| !is_there(theirs));
    let given = |name: &str| {
        form.columns.contains_key(name)
            || form.values.contains_key(name)
            || (name == "entry_id" && (form.row_ids || form.group_by.is_some()))
            || is_there(name)
    };
    let required = REQUIRED.into_iter().filter(|name| !given(name));
    let named = NAMES
        .iter()
        .any(|name| form.columns.contains_key(*name) || is_there(name));
    let nameless = (!named).then_some("full_name or surname");
    match missing_columns(mapped.chain(required).chain(nameless)) {
        None => Ok(()),
        Some(missing) => {
            let what = format!("{}: {missing}", table.path().display());
            let hint = "name the columns in the first row as the contract does, or map them with \
                        --column";
            Err(Error::new(Kind::Data, what).hint(hint))
        }
    }
}

impl Form {
    /// What the file calls a column.
    fn theirs(&self, name: &str) -> String {
        let theirs = self.columns.get(name);
        theirs.map_or_else(|| name.to_owned(), |theirs| theirs.to_lowercase())
    }
}

/// A misspelt column would lose its values in silence.
fn know(table: &mut Table, form: &Form) {
    let mapped: BTreeSet<String> = form
        .columns
        .values()
        .chain(&form.group_by)
        .map(|name| name.to_lowercase())
        .collect();
    let names = table.columns().map(str::to_owned);
    let names: Vec<String> = names
        .filter(|name| known(name, form) || mapped.contains(name))
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    table.know(&[&names]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::entry::NameKind;
    use crate::watchlist::import::ImportCode;
    use crate::watchlist::samples;
    use std::io::Write;

    fn imported(text: &str) -> Result<Imported> {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(text.as_bytes()).unwrap();
        import(file.path(), &Form::default(), None)
    }

    #[test]
    fn every_column_becomes_its_field() {
        let sample = "tests/data/watchlist/flat.csv";
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(sample);
        let imported = import(
            &path,
            &Form::default(),
            Some(jiff::civil::date(2026, 11, 1)),
        )
        .unwrap();
        let told: Vec<_> = imported
            .rejects
            .iter()
            .map(|reject| (reject.code, reject.column, reject.message.as_str()))
            .collect();
        assert_eq!(told, [(ImportCode::NotKnown, "column", "remark")]);
        assert!(imported.adds_up());
        let [one, two] = imported.entries.as_slice() else {
            panic!("two rows")
        };
        let names: Vec<_> = one.names.iter().map(|n| (n.kind, n.display())).collect();
        assert_eq!(
            names,
            [
                (NameKind::Primary, "SPECIMEN, Jo".to_owned()),
                (NameKind::Alias, "SAMPLE, J.".to_owned()),
                (NameKind::Alias, "Jo the Sample".to_owned()),
                (NameKind::WeakAlias, "LITTLE JO".to_owned()),
            ]
        );
        let births: Vec<_> = one.birth_dates.iter().map(ToString::to_string).collect();
        assert_eq!(births, ["1970-03-05", "circa 1971", "1968/1972"]);
        let documents: Vec<_> = one
            .documents
            .iter()
            .map(|d| {
                let issuer = d.issuer.map(|c| c.to_string()).unwrap_or_default();
                format!(
                    "{}/{}/{issuer}",
                    d.kind.as_deref().unwrap_or_default(),
                    d.number
                )
            })
            .collect();
        assert_eq!(documents, ["P/X1234567/UTO", "/99-1/", "I/A:1/DEU"]);
        assert_eq!(one.valid_to, Some(jiff::civil::date(2031, 12, 31)));
        assert!(one.updated_at.is_some());
        assert_eq!(two.names.len(), 1);
        assert_eq!(two.names[0].full.as_deref(), Some("毛"));
    }

    #[test]
    fn careless_rows_are_refused_and_careless_values_reported() {
        let text = "entry_id,list,authority,category,full_name,birth_dates,documents\n\
                    1,L,A,c,Jo Specimen,sometime,\n\
                    1,L,A,c,Max Muster,,\n\
                    ,L,A,c,Max Muster,,\n\
                    3,L,A,c,123,,\n\
                    4,L,A,c\n\
                    5,L,A,,Max Muster,,\n\
                    6,L,A,c,Max Muster,,P::UTO|P:7:Utopia\n";
        let imported = imported(text).unwrap();
        assert!(imported.adds_up());
        let ids: Vec<_> = imported
            .entries
            .iter()
            .map(|e| e.entry_id.as_str())
            .collect();
        assert_eq!(ids, ["1", "6"]);
        assert_eq!(imported.entries[1].documents.len(), 1);
        let lost = samples::lost(&imported);
        assert_eq!(
            lost,
            [
                (2, "birth_dates", ImportCode::BadValue, false),
                (3, "entry_id", ImportCode::DuplicateId, true),
                (4, "entry_id", ImportCode::MissingValue, true),
                (5, "names", ImportCode::NoUsableName, false),
                (5, "names", ImportCode::NoUsableName, true),
                (6, "", ImportCode::WrongFieldCount, true),
                (7, "category", ImportCode::MissingValue, true),
                (8, "documents", ImportCode::BadValue, false),
                (8, "documents", ImportCode::BadValue, false),
            ]
        );
    }

    /// The careless list of another system: persons and documents of which only a country
    /// and a type are known, and dates of which nobody says whether the day comes first.
    #[test]
    fn a_foreign_file_is_mapped_and_its_underspecified_rows_are_refused() {
        let text = "first,last,dob,country,number,kind\n\
                    Jo,Specimen,2-12-1965,USA,P123456,P\n\
                    Jo,Specimen,25-12-1965,USA,,P\n\
                    ,,,USA,,P\n\
                    ,,,USA,P7,P\n\
                    Max,Muster,1965,Utopia Land,P8,P\n";
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(text.as_bytes()).unwrap();
        let pairs = |pairs: &[(&str, &str)]| {
            let pairs = pairs
                .iter()
                .map(|(key, value)| (key.to_string(), value.to_string()));
            pairs.collect::<BTreeMap<_, _>>()
        };
        let form = Form {
            columns: pairs(&[
                ("surname", "last"),
                ("given_names", "First"),
                ("birth_dates", "dob"),
                ("document_number", "number"),
                ("document_issuer", "country"),
                ("document_type", "kind"),
            ]),
            values: pairs(&[("list", "L"), ("authority", "A"), ("category", "sanctions")]),
            row_ids: true,
            ..Form::default()
        };
        let imported = import(file.path(), &form, None).unwrap();
        assert!(imported.adds_up());
        let births: Vec<_> = imported
            .entries
            .iter()
            .map(|e| {
                (
                    e.entry_id.as_str(),
                    e.birth_dates[0].to_string(),
                    e.documents.len(),
                )
            })
            .collect();
        assert_eq!(
            births,
            [
                ("2", "1965".into(), 1),
                ("3", "1965-12-25".into(), 0),
                ("6", "1965".into(), 1),
            ]
        );
        let lost = samples::lost(&imported);
        assert_eq!(
            lost,
            [
                (2, "birth_dates", ImportCode::BadValue, false),
                (3, "document_number", ImportCode::UnderSpecified, false),
                (4, "names", ImportCode::UnderSpecified, true),
                (5, "names", ImportCode::UnderSpecified, true),
                (6, "document_issuer", ImportCode::BadValue, false),
            ]
        );
    }

    #[test]
    fn several_rows_of_a_person_are_one_entry_and_their_conflicts_are_told() {
        let text = "Exported 20 Nov\n\n\
                    ref,kind,last,first,dob,sex,passport,note\n\
                    A1,alias,Muster,Joan,1970,F,,x\n\
                    B2,Primary Name,Muster,Max,1968,,,\n\
                    A1,primary,Specimen,Jo,1970-03-05,F,P77,\n\
                    A1,Low quality,Jo,,,M,P77,y\n\
                    A1,stage name,Muster,Joan,,,P88,\n\
                    A1,,,,1971,,,\n\
                    ,alias,Nobody,N,,,,\n\
                    C3,alias,,,,,P9,\n";
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(text.as_bytes()).unwrap();
        let map = |pairs: &[(&str, &str)]| -> BTreeMap<String, String> {
            let pairs = pairs.iter();
            pairs
                .map(|(key, value)| (key.to_string(), value.to_string()))
                .collect()
        };
        let form = Form {
            columns: map(&[
                ("name_type", "kind"),
                ("surname", "last"),
                ("given_names", "first"),
                ("birth_dates", "dob"),
                ("sexes", "sex"),
                ("document_number", "passport"),
                ("reason", "note"),
            ]),
            values: map(&[("list", "L"), ("authority", "A"), ("category", "sanctions")]),
            group_by: Some("Ref".to_owned()),
            skip_lines: 2,
            ..Form::default()
        };
        let imported = import(file.path(), &form, None).unwrap();
        assert!(imported.adds_up());
        assert_eq!(imported.passed_over["further row of a person"], 4);
        assert_eq!(imported.warnings, Vec::<String>::new());
        let [jo, max] = imported.entries.as_slice() else {
            panic!("two people")
        };
        assert_eq!((jo.entry_id.as_str(), max.entry_id.as_str()), ("A1", "B2"));
        let names: Vec<_> = jo.names.iter().map(|n| (n.kind, n.display())).collect();
        assert_eq!(
            names,
            [
                (NameKind::Primary, "Specimen, Jo".to_owned()),
                (NameKind::Alias, "Muster, Joan".to_owned()),
                (NameKind::WeakAlias, "Jo".to_owned()),
            ]
        );
        assert_eq!(jo.birth_dates.len(), 3);
        assert_eq!((jo.sexes.len(), jo.documents.len()), (2, 2));
        assert_eq!(jo.reason.as_deref(), Some("x"));
        assert_eq!(
            samples::lost(&imported),
            [
                (7, "sexes", ImportCode::Conflict, false),
                (7, "reason", ImportCode::Conflict, false),
                (8, "name_type", ImportCode::BadValue, false),
                (10, "entry_id", ImportCode::MissingValue, true),
                (11, "names", ImportCode::UnderSpecified, true),
            ]
        );
    }

    #[test]
    fn what_belongs_to_grouped_rows_is_asked_for_with_them() {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(b"entry_id,list,authority,category,surname,kind\n1,L,A,c,Muster,alias\n")
            .unwrap();
        let form = |group_by: Option<&str>, skip_lines| Form {
            columns: BTreeMap::from([("name_type".to_owned(), "kind".to_owned())]),
            group_by: group_by.map(str::to_owned),
            skip_lines,
            ..Form::default()
        };
        for (form, kind, says) in [
            (form(None, 0), Kind::Usage, "--group-by COLUMN"),
            (form(Some("person"), 0), Kind::Data, "person is missing"),
            (
                form(Some("entry_id"), 9),
                Kind::Data,
                "fewer than the 9 lines",
            ),
        ] {
            let error = import(file.path(), &form, None).unwrap_err();
            assert_eq!(error.kind, kind);
            assert!(error.to_string().contains(says), "{error}");
        }
        let imported = import(file.path(), &form(Some("entry_id"), 0), None).unwrap();
        assert_eq!(imported.entries.len(), 1);
    }

    #[test]
    fn a_header_without_the_required_columns_stops_the_import() {
        let cases = [
            (
                "",
                "required columns entry_id, list, authority, category, full_name or surname are missing",
            ),
            (
                "entry_id,list,authority,category\n",
                "full_name or surname is missing",
            ),
            (
                "entry_id,list,authority,category,surname,List\n",
                "columns 2 and 6 have the same name",
            ),
            // Without a header the first row is a person, of whom nothing is told.
            ("1,Muster,Muster,c\n", "columns 2 and 3 have the same name"),
        ];
        for (text, says) in cases {
            let error = imported(text).unwrap_err();
            assert_eq!(error.kind, Kind::Data);
            assert!(error.what.contains(says), "{error}");
            assert!(
                !error.to_string().to_lowercase().contains("muster"),
                "{error}"
            );
        }
    }
}
