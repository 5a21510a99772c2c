//! Text sources: gzip read as it is, UTF-8 or Latin-1, CSV that must be whole.

use crate::error::Result;
use crate::tables::limits::Limits;
use crate::watchlist::stream;
use crate::watchlist::whole::{Ending, broken_off, cut};
use std::io::Read;
use std::path::Path;

/// One source file as text: these are some tens of megabytes at most. Older ones are Latin-1.
pub(super) fn read(path: &Path, limits: &Limits) -> Result<String> {
    let (mut stream, _) = stream::open(path, limits)?;
    let mut text = String::new();
    stream
        .read_to_string(&mut text)
        .map_err(|e| cut(path, &e))?;
    Ok(text)
}

/// All records as they stand, whatever their number of fields. A field that spans lines is refused: in
/// these one-line formats it is an unclosed quote that would swallow the rows after it.
pub(super) fn records(path: &Path, text: &str, delimiter: u8) -> Result<Vec<Vec<String>>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut records = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|e| cut(path, &e))?;
        let row = records.len() + 1;
        if record.iter().any(|field| field.contains('\n')) {
            let cause = format!("row {row} runs over several lines: a quote is not closed");
            return Err(cut(path, &cause));
        }
        records.push(record.iter().map(str::to_owned).collect());
    }
    // Too few fields are the caller's to judge, who knows how many there are.
    let as_commas: Vec<u8> = text
        .bytes()
        .map(|sign| if sign == delimiter { b',' } else { sign })
        .collect();
    match Ending::default().after(&as_commas) {
        Ending::InQuotes => Err(broken_off(
            path,
            records.len(),
            "a quote is open at its end",
        )),
        _ => Ok(records),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Kind;
    use std::io::Write;

    fn file(bytes: &[u8]) -> tempfile::NamedTempFile {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(bytes).unwrap();
        file
    }

    #[test]
    fn plain_marked_latin_and_gzip_text_read_the_same() {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gzip.write_all("né".as_bytes()).unwrap();
        let gzip = gzip.finish().unwrap();
        for bytes in ["né".as_bytes(), "\u{feff}né".as_bytes(), b"n\xe9", &gzip] {
            let limits = Limits::default();
            assert_eq!(read(file(bytes).path(), &limits).unwrap(), "né");
        }
        let cut = file(&gzip[..gzip.len() - 4]);
        let cut = read(cut.path(), &Limits::default()).err().unwrap();
        assert_eq!(cut.kind, Kind::Data);
    }

    #[test]
    fn an_unclosed_quote_is_damage() {
        let path = Path::new("a.csv");
        assert_eq!(
            records(path, "a,\" b \"\nc\n", b',').unwrap(),
            [vec!["a", " b "], vec!["c"]]
        );
        let error = records(path, "a,\"b\nc,d\n", b',').err().unwrap();
        assert!(error.to_string().contains("row 1 runs over"), "{error}");
        let error = records(path, "a,b\nc,\"d", b',').err().unwrap();
        assert!(error.to_string().contains("last row, 2"), "{error}");
    }
}
