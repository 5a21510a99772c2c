use super::*;
use bytes::Bytes;

/// Thrift's compact form, as far as footers need it.
#[derive(Default)]
struct Written(Vec<u8>);

impl Written {
    fn varint(mut self, mut value: u64) -> Written {
        while 0x7f < value {
            self.0.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.0.push(value as u8);
        self
    }

    fn field(mut self, step: u8, form: u8) -> Written {
        self.0.push(step << 4 | form);
        self
    }

    fn integer(self, step: u8, value: i64) -> Written {
        self.field(step, 6)
            .varint((value << 1 ^ value >> 63) as u64)
    }

    fn list(self, step: u8, count: u64) -> Written {
        self.field(step, 9).field(15, 12).varint(count)
    }

    fn end(mut self) -> Written {
        self.0.push(0);
        self
    }
}

/// A file of nothing but its footer: columns by how many each has within it, and rows.
fn file(columns: &[i64], rows: i64, rows_of_group: i64) -> Bytes {
    let mut footer = Written::default()
        .integer(1, 1)
        .list(1, columns.len() as u64);
    for children in columns {
        footer = footer.integer(5, *children).end();
    }
    footer = footer.integer(1, rows).list(1, 1);
    // A group: no column, and its rows.
    footer = footer.list(1, 0).integer(2, rows_of_group).end().end();
    let mut bytes = b"PAR1".to_vec();
    let length = footer.0.len() as u32;
    bytes.extend(footer.0);
    bytes.extend(length.to_le_bytes());
    bytes.extend(MARK);
    bytes.into()
}

fn told(file: &Bytes) -> Option<String> {
    fault(file, &Limits::default()).map(|fault| match fault {
        Fault::TooMuch(cause) => cause,
        Fault::Encrypted => "encrypted".to_owned(),
        Fault::Packed(codec) => format!("packed by {codec}"),
    })
}

/// One column of one group, packed by this codec.
fn packed(codec: i64) -> Bytes {
    let footer = Written::default().integer(1, 1).list(1, 2);
    let footer = footer.integer(5, 1).end().integer(5, 0).end();
    let footer = footer.integer(1, 1).list(1, 1).list(1, 1);
    let column = footer.field(3, 12).integer(4, codec).end().end();
    let mut bytes = b"PAR1".to_vec();
    let footer = column.integer(2, 1).end().end();
    let length = footer.0.len() as u32;
    bytes.extend(footer.0);
    bytes.extend(length.to_le_bytes());
    bytes.extend(MARK);
    bytes.into()
}

#[test]
fn what_is_not_supported_is_told_as_such() {
    for codec in READ_CODECS {
        assert_eq!(told(&packed(codec)), None, "{codec}");
    }
    assert_eq!(told(&packed(LZO)).unwrap(), "packed by LZO");
    assert_eq!(told(&packed(9)).unwrap(), "packed by codec 9");
    let mut encrypted = file(&[2, 0, 1, 0], 3, 3).to_vec();
    let mark = encrypted.len() - 4..;
    encrypted[mark].copy_from_slice(ENCRYPTED_MARK);
    assert_eq!(told(&encrypted.into()).unwrap(), "encrypted");
}

#[test]
fn an_honest_footer_is_let_through() {
    assert_eq!(told(&file(&[2, 0, 1, 0], 3, 3)), None);
    assert_eq!(told(&file(&[0], 0, 0)), None);
    assert_eq!(told(&Bytes::from_static(b"PAR1 and then nothing")), None);
}

#[test]
fn a_small_file_that_asks_for_much_is_told_by_what_it_asks_for() {
    let mut deep = vec![1; 500];
    deep.push(0);
    let mut wide = vec![3_000];
    wide.extend([0; 3_000]);
    for (file, words) in [
        (
            file(&[1, 0], 1_000_000_000_000, 1_000_000_000_000),
            "1000000000000 rows in",
        ),
        (file(&deep, 1, 1), "500 deep"),
        (file(&wide, 1, 1), "3001 columns"),
        (file(&[i64::from(i32::MAX), 0], 1, 1), "contradicts itself"),
        (file(&[2, 0], 1, 1), "contradicts itself"),
        (file(&[1, 0, 0], 1, 1), "contradicts itself"),
        (file(&[-1, 0], 1, 1), "contradicts itself"),
        (file(&[1, 0], 2, 1), "contradicts itself"),
        (file(&[1, 0], i64::MIN, i64::MIN), "contradicts itself"),
        (file(&[1, 0], i64::MAX, i64::MAX), "rows in"),
    ] {
        let fault = told(&file).unwrap_or_default();
        assert!(fault.contains(words), "{words}: {fault}");
    }
}
