//! A list that asks for more than `[limits]` allows is refused by its row: whoever is on it
//! would be compared for minutes, or be read in part.

use crate::domain::entry::Entry;
use crate::error::{Error, Kind, Result};
use crate::tables::limits::Limits;
use crate::tables::read::{Text, longest_of};
use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, ListArray, RecordBatch, StringArray};
use std::path::Path;

/// Prose, which nobody is compared with.
const PROSE: [&str; 2] = ["reason", "source_ref"];

/// Columns of one batch in which some text is longer than it may be: mostly none.
pub(super) struct TooLong {
    columns: Vec<(String, ArrayRef)>,
    most: usize,
}

impl TooLong {
    pub(super) fn of(batch: &RecordBatch, limits: &Limits) -> TooLong {
        let most = limits.text_bytes;
        let schema = batch.schema();
        let named = schema.fields().iter().zip(batch.columns());
        let named = named.filter(|(field, array)| {
            !PROSE.contains(&field.name().as_str()) && most < longest(array)
        });
        TooLong {
            columns: named
                .map(|(field, array)| (field.name().clone(), array.clone()))
                .collect(),
            most,
        }
    }

    pub(super) fn refuse(&self, path: &Path, at: usize, row: usize) -> Result<()> {
        let mut columns = self.columns.iter();
        match columns.find(|(_, array)| self.most < longest(&array.slice(at, 1))) {
            None => Ok(()),
            Some((column, _)) => Err(too_much(
                path,
                &format!("row {row}: column {column} holds a text"),
                &format!("limits.text_bytes = {}", self.most),
            )),
        }
    }
}

/// Bytes of the longest text, also of those in lists and in lists of structs.
fn longest(array: &ArrayRef) -> usize {
    if let Some(texts) = array.as_string_opt::<i32>() {
        return of_texts(texts);
    }
    let lists: Option<&ListArray> = array.as_list_opt();
    let Some(lists) = lists else { return 0 };
    let (Some(first), Some(last)) = (lists.value_offsets().first(), lists.value_offsets().last())
    else {
        return 0;
    };
    let items = lists
        .values()
        .slice(*first as usize, (last - first) as usize);
    match (items.as_string_opt::<i32>(), items.as_struct_opt()) {
        (Some(texts), _) => of_texts(texts),
        (None, Some(records)) => longest_of(records),
        (None, None) => 0,
    }
}

fn of_texts(texts: &StringArray) -> usize {
    Text::of_array(texts).longest()
}

/// As many names or documents as nobody has.
pub(super) fn refuse_surplus(
    path: &Path,
    row: usize,
    entry: &Entry,
    limits: &Limits,
) -> Result<()> {
    for (column, count, limit, most) in [
        ("names", entry.names.len(), "names", limits.names),
        (
            "documents",
            entry.documents.len(),
            "documents",
            limits.documents,
        ),
        (
            "associates",
            entry.background.associates.len(),
            "associates",
            limits.associates,
        ),
    ] {
        if most < count {
            let what = format!("row {row}: column {column} holds {count} items");
            return Err(too_much(path, &what, &format!("limits.{limit} = {most}")));
        }
    }
    Ok(())
}

fn too_much(path: &Path, what: &str, limit: &str) -> Error {
    let what = format!("{}: {what}, longer than {limit}", path.display());
    let hint = "import the list again; if it is right, raise that limit in [limits]";
    Error::new(Kind::Data, what).hint(hint)
}
