//! What a list says beside the facts: with whom it ties the person, and how far it is to be
//! trusted. None of it weighs anything.

use crate::domain::background::{Background, Grade};

/// Associates that are told one by one.
pub const MOST_ASSOCIATES: usize = 8;

/// `linked to SAMPLE CORP`, and the last line says how many more there are.
pub fn associates(background: &Background) -> Vec<String> {
    let all = &background.associates;
    let told = all.iter().take(MOST_ASSOCIATES);
    let mut lines: Vec<String> = told.map(ToString::to_string).collect();
    let more = all.len().saturating_sub(MOST_ASSOCIATES);
    if 0 < more {
        lines.push(format!("and {more} more"));
    }
    lines
}

/// The word of the evidence table for what is said and not compared.
pub const KIND: &str = "list_says";

/// What it may be about.
pub const LEVELS: [&str; 3] = ["reliability", "source_kind", "associate"];

/// Each of it as a row of evidence: what about, what is said, and in words.
pub fn said(background: &Background) -> Vec<(&'static str, String, Option<String>)> {
    let [reliability, source_kind, associate] = LEVELS;
    let ratings = background.reliability.iter();
    let ratings = ratings.map(|one| (reliability, one.to_string(), Some(of_grade(one.grade))));
    let kinds = background.source_kind.iter();
    let kinds = kinds.map(|kind| (source_kind, kind.clone(), None));
    let ties = associates(background).into_iter();
    let ties = ties.map(|tie| (associate, tie, None));
    ratings.chain(kinds).chain(ties).collect()
}

/// `B2: usually reliable source, probably true`; of a merged entry, one for each list.
pub fn ratings(background: &Background) -> Vec<String> {
    let told = background
        .reliability
        .iter()
        .map(|rating| format!("{rating}: {}", of_grade(rating.grade)));
    told.collect()
}

/// The words that go with the letter and the figure.
pub fn of_grade(grade: Grade) -> String {
    let source = match grade.source() {
        'A' => "reliable source",
        'B' => "usually reliable source",
        'C' => "fairly reliable source",
        'D' => "source that is not usually reliable",
        'E' => "unreliable source",
        _ => "source whose reliability is not known",
    };
    let content = match grade.content() {
        '1' => "confirmed by others",
        '2' => "probably true",
        '3' => "possibly true",
        '4' => "doubtful",
        '5' => "improbable",
        _ => "truth not known",
    };
    format!("{source}, {content}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::background::{Associate, Rating};

    #[test]
    fn what_the_list_says_is_bounded_and_in_words() {
        let tie = |number: usize| Associate::new("linked to", Some(format!("N{number}")), None);
        let background = Background {
            associates: (0..10).filter_map(tie).collect(),
            reliability: Rating::parse_all("A 1: B2; C 2: F6").unwrap(),
            source_kind: None,
        };
        let lines = associates(&background);
        assert_eq!((lines.len(), lines[0].as_str()), (9, "linked to N0"));
        assert_eq!(lines[8], "and 2 more");
        assert_eq!(
            ratings(&background),
            [
                "A 1: B2: usually reliable source, probably true",
                "C 2: F6: source whose reliability is not known, truth not known",
            ]
        );
        assert_eq!(said(&background).len(), 11);
        assert_eq!(said(&Background::default()), []);
    }
}
