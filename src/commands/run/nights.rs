//! Nights before: which of their cases tonight's may be linked to, and what is kept of tonight's
//! for later ones. Keyed digests of cases alone, beside the decisions.

use crate::analysis::journeys::Journeys;
use crate::analysis::journeys::counted::Counted;
use crate::analysis::network::members::Earlier;
use crate::analysis::network::together::{Cell, Departure};
use crate::commands::redress::Redress;
use crate::commands::runs::Runs;
use crate::commands::ui::Ui;
use crate::ledger::ties::{self, Kept, TieRow};
use crate::night::links::Nights;
use crate::night::together;
use crate::output::traffic;
use crate::recommend::case::Case;
use crate::redress::Salt;
use crate::schema::networks::{EarlierCase, NetworkRow};
use crate::schema::record::RunRecord;
use crate::settings::Settings;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Advance passenger information that serves border checks alone may not be kept to find who
/// belongs to whom: (EU) 2025/12 has no such purpose, (EU) 2025/13 has.
const APART: &str = "two_days";

/// What nights before left, and the salt that hides it.
pub(super) struct Before {
    salt: Salt,
    rows: Vec<TieRow>,
    unnamed: Vec<PathBuf>,
}

/// None where cases of several nights are not linked: by the preset, or as no officer has decided
/// anything yet.
pub(super) fn load(settings: &Settings, runs: &Runs, redress: &Redress, ui: &Ui) -> Option<Before> {
    if settings.retention.policy.preset == APART {
        return None;
    }
    let salt = redress.salting.salt.clone()?;
    let stands = |run_id: &str| {
        let mut runs = runs.read.iter().map(|run| &run.record);
        runs.any(|run| run.run_id == run_id && run.masked_at.is_none())
    };
    match ties::load(&settings.output.folder, stands) {
        Ok(Kept { mut rows, unnamed }) => {
            for path in &unnamed {
                ui.warn(&format!(
                    "{} links no case of tonight: the journal does not name it, as the program was stopped while it wrote it, or somebody put it there; it is taken away once this run is published",
                    path.display()
                ));
            }
            rows.retain(|row| row.as_of <= settings.as_of);
            Some(Before {
                salt,
                rows,
                unnamed,
            })
        }
        Err(error) => {
            ui.warn(&format!("no case is linked to nights before: {error}"));
            None
        }
    }
}

impl Before {
    /// What nobody believes goes, once tonight is published: it would be told every night.
    pub(super) fn tidy(&self, ui: &Ui) {
        for path in &self.unnamed {
            if let Err(error) = ties::remove(path) {
                ui.warn(&format!("{} stays: {error}", path.display()));
            }
        }
    }

    pub(super) fn nights(&self) -> Nights<'_> {
        let link = |row: &TieRow| Earlier {
            person: row.person.clone(),
            booking: row.booking.clone(),
            values: row.values.clone(),
        };
        let case = |row: &TieRow| EarlierCase {
            case_id: row.case_id.clone(),
            as_of: row.as_of,
            network_id: row.network_id.clone(),
            category: row.category.clone(),
            severity: row.severity,
            journey: row.journey.clone(),
            departure: row.scheduled_departure,
            begun: begun(row),
        };
        Nights {
            salt: &self.salt,
            links: self.rows.iter().map(link).collect(),
            cases: self.rows.iter().map(case).collect(),
        }
    }
}

/// Where its journey began, if it was with this leg.
fn begun(row: &TieRow) -> Option<Departure> {
    let route = format!("{}-{}", row.departure_airport, row.arrival_airport);
    let begins = row.journey.starts_with(&route);
    begins.then(|| Departure {
        day: row.scheduled_departure.to_zoned(TimeZone::UTC).date(),
        flight: format!("{} {}", row.carrier, row.flight_number),
        route,
    })
}

/// How many departures there were of routes in weeks: of tonight, and of nights before by what was
/// screened on them. Where that cannot be read none are known but
/// tonight's, and no journeys together are told.
pub(super) fn offered(
    out: &Path,
    tonight: &Counted,
    cells: &BTreeSet<Cell>,
    ui: &Ui,
) -> BTreeMap<Cell, u64> {
    let own = tonight
        .iter()
        .map(|(flight, ..)| together::departure(flight));
    let mut all: BTreeSet<Departure> = own.filter(|one| cells.contains(&one.cell())).collect();
    let before = traffic::load(out).unwrap_or_else(|error| {
        ui.warn(&format!("no journeys together are looked for: {error}"));
        Vec::new()
    });
    for row in before.into_iter().flatten() {
        let one = Departure {
            route: format!("{}-{}", row.departure_airport, row.arrival_airport),
            day: row.departure_day,
            flight: format!("{} {}", row.carrier, row.flight_number),
        };
        if cells.contains(&one.cell()) {
            all.insert(one);
        }
    }
    let mut offered: BTreeMap<Cell, u64> = BTreeMap::new();
    for departure in &all {
        *offered.entry(departure.cell()).or_default() += 1;
    }
    offered
}

/// Tonight's cases as they were published.
pub(super) struct Tonight<'a> {
    pub(super) cases: &'a [Case],
    pub(super) kept: Vec<Earlier>,
    pub(super) networks: Vec<NetworkRow>,
    pub(super) journeys: &'a Journeys,
}

/// The run is published: what cannot be kept is said, and links nothing later.
pub(super) fn keep(out: &Path, tonight: Tonight, record: &RunRecord, now: Timestamp, ui: &Ui) {
    if tonight.kept.is_empty() {
        return;
    }
    let rows = rows(tonight, record);
    if let Err(error) = ties::write(out, record, &rows, now) {
        ui.warn(&format!(
            "later nights will not be linked to this one: {error}"
        ));
    }
}

fn rows(tonight: Tonight, record: &RunRecord) -> Vec<TieRow> {
    let networks = tonight.networks.iter();
    let networks = networks.flat_map(|network| {
        let ids = network.case_ids.iter();
        ids.map(|id| (id.as_str(), network.network_id.as_str()))
    });
    let networks: BTreeMap<&str, &str> = networks.collect();
    let cases = tonight.cases.iter().zip(tonight.kept);
    let rows = cases.map(|(case, kept)| {
        let (passenger, found) = (&case.passenger, &case.recommendation);
        let flight = &passenger.flight;
        let way = tonight.journeys.of_row(passenger.row());
        TieRow {
            run_id: record.run_id.clone(),
            case_id: found.case_id.clone(),
            as_of: record.as_of.parse().unwrap_or_default(),
            person: kept.person,
            booking: kept.booking,
            values: kept.values,
            network_id: networks
                .get(found.case_id.as_str())
                .map(|id| (*id).to_owned()),
            category: found.category.clone(),
            // A priority is the rank of the action and, below a hundred, how grave it is.
            severity: found.priority.rem_euclid(100),
            journey: tonight.journeys.text(flight, way),
            carrier: flight.carrier.clone(),
            flight_number: flight.number.clone(),
            departure_airport: flight.departure_airport.clone(),
            arrival_airport: flight.arrival_airport.clone(),
            scheduled_departure: flight.scheduled_departure,
        }
    });
    let mut rows: Vec<TieRow> = rows.collect();
    rows.sort_by(|one, other| one.case_id.cmp(&other.case_id));
    rows
}
