//! Failures that a test orders: of all file calls from now on the n-th fails, or every one
//! from the n-th on, as when a mount vanishes. Nothing is ordered outside of tests.

use std::io::{Error, Result};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

/// What the operating system is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Call {
    Stat,
    List,
    Open,
    Create,
    Read,
    Write,
    Sync,
    /// Over what stands there, or where nothing does.
    Rename,
    /// Over nothing.
    RenameNew,
    Exchange,
    Remove,
    Lock,
    Rights,
}

/// Which calls fail, and with what.
#[derive(Clone, Copy, Debug)]
pub struct Order {
    /// Counted from 0.
    pub nth: u64,
    /// And all that follow.
    pub lasting: bool,
    /// The system's number of the error.
    pub errno: i32,
}

/// What happened since the order was given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Every call, in order.
    pub kinds: Vec<Call>,
    /// The first that failed.
    pub failed: Option<Call>,
}

static ARMED: AtomicBool = AtomicBool::new(false);
static STATE: Mutex<(Option<Order>, Told)> = Mutex::new((
    None,
    Told {
        kinds: Vec::new(),
        failed: None,
    },
));

/// Counts from now on, and fails what is ordered.
pub fn begin(order: Option<Order>) {
    *state() = (order, Told::default());
    ARMED.store(true, Ordering::SeqCst);
}

/// All is well again.
pub fn end() -> Told {
    ARMED.store(false, Ordering::SeqCst);
    std::mem::take(&mut state().1)
}

fn state() -> std::sync::MutexGuard<'static, (Option<Order>, Told)> {
    STATE
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// Before each call. One look at a flag where nothing is ordered.
pub(super) fn ask(call: Call) -> Result<()> {
    if !ARMED.load(Ordering::Relaxed) {
        return Ok(());
    }
    let (order, told) = &mut *state();
    let number = told.kinds.len() as u64;
    told.kinds.push(call);
    match order {
        Some(order) if number == order.nth || (order.lasting && order.nth < number) => {
            told.failed.get_or_insert(call);
            Err(Error::from_raw_os_error(order.errno))
        }
        Some(_) | None => Ok(()),
    }
}
