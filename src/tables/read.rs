//! The columns of a batch by name: text, days, moments and lists, each absent or there.

use crate::domain::placeholders;
use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType,
};
use arrow_array::{Array, ArrayRef, ListArray, RecordBatch, StringArray, StructArray};
use arrow_schema::{DataType, TimeUnit};
use jiff::Timestamp;
use jiff::civil::Date;

/// A text column, or its absence.
#[derive(Clone, Copy, Default)]
pub struct Text<'a>(Option<&'a StringArray>);

impl<'a> Text<'a> {
    pub fn of(batch: &'a RecordBatch, column: &str) -> Text<'a> {
        Text(
            batch
                .column_by_name(column)
                .and_then(|array| array.as_string_opt()),
        )
    }

    pub fn of_array(array: &'a StringArray) -> Text<'a> {
        Text(Some(array))
    }

    pub fn of_field(record: &'a StructArray, field: &str) -> Text<'a> {
        Text(
            record
                .column_by_name(field)
                .and_then(|array| array.as_string_opt()),
        )
    }

    /// Trimmed; null, blank and absent are all `None`.
    pub fn get(&self, row: usize) -> Option<&'a str> {
        let array = self.0?;
        let value = array.is_valid(row).then(|| array.value(row).trim())?;
        (!value.is_empty()).then_some(value)
    }

    /// The same without what stands where a value should and says that there is none.
    pub fn stated(&self, row: usize) -> Option<&'a str> {
        self.get(row).filter(|text| !placeholders::is_absent(text))
    }

    /// Bytes of the longest value.
    pub fn longest(&self) -> usize {
        let offsets = self.0.map_or(&[][..], |array| array.value_offsets());
        let lengths = offsets.windows(2).map(|pair| pair[1] - pair[0]);
        lengths.max().unwrap_or(0) as usize
    }

    pub fn owned(&self, row: usize) -> Option<String> {
        self.get(row).map(str::to_owned)
    }

    pub fn stated_owned(&self, row: usize) -> Option<String> {
        self.stated(row).map(str::to_owned)
    }
}

/// A column of dates, or of text that should hold them.
#[derive(Clone, Copy)]
pub enum Days<'a> {
    Dates(&'a arrow_array::Date32Array),
    Text(Text<'a>),
}

/// One value of [`Days`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day<'a> {
    Date(Date),
    Text(&'a str),
    Missing,
}

impl<'a> Days<'a> {
    pub fn of(batch: &'a RecordBatch, column: &str) -> Days<'a> {
        batch
            .column_by_name(column)
            .map_or(Days::Text(Text(None)), Days::of_array)
    }

    pub fn of_field(record: &'a StructArray, field: &str) -> Days<'a> {
        record
            .column_by_name(field)
            .map_or(Days::Text(Text(None)), Days::of_array)
    }

    fn of_array(array: &'a ArrayRef) -> Days<'a> {
        match array.as_primitive_opt::<Date32Type>() {
            Some(dates) => Days::Dates(dates),
            None => Days::Text(Text(array.as_string_opt())),
        }
    }

    pub fn get(&self, row: usize) -> Day<'a> {
        match self {
            Days::Dates(dates) if dates.is_valid(row) => {
                date_of_days(dates.value(row)).map_or(Day::Missing, Day::Date)
            }
            Days::Dates(_) => Day::Missing,
            Days::Text(text) => text.stated(row).map_or(Day::Missing, Day::Text),
        }
    }

    /// The whole date; partial ones are `None`.
    pub fn date(&self, row: usize) -> Option<Date> {
        match self.get(row) {
            Day::Date(date) => Some(date),
            Day::Text(text) => text.parse().ok(),
            Day::Missing => None,
        }
    }
}

/// A timestamp column of any unit; a time without a zone is taken as UTC.
#[derive(Clone, Copy)]
pub struct Moments<'a>(Option<&'a ArrayRef>);

/// One value of [`Moments`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    At(Timestamp),
    Missing,
    /// Outside the years that a calendar holds.
    Absurd,
}

impl<'a> Moments<'a> {
    pub fn of(batch: &'a RecordBatch, column: &str) -> Moments<'a> {
        Moments(batch.column_by_name(column))
    }

    pub(super) fn of_array(array: &'a ArrayRef) -> Moments<'a> {
        Moments(Some(array))
    }

    pub fn get(&self, row: usize) -> Moment {
        let Some(array) = self.0.filter(|array| array.is_valid(row)) else {
            return Moment::Missing;
        };
        let moment = match array.data_type() {
            DataType::Timestamp(TimeUnit::Millisecond, _) => Timestamp::from_millisecond(
                array.as_primitive::<TimestampMillisecondType>().value(row),
            ),
            DataType::Timestamp(TimeUnit::Microsecond, _) => Timestamp::from_microsecond(
                array.as_primitive::<TimestampMicrosecondType>().value(row),
            ),
            DataType::Timestamp(TimeUnit::Nanosecond, _) => {
                let nanoseconds = array.as_primitive::<TimestampNanosecondType>().value(row);
                Timestamp::from_nanosecond(i128::from(nanoseconds))
            }
            _ => return Moment::Missing,
        };
        moment.map_or(Moment::Absurd, Moment::At)
    }

    pub fn known(&self, row: usize) -> Option<Timestamp> {
        match self.get(row) {
            Moment::At(moment) => Some(moment),
            Moment::Missing | Moment::Absurd => None,
        }
    }
}

/// A list column, or its absence.
#[derive(Clone, Copy)]
pub struct Lists<'a>(Option<&'a ListArray>);

impl<'a> Lists<'a> {
    pub fn of(batch: &'a RecordBatch, column: &str) -> Lists<'a> {
        Lists(
            batch
                .column_by_name(column)
                .and_then(|array| array.as_list_opt()),
        )
    }

    /// Bytes of the longest text in any of its structs.
    pub fn longest(&self) -> usize {
        let records = self.0.and_then(|array| array.values().as_struct_opt());
        records.map_or(0, longest_of)
    }

    /// The row's items; null and absent are both empty.
    pub fn get(&self, row: usize) -> Option<ArrayRef> {
        let array = self.0?;
        array
            .is_valid(row)
            .then(|| array.value(row))
            .filter(|items| !items.is_empty())
    }
}

/// Bytes of the longest text among these structs.
pub fn longest_of(records: &StructArray) -> usize {
    let columns = records.columns().iter();
    let texts = columns.map(|column| Text(column.as_string_opt()).longest());
    texts.max().unwrap_or(0)
}

pub fn date_of_days(days: i32) -> Option<Date> {
    let epoch = jiff::civil::date(1970, 1, 1);
    epoch
        .checked_add(jiff::Span::new().try_days(days).ok()?)
        .ok()
}

pub fn days_of_date(date: Date) -> i32 {
    let epoch = jiff::civil::date(1970, 1, 1);
    (date - epoch).get_days()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_round_trip_over_the_years_that_matter() {
        for days in [-36_525, -1, 0, 1, 20_780, 60_000] {
            assert_eq!(days_of_date(date_of_days(days).unwrap()), days);
        }
        assert_eq!(date_of_days(i32::MAX), None);
    }
}
