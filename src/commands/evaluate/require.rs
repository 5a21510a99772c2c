//! `--require KEY=VALUE`: a bar that the operator sets, and whether it is met.

use crate::error::{Error, Kind, Result};
use serde_json::Value;

/// A figure by its place in `--format json`, and the value it must reach.
#[derive(Debug, PartialEq)]
pub(super) struct Bar {
    key: String,
    value: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    AtLeast,
    AtMost,
}

/// Which way each figure is better. The last of these words in a key decides.
const SIDES: [(&str, Side); 20] = [
    ("pairs", Side::AtLeast),
    ("population", Side::AtLeast),
    ("entries", Side::AtLeast),
    ("recall", Side::AtLeast),
    ("recall_at_1", Side::AtLeast),
    ("recall_at_far", Side::AtLeast),
    ("precision", Side::AtLeast),
    ("true_alerts", Side::AtLeast),
    ("false_alert_rate", Side::AtMost),
    ("false_alert_rate_at_far", Side::AtMost),
    ("false_alerts", Side::AtMost),
    ("wrong_entries", Side::AtMost),
    ("bits_at_far", Side::AtMost),
    ("threshold_bits", Side::AtMost),
    ("tie_band", Side::AtMost),
    ("next_costs_bits", Side::AtMost),
    ("calibration_error", Side::AtMost),
    ("calibration_error_reviewed", Side::AtMost),
    ("recall_gap", Side::AtMost),
    ("false_alert_ratio", Side::AtMost),
];

/// Refuses what cannot be a bar before any work is done.
pub(super) fn parse(typed: &[String]) -> Result<Vec<Bar>> {
    typed.iter().map(|text| bar(text)).collect()
}

fn bar(text: &str) -> Result<Bar> {
    let parts = text.rsplit_once('=');
    let number = |value: &str| value.parse().ok().filter(|number: &f64| number.is_finite());
    let parsed = parts.and_then(|(key, value)| Some((key, number(value)?)));
    let Some((key, value)) = parsed else {
        let what = format!("--require {text:?} is not KEY=VALUE");
        return Err(Error::new(Kind::Usage, what).hint("write it as in recall_at_far.1e-3=0.85"));
    };
    if side(key).is_none() {
        return Err(unknown(key));
    }
    Ok(Bar {
        key: key.to_owned(),
        value,
    })
}

fn side(key: &str) -> Option<Side> {
    let side_of = |word: &str| SIDES.iter().find(|(known, _)| *known == word);
    Some(key.rsplit('.').find_map(side_of)?.1)
}

/// The bars that are not met, one line each.
pub(super) fn missed(bars: &[Bar], report: &Value) -> Result<Vec<String>> {
    let mut missed = Vec::new();
    for Bar { key, value } in bars {
        let found = figure(report, key).ok_or_else(|| unknown(key))?;
        let (met, word) = match side(key) {
            Some(Side::AtMost) => (found <= *value, "at most"),
            Some(Side::AtLeast) | None => (*value <= found, "at least"),
        };
        if !met {
            missed.push(format!("{key} is {found:.4}, the bar is {word} {value}"));
        }
    }
    Ok(missed)
}

/// `parity.recall_gap` and `parity.false_alert_ratio` are of the group that is worst off.
fn figure(report: &Value, key: &str) -> Option<f64> {
    let worst = key.strip_prefix("parity.").and_then(|figure| {
        let groups = report.get("parity")?.as_object()?;
        let figures = groups
            .values()
            .filter_map(|group| group.get(figure)?.as_f64());
        figures.max_by(f64::total_cmp)
    });
    worst.or_else(|| walk(report, key)?.as_f64())
}

/// Names of groups and lists may hold dots and slashes themselves.
fn walk<'a>(value: &'a Value, key: &str) -> Option<&'a Value> {
    let parts = value.as_object()?.iter();
    let steps = parts.filter_map(|(name, inner)| Some((key.strip_prefix(name.as_str())?, inner)));
    let mut found = steps.filter_map(|(rest, inner)| match rest.strip_prefix('.') {
        Some(rest) => walk(inner, rest),
        None => rest.is_empty().then_some(inner),
    });
    found.next()
}

fn unknown(key: &str) -> Error {
    Error::new(Kind::Usage, format!("--require {key}: no such figure"))
        .hint("keys are those of `--format json`, as in recall_at_far.1e-3")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn missed_of(bar: &str) -> Result<Vec<String>> {
        let report = json!({
            "recall_at_far": {"1e-3": 0.8},
            "calibration_error": 0.02,
            "bands": {"contact_group": {"false_alerts": 5, "recall": 0.7}},
            "by_group": {"A/B": {"recall": {"share": 0.6}}, "A.B": {"pairs": 9}},
            "self_screen": {"UN": {"bits_at_far": {"1e-2": 4.5}}},
            "parity": {
                "A": {"recall_gap": 0.04, "false_alert_ratio": null},
                "B": {"recall_gap": -0.1, "false_alert_ratio": null},
            },
        });
        missed(&parse(&[bar.to_owned()])?, &report)
    }

    #[test]
    fn each_figure_has_its_better_side() {
        for (bar, met) in [
            ("recall_at_far.1e-3=0.8", true),
            ("recall_at_far.1e-3=0.81", false),
            ("calibration_error=0.02", true),
            ("calibration_error=0.019", false),
            ("bands.contact_group.false_alerts=5", true),
            ("bands.contact_group.false_alerts=4", false),
            ("bands.contact_group.recall=0.71", false),
            ("by_group.A/B.recall.share=0.5", true),
            ("by_group.A.B.pairs=10", false),
            ("self_screen.UN.bits_at_far.1e-2=4.5", true),
            ("self_screen.UN.bits_at_far.1e-2=4", false),
            ("parity.recall_gap=0.05", true),
            ("parity.recall_gap=0.03", false),
            ("parity.B.recall_gap=0", true),
        ] {
            assert_eq!(missed_of(bar).unwrap().is_empty(), met, "{bar}");
        }
    }

    #[test]
    fn what_is_no_bar_is_wrong_usage() {
        for bar in [
            "recall",
            "recall=",
            "recall=NaN",
            "=1",
            "colour=1",
            "recall=1",
            "recall_at_far=1",
            "parity.false_alert_ratio=3",
        ] {
            assert_eq!(missed_of(bar).unwrap_err().kind, Kind::Usage, "{bar}");
        }
    }
}
