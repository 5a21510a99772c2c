//! What of a hit agrees, resembles and differs, in words, from its evidence lines alone.
//!
//! Which side of the name a token belongs to is read back from the traveller's own name:
//! a token found in both, or in neither, counts as part of the given names, which says
//! less than "surname".

use crate::domain::passenger::Passenger;
use crate::inert::shown;
use crate::recommend::Hit;
use crate::wording::text::listed;
use std::collections::BTreeSet;

#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Agreement {
    pub same: Vec<String>,
    pub similar: Vec<String>,
    pub differs: Vec<String>,
    /// Parts of the name, in capitals, that have no counterpart.
    pub list_alone: Vec<String>,
    pub traveller_alone: Vec<String>,
}

impl Agreement {
    /// `another birth date and the list also has PETROVICH`; empty when nothing is amiss.
    pub(crate) fn but(&self) -> String {
        let another =
            (!self.differs.is_empty()).then(|| format!("another {}", listed(&self.differs)));
        // In place of a name that differs, not on top of one that agrees.
        let renamed = self
            .differs
            .iter()
            .any(|part| Part::ALL.map(Part::words).contains(&part.as_str()));
        let has = if renamed { "has" } else { "also has" };
        let side = |who: &str, tokens: &[String]| {
            (!tokens.is_empty()).then(|| format!("{who} {has} {}", tokens.join(" ")))
        };
        let said = [
            another,
            side("the list", &self.list_alone),
            side("the traveller", &self.traveller_alone),
        ];
        listed(&said.into_iter().flatten().collect::<Vec<_>>())
    }
}

pub(crate) fn of_hit(passenger: &Passenger, hit: &Hit) -> Agreement {
    let mut found = Agreement::default();
    names(passenger, hit, &mut found);
    for line in &hit.evidence {
        match (line.kind, line.level) {
            ("birth_date", "exact") => found.same.push("birth date".to_owned()),
            ("birth_date", "contradiction") => found.differs.push("birth date".to_owned()),
            ("birth_date", "missing") => (),
            ("birth_date", level) => {
                let how = super::words::level("birth_date", level);
                found.similar.push(format!("birth date ({how})"));
            }
            ("document", "same" | "same_number") => found.same.push("document number".to_owned()),
            ("document", "check_digit_glued" | "confusable" | "one_edit") => {
                found.similar.push("document number".to_owned());
            }
            ("birth_place", "agrees") => found.same.push("place of birth".to_owned()),
            // Agreeing nationality or sex is no ground to stop anyone: left unsaid.
            ("nationality", "differs") => found.differs.push("nationality".to_owned()),
            ("sex", "differs") => found.differs.push("sex".to_owned()),
            _ => (),
        }
    }
    found
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Surname,
    GivenNames,
}

impl Part {
    const ALL: [Part; 2] = [Part::Surname, Part::GivenNames];

    fn words(self) -> &'static str {
        match self {
            Part::Surname => "surname",
            Part::GivenNames => "given names",
        }
    }
}

fn names(passenger: &Passenger, hit: &Hit, found: &mut Agreement) {
    let (mut exact, mut loose) = (BTreeSet::new(), BTreeSet::new());
    let mut unlisted = BTreeSet::new();
    let mut listed_alone = false;
    for line in hit.evidence.iter().filter(|line| line.kind == "name") {
        let part = part_of(passenger, &line.passenger_value);
        match line.level {
            "equal" | "joined" => {
                exact.insert(part);
            }
            "entry_only" => {
                listed_alone = true;
                found.list_alone.push(capitals(&line.entry_value));
            }
            // About the name as a whole.
            "hangs_together" => (),
            "passenger_only" => {
                unlisted.insert(part);
                found.traveller_alone.push(capitals(&line.passenger_value));
            }
            _ => {
                loose.insert(part);
            }
        }
    }
    for part in unlisted {
        // A name the list lacks makes the part similar if some of it agrees, and another
        // if none does and the list has a name in its place.
        if exact.remove(&part) {
            loose.insert(part);
        } else if listed_alone && !loose.contains(&part) {
            found.differs.push(part.words().to_owned());
        }
    }
    let same = exact.difference(&loose);
    found.same.extend(same.map(|part| part.words().to_owned()));
    found
        .similar
        .extend(loose.iter().map(|part| part.words().to_owned()));
}

fn capitals(token: &str) -> String {
    shown(token).to_uppercase()
}

fn part_of(passenger: &Passenger, token: &str) -> Part {
    let token = squashed(token);
    let has = |name: &str| words(name).contains(&token);
    let in_given = has(&passenger.given_names);
    let in_surname = has(&passenger.surname) || squashed(&passenger.surname).contains(&token);
    if in_surname && !in_given {
        Part::Surname
    } else {
        Part::GivenNames
    }
}

fn words(name: &str) -> Vec<String> {
    let latin = any_ascii::any_ascii(name).to_lowercase();
    let parts = latin.split(|c: char| !c.is_ascii_alphanumeric());
    parts
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

fn squashed(name: &str) -> String {
    words(name).concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recommend::samples::{self, line};

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
                "birth date",
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
            let found = of_hit(&samples::passenger(), &hit);
            let said = (
                found.same.join(", "),
                found.similar.join(", "),
                found.differs.join(", "),
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
            let found = of_hit(&samples::passenger(), &hit);
            [found.same, found.similar, found.differs].map(|said| said.join(", "))
        };
        let ivan = ("equal", ("ivan", "ivan"));
        let lacking = ("passenger_only", ("specimen", ""));
        let other = ("entry_only", ("", "muridev"));
        assert_eq!(
            said(&[ivan, lacking, other]),
            ["given names", "", "surname"]
        );
        assert_eq!(
            said(&[lacking, other, ivan]),
            ["given names", "", "surname"]
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
            of_hit(&samples::passenger(), &hit).but()
        };
        let ivan = ("equal", ("ivan", "ivan"));
        let specimen = ("equal", ("specimen", "specimen"));
        let lacking = ("passenger_only", ("specimen", ""));
        let other = ("entry_only", ("", "muridev"));
        assert_eq!(but(&[ivan, specimen]), "");
        assert_eq!(but(&[ivan, specimen, other]), "the list also has MURIDEV");
        assert_eq!(but(&[ivan, lacking]), "the traveller also has SPECIMEN");
        assert_eq!(
            but(&[ivan, lacking, other]),
            "another surname, the list has MURIDEV and the traveller has SPECIMEN"
        );
    }

    #[test]
    fn origin_is_said_only_where_it_speaks_for_the_traveller() {
        let mut hit = samples::hit();
        hit.evidence = vec![
            line("nationality", "agrees", ("FRA", "FRA"), 0),
            line("sex", "agrees", ("M", "M"), 0),
        ];
        assert_eq!(of_hit(&samples::passenger(), &hit), Agreement::default());
        hit.evidence = vec![line("sex", "differs", ("M", "F"), 0)];
        assert_eq!(of_hit(&samples::passenger(), &hit).differs, ["sex"]);
    }
}
