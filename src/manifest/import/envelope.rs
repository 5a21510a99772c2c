//! UNB to UNZ: each message goes to the reader of its type, and a bad one never stops the
//! file.

use crate::manifest::import::Ended;
use crate::manifest::import::edifact::{Item, Segment, Segments};
use crate::manifest::import::paxlst::Paxlst;
use crate::manifest::import::pnrgov::Pnrgov;
use crate::manifest::import::rejects::{Code, Lost};
use crate::manifest::import::sink::Sink;
use crate::manifest::import::splits::Part;
use std::io::Read;

/// The two messages that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    Paxlst,
    Pnrgov,
}

impl Message {
    fn name(self) -> &'static str {
        match self {
            Message::Paxlst => "PAXLST",
            Message::Pnrgov => "PNRGOV",
        }
    }

    fn reader(self) -> Reader {
        match self {
            Message::Paxlst => Reader::Paxlst(Box::default()),
            Message::Pnrgov => Reader::Pnrgov(Box::default()),
        }
    }
}

enum Reader {
    Paxlst(Box<Paxlst>),
    Pnrgov(Box<Pnrgov>),
    /// Of another type: passed over.
    Other,
}

/// A message that has begun.
struct Open {
    reader: Reader,
    first: u64,
}

/// Reads one file to its end, or to where it breaks off.
pub fn read(input: impl Read, message: Message, sink: &mut Sink) -> Ended {
    let mut segments = Segments::new(input);
    let mut open: Option<Open> = None;
    let mut last = 0;
    let mut outside = Outside::default();
    let mut unended = None;
    let by = loop {
        let item = match segments.next_item() {
            Ok(Some(item)) if !sink.has_failed() => item,
            Ok(_) => break Ok(()),
            Err(e) => break Err(e),
        };
        match item {
            Item::Segment(segment) => {
                last = segment.number;
                let at = Some(sink.count().messages);
                if segment.unended && std::mem::replace(&mut unended, at) != at {
                    let why = "a segment without terminator, ended at the line break before \
                               the next tag; the first of this message";
                    sink.reject(Lost::Nothing, last, "", Code::CutShort, why);
                }
                if take(&segment, message, &mut open, sink) == Place::Outside {
                    outside.take(&segment, sink);
                }
            }
            Item::BadService { number } => {
                let why = "the UNA is not six characters; the default ones are used";
                sink.reject(Lost::Nothing, number, "UNA", Code::BadService, why);
            }
            Item::Endless { number } => {
                let why = "a segment without an end was skipped";
                sink.reject(Lost::Value, number, "", Code::Endless, why);
            }
        }
    };
    // Whoever stood behind the end is on no manifest; of a damaged file the caller tells.
    let behind = match by {
        Ok(()) => Lost::Message,
        Err(_) => Lost::Nothing,
    };
    cut(&mut open, last, behind, sink);
    outside.end(last, sink);
    if sink.count().messages == 0 {
        let why = "no UNH: this is no file of messages";
        sink.reject(Lost::Message, 1, "UNH", Code::NoMessage, why);
    }
    Ended { row: last, by }
}

/// Segments that are in no message: its UNH may be damaged, so whoever they name is told
/// of, one line each.
#[derive(Default)]
struct Outside {
    any: bool,
    passengers: bool,
}

impl Outside {
    fn take(&mut self, segment: &Segment, sink: &mut Sink) {
        self.any = true;
        let column = match (segment.tag.as_str(), segment.get(0, 0)) {
            ("NAD", Some("FL" | "FM" | "DDU" | "DDT")) => "NAD",
            ("TIF", Some(_)) if !segment.is(0, 1, "G") => "TIF",
            _ => return,
        };
        self.passengers = true;
        let why = "a passenger in no message: its UNH is missing or damaged";
        sink.refuse(segment.number, column, Code::OutsideMessage, why);
    }

    fn end(self, at: u64, sink: &mut Sink) {
        if self.passengers {
            let why = "passengers stand outside of any message: get the file again";
            sink.reject(Lost::Message, at, "UNH", Code::OutsideMessage, why);
        } else if self.any {
            let why = "text that is in no message was passed over";
            sink.reject(Lost::Nothing, at, "", Code::OutsideMessage, why);
        }
    }
}

/// A service segment that ran on over the message behind it, for want of its terminator.
fn check_swallowed(segment: &Segment, sink: &mut Sink) {
    const LONGEST: usize = 1024;
    let texts = || segment.elements.iter().flatten();
    let begins = |text: &String| {
        let before = text.strip_suffix("UNH");
        before.is_some_and(|before| !before.ends_with(char::is_alphabetic))
    };
    let length: usize = texts().map(String::len).sum();
    if LONGEST < length || texts().any(begins) {
        let why = "the segment runs on over what follows it: its terminator is missing, and \
                   the message behind it cannot be read";
        sink.reject(Lost::Message, segment.number, "UNB", Code::Endless, why);
    }
}

#[derive(PartialEq, Eq)]
enum Place {
    Inside,
    Outside,
}

fn take(segment: &Segment, message: Message, open: &mut Option<Open>, sink: &mut Sink) -> Place {
    if matches!(segment.tag.as_str(), "UNB" | "UNG" | "UNT" | "UNE" | "UNZ") {
        check_swallowed(segment, sink);
    }
    match segment.tag.as_str() {
        "UNH" => {
            cut(open, segment.number, Lost::Nothing, sink);
            *open = Some(start(segment, message, sink));
        }
        "UNT" => {
            if let Some(ended) = open.take() {
                end(ended, segment, sink);
            }
        }
        "UNB" => {
            cut(open, segment.number, Lost::Nothing, sink);
            // The test indicator, eleventh of UNB.
            sink.is_test = segment.is(10, 0, "1");
        }
        "UNG" | "UNE" | "UNZ" => cut(open, segment.number, Lost::Nothing, sink),
        _ => match open {
            Some(open) => open.reader.segment(segment, sink),
            None => return Place::Outside,
        },
    }
    Place::Inside
}

/// `UNH+1+PAXLST:D:02B:UN:IATA`.
fn start(segment: &Segment, message: Message, sink: &mut Sink) -> Open {
    sink.start_message();
    let is_test = sink.is_test && !sink.reads_tests;
    let asked = segment.is(1, 0, message.name()) && !is_test;
    if is_test {
        let why = "the interchange calls itself a test (--test-interchanges reads it)";
        let number = segment.number;
        sink.reject(Lost::Message, number, "UNB", Code::TestInterchange, why);
    } else if !asked {
        let why = match message {
            Message::Paxlst => "no PAXLST message; PNRGOV is read by the format pnrgov",
            Message::Pnrgov => "no PNRGOV message; PAXLST is read by the format paxlst",
        };
        sink.reject(
            Lost::Message,
            segment.number,
            "UNH",
            Code::OtherMessage,
            why,
        );
    }
    sink.start_part(Part::of(segment).filter(|_| asked));
    Open {
        reader: if asked {
            message.reader()
        } else {
            Reader::Other
        },
        first: segment.number,
    }
}

/// `UNT+33+1`: the number of segments, itself and UNH counted.
fn end(mut open: Open, segment: &Segment, sink: &mut Sink) {
    open.reader.end(segment.number, sink);
    let held = segment.number - open.first + 1;
    let announced: Option<u64> = segment.get(0, 0).and_then(|text| text.parse().ok());
    if announced.is_some_and(|announced| announced != held) {
        let why = "the message announces another number of segments than it holds";
        sink.reject(
            Lost::Nothing,
            segment.number,
            "UNT",
            Code::CountDiffers,
            why,
        );
    }
    sink.end_message();
}

/// What was read of a message without UNT is kept.
fn cut(open: &mut Option<Open>, at: u64, lost: Lost, sink: &mut Sink) {
    if let Some(mut open) = open.take() {
        open.reader.end(at, sink);
        let why = "the message is not closed by UNT; what came of it is kept";
        sink.reject(lost, at, "UNT", Code::CutShort, why);
        sink.end_message();
    }
}

impl Reader {
    fn segment(&mut self, segment: &Segment, sink: &mut Sink) {
        match self {
            Reader::Paxlst(reader) => reader.segment(segment, sink),
            Reader::Pnrgov(reader) => reader.segment(segment, sink),
            Reader::Other => {}
        }
    }

    fn end(&mut self, at: u64, sink: &mut Sink) {
        match self {
            Reader::Paxlst(reader) => reader.end(at, sink),
            Reader::Pnrgov(reader) => reader.end(at, sink),
            Reader::Other => {}
        }
    }
}
