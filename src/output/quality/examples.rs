//! People worth looking at, each with the evidence of one hit.

use super::Example;
use super::view::Section;
use crate::domain::points::Points;
use crate::output::text::{chance, shown};
use crate::output::words;
use crate::recommend::EvidenceLine;

pub(in crate::output) struct View {
    pub(super) person: String,
    pub(super) entry: String,
    pub(super) about: String,
    pub(super) total: String,
    pub(super) chance: String,
    pub(super) steps: Vec<Step>,
}

pub(in crate::output) struct Step {
    pub(super) kind: String,
    pub(super) level: String,
    pub(super) person: String,
    pub(super) entry: String,
    pub(super) bits: String,
}

pub(super) fn misses(examples: &[Example]) -> Section {
    section(
        "misses",
        "Worst misses",
        "Listed people whose own entry has the lowest total, and what it is made of.",
        examples,
    )
}

pub(super) fn alarms(examples: &[Example]) -> Section {
    section(
        "alarms",
        "Worst false alarms",
        "People on no list with the highest totals, as far as the truth is known: some may be the listed person after all.",
        examples,
    )
}

pub(super) fn self_alarms(examples: &[Example]) -> Section {
    section(
        "alarms",
        "Nearest to each other",
        "Listed people with the highest total on another entry: homonyms, relatives, and people who are listed twice.",
        examples,
    )
}

fn section(id: &'static str, title: &str, text: &str, examples: &[Example]) -> Section {
    let text = if examples.is_empty() { "None." } else { text };
    Section {
        id,
        title: title.to_owned(),
        text: vec![text.to_owned()],
        examples: examples.iter().map(View::new).collect(),
        ..Section::default()
    }
}

impl View {
    fn new(example: &Example) -> View {
        let Example {
            query_id,
            group,
            surname,
            given_names,
            hit,
        } = example;
        let names = [surname, given_names].map(|name| shown(name));
        let names: Vec<String> = names.into_iter().filter(|name| !name.is_empty()).collect();
        let told = hit
            .evidence
            .iter()
            .filter(|line| line.points != Points::ZERO);
        let group = group
            .as_ref()
            .map_or_else(String::new, |group| format!(", {group}"));
        View {
            person: names.join(", "),
            entry: shown(&hit.entry_name),
            about: shown(&format!(
                "query {query_id}{group}; {} {}",
                hit.list, hit.entry_id
            )),
            total: format!("{:+.2}", hit.total.bits()),
            chance: chance(hit.total.probability()),
            steps: told.map(Step::new).collect(),
        }
    }
}

impl Step {
    fn new(line: &EvidenceLine) -> Step {
        Step {
            kind: words::kind(line.kind),
            level: words::level(line.kind, line.level),
            person: shown(&line.passenger_value),
            entry: shown(&line.entry_value),
            bits: format!("{:+.2}", line.points.bits()),
        }
    }
}
