//! The UK Sanctions List as CSV, since January 2026 the only list of the United Kingdom: a line with
//! the day of the report, a header, and one row for each name of a person. Cells hold several
//! lines, and days are `dd/mm/yyyy` with letters for what is not known.

use crate::domain::codes::Sex;
use crate::domain::document::ListedDocument;
use crate::domain::entry::{Entry, ListedName, NameKind};
use crate::domain::states;
use crate::domain::written::{Order, Written};
use crate::error::Result;
use crate::watchlist::dates::written_birth;
use crate::watchlist::import::{ImportCode, Imported, Losses, push};
use crate::watchlist::names::{one_blank, script_of, usable, whole_name};
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
const ALSO_READ: [&str; 18] = [
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
    "national identifier number",
    "gender",
    "town of birth",
    "country of birth",
    "date designated",
    "last updated",
];

/// Imports one file. The list date is that of the line in front of the header.
pub fn import(path: &Path, list_date: Option<Date>) -> Result<Imported> {
    let (mut table, preamble) = Table::open_behind_preamble(path, REQUIRED[0], &REQUIRED)?;
    let mut lost = Losses::of(path);
    let mut people: Vec<(usize, Entry)> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let (mut rows, mut others, mut more) = (0, 0, 0);
    while let Some(record) = table.next()? {
        rows += 1;
        let Some(record) = record.whole(&mut lost) else {
            continue;
        };
        if !record
            .text("designation type")
            .eq_ignore_ascii_case("individual")
        {
            others += 1;
            continue;
        }
        let Some(id) = record.required("unique id", &mut lost) else {
            continue;
        };
        match places.get(&id) {
            Some(place) => {
                more += 1;
                add(&record, &mut people[*place].1, &mut lost);
            }
            None => {
                places.insert(id.clone(), people.len());
                let mut entry = person(&record, id);
                add(&record, &mut entry, &mut lost);
                people.push((record.row, entry));
            }
        }
    }
    Ok(Imported {
        warnings: warnings(&table),
        entries: named(people, &mut lost),
        rejects: lost.rejects,
        rows,
        passed_over: BTreeMap::from([("no individual", others), ("further row of a person", more)]),
        source_digest: crate::files::digest_of_file(path)?,
        list_date: list_date.or_else(|| report_date(&preamble)),
    })
}

fn person(record: &Record, id: String) -> Entry {
    Entry {
        source_ref: Some(id.clone()),
        entry_id: id,
        list: "UKSL".to_owned(),
        authority: "UK Foreign, Commonwealth and Development Office".to_owned(),
        category: "sanctions".to_owned(),
        reason: Some(one_blank(record.text("regime name"))).filter(|text| !text.is_empty()),
        ..Entry::default()
    }
}

/// What one row says of its person.
fn add(record: &Record, entry: &mut Entry, lost: &mut Losses) {
    entry.names.extend(names(record));
    for text in values(record.text("d.o.b")) {
        let (birth, why) = written_birth(Written::read(&text, Some(Order::DayMonthYear)));
        if !why.is_empty() {
            lost.value(record.row, "birth_dates", ImportCode::BadValue, why);
        }
        birth
            .into_iter()
            .for_each(|birth| push(&mut entry.birth_dates, birth));
    }
    let states = ["nationality(/ies)", "nationality"].map(|column| values(record.text(column)));
    for text in states.concat() {
        match states::stated(&text) {
            Some(state) => push(&mut entry.nationalities, state),
            None => lost.value(
                record.row,
                "nationalities",
                ImportCode::BadValue,
                "no known state",
            ),
        }
    }
    let sex = record.text("gender");
    match Sex::parse(sex) {
        Some(sex) => push(&mut entry.sexes, sex),
        None if sex.is_empty() => {}
        None => lost.value(record.row, "sexes", ImportCode::BadValue, "no known sex"),
    }
    for (column, kind) in [
        ("passport number", Some("P")),
        ("passport details", Some("P")),
        ("national identifier number", Some("National ID")),
    ] {
        for number in values(record.text(column)) {
            let document = ListedDocument {
                kind: kind.map(str::to_owned),
                number,
                issuer: None,
            };
            push(&mut entry.documents, document);
        }
    }
    let places = ["town of birth", "country of birth"].map(|column| values(record.text(column)));
    for place in places.concat() {
        push(&mut entry.birth_places, place);
    }
}

/// Name 6 is the surname, 1 to 5 the others; the same in another script stands beside them.
fn names(record: &Record) -> Vec<ListedName> {
    let kind = match record.text("name type").to_lowercase().as_str() {
        "primary name" => NameKind::Primary,
        _ if record
            .text("alias strength")
            .to_lowercase()
            .starts_with("low") =>
        {
            NameKind::WeakAlias
        }
        _ => NameKind::Alias,
    };
    let given = ["name 1", "name 2", "name 3", "name 4", "name 5"];
    let given = given.map(|column| one_blank(record.text(column)));
    let given: Vec<String> = given.into_iter().filter(|part| !part.is_empty()).collect();
    let surname = one_blank(record.text("name 6"));
    let text = format!("{surname} {}", given.join(" "));
    let latin = ListedName {
        kind,
        full: None,
        surname: Some(surname).filter(|part| !part.is_empty()),
        given_names: Some(given.join(" ")).filter(|part| !part.is_empty()),
        script: script_of(&text),
    };
    let others = values(record.text("name non-latin script")).into_iter();
    let kind = kind.max(NameKind::Alias);
    let others = others.map(|text| whole_name(kind, &text));
    std::iter::once(latin).chain(others).collect()
}

/// A cell holds several values on lines of their own, or numbered: `(1) Russia. (2) Syria.`
fn values(cell: &str) -> Vec<String> {
    let mut parts = Vec::new();
    for line in cell.split(['\n', ';']) {
        let mut rest = line;
        while let Some(at) = numbered(rest) {
            parts.push(&rest[..at.0]);
            rest = &rest[at.1..];
        }
        parts.push(rest);
    }
    let clean = parts
        .into_iter()
        .map(|part| one_blank(part.trim().trim_end_matches('.')));
    clean.filter(|part| !part.is_empty()).collect()
}

/// Where `(2)` begins and ends.
fn numbered(text: &str) -> Option<(usize, usize)> {
    let open = text.find('(')?;
    let close = open + text[open..].find(')')?;
    let digits = &text[open + 1..close];
    let is_number = !digits.is_empty() && digits.bytes().all(|sign| sign.is_ascii_digit());
    is_number.then_some((open, close + 1))
}

/// The primary name first, whatever the order of rows; a person without a usable name is refused.
fn named(people: Vec<(usize, Entry)>, lost: &mut Losses) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (row, mut entry) in people {
        let mut names = std::mem::take(&mut entry.names);
        names.sort_by_key(|name| name.kind);
        entry.names = usable(names, row, "names", lost);
        match entry.names.is_empty() {
            true => lost.row(
                row,
                "names",
                ImportCode::NoUsableName,
                "no name can be looked for",
            ),
            false => entries.push(entry),
        }
    }
    entries
}

/// `Report Date: 20-Nov-2026`.
fn report_date(preamble: &str) -> Option<Date> {
    let (_, text) = preamble.split_once(':')?;
    let text = text.trim().trim_end_matches(',');
    let day = Written::read(text, Some(Order::DayMonthYear)).certain()?;
    Date::new(day.year, day.month? as i8, day.day? as i8).ok()
}

/// Columns of persons that the list had not when this was written.
fn warnings(table: &Table) -> Vec<String> {
    const OTHER_KINDS: [&str; 8] = [
        "imo",
        "ship",
        "entity",
        "business",
        "parent",
        "subsidiar",
        "owner",
        "flag",
    ];
    const NOT_READ: [&str; 17] = [
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
        "passport additional information",
        "national identifier additional information",
        "position",
        "hull",
        "tonnage",
    ];
    let known = |name: &str| {
        let mut others = OTHER_KINDS.iter().chain(&NOT_READ);
        REQUIRED.contains(&name)
            || ALSO_READ.contains(&name)
            || others.any(|part| name.contains(part))
    };
    let unknown: Vec<&str> = table.columns().filter(|name| !known(name)).collect();
    match unknown.is_empty() {
        true => Vec::new(),
        false => vec![format!(
            "columns that are not known and not read: {}",
            unknown.join(", ")
        )],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
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
            assert_eq!(imported.rejects.len(), 1);
            assert!(imported.warnings[0].ends_with("not read: shoe size"));
        }
    }
}
