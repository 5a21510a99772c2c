//! What a column is asked for as, and what of other tools' types becomes that: nothing that a
//! traveller or an entry says is lost because a tool wrote it in a type of its own.
//!
//! Text without its mark is text when it is UTF-8; a midnight is a day; a whole number is text
//! where no digit of it can have been lost before.

use crate::error::{Error, Kind, Result};
use crate::tables::wanted::Wanted;
use arrow_array::cast::AsArray;
use arrow_array::types::{
    Decimal128Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type,
    UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, ListArray, RecordBatch, StringArray, StructArray};
use arrow_schema::{DataType, Field, Schema};
use std::path::Path;
use std::sync::Arc;

/// One column that was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fit {
    /// As whoever reads it calls it.
    pub(super) asked: String,
    /// Its place among the file's columns.
    pub(super) root: usize,
    pub(super) wanted: Wanted,
    /// Of a list of structs: by the place among the struct's fields.
    pub(super) fields: Vec<(usize, String, Wanted)>,
}

/// The batch under the names and in the types that were asked for. `roots` are the places of its
/// columns in the file.
pub(super) fn fitted(
    path: &Path,
    batch: RecordBatch,
    roots: &[usize],
    fits: &[Fit],
) -> Result<RecordBatch> {
    if roots
        .iter()
        .all(|root| fits.iter().all(|fit| fit.root != *root))
    {
        return Ok(batch);
    }
    let mut fields = Vec::with_capacity(roots.len());
    let mut columns = Vec::with_capacity(roots.len());
    let schema = batch.schema();
    for ((root, field), column) in roots.iter().zip(schema.fields()).zip(batch.columns()) {
        let fit = fits.iter().find(|fit| fit.root == *root);
        let (name, column) = match fit {
            None => (field.name().clone(), Arc::clone(column)),
            Some(fit) => {
                let column =
                    of_column(column, fit).map_err(|what| unread(path, &fit.asked, what))?;
                (fit.asked.clone(), column)
            }
        };
        fields.push(Field::new(name, column.data_type().clone(), true));
        columns.push(column);
    }
    rebuilt(fields.into(), columns)
}

/// The batch with columns of one value behind its own.
pub(super) fn with_constants(
    batch: RecordBatch,
    constants: &[(String, String)],
) -> Result<RecordBatch> {
    if constants.is_empty() {
        return Ok(batch);
    }
    let mut fields: Vec<_> = batch.schema().fields().iter().cloned().collect();
    let mut columns = batch.columns().to_vec();
    for (name, value) in constants {
        fields.push(Arc::new(Field::new(name, DataType::Utf8, true)));
        let values = std::iter::repeat_n(Some(value), batch.num_rows());
        columns.push(Arc::new(values.collect::<StringArray>()));
    }
    rebuilt(fields.into(), columns)
}

fn rebuilt(fields: arrow_schema::Fields, columns: Vec<ArrayRef>) -> Result<RecordBatch> {
    let batch = RecordBatch::try_new(Arc::new(Schema::new(fields)), columns);
    batch.map_err(|e| Error::new(Kind::Bug, "a batch lost its form").because(e))
}

/// Why a value is none.
const NO_TEXT: &str = "holds bytes that are no text in UTF-8";

fn unread(path: &Path, column: &str, what: &str) -> Error {
    let what = format!("{}: column {column} {what}", path.display());
    Error::new(Kind::Data, what).hint("write the column as text")
}

fn of_column(column: &ArrayRef, fit: &Fit) -> std::result::Result<ArrayRef, &'static str> {
    match fit.wanted {
        Wanted::Text | Wanted::Label | Wanted::Day => plain(column, fit.wanted),
        Wanted::Moment => Ok(Arc::clone(column)),
        Wanted::TextList => items(column, |values| plain(values, Wanted::Text)),
        Wanted::StructList => items(column, |values| structs(values, &fit.fields)),
    }
}

fn items(
    column: &ArrayRef,
    of_values: impl FnOnce(&ArrayRef) -> std::result::Result<ArrayRef, &'static str>,
) -> std::result::Result<ArrayRef, &'static str> {
    let Some(list) = column.as_list_opt::<i32>() else {
        return Ok(Arc::clone(column));
    };
    let values = of_values(list.values())?;
    let item = Arc::new(Field::new_list_field(values.data_type().clone(), true));
    let (offsets, nulls) = (list.offsets().clone(), list.nulls().cloned());
    let list = ListArray::try_new(item, offsets, values, nulls);
    list.map(|list| Arc::new(list) as ArrayRef)
        .map_err(|_| "is a list that contradicts itself")
}

fn structs(
    values: &ArrayRef,
    fields: &[(usize, String, Wanted)],
) -> std::result::Result<ArrayRef, &'static str> {
    let Some(record) = values.as_struct_opt() else {
        return Ok(Arc::clone(values));
    };
    let mut fitted = Vec::with_capacity(record.num_columns());
    for (at, (field, column)) in record.fields().iter().zip(record.columns()).enumerate() {
        let asked = fields.iter().find(|(place, ..)| *place == at);
        let (name, column) = match asked {
            None => (field.name().clone(), Arc::clone(column)),
            Some((_, name, wanted)) => (name.clone(), plain(column, *wanted)?),
        };
        let field = Field::new(name, column.data_type().clone(), true);
        fitted.push((Arc::new(field), column));
    }
    let (fields, columns): (Vec<_>, Vec<_>) = fitted.into_iter().unzip();
    let record = StructArray::try_new(fields.into(), columns, record.nulls().cloned());
    record
        .map(|record| Arc::new(record) as ArrayRef)
        .map_err(|_| "is a list that contradicts itself")
}

/// A column of single values.
fn plain(column: &ArrayRef, wanted: Wanted) -> std::result::Result<ArrayRef, &'static str> {
    let text = match column.data_type() {
        DataType::Binary => utf8(column.as_binary::<i32>().iter())?,
        DataType::FixedSizeBinary(_) => utf8(column.as_fixed_size_binary().iter())?,
        DataType::Timestamp(..) if wanted == Wanted::Day => days(column),
        _ => match whole_numbers(column) {
            Some(numbers) if wanted != Wanted::Text => numbers,
            Some(_) | None => return Ok(Arc::clone(column)),
        },
    };
    Ok(Arc::new(text))
}

/// Some tools fill texts of one length with zeros.
fn utf8<'a>(
    values: impl Iterator<Item = Option<&'a [u8]>>,
) -> std::result::Result<StringArray, &'static str> {
    let text = |bytes| std::str::from_utf8(bytes).map(|text| text.trim_end_matches('\0'));
    let texts = values.map(|bytes| bytes.map(text).transpose());
    texts
        .collect::<std::result::Result<_, _>>()
        .map_err(|_| NO_TEXT)
}

/// A midnight is its day; another time stays one, which is no day to anybody who reads it.
fn days(column: &ArrayRef) -> StringArray {
    use crate::tables::read::{Moment, Moments};
    let moments = Moments::of_array(column);
    let text = |row| match moments.get(row) {
        Moment::Missing => None,
        Moment::Absurd => Some("beyond all calendars".to_owned()),
        Moment::At(at) => {
            let text = at.to_string();
            Some(
                text.strip_suffix("T00:00:00Z")
                    .map_or(text.clone(), str::to_owned),
            )
        }
    };
    (0..column.len()).map(text).collect()
}

/// `None` for what is no column of numbers.
fn whole_numbers(column: &ArrayRef) -> Option<StringArray> {
    macro_rules! written {
        ($kind:ty) => {
            column
                .as_primitive::<$kind>()
                .iter()
                .map(|number| number.map(|number| number.to_string()))
                .collect()
        };
    }
    Some(match column.data_type() {
        DataType::Int8 => written!(Int8Type),
        DataType::Int16 => written!(Int16Type),
        DataType::Int32 => written!(Int32Type),
        DataType::Int64 => written!(Int64Type),
        DataType::UInt8 => written!(UInt8Type),
        DataType::UInt16 => written!(UInt16Type),
        DataType::UInt32 => written!(UInt32Type),
        DataType::UInt64 => written!(UInt64Type),
        // What a tool makes of whole numbers when one is missing: 400 is written 400, NaN is none.
        DataType::Float64 => {
            let numbers = column.as_primitive::<Float64Type>().iter();
            let known = numbers.map(|number| number.filter(|number| !number.is_nan()));
            known
                .map(|number| number.map(|number| number.to_string()))
                .collect()
        }
        DataType::Decimal128(_, 0) => written!(Decimal128Type),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow_array::{
        BinaryArray, Float64Array, Int64Array, TimestampMicrosecondArray, TimestampNanosecondArray,
    };

    fn read(
        column: ArrayRef,
        wanted: Wanted,
    ) -> std::result::Result<Vec<Option<String>>, &'static str> {
        let column = plain(&column, wanted)?;
        let texts = column.as_string::<i32>().iter();
        Ok(texts.map(|text| text.map(str::to_owned)).collect())
    }

    fn some(texts: &[&str]) -> std::result::Result<Vec<Option<String>>, &'static str> {
        Ok(texts.iter().map(|text| Some((*text).to_owned())).collect())
    }

    #[test]
    fn types_of_other_tools_become_what_is_asked_for() {
        let bytes: [&[u8]; 2] = ["MÜLLER".as_bytes(), b"D\0\0"];
        let column: ArrayRef = Arc::new(BinaryArray::from_iter_values(bytes));
        assert_eq!(read(column, Wanted::Text), some(&["MÜLLER", "D"]));
        let latin: ArrayRef = Arc::new(BinaryArray::from_iter_values([b"M\xdcLLER"]));
        assert_eq!(read(latin, Wanted::Text), Err(NO_TEXT));
        let numbers: ArrayRef = Arc::new(Int64Array::from(vec![400, 19_610_417]));
        for wanted in [Wanted::Label, Wanted::Day] {
            let expect = some(&["400", "19610417"]);
            assert_eq!(read(Arc::clone(&numbers), wanted), expect);
        }
        assert_eq!(
            plain(&numbers, Wanted::Text).unwrap().data_type(),
            &DataType::Int64
        );
        let floats: ArrayRef =
            Arc::new(Float64Array::from(vec![Some(400.0), Some(f64::NAN), None]));
        let expect = vec![Some("400".to_owned()), None, None];
        assert_eq!(read(floats, Wanted::Label), Ok(expect));
    }

    #[test]
    fn a_midnight_is_a_day_and_another_time_is_none() {
        let day = 86_400_000_000_i64;
        let at = vec![-3_182 * day, 20_781 * day + 1, i64::MAX];
        let column: ArrayRef = Arc::new(TimestampMicrosecondArray::from(at));
        let expect = some(&[
            "1961-04-16",
            "2026-11-24T00:00:00.000001Z",
            "beyond all calendars",
        ]);
        assert_eq!(read(column, Wanted::Day), expect);
        let column: ArrayRef =
            Arc::new(TimestampNanosecondArray::from(vec![0]).with_timezone("UTC"));
        assert_eq!(read(column, Wanted::Day), some(&["1970-01-01"]));
    }
}
