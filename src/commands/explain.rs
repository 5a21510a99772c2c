//! `preboard explain`: why this one? A case of a run, or one person ad hoc.

use crate::cli::{self, Person, PrintFormat};
use crate::commands::runs;
use crate::commands::stdout::{self, Answer};
use crate::commands::ui::Ui;
use crate::commands::{Outcome, Surroundings, load};
use crate::domain::codes::{DocumentType, Sex};
use crate::domain::date::PartialDate;
use crate::domain::document::Document;
use crate::domain::passenger::Passenger;
use crate::domain::states;
use crate::error::{Error, Kind, Result};
use crate::exec::Exec;
use crate::recommend::Hit;
use crate::render::{explain, json};
use crate::schema::rows;
use crate::schema::rows::CaseRow;
use crate::settings::Settings;
use jiff::tz::TimeZone;
use std::path::PathBuf;

/// Hits shown for one person, below the review line too.
const HITS_SHOWN: usize = 5;

pub fn run(args: &cli::Explain, surroundings: &Surroundings, ui: &Ui) -> Result<Outcome> {
    let settings = Settings::resolve(&args.inputs, surroundings.now)?;
    let format = args.format.unwrap_or(PrintFormat::Text);
    let answer = match &args.case_id {
        Some(id) => explain_case(id, args.run.clone(), &settings, format, ui)?,
        None => explain_person(&args.person, &settings, format, ui)?,
    };
    stdout::answer(&answer)?;
    Ok(Outcome::Done)
}

fn explain_case(
    id: &str,
    folder: Option<PathBuf>,
    settings: &Settings,
    format: PrintFormat,
    ui: &Ui,
) -> Result<Answer> {
    let folder = match folder {
        Some(folder) => {
            runs::require_run(&folder)?;
            folder
        }
        None => runs::newest(&settings.output.folder, ui)?,
    };
    let cases: Vec<CaseRow> = rows::read_cases(&folder.join("recommendations.parquet"))?;
    let case = runs::case_named(id, &cases, &folder)?;
    let evidence = explain::read_evidence(&folder.join("evidence.parquet"), &case.case_id)?;
    Ok(match format {
        PrintFormat::Text => Answer::Text(explain::render_case(case, &evidence)),
        PrintFormat::Json => Answer::Json(json::case(case, &evidence)),
    })
}

fn explain_person(
    person: &Person,
    settings: &Settings,
    format: PrintFormat,
    ui: &Ui,
) -> Result<Answer> {
    let passenger = passenger(person, settings)?;
    let loaded = load::screener(settings, &Exec::new(settings.threads)?, ui)?;
    loaded.say_doubts(settings, ui);
    let hits = loaded.screener.rank(&passenger, HITS_SHOWN);
    let review = |hit: &Hit| settings.policy.lines_of(&hit.list).review;
    Ok(match format {
        PrintFormat::Text => Answer::Text(explain::render_hits(&hits, review)),
        PrintFormat::Json => Answer::Json(json::hits(&hits, review)),
    })
}

/// A value that was typed and cannot be read is refused: here a person can mend it.
fn passenger(person: &Person, settings: &Settings) -> Result<Passenger> {
    let Person {
        surname,
        given_names,
        birth_date,
        sex,
        nationality,
        document,
        document_issuer,
    } = person;
    let today = settings.as_of.to_zoned(TimeZone::UTC).date();
    let issuer = typed("--document-issuer", document_issuer, states::stated)?;
    let documents = document.iter().map(|number| Document {
        kind: Some(DocumentType::Passport),
        number: number.clone(),
        issuer,
        expiry: None,
        mrz: None,
    });
    let name = |part: &Option<String>| part.clone().unwrap_or_default();
    Ok(Passenger {
        birth_date: typed("--birth-date", birth_date, |text| {
            PartialDate::parse_birth(text, today)
        })?,
        sex: typed("--sex", sex, Sex::parse)?,
        nationality: typed("--nationality", nationality, states::stated)?,
        documents: documents.collect(),
        ..Passenger::of_name(name(surname), name(given_names), settings.as_of)
    })
}

fn typed<T>(
    option: &str,
    text: &Option<String>,
    parse: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>> {
    let Some(text) = text else { return Ok(None) };
    parse(text).map(Some).ok_or_else(|| {
        Error::new(Kind::Usage, format!("{option} cannot be read")).hint(
            "births are 1970, 1970-03, 1970-03-05 or 700305, from 1890 on; countries have three letters; sex is M, F or X",
        )
    })
}
