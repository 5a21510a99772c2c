//! Where each row goes: files of bounded size, rows counted from 1, and the truth that
//! points at them.

use crate::generate::numbers::Numbers;
use crate::generate::{MadeRow, Planted, World};
use crate::manifest::row::ManifestRow;
use std::sync::Arc;

pub const MAX_ROWS_PER_PART: u64 = 250_000;

/// One row with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// From 1; see [`part_name`].
    pub part: u32,
    /// From 1.
    pub row: u64,
    pub values: ManifestRow,
    pub planted: Option<Planted>,
}

/// One line of the truth file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Truth {
    pub manifest_file: String,
    pub manifest_row: u64,
    pub entry_id: Option<String>,
    pub kind: &'static str,
}

/// Relative to the output directory.
pub fn part_name(part: u32) -> String {
    format!("manifest/part-{part:04}.parquet")
}

impl Placed {
    pub fn truth(&self) -> Option<Truth> {
        let planted = self.planted.as_ref()?;
        Some(Truth {
            manifest_file: part_name(self.part),
            manifest_row: self.row,
            entry_id: planted.entry_id.clone(),
            kind: planted.kind.as_str(),
        })
    }
}

/// Holds one flight's rows at a time, and a digest of every document before.
pub struct Manifest<'a> {
    world: &'a World,
    next_flight: usize,
    ready: std::vec::IntoIter<MadeRow>,
    rows_before: u64,
    numbers: Numbers,
}

impl<'a> Manifest<'a> {
    pub(crate) fn new(world: &'a World) -> Self {
        Manifest {
            world,
            next_flight: 0,
            ready: Vec::new().into_iter(),
            rows_before: 0,
            numbers: Numbers::beside(Arc::new(world.reported())),
        }
    }

    fn next_made(&mut self) -> Option<MadeRow> {
        loop {
            if let Some(made) = self.ready.next() {
                return Some(made);
            }
            if self.next_flight == self.world.flights.len() {
                return None;
            }
            self.ready = self.world.flight_rows(self.next_flight).into_iter();
            self.next_flight += 1;
        }
    }
}

impl Iterator for Manifest<'_> {
    type Item = Placed;

    fn next(&mut self) -> Option<Placed> {
        let (mut values, planted) = self.next_made()?;
        self.numbers.settle(&mut values, planted.is_none());
        let part = (self.rows_before / MAX_ROWS_PER_PART) as u32 + 1;
        let row = self.rows_before % MAX_ROWS_PER_PART + 1;
        self.rows_before += 1;
        Some(Placed {
            part,
            row,
            values,
            planted,
        })
    }
}
