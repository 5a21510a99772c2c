//! The trend assessment as files: five tables in Parquet and CSV, and one page that needs no
//! network and runs no script.
//!
//! No row is about one person by name, but a count of one may be about a person whom the
//! reader knows: the files are for those who may read the ledger.

use crate::analysis::trends::Trends;
use crate::error::Result;
use crate::files;
use crate::render::trends::{MadeOf, page};
use crate::schema::trends as tables;
use crate::tables::row::Table;
use crate::tables::{csv, parquet};
use std::path::Path;

/// Each file is complete or as it was; the page comes last.
pub fn write(folder: &Path, trends: &Trends, made_of: &MadeOf) -> Result<()> {
    write_table(folder, "outcomes", &tables::outcomes(trends))?;
    write_table(folder, "precision", &tables::precision(trends))?;
    write_table(folder, "timing", &tables::timing(trends))?;
    write_table(folder, "measures", &tables::measures(trends))?;
    write_table(folder, "undecided", &tables::undecided(trends))?;
    let page = page(trends, made_of)?;
    files::write_atomic(&folder.join("trends.html"), page.as_bytes())
}

fn write_table<T: Table>(folder: &Path, name: &str, rows: &[T]) -> Result<()> {
    parquet::write(&folder.join(format!("{name}.parquet")), rows, &[])?;
    let csv = csv::encode(rows);
    files::write_atomic(&folder.join(format!("{name}.csv")), &csv)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::trends::tests::{made_of, trends};
    use crate::schema::trends::{MeasureRow, OutcomeRow, PrecisionRow, TimingRow, UndecidedRow};

    #[test]
    fn foreign_text_does_nothing_in_a_spreadsheet() {
        let trends = trends("=\"'><script>alert(1)</script><img src=x>\u{202E}");
        let csv = csv::encode(&tables::outcomes(&trends));
        let csv = String::from_utf8(csv).unwrap();
        assert!(csv.contains("\"'="), "a formula is made inert: {csv}");
    }

    #[test]
    fn an_empty_ledger_gives_valid_empty_files() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), &Trends::default(), &made_of()).unwrap();
        let path = |name: &str| folder.path().join(name);
        let read = parquet::decode::<OutcomeRow>;
        assert_eq!(read(&path("outcomes.parquet")).unwrap(), []);
        assert_eq!(
            parquet::decode::<PrecisionRow>(&path("precision.parquet")).unwrap(),
            []
        );
        assert_eq!(
            parquet::decode::<TimingRow>(&path("timing.parquet")).unwrap(),
            []
        );
        assert_eq!(
            parquet::decode::<MeasureRow>(&path("measures.parquet")).unwrap(),
            []
        );
        assert_eq!(
            parquet::decode::<UndecidedRow>(&path("undecided.parquet")).unwrap(),
            []
        );
        let csv = std::fs::read_to_string(path("outcomes.csv")).unwrap();
        assert!(csv.starts_with("fiscal_year,dimension,value,cases,"));
        assert_eq!(csv.lines().count(), 1);
        let text = std::fs::read_to_string(path("trends.html")).unwrap();
        assert!(text.contains("No decided case lies in this span") && !text.contains("NaN"));
    }
}
