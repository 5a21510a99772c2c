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

/// Controls, bidirectional marks, zero-width characters, line and paragraph separators.
pub(crate) fn acts(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{061C}')
}

/// `a`, `a and b`, `a, b and c`.
pub fn listed(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// `in 2 h 35 min`, `40 min ago`.
pub fn span(minutes: i64) -> String {
    let length = minutes.unsigned_abs();
    let words = match (length / 60, length % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    };
    if minutes < 0 {
        format!("{words} ago")
    } else {
        format!("in {words}")
    }
}

/// A probability in per cent that never reads as certainty.
pub fn chance(probability: f64) -> String {
    if probability > 0.999 {
        "over 99.9 %".to_owned()
    } else if probability < 0.001 {
        "under 0.1 %".to_owned()
    } else {
        format!("{:.1} %", probability * 100.0)
    }
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

    #[test]
    fn lists_and_spans_read_as_speech() {
        let items = ["a", "b", "c"].map(str::to_owned);
        let said: Vec<String> = (0..=3).map(|n| listed(&items[..n])).collect();
        assert_eq!(said, ["", "a", "a and b", "a, b and c"]);
        for (minutes, expect) in [
            (0, "in 0 min"),
            (155, "in 2 h 35 min"),
            (120, "in 2 h"),
            (-40, "40 min ago"),
        ] {
            assert_eq!(span(minutes), expect);
        }
    }

    #[test]
    fn no_chance_reads_as_certainty() {
        for (probability, expect) in [(1.0, "over 99.9 %"), (0.0, "under 0.1 %"), (0.5, "50.0 %")] {
            assert_eq!(chance(probability), expect);
        }
    }
}
