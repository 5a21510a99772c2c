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

/// Odds that a person can act on, to two figures: `about 580 to 1`. Never certainty.
pub fn odds(bits: f64) -> String {
    let beyond = 20.0;
    if beyond < bits {
        return "over a million to 1".to_owned();
    }
    if bits < -beyond {
        return "under 1 to a million".to_owned();
    }
    let times = bits.abs().exp2();
    let step = 10_f64.powf(times.log10().floor() - 1.0).max(1.0);
    let times = thousands(((times / step).round() * step) as u64);
    if bits < 0.0 {
        format!("about 1 to {times}")
    } else {
        format!("about {times} to 1")
    }
}

/// `1 case`, `2 cases`.
pub fn counted(number: impl TryInto<u64>, one: &str, more: &str) -> String {
    let number = number.try_into().unwrap_or(u64::MAX);
    format!("{number} {}", if number == 1 { one } else { more })
}

/// `2,100,000`.
pub(crate) fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odds_have_two_figures_and_are_never_certain() {
        for (bits, expect) in [
            (9.2, "about 590 to 1"),
            (11.5, "about 2,900 to 1"),
            (0.0, "about 1 to 1"),
            (-5.0, "about 1 to 32"),
            (40.0, "over a million to 1"),
            (-40.0, "under 1 to a million"),
        ] {
            assert_eq!(odds(bits), expect, "{bits}");
        }
    }

    #[test]
    fn one_is_counted_as_one() {
        let said = [0_usize, 1, 2].map(|count| counted(count, "case", "cases"));
        assert_eq!(said, ["0 cases", "1 case", "2 cases"]);
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
