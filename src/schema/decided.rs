//! Cases with the last word on each, and the sheet on which officers write theirs.

use crate::domain::decision::{CarrierAction, Decision, MatchTruth};
use crate::recommend::Action;
use crate::schema::rows::CaseRow;
use crate::schema::status::Status;
use crate::tables::cell::word_value;
use crate::tables::row::table;
use jiff::Timestamp;

/// Where a case stands with the officers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DecisionState {
    /// Nobody decided.
    Undecided,
    /// The last word asks for more.
    NeedInfo,
    /// Decided in another run, over other news, another entry or another document.
    Changed,
    /// Decided in another run, and the salt that would tell whether of the same is not here.
    InDoubt,
    Concurred,
    NotConcurred,
    /// No case any more.
    Withdrawn,
}

word_value!(
    DecisionState,
    DecisionState::ALL.map(DecisionState::as_str).into()
);

impl DecisionState {
    const ALL: [DecisionState; 7] = [
        DecisionState::Undecided,
        DecisionState::NeedInfo,
        DecisionState::Changed,
        DecisionState::InDoubt,
        DecisionState::Concurred,
        DecisionState::NotConcurred,
        DecisionState::Withdrawn,
    ];

    pub fn parse(text: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|state| state.as_str() == text)
    }

    pub fn as_str(self) -> &'static str {
        match self {
            DecisionState::Undecided => "undecided",
            DecisionState::NeedInfo => "need_info",
            DecisionState::Changed => "changed",
            DecisionState::InDoubt => "in_doubt",
            DecisionState::Concurred => "concurred",
            DecisionState::NotConcurred => "not_concurred",
            DecisionState::Withdrawn => "withdrawn",
        }
    }

    /// Whether it waits for an officer.
    pub fn is_undecided(self) -> bool {
        match self {
            DecisionState::Undecided
            | DecisionState::NeedInfo
            | DecisionState::Changed
            | DecisionState::InDoubt => true,
            DecisionState::Concurred | DecisionState::NotConcurred | DecisionState::Withdrawn => {
                false
            }
        }
    }
}

table! {
    /// A case of a run, and the last word on it.
    pub struct DecidedRow {
        /// Of `recommendations`.
        pub case_id: String,
        /// The run that the case is of.
        pub run_id: String,
        /// Where the case stands with the officers.
        pub decision_state: DecisionState,
        /// Against the run before.
        pub status: Status,
        /// What is asked of an officer.
        pub action: Action,
        /// The group that the flight belongs to.
        pub liaison_group: String,
        /// Operating carrier.
        pub carrier: String,
        /// Without the carrier.
        pub flight_number: String,
        /// IATA code.
        pub departure_airport: String,
        /// IATA code.
        pub arrival_airport: String,
        /// UTC.
        pub scheduled_departure: Timestamp,
        /// Of the passenger, as the manifest has it.
        pub surname: String,
        /// Of the passenger, as the manifest has them.
        pub given_names: Option<String>,
        /// Of the passenger, as far as it is known.
        pub birth_date: Option<String>,
        /// Of the passenger.
        pub document_number: Option<String>,
        /// Of the best hit.
        pub list: Option<String>,
        /// Of the best hit.
        pub entry_id: Option<String>,
        /// Of the best hit.
        pub entry_name: Option<String>,
        /// Of the best hit.
        #[unit = "bits"]
        pub score_bits: Option<f64>,
        /// The last word on the case, in whichever run.
        pub decision: Option<Decision>,
        /// When the last word was spoken.
        pub decided_at: Option<Timestamp>,
        /// Who spoke the last word.
        pub officer: Option<String>,
        /// What the carrier did, by the last word.
        pub carrier_action: Option<CarrierAction>,
        /// Whether the passenger is the listed person, by the last word.
        pub match_truth: Option<MatchTruth>,
        /// Of the last word.
        pub note: Option<String>,
        /// The run that the last word was about.
        pub decided_in: Option<String>,
    }
}

table! {
    /// A row for each undecided case. The columns of a decision are blank;
    /// the others say of whom it is, and are not read back.
    pub struct TemplateRow {
        /// Of `recommendations`.
        pub case_id: String,
        /// To be filled in: a name or badge number.
        pub officer: Option<String>,
        /// To be filled in: a moment with its offset.
        pub decided_at: Option<Timestamp>,
        /// To be filled in.
        pub decision: Option<Decision>,
        /// To be filled in: what the carrier did.
        pub carrier_action: Option<CarrierAction>,
        /// To be filled in: whether the passenger is the listed person.
        pub match_truth: Option<MatchTruth>,
        /// To be filled in, or left blank.
        pub note: Option<String>,
        /// Of the passenger, as the manifest has it.
        pub surname: String,
        /// Of the passenger, as the manifest has them.
        pub given_names: Option<String>,
        /// Of the passenger, as far as it is known.
        pub birth_date: Option<String>,
        /// Operating carrier.
        pub carrier: String,
        /// Without the carrier.
        pub flight_number: String,
        /// IATA code.
        pub departure_airport: String,
        /// UTC.
        pub scheduled_departure: Timestamp,
        /// The group that the flight belongs to.
        pub liaison_group: String,
        /// What is asked of an officer.
        pub action: Action,
        /// Of the best hit.
        pub entry_name: Option<String>,
        /// Where the case stands with the officers.
        pub decision_state: DecisionState,
        /// One sentence: what agrees or is wrong, and what to do.
        pub explanation: String,
    }
}

impl TemplateRow {
    pub fn of(case: CaseRow, decision_state: DecisionState) -> TemplateRow {
        TemplateRow {
            case_id: case.case_id,
            officer: None,
            decided_at: None,
            decision: None,
            carrier_action: None,
            match_truth: None,
            note: None,
            surname: case.surname,
            given_names: case.given_names,
            birth_date: case.birth_date,
            carrier: case.carrier,
            flight_number: case.flight_number,
            departure_airport: case.departure_airport,
            scheduled_departure: case.scheduled_departure,
            liaison_group: case.group,
            action: case.action,
            entry_name: case.entry_name,
            decision_state,
            explanation: case.explanation,
        }
    }
}
