//! A table is a struct whose fields are its columns: names, types, order and what they mean,
//! for Parquet, CSV, JSON and the data dictionary alike. There is no second list of columns.

use crate::tables::cell::{Cell, Type};
use arrow_array::ArrayRef;
use std::borrow::Borrow;

/// One column as published.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    pub name: &'static str,
    pub kind: Type,
    pub nullable: bool,
    /// Lines of what it means.
    pub about: &'static [&'static str],
    pub unit: Option<&'static str>,
    /// Version of the table that had it first.
    pub since: &'static str,
    /// The closed set that its values are of; of none when it is open.
    pub words: fn() -> Vec<&'static str>,
    /// Written a second time, under a name that plain SQL can say; never read.
    pub is_twin: bool,
}

/// A row type whose fields are the columns of a table.
pub trait Table: Sized {
    const COLUMNS: &'static [Column];

    /// Of the files that hold it.
    const VERSION: &'static str;

    /// Lines of what the table holds.
    const ABOUT: &'static [&'static str];

    /// In the order of [`Table::COLUMNS`].
    fn cells(&self) -> Vec<Cell>;

    /// The inverse of [`Table::cells`]; `Err` names the column whose value is not one.
    fn from_cells(cells: Vec<Cell>) -> Result<Self, &'static str>;

    /// The columns of many rows, in the order of [`Table::COLUMNS`].
    fn arrays<R: Borrow<Self>>(rows: &[R]) -> Vec<ArrayRef>;
}

impl Column {
    /// Whether files of an earlier version do not have it.
    pub fn is_added(&self) -> bool {
        self.since != FIRST
    }
}

/// The version of a table's first columns.
pub const FIRST: &str = "1";

/// A table's version is that of outputs, unless `version` names another. A field may be given, after its documentation and in this order: `unit`; `words`, a function
/// of the closed set that a text is of (an enum knows its own); `since`, the version of the
/// table that had it first; and `twin`, the name under which it is written again.
macro_rules! table {
    (
        $(#[doc = $about:literal])*
        $(#[derive($($derive:ident),*)])?
        $(#[version = $version:path])?
        pub struct $row:ident { $(
            $(#[doc = $doc:literal])*
            $(#[unit = $unit:literal])?
            $(#[words = $words:path])?
            $(#[since = $since:literal])?
            $(#[twin = $twin:literal])?
            pub $field:ident: $type:ty,
        )* }
    ) => {
        $(#[doc = $about])*
        #[derive(Clone, Debug, PartialEq, $($($derive),*)?)]
        pub struct $row { $($(#[doc = $doc])* pub $field: $type,)* }

        impl $crate::tables::row::Table for $row {
            const VERSION: &'static str = $crate::tables::row::table!(@version $($version)?);

            const ABOUT: &'static [&'static str] = &[$($about),*];

            const COLUMNS: &'static [$crate::tables::row::Column] = &[$(
                $crate::tables::row::Column {
                    name: stringify!($field),
                    kind: <$type as $crate::tables::cell::Value>::TYPE,
                    nullable: <$type as $crate::tables::cell::Value>::NULLABLE,
                    about: &[$($doc),*],
                    unit: $crate::tables::row::table!(@option $($unit)?),
                    since: $crate::tables::row::table!(@since $($since)?),
                    words: $crate::tables::row::table!(@words $type; $($words)?),
                    is_twin: false,
                },
                $($crate::tables::row::Column {
                    name: $twin,
                    kind: <$type as $crate::tables::cell::Value>::TYPE,
                    nullable: <$type as $crate::tables::cell::Value>::NULLABLE,
                    about: &[concat!(
                        "The same as `", stringify!($field),
                        "`, under a name that plain SQL can say. That one goes with version 3."
                    )],
                    unit: None,
                    since: "2",
                    words: <$type as $crate::tables::cell::Value>::words,
                    is_twin: true,
                },)?
            )*];

            fn cells(&self) -> Vec<$crate::tables::cell::Cell> {
                vec![$(
                    $crate::tables::cell::Value::to_cell(&self.$field),
                    $($crate::tables::row::table!(
                        @again $twin $crate::tables::cell::Value::to_cell(&self.$field)
                    ),)?
                )*]
            }

            fn from_cells(
                cells: Vec<$crate::tables::cell::Cell>,
            ) -> std::result::Result<Self, &'static str> {
                let mut cells = cells.into_iter();
                Ok($row { $($field: {
                    let value = cells
                        .next()
                        .and_then(<$type as $crate::tables::cell::Value>::from_cell)
                        .ok_or(stringify!($field))?;
                    $($crate::tables::row::table!(@again $twin cells.next());)?
                    value
                },)* })
            }

            fn arrays<R: std::borrow::Borrow<Self>>(rows: &[R]) -> Vec<arrow_array::ArrayRef> {
                vec![$(
                    <$type as $crate::tables::cell::Value>::array(
                        &mut rows.iter().map(|row| Some(&row.borrow().$field)),
                    ),
                    $($crate::tables::row::table!(
                        @again $twin <$type as $crate::tables::cell::Value>::array(
                            &mut rows.iter().map(|row| Some(&row.borrow().$field)),
                        )
                    ),)?
                )*]
            }
        }
    };
    (@version) => { $crate::tables::version::OUTPUTS };
    (@version $given:path) => { $given };
    (@option) => { None };
    (@option $given:literal) => { Some($given) };
    (@since) => { $crate::tables::row::FIRST };
    (@since $given:literal) => { $given };
    (@words $type:ty;) => { <$type as $crate::tables::cell::Value>::words };
    (@words $type:ty; $given:path) => { $given };
    (@again $twin:literal $what:expr) => { $what };
}

pub(crate) use table;
