//! What an import may lose and still be a manifest: files, messages, people. Past the ceiling
//! the manifest of before stays where it is, whatever the format.

use crate::error::{Error, Kind, Result};
use crate::manifest::import::Imported;
use crate::manifest::import::counts::Counts;
use crate::manifest::import::rejects::{Code, Lost};
use std::path::Path;

/// Unless the operator says otherwise.
pub const MOST_LOST: f64 = 0.05;

/// How much of one kind is lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Loss {
    what: &'static str,
    lost: u64,
    of: u64,
}

/// Refuses, with every kind that is past the ceiling.
pub fn refuse_losses(output: &Path, imported: &Imported, most: f64) -> Result<()> {
    let past = losses(imported).into_iter();
    let past = past.filter(|loss| most * (loss.of as f64) < loss.lost as f64);
    let past: Vec<String> = past
        .map(|loss| format!("{} of {} {}", loss.lost, loss.of, loss.what))
        .collect();
    if past.is_empty() {
        return Ok(());
    }
    let what = format!(
        "{} could not be read, more than --most-lost {most} allows, so {} is not written",
        past.join(" and "),
        output.display()
    );
    let hint = "look at the reject report beside it and mend the source, or raise --most-lost";
    Err(Error::new(Kind::Data, what).hint(hint))
}

fn losses(imported: &Imported) -> [Loss; 3] {
    let total = imported.total();
    let files = imported.counts.iter().filter(|counts| is_lost(counts));
    let messages = total
        .messages_refused
        .saturating_sub(meant(&total, Lost::Message));
    // Who stood in parts that never came is of no file, and of the flight all the same.
    let rows = total.refused.saturating_sub(meant(&total, Lost::Row)) + total.never_came;
    let loss = |what, lost, of| Loss { what, lost, of };
    [
        loss("files", files.count() as u64, imported.files.len() as u64),
        loss("messages", messages, total.messages.max(messages)),
        loss("people", rows, total.people + total.never_came),
    ]
}

/// Nothing came of it, and nothing was meant to.
fn is_lost(counts: &Counts) -> bool {
    let unread = counts
        .rejects
        .keys()
        .any(|(code, _)| *code == Code::NoMessage);
    counts.refused_whole || (counts.rows == 0 && unread)
}

/// What is refused as it should be: people who do not fly, seats held for nobody yet, messages
/// for another import.
fn meant(total: &Counts, lost: Lost) -> u64 {
    let codes = [
        Code::Cancelled,
        Code::Placeholder,
        Code::OtherMessage,
        Code::TestInterchange,
    ];
    let counts = codes.iter().map(|code| total.rejects.get(&(*code, lost)));
    counts.flatten().sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn imported(change: impl Fn(&mut Counts)) -> Imported {
        let mut counts = Counts {
            people: 100,
            passengers: 100,
            rows: 100,
            messages: 20,
            ..Counts::default()
        };
        change(&mut counts);
        Imported {
            files: vec!["a".to_owned()],
            counts: vec![counts],
            rejects: Vec::new(),
            notes: Vec::new(),
        }
    }

    fn told(change: impl Fn(&mut Counts)) -> String {
        let refused = refuse_losses(Path::new("m.parquet"), &imported(change), MOST_LOST);
        refused.err().map(|error| error.what).unwrap_or_default()
    }

    #[test]
    fn what_is_past_the_ceiling_stops_and_what_was_meant_does_not() {
        assert_eq!(told(|_| {}), "");
        assert_eq!(told(|counts| counts.refused = 5), "");
        assert!(told(|counts| counts.refused = 6).contains("6 of 100 people"));
        assert!(told(|counts| counts.messages_refused = 2).contains("2 of 20 messages"));
        assert!(told(|counts| counts.refused_whole = true).contains("1 of 1 files"));
        assert!(told(|counts| counts.never_came = 200).contains("200 of 300 people"));
        let cancelled = |counts: &mut Counts| {
            (counts.refused, counts.messages_refused) = (40, 2);
            counts.rejects.insert((Code::Cancelled, Lost::Row), 40);
            counts.rejects.insert((Code::Cancelled, Lost::Message), 2);
        };
        assert_eq!(told(cancelled), "");
    }
}
