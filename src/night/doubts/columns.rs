//! Columns that mostly cannot be read: a feed that writes dates or states in another form.

use super::Doubt;
use crate::domain::values::{Column, Readable, Values};
use crate::schema::record::warning::WarningCode;

const HINT: &str = "correct the feed, or import it by its own form; nothing was published";

/// Shares of the values that are there.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ColumnRules {
    /// More than this is a warning.
    pub warning_share: f64,
    /// From this on the run stops, where people are told by the column.
    pub most_share: f64,
}

/// `files` are the manifests, in the order of the row references.
pub fn doubts(values: &Values, files: &[String], rules: &ColumnRules) -> Vec<Doubt> {
    let doubts = Column::ALL.into_iter();
    doubts
        .filter_map(|column| of_column(column, values.of(column), files, rules))
        .collect()
}

fn of_column(
    column: Column,
    of: &Readable,
    files: &[String],
    rules: &ColumnRules,
) -> Option<Doubt> {
    let (unreadable, present) = (of.unreadable as f64, of.present as f64);
    if of.unreadable == 0 || unreadable <= rules.warning_share * present {
        return None;
    }
    let example = of.example.as_ref().map(|example| {
        let file = files
            .get(example.row.file as usize)
            .map_or("", String::as_str);
        format!(", as in {file} row {}: {}", example.row.row, example.shape)
    });
    let text = format!(
        "{} cannot be read in {} of {} rows that have it{}; expected: {}",
        column.name(),
        of.unreadable,
        of.present,
        example.unwrap_or_default(),
        expected(column)
    );
    let stops = tells_people(column) && rules.most_share * present <= unreadable;
    Some(match stops {
        true => Doubt::stopping(WarningCode::ColumnUnread, text, HINT),
        false => Doubt::warning(WarningCode::ColumnUnread, text),
    })
}

/// Without these, most people on a list cannot be told from their namesakes.
fn tells_people(column: Column) -> bool {
    match column {
        Column::BirthDate | Column::DocumentNumber | Column::ListedNumber | Column::Nationality => {
            true
        }
        Column::PersonType
        | Column::Sex
        | Column::Residence
        | Column::BirthCountry
        | Column::DocumentType
        | Column::DocumentIssuer
        | Column::DocumentExpiry
        | Column::VisaIssuer
        | Column::VisaExpiry
        | Column::Mrz
        | Column::ListedType
        | Column::ListedIssuer
        | Column::ListedExpiry
        | Column::ListedSurplus => false,
    }
}

/// What the reader takes.
fn expected(column: Column) -> &'static str {
    match column {
        Column::PersonType => "passenger, crew or infant",
        Column::BirthDate => {
            "a date from 1890 on, as YYYY-MM-DD, YYYY-MM, YYYY, YYYYMMDD or YYMMDD, or one that can \
             be read in one way alone"
        }
        Column::Sex => "M, F, X or U",
        Column::Nationality
        | Column::Residence
        | Column::BirthCountry
        | Column::DocumentIssuer
        | Column::VisaIssuer
        | Column::ListedIssuer => {
            "a code of ISO 3166-1, one of ICAO 9303 such as D, or an English name"
        }
        Column::DocumentType | Column::ListedType => "P, V, I, A or another code of ICAO 9303",
        Column::DocumentNumber | Column::ListedNumber => {
            "four or more letters and digits that are not all the same"
        }
        Column::DocumentExpiry | Column::VisaExpiry | Column::ListedExpiry => {
            "a date, as YYYY-MM-DD or YYYYMMDD, or one that can be read in one way alone"
        }
        Column::ListedSurplus => "at most [limits] documents of one passenger",
        Column::Mrz => "two lines of 44 or 36 signs or three of 30, with < and no blanks",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::RowRef;

    fn values(column: Column, unreadable: u64, present: u64) -> Values {
        let mut values = Values::default();
        for row in 1..=present {
            let at = RowRef { file: 0, row };
            values.count(column, at, unreadable < row, || "17/04/1961".to_owned());
        }
        values
    }

    #[test]
    fn a_column_past_its_line_is_named_with_the_shape_of_an_example() {
        let rules = ColumnRules {
            warning_share: 0.05,
            most_share: 0.50,
        };
        let told = |column, unreadable| {
            let doubts = doubts(
                &values(column, unreadable, 100),
                &["m.parquet".to_owned()],
                &rules,
            );
            doubts
                .first()
                .map(|doubt| (doubt.text.clone(), doubt.stop.is_some()))
        };
        assert_eq!(told(Column::BirthDate, 5), None);
        let (text, stops) = told(Column::BirthDate, 6).unwrap();
        assert!(!stops);
        assert_eq!(
            text,
            "birth_date cannot be read in 6 of 100 rows that have it, as in m.parquet row 1: \
             99/99/9999; expected: a date from 1890 on, as YYYY-MM-DD, YYYY-MM, YYYY, YYYYMMDD \
             or YYMMDD, or one that can be read in one way alone"
        );
        for column in Column::ALL {
            let people = [
                Column::BirthDate,
                Column::DocumentNumber,
                Column::ListedNumber,
                Column::Nationality,
            ];
            assert!(!told(column, 49).unwrap().1, "{column:?}");
            assert_eq!(
                told(column, 50).unwrap().1,
                people.contains(&column),
                "{column:?}"
            );
        }
    }
}
