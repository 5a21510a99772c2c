//! Foreign text made safe to show: one line, without characters that act.
//!
//! Passenger and list data may hold terminal escapes, or marks that reverse the reading
//! direction so that a name shows as another. Each becomes `�`, so that the reader sees
//! that something was there. Tables keep the values as they came.

/// Text for standard output, line by line: what a line holds becomes inert as it is added, so no
/// value ends its line, moves the cursor or begins a message of its own. Nothing else is printed
/// there as text (`commands/stdout.rs`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines(String);

impl Lines {
    pub fn line(&mut self, text: &str) {
        self.0.push_str(shown(text).trim_end());
        self.0.push('\n');
    }

    /// A line of values, parted by tabs.
    pub fn fields(&mut self, values: &[&str]) {
        let values: Vec<String> = values.iter().map(|value| shown(value)).collect();
        self.0.push_str(values.join("\t").trim_end());
        self.0.push('\n');
    }

    pub fn append(&mut self, more: &Lines) {
        self.0.push_str(&more.0);
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<T: AsRef<str>> FromIterator<T> for Lines {
    fn from_iter<I: IntoIterator<Item = T>>(lines: I) -> Lines {
        let mut page = Lines::default();
        lines.into_iter().for_each(|line| page.line(line.as_ref()));
        page
    }
}

/// JSON text whose characters that act are written as escapes: the same values to whoever reads
/// it as JSON, and nothing that a terminal obeys. They stand only within strings.
pub fn json(text: &str) -> String {
    let mut inert = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => inert.push(c),
            c if acts(c) => inert.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => inert.push(c),
        }
    }
    inert
}

/// Safe for a terminal, a log or a page.
pub fn shown(text: &str) -> String {
    let safe = |c| match c {
        '\n' | '\t' | '\r' => ' ',
        c if acts(c) => '\u{FFFD}',
        c => c,
    };
    text.chars().map(safe).collect()
}

/// As [`shown`], and cut with `…` behind `most` characters.
pub fn clipped(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", shown(&text[..end])),
        None => shown(text),
    }
}

/// Letters of one foreign value that a page shows: more are no value but an accident, and
/// the tables hold them whole.
pub(crate) const MOST_LETTERS: usize = 160;

/// A foreign value made safe, and of bounded length.
pub fn cut(text: &str) -> String {
    clipped(text, MOST_LETTERS)
}

/// Controls, bidirectional marks, zero-width characters, line and paragraph separators.
pub(crate) fn acts(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{061C}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_neither_ends_its_line_nor_begins_another() {
        let mut page: Lines = ["a\nerror: forged", "b\u{1b}[2J  "].iter().collect();
        page.fields(&["changed", "x\ty\rz", ""]);
        assert_eq!(
            page.as_str(),
            "a error: forged\nb\u{FFFD}[2J\nchanged\tx y z\n"
        );
    }

    #[test]
    fn json_is_the_same_to_its_reader() {
        let value = serde_json::json!({ "a": "\u{9b}1m\u{202E}x\n\u{7f}" });
        let text = json(&format!("{value:#}"));
        assert!(text.contains("\\u009b1m\\u202ex\\n\\u007f"), "{text}");
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(&text).unwrap(),
            value
        );
    }

    #[test]
    fn characters_that_act_are_shown_not_obeyed() {
        for (text, expect) in [
            ("O'NEIL", "O'NEIL"),
            ("Ω Ünal 王", "Ω Ünal 王"),
            ("\u{1b}[2JGONE", "\u{FFFD}[2JGONE"),
            ("A\nB\tC", "A B C"),
            ("\u{202E}NAVI", "\u{FFFD}NAVI"),
            ("A\u{200B}B\u{9b}1m", "A\u{FFFD}B\u{FFFD}1m"),
        ] {
            assert_eq!(shown(text), expect);
        }
    }
}
