//! The name under which somebody answers for something.

use crate::error::{Error, Kind, Result};

/// As in a file of decisions.
const LONGEST: usize = 100;

/// Refuses what is no name or badge number.
pub fn check(officer: &str) -> Result<()> {
    let named = officer.chars().any(char::is_alphanumeric);
    let plain = !officer.chars().any(char::is_control);
    match named && plain && officer.chars().count() <= LONGEST {
        true => Ok(()),
        false => Err(
            Error::new(Kind::Usage, "--officer is no name or badge number")
                .hint("give the name under which your decisions are recorded"),
        ),
    }
}

/// Whether two names are one officer's: spaces and capitals make no second person.
pub fn is_same(one: &str, other: &str) -> bool {
    let plain = |name: &str| {
        let kept = name.chars().filter(|c| c.is_alphanumeric());
        kept.flat_map(char::to_lowercase).collect::<String>()
    };
    plain(one) == plain(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_written_otherwise_is_the_same_officer() {
        assert!(is_same("Officer 12", "officer  12 "));
        assert!(is_same("OFFICER-12", "Officer 12"));
        assert!(!is_same("Officer 12", "Officer 2"));
        for bad in ["", " - ", "a\nb"] {
            assert_eq!(check(bad).unwrap_err().kind, Kind::Usage, "{bad:?}");
        }
        check("12").unwrap();
    }
}
