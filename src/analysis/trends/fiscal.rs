//! The fiscal year of the United States' government: October to September, named by the
//! year it ends in (31 USC 1102).

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

const FIRST_MONTH: i8 = 10;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FiscalYear(pub i16);

impl FiscalYear {
    pub fn of(moment: Timestamp) -> FiscalYear {
        FiscalYear::of_day(day_of(moment))
    }

    pub fn of_day(day: Date) -> FiscalYear {
        FiscalYear(day.year() + i16::from(FIRST_MONTH <= day.month()))
    }

    pub fn first_day(self) -> Date {
        jiff::civil::date(self.0 - 1, FIRST_MONTH, 1)
    }

    pub fn last_day(self) -> Date {
        jiff::civil::date(self.0, FIRST_MONTH - 1, 30)
    }

    /// Whether all of its days are over.
    pub fn is_over(self, as_of: Timestamp) -> bool {
        self.last_day() < day_of(as_of)
    }
}

pub fn day_of(moment: Timestamp) -> Date {
    moment.to_zoned(TimeZone::UTC).date()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_begins_in_october() {
        for (moment, year) in [
            ("2006-09-30T23:59:59Z", 2006),
            ("2006-10-01T00:00:00Z", 2007),
            ("2007-01-01T00:00:00Z", 2007),
            ("2007-09-30T23:59:59Z", 2007),
            ("2007-10-01T00:00:00Z", 2008),
        ] {
            assert_eq!(FiscalYear::of(moment.parse().unwrap()), FiscalYear(year));
        }
        let year = FiscalYear(2007);
        assert_eq!(FiscalYear::of_day(year.first_day()), year);
        assert_eq!(FiscalYear::of_day(year.last_day()), year);
        assert!(!year.is_over("2007-09-30T12:00:00Z".parse().unwrap()));
        assert!(year.is_over("2007-10-01T00:00:00Z".parse().unwrap()));
    }
}
