//! The six service characters of an interchange: the defaults, or those of its own UNA.

/// How one interchange marks its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Service {
    pub component: u8,
    pub element: u8,
    /// `None` when the interchange has no way to escape a character.
    pub release: Option<u8>,
    pub terminator: u8,
}

/// ISO 9735, for interchanges without a UNA.
pub const DEFAULT: Service = Service {
    component: b':',
    element: b'+',
    release: Some(b'?'),
    terminator: b'\'',
};

impl Service {
    /// Reads what stands between `UNA` and the next segment. Two slips of real files are
    /// read through: the decimal mark left out, and an apostrophe that a word processor
    /// made typographic. Anything else that is not six characters is `None`.
    pub fn parse(text: &str) -> Option<Service> {
        let typed: Vec<char> = text
            .trim_start()
            .chars()
            .filter(|c| !matches!(c, '\r' | '\n'))
            .collect();
        let (head, rest) = typed.split_at_checked(6).unwrap_or((&typed, &[]));
        if rest.iter().any(|c| !c.is_whitespace()) {
            return None;
        }
        let (component, element, release, terminator) = match *head {
            [component, element, _decimal, release, _reserved, terminator] => {
                (component, element, release, terminator)
            }
            [component, element, '.' | ',', release, terminator]
            | [component, element, release, _, terminator] => {
                (component, element, release, terminator)
            }
            _ => return None,
        };
        let service = Service {
            component: mark(component)?,
            element: mark(element)?,
            release: mark(release),
            terminator: mark(terminator)?,
        };
        service.is_clear().then_some(service)
    }

    /// Of an interchange without a UNA that ends its segments otherwise, by what stands between
    /// its UNB and the segment behind it: `None` when that is the apostrophe, or nothing certain.
    pub fn shown_by(window: &[u8]) -> Option<Service> {
        // The signs of level B, which no keyboard has.
        if window.get(3) == Some(&0x1d) {
            return Some(Service {
                component: 0x1f,
                element: 0x1d,
                release: None,
                terminator: 0x1c,
            });
        }
        let next = |at: &usize| matches!(window.get(*at..at + 4), Some(b"UNG+" | b"UNH+"));
        let next = (3..window.len()).find(next)?;
        let before = window[..next].trim_ascii_end();
        let last = before.last().copied().filter(u8::is_ascii_punctuation)?;
        // One sign alone may be a slip of the usual one; names hold apostrophes.
        let count = |sign: u8| window.iter().filter(|byte| **byte == sign).count();
        let is_other = count(DEFAULT.terminator) < count(last);
        let service = Service {
            terminator: last,
            ..DEFAULT
        };
        (is_other && service.is_clear()).then_some(service)
    }

    fn is_clear(self) -> bool {
        let marks = [
            Some(self.component),
            Some(self.element),
            self.release,
            Some(self.terminator),
        ];
        let mut marks: Vec<u8> = marks.into_iter().flatten().collect();
        let all = marks.len();
        marks.sort_unstable();
        marks.dedup();
        marks.len() == all
    }
}

fn mark(c: char) -> Option<u8> {
    match c {
        '\u{2018}' | '\u{2019}' => Some(b'\''),
        _ => u8::try_from(c).ok().filter(u8::is_ascii_punctuation),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminator_is_shown_by_the_interchange_itself() {
        let shown = |text: &str| Service::shown_by(text.as_bytes()).map(|found| found.terminator);
        assert_eq!(
            shown("UNB+SIRE:4+A+B+261123:1700+1\"\nUNG+PAXLST+"),
            Some(b'"')
        );
        assert_eq!(
            shown("UNB+UNOA:4+A+B+261123:1700+1~UNH+1+PAXLST"),
            Some(b'~')
        );
        assert_eq!(shown("UNB+UNOA:4+A+B+261123:1700+1'UNH+1+PAXLST"), None);
        assert_eq!(shown("UNB+UNOA:4+A+B+261123:1700+1+\nUNH+1+PAXLST"), None);
        assert_eq!(shown("UNB\u{1d}UNOB\u{1f}1"), Some(0x1c));
        assert_eq!(shown("UNB+A~UNH+1+PAXLST'BGM+745'"), None);
        assert_eq!(shown("UNB+"), None);
    }

    #[test]
    fn service_characters_as_they_arrive() {
        let marks = |text: &str| {
            Service::parse(text).map(|service| {
                let release = service.release.map_or(' ', char::from);
                let [c, e, t] = [service.component, service.element, service.terminator];
                [c, e]
                    .into_iter()
                    .map(char::from)
                    .chain([release, char::from(t)])
                    .collect()
            })
        };
        let cases: [(&str, Option<&str>); 12] = [
            (":+.? '", Some(":+?'")),
            (":+.?*' ", Some(":+?'")),
            (":*.? $\r\n", Some(":*?$")),
            ("-_.? *", Some("-_?*")),
            // The decimal mark, or the reserved blank, left out.
            (":+\\*'", Some(":+\\'")),
            (":+.?'", Some(":+?'")),
            // A word processor's apostrophe.
            (":+.\\*\u{2019} ", Some(":+\\'")),
            (":+.  '", Some(":+ '")),
            ("::.? '", None),
            ("AB.? '", None),
            (":+", None),
            (":+.? 'UNX+", None),
        ];
        for (text, expect) in cases {
            assert_eq!(marks(text), expect.map(str::to_owned), "{text:?}");
        }
    }
}
