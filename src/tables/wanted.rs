//! The types that a column may have, whatever tool wrote it.

use arrow_schema::DataType;

/// What a column may hold; `check` compares with what the file says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    Text,
    /// Text that is only ever compared with itself, or whole numbers: 007 and 7 are one flight.
    Label,
    /// A date, a midnight, or text that holds one.
    Day,
    Moment,
    TextList,
    StructList,
}

impl Wanted {
    pub(super) fn accepts(self, found: &DataType) -> bool {
        match self {
            _ if is_typeless(found) => true,
            Wanted::Text => is_text(found),
            Wanted::Label => is_text(found) || is_number(found),
            Wanted::Day => {
                let is_day = matches!(found, DataType::Date32 | DataType::Timestamp(..));
                is_day || is_text(found) || is_number(found)
            }
            Wanted::Moment => matches!(found, DataType::Timestamp(..)),
            Wanted::TextList => {
                matches!(found, DataType::List(item) if is_text(item.data_type()))
            }
            Wanted::StructList => {
                matches!(found, DataType::List(item) if matches!(item.data_type(), DataType::Struct(_)))
            }
        }
    }

    pub(super) fn words(self) -> &'static str {
        match self {
            Wanted::Text => "string",
            Wanted::Label => "string or whole number",
            Wanted::Day => "date or string",
            Wanted::Moment => "timestamp",
            Wanted::TextList => "list of strings",
            Wanted::StructList => "list of structs",
        }
    }

    /// Whether a text of a path can hold it.
    pub(super) fn is_plain(self) -> bool {
        match self {
            Wanted::Text | Wanted::Label | Wanted::Day => true,
            Wanted::Moment | Wanted::TextList | Wanted::StructList => false,
        }
    }

    /// What to do about another type.
    pub(super) fn hint(self, found: &DataType) -> &'static str {
        match self {
            Wanted::Text if is_number(found) => {
                "write the column as text: numbers lose the zeros at their front"
            }
            Wanted::Text
            | Wanted::Label
            | Wanted::Day
            | Wanted::Moment
            | Wanted::TextList
            | Wanted::StructList => "write the column with that type",
        }
    }
}

/// Or bytes without a mark that they are text, as older tools of Spark and Hive write it.
fn is_text(found: &DataType) -> bool {
    matches!(
        found,
        DataType::Utf8 | DataType::Binary | DataType::FixedSizeBinary(_)
    )
}

/// Whole, or what a tool makes of whole numbers when one is missing.
fn is_number(found: &DataType) -> bool {
    found.is_integer() || matches!(found, DataType::Float64 | DataType::Decimal128(_, 0))
}

/// A column of nothing but nulls, or of empty lists, that its writer gave no type.
fn is_typeless(found: &DataType) -> bool {
    match found {
        DataType::Null => true,
        DataType::List(item) => item.data_type() == &DataType::Null,
        _ => false,
    }
}
