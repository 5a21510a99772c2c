//! One case of the page: what, who, why, what against, and what clears it.

use super::Item;
use super::changes;
use super::companions::{self, Party};
use super::marks::Marks;
use super::phrases::{
    departs, flight, has_left, is_urgent, moment, person, short_action, station_clock,
};
use super::scene::Scene;
use super::sources::SourceView;
use super::waterfall::HitView;
use crate::inert::clipped;
use crate::inert::cut;
use crate::recommend::Hit;
use crate::recommend::case::Case;
use crate::schema::rows::CaseRow;
use crate::schema::status::Status;
use crate::wording::against;
use crate::wording::clears::what_clears;
use crate::wording::sentence;
use crate::wording::words;

/// Hits drawn on a card: the best decides, the others are in `evidence.parquet`.
const MOST_HITS: usize = 3;

/// Letters of the one sentence, which may quote several values.
const SENTENCE_LETTERS: usize = 900;

/// Sentences of one section.
const MOST_LINES: usize = 12;

pub(super) struct Card {
    pub(super) case_id: String,
    pub(super) marks: Marks,
    pub(super) when: String,
    pub(super) urgent: bool,
    pub(super) has_left: bool,
    pub(super) designated: bool,
    pub(super) departure: String,
    pub(super) station_clock: String,
    pub(super) flight: String,
    pub(super) action: &'static str,
    pub(super) action_code: &'static str,
    pub(super) short_action: &'static str,
    /// Empty for an unchanged case.
    pub(super) news: &'static str,
    pub(super) changes: Vec<String>,
    pub(super) person: String,
    /// Label and value, known ones only.
    pub(super) facts: Vec<(&'static str, String)>,
    pub(super) sentence: String,
    pub(super) findings: Vec<String>,
    pub(super) against: Vec<String>,
    /// Apart from what speaks against.
    pub(super) how_rare: Vec<String>,
    pub(super) clears: Vec<String>,
    pub(super) hits: Vec<HitView>,
    /// Beyond the drawn ones.
    pub(super) more_hits: usize,
    pub(super) sources: Vec<SourceView>,
    pub(super) earlier: Vec<String>,
    pub(super) companions: Vec<Party>,
    pub(super) more_companions: usize,
    pub(super) retention: String,
}

impl Card {
    pub(super) fn new(item: &Item, case: &Case, marks: Marks, scene: &Scene) -> Card {
        let row = item.row;
        let found = &case.recommendation;
        let hits: Vec<&Hit> = found.hits.iter().take(MOST_HITS).collect();
        let (companions, more_companions) = companions::of_case(row, scene);
        let source = |hit: &&Hit| SourceView::new(hit, &scene.run.lists, scene.run.as_of);
        Card {
            case_id: cut(&row.case_id),
            marks,
            when: departs(row.minutes_to_departure),
            urgent: is_urgent(row, scene.cut_off_minutes),
            has_left: has_left(row),
            designated: scene.is_designated(row),
            departure: moment(row.scheduled_departure),
            station_clock: station_clock(row),
            flight: flight(row),
            action: words::asked(row.action, row.hits, row.minutes_to_departure),
            action_code: row.action.as_str(),
            short_action: short_action(row),
            news: match row.status {
                Status::New => "NEW",
                Status::Changed => "CHANGED",
                Status::Unknown => "NOT COMPARED",
                Status::Unchanged | Status::Withdrawn => "",
            },
            changes: match (row.status, item.before) {
                (Status::Changed, Some(before)) => changes::of(before, row),
                _ => Vec::new(),
            },
            person: person(row),
            facts: facts(row, case),
            sentence: clipped(&row.explanation, SENTENCE_LETTERS),
            findings: findings(case),
            against: bounded(against::of_case(case)),
            how_rare: bounded(against::how_rare(case)),
            clears: bounded(what_clears(case)),
            hits: (1..)
                .zip(&hits)
                .map(|(rank, hit)| HitView::new(rank, hit))
                .collect(),
            more_hits: found.hits.len() - hits.len(),
            sources: hits.iter().map(source).collect(),
            earlier: scene.earlier.words(case),
            companions,
            more_companions,
            retention: row.retention_until.to_string(),
        }
    }
}

fn bounded(mut lines: Vec<String>) -> Vec<String> {
    let more = lines.len().saturating_sub(MOST_LINES);
    lines.truncate(MOST_LINES);
    lines
        .iter_mut()
        .for_each(|line| *line = clipped(line, SENTENCE_LETTERS));
    lines.extend((0 < more).then(|| format!("{more} more in evidence.parquet.")));
    lines
}

fn findings(case: &Case) -> Vec<String> {
    let found = case.recommendation.findings.iter();
    let sentences = found.map(|one| {
        let ground = one.fault.kind().ground();
        format!("{} ({ground})", sentence::fault(case, one))
    });
    bounded(sentences.collect())
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
        .filter_map(|(label, value)| Some((label, cut(&value?))));
    known.filter(|(_, value)| !value.is_empty()).collect()
}
