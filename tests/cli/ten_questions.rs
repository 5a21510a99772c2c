//! The questions of docs/query.md, asked of two nights of the sample: each is answered as is written
//! there.

use crate::common::{Night, Said, World, preboard};
use std::path::Path;

const DOCS: &str = "docs/query.md";

/// A question, and the answer below it.
struct Question {
    heading: String,
    sql: String,
    answer: String,
}

/// Blocks of SQL, each with the heading before it and the block of text after it.
fn questions(page: &str) -> Vec<Question> {
    let parts = page.split("\n### ").skip(1);
    let block = |part: &str, kind: &str| {
        let (_, rest) = part.split_once(&format!("```{kind}\n"))?;
        rest.split_once("```").map(|(block, _)| block.to_owned())
    };
    let read = parts.map(|part| Question {
        heading: part.lines().next().unwrap_or_default().to_owned(),
        sql: block(part, "sql").unwrap_or_default(),
        answer: block(part, "text").unwrap_or_default(),
    });
    read.collect()
}

/// The first night knows no reported documents; four of its cases are decided on.
fn nights() -> World {
    let world = World::empty();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sample = root.join("sample_data");
    let settings = format!(
        "[inputs]\nmanifests = [\"{0}/manifest\"]\nwatchlists = [\"{0}/watchlist.parquet\"]\n",
        sample.display()
    );
    world.settings(&settings);
    let run = |id: &str, as_of: &str, more: &[&str]| {
        let mut run = world.command("run");
        run.args(["--run-id", id, "--as-of", as_of, "--out"]);
        Said::of(run.arg(world.path("out")).args(more)).ok();
    };
    run("yesterday", "2026-11-22T18:00:00Z", &[]);
    decide(&world);
    let lost = sample.join("lost_documents.parquet");
    let lost = lost.to_str().unwrap();
    run("today", "2026-11-23T18:00:00Z", &["--lost-documents", lost]);
    world
}

/// The four gravest of one list and another, by their order in the table.
fn decide(world: &World) {
    let night = Night::from(world.path("out/yesterday").as_path());
    let cases = night.cases();
    let listed = cases.iter().filter(|case| case.list.is_some());
    let words = [
        ("concur", "denied_boarding", "same_person"),
        ("not_concur", "boarded", "different_person"),
        ("concur", "rebooked", "same_person"),
        ("not_concur", "boarded", "different_person"),
    ];
    let rows = listed.step_by(2).zip(words).zip(1..);
    let rows = rows.map(|((case, (decision, carrier, truth)), hour)| {
        let at = format!("2026-11-22T{:02}:30:00Z", 18 + hour);
        format!(
            "{},Officer 12,{at},{decision},{carrier},{truth},\n",
            case.case_id
        )
    });
    world.review("yesterday", &rows.collect::<String>()).ok();
}

#[test]
fn each_question_is_answered_as_the_page_says() {
    let world = nights();
    let page = std::fs::read_to_string(DOCS).unwrap();
    let questions = questions(&page);
    assert_eq!(questions.len(), 10);
    let mut changed = page.clone();
    for question in &questions {
        let mut query = preboard();
        query.args(["query", &question.sql, "--out"]);
        let said = Said::of(query.arg(world.path("out"))).ok();
        assert!(said.out.lines().count() > 1, "{}: no row", question.heading);
        let asked = format!("```sql\n{}```\n", question.sql);
        let told = format!("{asked}\n```text\n{}```\n", said.out);
        let before = match question.answer.as_str() {
            "" => asked,
            answer => format!("{asked}\n```text\n{answer}```\n"),
        };
        changed = changed.replace(&before, &told);
    }
    if let Some(path) = written_to() {
        std::fs::write(path, &changed).unwrap();
        return;
    }
    assert!(
        changed == page,
        "answers differ: PREBOARD_WRITE_ANSWERS={DOCS} writes them again"
    );
}

#[expect(clippy::disallowed_methods, reason = "it is no setting of the program")]
fn written_to() -> Option<std::ffi::OsString> {
    std::env::var_os("PREBOARD_WRITE_ANSWERS")
}
