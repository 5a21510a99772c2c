//! People worth looking at, each with the evidence of one hit.

use super::Example;
use crate::domain::points::Points;
use crate::inert::shown;
use crate::recommend::EvidenceLine;
use crate::render::drawing::view::{ExampleStep, ExampleView, Section};
use crate::wording::text::chance;
use crate::wording::words;

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
        examples: examples.iter().map(ExampleView::new).collect(),
        ..Section::default()
    }
}

impl ExampleView {
    fn new(example: &Example) -> ExampleView {
        let Example {
            query_id,
            group,
            surname,
            given_names,
            hit,
        } = example;
        let names = [surname, given_names].map(|name| shown(name));
        let names: Vec<String> = names.into_iter().filter(|name| !name.is_empty()).collect();
        let steps = hit
            .evidence
            .iter()
            .filter(|line| line.points != Points::ZERO);
        let group = group
            .as_ref()
            .map_or_else(String::new, |group| format!(", {group}"));
        ExampleView {
            person: names.join(", "),
            entry: shown(&hit.entry_name),
            about: shown(&format!(
                "query {query_id}{group}; {} {}",
                hit.list, hit.entry_id
            )),
            total: format!("{:+.2}", hit.total.bits()),
            chance: chance(hit.total.probability()),
            steps: steps.map(ExampleStep::new).collect(),
        }
    }
}

impl ExampleStep {
    fn new(line: &EvidenceLine) -> ExampleStep {
        ExampleStep {
            kind: words::kind(line.level).to_owned(),
            level: words::level(line.level).to_owned(),
            person: shown(&line.passenger_value),
            entry: shown(&line.entry_value),
            bits: format!("{:+.2}", line.points.bits()),
        }
    }
}
