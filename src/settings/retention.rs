//! `[retention]`: a preset by its name becomes periods of the calendar.

use crate::analysis::retention::RetentionPolicy;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Span, Timestamp};
use serde::Deserialize;
use std::collections::BTreeMap;

/// What holds for every run and decision.
#[derive(Clone, Debug, PartialEq)]
pub struct Retention {
    pub policy: RetentionPolicy,
    /// Runs that stay.
    pub hold: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Section {
    preset: String,
    hold: Vec<String>,
    presets: BTreeMap<String, Periods>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Periods {
    mask: String,
    delete: String,
    ledger: String,
}

impl Section {
    /// Every preset is read, also those not in force: a slip shows before it matters. `Err`
    /// names the key and the rule.
    pub(super) fn resolve(self) -> Result<Retention, String> {
        let Section {
            preset,
            hold,
            presets,
        } = self;
        let mut known = BTreeMap::new();
        for (name, periods) in presets {
            known.insert(name.clone(), periods.policy(&name)?);
        }
        let names: Vec<&str> = known.keys().map(String::as_str).collect();
        let unknown = format!(
            "retention.preset: {preset:?} is none of {}",
            names.join(", ")
        );
        let policy = known.remove(&preset).ok_or(unknown)?;
        Ok(Retention { policy, hold })
    }
}

impl Periods {
    fn policy(&self, preset: &str) -> Result<RetentionPolicy, String> {
        let period = |key: &str, text: &str| {
            let wrong = || {
                format!("retention.presets.{preset}.{key}: {text:?} is no period, as \"6 months\"")
            };
            let span: Span = text.parse().map_err(|_| wrong())?;
            let short = || format!("retention.presets.{preset}.{key}: {text:?} is less than a day");
            match span.is_positive() {
                false => Err(wrong()),
                // What is deleted in the night that made it was never there.
                true if is_less_than_a_day(span) => Err(short()),
                true => Ok(span),
            }
        };
        let policy = RetentionPolicy {
            preset: preset.to_owned(),
            mask: match self.mask.as_str() {
                "" => None,
                text => Some(period("mask", text)?),
            },
            delete: period("delete", &self.delete)?,
            ledger: period("ledger", &self.ledger)?,
        };
        let rule = "mask may not be longer than delete, nor delete than ledger";
        let message = format!("retention.presets.{preset}: {rule}");
        policy.is_in_order().then_some(policy).ok_or(message)
    }
}

/// Months and years are longer whenever they begin.
fn is_less_than_a_day(span: Span) -> bool {
    let start = Timestamp::UNIX_EPOCH.to_zoned(TimeZone::UTC);
    let ended = start.checked_add(span);
    ended.is_ok_and(|ended| ended.duration_since(&start) < SignedDuration::from_hours(24))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(preset: &str, periods: [&str; 3]) -> Result<Retention, String> {
        let [mask, delete, ledger] = periods.map(str::to_owned);
        let own = Periods {
            mask,
            delete,
            ledger,
        };
        let section = Section {
            preset: preset.to_owned(),
            hold: Vec::new(),
            presets: BTreeMap::from([("own".to_owned(), own)]),
        };
        section.resolve()
    }

    #[test]
    fn periods_are_words_in_their_order() {
        let policy = section("own", ["6 months", "5 years", "5 years"])
            .unwrap()
            .policy;
        assert_eq!(policy.mask.map(|mask| mask.get_months()), Some(6));
        let unmasked = section("own", ["", "48 hours", "1y"]).unwrap().policy;
        assert!(unmasked.mask.is_none());
        for (preset, periods, says) in [
            ("other", ["", "1 day", "1 day"], "none of own"),
            ("own", ["", "soon", "1 day"], "own.delete"),
            ("own", ["", "0 days", "1 day"], "own.delete"),
            ("own", ["-1 day", "1 day", "1 day"], "own.mask"),
            ("own", ["", "", "1 day"], "own.delete"),
            (
                "own",
                ["", "1ns", "1 day"],
                "own.delete: \"1ns\" is less than a day",
            ),
            ("own", ["23h", "1 day", "1 day"], "own.mask"),
            ("own", ["32 days", "1 month", "1 year"], "longer than"),
            ("own", ["", "2 years", "23 months"], "longer than"),
        ] {
            let message = section(preset, periods).err().unwrap();
            assert!(message.contains(says), "{message}");
        }
    }
}
