//! The remarks of one person: statements separated by semicolons, each with its own key.

use super::identifiers::{self, Reading};
use crate::domain::background::Associate;
use crate::domain::codes::{Country, Sex};
use crate::domain::date::ListedBirth;
use crate::domain::document::ListedDocument;
use crate::domain::states;
use crate::watchlist::associates;
use crate::watchlist::dates;
use crate::watchlist::import::{ImportCode, Losses, push};

#[derive(Default)]
pub(super) struct Remarks {
    /// Quoted in the remarks, which is how OFAC marks a weak alias.
    pub(super) aliases: Vec<String>,
    pub(super) births: Vec<ListedBirth>,
    pub(super) birth_places: Vec<String>,
    pub(super) nationalities: Vec<Country>,
    pub(super) sexes: Vec<Sex>,
    pub(super) documents: Vec<ListedDocument>,
    pub(super) associates: Vec<Associate>,
}

/// `row` is named where a value is lost. Statements about other matters are passed over.
pub(super) fn read(text: &str, row: usize, lost: &mut Losses) -> Remarks {
    let mut remarks = Remarks::default();
    for segment in text.split(';') {
        remarks.take(statement(segment), row, lost);
    }
    remarks
}

/// Without blanks, the full stop at the end, and `alt.`, which says only "another".
fn statement(segment: &str) -> &str {
    let segment = segment.trim().trim_start_matches('(');
    let segment = segment.strip_suffix('.').unwrap_or(segment);
    let other = segment
        .get(..5)
        .is_some_and(|s| s.eq_ignore_ascii_case("alt. "));
    if other {
        segment[5..].trim_start()
    } else {
        segment
    }
}

impl Remarks {
    fn take(&mut self, statement: &str, row: usize, lost: &mut Losses) {
        if let Some(text) = keyed(statement, "DOB") {
            match dates::birth(text) {
                Some(birth) => push(&mut self.births, birth),
                None => lost.value(
                    row,
                    "remarks",
                    ImportCode::BadValue,
                    "a birth date that cannot be read",
                ),
            }
        } else if let Some(text) = keyed(statement, "POB") {
            push(&mut self.birth_places, text.to_owned());
        } else if let Some(text) =
            keyed(statement, "nationality").or_else(|| keyed(statement, "citizen"))
        {
            match states::by_name(text) {
                Some(country) => push(&mut self.nationalities, country),
                None => lost.value(
                    row,
                    "remarks",
                    ImportCode::BadValue,
                    "a nationality that is in no table",
                ),
            }
        } else if let Some(text) = keyed(statement, "Gender") {
            match Sex::parse(text) {
                Some(sex) => push(&mut self.sexes, sex),
                None => lost.value(
                    row,
                    "remarks",
                    ImportCode::BadValue,
                    "a gender that cannot be read",
                ),
            }
        } else if let Some(name) = alias(statement) {
            push(&mut self.aliases, name.to_owned());
        } else if let Some(associate) = associates::linked_to(statement) {
            push(&mut self.associates, associate);
        } else {
            self.take_document(statement, row, lost);
        }
    }

    fn take_document(&mut self, statement: &str, row: usize, lost: &mut Losses) {
        match identifiers::read(statement) {
            Reading::NoDocument => {}
            Reading::NoNumber => lost.value(
                row,
                "remarks",
                ImportCode::MissingValue,
                "a document without a number",
            ),
            Reading::Document {
                document,
                unknown_issuer,
            } => {
                if unknown_issuer {
                    let why = "a document kept without its issuer, which is in no table";
                    lost.value(row, "remarks", ImportCode::BadValue, why);
                }
                push(&mut self.documents, document);
            }
        }
    }
}

fn keyed<'a>(statement: &'a str, key: &str) -> Option<&'a str> {
    let rest = statement.strip_prefix(key)?;
    rest.starts_with([' ', ':'])
        .then(|| rest.trim_start_matches([' ', ':']))
}

/// `a.k.a. 'NAME'`: the outer quotes go, quotes inside the name stay.
fn alias(statement: &str) -> Option<&str> {
    let rest = ["a.k.a.", "f.k.a.", "n.k.a."]
        .iter()
        .find_map(|key| statement.strip_prefix(key))?;
    let name = rest.trim();
    let name = name.strip_prefix(['\'', '"']).unwrap_or(name);
    let name = name.strip_suffix(['\'', '"']).unwrap_or(name);
    Some(name.trim()).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn a_whole_remark_is_read_statement_by_statement() {
        let text = "DOB 05 Mar 1970; alt. DOB circa 1971; POB Utopia City, Utopia; \
                    nationality Egypt; alt. citizen Egypt;nationality Korea, North; \
                    Gender Female; Passport A1 (Egypt) expires 2001; alt. SSN 1-2 \
                    (United States); a.k.a. 'ABU-'SPECIMEN''; Member of the Sample Council; \
                    Linked To: DOB CORP; a.k.a. 'LAST'.";
        let mut lost = Losses::of(Path::new("sdn.csv"));
        let read = read(text, 3, &mut lost);
        let births: Vec<_> = read.births.iter().map(ToString::to_string).collect();
        assert_eq!(births, ["1970-03-05", "circa 1971"]);
        assert_eq!(read.birth_places, ["Utopia City, Utopia"]);
        let states: Vec<_> = read.nationalities.iter().map(ToString::to_string).collect();
        assert_eq!(states, ["EGY", "PRK"]);
        assert_eq!(read.sexes, [Sex::Female]);
        assert_eq!(read.documents.len(), 2);
        let names = read.aliases;
        assert_eq!(names, ["ABU-'SPECIMEN'", "LAST"]);
        let associates: Vec<_> = read.associates.iter().map(ToString::to_string).collect();
        assert_eq!(associates, ["linked to DOB CORP"]);
        assert_eq!(lost.rejects, []);
    }

    #[test]
    fn what_cannot_be_read_is_counted() {
        let text = "DOB unknown; nationality Atlantis; Gender Unknown; Passport issued in Utopia";
        let mut lost = Losses::of(Path::new("sdn.csv"));
        read(text, 9, &mut lost);
        let lost: Vec<_> = lost.rejects.iter().map(|r| r.message.as_str()).collect();
        assert_eq!(
            lost,
            [
                "a birth date that cannot be read",
                "a nationality that is in no table",
                "a gender that cannot be read",
                "a document without a number",
            ]
        );
    }
}
