//! What officers and redress offices hand in, for the data dictionary.

use super::decisions::{OPTIONAL, REQUIRED};
use super::redress_file;
use super::words::{CarrierAction, Decision, MatchTruth};
use crate::schema::dictionary::{ColumnDoc, Direction, TableDoc, plain};
use crate::tables::row::FIRST;

/// The CSV of `preboard review`.
pub fn describe_decisions() -> TableDoc {
    let required = REQUIRED.iter().map(|name| (*name, true));
    let optional = OPTIONAL.iter().map(|name| (*name, false));
    TableDoc {
        name: "decisions".to_owned(),
        file: "`preboard review --decisions`: CSV with a header".to_owned(),
        direction: Direction::Input,
        version: FIRST.to_owned(),
        about: "One row per decision on a case of one run; the last word on a case counts."
            .to_owned(),
        columns: required.chain(optional).map(decision).collect(),
    }
}

fn decision((name, required): (&str, bool)) -> ColumnDoc {
    let column = |kind, meaning| plain(name, kind, required, meaning);
    match name {
        "case_id" => column("text", "Of the run's recommendations."),
        "officer" => column("text", "Who decided: an initial or a number is enough."),
        "decided_at" => column(
            "RFC 3339",
            "Not before the run, and not ahead of the clock.",
        ),
        "decision" => column("text", "Whether the officer agrees.").of(Decision::WORDS),
        "carrier_action" => column("text", "What the carrier did.").of(CarrierAction::WORDS),
        "match_truth" => column(
            "text",
            "Whether it is the listed person; `different_person` clears the pair for a time.",
        )
        .of(MatchTruth::WORDS),
        "note" => column("text", "Anything else; it ends with the run's retention."),
        _ => column("text", ""),
    }
}

/// The CSV of `[inputs] redress`.
pub fn describe_redress() -> TableDoc {
    let columns = redress_file::COLUMNS.iter().map(|name| {
        let meaning = match *name {
            "redress_number" => "On the traveller's manifest row.",
            "surname" | "given_names" | "birth_date" => "Of the traveller, as on the document.",
            "list" | "entry_id" => "The entry that the traveller is not.",
            "entry_digest" => "Of the entry when it was looked at, as in `pairs`.",
            "granted_on" => "From when `[redress] cleared_for_days` counts.",
            _ => "",
        };
        let kind = match *name {
            "granted_on" => "date",
            _ => "text",
        };
        plain(name, kind, true, meaning)
    });
    TableDoc {
        name: "redress".to_owned(),
        file: "[inputs] redress: CSV with a header".to_owned(),
        direction: Direction::Input,
        version: FIRST.to_owned(),
        about: "One row per pair of a traveller and an entry that is known to be two people \
                (docs/decisions.md)."
            .to_owned(),
        columns: columns.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_has_its_meaning() {
        for table in [describe_decisions(), describe_redress()] {
            assert!(table.columns.len() > 6);
            for column in table.columns {
                assert!(!column.meaning.is_empty(), "{}.{}", table.name, column.name);
            }
        }
    }
}
