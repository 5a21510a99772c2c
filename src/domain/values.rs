//! How much of a column could be read: a column that mostly cannot is a feed that changed, and
//! everybody would be screened without it.

use crate::domain::ids::RowRef;
use std::collections::BTreeMap;

/// Columns whose values have a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    PersonType,
    BirthDate,
    Sex,
    Nationality,
    Residence,
    BirthCountry,
    DocumentType,
    DocumentNumber,
    DocumentIssuer,
    DocumentExpiry,
    VisaIssuer,
    VisaExpiry,
    Mrz,
    /// Fields of the list `documents`.
    ListedType,
    ListedNumber,
    ListedIssuer,
    ListedExpiry,
    /// Documents beyond those that one passenger may have.
    ListedSurplus,
}

impl Column {
    pub const ALL: [Column; 18] = [
        Column::PersonType,
        Column::BirthDate,
        Column::Sex,
        Column::Nationality,
        Column::Residence,
        Column::BirthCountry,
        Column::DocumentType,
        Column::DocumentNumber,
        Column::DocumentIssuer,
        Column::DocumentExpiry,
        Column::VisaIssuer,
        Column::VisaExpiry,
        Column::Mrz,
        Column::ListedType,
        Column::ListedNumber,
        Column::ListedIssuer,
        Column::ListedExpiry,
        Column::ListedSurplus,
    ];

    /// The contract's.
    pub fn name(self) -> &'static str {
        match self {
            Column::PersonType => "person_type",
            Column::BirthDate => "birth_date",
            Column::Sex => "sex",
            Column::Nationality => "nationality",
            Column::Residence => "residence",
            Column::BirthCountry => "birth_country",
            Column::DocumentType => "document_type",
            Column::DocumentNumber => "document_number",
            Column::DocumentIssuer => "document_issuer",
            Column::DocumentExpiry => "document_expiry",
            Column::VisaIssuer => "visa_issuer",
            Column::VisaExpiry => "visa_expiry",
            Column::Mrz => "mrz",
            Column::ListedType => "documents.type",
            Column::ListedNumber => "documents.number",
            Column::ListedIssuer => "documents.issuer",
            Column::ListedExpiry => "documents.expiry",
            Column::ListedSurplus => "documents.surplus",
        }
    }
}

/// Of one column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Readable {
    /// Values that are there, readable or not; a word for `unknown` is no value.
    pub present: u64,
    pub unreadable: u64,
    /// The first that could not be read.
    pub example: Option<Example>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    pub row: RowRef,
    /// Never the value: see [`shape`].
    pub shape: String,
}

/// Of every column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Values([Readable; Column::ALL.len()]);

impl Values {
    /// A value was there; `text` is what it says, asked for when it is the first of its column
    /// that could not be read.
    pub fn count(&mut self, column: Column, row: RowRef, is_read: bool, text: impl Fn() -> String) {
        let of = &mut self.0[column as usize];
        of.present += 1;
        if is_read {
            return;
        }
        of.unreadable += 1;
        of.example.get_or_insert_with(|| Example {
            row,
            shape: shape(&text()),
        });
    }

    pub fn of(&self, column: Column) -> &Readable {
        &self.0[column as usize]
    }

    /// With those of other rows.
    pub fn join(&mut self, other: Values) {
        for (of, more) in self.0.iter_mut().zip(other.0) {
            of.present += more.present;
            of.unreadable += more.unreadable;
            let (own, other) = (of.example.take(), more.example);
            of.example = own.into_iter().chain(other).min_by_key(|one| one.row);
        }
    }

    /// By name, where there are any.
    pub fn unreadable(&self) -> BTreeMap<String, u64> {
        let counts =
            Column::ALL.map(|column| (column.name().to_owned(), self.of(column).unreadable));
        counts.into_iter().filter(|(_, count)| 0 < *count).collect()
    }
}

/// Signs of a shape.
const MOST_SIGNS: usize = 24;

/// `17/04/1961` becomes `99/99/9999`, `Müller` becomes `AAAAAA`: digits and letters say no
/// more than that they are some.
pub fn shape(text: &str) -> String {
    let sign = |sign: char| match sign {
        '0'..='9' => '9',
        sign if sign.is_alphabetic() => 'A',
        sign if sign.is_ascii_graphic() => sign,
        sign if sign.is_whitespace() => ' ',
        _ => '?',
    };
    let mut shape: String = text.chars().take(MOST_SIGNS).map(sign).collect();
    if MOST_SIGNS < text.chars().count() {
        shape.push('…');
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shape_tells_the_form_and_never_the_value() {
        for (text, expect) in [
            ("17/04/1961", "99/99/9999"),
            ("Müller", "AAAAAA"),
            ("de", "AA"),
            ("P<UTO ERIKSSON<<ANNA MARIA", "A<AAA AAAAAAAA<<AAAA AAA…"),
            ("1\u{202e}2\n3", "9?9 9"),
            ("٣", "?"),
        ] {
            assert_eq!(shape(text), expect, "{text}");
        }
    }

    #[test]
    fn the_first_row_is_the_example_in_whatever_order_parts_are_joined() {
        let part = |row| {
            let mut values = Values::default();
            let row = RowRef { file: 0, row };
            values.count(Column::Sex, row, false, || format!("{}", row.row));
            values.count(Column::Sex, row, true, String::new);
            values
        };
        for order in [[7, 12], [12, 7]] {
            let mut joined = part(order[0]);
            joined.join(part(order[1]));
            let sex = joined.of(Column::Sex);
            assert_eq!((sex.present, sex.unreadable), (4, 2));
            assert_eq!(sex.example.as_ref().unwrap().row.row, 7);
            assert_eq!(joined.unreadable(), BTreeMap::from([("sex".to_owned(), 2)]));
        }
        for (place, column) in Column::ALL.into_iter().enumerate() {
            assert_eq!(column as usize, place, "{column:?}");
        }
    }
}
