//! Small whole files to start from: some rows of a sample, written in each way that other tools
//! write Parquet. Plain pages let damage through to the values; packed ones let the rest be found.

use arrow_array::RecordBatch;
use bytes::Bytes;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::arrow::arrow_writer::ArrowWriterOptions;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::{EnabledStatistics, WriterProperties, WriterVersion};

const ROWS: usize = 4;

/// Of a Parquet file its first rows, each time in another form.
pub fn of_sample(sample: &'static [u8]) -> Vec<Vec<u8>> {
    let reader = ParquetRecordBatchReaderBuilder::try_new(Bytes::from_static(sample));
    let mut reader = reader.expect("a sample").build().expect("a sample");
    let rows = reader.next().expect("a row").expect("a sample");
    let few = rows.slice(0, rows.num_rows().min(ROWS));
    forms()
        .into_iter()
        .map(|form| written(&few, form))
        .collect()
}

fn forms() -> Vec<WriterProperties> {
    let zstd = Compression::ZSTD(ZstdLevel::default());
    let with = |compression, dictionary, version, rows| {
        WriterProperties::builder()
            .set_compression(compression)
            .set_dictionary_enabled(dictionary)
            .set_writer_version(version)
            .set_statistics_enabled(EnabledStatistics::None)
            .set_max_row_group_row_count(Some(rows))
            .build()
    };
    let (one, two) = (WriterVersion::PARQUET_1_0, WriterVersion::PARQUET_2_0);
    vec![
        with(Compression::UNCOMPRESSED, false, one, ROWS),
        with(Compression::UNCOMPRESSED, true, one, ROWS),
        with(Compression::UNCOMPRESSED, false, two, ROWS),
        with(Compression::UNCOMPRESSED, true, two, 2),
        with(Compression::SNAPPY, true, one, ROWS),
        with(zstd, true, one, 2),
    ]
}

fn written(rows: &RecordBatch, form: WriterProperties) -> Vec<u8> {
    let options = ArrowWriterOptions::new()
        .with_properties(form)
        .with_skip_arrow_metadata(true);
    let mut bytes = Vec::new();
    let writer = ArrowWriter::try_new_with_options(&mut bytes, rows.schema(), options);
    let mut writer = writer.expect("a schema that Parquet holds");
    writer.write(rows).expect("memory");
    writer.close().expect("memory");
    bytes
}
