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
