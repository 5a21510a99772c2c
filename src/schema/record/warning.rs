//! What a run warns of: the same words on the screen, in `run.json` and on the pages.

use serde::{Deserialize, Serialize};

/// Kinds of warning, for whoever counts them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WarningCode {
    /// A list has fewer entries, dates, documents or states than in the last run.
    ListFell,
    /// The operator let a list pass that would have stopped the run.
    ListAccepted,
    ListOld,
    /// Nobody can tell its age.
    ListUndated,
    /// Columns of a list that are absent, and values in it that were dropped.
    ListValues,
    /// A category that no setting knows.
    ListCategory,
    /// Nothing departs after `as_of`.
    NothingDeparts,
    MostDeparted,
    /// Against the same weekday.
    TravellersFell,
    /// Most of what a column holds cannot be read.
    ColumnUnread,
    /// A column that no setting maps.
    ColumnIgnored,
    /// A column is called nearly as the contract calls it, and is read as that one.
    ColumnRenamed,
    /// Times that claim to be UTC and look local.
    TimesDoubted,
    /// What a folder of inputs holds and nobody reads.
    NotRead,
    /// A carrier whom nobody could phone from a briefing.
    NoDesk,
    /// An earlier run that cannot be read.
    RunPassedOver,
    LittleSpace,
}

impl WarningCode {
    pub fn as_str(self) -> &'static str {
        match self {
            WarningCode::ListFell => "list_fell",
            WarningCode::ListAccepted => "list_accepted",
            WarningCode::ListOld => "list_old",
            WarningCode::ListUndated => "list_undated",
            WarningCode::ListValues => "list_values",
            WarningCode::ListCategory => "list_category",
            WarningCode::NothingDeparts => "nothing_departs",
            WarningCode::MostDeparted => "most_departed",
            WarningCode::TravellersFell => "travellers_fell",
            WarningCode::ColumnUnread => "column_unread",
            WarningCode::ColumnIgnored => "column_ignored",
            WarningCode::ColumnRenamed => "column_renamed",
            WarningCode::TimesDoubted => "times_doubted",
            WarningCode::NotRead => "not_read",
            WarningCode::NoDesk => "no_desk",
            WarningCode::RunPassedOver => "run_passed_over",
            WarningCode::LittleSpace => "little_space",
        }
    }

    /// Whether an officer must know it who reads the page: that somebody may be missing on it,
    /// or that it is of another night. The rest is the operator's.
    pub fn tells_officers(self) -> bool {
        match self {
            WarningCode::ListFell
            | WarningCode::ListAccepted
            | WarningCode::ListOld
            | WarningCode::ListUndated
            | WarningCode::NothingDeparts
            | WarningCode::MostDeparted
            | WarningCode::TravellersFell
            | WarningCode::ColumnUnread
            | WarningCode::TimesDoubted
            | WarningCode::NotRead => true,
            WarningCode::ListValues
            | WarningCode::ListCategory
            | WarningCode::ColumnIgnored
            | WarningCode::ColumnRenamed
            | WarningCode::NoDesk
            | WarningCode::RunPassedOver
            | WarningCode::LittleSpace => false,
        }
    }
}

/// One warning in `run.json`. The code is a text there: a later version may know more.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct WarningRecord {
    pub code: String,
    pub text: String,
}
