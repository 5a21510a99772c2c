//! A UK list as `scripts/uk_list` invents it, in both of its forms, against the truth beside it.
//! The script's own `check` does the same of 4,000 people by way of the program.

use preboard::watchlist::import::Imported;
use preboard::watchlist::uk;
use preboard::{Entry, Result};
use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;

#[test]
fn both_forms_of_an_invented_list_come_to_the_truth() {
    let folder = tempfile::tempdir().unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts/uk_list");
    let mut write = Command::new("python3");
    write.arg(script).arg("write").arg(folder.path());
    let Ok(written) = write.args(["150", "7"]).output() else {
        eprintln!("skipped: the invented UK list (python3 is not installed)");
        return;
    };
    assert!(written.status.success(), "{written:?}");
    let truth = std::fs::read_to_string(folder.path().join("truth.jsonl")).unwrap();
    let truth: Vec<Value> = truth
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(truth.len(), 150);
    for (name, imported) in [
        ("uk.csv", read(uk::import, folder.path(), "uk.csv")),
        ("uk.xml", read(uk::import_xml, folder.path(), "uk.xml")),
    ] {
        assert!(imported.adds_up());
        assert_eq!(imported.rejects, [], "{name}");
        assert_eq!(imported.warnings, Vec::<String>::new(), "{name}");
        let date = Some(jiff::civil::date(2026, 11, 20));
        assert_eq!(imported.list_date, date, "{name}");
        let found: Vec<Value> = imported.entries.iter().map(facts).collect();
        assert_eq!(found.len(), truth.len(), "{name}");
        for (found, truth) in found.iter().zip(&truth) {
            assert_eq!(found, truth, "{name}");
        }
    }
}

type Import = fn(&Path, Option<jiff::civil::Date>) -> Result<Imported>;

fn read(import: Import, folder: &Path, name: &str) -> Imported {
    import(&folder.join(name), None).unwrap()
}

fn facts(entry: &Entry) -> Value {
    let names = entry.names.iter();
    let names = names.map(|name| json!([name.kind.as_str(), name.display()]));
    let documents = entry.documents.iter().map(|document| {
        let issuer = document.issuer.map(|state| state.to_string());
        json!([document.kind, document.number, issuer])
    });
    let texts = |values: Vec<String>| sorted(values.into_iter().map(Value::from));
    let births = entry.birth_dates.iter().map(ToString::to_string);
    let states = entry.nationalities.iter().map(ToString::to_string);
    let sexes = entry.sexes.iter().map(|sex| sex.code().to_owned());
    json!({
        "entry_id": entry.entry_id,
        "names": sorted(names),
        "birth_dates": texts(births.collect()),
        "nationalities": texts(states.collect()),
        "sexes": texts(sexes.collect()),
        "documents": sorted(documents),
        "birth_places": texts(entry.birth_places.clone()),
    })
}

fn sorted(values: impl Iterator<Item = Value>) -> Value {
    let mut values: Vec<Value> = values.collect();
    values.sort_by_key(ToString::to_string);
    Value::from(values)
}
