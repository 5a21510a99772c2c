//! Foreign text made safe to show: one line, without characters that act.
//!
//! Passenger and list data may hold terminal escapes, or marks that reverse the reading
//! direction so that a name shows as another. Each becomes `�`, so that the reader sees
//! that something was there. Tables keep the values as they came.

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
