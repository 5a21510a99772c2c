//! Files of another tool's encodings, whole and damaged.

use super::*;
use crate::error::Kind;
use crate::tables::source::Source;
use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::{ArrayRef, FixedSizeBinaryArray, RecordBatch, StringArray};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::{WriterProperties, WriterVersion};
use std::path::PathBuf;

const VERSIONS: [WriterVersion; 2] = [WriterVersion::PARQUET_1_0, WriterVersion::PARQUET_2_0];
const DELTAS: [Encoding; 2] = [
    Encoding::DELTA_BYTE_ARRAY,
    Encoding::DELTA_LENGTH_BYTE_ARRAY,
];

/// Every seventh is missing.
fn texts(count: usize) -> ArrayRef {
    let text = |n: usize| (n % 7 != 3).then(|| format!("PASSENGER {:05}", n * n % 1_000));
    Arc::new((0..count).map(text).collect::<StringArray>())
}

/// Lists of up to three of the texts, some of them missing.
fn lists(of: &ArrayRef) -> ArrayRef {
    let texts: &StringArray = of.as_any().downcast_ref().unwrap();
    let mut lists = ListBuilder::new(StringBuilder::new());
    for (row, text) in texts.iter().enumerate() {
        (0..row % 4).for_each(|_| lists.values().append_option(text));
        lists.append(row % 5 != 0 || 0 < row % 4);
    }
    Arc::new(lists.finish())
}

struct Written {
    path: PathBuf,
    _folder: tempfile::TempDir,
}

impl Written {
    fn of(
        column: &ArrayRef,
        version: WriterVersion,
        encoding: Option<Encoding>,
        compression: Compression,
    ) -> Written {
        let properties = WriterProperties::builder()
            .set_writer_version(version)
            .set_compression(compression);
        let properties = match encoding {
            Some(encoding) => properties
                .set_dictionary_enabled(false)
                .set_encoding(encoding),
            None => properties,
        };
        let batch = RecordBatch::try_from_iter([("text", Arc::clone(column))]).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("night.parquet");
        let file = std::fs::File::create(&path).unwrap();
        let mut writer =
            ArrowWriter::try_new(file, batch.schema(), Some(properties.build())).unwrap();
        writer.write(&batch).unwrap();
        writer.close().unwrap();
        Written {
            path,
            _folder: folder,
        }
    }

    fn batches(&self, page_bytes: u64) -> crate::error::Result<Vec<RecordBatch>> {
        let limits = Limits {
            page_bytes,
            ..Limits::default()
        };
        let source = Source::open_within(&self.path, &limits)?;
        source.read(&["text"])?.collect()
    }

    fn refused(&self, page_bytes: u64) -> String {
        let error = self.batches(page_bytes).unwrap_err();
        assert_eq!(error.kind, Kind::Data);
        error.to_string()
    }
}

const MIB: u64 = 1 << 20;

#[test]
fn texts_packed_as_differences_are_read_as_they_were() {
    let texts = texts(20_000);
    for column in [lists(&texts), texts] {
        for version in VERSIONS {
            for encoding in DELTAS {
                for compression in [Compression::UNCOMPRESSED, Compression::SNAPPY] {
                    let written = Written::of(&column, version, Some(encoding), compression);
                    let mut row = 0;
                    for batch in written.batches(4 * MIB).unwrap() {
                        let rows = batch.num_rows();
                        let same = column.slice(row, rows).to_data();
                        assert_eq!(batch.column(0).to_data(), same);
                        row += rows;
                    }
                    assert_eq!(row, column.len());
                }
            }
        }
    }
}

/// A page's count of 2^58 ended the process: the library made room for it.
#[test]
fn a_count_beyond_the_pages_own_is_refused_and_names_its_column() {
    let texts = texts(350);
    for column in [lists(&texts), texts] {
        for version in VERSIONS {
            for encoding in DELTAS {
                let packing = Compression::UNCOMPRESSED;
                let written = Written::of(&column, version, Some(encoding), packing);
                let mut bytes = std::fs::read(&written.path).unwrap();
                // Blocks of 128 lengths in four parts, and a count in two bytes.
                let is_head = |at: &[u8]| at[..3] == [0x80, 0x01, 4] && at[4] < 0x80;
                let at = bytes.windows(5).position(is_head).unwrap();
                bytes[at + 3..at + 11].fill(0x80);
                bytes[at + 11] = 4;
                std::fs::write(&written.path, bytes).unwrap();
                let told = written.refused(256 * MIB);
                for word in ["night.parquet", "column text", "288230376151711744 lengths"] {
                    assert!(told.contains(word), "{told}");
                }
            }
        }
    }
}

#[test]
fn a_text_that_repeats_the_one_before_it_a_thousand_times_is_counted_in_full() {
    let column: ArrayRef = Arc::new(StringArray::from(vec!["A".repeat(3_000); 1_000]));
    for version in VERSIONS {
        let packing = Compression::UNCOMPRESSED;
        let written = Written::of(&column, version, Some(DELTAS[0]), packing);
        assert!(std::fs::metadata(&written.path).unwrap().len() < 30_000);
        let told = written.refused(2_999_999);
        assert!(told.contains("column text"), "{told}");
        assert!(told.contains("limits.page_bytes"), "{told}");
        assert_eq!(written.batches(3_000_000).unwrap()[0].num_rows(), 1_000);
    }
}

#[test]
fn a_long_text_of_a_dictionary_counts_as_often_as_rows_name_it() {
    let long = "A".repeat(10_000);
    let every: ArrayRef = Arc::new(StringArray::from(vec![long.as_str(); 2_000]));
    let lists_of_it = lists(&every);
    let mut texts = vec!["B"; 2_000];
    texts[7] = &long;
    let once: ArrayRef = Arc::new(StringArray::from(texts));
    for version in VERSIONS {
        let written = |column: &ArrayRef| Written::of(column, version, None, Compression::SNAPPY);
        for (column, name) in [(&every, "text"), (&lists_of_it, "text.list.item")] {
            let told = written(column).refused(MIB);
            assert!(told.contains(&format!("column {name}: ")), "{told}");
            assert!(told.contains("limits.page_bytes"), "{told}");
            written(column).batches(256 * MIB).unwrap();
        }
        for column in [&once, &lists(&once)].map(Arc::clone) {
            let batches = written(&column).batches(MIB).unwrap();
            assert_eq!(batches[0].num_rows(), 2_000);
        }
    }
}

#[test]
fn values_of_one_length_take_it_where_they_are_missing_too() {
    let missing = std::iter::repeat_n(None::<&[u8]>, 999);
    let values = missing.chain([Some(&[b'A'; 3_000][..])]);
    let column = FixedSizeBinaryArray::try_from_sparse_iter_with_size(values, 3_000).unwrap();
    let column: ArrayRef = Arc::new(column);
    for encoding in [Encoding::PLAIN, DELTAS[0]] {
        let packing = Compression::SNAPPY;
        let written = Written::of(&column, VERSIONS[1], Some(encoding), packing);
        let told = written.refused(2_999_999);
        assert!(
            told.contains("column text: its values take 3000000 bytes"),
            "{told}"
        );
        assert_eq!(written.batches(3_000_000).unwrap()[0].num_rows(), 1_000);
    }
}
