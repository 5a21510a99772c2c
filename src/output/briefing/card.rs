//! One case of the page: what, who, why, and what clears it.

use super::{RunFacts, departs, flight, is_urgent, moment, person, short_action};
use crate::output::case::Case;
use crate::output::clears::what_clears;
use crate::output::sentence;
use crate::output::status::Status;
use crate::output::tables::{CaseRow, LinkRow};
use crate::output::text::{chance, listed, shown};
use crate::output::words;
use crate::recommend::{EvidenceLine, Hit};
use std::collections::{BTreeMap, BTreeSet};

pub(super) struct Card {
    pub(super) case_id: String,
    pub(super) when: String,
    pub(super) urgent: bool,
    pub(super) departure: String,
    pub(super) flight: String,
    pub(super) action: &'static str,
    pub(super) action_code: &'static str,
    pub(super) short_action: &'static str,
    /// Empty for an unchanged case.
    pub(super) news: &'static str,
    pub(super) person: String,
    /// Label and value, known ones only.
    pub(super) facts: Vec<(&'static str, String)>,
    pub(super) sentence: String,
    /// What held the action down, in one line; may be empty.
    pub(super) limits: String,
    pub(super) findings: Vec<String>,
    pub(super) hits: Vec<HitView>,
    pub(super) clears: Vec<String>,
    pub(super) links: Vec<LinkView>,
    pub(super) handling: Vec<String>,
    pub(super) retention: String,
}

pub(super) struct HitView {
    pub(super) rank: usize,
    pub(super) entry: String,
    pub(super) name: String,
    pub(super) about: String,
    pub(super) steps: Vec<Step>,
    pub(super) total: String,
    pub(super) chance: String,
}

/// One part of a score, and a bar from the middle to either side, in per cent of half.
pub(super) struct Step {
    pub(super) kind: String,
    pub(super) level: String,
    pub(super) note: &'static str,
    pub(super) passenger: String,
    pub(super) entry: String,
    pub(super) bits: String,
    pub(super) against: bool,
    pub(super) width: i32,
}

/// Another traveller, with everything that is shared.
pub(super) struct LinkView {
    pub(super) relations: String,
    pub(super) row: String,
    pub(super) other_case: String,
}

impl Card {
    pub(super) fn new(row: &CaseRow, case: &Case, links: &[LinkRow], run: &RunFacts) -> Card {
        let found = &case.recommendation;
        let handling: BTreeSet<&String> = found
            .hits
            .iter()
            .filter_map(|hit| hit.handling.as_ref())
            .collect();
        Card {
            case_id: shown(&row.case_id),
            when: departs(row.minutes_to_departure),
            urgent: is_urgent(row, run.cut_off_minutes),
            departure: moment(row.scheduled_departure),
            flight: flight(row),
            action: words::action(row.action),
            action_code: row.action.as_str(),
            short_action: short_action(row.action),
            news: match row.status {
                Status::New => "NEW",
                Status::Changed => "CHANGED",
                Status::Unchanged | Status::Withdrawn => "",
            },
            person: person(row),
            facts: facts(row, case),
            sentence: shown(&row.explanation),
            limits: listed(&sentence::limits(case)),
            findings: found
                .findings
                .iter()
                .map(|one| {
                    format!(
                        "{} ({})",
                        sentence::fault(case, one),
                        one.fault.kind().ground()
                    )
                })
                .collect(),
            hits: (1..)
                .zip(&found.hits)
                .map(|(rank, hit)| HitView::new(rank, hit))
                .collect(),
            clears: what_clears(case),
            links: link_views(links, &row.case_id),
            handling: handling.into_iter().map(|text| shown(text)).collect(),
            retention: row.retention_until.to_string(),
        }
    }
}

fn facts(row: &CaseRow, case: &Case) -> Vec<(&'static str, String)> {
    let document = case.shown_document().map(sentence::document_words);
    let facts = [
        ("Birth date", row.birth_date.clone()),
        ("Sex", row.sex.clone()),
        ("Nationality", row.nationality.clone()),
        ("Document", document),
        (
            "Document expires",
            row.document_expiry.map(|day| day.to_string()),
        ),
        ("Booking", row.booking_ref.clone()),
        ("Category", row.category.as_deref().map(words::plain)),
        ("Referred to", case.recommendation.office.clone()),
        (
            "Manifest row",
            Some(format!("{}:{}", row.manifest_file, row.manifest_row)),
        ),
    ];
    let known = facts
        .into_iter()
        .filter_map(|(label, value)| Some((label, shown(&value?))));
    known.filter(|(_, value)| !value.is_empty()).collect()
}

impl HitView {
    fn new(rank: usize, hit: &Hit) -> HitView {
        let most = hit
            .evidence
            .iter()
            .map(|line| line.points.0.abs())
            .max()
            .unwrap_or(0)
            .max(1);
        let listed_for = hit
            .listed_reason
            .as_ref()
            .map(|reason| format!("listed for: {reason}"));
        let primary = (hit.primary_name != hit.entry_name)
            .then(|| format!("primary name: {}", hit.primary_name));
        let about = [
            Some(hit.authority.clone()),
            Some(words::plain(&hit.category)),
            primary,
            listed_for,
        ];
        let about: Vec<String> = about
            .into_iter()
            .flatten()
            .filter(|text| !text.is_empty())
            .collect();
        HitView {
            rank,
            entry: shown(&format!("{} {}", hit.list, hit.entry_id)),
            name: shown(&hit.entry_name),
            about: shown(&about.join("; ")),
            steps: hit
                .evidence
                .iter()
                .map(|line| Step::new(line, most))
                .collect(),
            total: format!("{:+.2}", hit.total.bits()),
            chance: chance(hit.total.probability()),
        }
    }
}

impl Step {
    fn new(line: &EvidenceLine, most: i32) -> Step {
        Step {
            kind: words::kind(line.kind),
            level: words::level(line.kind, line.level),
            // Its level says the same already.
            note: if line.kind == "prior" { "" } else { line.note },
            passenger: shown(&line.passenger_value),
            entry: shown(&line.entry_value),
            bits: format!("{:+.2}", line.points.bits()),
            against: line.points.0 < 0,
            width: line.points.0.abs().saturating_mul(100) / most,
        }
    }
}

/// One for each other traveller, in the order of the rows.
fn link_views(links: &[LinkRow], case_id: &str) -> Vec<LinkView> {
    let mut by_row: BTreeMap<&str, Vec<&LinkRow>> = BTreeMap::new();
    for link in links.iter().filter(|link| link.case_id == case_id) {
        let row = by_row.entry(&link.other_passenger_row).or_default();
        row.push(link);
    }
    by_row
        .into_values()
        .map(|links| LinkView::new(&links))
        .collect()
}

impl LinkView {
    fn new(links: &[&LinkRow]) -> LinkView {
        let relations = links.iter().map(|link| link.relation.as_str());
        // Telephone and mail are both a contact.
        let relations: BTreeSet<&str> = relations.collect();
        let words: Vec<String> = relations.into_iter().map(words::plain).collect();
        let other = links[0].other_case_id.as_deref();
        LinkView {
            relations: shown(&listed(&words)),
            row: shown(&links[0].other_passenger_row),
            other_case: other.map(shown).unwrap_or_default(),
        }
    }
}
