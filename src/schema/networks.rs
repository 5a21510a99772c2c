//! `networks.parquet`: cases that hang together, in the order in which to look at them.

use crate::analysis::journeys::Journeys;
use crate::analysis::network::together::Departure;
use crate::files::digest_of_bytes;
use crate::recommend::case::Case;
use crate::schema::rows::CaseRow;
use crate::tables::row::table;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Whether an officer agreed with a case of the network.
const STANDINGS: [&str; 2] = ["confirmed", "unconfirmed"];

pub(super) fn standings() -> Vec<&'static str> {
    STANDINGS.into()
}

table! {
    /// Cases of two people or more that hang together and are not of one booking. No score: their
    /// order is that of the columns behind `rank`, and nobody becomes a case by it.
    pub struct NetworkRow {
        /// The run that wrote the row.
        #[since = "2"]
        pub run_id: String,
        /// The same from night to night as long as its first listed person is in it.
        #[since = "2"]
        pub network_id: String,
        /// Which to look at first, from 1: confirmed ones, then by category, concurred cases,
        /// pathways, nights and the last day seen.
        #[since = "2"]
        pub rank: i32,
        /// Confirmed once the last word on one of its cases is `concur`.
        #[words = crate::schema::networks::standings]
        #[since = "2"]
        pub standing: String,
        /// The gravest of its cases with a `concur`.
        #[since = "2"]
        pub category: Option<String>,
        /// Cases of which the last word is `concur`.
        #[since = "2"]
        pub concurred: i32,
        /// Journeys that its cases are on, those of nights before among them.
        #[since = "2"]
        pub pathways: i32,
        /// Days on which its cases depart, those of nights before among them.
        #[since = "2"]
        pub nights: i32,
        /// The last of them (UTC).
        #[since = "2"]
        pub last_seen: Option<Date>,
        /// Cases of this run in it.
        #[since = "2"]
        pub cases: i32,
        /// Of `recommendations`, in order.
        #[since = "2"]
        pub case_ids: Vec<String>,
        /// Cases of nights before that hang together with them, by the ids that they had; empty where
        /// nights before are not looked at.
        #[since = "2"]
        pub earlier_case_ids: Vec<String>,
        /// People on the ways between its cases, those who are no case among them.
        #[since = "2"]
        pub people: i32,
        /// Kinds of the values that they share.
        #[since = "2"]
        pub kinds: Vec<String>,
        /// These values, as `value_digest` of `links` has them, and numbers of their own for what
        /// was shared on a night before.
        #[since = "2"]
        pub shared_values: Vec<String>,
        /// Of them, those without which it falls in two: two people or more on each side.
        #[since = "2"]
        pub bridges: Vec<String>,
    }
}

/// Cases that hang together, as the night found them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Network {
    /// By their places among the cases, in order.
    pub cases: Vec<usize>,
    /// Of nights before, those of its own people among them.
    pub earlier: Vec<EarlierCase>,
    pub people: usize,
    pub kinds: BTreeSet<&'static str>,
    /// As numbers of the night.
    pub values: Vec<String>,
    pub bridges: Vec<String>,
}

/// What is kept of a case beside the decisions, for the order of networks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarlierCase {
    pub case_id: String,
    pub as_of: Timestamp,
    /// Of the network that it was in.
    pub network_id: Option<String>,
    pub category: Option<String>,
    /// Of the category, 0 to 99.
    pub severity: i32,
    pub journey: String,
    pub departure: Timestamp,
    /// Where its journey began, if it was with this flight.
    pub begun: Option<Departure>,
}

impl EarlierCase {
    pub fn day(&self) -> Date {
        day(self.departure)
    }
}

/// `rows` are those of the cases, in their order; `concurred` are ids of cases.
pub fn rows(
    networks: &[Network],
    (cases, rows): (&[Case], &[CaseRow]),
    journeys: &Journeys,
    concurred: &BTreeSet<&str>,
    run_id: &str,
) -> Vec<NetworkRow> {
    let of = |network: &Network| row(network, (cases, rows), journeys, concurred, run_id);
    let mut found: Vec<(Option<i32>, NetworkRow)> = networks.iter().map(of).collect();
    tell_apart(&mut found);
    // Known before unknown, and the graver, the more, the later, before the others.
    found.sort_by_key(|(gravest, row)| {
        let counts = (row.concurred, row.pathways, row.nights, row.last_seen);
        (Reverse(*gravest), Reverse(counts), row.network_id.clone())
    });
    let ranked = (1..).zip(found);
    ranked
        .map(|(rank, (_, row))| NetworkRow { rank, ..row })
        .collect()
}

/// With the severity of its gravest category that an officer agreed with.
fn row(
    network: &Network,
    (cases, rows): (&[Case], &[CaseRow]),
    journeys: &Journeys,
    concurred: &BTreeSet<&str>,
    run_id: &str,
) -> (Option<i32>, NetworkRow) {
    let own = || network.cases.iter().map(|case| &rows[*case]);
    let ids: BTreeSet<&str> = own().map(|row| row.case_id.as_str()).collect();
    // A case that an earlier run of tonight saw is tonight's.
    let before = network.earlier.iter();
    let before = || {
        before
            .clone()
            .filter(|one| !ids.contains(one.case_id.as_str()))
    };
    // A priority is the rank of the action and, below a hundred, how grave the category is.
    let tonight = own().map(|row| (row.priority.rem_euclid(100), &row.category, &row.case_id));
    let known = before().map(|one| (one.severity, &one.category, &one.case_id));
    let agreed = tonight.chain(known);
    let agreed: BTreeMap<&String, (i32, &Option<String>)> = agreed
        .filter(|(.., id)| concurred.contains(id.as_str()))
        .map(|(severity, category, id)| (id, (severity, category)))
        .collect();
    let gravest = agreed
        .values()
        .max_by_key(|(severity, category)| (*severity, Reverse(*category)));
    let passengers = network.cases.iter().map(|case| &cases[*case].passenger);
    let flown = passengers.map(|one| journeys.text(&one.flight, journeys.of_row(one.row())));
    let pathways: BTreeSet<String> = flown
        .chain(before().map(|one| one.journey.clone()))
        .collect();
    let days = own().map(|row| day(row.scheduled_departure));
    let days: BTreeSet<Date> = days.chain(before().map(EarlierCase::day)).collect();
    let earlier: BTreeSet<&String> = before().map(|one| &one.case_id).collect();
    let row = NetworkRow {
        run_id: run_id.to_owned(),
        network_id: kept_id(&network.earlier).unwrap_or_else(|| id(own())),
        rank: 0,
        standing: STANDINGS[usize::from(gravest.is_none())].to_owned(),
        category: gravest.and_then(|(_, category)| (*category).clone()),
        concurred: count(agreed.len()),
        pathways: count(pathways.len()),
        nights: count(days.len()),
        last_seen: days.last().copied(),
        cases: count(ids.len()),
        case_ids: ids.iter().map(|id| (*id).to_owned()).collect(),
        earlier_case_ids: earlier.into_iter().cloned().collect(),
        people: count(network.people),
        kinds: network
            .kinds
            .iter()
            .map(|kind| (*kind).to_owned())
            .collect(),
        shared_values: network.values.clone(),
        bridges: network.bridges.clone(),
    };
    (gravest.map(|(severity, _)| *severity), row)
}

fn day(moment: Timestamp) -> Date {
    moment.to_zoned(TimeZone::UTC).date()
}

/// The name that it had first: who joins later changes nothing. Of two that have become one the
/// older.
fn kept_id(earlier: &[EarlierCase]) -> Option<String> {
    let named = earlier.iter().filter_map(|one| {
        let id = one.network_id.as_ref()?;
        Some((one.as_of, id))
    });
    named.min().map(|(_, id)| id.clone())
}

/// By the first listed person in it, who is the same on every night; without one by the first
/// passenger.
fn id<'a>(cases: impl Iterator<Item = &'a CaseRow>) -> String {
    let key = |row: &CaseRow| {
        let listed = row.list.as_ref().zip(row.entry_id.as_ref());
        let name = [
            Some(&row.surname),
            row.given_names.as_ref(),
            row.birth_date.as_ref(),
        ];
        let person = || {
            name.into_iter()
                .flatten()
                .cloned()
                .collect::<Vec<_>>()
                .join("/")
        };
        let text = listed.map(|(list, entry)| format!("{list}/{entry}"));
        (listed.is_none(), text.unwrap_or_else(person))
    };
    let (_, first) = cases.map(key).min().unwrap_or_default();
    format!("N-{}", &digest_of_bytes(first.as_bytes())[..12])
}

/// Two passengers may both be like one listed person, in two networks.
fn tell_apart(found: &mut [(Option<i32>, NetworkRow)]) {
    let mut bearers: BTreeMap<String, Vec<&mut NetworkRow>> = BTreeMap::new();
    for (_, row) in found {
        bearers.entry(row.network_id.clone()).or_default().push(row);
    }
    for (id, mut rows) in bearers {
        rows.sort_by(|one, other| one.case_ids.cmp(&other.case_ids));
        for (number, row) in rows.into_iter().enumerate().skip(1) {
            row.network_id = format!("{id}-{}", number + 1);
        }
    }
}

fn count(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recommend::samples;
    use crate::schema::samples::case_row;

    /// Severity and listed person of each case, `0` for none.
    fn ranked(cases: &[(i32, &str)], networks: &[&[usize]], concurred: &[&str]) -> Vec<NetworkRow> {
        let numbered = cases.iter().enumerate();
        let found: Vec<CaseRow> = numbered
            .map(|(number, (severity, entry))| CaseRow {
                priority: 300 + severity,
                category: Some(format!("severity {severity}")),
                entry_id: (*entry != "0").then(|| (*entry).to_owned()),
                surname: format!("PERSON {number}"),
                ..case_row(&format!("C-{number}"))
            })
            .collect();
        let networks = networks.iter().map(|cases| Network {
            cases: cases.to_vec(),
            ..Network::default()
        });
        let networks: Vec<Network> = networks.collect();
        let all = vec![samples::case(); cases.len()];
        let concurred = concurred.iter().copied().collect();
        let told = (all.as_slice(), found.as_slice());
        rows(&networks, told, &Journeys::default(), &concurred, "run-1")
    }

    fn order(rows: &[NetworkRow]) -> Vec<&[String]> {
        rows.iter().map(|row| row.case_ids.as_slice()).collect()
    }

    #[test]
    fn what_officers_agreed_with_comes_first_whatever_the_size() {
        let cases = [
            (90, "a"),
            (90, "b"),
            (90, "c"),
            (20, "d"),
            (20, "e"),
            (70, "f"),
            (5, "g"),
        ];
        let rows = ranked(
            &cases,
            &[&[0, 1, 2], &[3, 4], &[5, 6]],
            &["C-3", "C-4", "C-5"],
        );
        assert_eq!(
            order(&rows),
            [
                ["C-5", "C-6"].as_slice(),
                &["C-3", "C-4"],
                &["C-0", "C-1", "C-2"]
            ]
        );
        let told = rows
            .iter()
            .map(|row| (row.rank, row.standing.as_str(), row.concurred));
        assert_eq!(
            told.collect::<Vec<_>>(),
            [
                (1, "confirmed", 1),
                (2, "confirmed", 2),
                (3, "unconfirmed", 0)
            ]
        );
        assert_eq!(rows[0].category.as_deref(), Some("severity 70"));
        assert_eq!(rows[2].category, None, "unknown, and not nothing");
    }

    #[test]
    fn of_one_category_the_more_concurred_comes_first() {
        let cases = [(50, "a"), (50, "b"), (50, "c"), (50, "d")];
        let rows = ranked(&cases, &[&[0, 1], &[2, 3]], &["C-0", "C-2", "C-3"]);
        assert_eq!(order(&rows)[0], ["C-2", "C-3"]);
    }

    #[test]
    fn an_id_stays_while_its_first_listed_person_does_and_two_never_share_one() {
        let id = |cases: &[(i32, &str)]| {
            let all: Vec<usize> = (0..cases.len()).collect();
            ranked(cases, &[&all], &[])[0].network_id.clone()
        };
        let tonight = id(&[(50, "a"), (50, "m"), (50, "0")]);
        assert_eq!(tonight, id(&[(50, "z"), (50, "a")]), "others come and go");
        assert_ne!(tonight, id(&[(50, "m"), (50, "z")]));
        let unlisted = id(&[(50, "0"), (50, "0")]);
        assert_eq!(unlisted, id(&[(50, "0"), (50, "0"), (50, "0")]));
        let cases = [(50, "a"), (50, "m"), (50, "a"), (50, "z")];
        let rows = ranked(&cases, &[&[2, 3], &[0, 1]], &[]);
        let ids: BTreeSet<String> = rows.iter().map(|row| row.network_id.clone()).collect();
        assert_eq!(
            ids,
            BTreeSet::from([tonight.clone(), format!("{tonight}-2")])
        );
    }

    fn before(id: &str, network: Option<&str>, as_of: &str) -> EarlierCase {
        EarlierCase {
            case_id: id.to_owned(),
            as_of: as_of.parse().unwrap(),
            network_id: network.map(str::to_owned),
            category: Some("severity 95".to_owned()),
            severity: 95,
            journey: "GRU-LIS-JFK".to_owned(),
            departure: as_of.parse().unwrap(),
            begun: None,
        }
    }

    #[test]
    fn nights_before_keep_the_name_and_count_for_the_order() {
        let found = [case_row("C-0")];
        let all = [samples::case()];
        let network = |earlier: Vec<EarlierCase>| {
            let network = Network {
                cases: vec![0],
                earlier,
                ..Network::default()
            };
            let concurred = BTreeSet::from(["C-8"]);
            let told = (all.as_slice(), found.as_slice());
            rows(&[network], told, &Journeys::default(), &concurred, "run-1").remove(0)
        };
        let row = network(vec![
            before("C-9", Some("N-late"), "2026-11-10T00:00:00Z"),
            before("C-8", Some("N-first"), "2026-11-01T00:00:00Z"),
            // Tonight's own, in a run of an hour ago.
            before("C-0", Some("N-late"), "2026-11-23T00:00:00Z"),
        ]);
        assert_eq!(row.network_id, "N-first");
        assert_eq!(row.earlier_case_ids, ["C-8", "C-9"]);
        assert_eq!((row.cases, row.nights, row.concurred), (1, 3, 1));
        assert_eq!(row.category.as_deref(), Some("severity 95"));
        assert_eq!(row.pathways, 2);
        assert_eq!(row.last_seen, Some(day(found[0].scheduled_departure)));
        let fresh = network(vec![before("C-9", None, "2026-11-10T00:00:00Z")]);
        assert_eq!(fresh.network_id, network(Vec::new()).network_id);
    }
}
