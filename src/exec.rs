//! The only place that knows threads: an ordered parallel map.
//!
//! Results come back in input order whatever the thread count, so one thread and many
//! give the same bytes. A panic in one item is caught and returned as that item's result.

use crate::guard::{Panicked, caught};
use rayon::prelude::*;

/// A pool of worker threads for one run.
pub struct Exec {
    pool: rayon::ThreadPool,
}

impl Exec {
    /// `None` uses every core.
    pub fn new(threads: Option<usize>) -> Self {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads.unwrap_or(0))
            .build()
            .expect("the operating system grants worker threads");
        Exec { pool }
    }

    pub fn threads(&self) -> usize {
        self.pool.current_num_threads()
    }

    /// Maps every item, in order; a panic becomes `Err(Panicked)` in its place.
    pub fn map_ordered<T, R, F>(&self, items: &[T], work: F) -> Vec<Result<R, Panicked>>
    where
        T: Sync,
        R: Send,
        F: Fn(&T) -> R + Sync,
    {
        let guarded = |item| caught(|| work(item));
        self.pool
            .install(|| items.par_iter().map(guarded).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_is_kept_and_a_panic_stays_with_its_item() {
        let exec = Exec::new(Some(4));
        let items: Vec<u32> = (0..1000).collect();
        let doubled = exec.map_ordered(&items, |&n| {
            assert!(n != 500, "planted");
            n * 2
        });
        for (n, result) in doubled.into_iter().enumerate() {
            let expect = (n != 500).then_some(n as u32 * 2);
            assert_eq!(result.ok(), expect);
        }
    }
}
