//! Character sets: the one reader of them for messages, flat files and lists.
//!
//! What a file says of itself comes first: a byte order mark, then what its header or the operator
//! names. Text that nobody writes is told, and never guessed at.

use encoding_rs::{CoderResult, Decoder, Encoding};
use std::io::{Cursor, Read, Result};

/// One character set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Charset(&'static Encoding);

impl Charset {
    /// By the names of the Web: `windows-1251`, `iso-8859-2`, `utf-16le`, `shift_jis`.
    pub fn named(name: &str) -> Option<Charset> {
        Encoding::for_label(name.trim().as_bytes()).map(Charset)
    }

    /// Of an interchange, by the identifier in its UNB. `None` for those that are a part of
    /// ASCII, whose senders write what they like, and for Latin-1 and UTF-8, which are told
    /// apart value by value.
    pub fn of_syntax(identifier: &str) -> Option<Charset> {
        let name = match identifier {
            "UNOD" => "iso-8859-2",
            "UNOE" => "iso-8859-5",
            "UNOF" => "iso-8859-7",
            "UNOG" => "iso-8859-3",
            "UNOH" => "iso-8859-4",
            "UNOI" => "iso-8859-6",
            "UNOJ" => "iso-8859-8",
            "UNOK" => "iso-8859-9",
            _ => return None,
        };
        Charset::named(name)
    }

    /// The bytes as text; those that stand for nothing become U+FFFD.
    pub fn text(self, bytes: &[u8]) -> String {
        self.0.decode_without_bom_handling(bytes).0.into_owned()
    }

    pub fn name(self) -> &'static str {
        self.0.name()
    }
}

/// Latin-1 with the signs that Windows adds: what text mostly is that is no UTF-8.
pub fn western(bytes: &[u8]) -> String {
    Charset(encoding_rs::WINDOWS_1252).text(bytes)
}

/// The input in UTF-8 where it says that it is something else, or somebody does; and otherwise as
/// it is.
pub fn to_utf8<'a>(
    mut input: impl Read + 'a,
    stated: Option<Charset>,
) -> Result<Box<dyn Read + 'a>> {
    // As much as whoever looks for a first line wants to see of it at once.
    let mut start = Vec::new();
    let breaks = (&mut input).take(FIRST).read_to_end(&mut start).err();
    let marked = Encoding::for_bom(&start).map(|(encoding, _)| Charset(encoding));
    let charset = marked.or_else(|| wide(&start)).or(stated);
    // What stood before a break is read, and then the break is told.
    let whole = Cursor::new(start).chain(Breaks(breaks)).chain(input);
    Ok(match charset {
        Some(charset) if charset.0 != encoding_rs::UTF_8 => Box::new(Recoded::new(whole, charset)),
        Some(_) | None => Box::new(whole),
    })
}

/// Tells once what went wrong, and is at its end otherwise.
pub struct Breaks(pub Option<std::io::Error>);

impl Read for Breaks {
    fn read(&mut self, _: &mut [u8]) -> Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// Letters of two bytes each without a mark: every second byte is zero.
fn wide(start: &[u8]) -> Option<Charset> {
    match start.get(..4)? {
        [one, 0, two, 0] if *one != 0 && *two != 0 => Some(Charset(encoding_rs::UTF_16LE)),
        [0, one, 0, two] if *one != 0 && *two != 0 => Some(Charset(encoding_rs::UTF_16BE)),
        _ => None,
    }
}

const FIRST: u64 = 64 * 1024;

/// Memory is that of one chunk.
struct Recoded<R> {
    input: R,
    decoder: Decoder,
    ready: Vec<u8>,
    at: usize,
    ended: bool,
}

const CHUNK: usize = 16 * 1024;

impl<R: Read> Recoded<R> {
    fn new(input: R, charset: Charset) -> Recoded<R> {
        Recoded {
            input,
            decoder: charset.0.new_decoder_with_bom_removal(),
            ready: Vec::new(),
            at: 0,
            ended: false,
        }
    }

    fn refill(&mut self) -> Result<()> {
        let mut raw = vec![0; CHUNK];
        while self.at == self.ready.len() && !self.ended {
            let read = self.input.read(&mut raw)?;
            self.ended = read == 0;
            // Three bytes for each of one, and what was held back.
            let mut text = vec![0; CHUNK * 3 + 16];
            let (result, _, written, _) =
                self.decoder
                    .decode_to_utf8(&raw[..read], &mut text, self.ended);
            debug_assert_eq!(result, CoderResult::InputEmpty);
            text.truncate(written);
            (self.ready, self.at) = (text, 0);
        }
        Ok(())
    }
}

impl<R: Read> Read for Recoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        self.refill()?;
        let rest = &self.ready[self.at..];
        let count = rest.len().min(buffer.len());
        buffer[..count].copy_from_slice(&rest[..count]);
        self.at += count;
        Ok(count)
    }
}

/// What a file is that is no text at all, by its first bytes, and what to do.
pub fn foreign(start: &[u8]) -> Option<&'static str> {
    const KINDS: [(&[u8], &str); 7] = [
        (
            b"PK\x03\x04",
            "a zip archive: unpack it, and import what is in it",
        ),
        (
            b"PAR1",
            "a Parquet file, which is no import's: name it to `preboard run` as it is",
        ),
        (b"%PDF", "a PDF document: ask for the data"),
        (b"\xd0\xcf\x11\xe0", "an old spreadsheet: save it as CSV"),
        (b"BZh", "a file packed by bzip2: unpack it"),
        (b"\x28\xb5\x2f\xfd", "a file packed by Zstandard: unpack it"),
        // UNA and UNB.
        (
            b"\xe4\xd5",
            "text in EBCDIC: have it converted to ASCII on its way",
        ),
    ];
    // A spreadsheet is an archive too, and begins with its own list of contents.
    let contents = b"[Content_Types].xml";
    let is_archive = start.starts_with(b"PK\x03\x04");
    if is_archive && start.windows(contents.len()).any(|part| part == contents) {
        return Some("a spreadsheet: save it as CSV, or import it as what it is");
    }
    let mut kinds = KINDS.iter();
    let kind = kinds.find(|(mark, _)| start.starts_with(mark));
    kind.map(|(_, what)| *what)
}

/// Whether a text is what another character set leaves when it is read as Latin-1: control signs
/// of the upper half, or words of nothing but accents, as `Öàðãàíàåâ`.
pub fn is_implausible(text: &str) -> bool {
    if text.is_ascii() {
        return false;
    }
    if text.chars().any(|sign| matches!(sign, '\u{80}'..='\u{9f}')) {
        return true;
    }
    let letters = |word: &str| word.chars().filter(|sign| sign.is_alphabetic()).count();
    let accented = |word: &str| {
        let high = word
            .chars()
            .filter(|sign| matches!(sign, '\u{c0}'..='\u{ff}'));
        high.count()
    };
    let mut words = text.split(|sign: char| !sign.is_alphabetic());
    words.any(|word| 4 <= letters(word) && 3 * letters(word) <= 4 * accented(word))
}

/// The same of a passenger's name, which is then not screened: a control sign that stands beside no
/// letter stands for none, and the name around it is read.
pub fn is_garbled_name(name: &str) -> bool {
    if name.is_ascii() {
        return false;
    }
    let is_control = |sign: &char| matches!(sign, '\u{80}'..='\u{9f}');
    let signs: Vec<char> = name.chars().collect();
    let replaces_a_letter = signs
        .windows(2)
        .any(|pair| pair.iter().any(is_control) && pair.iter().any(|sign| sign.is_alphabetic()));
    let plain: String = signs.iter().filter(|sign| !is_control(sign)).collect();
    replaces_a_letter || is_implausible(&plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_garbled_where_letters_are_lost() {
        for (name, garbled) in [
            ("Öàðãàíàåâ", true),
            ("MILO\u{9a}EVI\u{c6}", true),
            ("\u{9b}31m ZUMARINOV", false),
            ("MÜLLER ZOÉ", false),
            ("", false),
        ] {
            assert_eq!(is_garbled_name(name), garbled, "{name}");
        }
    }

    fn read(bytes: &[u8], stated: Option<&str>) -> String {
        let stated = stated.map(|name| Charset::named(name).unwrap());
        let mut text = String::new();
        let mut input = to_utf8(bytes, stated).unwrap();
        input.read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn a_mark_comes_before_what_is_stated() {
        assert_eq!(read(b"\xff\xfeM\0\xdc\0", Some("windows-1251")), "M\u{dc}");
        assert_eq!(read(b"\xfe\xff\0M\0\xdc", None), "M\u{dc}");
        assert_eq!(read(b"U\0N\0B\0+\0", None), "UNB+");
        assert_eq!(
            read(b"\xd6\xe0\xf0", Some("windows-1251")),
            "\u{426}\u{430}\u{440}"
        );
        assert_eq!(read("\u{feff}M\u{dc}".as_bytes(), None), "\u{feff}M\u{dc}");
        let long = "\u{426}".repeat(CHUNK);
        let bytes: Vec<u8> = vec![0xd6; CHUNK];
        assert_eq!(read(&bytes, Some("cp1251")), long);
        assert_eq!(Charset::named("klingon"), None);
        assert_eq!(western(b"O\x92NEIL M\xdcLLER"), "O\u{2019}NEIL M\u{dc}LLER");
    }

    #[test]
    fn what_stands_before_a_break_is_read_and_the_break_is_told() {
        let broken = Breaks(Some(std::io::Error::other("cut")));
        let mut input = to_utf8(Cursor::new(b"UNB+").chain(broken), None).unwrap();
        let mut text = Vec::new();
        assert!(input.read_to_end(&mut text).is_err());
        assert_eq!(text, b"UNB+");
    }

    #[test]
    fn text_of_another_character_set_is_told() {
        for text in ["Öàðãàíàåâ", "ÆåëÿçêîâÀ Ðàäîñòèíà", "M\u{dc}LLER \u{9a}"]
        {
            assert!(is_implausible(text), "{text}");
        }
        for text in [
            "MÜLLER",
            "Öğüt",
            "Ångström",
            "Zoé",
            "Цагараев",
            "ÄÖÜ",
            "Müßigbrodt",
            "Íñigo",
        ] {
            assert!(!is_implausible(text), "{text}");
        }
    }

    #[test]
    fn character_sets_of_interchanges() {
        let text =
            |identifier, byte: u8| Charset::of_syntax(identifier).map(|set| set.text(&[byte]));
        assert_eq!(text("UNOD", 0xb1).as_deref(), Some("ą"));
        assert_eq!(text("UNOE", 0xb6).as_deref(), Some("Ж"));
        assert_eq!(text("UNOF", 0xc1).as_deref(), Some("Α"));
        assert_eq!(text("UNOC", 0xc1), None);
        assert!(foreign(b"PK\x03\x04..").unwrap().contains("zip"));
        let sheet = b"PK\x03\x04..[Content_Types].xml..";
        assert!(foreign(sheet).unwrap().contains("spreadsheet"));
        assert_eq!(foreign(b"UNB+"), None);
    }
}
