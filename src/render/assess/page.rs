//! The page as a whole.

use super::phrases::{day, last_day, several};
use super::view::Section;
use super::{
    Assessed, cases, changes, doubts, economy, judgements, method, outcomes, places, release,
};
use crate::error::{Error, Kind, Result};
use crate::inert::{cut, shown};
use crate::render::briefing::assets::style_policy;
use crate::render::quality::moment;
use crate::schema::assessment::PublishedRow;
use crate::schema::warning::monday;
use askama::Template;

const STYLE: &str = include_str!("../../../templates/assessment/style.css");

#[derive(Template)]
#[template(path = "assessment/page.html", whitespace = "minimize")]
struct Page {
    style: &'static str,
    csp: String,
    title: String,
    lead: String,
    publish: bool,
    sections: Vec<Section>,
    made: String,
}

pub fn page(assessed: &Assessed) -> Result<String> {
    let page = Page {
        style: STYLE,
        csp: style_policy(STYLE),
        title: title(assessed),
        lead: lead(assessed),
        publish: assessed.publish,
        sections: sections(assessed),
        made: made(assessed),
    };
    page.render().map_err(|e| {
        Error::new(Kind::Bug, "cannot render the assessment")
            .because(e)
            .hint("report this defect; the figures are also in the tables")
    })
}

/// Every figure of the page, for the files beside it.
pub fn published_rows(assessed: &Assessed) -> Vec<PublishedRow> {
    release::cells(&sections(assessed))
}

fn sections(assessed: &Assessed) -> Vec<Section> {
    vec![
        judgements::section(assessed),
        changes::section(assessed),
        places::section(assessed),
        cases::networks(assessed),
        cases::schemes(assessed),
        outcomes::section(assessed),
        economy::section(assessed),
        doubts::explanations(assessed),
        doubts::gaps(assessed),
        method::section(assessed),
        doubts::sources(assessed),
    ]
}

fn title(assessed: &Assessed) -> String {
    let (from, end) = assessed.span;
    format!(
        "Assessment, {} to {}",
        day(monday(from)),
        day(last_day(end))
    )
}

fn lead(assessed: &Assessed) -> String {
    let weeks = &assessed.tables.weeks;
    let passengers: i64 = weeks.iter().map(|row| row.passengers).sum();
    let cases: i64 = weeks.iter().map(|row| row.cases).sum();
    let counted = match assessed.publish {
        true => String::new(),
        false => format!("; {}", several(cases, "case")),
    };
    format!(
        "By day of departure, UTC. {} screened in {} of {} weeks{counted}.",
        several(passengers, "passenger"),
        weeks.len(),
        (assessed.span.1 - assessed.span.0).max(0)
    )
}

/// What leaves the group tells nothing of the machine that it was made on.
fn made(assessed: &Assessed) -> String {
    let made_of = assessed.made_of;
    if assessed.publish {
        return format!(
            "As of {}, Preboard {}.",
            moment(made_of.as_of),
            env!("CARGO_PKG_VERSION")
        );
    }
    let name = |run: &Option<String>| run.as_deref().map_or("none".to_owned(), cut);
    let runs = match made_of.runs {
        0 => "no kept run: traffic alone".to_owned(),
        runs => format!(
            "{}, {} to {}",
            several(runs as i64, "kept run"),
            name(&made_of.first_run),
            name(&made_of.last_run)
        ),
    };
    format!(
        "As of {} from {runs}, settings {}, Preboard {}. The same runs and decisions give the same page. Made by: {}.",
        moment(made_of.as_of),
        cut(&made_of.settings_digest),
        env!("CARGO_PKG_VERSION"),
        shown(&made_of.command)
    )
}
