//! A table is a struct whose fields are its columns: names, types and order, for Parquet,
//! CSV and JSON alike. There is no second list of columns.

use crate::tables::cell::{Cell, Type};
use arrow_array::ArrayRef;
use std::borrow::Borrow;

/// One column as published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    pub name: &'static str,
    pub kind: Type,
    pub nullable: bool,
}

/// A row type whose fields are the columns of a table.
pub trait Table: Sized {
    const COLUMNS: &'static [Column];

    /// In the order of [`Table::COLUMNS`].
    fn cells(&self) -> Vec<Cell>;

    /// The inverse of [`Table::cells`]; `Err` names the column whose value is not one.
    fn from_cells(cells: Vec<Cell>) -> Result<Self, &'static str>;

    /// The columns of many rows, in the order of [`Table::COLUMNS`].
    fn arrays<R: Borrow<Self>>(rows: &[R]) -> Vec<ArrayRef>;
}

macro_rules! table {
    ($(#[$about:meta])* pub struct $row:ident { $($(#[$doc:meta])* pub $field:ident: $type:ty,)* }) => {
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $row { $($(#[$doc])* pub $field: $type,)* }

        impl $crate::tables::row::Table for $row {
            const COLUMNS: &'static [$crate::tables::row::Column] = &[$($crate::tables::row::Column {
                name: stringify!($field),
                kind: <$type as $crate::tables::cell::Value>::TYPE,
                nullable: <$type as $crate::tables::cell::Value>::NULLABLE,
            },)*];

            fn cells(&self) -> Vec<$crate::tables::cell::Cell> {
                vec![$($crate::tables::cell::Value::to_cell(&self.$field),)*]
            }

            fn from_cells(
                cells: Vec<$crate::tables::cell::Cell>,
            ) -> std::result::Result<Self, &'static str> {
                let mut cells = cells.into_iter();
                Ok($row { $($field: cells
                    .next()
                    .and_then(<$type as $crate::tables::cell::Value>::from_cell)
                    .ok_or(stringify!($field))?,)* })
            }

            fn arrays<R: std::borrow::Borrow<Self>>(rows: &[R]) -> Vec<arrow_array::ArrayRef> {
                vec![$(<$type as $crate::tables::cell::Value>::array(
                    &mut rows.iter().map(|row| Some(&row.borrow().$field)),
                ),)*]
            }
        }
    };
}

pub(crate) use table;
