//! How a row of tonight's input is named without naming the person in it.

/// One row of one input file.
///
/// This pair is all that logs and errors may say about a passenger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowRef {
    /// Index into the list of manifest files of the run, in reading order.
    pub file: u32,
    /// 1-based row number in that file.
    pub row: u64,
}
