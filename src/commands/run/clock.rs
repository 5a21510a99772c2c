//! How long each stage of a run took.

use std::collections::BTreeMap;
use std::time::Instant;

/// In the order of work; a lap is named by the stage that it ends.
const STAGES: [&str; 5] = ["load", "screen", "link", "write", "publish"];

/// Seconds by stage.
pub(super) struct Clock {
    pub(super) start: Instant,
    last: Instant,
    /// What the run is doing.
    pub(super) stage: &'static str,
    pub(super) laps: BTreeMap<String, f64>,
}

impl Clock {
    pub(super) fn start() -> Clock {
        let now = Instant::now();
        Clock {
            start: now,
            last: now,
            stage: STAGES[0],
            laps: BTreeMap::new(),
        }
    }

    pub(super) fn lap(&mut self, stage: &str) {
        let seconds = self.last.elapsed().as_secs_f64();
        self.laps
            .insert(stage.to_owned(), (seconds * 1000.0).round() / 1000.0);
        self.last = Instant::now();
        let mut after = STAGES.iter().skip_while(|known| **known != stage).skip(1);
        self.stage = after.next().copied().unwrap_or(self.stage);
    }
}
