//! Lists, spans of time and chances, as they are spoken.

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
