//! Every column of a case, and by whose leave it may be told to a partner.
//!
//! A case is taken apart whole here: a new column does not compile until somebody gives it a field,
//! and a field does not compile until somebody gives it a rule.

use crate::schema::rows::CaseRow;
use serde::Deserialize;

/// Who must allow it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// The carrier's data: source `manifest`.
    Passenger,
    /// Every list that the entry stands on.
    Lists,
    /// Never leaves, and why.
    Never(&'static str),
}

macro_rules! fields {
    ($($field:ident = $name:literal,)*) => {
        /// A column of a case.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
        pub enum Field { $(#[serde(rename = $name)] $field,)* }

        impl Field {
            pub const ALL: &'static [Field] = &[$(Field::$field,)*];

            /// The column's name.
            pub fn as_str(self) -> &'static str {
                match self { $(Field::$field => $name,)* }
            }
        }
    };
}

fields! {
    CaseId = "case_id",
    RunId = "run_id",
    Status = "status",
    Action = "action",
    ReviewStatus = "review_status",
    Group = "group",
    Priority = "priority",
    MinutesToDeparture = "minutes_to_departure",
    Carrier = "carrier",
    FlightNumber = "flight_number",
    DepartureAirport = "departure_airport",
    ArrivalAirport = "arrival_airport",
    ScheduledDeparture = "scheduled_departure",
    ManifestFile = "manifest_file",
    ManifestRow = "manifest_row",
    PassengerRef = "passenger_ref",
    BookingRef = "booking_ref",
    Surname = "surname",
    GivenNames = "given_names",
    BirthDate = "birth_date",
    Sex = "sex",
    Nationality = "nationality",
    DocumentType = "document_type",
    DocumentNumber = "document_number",
    DocumentIssuer = "document_issuer",
    DocumentExpiry = "document_expiry",
    ReasonCodes = "reason_codes",
    Category = "category",
    List = "list",
    EntryId = "entry_id",
    EntryName = "entry_name",
    ScoreBits = "score_bits",
    Probability = "probability",
    Hits = "hits",
    Explanation = "explanation",
    RetentionUntil = "retention_until",
}

/// What only this desk can make sense of, and a partner would take for more than it is.
const OURS: &str = "the desk's own judgement or work";

/// It leads to other passengers, or to a file that holds them.
const OTHERS: &str = "leads to other passengers";

impl Field {
    pub fn rule(self) -> Rule {
        match self {
            Field::Surname
            | Field::GivenNames
            | Field::BirthDate
            | Field::Sex
            | Field::Nationality
            | Field::DocumentType
            | Field::DocumentNumber
            | Field::DocumentIssuer
            | Field::DocumentExpiry
            | Field::Carrier
            | Field::FlightNumber
            | Field::DepartureAirport
            | Field::ArrivalAirport
            | Field::ScheduledDeparture => Rule::Passenger,
            Field::Category | Field::List | Field::EntryId | Field::EntryName => Rule::Lists,
            Field::BookingRef | Field::PassengerRef | Field::ManifestFile | Field::ManifestRow => {
                Rule::Never(OTHERS)
            }
            Field::CaseId
            | Field::RunId
            | Field::Status
            | Field::Action
            | Field::ReviewStatus
            | Field::Group
            | Field::Priority
            | Field::MinutesToDeparture
            | Field::ReasonCodes
            | Field::ScoreBits
            | Field::Probability
            | Field::Hits
            | Field::Explanation
            | Field::RetentionUntil => Rule::Never(OURS),
        }
    }
}

/// Every column with its value as text; none where the case has none. What never leaves has no text
/// here at all.
pub fn of_case(case: &CaseRow) -> Vec<(Field, Option<String>)> {
    let CaseRow {
        case_id: _,
        run_id: _,
        status: _,
        action: _,
        review_status: _,
        group: _,
        priority: _,
        minutes_to_departure: _,
        carrier,
        flight_number,
        departure_airport,
        arrival_airport,
        scheduled_departure,
        manifest_file: _,
        manifest_row: _,
        passenger_ref: _,
        booking_ref: _,
        surname,
        given_names,
        birth_date,
        sex,
        nationality,
        document_type,
        document_number,
        document_issuer,
        document_expiry,
        reason_codes: _,
        category,
        list,
        entry_id,
        entry_name,
        score_bits: _,
        probability: _,
        hits: _,
        explanation: _,
        retention_until: _,
    } = case;
    let known = |text: &str| Some(text.to_owned()).filter(|text| !text.trim().is_empty());
    let maybe = |text: &Option<String>| text.as_deref().and_then(known);
    let value = |field: Field| match field {
        Field::Carrier => known(carrier),
        Field::FlightNumber => known(flight_number),
        Field::DepartureAirport => known(departure_airport),
        Field::ArrivalAirport => known(arrival_airport),
        Field::ScheduledDeparture => Some(scheduled_departure.to_string()),
        Field::Surname => known(surname),
        Field::GivenNames => maybe(given_names),
        Field::BirthDate => maybe(birth_date),
        Field::Sex => maybe(sex),
        Field::Nationality => maybe(nationality),
        Field::DocumentType => maybe(document_type),
        Field::DocumentNumber => maybe(document_number),
        Field::DocumentIssuer => maybe(document_issuer),
        Field::DocumentExpiry => document_expiry.map(|day| day.to_string()),
        Field::Category => maybe(category),
        Field::List => maybe(list),
        Field::EntryId => maybe(entry_id),
        Field::EntryName => maybe(entry_name),
        Field::CaseId
        | Field::RunId
        | Field::Status
        | Field::Action
        | Field::ReviewStatus
        | Field::Group
        | Field::Priority
        | Field::MinutesToDeparture
        | Field::ManifestFile
        | Field::ManifestRow
        | Field::PassengerRef
        | Field::BookingRef
        | Field::ReasonCodes
        | Field::ScoreBits
        | Field::Probability
        | Field::Hits
        | Field::Explanation
        | Field::RetentionUntil => None,
    };
    Field::ALL
        .iter()
        .map(|field| (*field, value(*field)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::samples::case_row;
    use crate::tables::row::Table;

    #[test]
    fn every_column_of_a_case_is_a_field_under_its_own_name() {
        let columns = CaseRow::COLUMNS.iter().filter(|column| !column.is_twin);
        let columns: Vec<&str> = columns.map(|column| column.name).collect();
        let fields: Vec<&str> = Field::ALL.iter().map(|field| field.as_str()).collect();
        assert_eq!(fields, columns);
    }

    #[test]
    fn what_never_leaves_has_no_text_to_leave() {
        for (field, value) in of_case(&case_row("C-1")) {
            if let Rule::Never(_) = field.rule() {
                assert_eq!(value, None, "{}", field.as_str());
            }
        }
    }
}
