//! The flat list that stands beside every share.

use super::field::Field;
use super::outgoing::{Body, Person};
use crate::schema::share::SharedRow;

pub fn rows(body: &Body) -> Vec<SharedRow> {
    match body {
        Body::Shared(people) => people.iter().map(shared).collect(),
        Body::Retracted(ids) => ids.iter().map(|id| retracted(id)).collect(),
    }
}

fn shared(person: &Person) -> SharedRow {
    let text = |field: Field| person.value(field).map(str::to_owned);
    SharedRow {
        shared_id: person.id.clone(),
        state: SharedRow::SHARED.to_owned(),
        surname: text(Field::Surname),
        given_names: text(Field::GivenNames),
        birth_date: text(Field::BirthDate),
        sex: text(Field::Sex),
        nationality: text(Field::Nationality),
        document_type: text(Field::DocumentType),
        document_number: text(Field::DocumentNumber),
        document_issuer: text(Field::DocumentIssuer),
        document_expiry: text(Field::DocumentExpiry),
        carrier: text(Field::Carrier),
        flight_number: text(Field::FlightNumber),
        departure_airport: text(Field::DepartureAirport),
        arrival_airport: text(Field::ArrivalAirport),
        scheduled_departure: text(Field::ScheduledDeparture),
        category: text(Field::Category),
        list: text(Field::List),
        entry_id: text(Field::EntryId),
        entry_name: text(Field::EntryName),
        handling: person.tlp.tag().to_owned(),
        delete_by: person.until,
    }
}

fn retracted(id: &str) -> SharedRow {
    SharedRow {
        shared_id: id.to_owned(),
        state: SharedRow::RETRACTED.to_owned(),
        surname: None,
        given_names: None,
        birth_date: None,
        sex: None,
        nationality: None,
        document_type: None,
        document_number: None,
        document_issuer: None,
        document_expiry: None,
        carrier: None,
        flight_number: None,
        departure_airport: None,
        arrival_airport: None,
        scheduled_departure: None,
        category: None,
        list: None,
        entry_id: None,
        entry_name: None,
        handling: "tlp:clear".to_owned(),
        delete_by: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sharing::field::Rule;
    use crate::sharing::outgoing::samples::hostile;
    use crate::tables::csv;
    use crate::tables::row::Table;

    #[test]
    fn every_field_that_may_leave_has_its_column_and_formulas_are_text() {
        let columns: Vec<&str> = SharedRow::COLUMNS.iter().map(|one| one.name).collect();
        for field in Field::ALL {
            let may = !matches!(field.rule(), Rule::Never(_));
            assert_eq!(columns.contains(&field.as_str()), may, "{}", field.as_str());
        }
        let people = [hostile()];
        let text = String::from_utf8(csv::encode(&rows(&Body::Shared(&people)))).unwrap();
        let mut cells = text.split(',');
        assert!(!cells.any(|cell| cell.starts_with('=') || cell.starts_with("\"=")));
    }
}
