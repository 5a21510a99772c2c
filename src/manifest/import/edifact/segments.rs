//! Bytes to segments, one at a time: memory is that of the longest segment.
//!
//! Line breaks are no part of EDIFACT data: some systems wrap their files at a column, in
//! the middle of names too, so they are taken out wherever they stand. One is an end all
//! the same where a known tag follows it: the terminator was lost, and with it the next
//! passenger would be. A file wrapped right before a value that reads like a tag is cut
//! wrongly there, and told about; that costs a value, never a person.

use crate::manifest::import::edifact::bytes::Bytes;
use crate::manifest::import::edifact::service::{DEFAULT, Service};
use crate::tables::charset::Charset;
use std::io::{Read, Result};

/// A longer segment is no segment: its end is missing. It is skipped, never held.
pub const LONGEST: usize = 64 * 1024;

/// How far ahead an interchange without a UNA may show its signs, and how long addresses are.
const SHOWN: usize = 1024;
const LONGEST_ADDRESS: usize = 2048;

/// One segment: its tag and its elements, each of components. Values are trimmed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Segment {
    /// 1-based in the file, counting service segments, not the UNA.
    pub number: u64,
    pub tag: String,
    /// Without the tag.
    pub elements: Vec<Vec<String>>,
    /// Bytes that are no text in any encoding of the field; each became U+FFFD.
    pub garbled: bool,
    /// Ended by a line break before a known tag: its terminator is lost.
    pub unended: bool,
}

/// What may follow a lost terminator.
const TAGS: [&[u8]; 19] = [
    b"UNH", b"UNT", b"UNZ", b"UNB", b"NAD", b"ATT", b"DTM", b"LOC", b"DOC", b"TDT", b"NAT", b"RFF",
    b"SRC", b"RCI", b"TIF", b"SSR", b"TVL", b"ABI", b"BGM",
];

impl Segment {
    /// `None` for a value that is absent or blank. InParallel counts start at 0.
    pub fn get(&self, element: usize, component: usize) -> Option<&str> {
        let value = self.elements.get(element)?.get(component)?.as_str();
        Some(value).filter(|value| !value.is_empty())
    }

    pub fn is(&self, element: usize, component: usize, value: &str) -> bool {
        self.get(element, component) == Some(value)
    }
}

/// What the file gives next.
#[derive(Debug, PartialEq, Eq)]
pub enum Item {
    Segment(Segment),
    /// A UNA that cannot be read; the default characters are used.
    BadService {
        number: u64,
    },
    /// A segment without an end; it was skipped.
    Endless {
        number: u64,
    },
}

/// See [`Segments::next_item`].
pub struct Segments<R> {
    bytes: Bytes<R>,
    service: Service,
    /// The interchange that follows brought its own characters.
    advised: bool,
    number: u64,
    /// Of the interchange, by its UNB.
    charset: Option<Charset>,
}

impl<R: Read> Segments<R> {
    pub fn new(input: R) -> Segments<R> {
        Segments {
            bytes: Bytes::new(input),
            service: DEFAULT,
            advised: false,
            number: 0,
            charset: None,
        }
    }

    /// `None` at the end of the file. A last segment without terminator counts.
    pub fn next_item(&mut self) -> Result<Option<Item>> {
        self.bytes.skip_blanks()?;
        if self.number == 0 {
            self.skip_address()?;
        }
        if self.bytes.peek(3)? == b"UNA" && !self.read_service()? {
            return Ok(Some(Item::BadService {
                number: self.number + 1,
            }));
        }
        self.bytes.skip_blanks()?;
        if self.bytes.peek(3)? == b"UNB" && !std::mem::take(&mut self.advised) {
            self.service = Service::shown_by(self.bytes.peek(SHOWN)?).unwrap_or(DEFAULT);
        }
        if self.bytes.peek(1)?.is_empty() {
            return Ok(None);
        }
        self.number += 1;
        self.read_segment().map(Some)
    }

    /// Networks of teletypes put lines with addresses in front of an interchange.
    fn skip_address(&mut self) -> Result<()> {
        let window = self.bytes.peek(LONGEST_ADDRESS)?;
        let begins = |at: &usize| {
            let rest = &window[*at..];
            let is_start = *at == 0 || !window[*at - 1].is_ascii_alphanumeric();
            let advice =
                rest.starts_with(b"UNA") && rest.iter().skip(3).take(12).any(|sign| *sign == b'U');
            let sign = rest
                .get(3)
                .is_some_and(|sign| !sign.is_ascii_alphanumeric());
            is_start && (advice || rest.starts_with(b"UNB") && sign)
        };
        if let Some(at) = (0..window.len()).find(begins) {
            self.bytes.skip(at);
        }
        Ok(())
    }

    /// Whether the UNA could be read.
    fn read_service(&mut self) -> Result<bool> {
        let window = self.bytes.peek(32)?;
        let starts = |at: usize| matches!(window.get(at..at + 3), Some(b"UNB" | b"UNG" | b"UNH"));
        let end = (3..window.len()).find(|at| starts(*at));
        let end = end.unwrap_or(9.min(window.len()));
        let read = Service::parse(&String::from_utf8_lossy(&window[3..end]));
        self.bytes.skip(end);
        self.service = read.unwrap_or(DEFAULT);
        self.advised = read.is_some();
        Ok(read.is_some())
    }

    fn read_segment(&mut self) -> Result<Item> {
        let number = self.number;
        let Service {
            component,
            element,
            release,
            terminator,
        } = self.service;
        let mut parts = Parts {
            charset: self.charset,
            ..Parts::default()
        };
        while let Some(byte) = self.bytes.next()? {
            if Some(byte) == release {
                if let Some(literal) = self.bytes.next_data()? {
                    parts.push(literal);
                }
            } else if byte == terminator {
                break;
            } else if matches!(byte, b'\r' | b'\n') {
                if terminator == b'\'' && parts.take_typographic_apostrophe() {
                    break;
                }
                if self.tag_follows(element)? {
                    parts.unended = true;
                    break;
                }
            } else if byte == component {
                parts.next_component();
            } else if byte == element {
                parts.next_element();
            } else {
                parts.push(byte);
            }
        }
        let item = parts.finish(number);
        if let Item::Segment(segment) = &item
            && segment.tag == "UNB"
        {
            self.charset = segment.get(0, 0).and_then(Charset::of_syntax);
        }
        Ok(item)
    }

    fn tag_follows(&mut self, element: u8) -> Result<bool> {
        let ahead = self.bytes.peek(8)?;
        let breaks = ahead.iter().take_while(|b| b.is_ascii_whitespace());
        let ahead = &ahead[breaks.count()..];
        Ok(ahead.get(3) == Some(&element) && TAGS.contains(&&ahead[..3]))
    }
}

/// A segment under construction.
#[derive(Default)]
struct Parts {
    text: Vec<u8>,
    elements: Vec<Vec<String>>,
    components: Vec<String>,
    length: usize,
    garbled: bool,
    unended: bool,
    charset: Option<Charset>,
}

impl Parts {
    fn push(&mut self, byte: u8) {
        self.length += 1;
        if self.length <= LONGEST {
            self.text.push(byte);
        }
    }

    fn next_component(&mut self) {
        self.length += 1;
        if self.length <= LONGEST {
            let text = self.decoded();
            self.components.push(text);
        }
    }

    fn next_element(&mut self) {
        self.next_component();
        if self.length <= LONGEST {
            self.elements.push(std::mem::take(&mut self.components));
        }
    }

    /// A word processor's apostrophe that ends a line is the terminator it once was.
    fn take_typographic_apostrophe(&mut self) -> bool {
        let kept = self.text.trim_ascii_end();
        for mark in ["\u{2019}".as_bytes(), "\u{2018}".as_bytes()] {
            if let Some(rest) = kept.strip_suffix(mark) {
                let kept = rest.len();
                self.text.truncate(kept);
                return true;
            }
        }
        false
    }

    /// In the character set of the interchange; else UTF-8, else Latin-1, whose bytes are the code points of the same number. Bytes of
    /// neither, and control characters, are no letters: they are marked, not guessed.
    fn decoded(&mut self) -> String {
        let bytes = std::mem::take(&mut self.text);
        let text = match self.charset {
            Some(charset) => charset.text(&bytes),
            None => String::from_utf8(bytes)
                .unwrap_or_else(|e| e.into_bytes().into_iter().map(char::from).collect()),
        };
        let clean = text.chars().map(|c| match c {
            '\u{80}'..='\u{9f}' => '\u{fffd}',
            c if c.is_control() => ' ',
            c => c,
        });
        let clean: String = clean.collect();
        self.garbled |= clean.contains('\u{fffd}');
        clean.trim().to_owned()
    }

    fn finish(mut self, number: u64) -> Item {
        self.next_element();
        if LONGEST < self.length {
            return Item::Endless { number };
        }
        let mut elements = self.elements.into_iter();
        let tag = elements.next().and_then(|tag| tag.into_iter().next());
        Item::Segment(Segment {
            number,
            tag: tag.unwrap_or_default(),
            elements: elements.collect(),
            garbled: self.garbled,
            unended: self.unended,
        })
    }
}
