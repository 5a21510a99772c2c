//! How much a file may ask for before memory is taken: `[limits]` of the settings.
//!
//! Some hundred bytes can claim 10^12 rows, or a schema so deep that its reader dies of it. What
//! honest files hold is far below these numbers.

use serde::Deserialize;

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Rows that a file may announce for each of its bytes.
    pub rows_per_byte: u64,
    /// Columns, those within others counted.
    pub columns: usize,
    /// Columns within columns.
    pub nesting: usize,
    /// Bytes of one page when it is unpacked.
    pub page_bytes: u64,
    /// Bytes of one text.
    pub text_bytes: usize,
    /// Documents of one passenger, or of one listed person.
    pub documents: usize,
    /// Names of one listed person.
    pub names: usize,
    /// Associates of one listed person.
    pub associates: usize,
    /// What a packed list may unpack to for each of its bytes.
    pub unpacked_times: u64,
    /// Unpacked bytes that are too few to count.
    pub unpacked_bytes: u64,
    /// Bytes of one record of XML or JSON.
    pub record_bytes: usize,
    /// Bytes of JSON that is one value, as an answer of a service is.
    pub document_bytes: usize,
    /// Bytes without a line end, a tag or a closed brace.
    pub line_bytes: usize,
    /// Filled rows of a spreadsheet.
    pub sheet_rows: usize,
    /// Bytes of one cell of a spreadsheet.
    pub cell_bytes: usize,
    /// Bytes that a night may take; 0: what the machine allows.
    pub memory_bytes: u64,
}

impl Default for Limits {
    /// As in `configs/defaults.toml`, for who reads without settings.
    fn default() -> Limits {
        Limits {
            rows_per_byte: 1_000,
            columns: 2_000,
            nesting: 16,
            page_bytes: 256 << 20,
            text_bytes: 4_096,
            documents: 100,
            names: 1_000,
            associates: 1_000,
            unpacked_times: 200,
            unpacked_bytes: 256 << 20,
            record_bytes: 4 << 20,
            document_bytes: 64 << 20,
            line_bytes: 16 << 20,
            sheet_rows: 200_000,
            cell_bytes: 131_072,
            memory_bytes: 0,
        }
    }
}

impl Limits {
    /// What a file of that many bytes may unpack to.
    pub fn most_unpacked(&self, packed: u64) -> u64 {
        let most = packed.saturating_mul(self.unpacked_times);
        most.max(self.unpacked_bytes)
    }

    /// The first that is no limit.
    pub fn fault(&self) -> Option<&'static str> {
        let Limits {
            rows_per_byte,
            columns,
            nesting,
            page_bytes,
            text_bytes,
            documents,
            names,
            associates,
            unpacked_times,
            unpacked_bytes,
            record_bytes,
            document_bytes,
            line_bytes,
            sheet_rows,
            cell_bytes,
            memory_bytes: _,
        } = *self;
        let positive = [
            ("rows_per_byte", rows_per_byte),
            ("columns", columns as u64),
            ("nesting", nesting as u64),
            ("page_bytes", page_bytes),
            ("text_bytes", text_bytes as u64),
            ("documents", documents as u64),
            ("names", names as u64),
            ("associates", associates as u64),
            ("unpacked_times", unpacked_times),
            ("unpacked_bytes", unpacked_bytes),
            ("record_bytes", record_bytes as u64),
            ("document_bytes", document_bytes as u64),
            ("line_bytes", line_bytes as u64),
            ("sheet_rows", sheet_rows as u64),
            ("cell_bytes", cell_bytes as u64),
        ];
        let mut positive = positive.into_iter();
        positive
            .find(|(_, value)| *value == 0)
            .map(|(name, _)| name)
    }
}
