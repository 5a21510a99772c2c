//! Panics, caught where they must not end the night. Their place is kept, their text is not:
//! it may repeat the value it tripped over, and that value may be a name.

use crate::domain::ids::RowRef;
use crate::domain::parsed::{Reject, RejectCode};
use std::cell::{Cell, RefCell};
use std::panic::{
    AssertUnwindSafe, PanicHookInfo, catch_unwind, resume_unwind, set_hook, take_hook,
};
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

/// The work panicked: a defect of ours or, behind a reader, a damaged file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Panicked {
    /// `src/names/fold.rs:12`, for the report of the defect.
    pub place: String,
}

thread_local! {
    /// How many [`caught`] calls this thread is inside of.
    static DEPTH: Cell<u32> = const { Cell::new(0) };
    static PLACE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Runs the work; a panic becomes an error and prints nothing.
pub fn caught<R>(work: impl FnOnce() -> R) -> Result<R, Panicked> {
    quieten_the_guarded();
    DEPTH.set(DEPTH.get() + 1);
    let result = catch_unwind(AssertUnwindSafe(work));
    DEPTH.set(DEPTH.get() - 1);
    result.map_err(|_| Panicked {
        place: PLACE.take(),
    })
}

/// Goes on with a panic that another thread met: its place is kept, and nothing is printed.
pub fn carry_on(panicked: Panicked) -> ! {
    PLACE.set(panicked.place);
    resume_unwind(Box::new(()))
}

/// From now on nothing prints the text of a panic, not even one that no guard catches: the
/// program calls it, tests do not.
pub fn silence() {
    quieten_the_guarded();
    SILENT.store(true, Ordering::Relaxed);
}

static SILENT: AtomicBool = AtomicBool::new(false);

/// Panics outside of any guard are printed as ever, or not at all.
fn quieten_the_guarded() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let print = take_hook();
        set_hook(Box::new(move |panic| {
            if DEPTH.get() > 0 {
                PLACE.set(place_of(panic));
            } else if !SILENT.load(Ordering::Relaxed) {
                print(panic);
            }
        }));
    });
}

fn place_of(panic: &PanicHookInfo) -> String {
    panic
        .location()
        .map(|at| format!("{}:{}", at.file(), at.line()))
        .unwrap_or_default()
}

/// A row on which the program itself failed: kept aside and told, never dropped.
pub fn internal_error(row: RowRef, panicked: &Panicked) -> Reject {
    Reject {
        row,
        column: "",
        code: RejectCode::InternalError,
        message: format!("this row met a defect at {}; report it", panicked.place),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_is_kept_and_the_text_is_not() {
        let panicked = caught(|| panic!("{}", "SMITH")).unwrap_err();
        assert!(panicked.place.contains("guard.rs:"), "{panicked:?}");
        assert!(!format!("{panicked:?}").contains("SMITH"));
    }

    #[test]
    fn a_panic_of_another_thread_keeps_its_place() {
        let there = std::thread::spawn(|| caught(|| panic!("there")))
            .join()
            .unwrap();
        let place = there.clone().unwrap_err().place;
        let here = caught(|| carry_on(there.unwrap_err()));
        assert_eq!(here.unwrap_err().place, place);
    }

    #[test]
    fn guards_nest() {
        let outer = caught(|| {
            assert!(caught(|| panic!("inner")).is_err());
            7
        });
        assert_eq!(outer, Ok(7));
        assert!(caught(|| panic!("outer")).is_err());
    }
}
