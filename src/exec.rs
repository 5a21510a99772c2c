//! The only place that knows threads: maps that keep the order, two jobs at once, and work
//! that is made ahead of who takes it.
//!
//! Results come back in input order whatever the thread count, so one thread and many give
//! the same bytes. A map catches a panic in one item and returns it as that item's result;
//! of two jobs at once, and of what is made ahead, a panic goes on as one.

use crate::domain::work::Job;
use crate::error::{self, Error, Kind};
use crate::guard::{Panicked, carry_on, caught};
use rayon::prelude::*;
use std::sync::Mutex;
use std::sync::mpsc::sync_channel;

/// A pool of worker threads for one run.
pub struct Exec {
    pool: rayon::ThreadPool,
}

impl Exec {
    /// `None` uses every core.
    pub fn new(threads: Option<usize>) -> error::Result<Exec> {
        let asked = threads.unwrap_or(0);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(asked).build();
        Ok(Exec {
            pool: pool.map_err(refused)?,
        })
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

    /// Maps every item, in order, and the work gives it back on its own thread. A panic goes
    /// on as a panic.
    pub fn map_owned<T, R, F>(&self, items: Vec<T>, work: F) -> Vec<R>
    where
        T: Send,
        R: Send,
        F: Fn(T) -> R + Sync,
    {
        let guarded = |item| caught(|| work(item));
        let done: Result<Vec<R>, Panicked> = self
            .pool
            .install(|| items.into_par_iter().map(guarded).collect());
        done.unwrap_or_else(|panicked| carry_on(panicked))
    }

    /// The same of work that may fail: the first error in order ends it, and a panic is one.
    pub fn try_map_owned<T, R, F>(&self, items: Vec<T>, work: F) -> error::Result<Vec<R>>
    where
        T: Send,
        R: Send,
        F: Fn(T) -> error::Result<R> + Sync,
    {
        let guarded = |item| {
            let result = caught(|| work(item));
            result.unwrap_or_else(|panicked| Err(defect(&panicked)))
        };
        self.map_owned(items, guarded).into_iter().collect()
    }

    /// Of work on items that stay: the first error in order ends it, and a panic is one.
    pub fn try_map<T, R, F>(&self, items: &[T], work: F) -> error::Result<Vec<R>>
    where
        T: Sync,
        R: Send,
        F: Fn(&T) -> error::Result<R> + Sync,
    {
        let results = self.map_ordered(items, work).into_iter();
        let results =
            results.map(|result| result.unwrap_or_else(|panicked| Err(defect(&panicked))));
        results.collect()
    }

    /// Two jobs at once, where threads are free. A panic goes on as a panic.
    pub fn join(&self, one: Job, other: Job) {
        let both = || rayon::join(|| caught(one), || caught(other));
        let (one, other) = self.pool.install(both);
        if let Err(panicked) = one.and(other) {
            carry_on(panicked);
        }
    }

    /// Takes every item, in order, while the next ones are made on another thread. The first
    /// error ends it. With one thread nothing is made ahead.
    pub fn each_ahead<T, E>(
        &self,
        items: impl Iterator<Item = T> + Send,
        mut take: impl FnMut(T) -> Result<(), E>,
    ) -> Result<(), E>
    where
        T: Send,
    {
        if self.threads() == 1 {
            return items.into_iter().try_for_each(take);
        }
        // Who makes them takes them out; they stay when the system refuses the thread.
        let items = Mutex::new(Some(items));
        let taken = || items.lock().ok().and_then(|mut items| items.take());
        std::thread::scope(|scope| {
            let (sender, made) = sync_channel(AHEAD);
            // A send fails when nobody takes any more.
            let make = move || {
                caught(|| {
                    let mut items = taken().into_iter().flatten();
                    items.all(|item| sender.send(item).is_ok())
                })
            };
            match std::thread::Builder::new().spawn_scoped(scope, make) {
                Ok(making) => {
                    let taken = made.into_iter().try_for_each(&mut take);
                    match making.join() {
                        Ok(Err(panicked)) => carry_on(panicked),
                        Ok(Ok(_)) | Err(_) => taken,
                    }
                }
                Err(_) => taken().into_iter().flatten().try_for_each(&mut take),
            }
        })
    }
}

fn defect(panicked: &Panicked) -> Error {
    Error::new(Kind::Bug, format!("a defect at {}", panicked.place))
        .hint("report this defect; nothing was published")
}

/// The system grants no more threads: a limit of the host, not a defect of ours.
fn refused(cause: rayon::ThreadPoolBuildError) -> Error {
    Error::new(Kind::Unavailable, "the system refuses worker threads")
        .because(cause)
        .hint("ask for fewer with --threads, or raise the limit of processes (ulimit -u)")
}

/// Items that wait to be taken, at most.
const AHEAD: usize = 2;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_is_kept_and_a_panic_stays_with_its_item() {
        let exec = Exec::new(Some(4)).unwrap();
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

    #[test]
    fn a_panic_on_any_thread_goes_on_by_its_place_alone() {
        let exec = Exec::new(Some(2)).unwrap();
        let planted = |n: u32| assert!(n != 5, "planted");
        let place = |work: &dyn Fn()| caught(work).unwrap_err().place;
        let here = "src/exec.rs";
        assert!(place(&|| drop(exec.map_owned((0..9).collect(), planted))).starts_with(here));
        assert!(place(&|| exec.join(&mut || planted(5), &mut || ())).starts_with(here));
        let made = || (0..9).inspect(|n| planted(*n));
        assert!(place(&|| exec.each_ahead(made(), |_| Ok::<_, ()>(())).unwrap()).starts_with(here));
    }

    #[test]
    fn what_is_made_ahead_is_taken_in_order_until_the_first_error() {
        for threads in [1, 2] {
            let exec = Exec::new(Some(threads)).unwrap();
            let mut taken = Vec::new();
            let ended = exec.each_ahead(0..1_000_000, |n| {
                taken.push(n);
                if n < 100 { Ok(()) } else { Err(n) }
            });
            assert_eq!(ended, Err(100));
            assert_eq!(taken, (0..=100).collect::<Vec<_>>());
        }
    }
}
