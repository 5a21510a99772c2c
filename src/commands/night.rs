//! The night's results as they gather: cases, quarantine and the count of every row.

use crate::domain::parsed::{Reject, RejectCode};
use crate::domain::passenger::Passenger;
use crate::error::{Error, Kind, Result};
use crate::exec::{Exec, Panicked};
use crate::manifest::Batch;
use crate::output::case::Case;
use crate::output::record::Counts;
use crate::output::status::minutes_between;
use crate::recommend::Recommendation;
use crate::routing::Routing;
use crate::screen::Screener;
use jiff::Timestamp;
use jiff::civil::Date;

#[derive(Default)]
pub struct Gathered {
    pub cases: Vec<Case>,
    pub rejects: Vec<Reject>,
    pub counts: Counts,
}

/// What turns a recommendation into a case.
pub struct Frame<'a> {
    pub screener: &'a Screener,
    pub routing: &'a Routing,
    pub as_of: Timestamp,
    pub retention_until: Date,
}

impl Gathered {
    pub fn add(&mut self, batch: Batch, exec: &Exec, frame: &Frame) {
        self.counts.rows_read += batch.rows_read;
        for (column, count) in batch.unreadable {
            *self
                .counts
                .unreadable_values
                .entry(column.to_owned())
                .or_default() += count;
        }
        for reject in batch.passengers.rejects {
            self.quarantine(reject);
        }
        let passengers = batch.passengers.good;
        let results = exec.map_ordered(&passengers, |passenger| frame.screener.screen(passenger));
        for (passenger, result) in passengers.into_iter().zip(results) {
            self.add_result(passenger, result, frame);
        }
    }

    fn add_result(
        &mut self,
        passenger: Passenger,
        result: std::result::Result<Option<Recommendation>, Panicked>,
        frame: &Frame,
    ) {
        let rows = passenger.rows.len() as u64;
        match result {
            Ok(None) => {
                self.counts.passengers += 1;
                self.counts.clear += 1;
                self.counts.rows_clear += rows;
            }
            Ok(Some(recommendation)) => {
                self.counts.passengers += 1;
                self.counts.cases += 1;
                self.counts.rows_in_cases += rows;
                let action = recommendation.action.as_str().to_owned();
                *self.counts.by_action.entry(action).or_default() += 1;
                self.cases.push(case(passenger, recommendation, frame));
            }
            Err(Panicked) => {
                for row in passenger.rows {
                    self.quarantine(Reject {
                        row,
                        column: "",
                        code: RejectCode::InternalError,
                        message: "screening this row failed; please report it".to_owned(),
                    });
                }
            }
        }
    }

    fn quarantine(&mut self, reject: Reject) {
        self.counts.quarantined += 1;
        let reason = reject.code.as_str().to_owned();
        *self.counts.quarantined_by_reason.entry(reason).or_default() += 1;
        self.rejects.push(reject);
    }

    pub fn has_bug(&self) -> bool {
        self.rejects
            .iter()
            .any(|reject| reject.code == RejectCode::InternalError)
    }

    /// Every row accounted for, and not too many set aside.
    pub fn check(&self, ceiling: f64) -> Result<()> {
        self.counts.check()?;
        let Counts {
            quarantined,
            rows_read,
            ..
        } = self.counts;
        if quarantined as f64 <= ceiling * rows_read as f64 {
            return Ok(());
        }
        let reasons: Vec<String> = self
            .counts
            .quarantined_by_reason
            .iter()
            .map(|(reason, count)| format!("{reason} {count}"))
            .collect();
        let what = format!(
            "{quarantined} of {rows_read} rows are in quarantine, above the ceiling of {:.1} % ({})",
            ceiling * 100.0,
            reasons.join(", ")
        );
        Err(Error::new(Kind::Data, what)
            .hint("mend the feed, or raise run.quarantine_ceiling; nothing was published"))
    }
}

fn case(passenger: Passenger, recommendation: Recommendation, frame: &Frame) -> Case {
    Case {
        group: frame.routing.group_of(&passenger.flight).to_owned(),
        minutes_to_departure: minutes_between(frame.as_of, passenger.flight.scheduled_departure),
        retention_until: frame.retention_until,
        passenger,
        recommendation,
    }
}
