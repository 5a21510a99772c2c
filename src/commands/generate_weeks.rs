//! `preboard generate --weeks`: years of traffic and case counts alone, as `run` leaves them in
//! `OUT/traffic`, and the truth about them.

use crate::cli;
use crate::commands::ui::Ui;
use crate::commands::{Outcome, Surroundings};
use crate::error::{Error, Kind, Result};
use crate::files;
use crate::generate::weeks::{self, CATEGORY, LIST_AT, Plan, Row, SUBJECTS, Truth, World};
use crate::journal::write;
use crate::output::traffic;
use crate::recommend::Action;
use crate::schema::traffic::TrafficRow;
use crate::schema::warning::{EventRow, monday, week_of};
use crate::tables::parquet;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use std::collections::BTreeMap;
use std::path::Path;

/// Passengers of a night where no number is given.
const PASSENGERS: usize = 250_000;

pub fn run(
    args: &cli::Generate,
    weeks: usize,
    surroundings: &Surroundings,
    ui: &Ui,
) -> Result<Outcome> {
    let plan = plan(args, weeks)?;
    refuse_other_files(&args.out)?;
    let now = args.moment.as_of.unwrap_or(surroundings.now);
    let first = week_of(now.to_zoned(TimeZone::UTC).date()) - i32::try_from(weeks).unwrap_or(0);
    let world = weeks::world(&plan);
    for (number, rows) in world.weeks().enumerate() {
        let week = monday(first + i32::try_from(number).unwrap_or(0));
        write_week(&args.out, week, number, rows)?;
    }
    // The journal begins with what stands there, and readers ask it.
    write::ensure(&args.out, now)?;
    ui.step("weeks written", weeks as u64);
    let events = events(&world, first);
    parquet::write(&args.out.join("truth.parquet"), &events, &[])?;
    let changed = monday(first + LIST_AT as i32);
    let out = args.out.display();
    ui.say(&match LIST_AT < weeks {
        true => format!(
            "{out}: {weeks} weeks of traffic; next: `preboard assess --runs {out} --changed {changed}={CATEGORY}`"
        ),
        false => format!("{out}: {weeks} weeks of traffic; next: `preboard assess --runs {out}`"),
    });
    Ok(Outcome::Done)
}

fn plan(args: &cli::Generate, weeks: usize) -> Result<Plan> {
    let dispersion = args.dispersion.unwrap_or(1.0);
    let season = args.season.unwrap_or(0.0);
    let wrong = |what: String, hint: &str| Err(Error::new(Kind::Usage, what).hint(hint));
    if !(1.0..=10.0).contains(&dispersion) {
        return wrong(
            format!("--dispersion {dispersion} is none"),
            "give a number from 1 to 10",
        );
    }
    if !(0.0..=0.9).contains(&season) {
        return wrong(
            format!("--season {season} is no share"),
            "give a number from 0 to 0.9",
        );
    }
    if !(1..=2_000).contains(&weeks) {
        return wrong(
            format!("--weeks {weeks} is too few or too many"),
            "give 1 to 2000",
        );
    }
    Ok(Plan {
        weeks,
        seed: args.seed.unwrap_or(1),
        passengers_a_week: args.passengers.unwrap_or(PASSENGERS) as f64 * 7.0,
        dispersion,
        season,
        planted: !args.calm,
        list: true,
    })
}

fn refuse_other_files(out: &Path) -> Result<()> {
    let folder = out.join(traffic::FOLDER);
    if files::is_there(&folder)? {
        let what = format!("{} already exists", folder.display());
        let hint = "choose another --out, or remove it";
        return Err(Error::new(Kind::CannotCreate, what).hint(hint));
    }
    Ok(())
}

/// One week as the copy of one run.
fn write_week(out: &Path, monday: Date, number: usize, rows: Vec<Row>) -> Result<()> {
    let run = format!("week-{:04}", number + 1);
    let rows = traffic_rows(&run, monday, rows)?;
    let path = out.join(traffic::FOLDER).join(format!("{run}.parquet"));
    parquet::write(&path, &rows, &[]).map(|_| ())
}

fn traffic_rows(run: &str, monday: Date, rows: Vec<Row>) -> Result<Vec<TrafficRow>> {
    let as_of = midnight(monday)?;
    let mut numbers: BTreeMap<(String, String), usize> = BTreeMap::new();
    let made = rows.into_iter().map(|row| {
        let next = numbers.len() + 1;
        let route = (row.from.clone(), row.to.clone());
        let number = *numbers.entry(route).or_insert(next);
        let (category, reason) = match row.subject {
            Some(subject) => (SUBJECTS[subject].0, Some(SUBJECTS[subject].1)),
            None => (None, None),
        };
        let cases = i64::try_from(row.cases).unwrap_or(i64::MAX);
        TrafficRow {
            run_id: run.to_owned(),
            as_of,
            // Each route has its day of the week.
            departure_day: monday.saturating_add((number as i64 % 7).days()),
            departure_hour: None,
            carrier: "XX".to_owned(),
            flight_number: number.to_string(),
            departure_airport: row.from,
            arrival_airport: row.to,
            journey: row.journey,
            action: reason.map(action),
            category: category.map(str::to_owned),
            reason_class: reason.map(str::to_owned),
            passengers: i64::try_from(row.passengers).unwrap_or(i64::MAX),
            cases,
            new_cases: Some(cases),
        }
    });
    Ok(made.collect())
}

fn midnight(day: Date) -> Result<Timestamp> {
    let zoned = day.to_zoned(TimeZone::UTC);
    let out_of_time = |_| Error::new(Kind::Usage, format!("{day} is beyond all time"));
    Ok(zoned.map_err(out_of_time)?.timestamp())
}

fn action(reason: &str) -> Action {
    match reason {
        "listed_person" => Action::RecommendDenial,
        "possible_match" => Action::ContactGroup,
        _ => Action::VerifyDocument,
    }
}

fn events(world: &World, first: i32) -> Vec<EventRow> {
    let told = world.truth().into_iter().map(|truth: Truth| EventRow {
        kind: truth.kind.to_owned(),
        week: monday(first + truth.week as i32),
        route: truth.route,
        category: SUBJECTS[truth.subject].0.map(str::to_owned),
        reason_class: SUBJECTS[truth.subject].1.to_owned(),
        before: truth.before,
        after: truth.after,
    });
    told.collect()
}
