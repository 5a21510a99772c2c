//! Arrow columns as plain values, whichever string or list layout the writer chose.
//!
//! Polars writes `LargeUtf8` and `LargeList`, other tools `Utf8`, views or dictionaries.
//! A shape that [`super::table::Table`] did not admit reads as absent, never as a panic.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType,
    TimestampSecondType,
};
use arrow_array::{
    Array, ArrayRef, LargeListArray, LargeStringArray, ListArray, PrimitiveArray, RecordBatch,
    StringArray, StringViewArray,
};
use arrow_schema::{DataType, TimeUnit};
use jiff::Timestamp;
use jiff::civil::Date;
use std::ops::Range;

/// A column of text.
pub(super) enum Text<'a> {
    Absent,
    Small(&'a StringArray),
    Large(&'a LargeStringArray),
    View(&'a StringViewArray),
    Dictionary {
        array: &'a dyn Array,
        keys: Vec<usize>,
        values: Box<Text<'a>>,
    },
}

impl<'a> Text<'a> {
    pub(super) fn named(batch: &'a RecordBatch, name: &str) -> Self {
        batch.column_by_name(name).map_or(Text::Absent, Text::of)
    }

    pub(super) fn of(array: &'a ArrayRef) -> Self {
        match array.data_type() {
            DataType::Utf8 => Text::Small(array.as_string()),
            DataType::LargeUtf8 => Text::Large(array.as_string()),
            DataType::Utf8View => Text::View(array.as_string_view()),
            DataType::Dictionary(_, _) => {
                let dictionary = array.as_any_dictionary();
                Text::Dictionary {
                    array: array.as_ref(),
                    keys: if dictionary.values().is_empty() {
                        Vec::new()
                    } else {
                        dictionary.normalized_keys()
                    },
                    values: Box::new(Text::of(dictionary.values())),
                }
            }
            _ => Text::Absent,
        }
    }

    /// The value without surrounding blanks; blank and null are both `None`.
    pub(super) fn at(&self, row: usize) -> Option<&str> {
        let value = match self {
            Text::Absent => None,
            Text::Small(array) => array.is_valid(row).then(|| array.value(row)),
            Text::Large(array) => array.is_valid(row).then(|| array.value(row)),
            Text::View(array) => array.is_valid(row).then(|| array.value(row)),
            Text::Dictionary {
                array,
                keys,
                values,
            } => match keys.get(row) {
                Some(&key) if array.is_valid(row) => values.at(key),
                _ => None,
            },
        };
        value.map(str::trim).filter(|text| !text.is_empty())
    }

    pub(super) fn owned(&self, row: usize) -> Option<String> {
        self.at(row).map(str::to_owned)
    }
}

/// A column of lists: each row is a range of the items below it.
pub(super) enum Lists<'a> {
    Absent,
    Small(&'a ListArray),
    Large(&'a LargeListArray),
}

impl<'a> Lists<'a> {
    pub(super) fn named(batch: &'a RecordBatch, name: &str) -> Self {
        let Some(array) = batch.column_by_name(name) else {
            return Lists::Absent;
        };
        match array.data_type() {
            DataType::List(_) => Lists::Small(array.as_list()),
            DataType::LargeList(_) => Lists::Large(array.as_list()),
            _ => Lists::Absent,
        }
    }

    fn items(&self) -> Option<&'a ArrayRef> {
        match self {
            Lists::Absent => None,
            Lists::Small(array) => Some(array.values()),
            Lists::Large(array) => Some(array.values()),
        }
    }

    /// The items, when they are text.
    pub(super) fn texts(&self) -> Text<'a> {
        self.items().map_or(Text::Absent, Text::of)
    }

    /// One text field of the items, when they are structs.
    pub(super) fn field(&self, name: &str) -> Text<'a> {
        self.items()
            .and_then(|items| items.as_struct_opt())
            .and_then(|structs| structs.column_by_name(name))
            .map_or(Text::Absent, Text::of)
    }

    /// Where the row's items stand; empty for a null list.
    pub(super) fn range(&self, row: usize) -> Range<usize> {
        match self {
            Lists::Small(array) if array.is_valid(row) => {
                let offsets = array.value_offsets();
                offsets[row] as usize..offsets[row + 1] as usize
            }
            Lists::Large(array) if array.is_valid(row) => {
                let offsets = array.value_offsets();
                offsets[row] as usize..offsets[row + 1] as usize
            }
            _ => 0..0,
        }
    }
}

/// A column of calendar dates, or of text that holds them.
pub(super) enum Days<'a> {
    Absent,
    Dates(&'a PrimitiveArray<Date32Type>),
    Texts(Text<'a>),
}

impl<'a> Days<'a> {
    pub(super) fn named(batch: &'a RecordBatch, name: &str) -> Self {
        match batch.column_by_name(name) {
            None => Days::Absent,
            Some(array) if array.data_type() == &DataType::Date32 => {
                Days::Dates(array.as_primitive())
            }
            Some(array) => Days::Texts(Text::of(array)),
        }
    }

    /// `Err(())` for a value that is no date.
    pub(super) fn at(&self, row: usize) -> Result<Option<Date>, ()> {
        match self {
            Days::Dates(array) if array.is_valid(row) => {
                from_epoch_days(array.value(row)).map(Some).ok_or(())
            }
            Days::Texts(texts) => match texts.at(row) {
                Some(text) => text.parse().map(Some).map_err(|_| ()),
                None => Ok(None),
            },
            Days::Absent | Days::Dates(_) => Ok(None),
        }
    }
}

const EPOCH: Date = jiff::civil::date(1970, 1, 1);

fn from_epoch_days(days: i32) -> Option<Date> {
    let span = jiff::Span::new().try_days(days).ok()?;
    EPOCH.checked_add(span).ok()
}

/// Days since 1970-01-01, as Parquet holds a date.
pub(super) fn to_epoch_days(date: Date) -> i32 {
    EPOCH.until(date).map_or(0, |span| span.get_days())
}

/// The instant at a row of a timestamp column of any unit; without a zone it is UTC.
pub(super) fn instant_at(batch: &RecordBatch, name: &str, row: usize) -> Option<Timestamp> {
    let array = batch.column_by_name(name)?;
    if array.is_null(row) {
        return None;
    }
    match array.data_type() {
        DataType::Timestamp(unit, _) => match unit {
            TimeUnit::Second => {
                Timestamp::from_second(array.as_primitive::<TimestampSecondType>().value(row)).ok()
            }
            TimeUnit::Millisecond => Timestamp::from_millisecond(
                array.as_primitive::<TimestampMillisecondType>().value(row),
            )
            .ok(),
            TimeUnit::Microsecond => Timestamp::from_microsecond(
                array.as_primitive::<TimestampMicrosecondType>().value(row),
            )
            .ok(),
            TimeUnit::Nanosecond => {
                let value = array.as_primitive::<TimestampNanosecondType>().value(row);
                Timestamp::from_nanosecond(i128::from(value)).ok()
            }
        },
        _ => Text::of(array).at(row)?.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow_array::types::Int8Type;
    use arrow_array::{DictionaryArray, LargeStringArray};
    use std::sync::Arc;

    #[test]
    fn every_text_layout_reads_the_same() {
        let rows = vec![Some(" a "), None, Some(""), Some("ß")];
        let layouts: Vec<ArrayRef> = vec![
            Arc::new(StringArray::from(rows.clone())),
            Arc::new(LargeStringArray::from(rows.clone())),
            Arc::new(StringViewArray::from(rows.clone())),
            Arc::new(rows.into_iter().collect::<DictionaryArray<Int8Type>>()),
        ];
        for array in &layouts {
            let text = Text::of(array);
            let read: Vec<_> = (0..4).map(|row| text.at(row)).collect();
            assert_eq!(
                read,
                [Some("a"), None, None, Some("ß")],
                "{}",
                array.data_type()
            );
        }
    }

    #[test]
    fn days_round_trip_and_nonsense_is_an_error_not_a_panic() {
        for text in ["1969-12-31", "1970-01-01", "2026-11-23", "1899-02-28"] {
            let date: Date = text.parse().unwrap();
            assert_eq!(from_epoch_days(to_epoch_days(date)), Some(date));
        }
        assert_eq!(from_epoch_days(i32::MAX), None);
    }
}
