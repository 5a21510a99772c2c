//! The night's results as they gather: cases, quarantine and the count of every row.

use crate::analysis::consistency::Consistency;
use crate::analysis::journeys::Way;
use crate::analysis::journeys::counted::Counted;
use crate::domain::batch::Batch;
use crate::domain::ids::RowRef;
use crate::domain::parsed::{Reject, RejectCode};
use crate::domain::passenger::{Flight, Passenger};
use crate::error::{Error, Kind, Result};
use crate::exec::Exec;
use crate::guard::{Panicked, caught, internal_error};
use crate::recommend::case::{Case, minutes_between};
use crate::recommend::{Recommendation, identity};
use crate::redress::Suppressed;
use crate::routing::Routing;
use crate::schema::record::Counts;
use crate::schema::suppressed::SuppressedHit;
use crate::screen::Screened;
use jiff::Timestamp;
use jiff::civil::Date;
use std::sync::Arc;

#[derive(Default)]
pub struct Gathered {
    pub cases: Vec<Case>,
    pub rejects: Vec<Reject>,
    pub counts: Counts,
    pub suppressed: Vec<SuppressedHit>,
    /// Everybody who was screened, without a person.
    pub traffic: Counted,
}

/// What turns a recommendation into a case.
pub struct CaseContext<'a> {
    pub routing: &'a Routing,
    /// Where passengers of several legs enter the USA.
    pub across: &'a Consistency,
    pub as_of: Timestamp,
    pub retention_until: Date,
}

impl CaseContext<'_> {
    fn group_of(&self, passenger: &Passenger) -> &str {
        let entry = self.across.entry_leg(passenger.row());
        self.routing.group_of(entry.unwrap_or(&passenger.flight))
    }
}

impl Gathered {
    /// Screens a batch on all threads and keeps what is to be published of it.
    pub fn of<S>(batch: Batch, exec: &Exec, context: &CaseContext, screen: S) -> Gathered
    where
        S: Fn(&Passenger) -> Screened + Sync,
    {
        let mut gathered = Gathered::default();
        gathered.counts.rows_read = batch.rows_read;
        gathered.counts.unreadable_values = batch.values.unreadable();
        for reject in batch.passengers.rejects {
            gathered.quarantine(reject);
        }
        let judged = exec.map_owned(batch.passengers.good, |passenger| {
            Judged::of(passenger, &screen, context)
        });
        for judged in judged {
            gathered.add(judged, context);
        }
        gathered
    }

    /// With a later part of the night.
    pub fn join(&mut self, later: Gathered) {
        let Gathered {
            cases,
            rejects,
            counts,
            suppressed,
            traffic,
        } = later;
        self.cases.extend(cases);
        self.rejects.extend(rejects);
        self.counts.join(counts);
        self.suppressed.extend(suppressed);
        self.traffic.join(traffic);
    }

    fn add(&mut self, judged: Judged, context: &CaseContext) {
        match judged {
            Judged::Clear { rows, flight, way } => {
                self.traffic.add(&flight, way, 1);
                self.counts.passengers += 1;
                self.counts.clear += 1;
                self.counts.rows_clear += rows;
            }
            Judged::Hit(passenger, screened) => self.add_hit(*passenger, *screened, context),
            Judged::Defect(rows, panicked) => {
                for row in rows {
                    self.quarantine(internal_error(row, &panicked));
                }
            }
        }
    }

    fn add_hit(&mut self, passenger: Passenger, screened: Screened, context: &CaseContext) {
        let rows = passenger.rows.len() as u64;
        self.counts.passengers += 1;
        let way = context.across.way(passenger.row());
        self.traffic.add(&passenger.flight, way, 1);
        self.set_aside(&passenger, screened.suppressed, context);
        let Some(recommendation) = screened.recommendation else {
            self.counts.clear += 1;
            self.counts.clear_by_redress += 1;
            self.counts.rows_clear += rows;
            return;
        };
        self.add_case(passenger, recommendation, context);
    }

    /// A case of somebody who was clear until now.
    pub fn raise(
        &mut self,
        passenger: Passenger,
        recommend: impl FnOnce(&Passenger) -> Recommendation,
        context: &CaseContext,
    ) {
        let rows = passenger.rows.len() as u64;
        self.counts.clear -= 1;
        self.counts.rows_clear -= rows;
        match caught(|| recommend(&passenger)) {
            Ok(recommendation) => self.add_case(passenger, recommendation, context),
            Err(panicked) => {
                self.counts.passengers -= 1;
                self.traffic
                    .take_off(&passenger.flight, context.across.way(passenger.row()));
                for row in passenger.rows {
                    self.quarantine(internal_error(row, &panicked));
                }
            }
        }
    }

    fn add_case(
        &mut self,
        passenger: Passenger,
        recommendation: Recommendation,
        context: &CaseContext,
    ) {
        self.counts.cases += 1;
        self.counts.rows_in_cases += passenger.rows.len() as u64;
        let action = recommendation.action.as_str().to_owned();
        *self.counts.by_action.entry(action).or_default() += 1;
        self.cases.push(case(passenger, recommendation, context));
    }

    /// After the last part: no two cases of a night bear one id.
    pub fn tell_apart(&mut self) {
        let cases = self.cases.iter_mut();
        identity::tell_apart(cases.map(|case| (&case.passenger, &mut case.recommendation.case_id)));
    }

    fn set_aside(&mut self, passenger: &Passenger, hits: Vec<Suppressed>, context: &CaseContext) {
        self.counts.suppressed_hits += hits.len() as u64;
        let group = context.group_of(passenger);
        let set_aside = hits.into_iter().map(|suppressed| SuppressedHit {
            passenger: passenger.clone(),
            suppressed,
            group: group.to_owned(),
        });
        self.suppressed.extend(set_aside);
    }

    fn quarantine(&mut self, reject: Reject) {
        self.counts.quarantined += 1;
        let reason = reject.code.as_str().to_owned();
        *self.counts.quarantined_by_reason.entry(reason).or_default() += 1;
        self.rejects.push(reject);
    }

    /// Whether a defect of ours, caught, keeps a row from being screened.
    pub fn has_bug(&self) -> bool {
        let mut codes = self.rejects.iter().map(|reject| reject.code);
        codes.any(|code| code == RejectCode::InternalError)
    }

    /// Every row accounted for, and not too many set aside.
    pub fn check(&self, ceiling: f64) -> Result<()> {
        self.counts.check()?;
        let first = self.rejects.first();
        let first = first.map(|reject| format!("the first: {} {}", reject.column, reject.message));
        within_ceiling(&self.counts, self.has_bug(), ceiling).map_err(|error| match first {
            Some(first) => error.because(first),
            None => error,
        })
    }
}

/// Whether not too many rows were set aside.
pub fn within_ceiling(counts: &Counts, has_bug: bool, ceiling: f64) -> Result<()> {
    let Counts {
        quarantined,
        rows_read,
        ..
    } = *counts;
    if quarantined as f64 <= ceiling * rows_read as f64 {
        return Ok(());
    }
    let reasons = counts.quarantined_by_reason.iter();
    let reasons: Vec<String> = reasons
        .map(|(reason, count)| format!("{reason} {count}"))
        .collect();
    let what = format!(
        "{quarantined} of {rows_read} rows are in quarantine, above the ceiling of {:.1} % ({})",
        ceiling * 100.0,
        reasons.join(", ")
    );
    Err(if has_bug {
        Error::new(Kind::Bug, what).hint("nothing was published; report this defect")
    } else {
        Error::new(Kind::Data, what)
            .hint("mend the feed, or raise run.quarantine_ceiling; nothing was published")
    })
}

/// What is left of a passenger once screened: who is clear is given back where it was screened.
enum Judged {
    Clear {
        rows: u64,
        flight: Arc<Flight>,
        way: Way,
    },
    Hit(Box<Passenger>, Box<Screened>),
    Defect(Vec<RowRef>, Panicked),
}

impl Judged {
    fn of(
        passenger: Passenger,
        screen: impl Fn(&Passenger) -> Screened,
        context: &CaseContext,
    ) -> Judged {
        match caught(|| screen(&passenger)) {
            Ok(screened) if is_clear(&screened) => Judged::Clear {
                rows: passenger.rows.len() as u64,
                way: context.across.way(passenger.row()),
                flight: passenger.flight,
            },
            Ok(screened) => Judged::Hit(Box::new(passenger), Box::new(screened)),
            Err(panicked) => Judged::Defect(passenger.rows, panicked),
        }
    }
}

fn is_clear(screened: &Screened) -> bool {
    screened.recommendation.is_none() && screened.suppressed.is_empty()
}

fn case(passenger: Passenger, recommendation: Recommendation, context: &CaseContext) -> Case {
    Case {
        group: context.group_of(&passenger).to_owned(),
        minutes_to_departure: minutes_between(context.as_of, passenger.flight.scheduled_departure),
        retention_until: context.retention_until,
        passenger,
        recommendation,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::parsed::Parsed;
    use crate::domain::values::Values;
    use crate::recommend::samples;
    use crate::routing::Tables;
    use std::collections::BTreeMap;

    /// Three passengers with two rows each.
    fn batch() -> Batch {
        let traveller = |n: u64| {
            let mut passenger = samples::passenger();
            let row = |row| RowRef { file: 0, row };
            passenger.rows = vec![row(2 * n + 1), row(2 * n + 2)];
            passenger
        };
        Batch {
            passengers: Parsed {
                good: (0..3).map(traveller).collect(),
                rejects: Vec::new(),
            },
            rows_read: 6,
            values: Values::default(),
        }
    }

    fn gather(screen: impl Fn(&Passenger) -> Option<Recommendation> + Sync) -> Gathered {
        gather_of(batch(), screen)
    }

    fn gather_of(
        batch: Batch,
        screen: impl Fn(&Passenger) -> Option<Recommendation> + Sync,
    ) -> Gathered {
        let tables = Tables {
            groups: BTreeMap::new(),
            ports: BTreeMap::new(),
            contacts: BTreeMap::new(),
            directory: Vec::new(),
        };
        let context = CaseContext {
            routing: &Routing::new(tables),
            across: &Consistency::default(),
            as_of: "2026-11-23T02:00:00Z".parse().unwrap(),
            retention_until: jiff::civil::date(2027, 5, 23),
        };
        let exec = Exec::new(Some(2)).unwrap();
        Gathered::of(batch, &exec, &context, |passenger| Screened {
            recommendation: screen(passenger),
            suppressed: Vec::new(),
        })
    }

    /// Clear, a defect, a case.
    fn one_of_each(passenger: &Passenger) -> Option<Recommendation> {
        match passenger.rows[0].row {
            1 => None,
            3 => panic!("planted"),
            _ => Some(samples::case().recommendation),
        }
    }

    #[test]
    fn a_defect_puts_the_travellers_rows_into_quarantine_and_the_rest_goes_out() {
        let gathered = gather(one_of_each);
        let rows: Vec<u64> = gathered.rejects.iter().map(|one| one.row.row).collect();
        assert_eq!(rows, [3, 4]);
        for reject in &gathered.rejects {
            assert_eq!(reject.code.as_str(), "internal_error");
            assert!(
                reject.message.contains("gathered.rs:"),
                "{}",
                reject.message
            );
            assert!(!reject.message.contains("planted"), "{}", reject.message);
        }
        assert_eq!(gathered.cases.len(), 1);
        assert!(gathered.check(0.5).is_ok());
        assert!(gathered.has_bug());
        assert!(!gather(|_| None).has_bug());
    }

    #[test]
    fn too_many_defects_are_a_bug_and_not_the_feeds_fault() {
        let error = gather(one_of_each).check(0.05).unwrap_err();
        assert_eq!(error.kind, Kind::Bug);
        assert!(error.what.contains("internal_error 2"), "{error}");
    }

    #[test]
    fn a_lost_row_stops_the_night() {
        let mut gathered = gather(|_| None);
        gathered.counts.rows_read += 1;
        assert_eq!(gathered.check(1.0).unwrap_err().kind, Kind::Bug);
    }

    #[test]
    fn parts_of_a_night_are_put_together_as_if_they_were_one() {
        for size in [1, 2, 3] {
            let mut joined = Gathered::default();
            for good in batch().passengers.good.chunks(size) {
                let part = Batch {
                    rows_read: 2 * good.len() as u64,
                    passengers: Parsed {
                        good: good.to_vec(),
                        rejects: Vec::new(),
                    },
                    values: Values::default(),
                };
                joined.join(gather_of(part, one_of_each));
            }
            let whole = gather(one_of_each);
            assert_eq!(joined.counts, whole.counts);
            assert_eq!(joined.rejects, whole.rejects);
            assert_eq!(joined.cases, whole.cases);
            assert!(joined.check(0.5).is_ok());
        }
    }
}
