//! What a query answers: rows as cells, for whoever prints them, or Parquet.

use crate::error::{Error, Kind, Result};
use crate::frames::fault;
use crate::tables::cell::Cell;
use crate::tables::read::date_of_days;
use jiff::Timestamp;
use polars::prelude::{AnyValue, Column, DataFrame, TimeUnit};
use polars_io::prelude::{ParquetCompression, ParquetWriter};

#[derive(Clone, Debug)]
pub struct Answer {
    rows: DataFrame,
}

impl Answer {
    pub(super) fn of(rows: DataFrame) -> Answer {
        Answer { rows }
    }

    pub fn count(&self) -> usize {
        self.rows.height()
    }

    pub fn columns(&self) -> Vec<String> {
        let names = self.rows.get_column_names().into_iter();
        names.map(|name| name.as_str().to_owned()).collect()
    }

    /// The first so many rows.
    pub fn cells(&self, most: usize) -> Result<Vec<Vec<Cell>>> {
        let count = self.count().min(most);
        let columns = self.rows.columns();
        let row = |row| columns.iter().map(|column| cell(column, row)).collect();
        (0..count).map(row).collect()
    }

    /// The whole file: of equal rows equal bytes.
    pub fn parquet(mut self) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let writer = ParquetWriter::new(&mut bytes);
        let writer = writer.with_compression(ParquetCompression::Zstd(None));
        let written = writer.set_parallel(false).finish(&mut self.rows);
        written.map_err(|e| {
            Error::new(Kind::Usage, "the answer cannot be written as Parquet").because(e)
        })?;
        Ok(bytes)
    }
}

fn cell(column: &Column, row: usize) -> Result<Cell> {
    let value = column.get(row).map_err(|e| fault::computed(&e))?;
    Ok(of_value(&value))
}

/// Types that no published table has come as text.
fn of_value(value: &AnyValue) -> Cell {
    match value {
        AnyValue::Null => Cell::Null,
        AnyValue::Boolean(flag) => Cell::Flag(*flag),
        AnyValue::String(text) => Cell::Text((*text).to_owned()),
        AnyValue::StringOwned(text) => Cell::Text(text.as_str().to_owned()),
        AnyValue::Int32(number) => Cell::Int32(*number),
        AnyValue::Float32(number) => Cell::Double(f64::from(*number)),
        AnyValue::Float64(number) => Cell::Double(*number),
        AnyValue::Date(days) => date_of_days(*days).map_or(Cell::Null, Cell::Day),
        AnyValue::Datetime(at, unit, _) => moment(*at, *unit),
        AnyValue::DatetimeOwned(at, unit, _) => moment(*at, *unit),
        AnyValue::List(items) => {
            let items = items.iter().map(|item| text(&of_value(&item)));
            Cell::TextList(items.collect())
        }
        number if number.is_integer() => match number.extract::<i64>() {
            Some(number) => Cell::Int64(number),
            None => Cell::Text(number.to_string()),
        },
        other => Cell::Text(other.to_string()),
    }
}

/// An item of a list.
fn text(cell: &Cell) -> String {
    match cell {
        Cell::Null => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Int32(number) => number.to_string(),
        Cell::Int64(number) => number.to_string(),
        Cell::Double(number) => number.to_string(),
        Cell::Flag(flag) => flag.to_string(),
        Cell::Day(day) => day.to_string(),
        Cell::Moment(moment) => moment.to_string(),
        Cell::TextList(texts) => texts.join("|"),
    }
}

fn moment(at: i64, unit: TimeUnit) -> Cell {
    let moment = match unit {
        TimeUnit::Milliseconds => Timestamp::from_millisecond(at),
        TimeUnit::Microseconds => Timestamp::from_microsecond(at),
        TimeUnit::Nanoseconds => Timestamp::from_nanosecond(i128::from(at)),
    };
    moment.map_or(Cell::Null, Cell::Moment)
}
