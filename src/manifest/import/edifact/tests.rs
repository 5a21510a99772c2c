//! Segments as they arrive: wrapped, escaped, unterminated, in any encoding.

use super::*;

fn read(bytes: &[u8]) -> Vec<String> {
    let mut segments = Segments::new(bytes);
    let mut found = Vec::new();
    while let Some(item) = segments.next_item().unwrap() {
        found.push(match item {
            Item::Segment(segment) => {
                let elements: Vec<_> = segment.elements.iter().map(|e| e.join("|")).collect();
                format!("{}({})", segment.tag, elements.join(","))
            }
            Item::BadService { .. } => "bad service".to_owned(),
            Item::Endless { .. } => "endless".to_owned(),
        });
    }
    found
}

#[test]
fn segments_as_they_arrive() {
    let cases: [(&[u8], &[&str]); 16] = [
        (b"NAD+FL+++DOE:JO'", &["NAD(FL,,,DOE|JO)"]),
        (b"UNA:*.? $\nUNB*A$UNH*1$", &["UNB(A)", "UNH(1)"]),
        // The tag padded; the last segment without an end.
        (b" UNG +A'\r\n UNZ+1", &["UNG(A)", "UNZ(1)"]),
        // Wrapped at a column, in a name and behind a release.
        (b"NAD+DO\r\nE'", &["NAD(DOE)"]),
        (b"FTX+A?\n'B'", &["FTX(A'B)"]),
        // A lost terminator before a known tag; the word alone is data.
        (b"A+1\r\nNAD+FL'", &["A(1)", "NAD(FL)"]),
        (b"A+1\nNAD'", &["A(1NAD)"]),
        (b"A+O??'B+1?+1'", &["A(O?)", "B(1+1)"]),
        // A new interchange goes back to the defaults, or brings its own.
        (
            b"UNA:*.? $UNB*A$UNZ*1$UNB+B'",
            &["UNB(A)", "UNZ(1)", "UNB(B)"],
        ),
        (b"UNB+B'UNA:*.? $UNB*A$", &["UNB(B)", "UNB(A)"]),
        (b"UNA++.? 'UNB+A'", &["bad service", "UNB(A)"]),
        // Typographic apostrophes end a line, and stay inside one.
        (
            "A+1\u{2019}\nB+O\u{2019}C'".as_bytes(),
            &["A(1)", "B(O\u{2019}C)"],
        ),
        // Latin-1, and a byte that no letter has there.
        (b"A+N\xf8rg'", &["A(N\u{f8}rg)"]),
        (b"A+Nov\x87k'", &["A(Nov\u{fffd}k)"]),
        (b"\xef\xbb\xbfUNB+A'", &["UNB(A)"]),
        (b" \r\n", &[]),
    ];
    for (bytes, expect) in cases {
        assert_eq!(read(bytes), expect, "{}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn an_endless_segment_is_skipped_and_the_next_is_read() {
    let mut bytes = vec![b'A'; segments::LONGEST + 1];
    bytes.extend(b"'UNT+1'");
    assert_eq!(read(&bytes), ["endless", "UNT(1)"]);
}

#[test]
fn a_segment_may_lie_across_two_reads() {
    let mut bytes = vec![b' '; 64 * 1024 - 4];
    bytes.extend(b"UNA:*.? $UNB*A$");
    assert_eq!(read(&bytes), ["UNB(A)"]);
}
