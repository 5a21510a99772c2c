//! What the zone of a document says of its holder, where the manifest leaves it out.
//!
//! Only what a check digit of the zone bears out, only from a zone of the holder's own names,
//! and never beside a value that is stated. What comes of it is marked as from the zone.

use super::{Field, Zone, ZoneFault, compare, parse};
use crate::domain::codes::Country;
use crate::domain::date::PartialDate;
use crate::domain::passenger::Passenger;
use jiff::civil::Date;

pub fn fill_holder(holder: &mut Passenger, today: Date) {
    if holder.birth_date.is_some() && holder.sex.is_some() && holder.nationality.is_some() {
        return;
    }
    let texts = holder
        .documents
        .iter()
        .filter_map(|document| document.mrz.as_deref());
    let zones: Vec<Zone> = texts.filter_map(parse).collect();
    let own = zones
        .iter()
        .filter(|zone| !compare::names_another(zone, holder));
    for zone in own.collect::<Vec<_>>() {
        if holder.birth_date.is_none() {
            holder.birth_date = birth(zone, today);
            holder.from_zone.birth_date = holder.birth_date.is_some();
        }
        if !zone.is_whole() {
            continue;
        }
        if holder.sex.is_none() {
            holder.sex = zone.sex;
            holder.from_zone.sex = holder.sex.is_some();
        }
        if holder.nationality.is_none() {
            holder.nationality = Country::parse(&zone.nationality);
            holder.from_zone.nationality = holder.nationality.is_some();
        }
    }
}

/// In the latest century in which it is not after today.
fn birth(zone: &Zone, today: Date) -> Option<PartialDate> {
    let short = i16::from(
        zone.birth
            .year
            .filter(|_| zone.bears_out(Field::BirthDate))?,
    );
    let day = zone.birth.day.filter(|_| zone.birth.month.is_some());
    let century = today.year() / 100 * 100;
    let years = [century + short, century - 100 + short].into_iter();
    let mut dates = years.filter_map(|year| PartialDate::new(year, zone.birth.month, day));
    dates.find(|date| date.earliest().is_some_and(|first| first <= today))
}

impl Zone {
    /// Whether the field's own digit holds, and it is one.
    pub(super) fn bears_out(&self, field: Field) -> bool {
        let breaks = |fault: &ZoneFault| match fault {
            ZoneFault::CheckDigit { field: wrong, .. }
            | ZoneFault::Date(wrong)
            | ZoneFault::Form(wrong) => *wrong == field,
        };
        !self.faults.iter().any(breaks)
    }

    /// Whether the digit over all fields holds: visas have none.
    fn is_whole(&self) -> bool {
        self.format.layout().composite.is_some() && self.bears_out(Field::Composite)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::codes::Sex;
    use crate::domain::document::Document;
    use crate::domain::passenger::FromZone;
    use jiff::civil::date;

    fn filled(surname: &str, zone: &str, change: impl Fn(&mut Passenger)) -> Passenger {
        let now = jiff::Timestamp::UNIX_EPOCH;
        let mut holder = Passenger::of_name(surname.to_owned(), "ANNA".to_owned(), now);
        holder.documents.push(Document {
            kind: None,
            number: String::new(),
            issuer: None,
            expiry: None,
            mrz: Some(zone.to_owned()),
        });
        change(&mut holder);
        fill_holder(&mut holder, date(2026, 11, 23));
        holder
    }

    const ZONE: &str = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\n\
                        L898902C36UTO7408122F1204159ZE184226B<<<<<10";

    #[test]
    fn a_zone_fills_what_nobody_states_and_nothing_else() {
        let holder = filled("ERIKSSON", ZONE, |_| {});
        let born = holder.birth_date.map(|date| date.to_string());
        assert_eq!(born.as_deref(), Some("1974-08-12"));
        assert_eq!(holder.sex, Some(Sex::Female));
        assert_eq!(holder.nationality.unwrap().as_str(), "UTO");
        let FromZone {
            birth_date,
            sex,
            nationality,
        } = holder.from_zone;
        assert!(birth_date && sex && nationality);
        let stated = filled("ERIKSSON", ZONE, |holder| holder.sex = Some(Sex::Male));
        assert_eq!(stated.sex, Some(Sex::Male));
        assert!(!stated.from_zone.sex && stated.from_zone.birth_date);
    }

    #[test]
    fn a_wrong_digit_and_another_name_fill_nothing() {
        let birth = filled("ERIKSSON", &ZONE.replace("7408122F", "7408123F"), |_| {});
        assert_eq!((birth.birth_date, birth.sex), (None, None));
        let whole = filled("ERIKSSON", &ZONE.replace("<<<<<10", "<<<<<11"), |_| {});
        assert!(whole.birth_date.is_some());
        assert_eq!((whole.sex, whole.nationality), (None, None));
        let other = filled("BRZEZINKOWSKI", &ZONE.replace("ANNA", "PETER"), |_| {});
        assert_eq!(other.from_zone, FromZone::default());
    }
}
