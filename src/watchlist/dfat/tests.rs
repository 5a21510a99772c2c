use super::*;
use crate::tables::workbook::{Cell, written};
use crate::watchlist::{import as told, samples};
use Cell::{Blank, Day, Number, Shared, Text};

const HEADER: [&str; 15] = [
    "Reference",
    "Name of Individual or Entity",
    "Type",
    "Name Type",
    "Alias Strength",
    "Date of Birth",
    "Place of Birth",
    "Citizenship",
    "Additional Information",
    "Listing Information",
    "Committees",
    "Control Date",
    "Travel Ban",
    "Address",
    "Shoe Size",
];

fn list() -> Vec<Vec<Cell<'static>>> {
    let row = |cells: &[Cell<'static>]| cells.to_vec();
    vec![
        vec![Text("The consolidated list, as of some day")],
        HEADER.map(Text).to_vec(),
        row(&[
            Number(1.0),
            Text("Jo Anna SPECIMEN"),
            Text("Individual"),
            Text("Primary Name"),
            Blank,
            Text("a) 5 Feb. 1970 b) some day"),
            Text("a) Utopia City, Egypt b) Kabul"),
            Text("Egyptian, Atlantis"),
            Text("Passport no: Egyptian passport number X1234567, issued 1999"),
            Shared("Listed in 2014"),
            Text("Autonomous (Utopia)"),
            Day(46_346.0),
            Number(1.0),
            Text("Some street"),
            Number(44.0),
        ]),
        row(&[
            Text("1a"),
            Text("Little Jo"),
            Text("Individual"),
            Text("aka"),
            Text("Weak"),
            Number(1971.0),
        ]),
        row(&[
            Text("2"),
            Text("Sample Trading"),
            Text("Entity"),
            Text("Primary Name"),
        ]),
        row(&[
            Text("1b"),
            Text("Жо Образец"),
            Text("Individual"),
            Text("Original Script"),
        ]),
        row(&[
            Text("2a"),
            Text("Sample Shipping"),
            Text("Entity"),
            Text("aka"),
        ]),
        row(&[
            Text("3"),
            Text("Max MUSTER"),
            Text("Individual"),
            Text("Primary Name"),
            Text("Fair"),
            Day(25_569.0),
        ]),
        row(&[Text("3a"), Text("Maxi"), Text("Entity"), Text("Stage name")]),
        row(&[Text("4"), Text("Sample Star"), Text("Vessel")]),
        // The number of another person, given again far from hers.
        row(&[
            Text("1"),
            Text("Eve VORLAGE"),
            Text("Individual"),
            Text("Primary Name"),
        ]),
        row(&[Blank, Text("Nobody"), Text("Individual")]),
        row(&[Text("5"), Text("123"), Text("Individual")]),
        row(&[Text("6"), Text("Sample Wing"), Text("Aircraft")]),
    ]
}

fn imported(rows: &[Vec<Cell>]) -> Result<Imported> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("regulation8_consolidated.xlsx");
    std::fs::write(&path, written(rows)).unwrap();
    import(&path, None)
}

#[test]
fn rows_of_one_reference_become_one_entry_and_all_are_accounted_for() {
    let imported = imported(&list()).unwrap();
    assert!(imported.adds_up());
    assert_eq!(imported.rows, 12);
    assert_eq!(imported.list_date, Some(jiff::civil::date(2026, 11, 20)));
    let passed: Vec<_> = imported.passed_over.iter().collect();
    assert_eq!(
        passed,
        [
            (&"entity", &2),
            (&"further row of a person", &3),
            (&OF_NO_KNOWN_TYPE, &1),
            (&"vessel", &1),
        ]
    );
    let [jo, max, eve] = imported.entries.as_slice() else {
        panic!("three people, not {}", imported.entries.len())
    };
    let names: Vec<_> = jo
        .names
        .iter()
        .map(|name| (name.kind.as_str(), name.display()))
        .collect();
    let name = |kind, text: &str| (kind, text.to_owned());
    assert_eq!(
        names,
        [
            name("primary", "Jo Anna SPECIMEN"),
            name("alias", "Жо Образец"),
            name("weak_alias", "Little Jo"),
        ]
    );
    let births = |entry: &Entry| -> Vec<String> {
        entry.birth_dates.iter().map(ToString::to_string).collect()
    };
    assert_eq!(births(jo), ["1970-02-05", "1971"]);
    assert_eq!(births(max), ["1970-01-01"]);
    assert_eq!(jo.birth_places, ["Utopia City, Egypt", "Kabul"]);
    assert_eq!(jo.nationalities.len(), 1);
    let documents: Vec<_> = jo.documents.iter().map(samples::shown).collect();
    assert_eq!(documents, ["Passport (from text)|X1234567|EGY"]);
    let reason = "Autonomous (Utopia); travel ban; Listed in 2014";
    assert_eq!(jo.reason.as_deref(), Some(reason));
    let ids = [jo, max, eve].map(|entry| entry.entry_id.as_str());
    assert_eq!(ids, ["1", "3", "1/2"]);
}

#[test]
fn what_is_not_read_is_told() {
    let imported = imported(&list()).unwrap();
    assert_eq!(
        samples::lost(&imported),
        [
            (3, "date of birth", ImportCode::BadValue, false),
            (3, "citizenship", ImportCode::BadValue, false),
            (8, "alias type", ImportCode::NotKnown, false),
            (9, "type", ImportCode::Conflict, false),
            (9, "name type", ImportCode::NotKnown, false),
            (12, "reference", ImportCode::MissingValue, true),
            (14, "row type", ImportCode::NotKnown, false),
            (13, "name", ImportCode::NoUsableName, false),
            (13, "name", ImportCode::NoUsableName, true),
            (3, "column", ImportCode::NotKnown, false),
        ]
    );
    let unknown = told::unknown(&imported);
    let last = unknown.last().map(String::as_str);
    assert_eq!(
        last,
        Some("column shoe size is not known and was not read, once, first in row 3")
    );
}

#[test]
fn headers_in_other_words_are_known_and_other_workbooks_refused() {
    let header = [
        "REFERENCE ",
        "Name of Individual, Entity or Vessel",
        "Type",
        "Date(s) of Birth",
        "Travel Bans",
    ];
    let rows = [
        header.map(Text).to_vec(),
        vec![
            Number(7.0),
            Text("Jo SPECIMEN"),
            Text("individual"),
            Number(1970.0),
            Text("Yes"),
        ],
    ];
    let read = imported(&rows).unwrap();
    let [jo] = read.entries.as_slice() else {
        panic!("one person")
    };
    assert_eq!(jo.birth_dates.len(), 1);
    assert_eq!(jo.reason.as_deref(), Some("travel ban"));
    assert_eq!(told::unknown(&read), Vec::<String>::new());
    let error = imported(&[vec![Text("Reference"), Text("Amount")]]).unwrap_err();
    assert!(error.to_string().contains("no list of DFAT"), "{error}");
}
