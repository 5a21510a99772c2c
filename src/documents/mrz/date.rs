//! Dates of a zone, of which parts may be unknown and the century always is.

use jiff::civil::Date;

/// Six characters of a date. Parts that the issuer does not know are fillers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ZoneDate {
    /// The last two digits.
    pub year: Option<u8>,
    pub month: Option<u8>,
    pub day: Option<u8>,
}

impl ZoneDate {
    pub const UNKNOWN: ZoneDate = ZoneDate {
        year: None,
        month: None,
        day: None,
    };

    /// `740812`, `7408<<`, `74<<<<`, `<<<<<<`; zeros for an unknown month or day too.
    pub fn read(text: &str) -> Option<ZoneDate> {
        let part = |from: usize| match text.get(from..from + 2)? {
            "<<" => Some(None),
            digits if digits.bytes().all(|sign| sign.is_ascii_digit()) => {
                digits.parse::<u8>().ok().map(Some)
            }
            _ => None,
        };
        let known = |part: Option<u8>| part.filter(|&number| number != 0);
        let date = ZoneDate {
            year: part(0)?,
            month: known(part(2)?),
            day: known(part(4)?),
        };
        let (month, day) = (date.month.unwrap_or(1), date.day.unwrap_or(1));
        // 2000 is a leap year: 29 February needs a year that may be one.
        let year = 2000 + i16::from(date.year.unwrap_or(0));
        let calendar = Date::new(year, month as i8, day as i8).is_ok();
        (text.len() == 6 && calendar).then_some(date)
    }

    /// Whether a part that both sides know is another one.
    pub(super) fn differs(self, year: Option<u8>, month: Option<u8>, day: Option<u8>) -> bool {
        let pairs = [(self.year, year), (self.month, month), (self.day, day)];
        pairs
            .iter()
            .any(|pair| matches!(pair, (Some(one), Some(other)) if one != other))
    }
}

impl std::fmt::Display for ZoneDate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for part in [self.year, self.month, self.day] {
            match part {
                Some(number) => write!(f, "{number:02}")?,
                None => f.write_str("<<")?,
            }
        }
        Ok(())
    }
}
