//! A manifest in the operator's own columns. What a manifest may hold:
//! `library/manifest.rs`.

use crate::common::{AS_OF, Night, World, change_columns, entry, listed, row};
use arrow_array::{ArrayRef, StringArray};
use preboard::{CaseRow, EvidenceRow, LinkRow, Sex, Status};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The contract's column, and what the operator calls it.
const MAPPED: [(&str, &str); 8] = [
    ("surname", "LAST_NAME"),
    ("given_names", "FIRST_NAME"),
    ("birth_date", "DOB"),
    ("sex", "GENDER"),
    ("document_number", "DOC_NO"),
    ("booking_ref", "PNR"),
    ("arrival_airport", "TO"),
    ("scheduled_departure", "STD"),
];

fn text(values: &[Option<&str>]) -> ArrayRef {
    Arc::new(StringArray::from(values.to_vec()))
}

/// A listed passenger of a common name, who is no case but for the day of birth, and one who
/// shares the booking.
fn common_names() -> World {
    let mut passenger = row("SMITH", "ANNA", "1980-01-02");
    passenger.sex = Some("F".to_owned());
    let mut rows = [passenger, row("JONES", "TOM", "1970-05-06")];
    for row in &mut rows {
        row.booking_ref = Some("PNRXYZ".to_owned());
    }
    let mut entry = entry("7", "SMITH", "Anna", "1980-01-02");
    entry.sexes = Sex::parse("F").into_iter().collect();
    World::of(&rows, &[entry])
}

#[test]
fn foreign_column_names_are_mapped() {
    let world = common_names();
    let plain = world.night("plain");
    // Our own name for it stands over something else.
    let decoy = text(&[Some("1985-09-09"); 2]);
    change_columns(&world.path("manifest.parquet"), |columns| {
        for (name, _) in columns.iter_mut() {
            let theirs = MAPPED.iter().find(|(ours, _)| *ours == name.as_str());
            *name = theirs.map_or(name.clone(), |(_, theirs)| (*theirs).to_owned());
        }
        columns.push(("birth_date".to_owned(), decoy));
    });
    let mapping = |columns: &[(&str, &str)]| {
        let lines = columns.iter();
        let lines = lines.map(|(ours, theirs)| format!("{ours} = \"{theirs}\"\n"));
        world.settings(&format!(
            "[manifest.columns]\n{}",
            lines.collect::<String>()
        ));
    };
    mapping(&MAPPED);
    let mapped = world.night("mapped");
    assert_eq!(mapped.record().ignored_columns, ["birth_date"]);
    // What is read from the two is the same to the last column, but for what tells the runs
    // apart.
    let case = |case: CaseRow| CaseRow {
        run_id: String::new(),
        status: Status::New,
        ..case
    };
    assert_eq!(case(mapped.case()), case(plain.case()));
    assert_eq!(mapped.case().birth_date.as_deref(), Some("1980-01-02"));
    assert_eq!(mapped.case().entry_id.as_deref(), Some("7"));
    let lines = |night: &Night| -> Vec<EvidenceRow> {
        let lines = night.rows::<EvidenceRow>("evidence.parquet").into_iter();
        let line = |line: EvidenceRow| EvidenceRow {
            run_id: String::new(),
            ..line
        };
        lines.map(line).collect()
    };
    let evidence = lines(&mapped);
    assert_eq!(evidence, lines(&plain));
    let birth = evidence.iter().find(|line| line.kind == "birth_date");
    assert_eq!(
        birth.unwrap().passenger_value.as_deref(),
        Some("1980-01-02")
    );
    let links = |night: &Night| -> Vec<LinkRow> {
        let links = night.rows::<LinkRow>("links.parquet").into_iter();
        let link = |link: LinkRow| LinkRow {
            run_id: String::new(),
            ..link
        };
        links.map(link).collect()
    };
    assert_eq!(links(&mapped).len(), 1);
    assert_eq!(links(&mapped), links(&plain));

    // Without the mapping of the birth date the decoy is read, and nobody is like the entry.
    let others = MAPPED.into_iter().filter(|(ours, _)| *ours != "birth_date");
    mapping(&others.collect::<Vec<_>>());
    assert_eq!(world.night("decoy").record().counts.cases, 0);
}

#[test]
fn quarantine_and_ignored_columns_are_told_in_the_run() {
    let mut unread = row("B", "ANNA", "1980-01-02");
    unread.arrival_airport = Some("?".to_owned());
    let world = World::of(&[row("A", "ANNA", "1980-01-02"), unread], &listed());
    change_columns(&world.path("manifest.parquet"), |columns| {
        columns.retain(|(name, _)| name != "seat");
        columns.push(("meal".to_owned(), text(&[Some("VGML"), None])));
        columns.push(("seat".to_owned(), text(&[Some("1A"), None])));
    });
    world.settings("[run]\nquarantine_ceiling = 0.5\n");
    let record = world.night("night").record();
    assert_eq!(record.ignored_columns, ["meal"]);
    let reasons = BTreeMap::from([("bad_airport".to_owned(), 1)]);
    assert_eq!(record.counts.quarantined_by_reason, reasons);
    assert_eq!((record.counts.rows_read, record.counts.clear), (2, 1));
    assert_eq!(record.as_of, AS_OF);
}

#[test]
fn a_mapping_of_no_contract_column_is_a_wrong_setting() {
    let world = World::new();
    world.settings("[manifest.columns]\nsurnam = \"LAST_NAME\"\n");
    world.refuses(&mut world.run(), 78, &["manifest.columns.surnam"]);
}
