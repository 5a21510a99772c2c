//! What is different about a changed case, so that nobody has to find it.

use super::phrases::{day_and_hour, short_action};
use crate::inert::cut;
use crate::schema::rows::CaseRow;
use crate::wording::text::listed;
use crate::wording::words;
use jiff::Timestamp;

/// Sentences; none when all that an officer acts on is as it was.
pub(super) fn of(before: &CaseRow, now: &CaseRow, as_of: Timestamp) -> Vec<String> {
    let mut changes = Vec::new();
    if short_action(before) != short_action(now) {
        changes.push(format!("was: {}", short_action(before)));
    }
    if before.scheduled_departure != now.scheduled_departure {
        let was = day_and_hour(before.scheduled_departure, as_of);
        changes.push(format!("departure was {was}"));
    }
    let entry = |row: &CaseRow| Some(format!("{} {}", row.list.as_ref()?, row.entry_id.as_ref()?));
    if entry(before) != entry(now) {
        let was = entry(before).map_or_else(|| "none".to_owned(), |was| cut(&was));
        changes.push(format!("best hit was {was}"));
    }
    if before.score_bits != now.score_bits {
        changes.push(match before.score_bits {
            Some(bits) => format!("evidence was {bits:+.2} bits"),
            None => "had no score".to_owned(),
        });
    }
    changes.extend(codes("new reason", &now.reason_codes, &before.reason_codes));
    changes.extend(codes("no longer", &before.reason_codes, &now.reason_codes));
    changes
}

/// Codes of the first that the second lacks.
fn codes(label: &str, these: &[String], others: &[String]) -> Option<String> {
    let own = these.iter().filter(|code| !others.contains(code));
    let own: Vec<String> = own.map(|code| cut(&words::plain(code))).collect();
    (!own.is_empty()).then(|| format!("{label}: {}", listed(&own)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recommend::Action;
    use crate::schema::samples::case_row;

    #[test]
    fn every_change_that_makes_a_case_changed_is_told() {
        let now = case_row("C-1");
        let as_of = "2026-11-23T02:00:00Z".parse().unwrap();
        assert!(of(&now, &now, as_of).is_empty());
        let mut before = now.clone();
        before.action = Action::ContactGroup;
        before.scheduled_departure = "2026-11-23T03:00:00Z".parse().unwrap();
        before.entry_id = Some("9".to_owned());
        before.score_bits = Some(-1.5);
        before.reason_codes = vec!["possible_match".to_owned()];
        assert_eq!(
            of(&before, &now, as_of),
            [
                "was: Possible match",
                "departure was 23 Nov 03:00",
                "best hit was DEMO_LIST 9",
                "evidence was -1.50 bits",
                "new reason: listed person and document lost stolen revoked",
                "no longer: possible match",
            ]
        );
    }
}
