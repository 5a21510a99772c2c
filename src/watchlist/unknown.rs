//! What a source holds that its reader does not know: elements, attributes, columns, properties and
//! codes. A renamed tag once emptied every birth date of a list, and nobody was told; so each reader
//! lists what it reads and what it leaves alone on purpose, and whatever else it meets is told and
//! counted (`Losses::unknown`). Nothing that is known is lost by it, so it refuses nothing.

/// What may be unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unknown {
    Element,
    Attribute,
    Column,
    Property,
    Topic,
    DocumentType,
    AliasType,
    NameType,
    DateType,
    RowType,
    Feature,
}

impl Unknown {
    /// The word in the report's column.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Unknown::Element => "element",
            Unknown::Attribute => "attribute",
            Unknown::Column => "column",
            Unknown::Property => "property",
            Unknown::Topic => "topic",
            Unknown::DocumentType => "document type",
            Unknown::AliasType => "alias type",
            Unknown::NameType => "name type",
            Unknown::DateType => "date type",
            Unknown::RowType => "row type",
            Unknown::Feature => "feature",
        }
    }
}

/// Letters of a name that are told.
const NAME_LETTERS: usize = 60;

/// More names than these are told as one.
pub(super) const MOST_NAMES: usize = 200;

/// What is said of a row that is passed over because its type is none that its reader knows.
pub(super) const OF_NO_KNOWN_TYPE: &str = "of a type that is not known";

/// Without line breaks, and not the whole file where a quote is open.
pub(super) fn shown(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    if words.is_empty() {
        return "(blank)".to_owned();
    }
    words.join(" ").chars().take(NAME_LETTERS).collect()
}
