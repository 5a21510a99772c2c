//! Lists once they are canonical: merged, split, too old, inspected and compared.

use crate::common::{AS_OF, Said, World, entry, merge, preboard, row};
use preboard::watchlist::canonical::{self, ListMeta};
use preboard::{Country, Entry, ListedDocument};
use std::path::{Path, PathBuf};

/// One person with a passport on two lists.
fn two_lists(folder: &Path) -> [PathBuf; 2] {
    let person = |list: &str, id: &str, surname: &str| {
        let mut person = entry(id, surname, "Boris Petrovich", "1970-03-05");
        person.list = list.to_owned();
        person.authority = format!("Authority {list}");
        person.handling = Some(format!("handling {list}"));
        person.reason = Some(format!("reason {list}"));
        person.documents = vec![ListedDocument {
            kind: Some("P".to_owned()),
            number: "X7654321".to_owned(),
            issuer: Country::parse("UTO"),
        }];
        person
    };
    let put = |name: &str, entries: &[Entry]| {
        let path = folder.join(name);
        let meta = ListMeta {
            list_date: Some(jiff::civil::date(2026, 11, 1)),
            source_digest: Some(name.to_owned()),
        };
        canonical::write(&path, entries, &meta).unwrap();
        path
    };
    let mut namesake = entry("9", "Zumarinov", "Boris Petrovich", "1981-06-07");
    namesake.list = "TWO".to_owned();
    [
        put("one.parquet", &[person("ONE", "1", "Zumarinov")]),
        put("two.parquet", &[person("TWO", "2", "Zumarinow"), namesake]),
    ]
}

#[test]
fn a_person_on_two_lists_is_one_hit_that_names_both_and_comes_apart_again() {
    let world = World::new();
    let lists = two_lists(world.folder.path());
    let merged = world.path("merged.parquet");
    let words = ["2 people of 3 entries", "joined by document: 1"];
    merge(&lists, &merged).ok().tells(&words);

    world.manifest(&[row("Zumarinov", "Boris Petrovich", "1970-03-05")]);
    std::fs::copy(&merged, world.path("list.parquet")).unwrap();
    let night = world.night("night");
    let case = night.case();
    assert_eq!(
        (case.list.as_deref(), case.entry_id.as_deref()),
        (Some("ONE"), Some("1"))
    );
    let explained = world.explain("night", &case.case_id, &[]).ok().out;
    assert!(explained.contains("Zumarinov"), "{explained}");
    let briefing = night.briefing("NEW_YORK");
    for part in [
        "ONE 1: reason ONE; TWO 2: reason TWO",
        "ONE 1: handling ONE; TWO 2: handling TWO",
    ] {
        assert!(briefing.contains(part), "{part}");
    }

    let apart = world.path("apart");
    let mut split = preboard();
    split.args(["watchlist", "split"]).arg(&merged);
    Said::of(split.arg("-o").arg(&apart)).ok();
    for list in lists {
        let again = apart.join(list.file_name().unwrap());
        assert_eq!(std::fs::read(&list).unwrap(), std::fs::read(again).unwrap());
    }
}

#[test]
fn a_list_of_too_great_an_age_is_named_by_run_and_check() {
    let world = World::new();
    let [one, _] = two_lists(world.folder.path());
    std::fs::copy(one, world.path("list.parquet")).unwrap();
    world.manifest(&[row("Nobody", "Known", "1990-01-01")]);
    for (limits, code, says) in [
        ("list_age_days = 30", 0, ""),
        (
            "list_age_days = 7",
            65,
            "list ONE is 22 days old, more than 7",
        ),
        (
            "list_age_days_of = { ONE = 14 }",
            65,
            "list ONE is 22 days old, more than 14",
        ),
        ("list_age_days = 7\nlist_age_days_of = { ONE = 0 }", 0, ""),
    ] {
        world.settings(&format!("[run]\n{limits}\n"));
        for name in ["check", "run"] {
            let mut command = world.command_on_inputs(name);
            command.args(["--as-of", AS_OF]);
            let said = Said::of(command.arg("--out").arg(world.path("out")));
            said.ended(code).tells(&[says]);
        }
        let _ = std::fs::remove_dir_all(world.path("out"));
    }
}

#[test]
fn inspect_and_diff_tell_what_is_in_a_list_and_what_changed() {
    let world = World::empty();
    let mut bare = entry("2", "", "Mononym", "");
    bare.names[0].surname = None;
    let glued = entry("3", "MustermannMRS", "Erika", "2030-01-01");
    let mut twice = entry("4", "Specimen", "Jo", "1970-03-05");
    twice.documents = vec![ListedDocument {
        kind: None,
        number: "1".into(),
        issuer: None,
    }];
    let again = Entry {
        entry_id: "5".into(),
        documents: Vec::new(),
        ..twice.clone()
    };
    let old = world.list_as(
        "old.parquet",
        &[entry("1", "Gone", "Jo", "1970"), twice.clone()],
    );
    let changed = Entry {
        reason: Some("new".into()),
        ..twice.clone()
    };
    let new = world.list_as("new.parquet", &[bare, glued, changed, again]);

    let mut inspect = preboard();
    inspect.args(["watchlist", "inspect", "--as-of", AS_OF]);
    let found = Said::of(inspect.args(["--format", "json"]).arg(&new)).json();
    let suspects = &found[0]["suspects"];
    for (reason, rows) in [
        ("one_word_alone", vec![1]),
        ("title_in_name", vec![2]),
        ("birth_in_future", vec![2]),
        ("useless_number", vec![3]),
        ("maybe_twice", vec![3, 4]),
    ] {
        assert_eq!(
            suspects[reason]["first_rows"],
            serde_json::json!(rows),
            "{reason}: {found:#}"
        );
    }
    assert_eq!(suspects.as_object().unwrap().len(), 5, "{found:#}");
    assert_eq!(found[0]["counts"]["missing"]["a birth date"], 1);

    let mut diff = preboard();
    diff.args(["watchlist", "diff"]).args([&old, &new]);
    assert_eq!(
        Said::of(&mut diff).out,
        "change,list,entry_id,fields,entry_name\n\
         withdrawn,TEST,1,,\"Gone, Jo\"\n\
         added,TEST,2,,Mononym\n\
         added,TEST,3,,\"MustermannMRS, Erika\"\n\
         changed,TEST,4,reason +1 -0,\"Specimen, Jo\"\n\
         added,TEST,5,,\"Specimen, Jo\"\n"
    );
}
