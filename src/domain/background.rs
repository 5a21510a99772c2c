//! What a list says beside the facts of a person: with whom, how sure, from what kind of source.
//! An officer reads it. Nobody is compared with it, so it never adds or takes a bit.

use std::fmt;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Background {
    pub associates: Vec<Associate>,
    /// One for each list that was merged, if it gives any.
    pub reliability: Vec<Rating>,
    /// As the list calls it: a register, an informant, open sources.
    pub source_kind: Option<String>,
}

/// Somebody or something that the person is said to be tied to: another party, and never
/// another name of the person.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Associate {
    pub name: Option<String>,
    /// In the list that says it.
    pub entry_id: Option<String>,
    /// `linked to`, `brother of`, `sibling`: as the list writes it.
    pub relation: String,
    /// Who says it, where that is not the entry's own list.
    pub source: Option<String>,
}

/// A grade, and whose it is in a merged entry.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rating {
    /// List and entry; none in a list that was not merged.
    pub of: Option<String>,
    pub grade: Grade,
}

/// How reliable a source is (`A` to `F`), and how credible what it says (`1` to `6`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Grade {
    source: u8,
    content: u8,
}

impl Grade {
    /// `B2`, also in small letters.
    pub fn parse(text: &str) -> Option<Grade> {
        let [source, content] = text.trim().as_bytes() else {
            return None;
        };
        let (source, content) = (source.to_ascii_uppercase(), *content);
        let known = (b'A'..=b'F').contains(&source) && (b'1'..=b'6').contains(&content);
        known.then_some(Grade { source, content })
    }

    /// `A` to `F`.
    pub fn source(self) -> char {
        char::from(self.source)
    }

    /// `1` to `6`.
    pub fn content(self) -> char {
        char::from(self.content)
    }
}

impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}{}", self.source(), self.content())
    }
}

/// Between the ratings of a merged entry, and between a list and its grade.
const BETWEEN: &str = "; ";
const GIVES: &str = ": ";

impl Rating {
    /// A column's text: `B2`, or `OFAC_SDN 7: B2; UN_SC QDi.1: A1`. None when a part of it is
    /// no rating.
    pub fn parse_all(text: &str) -> Option<Vec<Rating>> {
        let parts = text.split(BETWEEN).map(|part| {
            let (of, grade) = match part.rsplit_once(GIVES) {
                Some((of, grade)) => (Some(of.trim().to_owned()), grade),
                None => (None, part),
            };
            let grade = Grade::parse(grade)?;
            Some(Rating { of, grade })
        });
        parts.collect()
    }

    /// The inverse; none without a rating.
    pub fn to_text(ratings: &[Rating]) -> Option<String> {
        let parts: Vec<String> = ratings.iter().map(ToString::to_string).collect();
        (!parts.is_empty()).then(|| parts.join(BETWEEN))
    }
}

impl fmt::Display for Rating {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match &self.of {
            Some(of) => write!(f, "{of}{GIVES}{}", self.grade),
            None => write!(f, "{}", self.grade),
        }
    }
}

impl Associate {
    /// None without a relation, or without anybody it is to.
    pub fn new(
        relation: &str,
        name: Option<String>,
        entry_id: Option<String>,
    ) -> Option<Associate> {
        let known = |text: Option<String>| {
            let text = text.map(|text| text.trim().to_owned());
            text.filter(|text| !text.is_empty())
        };
        let (name, entry_id) = (known(name), known(entry_id));
        let relation = relation.trim().to_owned();
        let told = !relation.is_empty() && (name.is_some() || entry_id.is_some());
        told.then_some(Associate {
            name,
            entry_id,
            relation,
            source: None,
        })
    }
}

/// `brother of Max Muster (QDi.1)`; `sibling: Max Muster`.
impl fmt::Display for Associate {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let relation = &self.relation;
        let leads = [" of", " to", " with", " for", " by"].iter();
        let mark = match leads.clone().any(|word| relation.ends_with(word)) {
            true => "",
            false => ":",
        };
        write!(f, "{relation}{mark} ")?;
        match (&self.name, &self.entry_id) {
            (Some(name), Some(id)) => write!(f, "{name} ({id})")?,
            (Some(one), None) | (None, Some(one)) => write!(f, "{one}")?,
            (None, None) => {}
        }
        match &self.source {
            Some(source) => write!(f, " [{source}]"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grades_are_of_two_signs() {
        for (text, expected) in [
            ("B2", Some("B2")),
            (" f6 ", Some("F6")),
            ("G1", None),
            ("A7", None),
            ("A0", None),
            ("2B", None),
            ("A", None),
            ("A12", None),
            ("é2", None),
            ("", None),
        ] {
            let read = Grade::parse(text).map(|grade| grade.to_string());
            assert_eq!(read.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn ratings_of_several_lists_are_one_text_and_back() {
        for text in ["B2", "L: 1 7: B2; UN_SC QDi.1: A1"] {
            let read = Rating::parse_all(text).unwrap();
            assert_eq!(Rating::to_text(&read).as_deref(), Some(text));
        }
        assert_eq!(Rating::parse_all("B2; good"), None);
        assert_eq!(Rating::to_text(&[]), None);
    }

    #[test]
    fn an_associate_is_read_aloud() {
        for (relation, name, id, expected) in [
            ("linked to", "SAMPLE CORP", "", "linked to SAMPLE CORP"),
            ("sibling", "Max Muster", "Q1", "sibling: Max Muster (Q1)"),
            ("brother of", "", "QDi.1", "brother of QDi.1"),
        ] {
            let told = Associate::new(relation, Some(name.to_owned()), Some(id.to_owned()));
            assert_eq!(told.unwrap().to_string(), expected);
        }
        assert_eq!(Associate::new("sibling", None, Some(" ".to_owned())), None);
        assert_eq!(Associate::new("", Some("Max".to_owned()), None), None);
    }
}
