//! The report for readers: it names people, fetches nothing and stays the same.

use super::{PAIRS, on_pairs, world, write};
use crate::common::{AS_OF, Said};

#[test]
fn the_report_fetches_nothing_and_obeys_no_name() {
    let world = world();
    let hostile = "<script>alert(1)</script>";
    let mut people = PAIRS;
    people[2].1 = hostile;
    people[2].5 = hostile;
    write(&world.path("pairs.parquet"), "query_id", &people);
    let path = world.path("q.html");
    Said::of(on_pairs(&world).arg("--report").arg(&path)).ok();
    let page = std::fs::read_to_string(&path).unwrap();
    for bad in ["<script", "http://", "https://", "url(", "<link", "<img"] {
        assert!(!page.contains(bad), "{bad}");
    }
    for word in [
        "&#60;script&#62;alert",
        "VELARDE",
        "pairs.parquet",
        "How to measure it again",
    ] {
        assert!(page.contains(word), "{word}");
    }
}

#[test]
fn names_are_in_the_report_alone() {
    let world = world();
    let page = world.path("q.html");
    for format in ["text", "json"] {
        let mut command = on_pairs(&world);
        command.args(["-vv", "--max-alerts", "2", "--format", format]);
        let said = Said::of(command.arg("--report").arg(&page));
        for text in [said.out, said.err] {
            for name in ["VELARDE", "Velarde", "IGNACIO", "ZUMARINOV"] {
                assert!(!text.contains(name), "{name} in {text}");
            }
        }
    }
}

#[test]
fn the_same_input_gives_the_same_report() {
    let world = world();
    world.settings(&format!("[run]\nas_of = \"{AS_OF}\"\n"));
    let path = world.path("q.html");
    let page = || {
        Said::of(on_pairs(&world).arg("--report").arg(&path)).ok();
        std::fs::read(&path).unwrap()
    };
    assert_eq!(page(), page());
}
