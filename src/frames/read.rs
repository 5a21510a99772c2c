//! Parquet as frames. Our own reader looks at the footer and the pages first (`tables/source.rs`):
//! Polars makes room for what they announce.

use crate::error::{Error, Kind, Result};
use crate::guard::caught;
use crate::tables::cell::Type;
use crate::tables::parquet::encode;
use crate::tables::row::Table;
use crate::tables::source::Source;
use crate::tables::version;
use bytes::Bytes;
use polars::prelude::{
    Column, DataFrame, DataType, IntoColumn, NamedFrom, PlSmallStr, Series, TimeUnit,
};
use polars_io::prelude::{ParquetReader, SerReader};
use std::io::Cursor;
use std::path::Path;

/// A table as it is asked, with the columns that its file does not have: an earlier version wrote
/// it, and they are null.
#[derive(Clone, Debug)]
pub struct Frame {
    pub rows: DataFrame,
    pub absent: Vec<&'static str>,
}

/// Of a published table the columns that are `wanted`, in its own order.
pub fn table<T: Table>(
    path: &Path,
    bytes: Vec<u8>,
    wanted: impl Fn(&str) -> bool,
) -> Result<Frame> {
    let source = Source::of_bytes(path, bytes)?;
    if let Some(fault) = version::fault(source.metadata(version::KEY).as_deref()) {
        let what = format!("{} {fault}", path.display());
        return Err(Error::new(Kind::Data, what).hint("read it with the version that wrote it"));
    }
    let columns = T::COLUMNS.iter().filter(|column| wanted(column.name));
    let columns: Vec<_> = columns.collect();
    let there = |name: &str| source.schema().field_with_name(name).is_ok();
    let named: Vec<&str> = columns.iter().map(|column| column.name).collect();
    let named: Vec<&str> = named.into_iter().filter(|name| there(name)).collect();
    let read = decoded(path, source.looked_at(&named)?, Some(&named))?;
    let mut absent = Vec::new();
    let mut made = Vec::new();
    for column in columns {
        let kind = dtype(column.kind);
        made.push(match read.column(column.name) {
            Ok(found) => {
                cast(found, &kind).ok_or_else(|| not_the_table(path, column.name, found.dtype()))?
            }
            Err(_) => {
                absent.push(column.name);
                Column::full_null(PlSmallStr::from_static(column.name), read.height(), &kind)
            }
        });
    }
    Ok(Frame {
        rows: of_columns(read.height(), made),
        absent,
    })
}

impl Frame {
    /// A column of the file's, or this text in every row where the file does not have it.
    pub fn with_text(mut self, column: &str, text: &str) -> Frame {
        let Some(at) = self.absent.iter().position(|absent| *absent == column) else {
            return self;
        };
        self.absent.remove(at);
        let texts = vec![text; self.rows.height()];
        let column = Series::new(column.into(), texts).into_column();
        // In the place of the null one, which has the same name and length.
        self.rows.with_column(column).expect("of one length");
        self
    }
}

/// Rows that are in memory, with the columns that are wanted.
pub fn rows<T: Table>(rows: &[T], wanted: impl Fn(&str) -> bool) -> Result<DataFrame> {
    Ok(table::<T>(Path::new("rows"), encode(rows), wanted)?.rows)
}

/// The rows of several files of one table, in order.
pub fn stacked<T: Table>(
    frames: Vec<DataFrame>,
    wanted: impl Fn(&str) -> bool,
) -> Result<DataFrame> {
    let mut all = rows::<T>(&[], wanted)?;
    for frame in frames {
        // Each was read as the same table.
        all.vstack_mut(&frame).expect("the same columns");
    }
    all.rechunk_mut();
    Ok(all)
}

/// A file of anybody's, with the columns that are `wanted`.
pub fn parquet(path: &Path, bytes: Vec<u8>, wanted: impl Fn(&str) -> bool) -> Result<DataFrame> {
    let source = Source::of_bytes(path, bytes)?;
    let fields = source.schema().fields().iter();
    let named: Vec<&str> = fields.map(|field| field.name().as_str()).collect();
    let named: Vec<&str> = named.into_iter().filter(|name| wanted(name)).collect();
    let read = decoded(path, source.looked_at(&named)?, Some(&named))?;
    let columns = read.columns().iter().map(without_zone);
    Ok(of_columns(read.height(), columns.collect()))
}

/// The names of a file's columns, and its types.
pub fn columns_of(path: &Path, bytes: Vec<u8>) -> Result<Vec<(String, String)>> {
    let source = Source::of_bytes(path, bytes)?;
    let fields = source.schema().fields().iter();
    let told = fields.map(|field| (field.name().clone(), field.data_type().to_string()));
    Ok(told.collect())
}

fn decoded(path: &Path, bytes: Bytes, columns: Option<&[&str]>) -> Result<DataFrame> {
    let columns = columns.map(|names| names.iter().map(|name| (*name).to_owned()).collect());
    let read = || {
        ParquetReader::new(Cursor::new(bytes))
            .with_columns(columns)
            .finish()
    };
    let damaged = || {
        let what = format!("{} is not a whole Parquet file", path.display());
        Error::new(Kind::Data, what).hint("fetch or write the file again")
    };
    match caught(read) {
        Ok(Ok(read)) => Ok(read),
        // Its words may hold values.
        Ok(Err(_)) | Err(_) => Err(damaged()),
    }
}

/// The type of a published column. Moments are in UTC and have no zone, so that they compare with
/// a text that says none.
pub fn dtype(kind: Type) -> DataType {
    match kind {
        Type::Text => DataType::String,
        Type::Int32 => DataType::Int32,
        Type::Int64 => DataType::Int64,
        Type::Double => DataType::Float64,
        Type::Flag => DataType::Boolean,
        Type::Day => DataType::Date,
        Type::Moment => DataType::Datetime(TimeUnit::Milliseconds, None),
        Type::TextList => DataType::List(Box::new(DataType::String)),
    }
}

fn cast(column: &Column, kind: &DataType) -> Option<Column> {
    let column = without_zone(column);
    (column.dtype() == kind).then_some(column)
}

fn without_zone(column: &Column) -> Column {
    match column.dtype() {
        DataType::Datetime(unit, Some(_)) => {
            let moments = column.to_physical_repr();
            let naive = moments.cast(&DataType::Datetime(*unit, None));
            naive.unwrap_or_else(|_| column.clone())
        }
        _ => column.clone(),
    }
}

fn not_the_table(path: &Path, column: &str, found: &DataType) -> Error {
    let what = format!("{} is not the table that it should be", path.display());
    Error::new(Kind::Data, what)
        .because(format!("column {column} is {found}"))
        .hint("name a folder that this program wrote, or restore it from a backup")
}

/// Columns of one length, with names of their own.
pub fn of_columns(height: usize, columns: Vec<Column>) -> DataFrame {
    DataFrame::new(height, columns).expect("columns of one file have one length and own names")
}

/// A column of texts.
pub fn texts(name: &str, values: &[Option<String>]) -> Column {
    Series::new(name.into(), values).into_column()
}
