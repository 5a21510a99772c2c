//! The machine-readable zone of a passport (ICAO 9303-4, TD3), with right check digits.

use crate::documents::mrz::Format;
use crate::documents::mrz::write::{Fields, zone};
use crate::generate::latin;
use crate::generate::people::Person;
use jiff::civil::Date;

const LINE: usize = 44;

/// Two lines of 44, joined by a line feed.
pub(crate) fn passport(person: &Person, expiry: Date) -> String {
    let issuer = person.nationality.issuer_code();
    let written = |name: &str| letters(&latin::plain(name, person.origin));
    let sex = Some(person.sex.code()).filter(|code| *code != "X");
    let fields = Fields {
        code: "P",
        issuer,
        number: &person.passport,
        nationality: issuer,
        birth: &six_digits(person.birth),
        sex: sex.unwrap_or("<"),
        expiry: &six_digits(expiry),
        optional: "",
        surname: &written(&person.surname),
        given_names: &written(&person.all_given()),
    };
    zone(Format::Td3, &fields)
}

/// The same zone with the check digit of the document number off by one, as a clumsy
/// forger leaves it.
pub(crate) fn with_wrong_digit(zone: &str) -> String {
    const NUMBER_DIGIT: usize = LINE + 1 + 9;
    zone.char_indices()
        .map(|(at, sign)| match sign.to_digit(10) {
            Some(digit) if at == NUMBER_DIGIT => {
                char::from_digit((digit + 1) % 10, 10).unwrap_or(sign)
            }
            _ => sign,
        })
        .collect()
}

fn letters(name: &str) -> String {
    name.chars()
        .filter(|sign| *sign != '\'')
        .map(|sign| if sign.is_ascii_uppercase() { sign } else { '<' })
        .collect()
}

fn six_digits(date: Date) -> String {
    format!(
        "{:02}{:02}{:02}",
        date.year() % 100,
        date.month(),
        date.day()
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::codes::Sex;
    use crate::generate::countries;
    use crate::generate::pools::Origin;
    use jiff::civil::date;

    #[test]
    fn the_zone_is_that_of_the_icao_specimen() {
        let person = Person {
            origin: Origin::English,
            surname: "ERIKSSON".into(),
            given: "ANNA MARIA".into(),
            patronymic: None,
            sex: Sex::Female,
            birth: date(1974, 8, 12),
            nationality: countries::of_airport("NRT"),
            birth_state: countries::of_airport("NRT"),
            birth_place: "TOKYO",
            passport: "L898902C3".into(),
        };
        let zone = passport(&person, date(2012, 4, 15));
        let (first, second) = zone.split_once('\n').unwrap();
        assert_eq!(first, "P<JPNERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<");
        // Digits 6, 2 and 9 as in Doc 9303-4, whose specimen has the same number and dates.
        assert!(
            second.starts_with("L898902C36JPN7408122F1204159"),
            "{second}"
        );
        assert_eq!(second.len(), 44);
        let wrong = with_wrong_digit(&zone);
        assert_eq!(wrong.lines().nth(1).unwrap().as_bytes()[9], b'7');
    }
}
