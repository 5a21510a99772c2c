//! A name of another script as a desk agent will read it out: in Latin letters.

use crate::names::scripts::{self, Script};

/// The plainest reading of each word, in capitals; none for a name that has Latin letters
/// alone, or no letters.
pub(crate) fn reading(name: &str) -> Option<String> {
    let foreign = |c: char| c.is_alphabetic() && Script::of_char(c) != Script::Latin;
    if !name.chars().any(foreign) {
        return None;
    }
    let words = name.split_whitespace().map(|word| {
        let comma = if word.ends_with(',') { "," } else { "" };
        let parts = scripts::words(word).into_iter();
        let plain: Vec<String> = parts.filter_map(|forms| forms.into_iter().next()).collect();
        format!("{}{comma}", plain.join(" "))
    });
    let words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
    Some(words.join(" ")).filter(|reading| reading.chars().any(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_another_script_needs_a_reading() {
        for (name, expect) in [
            ("МÜLLER, ANNA", Some("MULLER, ANNA")),
            ("Петров, Юлия", Some("PETROV, YULIYA")),
            ("王小明", Some("WANG XIAO MING")),
            ("MÜLLER, ANNA", None),
            ("", None),
            ("123", None),
        ] {
            assert_eq!(reading(name).as_deref(), expect, "{name}");
        }
    }
}
