//! Topics, notices and programmes become categories by a table that the operator may edit, and what
//! an import may lose is a setting.

use crate::common::{Said, World, import, import_as_it_is, preboard, sample};
use preboard::watchlist::read;
use std::collections::BTreeMap;

fn categories(world: &World) -> BTreeMap<String, usize> {
    let list = read::read(&world.path("list.parquet")).unwrap();
    let mut counts = BTreeMap::new();
    for entry in list.entries {
        *counts.entry(entry.category).or_default() += 1;
    }
    counts
}

#[test]
fn an_operators_table_says_what_topics_and_programmes_are() {
    let world = World::empty();
    let out = world.path("list.parquet");
    let mut print = preboard();
    print.args(["watchlist", "topics"]);
    let bundled = Said::of(&mut print).ok().out;
    assert!(bundled.contains("\nsanction\tsanctions\n"), "{bundled}");

    let people = sample("watchlist").join("people.ftm.json");
    let list = |more: &[&str]| import("watchlist", "ftm-json", &people, &out, more);
    list(&[]).ok();
    assert_eq!(
        categories(&world),
        BTreeMap::from([("sanctions".to_owned(), 1)])
    );
    let own = world.write("own.tsv", "sanction\tsmuggling\n");
    list(&["--topics", own.to_str().unwrap()]).ok();
    assert_eq!(
        categories(&world),
        BTreeMap::from([("smuggling".to_owned(), 1)])
    );
    // The printed table, given back, changes nothing; the settings may name it too.
    world.write("same.tsv", &bundled);
    world.settings("[import]\ntopics = \"same.tsv\"\n");
    let settings = world.path("settings.toml");
    list(&["--config", settings.to_str().unwrap()]).ok();
    assert_eq!(
        categories(&world),
        BTreeMap::from([("sanctions".to_owned(), 1)])
    );

    let un = sample("watchlist").join("un.xml");
    let own = world.write("programmes.tsv", "programme:SAMPLE\tsmuggling\n");
    let more = ["--topics", own.to_str().unwrap()];
    import("watchlist", "un-xml", &un, &out, &more).ok();
    assert_eq!(categories(&world).get("smuggling"), Some(&1));
    assert!(categories(&world).contains_key("sanctions"));
}

#[test]
fn a_wrong_table_is_told_by_line_and_column() {
    let world = World::empty();
    let people = sample("watchlist").join("people.ftm.json");
    for (text, tells) in [
        (
            "# mine\nsanction\tsanction\n",
            "line 2, column 2: sanction is no category",
        ),
        (
            "sanction\tsanctions\nsanction\n",
            "line 2, column 1: sanction stands in line 1 too",
        ),
        ("sanction\tsanctions\tx\n", "line 1, column 3"),
        ("\tsanctions\n", "line 1, column 1"),
    ] {
        let table = world.write("own.tsv", text);
        let more = ["--topics", table.to_str().unwrap()];
        import(
            "watchlist",
            "ftm-json",
            &people,
            &world.path("l.parquet"),
            &more,
        )
        .ended(78)
        .tells(&["own.tsv: ", tells]);
    }
}

#[test]
fn what_may_be_lost_is_a_setting() {
    let world = World::empty();
    let csl = sample("watchlist").join("csl.csv");
    let said = |settings: &str, more: &[&str]| {
        world.settings(settings);
        let settings = world.path("settings.toml");
        let more = [&["--config", settings.to_str().unwrap()], more].concat();
        let out = world.path("list.parquet");
        import_as_it_is("watchlist", "csl-csv", &csl, &out, &more)
    };
    said("", &[]).ended(65).tells(&["--most-lost 0.05"]);
    said("[import]\nmost_lost = 0.9\n", &[]).ok();
    let strict = ["--most-lost", "0.01"];
    said("[import]\nmost_lost = 0.9\n", &strict).ended(65);
    said("[import]\nmost_lost = 2\n", &[])
        .ended(78)
        .tells(&["import.most_lost"]);
    said("[import]\nfield_lost_points = 0\n", &[]).ended(78);
}

#[test]
fn what_a_folder_holds_and_nobody_reads_may_stop_the_night() {
    let world = World::new();
    let folder = world.path("manifests");
    std::fs::create_dir(&folder).unwrap();
    std::fs::rename(world.path("manifest.parquet"), folder.join("a.parquet")).unwrap();
    std::fs::write(folder.join("late.csv"), "a,b\n").unwrap();
    let check = |unread: &str| {
        world.settings(&format!(
            "[inputs]\nmanifests = [\"manifests\"]\nwatchlists = [\"list.parquet\"]\n[run]\nas_of = \
             \"2026-11-23T18:00:00Z\"\nunread_files = \"{unread}\"\n"
        ));
        let mut check = preboard();
        check
            .arg("check")
            .arg("--config")
            .arg(world.path("settings.toml"));
        Said::of(&mut check)
    };
    check("warn").ok().tells(&["warning: ", "late.csv"]);
    check("stop")
        .ended(65)
        .tells(&["late.csv", "run.unread_files"]);
    check("maybe").ended(78);
}
