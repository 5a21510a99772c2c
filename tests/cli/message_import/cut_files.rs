//! Compressed files, and files that break off.

use super::{import_to, message, refused};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;
use std::path::Path;

fn zipped(text: &[u8], level: Compression) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), level);
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn the_same_messages_give_the_same_bytes_compressed_or_not() {
    let folder = tempfile::tempdir().unwrap();
    let text = std::fs::read(message("list.edi")).unwrap();
    let packed = folder.path().join("list.edi");
    std::fs::write(&packed, zipped(&text, Compression::fast())).unwrap();
    let bytes = |name: &str, source: &Path| {
        let output = folder.path().join(name);
        import_to(&output, "paxlst", source, &[]).ok();
        std::fs::read(output).unwrap()
    };
    let plain = bytes("a.parquet", &message("list.edi"));
    assert_eq!(plain, bytes("b.parquet", &message("list.edi")));
    // The metadata hold the digest of the file as it stands.
    assert_eq!(plain.len(), bytes("c.parquet", &packed).len());
}

/// Of a compressed file that was cut, those before the cut are kept, the file is named, and
/// the other files of the import are not touched by it.
#[test]
fn a_compressed_file_that_breaks_off_keeps_whoever_stood_before() {
    let person = |number: usize| {
        // No two names alike, so that the cut lies in the middle of them.
        let letters = |n: usize| char::from(b'A' + (n % 26) as u8);
        let tail = [number, number / 26, number * 7, number * 11].map(letters);
        let tail = String::from_iter(tail);
        format!("NAD+FL+++SPECIMEN{tail}:JO{tail}'\nDTM+329:700305'\n")
    };
    let people: String = (0..2000).map(person).collect();
    let head = "UNB+UNOA:4+XX:ZZ+GOV:ZZ+261124:0300+1'\nUNH+1+PAXLST:D:05B:UN:IATA'\nBGM+745'\n\
                TDT+20+XX0101+++XX'\nLOC+125+CDG'\nDTM+189:2611241400:201'\nLOC+87+JFK'\n";
    let edi = format!("{head}{people}UNT+4007+1'\nUNZ+1+1'\n");
    let row = |number: usize| {
        format!(
            "XX101,CDG,JFK,2026-11-24T14:00,SPECIMEN{number},JO{}\n",
            number * 7919 % 997
        )
    };
    let header = "flight_number,departure_airport,arrival_airport,scheduled_departure,surname,\
                  given_names\n";
    let csv = format!("{header}{}", (0..2000).map(row).collect::<String>());
    for (format, text, whole) in [("paxlst", edi, "list.edi"), ("csv", csv, "")] {
        let folder = tempfile::tempdir().unwrap();
        let zipped = zipped(text.as_bytes(), Compression::default());
        let mut changed = zipped.clone();
        let check = zipped.len() - 8;
        changed[check] ^= 0xff;
        // Cut in the middle; whole, with a checksum that does not agree.
        for (bytes, least, most) in [
            (&zipped[..zipped.len() / 2], 300, 1_900),
            (&changed, 2_000, 2_001),
        ] {
            let source = folder.path().join("cut.gz");
            std::fs::write(&source, bytes).unwrap();
            let out = folder.path().join("m.parquet");
            let more = [message(whole)];
            let more: Vec<&str> = match whole {
                "" => Vec::new(),
                _ => more.iter().filter_map(|path| path.to_str()).collect(),
            };
            let said = import_to(&out, format, &source, &more).ended(65);
            said.tells(&["files that break off: cut.gz"]);
            let report = refused(&out);
            let line = report
                .lines()
                .find(|line| line.starts_with("cut.gz") && line.contains(",file,"));
            assert!(
                line.is_some_and(|line| line.contains(",cut_short,file,")),
                "{report}"
            );
            let rows = rows_of(&out, "cut.gz");
            assert!((least..=most).contains(&rows), "{format}: {rows} rows");
            if !whole.is_empty() {
                assert_eq!(rows_of(&out, whole), 2, "the other file");
            }
        }
    }
}

#[test]
fn a_file_that_ends_inside_a_message_is_exit_65_and_keeps_what_stood_before() {
    let folder = tempfile::tempdir().unwrap();
    let text = std::fs::read_to_string(message("list.edi")).unwrap();
    let source = folder.path().join("cut.edi");
    std::fs::write(&source, &text[..text.rfind("UNT+").unwrap()]).unwrap();
    let out = folder.path().join("m.parquet");
    let said = import_to(&out, "paxlst", &source, &[]).ended(65);
    said.tells(&["files that break off: cut.edi"]);
    let report = refused(&out);
    assert!(report.contains(",cut_short,message,"), "{report}");
    assert_eq!(rows_of(&out, "cut.edi"), 2);
    // An output that is a source is refused before anything is read.
    import_to(&source, "paxlst", &source, &[]).ended(64);
    assert!(std::fs::read_to_string(&source).unwrap().starts_with("UN"));
}

fn rows_of(manifest: &Path, source: &str) -> usize {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::RowAccessor;
    let file = std::fs::File::open(manifest).unwrap();
    let reader = SerializedFileReader::new(file).unwrap();
    let fields = reader
        .metadata()
        .file_metadata()
        .schema()
        .get_fields()
        .to_vec();
    let at = fields
        .iter()
        .position(|field| field.name() == "source_file")
        .unwrap();
    let rows = reader.get_row_iter(None).unwrap();
    rows.filter(|row| row.as_ref().unwrap().get_string(at).unwrap() == source)
        .count()
}
