//! One value of a published table, between plain Rust types and the file formats.
//!
//! A field's Rust type alone decides its published type, so that a table cannot say one
//! thing in Parquet and another in CSV or JSON.

use jiff::Timestamp;
use jiff::civil::Date;

/// The published type of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    Text,
    Int32,
    Int64,
    Double,
    /// Parquet Date32.
    Day,
    /// Milliseconds, UTC.
    Moment,
    TextList,
}

/// One value of one row.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Null,
    Text(String),
    Int32(i32),
    Int64(i64),
    Double(f64),
    Day(Date),
    Moment(Timestamp),
    TextList(Vec<String>),
}

/// A Rust type that a column can hold.
pub trait Value: Sized {
    const TYPE: Type;
    const NULLABLE: bool = false;
    fn to_cell(&self) -> Cell;
    /// `None` for null in a required column, another type, or a word that is not one of
    /// the closed set.
    fn from_cell(cell: Cell) -> Option<Self>;
}

/// A type that is stored as it stands.
macro_rules! plain_value {
    ($type:ty, $variant:ident) => {
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
        }
    };
}

plain_value!(String, Text);
plain_value!(i32, Int32);
plain_value!(i64, Int64);
plain_value!(f64, Double);
plain_value!(Date, Day);
plain_value!(Timestamp, Moment);
plain_value!(Vec<String>, TextList);

/// A closed enum that is stored as its contract word.
macro_rules! word_value {
    ($type:ty) => {
        impl $crate::tables::cell::Value for $type {
            const TYPE: $crate::tables::cell::Type = $crate::tables::cell::Type::Text;

            fn to_cell(&self) -> $crate::tables::cell::Cell {
                $crate::tables::cell::Cell::Text(self.as_str().to_owned())
            }

            fn from_cell(cell: $crate::tables::cell::Cell) -> Option<Self> {
                <$type>::parse(&String::from_cell(cell)?)
            }
        }
    };
}

pub(crate) use word_value;

impl<T: Value> Value for Option<T> {
    const TYPE: Type = T::TYPE;
    const NULLABLE: bool = true;

    fn to_cell(&self) -> Cell {
        self.as_ref().map_or(Cell::Null, Value::to_cell)
    }

    fn from_cell(cell: Cell) -> Option<Self> {
        match cell {
            Cell::Null => Some(None),
            known => T::from_cell(known).map(Some),
        }
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
