//! How long each stage of a run took.

use std::collections::BTreeMap;
use std::time::Instant;

/// Seconds by stage.
pub(super) struct Clock {
    pub(super) start: Instant,
    last: Instant,
    pub(super) laps: BTreeMap<String, f64>,
}

impl Clock {
    pub(super) fn start() -> Clock {
        let now = Instant::now();
        Clock {
            start: now,
            last: now,
            laps: BTreeMap::new(),
        }
    }

    pub(super) fn lap(&mut self, stage: &str) {
        let seconds = self.last.elapsed().as_secs_f64();
        self.laps
            .insert(stage.to_owned(), (seconds * 1000.0).round() / 1000.0);
        self.last = Instant::now();
    }
}
