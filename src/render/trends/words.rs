//! Measures and durations in words.

use crate::analysis::trends::measures::{Kind, Measure};
use crate::render::drawing::view::{grouped, percent};

pub(super) fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::NoBoardRecommendations => "No-board recommendations (an officer concurred)",
        Kind::DeniedBoarding => "Denied boarding, whatever was recommended",
        Kind::ScreenedPerRecommendation => "Passengers screened for one no-board recommendation",
        Kind::CarrierCompliance => {
            "No-board recommendations that ended in denied boarding, of those with a known end"
        }
        Kind::Concurrence => "Decided cases with which the officer concurred",
        Kind::Precision => "Established matches that were the listed person",
        Kind::DecidedInTime => "Settled cases decided before departure",
        Kind::MinutesToDecision => "Median time from case to decision",
        Kind::WithoutDecision => "Cases of kept runs without any decision",
        Kind::InformationOutstanding => "Cases that still wait for information",
    }
}

/// A value of that kind; `too few` where there is none.
pub(super) fn value(kind: Kind, value: Option<f64>) -> String {
    let Some(value) = value else {
        return "too few".to_owned();
    };
    match kind {
        Kind::NoBoardRecommendations | Kind::DeniedBoarding | Kind::InformationOutstanding => {
            grouped(value as usize)
        }
        Kind::ScreenedPerRecommendation => format!("1 in {}", grouped(value as usize)),
        Kind::MinutesToDecision => minutes(value as i64),
        Kind::CarrierCompliance
        | Kind::Concurrence
        | Kind::Precision
        | Kind::DecidedInTime
        | Kind::WithoutDecision => percent(value),
    }
}

pub(super) fn interval(measure: &Measure) -> String {
    let of = format!("of {}", grouped(measure.of));
    match measure.interval {
        Some((low, high)) => format!("{} to {}, {of}", percent(low), percent(high)),
        None => of,
    }
}

/// `2 h 35 min`.
pub(in crate::render) fn minutes(minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}
