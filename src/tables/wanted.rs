//! The types that a column may have, whatever tool wrote it.

use arrow_schema::DataType;

/// What a column may hold; `check` compares with what the file says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    Text,
    /// A date, or text that holds one.
    Day,
    Moment,
    TextList,
    StructList,
}

impl Wanted {
    pub(super) fn accepts(self, found: &DataType) -> bool {
        match self {
            _ if is_typeless(found) => true,
            Wanted::Text => matches!(found, DataType::Utf8),
            Wanted::Day => matches!(found, DataType::Utf8 | DataType::Date32),
            Wanted::Moment => matches!(found, DataType::Timestamp(..)),
            Wanted::TextList => {
                matches!(found, DataType::List(item) if *item.data_type() == DataType::Utf8)
            }
            Wanted::StructList => {
                matches!(found, DataType::List(item) if matches!(item.data_type(), DataType::Struct(_)))
            }
        }
    }

    pub(super) fn words(self) -> &'static str {
        match self {
            Wanted::Text => "string",
            Wanted::Day => "date or string",
            Wanted::Moment => "timestamp",
            Wanted::TextList => "list of strings",
            Wanted::StructList => "list of structs",
        }
    }
}

/// A column of nothing but nulls, or of empty lists, that its writer gave no type.
fn is_typeless(found: &DataType) -> bool {
    match found {
        DataType::Null => true,
        DataType::List(item) => item.data_type() == &DataType::Null,
        _ => false,
    }
}
