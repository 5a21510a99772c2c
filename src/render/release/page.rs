//! One flight's sheet as a page to print; `templates/carrier_sheet.html` is the layout and
//! escapes every value. No script, nothing from elsewhere.

use crate::domain::airports;
use crate::error::{Error, Kind, Result};
use crate::inert::shown;
use crate::render::release::{SheetCase, SheetContext};
use crate::routing::directory::{Desk, desk_of, dialled};
use crate::schema::release::State;
use crate::schema::rows::CarrierRow;
use crate::wording::latin;
use askama::Template;
use jiff::Timestamp;

#[derive(Template)]
#[template(path = "carrier_sheet.html")]
struct Page {
    flight: String,
    departure: String,
    run_id: String,
    /// When the latest decision on this sheet was taken.
    decided: String,
    contacts: Vec<ContactView>,
    /// Of the carrier, whom the officer hands this sheet to.
    desk: Option<DeskView>,
    people: Vec<Person>,
    withdrawn: Vec<Person>,
    redress_text: String,
}

struct ContactView {
    group: String,
    phone: String,
    /// What a telephone dials; empty where it is nothing to dial.
    dialled: String,
    /// What else is set, as `email …`; empty when nothing is.
    ways: String,
}

struct DeskView {
    phone: String,
    dialled: String,
    hours: String,
}

struct Person {
    name: String,
    birth_date: String,
    document: String,
    instruction: String,
    case_id: String,
}

/// `reported` and `rows` are the same cases in the same order, of one flight; at least one.
pub(super) fn page(
    reported: &[&SheetCase],
    rows: &[CarrierRow],
    context: &SheetContext,
) -> Result<String> {
    let first = &rows[0];
    let of_state = |state: State| {
        let rows = rows.iter().filter(move |row| row.state == state.as_str());
        rows.map(Person::new).collect::<Vec<_>>()
    };
    let decided = reported.iter().filter_map(|one| one.decided_at).max();
    let page = Page {
        flight: shown(&format!(
            "{} {} {} to {}",
            first.carrier, first.flight_number, first.departure_airport, first.arrival_airport
        )),
        departure: departure(first.scheduled_departure, &first.departure_airport),
        run_id: shown(context.run_id),
        decided: decided.map_or_else(|| "not known".to_owned(), moment),
        contacts: contacts(rows),
        desk: desk(first, context.directory),
        people: of_state(State::Released),
        withdrawn: of_state(State::Withdrawn),
        redress_text: shown(context.redress_text),
    };
    page.render().map_err(|e| {
        Error::new(Kind::Bug, "cannot fill a carrier sheet")
            .because(e)
            .hint("nothing was released; report this defect")
    })
}

/// The station's own clock first: that is the one on its wall.
fn departure(at: Timestamp, airport: &str) -> String {
    match airports::zone(airport) {
        Some(zone) => {
            let local = at.to_zoned(zone.clone());
            let local = local.strftime("%d %b %Y %H:%M");
            format!("{local} local time ({})", moment(at))
        }
        None => moment(at),
    }
}

fn moment(at: Timestamp) -> String {
    at.strftime("%d %b %Y %H:%M UTC").to_string()
}

fn contacts(rows: &[CarrierRow]) -> Vec<ContactView> {
    let mut views: Vec<ContactView> = Vec::new();
    for row in rows {
        let group = shown(&row.group.replace('_', " "));
        if views.iter().any(|view| view.group == group) {
            continue;
        }
        let ways = [("email", &row.contact_email), ("hours", &row.contact_hours)];
        let ways = ways
            .iter()
            .filter_map(|(label, way)| Some(format!("{label} {}", shown(way.as_ref()?))));
        views.push(ContactView {
            phone: row.contact_phone.as_deref().map(shown).unwrap_or_default(),
            dialled: row
                .contact_phone
                .as_deref()
                .and_then(dialled)
                .unwrap_or_default(),
            ways: ways.collect::<Vec<_>>().join(", "),
            group,
        });
    }
    views
}

/// A name of another script as it is read out, then as it was sent.
fn as_read(name: &str) -> String {
    match latin::reading(name) {
        Some(reading) => format!("{} ({})", shown(&reading), shown(name)),
        None => shown(name),
    }
}

fn desk(row: &CarrierRow, directory: &[Desk]) -> Option<DeskView> {
    let desk = desk_of(directory, &row.carrier, &row.departure_airport)?;
    Some(DeskView {
        phone: shown(&desk.phone),
        dialled: dialled(&desk.phone)?,
        hours: shown(&desk.hours),
    })
}

impl Person {
    fn new(row: &CarrierRow) -> Person {
        let given = row.given_names.as_deref().unwrap_or("");
        let name = format!("{}, {given}", row.surname);
        let part = |text: &Option<String>| text.as_deref().map(shown).unwrap_or_default();
        let kind = match row.document_type.as_deref() {
            Some("P") => "Passport",
            Some("V") => "Visa",
            Some("I") => "Identity card",
            Some(_) | None => "Document",
        };
        let issuer = part(&row.document_issuer);
        let document = match part(&row.document_number) {
            number if number.is_empty() => "none sent".to_owned(),
            number if issuer.is_empty() => format!("{kind} {number}"),
            number => format!("{kind} {number} of {issuer}"),
        };
        Person {
            name: as_read(name.trim_end_matches(", ")),
            birth_date: row
                .birth_date
                .as_deref()
                .map_or_else(|| "not sent".to_owned(), shown),
            document,
            instruction: row.instruction.clone(),
            case_id: shown(&row.case_id),
        }
    }
}
