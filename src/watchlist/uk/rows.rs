//! The list as CSV: a line with the day of the report, a header, and one row for each name of a
//! person. Cells hold several lines.

use super::{add_births, add_documents, add_sex, add_states, blank, finished, kind, name, values};
use crate::domain::entry::{Entry, NameKind};
use crate::error::Result;
use crate::tables::limits::Limits;
use crate::watchlist::import::{Imported, Losses, push};
use crate::watchlist::names::whole_name;
use crate::watchlist::table::{Record, Table};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::path::Path;

const REQUIRED: [&str; 6] = [
    "unique id",
    "name 6",
    "name 1",
    "name type",
    "designation type",
    "d.o.b",
];

/// Columns that are read besides; what else the file holds is not.
const ALSO_READ: [&str; 20] = [
    "name 2",
    "name 3",
    "name 4",
    "name 5",
    "alias strength",
    "name non-latin script",
    "regime name",
    "uk statement of reasons",
    "nationality(/ies)",
    "nationality",
    "passport number",
    "passport details",
    "passport additional information",
    "national identifier number",
    "national identifier additional information",
    "gender",
    "town of birth",
    "country of birth",
    "date designated",
    "last updated",
];

/// Imports one file. The list date is that of the line in front of the header.
pub fn import(path: &Path, list_date: Option<Date>) -> Result<Imported> {
    import_within(path, list_date, &Limits::default())
}

/// The same within the limits of the settings.
pub fn import_within(path: &Path, list_date: Option<Date>, limits: &Limits) -> Result<Imported> {
    let (mut table, preamble) = Table::open_behind_preamble(path, limits, REQUIRED[0], &REQUIRED)?;
    table.know_if(is_known);
    let mut lost = Losses::of(path);
    let mut people: Vec<(usize, Entry)> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut passed_over: BTreeMap<&'static str, u64> = BTreeMap::new();
    let mut rows = 0;
    while let Some(record) = table.next()? {
        rows += 1;
        let Some(record) = record.whole(&mut lost) else {
            continue;
        };
        let of_type = record.text("designation type");
        if let Some(other) = super::no_person(of_type, record.row, &mut lost) {
            *passed_over.entry(other).or_default() += 1;
            continue;
        }
        let Some(id) = record.required("unique id", &mut lost) else {
            continue;
        };
        match places.get(&id) {
            Some(place) => {
                *passed_over.entry("further row of a person").or_default() += 1;
                add(&record, &mut people[*place].1, &mut lost);
            }
            None => {
                places.insert(id.clone(), people.len());
                let mut entry = blank(id, record.text("regime name"));
                add(&record, &mut entry, &mut lost);
                people.push((record.row, entry));
            }
        }
    }
    table.tell_unknown(&mut lost);
    let entries = people.into_iter();
    let entries = entries.filter_map(|(row, entry)| finished(entry, row, &mut lost));
    Ok(Imported {
        retracted: Default::default(),
        entries: entries.collect(),
        warnings: Vec::new(),
        rejects: lost.rejects,
        rows,
        passed_over,
        source_digest: crate::files::digest_of_file(path)?,
        list_date: list_date.or_else(|| of_preamble(&preamble)),
    })
}

/// What one row says of its person.
fn add(record: &Record, entry: &mut Entry, lost: &mut Losses) {
    let row = record.row;
    let text = |column: &str| record.text(column);
    let kind = kind(text("name type"), text("alias strength"), row, lost);
    let parts = ["name 1", "name 2", "name 3", "name 4", "name 5", "name 6"];
    entry
        .names
        .push(name(kind, &parts.map(|column| text(column).to_owned())));
    let native = values(text("name non-latin script")).into_iter();
    let kind = kind.max(NameKind::Alias);
    entry
        .names
        .extend(native.map(|text| whole_name(kind, &text)));
    add_births(entry, text("d.o.b"), row, lost);
    for column in ["nationality(/ies)", "nationality"] {
        add_states(entry, text(column), row, lost);
    }
    add_sex(entry, text("gender"), row, lost);
    for (column, beside, kind) in [
        ("passport number", "passport additional information", "P"),
        ("passport details", "", "P"),
        (
            "national identifier number",
            "national identifier additional information",
            "National ID",
        ),
    ] {
        let numbers = (text(column), text(beside));
        add_documents(entry, kind, numbers, row, lost);
    }
    for place in ["town of birth", "country of birth"]
        .map(|column| values(text(column)))
        .concat()
    {
        push(&mut entry.birth_places, place);
    }
}

/// `Report Date: 20-Nov-2026`.
fn of_preamble(line: &str) -> Option<Date> {
    let (_, text) = line.split_once(':')?;
    super::report_date(text.trim().trim_end_matches(','))
}

/// Columns that are read, and those of ships and companies or of what is left alone.
fn is_known(name: &str) -> bool {
    const OTHER_KINDS: [&str; 9] = [
        "imo",
        "ship",
        "entity",
        "business",
        "parent",
        "subsidiar",
        "owner",
        "flag",
        "year built",
    ];
    const NOT_READ: [&str; 15] = [
        "ofsi group id",
        "un reference number",
        "title",
        "non-latin script type",
        "non-latin script language",
        "designation source",
        "sanctions imposed",
        "other information",
        "address",
        "phone number",
        "website",
        "email address",
        "position",
        "hull",
        "tonnage",
    ];
    let mut others = OTHER_KINDS.iter().chain(&NOT_READ);
    let is_read = REQUIRED.contains(&name) || ALSO_READ.contains(&name);
    is_read || others.any(|part| name.contains(part))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::watchlist::import;
    use std::io::Write;

    const HEADER: &str = "Last Updated,Unique ID,Name 6,Name 1,Name 2,Name type,Alias strength,\
                          Name non-latin script,Regime Name,Designation Type,D.O.B,\
                          Nationality(/ies),Passport number,Gender,Shoe size\n";

    fn imported(preamble: &str, rows: &str) -> Imported {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(format!("{preamble}{HEADER}{rows}").as_bytes())
            .unwrap();
        let imported = import(file.path(), None).unwrap();
        assert!(imported.adds_up());
        imported
    }

    const ROWS: &str = "\
        01/02/2026,T1,MUSTER,Max,,Alias,Low quality,,Test,Individual,22/10/1987,Russia,77,Male,44\n\
        01/02/2026,T1,SPECIMEN,Jo,Anna,Primary Name,,Жо,Test,Individual,dd/mm/1988,\"(1) Russia. (2) Syria.\",\"77\n88\",Male,44\n\
        01/02/2026,T2,TRADING,,,Primary Name,,,Test,Entity,,,,,\n\
        01/02/2026,T3,SAMPLE,Eve,,Primary Name,,,Test,Individual,15/08/79,Atlantis,,Female,\n";

    #[test]
    fn rows_of_one_person_become_one_entry_behind_any_preamble() {
        for preamble in [
            "",
            "Report Date: 20-Nov-2026\n",
            "\u{feff}Report Date: 20-Nov-2026,,,\r\n",
        ] {
            let imported = imported(preamble, ROWS);
            let [jo, eve] = imported.entries.as_slice() else {
                panic!("two people")
            };
            let names: Vec<_> = jo
                .names
                .iter()
                .map(|name| (name.kind, name.display()))
                .collect();
            assert_eq!(
                names,
                [
                    (NameKind::Primary, "SPECIMEN, Jo Anna".to_owned()),
                    (NameKind::Alias, "Жо".to_owned()),
                    (NameKind::WeakAlias, "MUSTER, Max".to_owned()),
                ]
            );
            let births = |entry: &Entry| -> Vec<String> {
                entry.birth_dates.iter().map(ToString::to_string).collect()
            };
            assert_eq!(births(jo), ["1987-10-22", "1988"]);
            assert_eq!(births(eve), ["1979-08-15"]);
            assert_eq!(jo.nationalities.len(), 2);
            assert_eq!(jo.documents.len(), 2);
            let date = jiff::civil::date(2026, 11, 20);
            assert_eq!(imported.list_date, (!preamble.is_empty()).then_some(date));
            assert_eq!(imported.passed(), 2);
            assert_eq!(imported.rejects.len(), 2);
            assert_eq!(
                import::unknown(&imported),
                ["column shoe size is not known and was not read, 2 times, first in row 2"]
            );
        }
    }
}
