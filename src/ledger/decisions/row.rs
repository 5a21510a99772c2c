//! One decision as it was handed in: every value read, or the column at fault with the reason.

use super::{Known, OPTIONAL, Place, REQUIRED, Stated};
use crate::ledger::words::{CarrierAction, Decision, MatchTruth};
use crate::recommend::named::{Named, ambiguous, named};
use csv::ByteRecord;
use jiff::{SignedDuration, Timestamp};

/// Longest officer's name and note, in characters.
const LONGEST_OFFICER: usize = 100;
const LONGEST_NOTE: usize = 1_000;

/// What the clocks of officers and of this machine may differ by, in minutes.
const SLACK: i64 = 15;

/// The column at fault, and why.
pub type Refused = (&'static str, String);

/// Names in the order of the header.
pub(super) type Columns = Vec<String>;

pub(super) struct Cells<'a> {
    pub(super) place: Place,
    pub(super) record: &'a ByteRecord,
    pub(super) columns: &'a Columns,
}

impl Cells<'_> {
    /// Whether a template's row was not filled in: a case and not one value of a decision.
    pub(super) fn is_left_blank(&self) -> bool {
        let values = REQUIRED
            .iter()
            .chain(&OPTIONAL)
            .filter(|column| **column != "case_id");
        let blank = |column: &&str| self.bytes(column).is_none_or(<[u8]>::is_empty);
        self.record.len() == self.columns.len() && values.copied().all(|column| blank(&column))
    }

    pub(super) fn stated(&self, known: &Known) -> std::result::Result<Stated, Refused> {
        let (found, wanted) = (self.record.len(), self.columns.len());
        if found != wanted {
            let reason = format!("the row has {found} values for {wanted} columns");
            return Err(("case_id", reason));
        }
        let (case_id, listed) = self.case(known)?;
        let stated = Stated {
            place: self.place,
            case_id: case_id.to_owned(),
            officer: self.officer()?,
            decided_at: self.decided_at(known)?,
            decision: self.word("decision", Decision::typed, Decision::WORDS, None)?,
            carrier_action: self.word(
                "carrier_action",
                CarrierAction::typed,
                CarrierAction::WORDS,
                Some(CarrierAction::Unknown),
            )?,
            match_truth: self.word(
                "match_truth",
                MatchTruth::typed,
                MatchTruth::WORDS,
                Some(MatchTruth::Unknown),
            )?,
            note: self.note()?,
        };
        // It would clear the pair and deny boarding for the same entry.
        let denies = stated.decision == Decision::Concur;
        if listed && denies && stated.match_truth == MatchTruth::DifferentPerson {
            let reason = "concur says that the listed person travels, different_person that it \
                          is another one: give not_concur, or another match_truth";
            return Err(("match_truth", reason.to_owned()));
        }
        Ok(stated)
    }

    /// Of a case of the run by its id, or as much of it as is needed, and whether a list made it.
    fn case<'k>(&self, known: &Known<'k>) -> std::result::Result<(&'k str, bool), Refused> {
        let typed = self.required("case_id")?;
        let found = match known.cases.get_key_value(typed) {
            Some((id, _)) => Named::One(id),
            None => named(typed, known.cases.keys().copied()),
        };
        match found {
            Named::One(id) => Ok((id, known.cases[id])),
            Named::Several(ids) => Err(("case_id", ambiguous(&ids))),
            Named::Nobody => Err(("case_id", "the run has no such case".to_owned())),
        }
    }

    fn bytes(&self, column: &str) -> Option<&[u8]> {
        let at = self.columns.iter().position(|name| name == column)?;
        self.record.get(at)
    }

    /// Blank and absent are both `None`.
    fn cell(&self, column: &'static str) -> std::result::Result<Option<&str>, Refused> {
        let Some(bytes) = self.bytes(column) else {
            return Ok(None);
        };
        let text = std::str::from_utf8(bytes).map_err(|_| (column, "not UTF-8".to_owned()))?;
        Ok(Some(text.trim()).filter(|text| !text.is_empty()))
    }

    fn required(&self, column: &'static str) -> std::result::Result<&str, Refused> {
        self.cell(column)?.ok_or((column, "blank".to_owned()))
    }

    fn officer(&self) -> std::result::Result<String, Refused> {
        let officer = self.required("officer")?;
        if !officer.chars().any(char::is_alphanumeric) || officer.chars().any(char::is_control) {
            return Err(("officer", "no name or badge number".to_owned()));
        }
        at_most(LONGEST_OFFICER, "officer", officer)
    }

    fn decided_at(&self, known: &Known) -> std::result::Result<Timestamp, Refused> {
        let column = "decided_at";
        let text = self.required(column)?;
        let moment: Timestamp = text.parse().map_err(|_| {
            let form = "no moment with its offset, as in 2026-11-23T19:05:00Z";
            (column, form.to_owned())
        })?;
        let slack = SignedDuration::from_mins(SLACK);
        if slack < moment.duration_since(known.latest) {
            let reason = format!("in the future by more than {SLACK} minutes");
            return Err((column, reason));
        }
        if slack < known.earliest.duration_since(moment) {
            let reason = format!("before the run by more than {SLACK} minutes");
            return Err((column, reason));
        }
        // As the ledger keeps it, so that a decision compares with itself.
        Timestamp::from_millisecond(moment.as_millisecond())
            .map_err(|_| (column, "beyond the calendar".to_owned()))
    }

    fn word<T>(
        &self,
        column: &'static str,
        parse: fn(&str) -> Option<T>,
        words: &[&str],
        blank: Option<T>,
    ) -> std::result::Result<T, Refused> {
        let one_of = || (column, format!("not one of {}", words.join(", ")));
        match self.cell(column)? {
            Some(text) => parse(text).ok_or_else(one_of),
            None => blank.ok_or_else(one_of),
        }
    }

    fn note(&self) -> std::result::Result<Option<String>, Refused> {
        let note = self.cell("note")?;
        note.map(|note| at_most(LONGEST_NOTE, "note", note))
            .transpose()
    }
}

fn at_most(
    longest: usize,
    column: &'static str,
    text: &str,
) -> std::result::Result<String, Refused> {
    let fits = text.chars().count() <= longest;
    let reason = format!("longer than {longest} characters");
    fits.then(|| text.to_owned()).ok_or((column, reason))
}
