//! What of a source could not be used, and why. Nothing here repeats personal data.

use crate::rejects;

/// How much is lost with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lost {
    /// The rest of the file.
    File,
    /// Every passenger of the message; each has a line of its own too. With `cut_short` those
    /// behind the end of the file, whom nobody can tell.
    Message,
    /// One passenger.
    Row,
    /// One value; the passenger is kept.
    Value,
    /// Nothing is known to be lost: the source contradicts itself.
    Nothing,
}

impl Lost {
    pub fn as_str(self) -> &'static str {
        match self {
            Lost::File => "file",
            Lost::Message => "message",
            Lost::Row => "row",
            Lost::Value => "value",
            Lost::Nothing => "nothing",
        }
    }
}

/// Why a message, a passenger or a value was not used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// The message is of another type than asked for.
    OtherMessage,
    /// It takes passengers off the flight, or lists those who stayed behind.
    Cancelled,
    /// The message has no flight that can be used.
    NoFlight,
    /// A required value is blank.
    MissingValue,
    /// A value of the wrong form.
    BadValue,
    /// Not an airport code.
    BadAirport,
    /// Not a date and time.
    BadTimestamp,
    /// Neither surname nor given names hold a letter.
    NoUsableName,
    /// A seat held for nobody yet (`TBA`).
    Placeholder,
    /// Too few or too many fields.
    WrongFieldCount,
    /// The airport is in no table: its local times are taken as UTC.
    UnknownZone,
    /// The file ends, or a new message starts, before this one is closed; or the compressed
    /// file breaks off.
    CutShort,
    /// The message announces another number than it holds.
    CountDiffers,
    /// The UNA is not six characters.
    BadService,
    /// A segment without an end.
    Endless,
    /// Text between messages.
    OutsideMessage,
    /// Bytes that are no letters in any encoding of the field.
    Garbled,
    /// The file holds no message at all.
    NoMessage,
    /// The file is of another kind than asked for.
    RefusedWhole,
    /// The interchange calls itself a test.
    TestInterchange,
    /// A message in several parts is not whole.
    PartMissing,
    /// One more than are read of its kind: passengers are screened all the same.
    TooMany,
}

impl Code {
    pub fn as_str(self) -> &'static str {
        match self {
            Code::OtherMessage => "other_message",
            Code::Cancelled => "cancelled",
            Code::NoFlight => "no_flight",
            Code::MissingValue => "missing_value",
            Code::BadValue => "bad_value",
            Code::BadAirport => "bad_airport",
            Code::BadTimestamp => "bad_timestamp",
            Code::NoUsableName => "no_usable_name",
            Code::Placeholder => "placeholder",
            Code::WrongFieldCount => "wrong_field_count",
            Code::UnknownZone => "unknown_zone",
            Code::CutShort => "cut_short",
            Code::CountDiffers => "count_differs",
            Code::BadService => "bad_service",
            Code::Endless => "endless_segment",
            Code::OutsideMessage => "outside_message",
            Code::Garbled => "garbled_text",
            Code::NoMessage => "no_message",
            Code::RefusedWhole => "refused_whole",
            Code::TestInterchange => "test_interchange",
            Code::PartMissing => "part_missing",
            Code::TooMany => "too_many",
        }
    }
}

/// One line of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reject {
    /// In the order of the sources.
    pub file: u32,
    /// 1-based in the file; `None` outside of a message, and in CSV.
    pub message: Option<u64>,
    /// 1-based: the segment, or the row counting a header.
    pub row: u64,
    /// The segment with its qualifier, or the contract's column.
    pub column: &'static str,
    pub code: Code,
    pub lost: Lost,
    pub why: &'static str,
}

impl Reject {
    pub fn line(&self, files: &[String]) -> rejects::RejectLine {
        rejects::RejectLine {
            file: files.get(self.file as usize).cloned().unwrap_or_default(),
            row: self.row,
            column: self.column.to_owned(),
            code: self.code.as_str(),
            lost: self.lost.as_str(),
            message: self.why.to_owned(),
            edifact_message: self.message,
        }
    }
}
