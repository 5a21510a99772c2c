//! Text sources: gzip read as it is, UTF-8 or Latin-1, CSV that must be whole.

use crate::error::Result;
use crate::files;
use crate::watchlist::whole::{Ending, broken_off, cut};
use std::io::Read;
use std::path::Path;

/// One source file as text: these are some tens of megabytes at most.
pub(super) fn read(path: &Path) -> Result<String> {
    let bytes = files::read(path)?;
    let plain = if bytes.starts_with(&[0x1f, 0x8b]) {
        gunzip(path, &bytes)?
    } else {
        bytes
    };
    Ok(decode(plain))
}

fn gunzip(path: &Path, bytes: &[u8]) -> Result<Vec<u8>> {
    let mut plain = Vec::new();
    flate2::read::MultiGzDecoder::new(bytes)
        .read_to_end(&mut plain)
        .map_err(|e| cut(path, &e))?;
    Ok(plain)
}

/// Older files are Latin-1: there every byte is the code point of the same number.
fn decode(bytes: Vec<u8>) -> String {
    let text = String::from_utf8(bytes)
        .unwrap_or_else(|e| e.into_bytes().into_iter().map(char::from).collect());
    match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    }
}

/// All records as they stand, whatever their number of fields. A field that spans lines is refused: in
/// these one-line formats it is an unclosed quote that would swallow the rows after it.
pub(super) fn records(path: &Path, text: &str) -> Result<Vec<Vec<String>>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
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
    match Ending::default().after(text.as_bytes()) {
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
            assert_eq!(read(file(bytes).path()).unwrap(), "né");
        }
        let cut = read(file(&gzip[..gzip.len() - 4]).path()).err().unwrap();
        assert_eq!(cut.kind, Kind::Data);
    }

    #[test]
    fn an_unclosed_quote_is_damage() {
        let path = Path::new("a.csv");
        assert_eq!(
            records(path, "a,\" b \"\nc\n").unwrap(),
            [vec!["a", " b "], vec!["c"]]
        );
        let error = records(path, "a,\"b\nc,d\n").err().unwrap();
        assert!(error.to_string().contains("row 1 runs over"), "{error}");
        let error = records(path, "a,b\nc,\"d").err().unwrap();
        assert!(error.to_string().contains("last row, 2"), "{error}");
    }
}
