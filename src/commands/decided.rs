//! The cases of a run with the last word on each, and what waits for an officer: by the same
//! comparison that tells whether a carrier may be told.

use crate::commands::redress::Redress;
use crate::commands::release::state::last_words;
use crate::commands::review::night::Night;
use crate::error::Result;
use crate::ledger::salting::Salting;
use crate::ledger::{self, Row, chain, salt};
use crate::recommend::case::Case;
use crate::schema::decided::{DecidedRow, DecisionState};
use crate::schema::of_case;
use crate::schema::rows::{CaseRow, PairRow};
use crate::schema::standing::{self, Pair};
use std::collections::BTreeMap;

/// A case as the officers left it.
pub struct Decided {
    pub case: CaseRow,
    pub state: DecisionState,
    pub last: Option<Row>,
}

/// Every case of a run, in the order of its table.
pub fn all(night: Night) -> Result<Vec<Decided>> {
    let parts = ledger::load(&night.out)?;
    chain::require_whole(&parts)?;
    let salting = Salting::new(&parts, salt::read(&night.out)?);
    let words: Vec<Row> = parts.into_iter().flat_map(|part| part.rows).collect();
    let words = last_words(&words);
    let cases = night.cases.into_iter().map(|case| {
        let last = words.get(case.case_id.as_str()).copied();
        let pair = night.pairs.get(&case.case_id);
        Decided {
            state: state_of(&case, pair, last, &salting),
            last: last.cloned(),
            case,
        }
    });
    Ok(cases.collect())
}

/// Cases of the night that was just screened which wait for an officer, in the published order, by
/// the ledger as the night read it.
pub fn waiting<'a>(rows: &'a [CaseRow], cases: &[Case], redress: &Redress) -> Vec<&'a CaseRow> {
    let none = Vec::new();
    let words = last_words(redress.rows.as_ref().unwrap_or(&none));
    let decided = cases.iter().filter(|case| {
        let id = case.recommendation.case_id.as_str();
        words.contains_key(id)
    });
    let pairs = decided.filter_map(|case| of_case::pairs(case, "").into_iter().next());
    let pairs: BTreeMap<String, PairRow> = pairs.map(|pair| (pair.case_id.clone(), pair)).collect();
    let waits = |row: &&CaseRow| {
        let last = words.get(row.case_id.as_str()).copied();
        let state = state_of(row, pairs.get(&row.case_id), last, &redress.salting);
        state.is_undecided()
    };
    rows.iter().filter(waits).collect()
}

/// By the one rule, of rows as tables hold them.
pub fn state_of(
    case: &CaseRow,
    pair: Option<&PairRow>,
    last: Option<&Row>,
    salting: &Salting,
) -> DecisionState {
    let word = last.map(|last| salting.word(last));
    let salt = salting.salt.as_ref();
    standing::state_of(case, pair.map(Pair::of), word.as_ref(), salt)
}

impl Decided {
    /// As it is printed.
    pub fn into_row(self) -> DecidedRow {
        let Decided { case, state, last } = self;
        let said = last.as_ref();
        DecidedRow {
            case_id: case.case_id,
            run_id: case.run_id,
            decision_state: state,
            status: case.status,
            action: case.action,
            liaison_group: case.group,
            carrier: case.carrier,
            flight_number: case.flight_number,
            departure_airport: case.departure_airport,
            arrival_airport: case.arrival_airport,
            scheduled_departure: case.scheduled_departure,
            surname: case.surname,
            given_names: case.given_names,
            birth_date: case.birth_date,
            document_number: case.document_number,
            list: case.list,
            entry_id: case.entry_id,
            entry_name: case.entry_name,
            score_bits: case.score_bits,
            decision: said.map(|last| last.decision),
            decided_at: said.map(|last| last.decided_at),
            carrier_action: said.map(|last| last.carrier_action),
            match_truth: said.map(|last| last.match_truth),
            officer: last.as_ref().map(|last| last.officer.clone()),
            note: last.as_ref().and_then(|last| last.note.clone()),
            decided_in: last.map(|last| last.run_id),
        }
    }
}
