//! Panics, caught where they must not end the night. Their place is kept, their text is not:
//! it may repeat the value it tripped over, and that value may be a name.

use crate::domain::ids::RowRef;
use crate::domain::parsed::{Reject, RejectCode};
use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind, set_hook, take_hook};
use std::sync::Once;

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

/// Panics outside of any guard are printed as ever.
fn quieten_the_guarded() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let print = take_hook();
        set_hook(Box::new(move |panic| {
            if DEPTH.get() > 0 {
                PLACE.set(place_of(panic));
            } else {
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
    fn guards_nest() {
        let outer = caught(|| {
            assert!(caught(|| panic!("inner")).is_err());
            7
        });
        assert_eq!(outer, Ok(7));
        assert!(caught(|| panic!("outer")).is_err());
    }
}
