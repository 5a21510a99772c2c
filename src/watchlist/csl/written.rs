//! What the name field of a row without a type holds beside the name: other names behind
//! `A/K/A` or in `(a.k.a. ...)`, and `(Russian individual)`, which says what the row is.

#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) name: String,
    pub(super) others: Vec<String>,
    /// The list says in so many words that this is a person.
    pub(super) individual: bool,
}

impl Written {
    pub(super) fn read(text: &str) -> Written {
        let mut written = Written::default();
        let (outside, inside) = brackets(text);
        let individual = |text: &&str| text.split_whitespace().any(|word| word == "individual");
        written.individual = inside.iter().any(individual);
        let mut whole = outside;
        for text in inside {
            match other_names(text) {
                Some(names) => written.others.extend(names),
                // Part of a name that is no person's, and needed to tell that.
                None if !written.individual => whole += &format!(" ({text})"),
                None => {}
            }
        }
        let mut words = whole.split_whitespace();
        let name: Vec<&str> = words.by_ref().take_while(|word| !is_mark(word)).collect();
        written.name = name.join(" ");
        written
            .others
            .extend(parted(&words.collect::<Vec<_>>().join(" ")));
        written
    }
}

/// The text outside of round and square brackets, and what is in each outer one.
fn brackets(text: &str) -> (String, Vec<&str>) {
    let (mut outside, mut inside) = (String::new(), Vec::new());
    let (mut depth, mut start) = (0_u32, 0);
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' => {
                depth += 1;
                start = if depth == 1 { at + 1 } else { start };
            }
            ')' | ']' if depth == 1 => {
                depth = 0;
                inside.push(&text[start..at]);
                outside.push(' ');
            }
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => outside.push(c),
            _ => {}
        }
    }
    // A bracket that is not closed runs to the end.
    inside.extend((0 < depth).then(|| &text[start..]));
    (outside, inside)
}

/// In brackets `aka` needs no points.
fn other_names(text: &str) -> Option<Vec<String>> {
    let (first, rest) = text.trim().split_once(' ')?;
    let bare = ["aka", "fka", "nka"].contains(&first.to_lowercase().as_str());
    (bare || is_mark(first)).then(|| parted(rest))
}

fn parted(text: &str) -> Vec<String> {
    let names = text.split(';').map(|name| name.trim().to_owned());
    names.filter(|name| !name.is_empty()).collect()
}

/// `A/K/A` or `f.k.a.,`; `Aka` alone is a surname too.
fn is_mark(word: &str) -> bool {
    let letters: String = word.chars().filter(char::is_ascii_alphabetic).collect();
    let marked = word.contains(['.', '/'])
        && word
            .chars()
            .all(|c| c.is_ascii_alphabetic() || "./,".contains(c));
    marked && ["aka", "fka", "nka"].contains(&letters.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_parted_from_what_stands_beside_them() {
        for (text, name, others, individual) in [
            ("JO SPECIMEN", "JO SPECIMEN", "", false),
            (
                "JO SPECIMEN A/K/A MAX SPECIMEN",
                "JO SPECIMEN",
                "MAX SPECIMEN",
                false,
            ),
            (
                "JO (A.K.A. MA-XI MUSTER) LI",
                "JO LI",
                "MA-XI MUSTER",
                false,
            ),
            (
                "Jo Specimen (f.k.a., Jo One; Jo Two)",
                "Jo Specimen",
                "Jo One|Jo Two",
                false,
            ),
            ("Jo Aka", "Jo Aka", "", false),
            (
                "Jo Specimen (aka Jo S.) (DPRK individual)",
                "Jo Specimen",
                "Jo S.",
                true,
            ),
            (
                "Jo Specimen [Industry Office (IO) Official] (an individual in X)",
                "Jo Specimen",
                "",
                true,
            ),
            ("Specimen Works (SW)", "Specimen Works (SW)", "", false),
            ("Specimen (open", "Specimen (open)", "", false),
            ("", "", "", false),
        ] {
            let written = Written::read(text);
            let found = (
                written.name.as_str(),
                written.others.join("|"),
                written.individual,
            );
            assert_eq!(found, (name, others.to_owned(), individual), "{text}");
        }
    }
}
