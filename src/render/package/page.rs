//! `package.html`: one file to read and to print, made of the record alone.
//!
//! `templates/package/` is the layout and escapes every value. No script, nothing from elsewhere.

use crate::error::{Error, Kind, Result};
use crate::inert::{clipped, shown};
use crate::render::briefing::assets;
use crate::schema::package::{PackageRecord, PersonRecord, PictureRecord, Sentence, SourceRecord};
use askama::Template;

const STYLE: &str = include_str!("../../../templates/package/style.css");

/// Letters of any one value.
const LETTERS: usize = 700;

#[derive(Template)]
#[template(path = "package/page.html")]
struct Page {
    csp: String,
    style: &'static str,
    id: String,
    handling: String,
    state: String,
    is_sealed: bool,
    run_id: String,
    as_of: String,
    author: String,
    network: Option<String>,
    until: String,
    people: Vec<Card>,
    sources: Vec<SourceRecord>,
    redress: String,
}

struct Card {
    case_id: String,
    called: String,
    role: String,
    until: String,
    sections: Vec<Section>,
    picture: Option<PictureRecord>,
}

struct Section {
    title: &'static str,
    /// What stands there when there is no sentence.
    empty: &'static str,
    sentences: Vec<Line>,
}

struct Line {
    text: String,
    marks: Vec<String>,
}

pub fn page(record: &PackageRecord) -> Result<String> {
    let until = record.until();
    let page = Page {
        csp: assets::style_policy(STYLE),
        style: STYLE,
        id: shown(&record.package_id),
        handling: shown(&record.handling),
        state: match (&record.sealed_by, &record.sealed_at) {
            (Some(officer), Some(at)) => {
                format!("Sealed by {} at {}", shown(officer), shown(at))
            }
            _ => "Draft: not sealed, and not to leave this desk".to_owned(),
        },
        is_sealed: record.is_sealed(),
        run_id: shown(&record.run_id),
        as_of: shown(&record.as_of),
        author: shown(&record.author),
        network: record.network_id.as_deref().map(shown),
        until: until.map_or_else(|| "no date is set".to_owned(), |day| day.to_string()),
        people: record.people.iter().map(card).collect(),
        sources: record.sources.iter().map(source).collect(),
        redress: shown(&record.redress),
    };
    page.render().map_err(|e| {
        Error::new(Kind::Bug, "cannot fill a package")
            .because(e)
            .hint("nothing was written; report this defect")
    })
}

fn card(person: &PersonRecord) -> Card {
    let section = |title, empty, sentences: &[Sentence]| Section {
        title,
        empty,
        sentences: sentences.iter().map(line).collect(),
    };
    let mut sections = vec![section("Who", "Nothing is known.", &person.who)];
    // Whom a list states is no case: nothing was compared.
    if person.case_id.is_some() {
        sections.extend([
            section(
                "Speaks for the match",
                "Nothing that was compared.",
                &person.speaks_for,
            ),
            section(
                "Speaks against it",
                "Nothing that was compared.",
                &person.speaks_against,
            ),
            section("Travel", "Nothing is known.", &person.travel),
            section("Documents", "Nothing is known.", &person.documents),
            section("Decisions so far", "None.", &person.decisions),
            section(
                "What would clear the person",
                "Nothing that a passport in hand shows.",
                &person.clears,
            ),
        ]);
    }
    sections.push(section("What is not known", "Nothing.", &person.not_known));
    let role = match (person.role, &person.role_reason) {
        (Some(role), Some(reason)) => format!("{} ({})", role.as_str(), shown(reason)),
        (Some(role), None) => role.as_str().to_owned(),
        (None, _) => "no role was given".to_owned(),
    };
    Card {
        case_id: shown(&person.person),
        called: clipped(&person.called, LETTERS),
        role: clipped(&role, LETTERS),
        until: person
            .until
            .map_or_else(|| "no date is set".to_owned(), |day| day.to_string()),
        sections,
        picture: person.picture.clone(),
    }
}

fn line(sentence: &Sentence) -> Line {
    Line {
        text: clipped(&sentence.text, LETTERS),
        marks: sentence.marks.iter().map(|mark| shown(mark)).collect(),
    }
}

fn source(source: &SourceRecord) -> SourceRecord {
    let SourceRecord {
        mark,
        kind,
        name,
        date,
        digest,
        reliability,
        handling,
    } = source;
    SourceRecord {
        mark: shown(mark),
        kind: shown(kind),
        name: clipped(name, LETTERS),
        date: date.as_deref().map(shown),
        digest: digest.as_deref().map(shown),
        reliability: clipped(reliability, LETTERS),
        handling: clipped(handling, LETTERS),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_style_neither_reaches_out_nor_ends_early() {
        for bad in ["http", "//", "url(", "@import", "</"] {
            assert!(!STYLE.contains(bad), "{bad}");
        }
    }
}
