//! The page as a whole.

use super::lists::List;
use super::newest::Group;
use super::rows::Row;
use super::{Contents, Ledger, due_every, grouped, lists, moment, newest, rows, utc};
use crate::error::{Error, Kind, Result};
use crate::inert::{cut, shown};
use crate::render::briefing::assets::policy;
use askama::Template;
use jiff::SignedDuration;

const STYLE: &str = include_str!("../../../templates/index/style.css");
const SCRIPT: &str = include_str!("../../../templates/index/script.js");

#[derive(Template)]
#[template(path = "index/page.html", whitespace = "minimize")]
struct Page {
    style: &'static str,
    script: &'static str,
    csp: String,
    newest: Option<Newest>,
    rows: Vec<Row>,
    older: usize,
    unread: Vec<String>,
    lists: Vec<List>,
    ledger: String,
    ledger_is_bad: bool,
    assessment: Option<String>,
    written: String,
}

struct Newest {
    /// RFC 3339, for the script.
    made: String,
    /// The same of the next run; empty when nobody knows.
    due: String,
    as_of: String,
    published: String,
    next: String,
    groups: Vec<Group>,
    warnings: Vec<String>,
}

pub fn page(contents: &Contents) -> Result<String> {
    let (ledger, ledger_is_bad) = ledger(&contents.ledger);
    let page = Page {
        style: STYLE,
        script: SCRIPT,
        csp: policy(STYLE, SCRIPT),
        newest: newest_run(contents),
        rows: rows::rows(contents),
        older: contents.older,
        unread: contents.unread.iter().map(|name| shown(name)).collect(),
        lists: lists::lists(contents),
        ledger,
        ledger_is_bad,
        assessment: contents.assessment.clone(),
        written: utc(contents.written),
    };
    page.render().map_err(|e| {
        Error::new(Kind::Bug, "cannot render the page of runs")
            .because(e)
            .hint("report this defect; the runs themselves are whole")
    })
}

fn newest_run(contents: &Contents) -> Option<Newest> {
    let record = contents.runs.first()?.record;
    let as_of = moment(&record.as_of);
    let every = due_every(record);
    let due = every.and_then(|every| as_of?.checked_add(SignedDuration::from_mins(every)).ok());
    Some(Newest {
        made: shown(&record.as_of),
        due: due.map_or_else(String::new, |due| due.to_string()),
        as_of: as_of.map_or_else(|| shown(&record.as_of), utc),
        published: moment(&record.finished_at).map_or_else(String::new, utc),
        next: due.map_or_else(String::new, utc),
        groups: newest::groups(&contents.groups),
        warnings: newest::warnings(record),
    })
}

fn ledger(ledger: &Ledger) -> (String, bool) {
    match ledger {
        Ledger::Decisions { count: 0, .. } => ("No decision is recorded yet.".to_owned(), false),
        Ledger::Decisions { count, last } => {
            let last = last.map_or_else(String::new, |at| format!(", the last of {} UTC", utc(at)));
            let count = grouped(*count as u64);
            (format!("Decisions recorded: {count}{last}."), false)
        }
        Ledger::Unread(why) => (format!("The decisions cannot be read: {}", cut(why)), true),
    }
}
