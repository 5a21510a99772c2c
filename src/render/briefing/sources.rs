//! Where a hit comes from: which list, how old, and who may see it.

use crate::inert::clipped;
use crate::inert::cut;
use crate::recommend::Hit;
use crate::wording::background;
use crate::wording::words;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// One file of a run's lists or reported documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListFact {
    /// The lists in it, or the file's own name.
    pub names: Vec<String>,
    pub entries: u64,
    pub date: Option<Date>,
}

impl ListFact {
    /// `OFAC, UN (3 entries, 2026-11-20, 3 days old)`.
    pub(super) fn words(&self, as_of: Timestamp) -> String {
        cut(&format!(
            "{} ({} entries, {})",
            self.names.join(", "),
            self.entries,
            dated(self.date, as_of)
        ))
    }
}

/// Letters of a reason or handling: those of a merged entry name each of its lists.
const SOURCE_LETTERS: usize = 600;

pub(super) struct SourceView {
    pub(super) list: String,
    pub(super) date: String,
    pub(super) handling: String,
    /// Who lists the person, as what and why.
    pub(super) about: String,
}

impl SourceView {
    pub(super) fn new(hit: &Hit, lists: &[ListFact], as_of: Timestamp) -> SourceView {
        // Two files may hold parts of one list: the older one says how old it may be.
        let holding = lists.iter().filter(|list| list.names.contains(&hit.list));
        let date = holding.map(|list| list.date).min().flatten();
        let primary = (hit.primary_name != hit.entry_name)
            .then(|| format!("primary name: {}", hit.primary_name));
        let reason = hit.listed_reason.as_ref();
        let about = [
            Some(hit.authority.clone()),
            Some(words::plain(&hit.category)),
            primary,
            reason.map(|reason| format!("listed for: {reason}")),
            told(
                "source",
                hit.background.source_kind.iter().cloned().collect(),
            ),
            told("the list says", background::associates(&hit.background)),
        ];
        let known = about.into_iter().flatten().filter(|text| !text.is_empty());
        let about: Vec<String> = known.map(|text| clipped(&text, SOURCE_LETTERS)).collect();
        let handling = hit.handling.as_deref().filter(|text| !text.is_empty());
        SourceView {
            list: clipped(&list(hit), SOURCE_LETTERS),
            date: dated(date, as_of),
            handling: clipped(
                handling.unwrap_or("none stated: treat as for this group alone"),
                SOURCE_LETTERS,
            ),
            about: about.join("; "),
        }
    }
}

/// `OFAC entry 7, B2: usually reliable source, probably true`.
fn list(hit: &Hit) -> String {
    let entry = cut(&format!("{} entry {}", hit.list, hit.entry_id));
    let parts: Vec<String> = std::iter::once(entry)
        .chain(background::ratings(&hit.background))
        .collect();
    parts.join(", ")
}

fn told(what: &str, lines: Vec<String>) -> Option<String> {
    (!lines.is_empty()).then(|| format!("{what}: {}", lines.join(", ")))
}

/// `2026-11-20, 3 days old`.
fn dated(date: Option<Date>, as_of: Timestamp) -> String {
    let Some(date) = date else {
        return "undated".to_owned();
    };
    let today = as_of.to_zoned(TimeZone::UTC).date();
    match i64::from((today - date).get_days()) {
        0 => format!("{date}, of today"),
        1 => format!("{date}, 1 day old"),
        days if days < 0 => format!("{date}, later than this run"),
        days => format!("{date}, {days} days old"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::background::{Associate, Background, Rating};
    use crate::recommend::samples;
    use jiff::civil::date;

    #[test]
    fn a_source_bears_its_date_age_and_handling() {
        let as_of = "2026-11-23T02:00:00Z".parse().unwrap();
        let fact = |day| ListFact {
            names: vec!["DEMO_LIST".to_owned()],
            entries: 3,
            date: day,
        };
        let dates = |lists: &[ListFact]| SourceView::new(&samples::hit(), lists, as_of).date;
        let (older, today) = (
            fact(Some(date(2026, 11, 20))),
            fact(Some(date(2026, 11, 23))),
        );
        assert_eq!(dates(std::slice::from_ref(&today)), "2026-11-23, of today");
        assert_eq!(
            dates(&[today.clone(), older.clone()]),
            "2026-11-20, 3 days old"
        );
        assert_eq!(dates(&[today, fact(None)]), "undated");
        assert_eq!(dates(&[]), "undated");
        assert_eq!(
            older.words(as_of),
            "DEMO_LIST (3 entries, 2026-11-20, 3 days old)"
        );

        let mut hit = samples::hit();
        assert_eq!(
            SourceView::new(&hit, &[], as_of).handling,
            "liaison officers only"
        );
        hit.handling = None;
        let silent = SourceView::new(&hit, &[], as_of);
        assert!(silent.handling.starts_with("none stated"));
        assert_eq!(
            silent.about,
            "Demo authority; smuggler; listed for: demonstration"
        );
        hit.background = Background {
            associates: Associate::new("linked to", Some("SAMPLE CORP".to_owned()), None)
                .into_iter()
                .collect(),
            reliability: Rating::parse_all("B2").unwrap(),
            source_kind: Some("register".to_owned()),
        };
        let told = SourceView::new(&hit, &[], as_of);
        assert_eq!(
            told.list,
            "DEMO_LIST entry 12345, B2: usually reliable source, probably true"
        );
        assert!(
            told.about
                .ends_with("; source: register; the list says: linked to SAMPLE CORP"),
            "{}",
            told.about
        );
    }
}
