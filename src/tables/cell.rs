//! One value of a table, between plain Rust types and the file formats.
//!
//! A field's Rust type alone decides its published type, so that a table cannot say one
//! thing in Parquet and another in CSV or JSON.

use crate::tables::read::{date_of_days, days_of_date};
use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float64Type, Int32Type, Int64Type, TimestampMillisecondType};
use arrow_array::{
    Array, ArrayRef, BooleanArray, Date32Array, Float64Array, Int32Array, Int64Array, StringArray,
    TimestampMillisecondArray,
};
use arrow_schema::{DataType, Field, TimeUnit};
use jiff::Timestamp;
use jiff::civil::Date;
use std::sync::Arc;

/// The published type of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    Text,
    Int32,
    Int64,
    Double,
    Flag,
    /// Parquet Date32.
    Day,
    /// Milliseconds, UTC.
    Moment,
    TextList,
}

impl Type {
    pub fn arrow(self) -> DataType {
        match self {
            Type::Text => DataType::Utf8,
            Type::Int32 => DataType::Int32,
            Type::Int64 => DataType::Int64,
            Type::Double => DataType::Float64,
            Type::Flag => DataType::Boolean,
            Type::Day => DataType::Date32,
            Type::Moment => DataType::Timestamp(TimeUnit::Millisecond, Some("UTC".into())),
            Type::TextList => DataType::List(Arc::new(Field::new_list_field(DataType::Utf8, true))),
        }
    }

    /// As the data dictionary calls it.
    pub fn name(self) -> &'static str {
        match self {
            Type::Text => "text",
            Type::Int32 => "int32",
            Type::Int64 => "int64",
            Type::Double => "double",
            Type::Flag => "bool",
            Type::Day => "date",
            Type::Moment => "timestamp, ms, UTC",
            Type::TextList => "list of text",
        }
    }

    /// One value of an array of this type.
    pub fn cell(self, array: &ArrayRef, row: usize) -> Cell {
        if array.is_null(row) {
            return Cell::Null;
        }
        match self {
            Type::Text => Cell::Text(array.as_string::<i32>().value(row).to_owned()),
            Type::Int32 => Cell::Int32(array.as_primitive::<Int32Type>().value(row)),
            Type::Int64 => Cell::Int64(array.as_primitive::<Int64Type>().value(row)),
            Type::Double => Cell::Double(array.as_primitive::<Float64Type>().value(row)),
            Type::Flag => Cell::Flag(array.as_boolean().value(row)),
            Type::Day => {
                let days = array.as_primitive::<Date32Type>().value(row);
                date_of_days(days).map_or(Cell::Null, Cell::Day)
            }
            Type::Moment => {
                let at = array.as_primitive::<TimestampMillisecondType>().value(row);
                Timestamp::from_millisecond(at).map_or(Cell::Null, Cell::Moment)
            }
            Type::TextList => {
                let items = array.as_list::<i32>().value(row);
                let texts = items.as_string::<i32>().iter().flatten();
                Cell::TextList(texts.map(str::to_owned).collect())
            }
        }
    }
}

/// One value of one row.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Null,
    Text(String),
    Int32(i32),
    Int64(i64),
    Double(f64),
    Flag(bool),
    Day(Date),
    Moment(Timestamp),
    TextList(Vec<String>),
}

/// The values of one column, in the order of the rows; null where there is none.
pub type Values<'i, 'v, T> = &'i mut dyn Iterator<Item = Option<&'v T>>;

/// A Rust type that a column can hold.
pub trait Value: Sized {
    const TYPE: Type;
    const NULLABLE: bool = false;
    /// The closed set of texts that a value is of; none when it is open.
    fn words() -> Vec<&'static str> {
        Vec::new()
    }
    fn to_cell(&self) -> Cell;
    /// `None` for null in a required column, another type, or a word that is not one of
    /// the closed set.
    fn from_cell(cell: Cell) -> Option<Self>;
    fn array<'v>(values: Values<'_, 'v, Self>) -> ArrayRef
    where
        Self: 'v;
}

/// A type that is stored as it stands; the array is made of its values.
macro_rules! plain_value {
    ($type:ty, $variant:ident, $values:ident => $array:expr) => {
        impl Value for $type {
            const TYPE: Type = Type::$variant;

            fn to_cell(&self) -> Cell {
                Cell::$variant(self.clone())
            }

            fn from_cell(cell: Cell) -> Option<Self> {
                match cell {
                    Cell::$variant(value) => Some(value),
                    _ => None,
                }
            }

            fn array<'v>($values: Values<'_, 'v, Self>) -> ArrayRef
            where
                Self: 'v,
            {
                Arc::new($array)
            }
        }
    };
}

plain_value!(String, Text, values => values.collect::<StringArray>());
plain_value!(i32, Int32, values => values.map(|value| value.copied()).collect::<Int32Array>());
plain_value!(i64, Int64, values => values.map(|value| value.copied()).collect::<Int64Array>());
plain_value!(f64, Double, values => values.map(|value| value.copied()).collect::<Float64Array>());
plain_value!(bool, Flag, values => values.map(|value| value.copied()).collect::<BooleanArray>());
plain_value!(Date, Day, values => {
    let days = values.map(|day| day.copied().map(days_of_date));
    days.collect::<Date32Array>()
});
plain_value!(Timestamp, Moment, values => {
    let moments = values.map(|at| at.copied().map(Timestamp::as_millisecond));
    moments.collect::<TimestampMillisecondArray>().with_timezone("UTC")
});
plain_value!(Vec<String>, TextList, values => {
    let mut lists = ListBuilder::new(StringBuilder::new());
    values.for_each(|texts| lists.append_option(texts.map(|texts| texts.iter().map(Some))));
    lists.finish()
});

/// A closed enum that is stored as its contract word.
macro_rules! word_value {
    ($type:ty, $words:expr) => {
        impl $crate::tables::cell::Value for $type {
            const TYPE: $crate::tables::cell::Type = $crate::tables::cell::Type::Text;

            fn words() -> Vec<&'static str> {
                $words
            }

            fn to_cell(&self) -> $crate::tables::cell::Cell {
                $crate::tables::cell::Cell::Text(self.as_str().to_owned())
            }

            fn from_cell(cell: $crate::tables::cell::Cell) -> Option<Self> {
                <$type>::parse(&String::from_cell(cell)?)
            }

            fn array<'v>(
                values: $crate::tables::cell::Values<'_, 'v, Self>,
            ) -> arrow_array::ArrayRef
            where
                Self: 'v,
            {
                let words = values.map(|value| value.map(|word| word.as_str()));
                std::sync::Arc::new(words.collect::<arrow_array::StringArray>())
            }
        }
    };
}

pub(crate) use word_value;

impl<T: Value> Value for Option<T> {
    const TYPE: Type = T::TYPE;
    const NULLABLE: bool = true;

    fn words() -> Vec<&'static str> {
        T::words()
    }

    fn to_cell(&self) -> Cell {
        self.as_ref().map_or(Cell::Null, Value::to_cell)
    }

    fn from_cell(cell: Cell) -> Option<Self> {
        match cell {
            Cell::Null => Some(None),
            known => T::from_cell(known).map(Some),
        }
    }

    fn array<'v>(values: Values<'_, 'v, Self>) -> ArrayRef
    where
        Self: 'v,
    {
        T::array(&mut values.map(|value| value.and_then(Option::as_ref)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn null_is_a_value_only_where_the_column_allows_it() {
        assert_eq!(Option::<String>::from_cell(Cell::Null), Some(None));
        assert_eq!(String::from_cell(Cell::Null), None);
        assert_eq!(i64::from_cell(Cell::Int32(1)), None);
    }
}
