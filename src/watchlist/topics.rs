//! What an aggregator's topic, or the colour of a notice, means for the settings' categories. A
//! filled cell says nothing of itself: a Yellow Notice once made a missing woman a sanctioned one.

use std::sync::LazyLock;

/// Topic and category, gravest first (`topics.tsv`).
static TOPICS: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let rows = include_str!("topics.tsv").lines();
    let rows = rows.filter(|row| !row.starts_with('#'));
    rows.filter_map(|row| row.split_once('\t')).collect()
});

/// What no category of the settings names: left out of a list, unless the operator says what
/// it is.
pub const UNCLASSIFIED: &str = "unclassified";

const MISSING: &str = "missing_person";

/// Whether the table has a line for it, with a category or without.
pub(super) fn is_known(topic: &str) -> bool {
    let rows = include_str!("topics.tsv").lines();
    let mut topics = rows.filter_map(|row| row.split('\t').next());
    topics.any(|known| known == topic)
}

pub(super) fn category(topics: &[String]) -> &'static str {
    let known = TOPICS
        .iter()
        .find(|(topic, _)| topics.iter().any(|text| text == topic));
    known.map_or(UNCLASSIFIED, |(_, category)| category)
}

/// By the words of a notice or a programme; `None` for what is no notice.
pub(super) fn of_notice(text: &str) -> Option<&'static str> {
    let text = text.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
    // Words such as victim or abduction stand in reasons for sanctions too: they tell nothing.
    if says(&["yellow notice", "yellow_notice"]) {
        return Some(MISSING);
    }
    if says(&["red notice", "red_notice"]) {
        return Some("fugitive");
    }
    // Of the other colours nobody is looked for; a Special Notice stands for a UN listing.
    let other = says(&[
        "blue notice",
        "green notice",
        "black notice",
        "purple notice",
        "orange notice",
    ]);
    other.then_some(UNCLASSIFIED)
}

/// Whoever is missing or a victim is that and nothing else.
pub fn is_welfare(category: &str) -> bool {
    [MISSING, "trafficking_victim"].contains(&category)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn topics_become_categories_and_others_none() {
        for (topics, expected) in [
            (&["role.pep"][..], "unclassified"),
            (&["role.pep", "sanction"], "sanctions"),
            (&["wanted", "crime"], "fugitive"),
            (&["sanction.linked"], "unclassified"),
            (&["sanction.counter"], "unclassified"),
            (&["wanted", "missing"], "missing_person"),
            (&[], "unclassified"),
        ] {
            let topics: Vec<String> = topics.iter().map(ToString::to_string).collect();
            assert_eq!(category(&topics), expected, "{topics:?}");
        }
    }

    #[test]
    fn notices_are_told_by_their_colour() {
        for (text, expected) in [
            ("Yellow Notice - missing child", Some("missing_person")),
            ("Red Notice - Murder", Some("fugitive")),
            ("Red Notice; abduction, three victims", Some("fugitive")),
            ("Abduction of children - 2023", None),
            ("Blue Notice", Some("unclassified")),
            ("EU - 2022/336", None),
        ] {
            assert_eq!(of_notice(text), expected, "{text}");
        }
    }
}
