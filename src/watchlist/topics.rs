//! What an aggregator's topic, the colour of a notice or a programme means for the settings'
//! categories, by a table that the operator may replace. A filled cell says nothing of itself: a
//! Yellow Notice once made a missing woman a sanctioned one.

use crate::error::{Error, Kind, Result};
use crate::files;
use std::collections::BTreeMap;
use std::path::Path;

/// The table that is compiled in, as it can be printed, edited and named with `--topics`.
pub const BUNDLED: &str = include_str!("topics.tsv");

/// What no category of the settings names: left out of a list, unless the operator says what
/// it is.
pub const UNCLASSIFIED: &str = "unclassified";

const MISSING: &str = "missing_person";
const NOTICE: &str = "notice:";
const PROGRAMME: &str = "programme:";

/// Names with their categories, gravest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topics(Vec<(String, Option<String>)>);

impl Topics {
    pub fn bundled() -> Topics {
        parsed(BUNDLED, |_| true).unwrap_or_else(|_| Topics(Vec::new()))
    }

    /// The operator's own; `is_category` knows those of the settings.
    pub fn read(path: &Path, is_category: impl Fn(&str) -> bool) -> Result<Topics> {
        let text = files::read_text(path)?;
        parsed(&text, is_category).map_err(|(line, column, why)| {
            let what = format!("{}: line {line}, column {column}: {why}", path.display());
            Error::new(Kind::Config, what)
                .hint("`preboard watchlist topics` prints the table that is compiled in")
        })
    }

    fn find(&self, is_said: impl Fn(&str) -> bool) -> Option<Option<&str>> {
        let found = self.0.iter().find(|(name, _)| is_said(name));
        found.map(|(_, category)| category.as_deref())
    }

    /// Whether the table has a line for it, with a category or without.
    pub(super) fn is_known(&self, topic: &str) -> bool {
        self.find(|name| name == topic).is_some()
    }

    /// Of several the first that has one.
    pub(super) fn category(&self, topics: &[String]) -> &str {
        let said = |name: &str| topics.iter().any(|topic| topic == name);
        let named = self.0.iter().filter(|(name, _)| said(name));
        let mut categories = named.filter_map(|(_, category)| category.as_deref());
        categories.next().unwrap_or(UNCLASSIFIED)
    }

    /// By the words of a notice or a programme; `None` for what is no notice.
    pub(super) fn of_notice(&self, text: &str) -> Option<&str> {
        let text = text.to_lowercase();
        // Words such as victim or abduction stand in reasons for sanctions too: they tell nothing.
        let says = |name: &str| {
            let colour = name.strip_prefix(NOTICE);
            colour.is_some_and(|colour| {
                let says = |word: &str| text.contains(&format!("{colour}{word}"));
                says(" notice") || says("_notice")
            })
        };
        self.find(says)
            .map(|category| category.unwrap_or(UNCLASSIFIED))
    }

    /// By the codes of programmes, parted by commas or semicolons; `None` where no line names one.
    pub fn of_programmes(&self, stated: &str) -> Option<&str> {
        let codes = || stated.split([',', ';']).map(str::trim);
        let says = |name: &str| {
            let code = name.strip_prefix(PROGRAMME);
            code.is_some_and(|code| codes().any(|stated| stated.eq_ignore_ascii_case(code)))
        };
        self.find(says)
            .map(|category| category.unwrap_or(UNCLASSIFIED))
    }
}

/// What a category is called among topics; none of one that no bare topic means.
pub fn topic_of(category: &str) -> Option<String> {
    let Topics(rows) = Topics::bundled();
    let mut rows = rows.into_iter();
    let found = rows.find(|(name, of)| of.as_deref() == Some(category) && !name.contains(':'));
    found.map(|(name, _)| name)
}

/// Whoever is missing or a victim is that and nothing else.
pub fn is_welfare(category: &str) -> bool {
    [MISSING, "trafficking_victim"].contains(&category)
}

type Fault = (usize, usize, String);

/// `Err` has line and column of what is wrong, both from 1.
fn parsed(text: &str, is_category: impl Fn(&str) -> bool) -> std::result::Result<Topics, Fault> {
    let mut rows = Vec::new();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (line, row) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
        if row.trim().is_empty() || row.starts_with('#') {
            continue;
        }
        let fault = |column: usize, why: String| Err((line, column, why));
        let mut cells = row.split('\t').map(str::trim);
        let name = cells.next().unwrap_or_default();
        let category = cells.next().filter(|text| !text.is_empty());
        if name.is_empty() {
            return fault(1, "no name of a topic".to_owned());
        }
        if name.contains([',', ';']) {
            return fault(1, format!("{name} is several names: one a line"));
        }
        if let Some(before) = seen.insert(name.to_owned(), line) {
            return fault(1, format!("{name} stands in line {before} too"));
        }
        if let Some(unknown) = category.filter(|category| !is_category(category)) {
            let why = format!(
                "{unknown} is no category: name one of [decision.categories], or add it there and \
                 name the settings with --config"
            );
            return fault(2, why);
        }
        if cells.any(|cell| !cell.is_empty()) {
            return fault(
                3,
                "a name and a category are all that a line holds".to_owned(),
            );
        }
        rows.push((name.to_owned(), category.map(str::to_owned)));
    }
    match rows.is_empty() {
        true => Err((1, 1, "the table names nothing".to_owned())),
        false => Ok(Topics(rows)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn topics_become_categories_and_others_none() {
        let table = Topics::bundled();
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
            assert_eq!(table.category(&topics), expected, "{topics:?}");
        }
        assert!(table.is_known("role.pep") && !table.is_known("sanction.new"));
    }

    #[test]
    fn a_category_has_a_topic_that_is_read_as_it() {
        let table = Topics::bundled();
        for category in ["sanctions", "fugitive", "smuggling", "trafficking_suspect"] {
            let topic = topic_of(category).unwrap();
            assert_eq!(table.category(&[topic]), category);
        }
        assert_eq!(topic_of("courier"), None);
    }

    #[test]
    fn notices_are_told_by_their_colour() {
        let table = Topics::bundled();
        for (text, expected) in [
            ("Yellow Notice - missing child", Some("missing_person")),
            ("interpol_yellow_notices", Some("missing_person")),
            ("Red Notice - Murder", Some("fugitive")),
            ("Red Notice; abduction, three victims", Some("fugitive")),
            ("Abduction of children - 2023", None),
            ("Blue Notice", Some("unclassified")),
            ("EU - 2022/336", None),
        ] {
            assert_eq!(table.of_notice(text), expected, "{text}");
        }
    }

    #[test]
    fn an_operators_table_may_name_programmes_and_its_faults_have_a_place() {
        let known = |category: &str| category == "smuggling";
        let table = parsed("# mine\nprogramme:SDNTK\tsmuggling\nprogramme:X\n", known).unwrap();
        assert_eq!(table.of_programmes("SDGT, sdntk"), Some("smuggling"));
        assert_eq!(table.of_programmes("X"), Some(UNCLASSIFIED));
        assert_eq!(table.of_programmes("SDGT"), None);
        for (text, line, column) in [
            ("a\tsmuggling\n\tsmuggling", 2, 1),
            ("a\tsmuggling\n\n# b\na", 4, 1),
            ("a,b\tsmuggling", 1, 1),
            ("a\tsmugling", 1, 2),
            ("a\tsmuggling\tmore", 1, 3),
            ("# nothing", 1, 1),
        ] {
            let (at, place, why) = parsed(text, known).unwrap_err();
            assert_eq!((at, place), (line, column), "{text}: {why}");
        }
    }
}
