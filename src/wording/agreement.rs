//! What of a hit agrees, resembles and differs, in words, from its evidence lines alone.

use crate::evidence::birth::BirthLevel;
use crate::evidence::document::DocumentLevel;
use crate::evidence::origin::OriginLevel;
use crate::inert::shown;
use crate::recommend::{Detail, EvidenceLine, Hit, Level, NameField, NameLevel};
use crate::wording::text::listed;
use crate::wording::words::birth_level;
use std::collections::BTreeSet;

#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Agreement {
    pub same: Vec<String>,
    pub similar: Vec<String>,
    pub differs: Vec<Fact>,
    /// Parts of the name, in capitals, that have no counterpart.
    pub list_alone: Vec<String>,
    pub passenger_alone: Vec<String>,
}

/// What may differ outright.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fact {
    Name(NameField),
    BirthDate,
    Nationality,
    Sex,
}

impl Fact {
    fn another(self) -> &'static str {
        match self {
            Fact::Name(NameField::Surname) => "another surname",
            Fact::Name(NameField::GivenNames) => "other given names",
            Fact::Name(NameField::WholeName) => "another name",
            Fact::BirthDate => "another birth date",
            Fact::Nationality => "another nationality",
            Fact::Sex => "another sex",
        }
    }
}

impl Agreement {
    /// `another birth date and the list also has PETROVICH`; empty when nothing is amiss.
    pub(crate) fn but(&self) -> String {
        let another = self.differs.iter().map(|fact| fact.another().to_owned());
        // In place of a name that differs, not on top of one that agrees.
        let renamed = self.differs.iter().any(|fact| match fact {
            Fact::Name(_) => true,
            Fact::BirthDate | Fact::Nationality | Fact::Sex => false,
        });
        let has = if renamed { "has" } else { "also has" };
        let side = |who: &str, tokens: &[String]| {
            (!tokens.is_empty()).then(|| format!("{who} {has} {}", tokens.join(" ")))
        };
        let sides = [
            side("the list", &self.list_alone),
            side("the passenger", &self.passenger_alone),
        ];
        listed(
            &another
                .chain(sides.into_iter().flatten())
                .collect::<Vec<_>>(),
        )
    }
}

pub(crate) fn of_hit(hit: &Hit) -> Agreement {
    let mut found = Agreement::default();
    names(hit, &mut found);
    for line in &hit.evidence {
        match line.level {
            // Names are said as a whole, and the prior compares nothing.
            Level::Prior | Level::Name(_) => (),
            Level::BirthDate(level) => birth_date(level, &mut found),
            Level::Document(DocumentLevel::Same | DocumentLevel::SameNumber) => {
                found.same.push("document number".to_owned());
            }
            Level::Document(
                DocumentLevel::CheckDigitGlued | DocumentLevel::Confusable | DocumentLevel::OneEdit,
            ) => found.similar.push("document number".to_owned()),
            Level::Document(DocumentLevel::Missing | DocumentLevel::Different) => (),
            Level::BirthPlace(OriginLevel::Agrees) => found.same.push("place of birth".to_owned()),
            Level::BirthPlace(OriginLevel::Missing | OriginLevel::Differs) => (),
            // Agreeing nationality or sex is no ground to stop anyone: left unsaid.
            Level::Nationality(OriginLevel::Differs) => found.differs.push(Fact::Nationality),
            Level::Sex(OriginLevel::Differs) => found.differs.push(Fact::Sex),
            Level::Nationality(OriginLevel::Agrees | OriginLevel::Missing)
            | Level::Sex(OriginLevel::Agrees | OriginLevel::Missing) => (),
        }
    }
    found
}

fn birth_date(level: BirthLevel, found: &mut Agreement) {
    match level {
        BirthLevel::Exact => found.same.push("birth date".to_owned()),
        BirthLevel::Contradiction => found.differs.push(Fact::BirthDate),
        BirthLevel::Missing => (),
        BirthLevel::DayMonthSwapped
        | BirthLevel::MonthKnown
        | BirthLevel::OneDigit
        | BirthLevel::FirstOfJanuary
        | BirthLevel::YearKnown
        | BirthLevel::InSpan
        | BirthLevel::SameMonth
        | BirthLevel::SameYear
        | BirthLevel::OneYear
        | BirthLevel::TwoYears => {
            let how = birth_level(level);
            found.similar.push(format!("birth date ({how})"));
        }
    }
}

/// The fields of the passenger's name, by how their parts agree.
#[derive(Default)]
struct Fields {
    exact: BTreeSet<NameField>,
    loose: BTreeSet<NameField>,
    /// Of parts that the listed name lacks.
    unlisted: BTreeSet<NameField>,
    exchanged: bool,
}

fn names(hit: &Hit, found: &mut Agreement) {
    let mut fields = Fields::default();
    let mut listed_alone = false;
    for line in &hit.evidence {
        let Level::Name(level) = line.level else {
            continue;
        };
        match level {
            // About the name as a whole.
            NameLevel::Dependence => (),
            NameLevel::EntryOnly => {
                listed_alone = true;
                found.list_alone.push(capitals(&line.entry_value));
            }
            NameLevel::PassengerOnly => {
                fields.unlisted.insert(field_of(line));
                found.passenger_alone.push(capitals(&line.passenger_value));
            }
            NameLevel::Equal | NameLevel::Joined => {
                fields.exact.insert(field_of(line));
                fields.exchanged |= is_exchanged(line);
            }
            NameLevel::Respelt
            | NameLevel::Misspelt
            | NameLevel::Equivalent
            | NameLevel::Nickname
            | NameLevel::Truncated
            | NameLevel::Initial => {
                fields.loose.insert(field_of(line));
                fields.exchanged |= is_exchanged(line);
            }
        }
    }
    for field in std::mem::take(&mut fields.unlisted) {
        // A name the list lacks makes the field similar if some of it agrees, and another
        // if none does and the list has a name in its place.
        if fields.exact.remove(&field) {
            fields.loose.insert(field);
        } else if listed_alone && !fields.loose.contains(&field) {
            found.differs.push(Fact::Name(field));
        }
    }
    fields.say(found);
}

impl Fields {
    fn say(self, found: &mut Agreement) {
        if self.exchanged {
            let name = "name (surname and given name exchanged)".to_owned();
            let whole = self.loose.is_empty();
            let said = if whole {
                &mut found.same
            } else {
                &mut found.similar
            };
            said.push(name);
            return;
        }
        let words = |field: &NameField| match field {
            NameField::Surname => "surname".to_owned(),
            NameField::GivenNames => "given names".to_owned(),
            NameField::WholeName => "name".to_owned(),
        };
        found
            .same
            .extend(self.exact.difference(&self.loose).map(words));
        found.similar.extend(self.loose.iter().map(words));
    }
}

/// Every line about a part of the passenger's name knows its field.
fn field_of(line: &EvidenceLine) -> NameField {
    match line.detail {
        Detail::Name { field, .. } => field,
        Detail::None | Detail::BornAfterDeparture | Detail::Document(_) => NameField::WholeName,
    }
}

fn is_exchanged(line: &EvidenceLine) -> bool {
    match line.detail {
        Detail::Name { exchanged, .. } => exchanged,
        Detail::None | Detail::BornAfterDeparture | Detail::Document(_) => false,
    }
}

fn capitals(token: &str) -> String {
    shown(token).to_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recommend::samples::{self, line};

    fn differing(found: &Agreement) -> String {
        let facts: Vec<_> = found.differs.iter().map(|fact| fact.another()).collect();
        facts.join(", ")
    }

    /// Levels of surname, given name and birth date; what is said of them.
    #[test]
    fn each_field_is_said_once_and_missing_ones_not_at_all() {
        for (surname, given, birth, same, similar, differs) in [
            (
                "equal",
                "equal",
                "exact",
                "surname, given names, birth date",
                "",
                "",
            ),
            ("respelt", "equal", "missing", "given names", "surname", ""),
            (
                "equal",
                "initial",
                "contradiction",
                "surname",
                "given names",
                "another birth date",
            ),
            ("joined", "passenger_only", "missing", "surname", "", ""),
            (
                "equal",
                "equal",
                "one_digit",
                "surname, given names",
                "birth date (one digit differs, or one part is off by one)",
                "",
            ),
        ] {
            let mut hit = samples::hit();
            hit.evidence = vec![
                line("name", surname, ("specimen", "specimen"), 0),
                line("name", given, ("ivan", "ivan"), 0),
                line("birth_date", birth, ("", ""), 0),
            ];
            let found = of_hit(&hit);
            let said = (
                found.same.join(", "),
                found.similar.join(", "),
                differing(&found),
            );
            assert_eq!(
                said,
                (same.to_owned(), similar.to_owned(), differs.to_owned())
            );
        }
    }

    #[test]
    fn a_name_that_the_list_has_otherwise_is_said_to_differ() {
        let said = |lines: &[(&'static str, (&str, &str))]| {
            let mut hit = samples::hit();
            let lines = lines.iter();
            let lines = lines.map(|(level, values)| line("name", level, *values, 0));
            hit.evidence = lines.collect();
            let found = of_hit(&hit);
            let differs = differing(&found);
            [found.same.join(", "), found.similar.join(", "), differs]
        };
        let ivan = ("equal", ("ivan", "ivan"));
        let lacking = ("passenger_only", ("specimen", ""));
        let other = ("entry_only", ("", "muridev"));
        assert_eq!(
            said(&[ivan, lacking, other]),
            ["given names", "", "another surname"]
        );
        assert_eq!(
            said(&[lacking, other, ivan]),
            ["given names", "", "another surname"]
        );
        assert_eq!(said(&[ivan, lacking]), ["given names", "", ""]);
    }

    #[test]
    fn what_one_side_has_alone_is_said_beside_what_agrees() {
        let but = |lines: &[(&'static str, (&str, &str))]| {
            let mut hit = samples::hit();
            let lines = lines.iter();
            let lines = lines.map(|(level, values)| line("name", level, *values, 0));
            hit.evidence = lines.collect();
            of_hit(&hit).but()
        };
        let ivan = ("equal", ("ivan", "ivan"));
        let specimen = ("equal", ("specimen", "specimen"));
        let lacking = ("passenger_only", ("specimen", ""));
        let other = ("entry_only", ("", "muridev"));
        assert_eq!(but(&[ivan, specimen]), "");
        assert_eq!(but(&[ivan, specimen, other]), "the list also has MURIDEV");
        assert_eq!(but(&[ivan, lacking]), "the passenger also has SPECIMEN");
        assert_eq!(
            but(&[ivan, lacking, other]),
            "another surname, the list has MURIDEV and the passenger has SPECIMEN"
        );
    }

    #[test]
    fn origin_is_said_only_where_it_speaks_for_the_traveller() {
        let mut hit = samples::hit();
        hit.evidence = vec![
            line("nationality", "agrees", ("FRA", "FRA"), 0),
            line("sex", "agrees", ("M", "M"), 0),
        ];
        assert_eq!(of_hit(&hit), Agreement::default());
        hit.evidence = vec![line("sex", "differs", ("M", "F"), 0)];
        assert_eq!(of_hit(&hit).differs, [Fact::Sex]);
    }

    #[test]
    fn a_name_in_one_field_is_a_name_and_exchanged_fields_are_said() {
        let said = |field, exchanged, level| {
            let mut hit = samples::hit();
            hit.evidence = vec![line("name", level, ("specimen", "specimen"), 900)];
            hit.evidence[0].detail = Detail::Name {
                field,
                exchanged,
                tampering: None,
            };
            let found = of_hit(&hit);
            [found.same, found.similar].concat()
        };
        let exchanged = ["name (surname and given name exchanged)"];
        assert_eq!(said(NameField::WholeName, false, "equal"), ["name"]);
        assert_eq!(said(NameField::WholeName, false, "respelt"), ["name"]);
        assert_eq!(said(NameField::Surname, true, "equal"), exchanged);
        assert_eq!(said(NameField::GivenNames, true, "nickname"), exchanged);
    }
}
