//! What an aggregator's topic means for the settings' categories.

/// Gravest first: a person with several topics has the first of these.
const TOPICS: [(&str, &str); 5] = [
    ("crime.traffick.human", "trafficking_suspect"),
    ("sanction", "sanctions"),
    ("wanted", "fugitive"),
    ("crime.terror", "sanctions"),
    ("export.control", "export_control"),
];

/// What no category of the settings names is capped at human contact there.
pub(super) const UNCLASSIFIED: &str = "unclassified";

pub(super) fn category(topics: &[String]) -> &'static str {
    let known = TOPICS
        .iter()
        .find(|(topic, _)| topics.iter().any(|text| text == topic));
    known.map_or(UNCLASSIFIED, |(_, category)| category)
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
            (&[], "unclassified"),
        ] {
            let topics: Vec<String> = topics.iter().map(ToString::to_string).collect();
            assert_eq!(category(&topics), expected, "{topics:?}");
        }
    }
}
