//! Values in the path: Hive and its successors file rows into folders such as `carrier=LH/` and
//! leave the column out of the files.

use std::path::Path;

/// What Hive writes for a value that is missing.
const NOTHING: &str = "__HIVE_DEFAULT_PARTITION__";

/// Column and value, outermost first, of folders and never of the file's own name.
pub(super) fn of(path: &Path) -> Vec<(String, String)> {
    let folders = path.parent().unwrap_or(Path::new(""));
    let names = folders.components();
    let names = names.map(|part| part.as_os_str().to_string_lossy().into_owned());
    names.filter_map(|name| pair(&name)).collect()
}

fn pair(folder: &str) -> Option<(String, String)> {
    let (column, value) = folder.split_once('=')?;
    let value = Some(value).filter(|value| !value.is_empty() && *value != NOTHING)?;
    Some((unescaped(column)?, unescaped(value)?)).filter(|(column, _)| !column.is_empty())
}

/// `%2F` is the sign that no folder can have in its name.
fn unescaped(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, more)) = rest.split_first() {
        let digits = more.get(..2).filter(|_| first == b'%');
        let code = digits.and_then(|digits| std::str::from_utf8(digits).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &more[2..];
            }
            None => {
                bytes.push(first);
                rest = more;
            }
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_name_column_and_value() {
        let read = |path: &str| of(Path::new(path));
        let pair = |column: &str, value: &str| (column.to_owned(), value.to_owned());
        assert_eq!(
            read("in/carrier=LH/departure_airport=FRA/part=0.parquet"),
            [pair("carrier", "LH"), pair("departure_airport", "FRA")]
        );
        assert_eq!(
            read("birth_place=K%C3%B6ln%2FSued/a"),
            [pair("birth_place", "Köln/Sued")]
        );
        assert_eq!(read("a=100%/b"), [pair("a", "100%")]);
        for none in [
            "carrier=__HIVE_DEFAULT_PARTITION__/a",
            "carrier=/a",
            "=LH/a",
            "a.parquet",
        ] {
            assert_eq!(read(none), [], "{none}");
        }
    }
}
