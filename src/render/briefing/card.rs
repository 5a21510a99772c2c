//! One case of the page: three lines and its action, and what unfolds under them.

use super::Item;
use super::changes;
use super::companions::{self, Party};
use super::marks::Marks;
use super::phrases::{Person, asked, day, departure, flight, has_left, is_protected, sign};
use super::picture::{self, Picture};
use super::scene::Scene;
use super::sources::SourceView;
use super::state;
use super::waterfall::HitView;
use crate::inert::clipped;
use crate::inert::cut;
use crate::recommend::Hit;
use crate::recommend::case::Case;
use crate::schema::rows::CaseRow;
use crate::schema::status::Status;
use crate::wording::clears::what_clears;
use crate::wording::text::odds;
use crate::wording::{against, brief, sentence, words};

/// Hits drawn on a card: the best decides, the others are in `evidence.parquet`.
const MOST_HITS: usize = 3;

/// Letters of the one sentence, which may quote several values.
const SENTENCE_LETTERS: usize = 900;

/// Sentences of one section.
const MOST_LINES: usize = 12;

pub(super) struct Card {
    pub(super) case_id: String,
    /// As it is typed after `--case`.
    pub(super) short_id: String,
    pub(super) marks: Marks,
    /// An entry of a list made the case: no one may be denied as another person.
    pub(super) of_entry: bool,
    /// The strongest evidence, to sort by.
    pub(super) bits: String,
    pub(super) flight: String,
    pub(super) departs: String,
    pub(super) has_left: bool,
    pub(super) person: Person,
    /// `6 May 1971, M`.
    pub(super) about: String,
    pub(super) document: Option<Document>,
    /// What is not usual about it.
    pub(super) tags: Vec<&'static str>,
    pub(super) protected: bool,
    pub(super) sign: &'static str,
    pub(super) action: String,
    pub(super) action_code: &'static str,
    pub(super) why: String,
    pub(super) against: String,
    pub(super) clears: String,
    /// What there is to unfold.
    pub(super) summary: String,
    pub(super) asked: &'static str,
    pub(super) sentence: String,
    pub(super) changes: Vec<String>,
    pub(super) findings: Vec<String>,
    pub(super) all_against: Vec<String>,
    pub(super) all_clears: Vec<String>,
    pub(super) hits: Vec<HitView>,
    /// Beyond the drawn ones.
    pub(super) more_hits: usize,
    pub(super) sources: Vec<SourceView>,
    pub(super) earlier: Vec<String>,
    pub(super) companions: Vec<Party>,
    pub(super) more_companions: usize,
    pub(super) picture: Option<Picture>,
    /// Label and value, known ones only.
    pub(super) facts: Vec<(&'static str, String)>,
}

/// The number apart: it is read out aloud.
pub(super) struct Document {
    pub(super) kind: &'static str,
    pub(super) number: String,
    pub(super) issuer: String,
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
            short_id: cut(scene.short_id(row)),
            marks,
            of_entry: !found.hits.is_empty(),
            bits: row
                .score_bits
                .map_or_else(String::new, |bits| format!("{bits:.2}")),
            flight: flight(row),
            departs: departure(row, scene.run.as_of),
            has_left: has_left(row),
            person: Person::of(row),
            about: about(row),
            document: document(row),
            tags: tags(item, case, scene),
            protected: is_protected(row),
            sign: sign(row.action),
            action: asked(row),
            action_code: row.action.as_str(),
            why: clipped(&brief::why(case), SENTENCE_LETTERS),
            against: clipped(&brief::speaks_against(case), SENTENCE_LETTERS),
            clears: clipped(&brief::clears_it(case), SENTENCE_LETTERS),
            summary: summary(row, case, scene),
            asked: words::asked(row.action, row.hits, row.minutes_to_departure),
            sentence: clipped(&row.explanation, SENTENCE_LETTERS),
            changes: match (row.status, item.before) {
                (Status::Changed, Some(before)) => changes::of(before, row, scene.run.as_of),
                _ => Vec::new(),
            },
            findings: findings(case),
            all_against: bounded(against::of_case(case)),
            all_clears: bounded(what_clears(case)),
            hits: (1..)
                .zip(&hits)
                .map(|(rank, hit)| HitView::new(rank, hit))
                .collect(),
            more_hits: found.hits.len() - hits.len(),
            sources: hits.iter().map(source).collect(),
            earlier: scene.earlier.words(case),
            companions,
            more_companions,
            picture: picture::of_case(row, scene.links, &scene.with_card),
            facts: facts(row, case),
        }
    }
}

/// `Evidence +9.2 bits, about 590 to 1. Of 41 cases like it, 38 were the same person.`
fn summary(row: &CaseRow, case: &Case, scene: &Scene) -> String {
    let Some(best) = case.recommendation.hits.first() else {
        return "What was found, travel, earlier decisions".to_owned();
    };
    let bits = best.total.bits();
    let like = scene.earlier.likeness(row).unwrap_or_default();
    format!("Evidence {bits:+.1} bits, {}. {like}", odds(bits))
}

/// `6 May 1971, M`, known ones only.
fn about(row: &CaseRow) -> String {
    let born = row.birth_date.as_deref().map(day);
    let sex = row.sex.as_deref().map(cut);
    let known: Vec<String> = [born, sex].into_iter().flatten().collect();
    known.join(", ")
}

fn document(row: &CaseRow) -> Option<Document> {
    let number = row.document_number.as_deref()?;
    Some(Document {
        kind: match row.document_type.as_deref() {
            Some("P") => "passport",
            Some("V") => "visa",
            Some("I") => "identity card",
            Some(_) | None => "document",
        },
        number: cut(number),
        issuer: row.document_issuer.as_deref().map(cut).unwrap_or_default(),
    })
}

fn tags(item: &Item, case: &Case, scene: &Scene) -> Vec<&'static str> {
    let news = match item.row.status {
        Status::New if scene.all_new => "",
        Status::New => "new",
        Status::Changed => "changed",
        Status::Unknown => "not compared",
        Status::Unchanged | Status::Withdrawn => "",
    };
    let state = state::tag(scene.state(item));
    let tags = [news, state].into_iter().chain(brief::limits(case));
    tags.filter(|tag| !tag.is_empty()).collect()
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
    let rare = against::how_rare(case);
    let facts = [
        ("Nationality", row.nationality.clone()),
        ("Booking", row.booking_ref.clone()),
        (
            "Document expires",
            row.document_expiry.map(|day| day.to_string()),
        ),
        ("Category", row.category.as_deref().map(words::plain)),
        ("Referred to", case.recommendation.office.clone()),
        (
            "Manifest row",
            Some(format!("{}:{}", row.manifest_file, row.manifest_row)),
        ),
        ("Delete by", Some(row.retention_until.to_string())),
    ];
    let known = facts
        .into_iter()
        .filter_map(|(label, value)| Some((label, cut(&value?))));
    let known = known.filter(|(_, value)| !value.is_empty());
    let rare = (!rare.is_empty()).then(|| ("How rare", clipped(&rare.join(" "), SENTENCE_LETTERS)));
    known.chain(rare).collect()
}
