//! `preboard explain`: why this one? A case of a run, or one person ad hoc.

use crate::cli::{self, ExplainFormat, Person};
use crate::commands::run::newest_run;
use crate::commands::ui::Ui;
use crate::commands::{Outcome, Surroundings, load, print};
use crate::domain::codes::{Country, DocumentType, Sex};
use crate::domain::date::PartialDate;
use crate::domain::document::Document;
use crate::domain::ids::RowRef;
use crate::domain::passenger::{Flight, Passenger, PersonType};
use crate::error::{Error, Kind, Result};
use crate::output::parquet;
use crate::output::tables::{CaseRow, EvidenceRow};
use crate::output::text::shown;
use crate::recommend::Hit;
use crate::settings::Settings;
use serde_json::json;
use std::path::PathBuf;

/// Hits shown for one person, below the review line too.
const HITS_SHOWN: usize = 5;

pub fn run(args: &cli::Explain, around: &Surroundings, ui: &Ui) -> Result<Outcome> {
    let settings = Settings::resolve(&args.inputs, around.now)?;
    let format = args.format.unwrap_or(ExplainFormat::Text);
    let text = match &args.case_id {
        Some(id) => explain_case(id, args.run.clone(), &settings, format)?,
        None => explain_person(&args.person, &settings, format, ui)?,
    };
    print(text.as_bytes());
    Ok(Outcome::Done)
}

fn explain_case(
    id: &str,
    folder: Option<PathBuf>,
    settings: &Settings,
    format: ExplainFormat,
) -> Result<String> {
    let folder = match folder {
        Some(folder) => folder,
        None => newest(settings)?,
    };
    let cases: Vec<CaseRow> = parquet::read_cases(&folder.join("recommendations.parquet"))?;
    let Some(case) = cases.into_iter().find(|case| case.case_id == id) else {
        return Err(Error::new(
            Kind::NoInput,
            format!("{} holds no case {id}", folder.display()),
        )
        .hint("name another run with --run; case ids are in recommendations.csv"));
    };
    let evidence: Vec<EvidenceRow> = parquet::decode(&folder.join("evidence.parquet"))?;
    let evidence: Vec<EvidenceRow> = evidence
        .into_iter()
        .filter(|line| line.case_id == id)
        .collect();
    Ok(match format {
        ExplainFormat::Text => case_text(&case, &evidence),
        ExplainFormat::Json => pretty(&case_json(&case, &evidence)),
    })
}

fn newest(settings: &Settings) -> Result<PathBuf> {
    let newest = newest_run(&settings.output.folder)?;
    newest.map(|(folder, _)| folder).ok_or_else(|| {
        let folder = settings.output.folder.display();
        Error::new(Kind::NoInput, format!("{folder} holds no run"))
            .hint("start `preboard run` first")
    })
}

fn case_text(case: &CaseRow, evidence: &[EvidenceRow]) -> String {
    let given = case.given_names.as_deref().unwrap_or("");
    let mut text = format!(
        "{} {}\n{}, {}  {}{} {} to {}\n{}\n\n",
        case.case_id,
        case.action.as_str(),
        shown(&case.surname),
        shown(given),
        case.carrier,
        case.flight_number,
        case.departure_airport,
        case.arrival_airport,
        shown(&case.explanation),
    );
    for line in evidence {
        let value = |value: &Option<String>| shown(value.as_deref().unwrap_or(""));
        let (own, listed) = (value(&line.passenger_value), value(&line.entry_value));
        text += &waterfall(
            line.hit_rank,
            &line.kind,
            &line.level,
            &own,
            &listed,
            line.points,
        );
    }
    if let (Some(bits), Some(probability)) = (case.score_bits, case.probability) {
        text += &format!(
            "total of the best hit {bits:+.2} bits, {:.1} %\n",
            probability * 100.0
        );
    }
    text
}

fn case_json(case: &CaseRow, evidence: &[EvidenceRow]) -> serde_json::Value {
    let line = |line: &EvidenceRow| {
        json!({
            "hit_rank": line.hit_rank, "list": line.list, "entry_id": line.entry_id,
            "kind": line.kind, "level": line.level, "passenger_value": line.passenger_value,
            "entry_value": line.entry_value, "points": line.points, "note": line.note,
        })
    };
    json!({
        "case_id": case.case_id, "action": case.action.as_str(),
        "reason_codes": case.reason_codes, "list": case.list, "entry_id": case.entry_id,
        "score_bits": case.score_bits, "probability": case.probability,
        "explanation": case.explanation,
        "evidence": evidence.iter().map(line).collect::<Vec<_>>(),
    })
}

fn explain_person(
    person: &Person,
    settings: &Settings,
    format: ExplainFormat,
    ui: &Ui,
) -> Result<String> {
    let passenger = passenger(person, settings)?;
    let loaded = load::screener(settings, ui)?;
    let hits = loaded.screener.rank(&passenger, HITS_SHOWN);
    Ok(match format {
        ExplainFormat::Text => hits
            .iter()
            .enumerate()
            .map(|(n, hit)| hit_text(n + 1, hit))
            .collect(),
        ExplainFormat::Json => {
            pretty(&json!({ "hits": hits.iter().map(hit_json).collect::<Vec<_>>() }))
        }
    })
}

fn hit_text(rank: usize, hit: &Hit) -> String {
    let mut text = format!(
        "{rank}. {} {} {} [{}]\n",
        hit.list,
        hit.entry_id,
        shown(&hit.entry_name),
        hit.category
    );
    for line in &hit.evidence {
        let (own, listed) = (shown(&line.passenger_value), shown(&line.entry_value));
        text += &waterfall(
            rank as i32,
            line.kind,
            line.level,
            &own,
            &listed,
            line.points.bits(),
        );
    }
    let (bits, share) = (hit.total.bits(), hit.total.probability() * 100.0);
    text + &format!("   total {bits:+.2} bits, {share:.1} %\n\n")
}

fn hit_json(hit: &Hit) -> serde_json::Value {
    let lines = hit.evidence.iter().map(|line| {
        json!({
            "kind": line.kind, "level": line.level, "passenger_value": line.passenger_value,
            "entry_value": line.entry_value, "points": line.points.bits(),
        })
    });
    json!({
        "list": hit.list, "entry_id": hit.entry_id, "entry_name": hit.entry_name,
        "category": hit.category, "score_bits": hit.total.bits(),
        "probability": hit.total.probability(), "evidence": lines.collect::<Vec<_>>(),
    })
}

fn waterfall(rank: i32, kind: &str, level: &str, own: &str, listed: &str, bits: f64) -> String {
    format!("   {rank} {kind:<12} {level:<18} {bits:>+8.2}  {own:<22} {listed}\n")
}

fn pretty(value: &serde_json::Value) -> String {
    format!("{value:#}\n")
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
    let issuer = typed("--document-issuer", document_issuer, Country::parse)?;
    let documents = document.iter().map(|number| Document {
        kind: Some(DocumentType::Passport),
        number: number.clone(),
        issuer,
        expiry: None,
        mrz: None,
    });
    Ok(Passenger {
        rows: vec![RowRef { file: 0, row: 1 }],
        flight: Flight {
            carrier: String::new(),
            number: String::new(),
            departure_airport: String::new(),
            arrival_airport: String::new(),
            scheduled_departure: settings.as_of,
            scheduled_arrival: None,
        },
        passenger_ref: None,
        booking_ref: None,
        person_type: PersonType::Passenger,
        surname: surname.clone().unwrap_or_default(),
        given_names: given_names.clone().unwrap_or_default(),
        birth_date: typed("--birth-date", birth_date, PartialDate::parse_iso)?,
        sex: typed("--sex", sex, Sex::parse)?,
        nationality: typed("--nationality", nationality, Country::parse)?,
        residence: None,
        birth_country: None,
        birth_place: None,
        documents: documents.collect(),
        redress_number: None,
        known_traveller_number: None,
    })
}

fn typed<T>(
    option: &str,
    text: &Option<String>,
    parse: fn(&str) -> Option<T>,
) -> Result<Option<T>> {
    let Some(text) = text else { return Ok(None) };
    parse(text).map(Some).ok_or_else(|| {
        Error::new(Kind::Usage, format!("{option} {text:?} cannot be read")).hint(
            "dates are 1970, 1970-03 or 1970-03-05; countries have three letters; sex is M, F or X",
        )
    })
}
